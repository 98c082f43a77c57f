# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from .lcc_creditor_receipt import is_receiving


class AccountMove(models.Model):
    """The entry of euros received for creditors stays as it was posted."""

    _inherit = "account.move"

    lcc_creditor_receipt_ids = fields.One2many(
        "lcc.creditor.receipt",
        "move_id",
        string="Received for creditors",
        groups="lcc_base.group_lcc_auditor",
    )

    def button_draft(self):
        self._check_lcc_receipts()
        return super().button_draft()

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._check_lcc_receipts()
        return super()._reverse_moves(default_values_list, cancel)

    def unlink(self):
        self._check_lcc_receipts()
        return super().unlink()

    def _check_lcc_receipts(self):
        if is_receiving(self.env):
            return
        receipts = self.env["lcc.creditor.receipt"].sudo()  # whoever has posted it
        receipt = receipts.search(
            [("move_id", "in", self.ids), ("state", "=", "posted")], limit=1
        )
        if receipt:
            raise UserError(
                self.env._(
                    "%(entry)s enters euros that were received for creditors: cancel "
                    "“%(receipt)s” instead.",
                    entry=receipt.move_id.name,
                    receipt=receipt.display_name,
                )
            )
