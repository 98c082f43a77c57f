# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccSessionOverride(models.Model):
    _inherit = "lcc.session.override"

    check = fields.Selection(
        selection_add=[("text", "Text of a deliberation")],
        ondelete={"text": "cascade"},
    )
