# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.statement import Entry, make_sides
from ..tools.table import difference


class LccReportBalance(models.AbstractModel):
    """Balance sheet of an association at a date.

    The result of the fiscal year of that date is not allocated yet; what earlier years
    left and no entry has allocated stands on a line of its own, so that the sheet
    balances at any date.
    """

    _name = "lcc.report.balance"
    _inherit = "lcc.report.statement"
    _description = "Balance sheet"

    _report_is_at_date = True
    _statement_template = "lcc_reports.mis_report_balance"
    _statement_kind = "balance"
    _statement_groups = ("asset", "liability", "equity")

    @api.model
    def _get_title(self):
        return self.env._("Balance sheet")

    @api.model
    def _read_options(self, given):
        """A sheet at a date stands for its fiscal year up to that date."""
        date_to = self._read_date(given.get("date_to"))
        date_to = date_to or self._get_default_period().date_to
        year = self._get_fiscal_year(date_to)
        return super()._read_options({**given, "date_from": year.date_from})

    @api.model
    def _get_compared(self, period, compare, given):
        given = {**given, "compare_from": given.get("compare_to")}
        compared = super()._get_compared(period, compare, given)
        if not compared:
            return None
        year = self._get_fiscal_year(compared.date_to)
        return self._make_period(year.date_from, compared.date_to)

    @api.model
    def _get_data_domain(self, period):
        return self._get_until_domain(period)

    @api.model
    def _get_until_domain(self, period):
        return self._get_posted_domain() & Domain("date", "<=", period.date_to)

    # ------------------------------------------------------------------
    # Short form
    # ------------------------------------------------------------------

    @api.model
    def _get_short_tables(self, options):
        balances = [self._get_balances(period) for period in options["periods"]]
        sides, notes = self._make_sides(options, balances, ("asset", "liability"))
        assets, liabilities = sides
        # Results stand above what is owed, as own funds do.
        own = [index for index, entry in enumerate(liabilities, 1) if entry.is_own]
        place = max(own, default=0)
        liabilities[place:place] = self._get_result_entries(options)
        labels = self.env._("Assets"), self.env._("Liabilities")
        sides = list(zip(labels, (assets, liabilities), strict=True))
        heads = self._get_head(options)
        total = self.env._("Total")
        table = make_sides("balance", self._get_title(), sides, heads, total)
        return [table._replace(notes=notes + self._get_gap_notes(table, heads))]

    @api.model
    def _get_balances(self, period):
        """Balances at the last day by account, results that wait aside.

        :return: {account: debit less credit}
        """
        groups = self.env["account.move.line"]._read_group(
            self._get_until_domain(period)
            & self._get_group_domain(self._statement_groups)
            & Domain("account_id.account_type", "!=", "equity_unaffected"),
            ["account_id"],
            ["balance:sum"],
        )
        found = {account: round(balance, 2) for account, balance in groups}
        return {account: balance for account, balance in found.items() if balance}

    @api.model
    def _get_result_entries(self, options):
        entries = []
        for label, domains in (
            (
                self.env._("Results awaiting allocation"),
                [self._get_awaiting_domain(p) for p in options["periods"]],
            ),
            (
                self._get_result_label(options),
                [self._get_open_domain(p) for p in options["periods"]],
            ),
        ):
            amounts = [self._sum_items(domain) for domain in domains]
            if any(amounts):
                opens = [self._open_items(domain) for domain in domains]
                entries.append(Entry(label, amounts, opens))
        return entries

    @api.model
    def _sum_items(self, domain):
        """Credit less debit of journal items."""
        [(balance,)] = self.env["account.move.line"]._read_group(
            domain, [], ["balance:sum"]
        )
        return round(-(balance or 0), 2) + 0.0

    @api.model
    def _get_open_domain(self, period):
        """Items of the result of the fiscal year up to the date."""
        return self._get_items_domain(period) & self._get_group_domain(
            ("income", "expense")
        )

    @api.model
    def _get_awaiting_domain(self, period):
        """Items of earlier results, and of the entries that allocated them."""
        earlier = self._get_group_domain(("income", "expense")) & Domain(
            "date", "<", period.date_from
        )
        unaffected = Domain("account_id.account_type", "=", "equity_unaffected")
        return self._get_until_domain(period) & (earlier | unaffected)

    @api.model
    def _get_result_label(self, options):
        if len(options["periods"]) > 1:
            return self.env._("Result of the year")
        [period] = options["periods"]
        if period == self._get_fiscal_year(period.date_to):
            years = {str(period.date_from.year): 0, str(period.date_to.year): 0}
            return self.env._("Result %(year)s", year="-".join(years))
        return self.env._(
            "Result at %(date)s", date=format_date(self.env, period.date_to)
        )

    @api.model
    def _get_side(self, account, amount):
        """Accounts without a heading stand where their balance puts them."""
        if account.internal_group == "equity":
            return "liability"
        return "asset" if amount > 0 else "liability"

    @api.model
    def _get_accounts_domain(self, options, period, accounts):
        return self._get_until_domain(period) & self._in_accounts(accounts)

    @api.model
    def _get_gap_notes(self, table, heads):
        totals = table.rows[-1].cells
        gaps = [
            (head, difference(totals[index], totals[index + len(heads) + 1]))
            for index, head in enumerate(heads)
        ]
        return [
            self.env._(
                "%(date)s: assets are %(gap)s more than liabilities; look for accounts "
                "of the type off balance in entries of this company.",
                date=head,
                gap=gap,
            )
            for head, gap in gaps
            if gap
        ]
