# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain


class LccReportBooks(models.AbstractModel):
    """What the reports on the books of a company share."""

    _name = "lcc.report.books"
    _inherit = "lcc.report"
    _description = "Report on the books"

    _report_groups = ("account.group_account_readonly", "account.group_account_user")

    @api.model
    def _get_obstacle(self, options):
        return self._get_chart_obstacle() or self._get_items_obstacle(options)

    @api.model
    def _get_chart_obstacle(self):
        company = self.env.company
        if company.chart_template:
            return ""
        return self.env._(
            "%(company)s has no chart of accounts yet. Choose one in the settings of "
            "accounting; “Associations (France)” is made for this report.",
            company=company.name,
        )

    @api.model
    def _get_items_obstacle(self, options):
        domain = Domain.OR(
            self._get_items_domain(period) for period in options["periods"]
        )
        if self.env["account.move.line"].search_count(domain, limit=1):
            return ""
        return self.env._(
            "Nothing is posted in the books of %(company)s in these days. Choose "
            "others.",
            company=self.env.company.name,
        )

    @api.model
    def _get_items_domain(self, period):
        """Posted journal items of a period, in the user's company."""
        return (
            Domain("company_id", "=", self.env.company.id)
            & Domain("parent_state", "=", "posted")
            & Domain("date", ">=", period.date_from)
            & Domain("date", "<=", period.date_to)
        )

    @api.model
    def _get_group_domain(self, groups):
        return Domain("account_id.internal_group", "in", list(groups))

    @api.model
    def _in_accounts(self, accounts):
        return Domain("account_id", "in", accounts.ids)

    @api.model
    def _in_journal(self, journal):
        return Domain("journal_id", "=", journal.id)
