# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.table import Column

BUDGETS = {"lines": "mis.budget", "accounts": "mis.budget.by.account"}
RESULT_GROUPS = ("income", "expense")


class LccReportResult(models.AbstractModel):
    """What the reports on charges and income share: a budget beside the figures, and
    neutralised items left out of them."""

    _name = "lcc.report.result"
    _inherit = "lcc.report.books"
    _description = "Report on charges and income"

    # Whether it can show a budget of the lines of its template, too.
    _report_budgets = ("accounts",)

    @api.model
    def _read_own_options(self, given):
        return {
            **super()._read_own_options(given),
            "neutral": self._read_check(given.get("neutral")),
            "budget": given.get("budget") or "",
        }

    @api.model
    def _read_options(self, given):
        options = super()._read_options(given)
        known = [value for value, _label in self._get_budget_choices(options)]
        if options["budget"] not in known:
            options["budget"] = ""
        return options

    @api.model
    def _get_own_filters(self, options):
        filters = super()._get_own_filters(options)
        budgets = self._get_budget_choices(options)
        if budgets:
            filters.append(
                {
                    "name": "budget",
                    "label": self.env._("Budget"),
                    "kind": "select",
                    "value": options["budget"],
                    "choices": [("", self.env._("none")), *budgets],
                }
            )
        if options["neutral"] or self._get_neutral_items(options):
            filters.append(
                {
                    "name": "neutral",
                    "label": self.env._("Without neutralised items"),
                    "kind": "check",
                    "value": options["neutral"],
                }
            )
        return filters

    # ------------------------------------------------------------------
    # Budget
    # ------------------------------------------------------------------

    @api.model
    def _get_budget_choices(self, options):
        """Budgets that touch the period, as “lines-4” or “accounts-2”."""
        return [
            (f"{kind}-{budget.id}", budget.name)
            for kind in self._report_budgets
            for budget in self.env[BUDGETS[kind]].search(
                self._get_budget_domain(kind, options["periods"][0])
            )
        ]

    @api.model
    def _get_budget_domain(self, kind, period):
        return (
            Domain("company_id", "in", [False, self.env.company.id])
            & Domain("state", "!=", "cancelled")
            & Domain("date_from", "<=", period.date_to)
            & Domain("date_to", ">=", period.date_from)
        )

    @api.model
    def _get_budget(self, options):
        """
        :return: lines or accounts, and the budget; nothing and nothing without one
        """
        kind, _dash, number = options["budget"].partition("-")
        return (
            (kind, self.env[BUDGETS[kind]].browse(int(number))) if kind else ("", None)
        )

    @api.model
    def _get_account_budget(self, options):
        """Balances by account that the budget foresees for the period: {} without one.

        :return: {account: debit less credit}
        """
        kind, budget = self._get_budget(options)
        if kind != "accounts":
            return {}
        period = options["periods"][0]
        groups = self.env["mis.budget.by.account.item"]._read_group(
            [
                ("budget_id", "=", budget.id),
                ("company_id", "=", self.env.company.id),
                ("date", ">=", period.date_from),
                ("date", "<=", period.date_to),
            ],
            ["account_id"],
            ["debit:sum", "credit:sum"],
        )
        return {
            account: round(debit - credit, 2)
            for account, debit, credit in groups
            if account.internal_group in RESULT_GROUPS
        }

    @api.model
    def _get_compared_columns(self, options, has_budget):
        """The columns of the periods, of the budget, and their differences."""
        columns = [Column(head) for head in self._get_head(options)]
        if len(columns) > 1:
            columns.append(Column(self.env._("Change"), less=(0, 1)))
        if has_budget:
            place = len(columns)
            columns.append(Column(self.env._("Budget")))
            columns.append(Column(self.env._("Over budget"), less=(0, place)))
        return columns

    # ------------------------------------------------------------------
    # Neutralised items
    # ------------------------------------------------------------------

    @api.model
    def _get_neutral_items(self, options):
        return self.env["lcc.neutralised.item"]._get_within(options["periods"])

    @api.model
    def _get_result_domain(self, options):
        """Posted items that count, their dates aside."""
        domain = self._get_posted_domain()
        if options["neutral"]:
            left_out = self._get_neutral_items(options).line_ids
            domain &= Domain("id", "not in", left_out.ids)
        return domain

    @api.model
    def _get_balances(self, options, period):
        """Charges and income of a period by account.

        :return: {account: debit less credit}
        """
        groups = self.env["account.move.line"]._read_group(
            self._get_result_domain(options)
            & self._get_items_domain(period)
            & self._get_group_domain(RESULT_GROUPS),
            ["account_id"],
            ["balance:sum"],
        )
        return {account: round(balance, 2) for account, balance in groups}

    @api.model
    def _get_result_notes(self, options):
        """What the reader must know: items left out, more than one fiscal year."""
        notes = []
        for period in options["periods"]:
            first = self._get_fiscal_year(period.date_from)
            if first.date_to < period.date_to:
                notes.append(
                    self.env._(
                        "%(period)s stands in more than one fiscal year: the first "
                        "ends on %(last)s.",
                        period=self._begin(self._get_period_label(period)),
                        last=format_date(self.env, first.date_to),
                    )
                )
        return notes + self._get_neutral_notes(options)

    @api.model
    def _get_neutral_notes(self, options):
        items = self.env["lcc.neutralised.item"]
        if not options["neutral"]:
            return []
        left_out = self._get_neutral_items(options)
        notes = [
            self.env._(
                "Left out on both sides, the result unchanged: %(name)s, %(amount)s "
                "(%(reason)s).",
                name=item.name,
                amount=self._write_money(item.amount),
                reason=item.reason,
            )
            for item in left_out
        ]
        for item in items._get_touching(options["periods"]) - left_out:
            notes.append(
                self.env._(
                    "Not left out: %(name)s, whose journal items are not all posted in "
                    "these days, or do not sum to zero any more.",
                    name=item.name,
                )
            )
        return notes
