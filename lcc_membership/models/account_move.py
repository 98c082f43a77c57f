# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def action_post(self):
        """Dues of nothing are paid by being posted."""
        result = super().action_post()
        lines = self._lcc_get_dues().filtered(
            lambda line: (
                line.state == "invoiced"
                and line.account_invoice_id.payment_state == "paid"
            )
        )
        lines.write({"state": "paid"})
        return result

    def _lcc_get_dues(self):
        """Dues lines (membership.membership_line) of these invoices."""
        return self.invoice_line_ids.membership_line_ids
