# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.fields import Domain

CRITERIA = ("lcc_member_type_ids", "lcc_territory_ids", "lcc_local_group_ids")


class MailingList(models.Model):
    """Lists of members by type, territory and local group."""

    _inherit = "mailing.list"

    lcc_is_member_list = fields.Boolean(
        string="Members of the local currency",
        help="The recipients are the members who fit, who agreed to the newsletter and "
        "did not withdraw. They are brought up to date every day, and before each "
        "mailing. Who unsubscribed stays so.",
    )
    lcc_member_type_ids = fields.Many2many(
        "lcc.member.type",
        string="Types of member",
        help="Members of one of these types; empty for all.",
    )
    lcc_territory_ids = fields.Many2many(
        "lcc.territory",
        string="Territories",
        help="Members of one of these territories, or of one below; empty for all.",
    )
    lcc_local_group_ids = fields.Many2many(
        "lcc.local.group",
        string="Local groups",
        help="Members of one of these groups; empty for all.",
    )
    lcc_status = fields.Selection(
        [
            ("all", "All members"),
            ("current", "Up to date"),
            ("lapsed", "Lapsed"),
        ],
        string="Dues",
        required=True,
        default="all",
        help="Up to date: dues are paid, invoiced, or not asked for. Lapsed: all "
        "others, whether they are called or not. As of the day of each mailing.",
    )
    lcc_synced_at = fields.Datetime(
        string="Brought up to date on", readonly=True, copy=False
    )
    lcc_is_followed = fields.Boolean(
        string="In the territories followed",
        compute="_compute_lcc_is_followed",
        compute_sudo=True,  # record rules ask for it
        search="_search_lcc_is_followed",
    )

    @api.depends_context("uid")
    @api.depends("lcc_is_member_list", "lcc_territory_ids", "lcc_local_group_ids")
    def _compute_lcc_is_followed(self):
        followed = self.filtered_domain(self._lcc_get_followed_domain())
        for one in self:
            one.lcc_is_followed = one in followed

    def _search_lcc_is_followed(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._lcc_get_followed_domain()
        return domain if True in value else ~domain

    @api.model
    def _lcc_get_followed_domain(self):
        """Lists that hold nobody from elsewhere than the user follows.

        By their criteria: a list of a local group whose territories are all followed
        is among them.
        """
        user = self.env.user
        if not user.lcc_is_limited:
            return Domain.TRUE
        elsewhere = ["!", ("id", "child_of", user.lcc_scope_ids.ids)]
        ours = Domain("lcc_territory_ids", "!=", False)
        ours &= Domain("lcc_territory_ids", "not any", elsewhere)
        groups = Domain("lcc_territory_ids", "=", False)
        groups &= Domain("lcc_local_group_ids", "!=", False)
        groups &= Domain(
            "lcc_local_group_ids",
            "not any",
            [
                "|",
                ("territory_ids", "=", False),
                ("territory_ids", "any", elsewhere),
            ],
        )
        return Domain("lcc_is_member_list", "=", False) | ours | groups

    def write(self, vals):
        result = super().write(vals)
        if "lcc_is_member_list" in vals or not vals.keys().isdisjoint(CRITERIA):
            self.check_access("write")  # nobody widens a list beyond what it follows
        return result

    def _lcc_get_member_domain(self):
        """Members who belong on this list now; other addons may narrow it."""
        self.ensure_one()
        domain = Domain("lcc_member_type_id", "!=", False)
        domain &= Domain("lcc_newsletter_date", "!=", False)
        domain &= Domain("lcc_withdrawal_date", "=", False)
        domain &= Domain("email_normalized", "!=", False)
        if self.lcc_member_type_ids:
            domain &= Domain("lcc_member_type_id", "in", self.lcc_member_type_ids.ids)
        if self.lcc_territory_ids:
            domain &= Domain("lcc_territory_id", "child_of", self.lcc_territory_ids.ids)
        if self.lcc_local_group_ids:
            domain &= Domain("lcc_local_group_id", "in", self.lcc_local_group_ids.ids)
        if self.lcc_status != "all":
            states = list(self.env["res.partner"]._membership_member_states())
            operator = "in" if self.lcc_status == "current" else "not in"
            domain &= Domain("membership_state", operator, states)
        return domain

    # Actions

    def action_lcc_sync(self):
        """Bring these lists of members up to date."""
        self.check_access("write")
        self._lcc_sync()

    def action_lcc_create_usual(self):
        """Make one list for each type of member, territory and local group."""
        self.check_access("create")
        lists = self.create(self._lcc_prepare_usual_vals_list())
        lists._lcc_sync()
        message = self.env._("%(count)s mailing lists were created.", count=len(lists))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if lists else "info",
                "message": message if lists else self.env._("They all exist already."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _lcc_prepare_usual_vals_list(self):
        """Values of the usual lists that do not exist yet and that the user follows."""
        user = self.env.user
        types = territories = groups = Domain.TRUE
        if user.lcc_is_limited:
            elsewhere = ["!", ("id", "child_of", user.lcc_scope_ids.ids)]
            types = Domain.FALSE
            territories = Domain("id", "child_of", user.lcc_scope_ids.ids)
            groups = Domain("territory_ids", "!=", False)
            groups &= Domain("territory_ids", "not any", elsewhere)
        found = {
            "lcc_member_type_ids": self.env["lcc.member.type"].search(types),
            "lcc_territory_ids": self.env["lcc.territory"].search(territories),
            "lcc_local_group_ids": self.env["lcc.local.group"].search(groups),
        }
        return [
            {
                "name": self.env._("Members: %(name)s", name=record.display_name),
                "lcc_is_member_list": True,
                criterion: [Command.link(record.id)],
            }
            for criterion, records in found.items()
            for record in records
            if not self._lcc_find_usual(criterion, record)
        ]

    @api.model
    def _lcc_find_usual(self, criterion, record):
        """Lists, archived ones too, of one type, territory or local group."""
        domain = Domain("lcc_is_member_list", "=", True)
        domain &= Domain(criterion, "in", record.ids)
        for other in CRITERIA:
            if other != criterion:
                domain &= Domain(other, "=", False)
        lists = self.with_context(active_test=False).search(domain)
        return lists.filtered(lambda one: one[criterion] == record)
