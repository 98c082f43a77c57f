# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class L10nFrFecExportWizard(models.TransientModel):
    _inherit = "l10n_fr.fec.export.wizard"

    def create_fec_report_action(self):
        """Hand the file of accounting entries out: Odoo Community makes it and leaves
        its download to other addons."""
        return super().create_fec_report_action() or self._lcc_download_fec()

    def _lcc_check_lock(self):
        """The file for the tax office locks the year, which not everyone may do."""
        company, last = self.env.company, self.date_to
        locked = company.fiscalyear_lock_date
        locks = not self.test_file and (not locked or locked < last)
        if locks and not company.has_access("write"):
            raise UserError(
                self.env._(
                    "The final file locks the entries until %(date)s, which you may "
                    "not do. Keep “Test file” ticked, the entries are the same, or ask "
                    "an administrator to lock the year.",
                    date=format_date(self.env, last),
                )
            )

    def _lcc_download_fec(self):
        self._lcc_check_lock()
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
            "target": "new",
            "close": True,
        }
