# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _lcc_get_gift_kept(self):
        """A gift less what was given back of it, in the company's currency."""
        self.ensure_one()
        refunds = self.move_id.reversal_move_ids.filtered(
            lambda move: move.state == "posted"
        )
        refunded = refunds.invoice_line_ids.filtered(
            lambda item: item.product_id == self.product_id
        )
        return self.currency_id.round(-self.balance - sum(refunded.mapped("balance")))
