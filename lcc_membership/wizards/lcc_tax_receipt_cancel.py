# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccTaxReceiptCancel(models.TransientModel):
    _name = "lcc.tax.receipt.cancel"
    _description = "Cancellation of tax receipts"

    receipt_ids = fields.Many2many(
        "lcc.tax.receipt", string="Tax receipts", required=True
    )
    reason = fields.Char(
        required=True,
        help="Printed on the cancelled receipt: wrong name, gift returned…",
    )
    is_replaced = fields.Boolean(
        string="Make new drafts",
        default=True,
        help="For the same gifts. Complete them, then issue them: each says which "
        "receipt it replaces.",
    )

    def action_cancel(self):
        self.ensure_one()
        self.receipt_ids._cancel(self.reason)
        if not self.is_replaced:
            return {"type": "ir.actions.act_window_close"}
        drafts = self.receipt_ids.browse()
        for receipt in self.receipt_ids:
            drafts += receipt._replace()
        return drafts._view()
