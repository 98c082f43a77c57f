# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.safe_eval import safe_eval

from odoo.addons.base.models.res_partner import _tz_get

from ..tools import assembly_law as law

STATUTES = law.STATUTES


class LccAssembly(models.Model):
    """A body that meets and votes, by the law of councils or by its own statutes."""

    _name = "lcc.assembly"
    _description = "Assembly"
    _inherit = ["mail.thread"]
    _order = "sequence, name"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Legal person",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
        help="The commune, the grouping or the association whose body this is.",
    )
    kind = fields.Selection(
        [
            ("municipal", "Municipal council"),
            ("community", "Community council"),
            ("syndicate", "Council of a syndicate"),
            ("committee", "Committee"),
            ("general", "General assembly"),
            ("steering", "Steering committee"),
            ("commission", "Commission"),
        ],
        required=True,
        default="municipal",
        tracking=True,
    )
    rules = fields.Selection(
        [
            (law.SMALL_COMMUNE, "Municipal code, below 3,500 inhabitants"),
            (law.LARGE_COMMUNE, "Municipal code, from 3,500 inhabitants"),
            (law.GROUPING, "Municipal code, groupings and closed syndicates"),
            (law.STATUTES, "Own statutes"),
        ],
        required=True,
        compute="_compute_rules",
        store=True,
        precompute=True,
        readonly=False,
        tracking=True,
        help="Notice, quorum, proxies and majority. Code général des collectivités "
        "territoriales, articles L2121-10 to L2121-21 and L5211-1; or what the "
        "statutes of an association say.",
    )
    tz = fields.Selection(
        _tz_get,
        string="Time zone",
        required=True,
        default=lambda self: self.env.user.tz or "Europe/Paris",
    )
    seats = fields.Integer(
        tracking=True, help="How many members the body has when it is complete."
    )
    seats_min = fields.Integer(
        string="Fewest members",
        tracking=True,
        help="Below it the body is told to fill its seats; 0 for none.",
    )
    mandate_ids = fields.One2many("lcc.mandate", "assembly_id", string="Mandates")
    college_ids = fields.One2many(
        "lcc.assembly.college", "assembly_id", string="Colleges"
    )
    session_ids = fields.One2many("lcc.session", "assembly_id", string="Sessions")
    member_domain = fields.Char(
        string="Members by a filter",
        help="For an assembly of all members: contacts of this filter are its members. "
        "Otherwise they are those with a mandate.",
    )

    # Own statutes

    notice_days = fields.Integer(
        string="Days of notice",
        default=15,
        help="Days between the notice and the session.",
    )
    notice_is_clear = fields.Boolean(
        string="Clear days",
        help="Neither the day of the notice nor that of the session counts.",
    )
    second_notice_days = fields.Integer(
        string="Days of a second notice",
        help="After a session without a quorum: the next one decides in any number.",
    )
    quorum_numerator = fields.Integer(string="Quorum, share", default=0)
    quorum_denominator = fields.Integer(string="Quorum, of", default=1)
    quorum_is_strict = fields.Boolean(
        string="More than this share",
        help="More than the share of the members, not the share itself.",
    )
    quorum_counts_proxies = fields.Boolean(
        string="Members represented count for the quorum", default=True
    )
    proxies_per_holder = fields.Integer(
        string="Proxies per person",
        default=1,
        help="How many absent members one member represents at most; 0 for none.",
    )
    majority = fields.Selection(
        [
            (law.CAST, "Votes cast: more for than against"),
            (law.PRESENT, "More than half of those present or represented"),
            (law.TWO_THIRDS, "Two thirds of the votes cast"),
        ],
        default=law.CAST,
        required=True,
    )
    chair_decides = fields.Boolean(
        string="Casting vote",
        help="The chair's own vote decides a tie, save in a secret vote.",
    )
    has_video = fields.Boolean(string="Members attend by video")

    member_count = fields.Integer(compute="_compute_member_count")
    vacant_count = fields.Integer(
        string="Vacant seats", compute="_compute_member_count"
    )
    seat_alert = fields.Char(compute="_compute_seat_alert")
    next_session_id = fields.Many2one("lcc.session", compute="_compute_next_session_id")

    _quorum_is_share = models.Constraint(
        "CHECK(quorum_denominator > 0 AND quorum_numerator BETWEEN 0 "
        "AND quorum_denominator)",
        "A quorum is a share of the members, from 0 to 1.",
    )
    _figures_positive = models.Constraint(
        "CHECK(seats >= 0 AND seats_min >= 0 AND notice_days >= 0 "
        "AND second_notice_days >= 0 AND proxies_per_holder >= 0)",
        "Seats, days and proxies cannot be negative.",
    )

    @api.depends("kind")
    def _compute_rules(self):
        by_kind = {
            "municipal": law.SMALL_COMMUNE,
            "community": law.GROUPING,
            "syndicate": law.GROUPING,
        }
        for assembly in self:
            assembly.rules = by_kind.get(assembly.kind, law.STATUTES)

    @api.depends(
        "mandate_ids.date_from", "mandate_ids.date_to", "seats", "member_domain"
    )
    def _compute_member_count(self):
        today = fields.Date.context_today(self)
        counts = dict(
            self.env["lcc.mandate"]._read_group(
                [
                    ("assembly_id", "in", self.ids),
                    *self.env["lcc.mandate"]._get_domain_in_office(today),
                ],
                ["assembly_id"],
                ["__count"],
            )
        )
        for assembly in self:
            assembly.member_count = counts.get(assembly, 0)
            if assembly.member_domain:
                assembly.member_count = self.env["res.partner"].search_count(
                    assembly._get_member_domain()
                )
            assembly.vacant_count = max(assembly.seats - assembly.member_count, 0)

    @api.depends("member_count", "seats", "seats_min")
    def _compute_seat_alert(self):
        for assembly in self:
            count = assembly.member_count
            alert = False
            if count < assembly.seats_min:
                alert = self.env._(
                    "%(count)s members in office: at least %(least)s are needed.",
                    count=count,
                    least=assembly.seats_min,
                )
            elif assembly.seats and count > assembly.seats:
                alert = self.env._(
                    "%(count)s members in office for %(seats)s seats.",
                    count=count,
                    seats=assembly.seats,
                )
            assembly.seat_alert = alert

    @api.depends("session_ids.date_start", "session_ids.state")
    def _compute_next_session_id(self):
        sessions = self.env["lcc.session"].search(
            [
                ("assembly_id", "in", self.ids),
                ("state", "in", ("draft", "convened", "open")),
            ],
            order="date_start desc",
        )
        by_assembly = {session.assembly_id: session for session in sessions}
        for assembly in self:
            assembly.next_session_id = by_assembly.get(assembly)

    @api.constrains("member_domain")
    def _check_member_domain(self):
        for assembly in self.filtered("member_domain"):
            try:
                self.env["res.partner"].search(assembly._get_member_domain(), limit=1)
            except Exception as error:
                raise ValidationError(
                    self.env._(
                        "The filter of members of %(assembly)s cannot be read.",
                        assembly=assembly.name,
                    )
                ) from error

    def _get_member_domain(self):
        """Contacts that are members of an assembly of all members."""
        self.ensure_one()
        return safe_eval(self.member_domain or "[]")

    def _get_rules(self, day):
        """Rules in force for a session.

        :param day: day of the session
        :return: assembly_law.Rules
        """
        self.ensure_one()
        if self.rules != STATUTES:
            return law.rules_of(self.rules, day)
        return law.Rules(
            notice_days=self.notice_days,
            is_clear=self.notice_is_clear,
            second_notice_days=self.second_notice_days,
            quorum=Fraction(self.quorum_numerator, self.quorum_denominator),
            quorum_is_strict=self.quorum_is_strict,
            quorum_counts_proxies=self.quorum_counts_proxies,
            proxies_per_holder=self.proxies_per_holder,
            majority=self.majority,
            chair_decides=self.chair_decides,
            video=self.has_video,
        )

    def action_view_sessions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_assembly.lcc_session_action"
        )
        return {
            **action,
            "domain": [("assembly_id", "=", self.id)],
            "context": {"default_assembly_id": self.id},
        }

    def action_view_mandates(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_assembly.lcc_mandate_action"
        )
        return {
            **action,
            "domain": [("assembly_id", "=", self.id)],
            "context": {
                "default_assembly_id": self.id,
                "default_office": "member" if self.rules == STATUTES else "councillor",
                "search_default_in_office": 1,
            },
        }
