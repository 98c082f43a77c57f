# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools.table import Column, Table, line, total


class LccReportAccounts(models.AbstractModel):
    """Accounts of income and expense with their amounts, as some associations print
    them: number, label, amount."""

    _name = "lcc.report.accounts"
    _inherit = "lcc.report.books"
    _description = "List of accounts"

    @api.model
    def _get_title(self):
        return self.env._("Charges and income by account")

    @api.model
    def _get_tables(self, options):
        columns = [Column(head) for head in self._get_head(options)]
        if len(columns) > 1:
            columns.append(Column(self.env._("Change"), less=(0, 1)))
        amounts = [self._get_amounts(period) for period in options["periods"]]
        rows, sums = [], {}
        for side, label, group, sign in (
            ("expense", self.env._("Charges"), "expense", 1),
            ("income", self.env._("Income"), "income", -1),
        ):
            first = len(rows)
            rows += self._get_rows(group, sign, amounts, columns, options)
            added = range(first, len(rows))
            sums[side] = len(rows)
            rows.append(total(label, rows, added, columns))
        rows.append(
            total(
                self.env._("Result"),
                rows,
                [sums["income"]],
                columns,
                subtracts=[sums["expense"]],
            )
        )
        table = Table("accounts", self._get_title(), columns, rows)
        return [table._replace(label=self.env._("Account"))]

    @api.model
    def _get_amounts(self, period):
        """Balances of the period by account: {account: debit less credit}."""
        groups = self.env["account.move.line"]._read_group(
            self._get_items_domain(period)
            & self._get_group_domain(("expense", "income")),
            ["account_id"],
            ["balance:sum"],
        )
        return dict(groups)

    @api.model
    def _get_rows(self, group, sign, amounts, columns, options):
        accounts = self.env["account.account"].union(
            *(account for found in amounts for account in found)
        )
        accounts = accounts.filtered(lambda a: a.internal_group == group)
        return [
            line(
                f"{account.code} {account.name}",
                [
                    round(sign * found[account], 2) if account in found else None
                    for found in amounts
                ],
                columns,
                opens=self._get_openers(account, options, columns),
            )
            for account in accounts.sorted("code")
        ]

    @api.model
    def _get_openers(self, accounts, options, columns):
        openers = [
            {
                "res_model": "account.move.line",
                "domain": list(
                    self._get_items_domain(period) & self._in_accounts(accounts)
                ),
            }
            for period in options["periods"]
        ]
        return openers + [None] * (len(columns) - len(openers))
