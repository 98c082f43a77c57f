# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import assembly_law as law

# In their order: a session never goes back.
STATES = [
    ("draft", "Draft"),
    ("convened", "Convened"),
    ("open", "Open"),
    ("closed", "Closed"),
    ("adopted", "Minutes adopted"),
    ("published", "Minutes published"),
]


class LccSession(models.Model):
    """One meeting of an assembly, from its notice to its published minutes."""

    _name = "lcc.session"
    _description = "Session"
    _inherit = ["lcc.session.guard", "mail.thread", "mail.activity.mixin"]
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, translate=False)
    assembly_id = fields.Many2one(
        "lcc.assembly",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    company_id = fields.Many2one(related="assembly_id.company_id", store=True)
    kind = fields.Selection(related="assembly_id.kind")
    rules = fields.Selection(
        selection=lambda self: self.env["lcc.assembly"]._fields["rules"].selection,
        compute="_compute_rules",
        store=True,
        help="The set of rules of the assembly on the day of the session.",
    )
    state = fields.Selection(
        STATES, default="draft", required=True, readonly=True, copy=False, tracking=True
    )
    date_start = fields.Datetime(string="Begins at", required=True, tracking=True)
    day = fields.Date(
        compute="_compute_day",
        store=True,
        index=True,
        help="Day of the session where the assembly sits.",
    )
    place = fields.Char(tracking=True)
    date_opened = fields.Datetime(string="Opened at", copy=False, tracking=True)
    date_closed = fields.Datetime(string="Closed at", copy=False, tracking=True)
    suspension_ids = fields.One2many(
        "lcc.session.suspension", "session_id", string="Suspensions"
    )
    is_closed_door = fields.Boolean(
        string="Behind closed doors",
        help="Decided without debate by the council, asked by three members or the "
        "mayor (CGCT, article L2121-18).",
    )

    item_ids = fields.One2many("lcc.session.item", "session_id", string="Agenda")
    presence_ids = fields.One2many("lcc.presence", "session_id", string="Members")
    proxy_ids = fields.One2many("lcc.proxy", "session_id", string="Proxies")
    vote_ids = fields.One2many("lcc.vote", "session_id", string="Votes")
    override_ids = fields.One2many(
        "lcc.session.override", "session_id", string="Checks set aside"
    )

    chair_id = fields.Many2one(
        "lcc.presence",
        domain="[('session_id', '=', id)]",
        copy=False,
        ondelete="restrict",
        tracking=True,
    )
    secretary_id = fields.Many2one(
        "lcc.presence",
        string="Secretary of the session",
        domain="[('session_id', '=', id), ('status', '=', 'present')]",
        copy=False,
        ondelete="restrict",
        tracking=True,
        help="A member who is present, appointed when the session begins (CGCT, "
        "article L2121-15).",
    )
    assistant_ids = fields.Many2many(
        "res.partner",
        string="Helping the secretary",
        help="Persons who are no members and take no part in the debate.",
    )
    first_session_id = fields.Many2one(
        "lcc.session",
        string="After the session without quorum",
        domain="[('assembly_id', '=', assembly_id), ('id', '!=', id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="This session takes up what that one could not decide, with the same "
        "agenda, and decides in any number (CGCT, article L2121-17).",
    )
    kept_rules = fields.Json(
        copy=False,
        readonly=True,
        help="The rules by which a session that is over was held: statutes may change "
        "afterwards.",
    )
    note = fields.Html(
        string="Course of the session",
        help="What the minutes say beside presence, debates and votes.",
    )

    adopted_in_id = fields.Many2one(
        "lcc.session",
        string="Minutes adopted in",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_adopted = fields.Date(
        string="Minutes adopted on", copy=False, readonly=True, tracking=True
    )
    date_signed_chair = fields.Date(
        string="Signed by the chair on", copy=False, tracking=True
    )
    date_signed_secretary = fields.Date(
        string="Signed by the secretary on", copy=False, tracking=True
    )
    date_published = fields.Date(
        string="Minutes published on", copy=False, tracking=True
    )

    present_count = fields.Integer(string="Members present", compute="_compute_counts")
    member_count = fields.Integer(string="Members in office", compute="_compute_counts")
    proxy_count = fields.Integer(string="Represented", compute="_compute_counts")
    quorum = fields.Integer(
        compute="_compute_counts", help="The fewest members who make the quorum."
    )
    has_quorum = fields.Boolean(compute="_compute_counts")
    presence_text = fields.Char(string="Presence", compute="_compute_presence_text")

    @api.depends("assembly_id.name", "day")
    def _compute_name(self):
        for session in self:
            parts = [session.assembly_id.name, session.day and str(session.day)]
            session.name = " ".join(filter(None, parts))

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for session in self:
            if not session.day:
                session.display_name = session.name
                continue
            session.display_name = self.env._(
                "%(assembly)s of %(date)s",
                assembly=session.assembly_id.name,
                date=format_date(self.env, session.day, date_format="long"),
            )

    @api.depends("assembly_id.rules")
    def _compute_rules(self):
        for session in self:
            if not session.rules or not session._is_over(session.state):
                session.rules = session.assembly_id.rules

    @api.depends("date_start", "assembly_id")
    def _compute_day(self):
        for session in self:
            session.day = session._get_local(session.date_start)

    @api.depends(
        "presence_ids.status",
        "presence_ids.arrival_item_id",
        "presence_ids.away_item_ids",
        "proxy_ids.holder_id",
        "proxy_ids.given_item_id",
        "proxy_ids.date_revoked",
        "first_session_id",
        "rules",
        "kept_rules",
    )
    def _compute_counts(self):
        for session in self:
            if not session.assembly_id:
                session.update(dict.fromkeys(self._get_count_fields(), 0))
                continue
            roll = session._get_roll()
            rules = session._get_rules()
            session.present_count = len(roll.present)
            session.proxy_count = len(roll.represented)
            session.member_count = len(roll.in_office)
            session.quorum = session._get_quorum(rules, roll)
            session.has_quorum = session._has_quorum(rules, roll)

    @api.model
    def _get_count_fields(self):
        return ("present_count", "proxy_count", "member_count", "quorum", "has_quorum")

    @api.depends("present_count", "proxy_count", "quorum", "member_count")
    @api.depends_context("lang")
    def _compute_presence_text(self):
        for session in self:
            session.presence_text = self.env._(
                "%(present)s present, %(proxies)s represented, of %(members)s in "
                "office; quorum %(quorum)s",
                present=session.present_count,
                proxies=session.proxy_count,
                members=session.member_count,
                quorum=session.quorum,
            )

    def _get_local(self, moment):
        """Day of a moment where the assembly sits.

        :param moment: naive datetime in UTC, or False
        """
        if not moment:
            return False
        tz = pytz.timezone(self.assembly_id.tz or "UTC")
        return pytz.utc.localize(moment).astimezone(tz).date()

    def _get_rules(self):
        """Rules in force on the day of the session.

        :return: assembly_law.Rules
        """
        self.ensure_one()
        if self.kept_rules:
            return law.rules_of_plain(self.kept_rules)
        day = self.day or fields.Date.context_today(self)
        return self.assembly_id._get_rules(day)

    # States

    def action_convene(self):
        """Send the notice."""
        for session in self:
            session._check_state("draft")
            session._take_members()
            session._send_notice()
            session._check_before("convened")
            session._set_state("convened")

    def action_open(self):
        for session in self:
            session._check_state("draft", "convened")
            session._drop_former_members()
            session._take_members()
            session._check_before("open")
            session.date_opened = session.date_opened or self._now()
            session._set_state("open")

    def action_close(self):
        for session in self:
            session._check_state("open")
            session._check_before("closed")
            session.date_closed = session.date_closed or self._now()
            session.suspension_ids.filtered(lambda one: not one.date_to)._end(
                session.date_closed
            )
            session._set_state(
                "closed", kept_rules=law.plain_of_rules(session._get_rules())
            )
            session._adopt_minutes()

    def action_reopen(self):
        """A session that was closed by mistake, while its minutes are nobody's."""
        for session in self:
            session._check_state("closed")
            session._take_adoptions_back()
            session._set_state("open")
            session._set_state("open", kept_rules=False, date_closed=False)

    def action_publish(self):
        for session in self:
            session._check_state("adopted")
            session._check_before("published")
            session.date_published = (
                session.date_published or fields.Date.context_today(session)
            )
            session._set_state("published")

    def _set_state(self, state, **vals):
        self.check_access("write")
        # states are set by actions alone: see lcc.session.guard
        self.sudo().write({"state": state, **vals})

    def _now(self):
        return datetime.now(pytz.utc).replace(microsecond=0, tzinfo=None)

    def _check_state(self, *states):
        self.ensure_one()
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(session)s is in the state “%(state)s”: this cannot be done.",
                    session=self.display_name,
                    state=self.state_name,
                )
            )

    @api.model
    def _is_over(self, state):
        return state in ("closed", "adopted", "published")

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(vals_list)
        sessions.filtered(lambda session: not session.presence_ids)._take_members()
        return sessions

    def write(self, vals):
        self._check_open(vals)
        self._check_assembly(vals)
        if "chair_id" not in vals:
            return super().write(vals)
        with self.vote_ids._follow_chair():
            return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_convened(self):
        if any(session.state != "draft" for session in self):
            raise UserError(
                self.env._("A session that was convened is kept. Draft ones may go.")
            )
