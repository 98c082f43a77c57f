# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date, formatLang


class LccDuesBridgePaper(models.AbstractModel):
    """The bridge on paper, and below it each item line by line."""

    _name = "report.lcc_membership.dues_bridge_paper"
    _description = "Dues and books, on paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        figures = self.env["lcc.dues.bridge"]._get_report_figures(data, "pdf")
        return {
            **figures,
            "doc": figures["company"],
            "day": lambda iso: format_date(self.env, fields.Date.to_date(iso)),
            "money": self._format,
        }

    @api.model
    def _format(self, amount, signed=False):
        sign = "+" if signed and amount > 0 else ""
        return sign + formatLang(self.env, amount, digits=2)
