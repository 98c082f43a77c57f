# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class ResUsers(models.Model):
    _inherit = "res.users"

    lcc_territory_ids = fields.Many2many(
        "lcc.territory",
        string="Territories followed",
        ondelete="restrict",
        context={"active_test": False},  # an archived one still limits
        help="Managers and auditors of the local currency see the places and members "
        "of these territories only. Leave it empty for all.",
    )
    lcc_local_group_ids = fields.Many2many(
        "lcc.local.group",
        string="Local groups followed",
        ondelete="restrict",
        context={"active_test": False},
        help="Managers and auditors of the local currency see the places and members "
        "of the territories of these groups only. Leave it empty for all.",
    )
    lcc_scope_ids = fields.Many2many(
        "lcc.territory",
        string="Territories seen",
        compute="_compute_lcc_scope",
        compute_sudo=True,
        context={"active_test": False},
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

    @api.model
    def _check_lcc_not_followed(self, field_name, records):
        """Refuse the deletion of what limits a user: nothing would limit it then."""
        followers = self.sudo().with_context(active_test=False)  # whoever they are
        if user := followers.search([(field_name, "in", records.ids)], limit=1):
            raise UserError(
                self.env._(
                    "%(names)s: %(user)s follows it. Archive it, or let an "
                    "administrator change what that user follows first.",
                    names=", ".join(records.mapped("display_name")),
                    user=user.name,
                )
            )

    def _get_invalidation_fields(self):
        return {
            *super()._get_invalidation_fields(),
            "lcc_territory_ids",
            "lcc_local_group_ids",
        }
