# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.periods import months_of


class LccReportCurrency(models.AbstractModel):
    """What the reports on a local currency share."""

    _name = "lcc.report.currency"
    _inherit = "lcc.report"
    _description = "Report on the local currency"

    @api.model
    def _read_own_options(self, given):
        ids = self._get_currencies().ids
        return {
            **super()._read_own_options(given),
            "currency": self._read_choice(given.get("currency"), ids),
        }

    @api.model
    def _get_own_filters(self, options):
        filters = super()._get_own_filters(options)
        currencies = self._get_currencies()
        if len(currencies) < 2:
            return filters
        choice = {
            "name": "currency",
            "label": self.env._("Currency"),
            "kind": "select",
            "value": options["currency"],
            "choices": [(currency.id, currency.name) for currency in currencies],
        }
        return [choice, *filters]

    @api.model
    def _get_obstacle(self, options):
        if options["currency"]:
            return self._get_currency_obstacle(options, self._get_currency(options))
        return self.env._(
            "%(company)s has no local currency yet. Create one in the settings of the "
            "local currency: this report then tells its figures.",
            company=self.env.company.name,
        )

    @api.model
    def _get_currency_obstacle(self, options, currency):
        """As `_get_obstacle`, where there is a currency."""
        return ""

    @api.model
    def _get_currencies(self):
        return self.env["lcc.currency"].search_fetch(
            [("company_id", "=", self.env.company.id)]
        )

    @api.model
    def _get_currency(self, options):
        return self.env["lcc.currency"].browse(options["currency"])

    @api.model
    def _get_subtitle(self, options):
        name = self._get_currency(options).name
        return ", ".join(filter(None, [name, super()._get_subtitle(options)]))

    # ------------------------------------------------------------------
    # The ledger and the books
    # ------------------------------------------------------------------

    @api.model
    def _get_fund_obstacle(self, currency):
        if currency.sudo().fund_account_ids:  # whether there are any
            return ""
        return self.env._(
            "%(currency)s has no account of a guarantee fund. Choose it in the "
            "settings of the currency: it is the account of the bank that keeps the "
            "fund.",
            currency=currency.name,
        )

    @api.model
    def _has_ledger(self, currency, last):
        """Whether anything was posted until a day, wherever it was."""
        lines = self.env["lcc.operation.line"].sudo()  # an existence only
        domain = self._get_lines_domain(currency) & Domain("date", "<=", last)
        return bool(lines.search_count(domain, limit=1))

    @api.model
    def _get_lines_domain(self, currency):
        """Posted lines of the ledger."""
        return Domain("lcc_currency_id", "=", currency.id) & Domain(
            "state", "=", "posted"
        )

    @api.model
    def _open_items(self, currency, accounts, first=None, last=None):
        """What opens the journal items of accounts, for who may read the books."""
        if not self.env["account.move.line"].has_access("read"):
            return None
        domain = (
            Domain("company_id", "=", currency.company_id.id)
            & Domain("parent_state", "=", "posted")
            & Domain("account_id", "in", accounts.ids)
        )
        if first:
            domain &= Domain("date", ">=", first)
        if last:
            domain &= Domain("date", "<=", last)
        return {"res_model": "account.move.line", "domain": list(domain)}

    @api.model
    def _get_past_months(self, period):
        """The months of a period that have begun."""
        today = fields.Date.context_today(self)
        return [month for month in months_of(period) if month.date_from <= today]
