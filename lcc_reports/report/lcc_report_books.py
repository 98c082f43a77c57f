# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache


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
            self._get_data_domain(period) for period in options["periods"]
        )
        if self.env["account.move.line"].search_count(domain, limit=1):
            return ""
        return self.env._(
            "Nothing is posted in the books of %(company)s in these days. Choose "
            "others.",
            company=self.env.company.name,
        )

    @api.model
    def _get_data_domain(self, period):
        """Journal items without which there is nothing to show."""
        return self._get_items_domain(period)

    @api.model
    def _get_layout_obstacle(self):
        """What to do where the accounts are not numbered as the French chart is."""
        company = self.env.company
        if self._is_french_chart(company.chart_template):
            return ""
        return self.env._(
            "%(company)s does not use a French chart of accounts, which this layout "
            "takes its lines from. The list of accounts shows any chart.",
            company=company.name,
        )

    @api.model
    @ormcache("chart")
    def _is_french_chart(self, chart):
        """Whether a chart is the French one or lies over it: reading all charts is
        slow."""
        charts = self.env["account.chart.template"]
        return "fr" in charts._get_parent_template(chart)

    @api.model
    def _get_posted_domain(self):
        """Posted journal items of the user's company."""
        return Domain("company_id", "=", self.env.company.id) & Domain(
            "parent_state", "=", "posted"
        )

    @api.model
    def _get_items_domain(self, period):
        """Posted journal items of a period, in the user's company."""
        return (
            self._get_posted_domain()
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

    @api.model
    def _open_items(self, domain):
        """What opens the journal items behind a figure, see tools.table.Row."""
        return {"res_model": "account.move.line", "domain": list(domain)}
