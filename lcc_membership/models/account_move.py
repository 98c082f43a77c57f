# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _lcc_get_dues(self):
        """Dues lines (membership.membership_line) of these invoices."""
        return self.invoice_line_ids.membership_line_ids
