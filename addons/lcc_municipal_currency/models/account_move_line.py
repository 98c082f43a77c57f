# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

# What tells how much is owed, to whom.
FIXED = {
    "account_id",
    "amount_currency",
    "balance",
    "credit",
    "currency_id",
    "debit",
    "partner_id",
}


class AccountMoveLine(models.Model):
    """Items of euros received for creditors stay, however the bank's are undone."""

    _inherit = "account.move.line"

    def write(self, vals):
        if FIXED & vals.keys():
            self._check_lcc_receipts()
        return super().write(vals)

    def unlink(self):
        self._check_lcc_receipts()
        return super().unlink()

    def _check_lcc_receipts(self):
        posted = self.filtered(lambda item: item.parent_state == "posted")
        posted.move_id._check_lcc_receipts()
