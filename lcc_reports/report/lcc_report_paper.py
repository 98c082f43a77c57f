# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

PORTRAIT_COLUMNS = 6


class LccReportPaper(models.AbstractModel):
    """A report on paper: what its screen shows."""

    _name = "report.lcc_reports.report_paper"
    _description = "Report of figures, on paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        report = self.env["lcc.report.book"]._get_asked_report(data)
        figures = report.get_report((data or {}).get("options"))
        tables = figures["tables"]
        is_wide = any(len(table["columns"]) > PORTRAIT_COLUMNS for table in tables)
        return {
            **figures,
            "doc": self.env.company,
            "company": self.env.company,
            "paper_class": "landscape" if is_wide else "",
        }
