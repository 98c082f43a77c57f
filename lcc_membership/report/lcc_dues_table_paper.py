# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import formatLang
from odoo.tools.misc import split_every

YEARS_ACROSS = 2


class LccDuesTablePaper(models.AbstractModel):
    """The table of dues on paper, two years side by side."""

    _name = "report.lcc_membership.dues_table_paper"
    _description = "Dues by territory and year, on paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        figures = self.env["lcc.dues.table"]._get_report_figures(data)
        years = list(enumerate(figures["years"]))
        return {
            **figures,
            "doc": figures["company"],
            "parts": list(split_every(YEARS_ACROSS, years, list)),
            "show": lambda cell, name: self._format(cell, name, figures["is_whole"]),
        }

    @api.model
    def _format(self, cell, name, is_whole):
        """A figure as it is printed; nothing for a ratio of nothing."""
        is_amount = name in ("amount", "amount_change")
        number = cell[f"{name}_whole" if is_amount and is_whole else name]
        if number is None:
            return ""
        if is_amount:
            digits = 0 if is_whole else 2
        else:
            digits = 1 if name in ("share", "average") else 0
        sign = "+" if name.endswith("_change") and number > 0 else ""
        text = sign + formatLang(self.env, number, digits=digits)
        return f"{text} %" if name == "share" else text
