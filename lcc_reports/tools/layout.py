# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures of a template of MIS Builder, and the journal items behind each of them."""

from typing import NamedTuple

from odoo.fields import Domain

from odoo.addons.mis_builder.models.aep import AccountingExpressionProcessor
from odoo.addons.mis_builder.models.expression_evaluator import ExpressionEvaluator
from odoo.addons.mis_builder_budget.models.mis_report_instance import (
    MisBudgetAwareExpressionEvaluator,
)

TERM = AccountingExpressionProcessor._ACC_RE
NOTHING = ("(AccountingNone)", "(0.0)")


class Figures(NamedTuple):
    """A column of a statement.

    :param values: {name of a line: amount, or None for nothing}
    :param opens: {name of a line: what opens its records, see tools.table.Row}
    """

    values: dict
    opens: dict


class LayoutReader:
    """Reads the lines of a template, in the company's currency.

    :param template: mis.report
    :param company: res.company
    """

    def __init__(self, template, company):
        self.template = template
        self.company = company
        self.aep = template._prepare_aep(company)

    def get_account_ids(self):
        """Ids of the accounts that stand in any line."""
        found = set()
        for expression in self.template.kpi_ids.expression_ids:
            found |= self.aep.get_account_ids_for_expr(expression.name or "")
        return found

    def read_items(self, period, domain):
        """Figures of the books.

        :param domain: which journal items count, their dates aside
        """
        evaluator = ExpressionEvaluator(
            self.aep, period.date_from, period.date_to, list(domain)
        )
        values = self._evaluate(evaluator)
        opens = {
            kpi.name: {
                "res_model": "account.move.line",
                "domain": list(self._get_items(kpi.expression, period) & domain),
            }
            for kpi in self.template.kpi_ids
            if TERM.search(kpi.expression or "")
        }
        return Figures(values, opens)

    def read_account_budget(self, period, budget):
        """Figures of a mis.budget.by.account."""
        model = "mis.budget.by.account.item"
        domain = [("budget_id", "=", budget.id)]
        evaluator = ExpressionEvaluator(
            self.aep, period.date_from, period.date_to, domain, model
        )
        return Figures(self._evaluate(evaluator), {})

    def read_line_budget(self, period, budget):
        """Figures of a mis.budget, which budgets the template's own lines."""
        items = self.company.env["mis.budget.item"]
        domain = Domain("budget_id", "=", budget.id)
        data = items._query_kpi_data(period.date_from, period.date_to, domain)
        evaluator = MisBudgetAwareExpressionEvaluator(
            period.date_from, period.date_to, data, []
        )
        opens = {
            expression.kpi_id.name: {
                "res_model": items._name,
                "domain": list(
                    domain & Domain("kpi_expression_id", "=", expression.id)
                ),
            }
            for expression in data
        }
        return Figures(self._evaluate(evaluator), opens)

    def _evaluate(self, evaluator):
        values = self.template._evaluate(evaluator)
        return {
            kpi.name: _read_amount(values.get(kpi.name))
            for kpi in self.template.kpi_ids
        }

    def _get_items(self, expression, period):
        """Journal items of an expression, each of its terms with its own dates."""
        return Domain.OR(
            self._get_term_items(term, period) for term in TERM.finditer(expression)
        )

    def _get_term_items(self, term, period):
        text = term.group(0)
        domain = Domain(self.aep.get_aml_domain_for_expr(text, *period))
        if term["field"] not in ("pbal", "nbal"):
            return domain
        accounts = [
            account_id
            for account_id, (value,) in self.aep.replace_exprs_by_account_id([text])
            if value not in NOTHING
        ]
        return domain & Domain("account_id", "in", accounts)


def _read_amount(value):
    """An amount in cents; nothing for what MIS Builder has no figure for.

    >>> _read_amount(0.1 + 0.2)
    0.3
    >>> _read_amount("error")
    """
    is_amount = isinstance(value, int | float) and not isinstance(value, bool)
    return round(value, 2) + 0.0 if is_amount else None
