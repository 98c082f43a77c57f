# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

STATUSES = [
    ("absent", "Absent"),
    ("excused", "Excused"),
    ("present", "Present"),
]


class LccPresence(models.Model):
    """One member in one session: presence, arrival, departure, absences."""

    _name = "lcc.presence"
    _description = "Member in a session"
    _inherit = ["lcc.session.part"]
    _order = "session_id, rank, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Member", required=True, index=True, ondelete="restrict"
    )
    mandate_id = fields.Many2one(
        "lcc.mandate", index="btree_not_null", ondelete="restrict"
    )
    office = fields.Selection(related="mandate_id.office")
    substitute_id = fields.Many2one(related="mandate_id.substitute_id")
    is_substituted = fields.Boolean(
        string="The substitute sits",
        help="The substitute attends, and votes, in the place of the member.",
    )
    attendee_id = fields.Many2one(
        "res.partner",
        string="Who sits",
        compute="_compute_attendee_id",
        help="The member, or the substitute in the member's place.",
    )
    college_id = fields.Many2one(
        "lcc.assembly.college", index="btree_not_null", ondelete="restrict"
    )
    rank = fields.Integer(help="Order of the table.")
    status = fields.Selection(STATUSES, default="absent", required=True)
    by_video = fields.Boolean(
        help="In groupings only (CGCT, article L5211-11-1), or where the statutes of "
        "an association say so."
    )
    arrival_item_id = fields.Many2one(
        "lcc.session.item",
        string="Arrives at",
        domain="[('session_id', '=', session_id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="First item at which the member is present; empty: from the opening on.",
    )
    arrival_time = fields.Datetime()
    departure_item_id = fields.Many2one(
        "lcc.session.item",
        string="Leaves before",
        domain="[('session_id', '=', session_id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="First item at which the member is not present any more.",
    )
    departure_time = fields.Datetime()
    away_item_ids = fields.Many2many(
        "lcc.session.item",
        "lcc_presence_away_item_rel",
        "presence_id",
        "item_id",
        string="Leaves the room for",
        domain="[('session_id', '=', session_id)]",
    )
    proxy_given_ids = fields.One2many("lcc.proxy", "giver_id")
    proxy_held_ids = fields.One2many("lcc.proxy", "holder_id")
    proxy_holder_id = fields.Many2one(
        "lcc.presence", string="Represented by", compute="_compute_proxy_holder_id"
    )

    date_notice = fields.Datetime(string="Notice sent at")
    notice_channel = fields.Selection(
        [("mail", "E-mail"), ("post", "Letter"), ("hand", "By hand")],
    )
    notice_mail_id = fields.Many2one(
        "mail.mail", index="btree_not_null", ondelete="set null"
    )
    notice_state = fields.Selection(
        related="notice_mail_id.state", string="State of the e-mail"
    )

    _member_uniq = models.Constraint(
        "UNIQUE(session_id, partner_id)", "A member is listed once in a session."
    )

    @api.depends("is_substituted", "partner_id", "mandate_id.substitute_id")
    def _compute_attendee_id(self):
        for presence in self:
            substitute = presence.is_substituted and presence.substitute_id
            presence.attendee_id = substitute or presence.partner_id

    @api.depends("proxy_given_ids.holder_id", "proxy_given_ids.date_revoked")
    def _compute_proxy_holder_id(self):
        for presence in self:
            given = presence.proxy_given_ids.filtered(
                lambda proxy: not proxy.date_revoked
            )
            presence.proxy_holder_id = given[:1].holder_id

    @api.depends("partner_id", "attendee_id")
    def _compute_display_name(self):
        for presence in self:
            presence.display_name = presence.attendee_id.display_name

    @api.constrains("arrival_item_id", "departure_item_id")
    def _check_order(self):
        for presence in self:
            arrival, departure = presence.arrival_item_id, presence.departure_item_id
            if arrival and departure and departure._get_order() <= arrival._get_order():
                raise ValidationError(
                    self.env._(
                        "%(member)s leaves before arriving: choose a later item.",
                        member=presence.display_name,
                    )
                )

    @api.constrains("arrival_item_id", "departure_item_id", "away_item_ids")
    def _check_items_of_session(self):
        self._check_of_session("arrival_item_id", "departure_item_id", "away_item_ids")

    @api.constrains("by_video", "session_id")
    def _check_video(self):
        for presence in self.filtered("by_video"):
            if not presence.session_id._get_rules().video:
                raise ValidationError(
                    self.env._(
                        "Members of this assembly do not attend by video (CGCT, "
                        "article L5211-11-1, for groupings; the statutes, for an "
                        "association)."
                    )
                )

    @api.model
    def _get_later_fields(self):
        return {"notice_mail_id"}

    def _is_present_at(self, item):
        """Whether the member, or the substitute, is there.

        :param item: item of the agenda; None for the opening
        """
        if self.status != "present":
            return False
        if not item:
            return not self.arrival_item_id
        order = item._get_order()
        if self.arrival_item_id and order < self.arrival_item_id._get_order():
            return False
        if self.departure_item_id and order >= self.departure_item_id._get_order():
            return False
        return item not in self.away_item_ids

    def action_set_present(self):
        self.write({"status": "present"})

    def action_set_absent(self):
        self.write({"status": "absent"})
