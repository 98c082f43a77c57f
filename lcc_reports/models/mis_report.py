# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools.processor import NumbersProcessor


class MisReport(models.Model):
    _inherit = "mis.report"

    def _prepare_aep(self, companies, currency=None):
        """The same processor, which finds its accounts sooner."""
        self.ensure_one()
        if self.account_model != "account.account":
            return super()._prepare_aep(companies, currency)
        processor = NumbersProcessor(companies, currency, self.account_model)
        for expression in self.all_kpi_ids.expression_ids:
            if expression.name:
                processor.parse_expr(expression.name)
        processor.done_parsing()
        return processor
