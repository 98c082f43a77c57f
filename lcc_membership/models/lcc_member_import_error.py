# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccMemberImportError(models.Model):
    """What is wrong with a cell or a line of a file, and what to do."""

    _name = "lcc.member.import.error"
    _inherit = "lcc.import.error.mixin"
    _description = "Import of members, error"

    import_id = fields.Many2one(
        "lcc.member.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, precompute=True
    )
