# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools.pack import PackContent


class LccAssemblyPackPaper(models.AbstractModel):
    """The report to the assembly on paper: what was read for it, or read now."""

    _name = "report.lcc_reports.assembly_pack"
    _description = "Report to the assembly, on paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        pack = self.env["lcc.assembly.pack"].browse(docids)
        pack.ensure_one()
        content = (data or {}).get("content")
        if not isinstance(content, PackContent):  # asked for by its address
            content = pack._read_content()
        prepare = self.env["lcc.report"]._prepare_table
        return {
            "docs": pack,
            "doc": pack,
            "company": pack.company_id,
            "lang": self.env.lang,
            "chapters": content.chapters,
            "prepare": prepare,
        }
