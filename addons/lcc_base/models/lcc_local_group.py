# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class LccLocalGroup(models.Model):
    _name = "lcc.local.group"
    _description = "Local Group"
    _inherit = ["mail.thread"]
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    state = fields.Selection(
        [("planned", "Planned"), ("active", "Active")],
        required=True,
        default="planned",
        tracking=True,
        help="A planned group has no meetings yet.",
    )
    active = fields.Boolean(default=True)
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact Person",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Who answers for the group.",
    )
    email = fields.Char(
        compute="_compute_email",
        store=True,
        readonly=False,
        help="Proposed from the contact person; change it if the group has its own.",
    )
    territory_ids = fields.Many2many(
        "lcc.territory",
        "lcc_local_group_territory_rel",
        "local_group_id",
        "territory_id",
        string="Territories",
        help="Where the group is at work. Its boundaries need not be those of the "
        "territories: several groups may share one.",
    )
    company_id = fields.Many2one(
        "res.company", help="Leave empty to share the group among all companies."
    )
    member_count = fields.Integer(string="Members", compute="_compute_member_count")
    note = fields.Html(string="Notes")

    @api.depends("contact_id")
    def _compute_email(self):
        for group in self:
            group.email = group.contact_id.email or group.email

    def _compute_member_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                self._get_member_domain(), ["lcc_local_group_id"], ["__count"]
            )
        )
        for group in self:
            group.member_count = counts.get(group._origin, 0)

    def _get_member_domain(self):
        """Partners who count as members of these groups; narrowed by other addons."""
        return [("lcc_local_group_id", "in", self.ids)]

    def write(self, vals):
        if "territory_ids" in vals:
            self._check_not_own_limit()
        result = super().write(vals)
        if "territory_ids" in vals:
            self.env.registry.clear_cache()  # rules of who follows these groups
        return result

    def _check_not_own_limit(self):
        """Who sees the territories of a group only does not choose them."""
        user = self.env.user
        if not self.env.su and user.lcc_is_limited and self & user.lcc_local_group_ids:
            raise UserError(
                self.env._(
                    "You follow this group, and see its territories only: a manager "
                    "who sees them all changes them."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_followed(self):
        self.env["res.users"]._check_lcc_not_followed("lcc_local_group_ids", self)

    def action_activate(self):
        self.state = "active"

    def action_plan(self):
        self.state = "planned"

    def action_view_members(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Members of %(group)s", group=self.name),
            "res_model": "res.partner",
            "view_mode": "list,kanban,form",
            "domain": self._get_member_domain(),
            "context": {"default_lcc_local_group_id": self.id},
        }
