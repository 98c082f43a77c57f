# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccSessionItem(models.Model):
    _inherit = "lcc.session.item"

    deliberation_ids = fields.One2many(
        "lcc.deliberation", "item_id", string="Deliberations"
    )
