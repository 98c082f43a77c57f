# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    lcc_territory_ids = fields.Many2many(
        "lcc.territory",
        string="Territories followed",
        help="Managers and auditors of the local currency see the places and members "
        "of these territories only. Leave it empty for all.",
    )

    def _get_invalidation_fields(self):
        return {*super()._get_invalidation_fields(), "lcc_territory_ids"}
