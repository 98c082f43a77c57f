# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class LccDeliberation(models.Model):
    """The extract that everybody downloads: acts are published whole (R2131-1).

    As on its page, nothing tells the beneficiary, the annexes, nor how each member
    voted: they may name persons. The act itself says what the council decided.
    """

    _inherit = "lcc.deliberation"

    @api.model
    def _get_public_extract(self, deliberation_id):
        """The extract of a published act as PDF.

        :return: ir.attachment with all rights; empty if the act is not published
        """
        deliberation = self._get_public(deliberation_id)
        files = self.env["ir.attachment"]
        if not deliberation:
            return files
        return files._get_kept_paper(
            deliberation,
            "lcc_extract",
            deliberation._get_extract_stamp(),
            deliberation._print_extract,
        )

    def _get_extract_stamp(self):
        """Last change of what the extract tells."""
        self.ensure_one()
        told = [self, self.session_id, self.assembly_id, self.matter_id]
        told += [self.assembly_id.partner_id, self.company_id, *self.corrected_by_ids]
        return max(one.write_date for one in told if one).isoformat()

    def _print_extract(self):
        report = self.env["ir.actions.report"].with_company(self.company_id)
        content, _type = report.with_context(lcc_online=True)._render_qweb_pdf(
            "lcc_municipal.lcc_deliberation_extract_report", self.ids
        )
        return f"{self._get_paper_name('extract')}.pdf", content
