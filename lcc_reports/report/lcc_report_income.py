# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models
from odoo.fields import Domain

from ..tools.statement import Entry, add_up, make_sides

# Accounts of voluntary contributions in kind, which are no charges and no income.
KIND = ("86", "87")


class LccReportIncome(models.AbstractModel):
    """Income statement of an association."""

    _name = "lcc.report.income"
    _inherit = ["lcc.report.result", "lcc.report.statement"]
    _description = "Income statement"

    _report_budgets = ("lines", "accounts")
    _statement_template = "lcc_reports.mis_report_income"
    _statement_kind = "income"
    _statement_groups = ("income", "expense")

    @api.model
    def _get_title(self):
        return self.env._("Income statement")

    @api.model
    def _get_budget_domain(self, kind, period):
        domain = super()._get_budget_domain(kind, period)
        if kind == "lines":
            domain &= Domain("report_id", "=", self._get_template().id)
        return domain

    @api.model
    def _get_budget_choices(self, options):
        """A budget of lines is shown in the layout only."""
        choices = super()._get_budget_choices(options)
        if options["form"] == "layout":
            return choices
        return [choice for choice in choices if not choice[0].startswith("lines-")]

    # ------------------------------------------------------------------
    # Layout
    # ------------------------------------------------------------------

    @api.model
    def _get_layout_columns(self, reader, options):
        _columns, figures = super()._get_layout_columns(reader, options)
        kind, budget = self._get_budget(options)
        if kind:
            read = {
                "lines": reader.read_line_budget,
                "accounts": reader.read_account_budget,
            }
            figures.append(read[kind](options["periods"][0], budget))
        return self._get_compared_columns(options, bool(kind)), figures

    @api.model
    def _get_counted_domain(self, options, period):
        return self._get_result_domain(options)

    @api.model
    def _get_layout_notes(self, reader, options):
        notes = super()._get_layout_notes(reader, options)
        return notes + self._get_result_notes(options)

    @api.model
    def _prepare_instance_vals(self, options):
        vals = super()._prepare_instance_vals(options)
        if options["neutral"]:
            left_out = self._get_neutral_items(options).line_ids
            vals["analytic_domain"] = str([("id", "not in", left_out.ids)])
        kind, budget = self._get_budget(options)
        if kind:
            column = {
                "name": self.env._("Budget"),
                "sequence": 90,
                "mode": "fix",
                "manual_date_from": options["date_from"],
                "manual_date_to": options["date_to"],
                **self._prepare_source_vals(kind, budget),
            }
            vals["period_ids"].append(Command.create(column))
        return vals

    @api.model
    def _prepare_source_vals(self, kind, budget):
        if kind == "lines":
            return {"source": "mis_budget", "source_mis_budget_id": budget.id}
        return {
            "source": "mis_budget_by_account",
            "source_mis_budget_by_account_id": budget.id,
        }

    # ------------------------------------------------------------------
    # Short form
    # ------------------------------------------------------------------

    @api.model
    def _get_short_tables(self, options):
        balances = [self._get_balances(options, p) for p in options["periods"]]
        heads = self._get_head(options)
        if options["budget"]:
            balances.append(self._get_account_budget(options))
            heads.append(self.env._("Budget"))
        kept = [
            {a: amount for a, amount in found.items() if not is_in_kind(a)}
            for found in balances
        ]
        table = self._get_result_table(options, kept, heads)
        in_kind = [
            {a: amount for a, amount in found.items() if is_in_kind(a)}
            for found in balances
        ]
        if not any(in_kind):
            return [table]
        return [table, self._get_kind_table(options, in_kind, heads)]

    @api.model
    def _get_result_table(self, options, balances, heads):
        sides, notes = self._make_sides(options, balances, ("charge", "income"))
        notes += self._get_result_notes(options)
        charges, income = sides
        count = len(heads)
        totals = zip(add_up(income, count), add_up(charges, count), strict=True)
        results = [round(earned - spent, 2) for earned, spent in totals]
        # A profit stands on the side of charges and a deficit on that of income, so
        # that both have the same total.
        if any(result >= 0 for result in results):
            label = self.env._("Result of the period (profit)")
            charges.append(Entry(label, [r if r >= 0 else None for r in results]))
        if any(result < 0 for result in results):
            label = self.env._("Result of the period (deficit)")
            income.append(Entry(label, [-r if r < 0 else None for r in results]))
            notes += [
                self.env._(
                    "%(period)s: the deficit stands on the side of income, so that "
                    "both sides have the same total; the result is %(result)s.",
                    period=self._begin(head),
                    result=self._write_money(result),
                )
                for head, result in zip(heads, results, strict=True)
                if result < 0
            ]
        labels = self.env._("Charges"), self.env._("Income")
        total = self.env._("Total of both sides")
        sides = list(zip(labels, (charges, income), strict=True))
        table = make_sides("income", self._get_title(), sides, heads, total)
        return table._replace(notes=notes)

    @api.model
    def _get_kind_table(self, options, balances, heads):
        sides, _notes = self._make_sides(options, balances, ("charge", "income"))
        title = self.env._("Voluntary contributions in kind")
        labels = self.env._("Uses"), self.env._("Contributions")
        sides = list(zip(labels, sides, strict=True))
        return make_sides("kind", title, sides, heads, self.env._("Total"))

    @api.model
    def _get_side(self, account, amount):
        return "charge" if account.internal_group == "expense" else "income"

    @api.model
    def _get_accounts_domain(self, options, period, accounts):
        return (
            self._get_result_domain(options)
            & self._get_items_domain(period)
            & self._in_accounts(accounts)
        )


def is_in_kind(account):
    """Whether an account is of voluntary contributions in kind."""
    return (account.code or "").startswith(KIND)
