# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def retrieve_attachment(self, record):
        """An issued tax receipt is printed as it was kept, whatever lies beside it."""
        if self.model != "lcc.tax.receipt":
            return super().retrieve_attachment(record)
        record._ensure_attachment()
        return record.attachment_id if record.state == "issued" else None
