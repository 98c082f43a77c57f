# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccOperationImportError(models.Model):
    """What is wrong with one line of a file."""

    _name = "lcc.operation.import.error"
    _inherit = "lcc.import.error.mixin"
    _description = "Import of coupon operations, error"

    import_id = fields.Many2one(
        "lcc.operation.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True)
