# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo import models


class L10nFrFecExportWizard(models.TransientModel):
    _inherit = "l10n_fr.fec.export.wizard"

    def create_fec_report_action(self):
        """Hand the file of accounting entries out: Odoo Community makes it and leaves
        its download to other addons."""
        return super().create_fec_report_action() or self._lcc_download_fec()

    def _lcc_download_fec(self):
        fec = self.generate_fec()
        attachment = self.env["ir.attachment"].create(
            {
                "name": fec["file_name"],
                "datas": base64.b64encode(fec["file_content"]),
                "mimetype": "text/plain",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{attachment.id}?download=true",
            "target": "download",
        }
