# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools.table import Table, line, section, total
from .lcc_report_income import is_in_kind


class LccReportAccounts(models.AbstractModel):
    """Accounts of income and expense with their amounts, as some associations print
    them: number, label, amount."""

    _name = "lcc.report.accounts"
    _inherit = "lcc.report.result"
    _description = "List of accounts"

    @api.model
    def _get_title(self):
        return self.env._("Charges and income by account")

    @api.model
    def _get_tables(self, options):
        columns = self._get_compared_columns(options, bool(options["budget"]))
        amounts = [self._get_balances(options, p) for p in options["periods"]]
        if options["budget"]:
            amounts.append(self._get_account_budget(options))
        accounts = self.env["account.account"].union(
            *(account for found in amounts for account in found)
        )
        in_kind = accounts.filtered(is_in_kind)
        rows = []
        sums = [
            self._add_section(rows, columns, amounts, options, *side)
            for side in (
                (self.env._("Charges"), accounts - in_kind, "expense", 1),
                (self.env._("Income"), accounts - in_kind, "income", -1),
            )
        ]
        label = self.env._("Result")
        rows.append(total(label, rows, sums[1:], columns, subtracts=sums[:1]))
        if in_kind:
            used = self.env._("Uses of contributions in kind")
            self._add_section(
                rows, columns, amounts, options, used, in_kind, "expense", 1
            )
            given = self.env._("Contributions in kind")
            self._add_section(
                rows, columns, amounts, options, given, in_kind, "income", -1
            )
        notes = self._get_result_notes(options)
        table = Table("accounts", self._get_title(), columns, rows, notes=notes)
        return [table._replace(label=self.env._("Account"))]

    @api.model
    def _add_section(
        self, rows, columns, amounts, options, label, accounts, group, sign
    ):
        """Append a section of accounts with its total.

        :return: the position of the total
        """
        rows.append(section(label, columns))
        first = len(rows)
        accounts = accounts.filtered(lambda a: a.internal_group == group)
        for account in accounts.sorted("code"):
            cells = [
                round(sign * found[account], 2) + 0.0 if account in found else None
                for found in amounts
            ]
            opens = self._get_openers(account, options, columns)
            name = f"{account.code} {account.name}"
            rows.append(line(name, cells, columns, opens=opens))
        added = range(first, len(rows))
        rows.append(total(self.env._("Total: %s", label), rows, added, columns))
        return len(rows) - 1

    @api.model
    def _get_openers(self, accounts, options, columns):
        openers = [
            self._open_items(
                self._get_result_domain(options)
                & self._get_items_domain(period)
                & self._in_accounts(accounts)
            )
            for period in options["periods"]
        ]
        return openers + [None] * (len(columns) - len(openers))
