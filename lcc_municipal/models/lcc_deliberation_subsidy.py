# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccDeliberation(models.Model):
    """One deliberation may grant subsidies to many."""

    _inherit = "lcc.deliberation"

    subsidy_ids = fields.One2many(
        "lcc.subsidy", "deliberation_id", string="Subsidies", copy=False
    )

    @api.model
    def _get_free_fields(self):
        """Lines may be completed later; they tell what of them stays."""
        return super()._get_free_fields() | {"subsidy_ids"}
