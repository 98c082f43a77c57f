# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    lcc_territory_ids = fields.Many2many(
        "lcc.territory",
        string="Territories followed",
        help="Managers and auditors of the local currency see the places and members "
        "of these territories only. Leave it empty for all.",
    )
    lcc_local_group_ids = fields.Many2many(
        "lcc.local.group",
        string="Local groups followed",
        help="Managers and auditors of the local currency see the places and members "
        "of the territories of these groups only. Leave it empty for all.",
    )
    lcc_scope_ids = fields.Many2many(
        "lcc.territory",
        string="Territories seen",
        compute="_compute_lcc_scope",
        compute_sudo=True,
    )
    lcc_is_limited = fields.Boolean(
        string="Sees some territories only",
        compute="_compute_lcc_scope",
        compute_sudo=True,
    )

    @api.depends("lcc_territory_ids", "lcc_local_group_ids.territory_ids")
    def _compute_lcc_scope(self):
        for user in self:
            groups = user.lcc_local_group_ids
            user.lcc_scope_ids = user.lcc_territory_ids | groups.territory_ids
            # A group without a territory yet opens nothing.
            user.lcc_is_limited = bool(user.lcc_territory_ids or groups)

    def _get_invalidation_fields(self):
        return {
            *super()._get_invalidation_fields(),
            "lcc_territory_ids",
            "lcc_local_group_ids",
        }
