# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.cash import CASH, GUARANTEE, add_up_sources, find_source
from ..tools.table import Column, Table, line, section, total


class LccReportCash(models.AbstractModel):
    """Cash and bank accounts at the first and the last day, and why they changed: the
    result of the period, and what every other account took or gave."""

    _name = "lcc.report.cash"
    _inherit = "lcc.report.books"
    _description = "Cash"

    @api.model
    def _get_title(self):
        return self.env._("Cash")

    @api.model
    def _get_obstacle(self, options):
        return (
            self._get_chart_obstacle()
            or self._get_layout_obstacle()
            or self._get_items_obstacle(options)
        )

    @api.model
    def _get_data_domain(self, period):
        """Cash is there without any entry of the period."""
        return self._get_posted_domain() & Domain("date", "<=", period.date_to)

    @api.model
    def _get_tables(self, options):
        moved = [self._get_moved(period) for period in options["periods"]]
        return [
            self._get_accounts_table(options["periods"][0]),
            self._get_reasons_table(options, moved),
        ]

    # ------------------------------------------------------------------
    # Accounts
    # ------------------------------------------------------------------

    @api.model
    def _get_cash_domain(self):
        numbers = [Domain("account_id.code", "=like", f"{digits}%") for digits in CASH]
        return Domain.OR(numbers)

    @api.model
    def _get_accounts_table(self, period):
        columns = [
            Column(self.env._("Before %s", format_date(self.env, period.date_from))),
            Column(self.env._("In")),
            Column(self.env._("Out")),
            Column(self.env._("At %s", format_date(self.env, period.date_to))),
            Column(self.env._("Change"), less=(3, 0)),
        ]
        figures = self._get_cash(period)
        fund = [a for a in figures if a.code.startswith(GUARANTEE)]
        own = [a for a in figures if a not in fund]
        rows, sums = [], []
        for label, accounts in (
            (self.env._("Cash and bank accounts"), own),
            (self.env._("Guarantee fund"), fund),
        ):
            if accounts:
                rows.append(section(label, columns))
                first = len(rows)
                rows += [
                    self._get_account_row(account, figures[account], period, columns)
                    for account in accounts
                ]
                added = range(first, len(rows))
                sums.append(len(rows))
                rows.append(total(self.env._("Total: %s", label), rows, added, columns))
        if len(sums) != 1:
            rows.append(total(self.env._("Total"), rows, sums, columns))
        title = self.env._("Cash at closing")
        return Table("accounts", title, columns, rows, label=self.env._("Account"))

    @api.model
    def _get_cash(self, period):
        """Figures of each account of cash.

        :return: {account: [before, in, out, after]}, by number
        """
        items = self.env["account.move.line"]
        before = items._read_group(
            self._get_before_domain(period) & self._get_cash_domain(),
            ["account_id"],
            ["balance:sum"],
        )
        within = items._read_group(
            self._get_items_domain(period) & self._get_cash_domain(),
            ["account_id"],
            ["debit:sum", "credit:sum"],
        )
        found = {account: [balance, 0.0, 0.0] for account, balance in before}
        for account, debit, credit in within:
            found.setdefault(account, [0.0, 0.0, 0.0])[1:] = [debit, credit]
        accounts = self.env["account.account"].union(*found).sorted("code")
        return {
            account: [*found[account], sum(found[account][:2]) - found[account][2]]
            for account in accounts
            if any(found[account])
        }

    @api.model
    def _get_before_domain(self, period):
        return self._get_posted_domain() & Domain("date", "<", period.date_from)

    @api.model
    def _get_account_row(self, account, figures, period, columns):
        own = self._in_accounts(account)
        within = self._get_items_domain(period) & own
        opens = [
            self._open_items(self._get_before_domain(period) & own),
            self._open_items(within & Domain("debit", "!=", 0)),
            self._open_items(within & Domain("credit", "!=", 0)),
            self._open_items(self._get_data_domain(period) & own),
            self._open_items(within),
        ]
        cells = [round(figure, 2) + 0.0 for figure in figures]
        return line(f"{account.code} {account.name}", cells, columns, opens=opens)

    # ------------------------------------------------------------------
    # Reasons
    # ------------------------------------------------------------------

    @api.model
    def _get_source_labels(self):
        """Names of tools.cash.SOURCES, in the order of the table."""
        return {
            "result": self.env._("Result of the period"),
            "coupons": self.env._("Coupons in circulation"),
            "digital": self.env._("Digital units in circulation"),
            "members": self.env._("Owed by members and customers"),
            "suppliers": self.env._("Owed to suppliers"),
            "third_parties": self.env._("Other third parties"),
            "own": self.env._("Own funds and results brought forward"),
            "dedicated": self.env._("Dedicated funds"),
            "subsidies": self.env._("Investment grants"),
            "provisions": self.env._("Provisions"),
            "loans": self.env._("Loans"),
            "fixed": self.env._("Fixed assets"),
            "stocks": self.env._("Stocks"),
            "securities": self.env._("Securities"),
            "other": self.env._("Other accounts"),
        }

    @api.model
    def _get_moved(self, period):
        """What moved in the period by account.

        :return: {account: debit less credit}
        """
        groups = self.env["account.move.line"]._read_group(
            self._get_items_domain(period), ["account_id"], ["balance:sum"]
        )
        return dict(groups)

    @api.model
    def _get_reasons_table(self, options, moved):
        columns = [Column(head) for head in self._get_head(options)]
        if len(columns) > 1:
            columns.append(Column(self.env._("Change"), less=(0, 1)))
        sums = [
            add_up_sources((_get_source(account), found[account]) for account in found)
            for found in moved
        ]
        rows = []
        for source, label in self._get_source_labels().items():
            amounts = [found.get(source) for found in sums]
            if any(amounts) or source == "result":
                opens = [
                    self._open_source(source, found, period)
                    for found, period in zip(moved, options["periods"], strict=True)
                ]
                opens += [None] * (len(columns) - len(opens))
                cells = [amount or 0.0 for amount in amounts]
                rows.append(line(label, cells, columns, opens=opens))
        reasons = len(rows)
        label = self.env._("Change explained")
        rows.append(total(label, rows, range(reasons), columns))
        changes = [-found.get("cash", 0.0) + 0.0 for found in sums]
        changed = self.env._("Change of cash and bank accounts")
        rows.append(line(changed, changes, columns, level=0))
        label = self.env._("Unexplained difference")
        rows.append(total(label, rows, [reasons + 1], columns, subtracts=[reasons]))
        notes = self._get_proof(rows[-1].cells[: len(sums)])
        title = self.env._("Why cash changed")
        return Table("reasons", title, columns, rows, notes=notes)

    @api.model
    def _get_proof(self, gaps):
        if any(gaps):
            return [
                self.env._(
                    "The difference comes from entries that do not balance within "
                    "this company. Look for entries on accounts off balance."
                )
            ]
        return [
            self.env._(
                "An increase of what is owed to others brings cash, an increase of "
                "what others owe takes it: the sum is the change of cash to the cent."
            )
        ]

    @api.model
    def _open_source(self, source, moved, period):
        accounts = self.env["account.account"].union(
            *(account for account in moved if _get_source(account) == source)
        )
        return self._open_items(
            self._get_items_domain(period) & self._in_accounts(accounts)
        )


def _get_source(account):
    code = account.code or ""
    if account.internal_group in ("income", "expense"):
        return "result"
    return "cash" if code.startswith(CASH) else find_source(code)
