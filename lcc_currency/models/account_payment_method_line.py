# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class AccountPaymentMethodLine(models.Model):
    _inherit = "account.payment.method.line"

    def _compute_display_name(self):
        """Name the journal to counter keepers too, who may not read journals."""
        super(AccountPaymentMethodLine, self.sudo())._compute_display_name()
