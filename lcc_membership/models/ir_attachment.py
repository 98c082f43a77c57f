# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

CONTENT = {
    "raw",
    "datas",
    "store_fname",
    "db_datas",
    "res_model",
    "res_id",
    "type",
    "url",
}


class IrAttachment(models.Model):
    """The paper of a tax receipt is kept as it was issued."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if CONTENT & vals.keys():
            self._lcc_check_no_tax_receipt()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_lcc_tax_receipt(self):
        self._lcc_check_no_tax_receipt()

    def _lcc_check_no_tax_receipt(self):
        # whoever may see the receipt, its paper stays
        papers = self.sudo().filtered(lambda one: one.res_model == "lcc.tax.receipt")
        receipts = self.env["lcc.tax.receipt"].sudo()
        if papers and receipts.search_count(
            [("attachment_id", "in", papers.ids)], limit=1
        ):
            raise UserError(
                self.env._(
                    "The paper of a tax receipt is kept as it was issued: cancel and "
                    "replace the receipt instead."
                )
            )
