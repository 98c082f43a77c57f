# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import assembly_law as law


class LccVote(models.Model):
    """One question put to the vote, or one ballot of a nomination."""

    _name = "lcc.vote"
    _description = "Vote"
    _inherit = ["lcc.session.part"]
    _order = "session_id, sequence, id"

    item_id = fields.Many2one(
        "lcc.session.item", required=True, index=True, ondelete="cascade"
    )
    session_id = fields.Many2one(
        related="item_id.session_id", store=True, required=False, index=True
    )
    assembly_id = fields.Many2one(related="session_id.assembly_id", store=True)
    day = fields.Date(related="session_id.day", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question put to the vote", required=True)
    state = fields.Selection(
        [("draft", "To vote"), ("done", "Voted")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    method = fields.Selection(
        [
            ("show", "Show of hands"),
            ("roll_call", "Roll call"),
            ("secret", "Secret ballot"),
            ("noted", "Taken note of, without a vote"),
        ],
        required=True,
        default="show",
        help="Public, unless a third of those present asks for a secret vote, or "
        "somebody is nominated; a quarter may ask for a roll call (CGCT, article "
        "L2121-21).",
    )
    askers = fields.Integer(
        string="Asked by", help="How many members asked for this way of voting."
    )
    is_nomination = fields.Boolean(
        string="Nomination",
        help="In secret, unless the council waives it unanimously or the law says "
        "otherwise (CGCT, article L2121-21).",
    )
    is_secret_waived = fields.Boolean(
        string="Secret waived", help="The council waived it unanimously."
    )
    is_account = fields.Boolean(
        string="Account of the mayor",
        help="Administrative account or single financial account: the council elects "
        "who chairs, the mayor leaves for the vote and counts neither in the quorum "
        "nor by proxy (CGCT, article L2121-14); adopted unless a majority is against "
        "it (article L1612-12).",
    )
    majority = fields.Selection(
        [
            (law.CAST, "Votes cast: more for than against"),
            (law.PRESENT, "More than half of those present or represented"),
            (law.TWO_THIRDS, "Two thirds of the votes cast"),
            (law.NOT_AGAINST, "Adopted unless a majority is against"),
        ],
        compute="_compute_majority",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    chair_id = fields.Many2one(
        "lcc.presence",
        compute="_compute_chair_id",
        store=True,
        readonly=False,
        domain="[('session_id', '=', session_id)]",
        ondelete="restrict",
        help="Who chairs this vote.",
    )
    chair_choice = fields.Selection(
        [("in_favour", "For"), ("against", "Against")],
        string="Vote of the chair",
        help="It decides a tie, save in a secret vote (CGCT, article L2121-20).",
    )

    in_favour = fields.Integer(string="For")
    against = fields.Integer()
    abstentions = fields.Integer()
    blank = fields.Integer(string="Blank or void")
    ballot_ids = fields.One2many("lcc.vote.ballot", "vote_id", string="Names")
    aside_ids = fields.One2many("lcc.vote.aside", "vote_id", string="Who takes no part")
    college_count_ids = fields.One2many(
        "lcc.vote.college", "vote_id", string="By college"
    )

    ballot_number = fields.Integer(string="Ballot", default=1)
    previous_id = fields.Many2one(
        "lcc.vote", string="Previous ballot", index="btree_not_null", copy=False
    )
    candidate_ids = fields.One2many(
        "lcc.vote.candidate", "vote_id", string="Candidates"
    )
    warning = fields.Text(compute="_compute_warning")

    _counts_positive = models.Constraint(
        "CHECK(in_favour >= 0 AND against >= 0 AND abstentions >= 0 AND blank >= 0 "
        "AND askers >= 0)",
        "Votes cannot be negative.",
    )
    _ballot_of_three = models.Constraint(
        "CHECK(ballot_number BETWEEN 1 AND 3)", "A nomination has three ballots."
    )

    @api.depends("is_account", "item_id")
    def _compute_majority(self):
        for vote in self:
            if vote.is_account:
                vote.majority = law.NOT_AGAINST
            elif vote.item_id:
                vote.majority = vote.item_id.session_id._get_rules().majority
            else:
                vote.majority = law.CAST

    @api.depends("item_id")
    def _compute_chair_id(self):
        for vote in self:
            vote.chair_id = vote.item_id._get_chair() if vote.item_id else False

    @contextmanager
    def _follow_chair(self):
        """Votes still to come follow a new chair, unless another was chosen for them.

        What was voted keeps who chaired it.
        """
        self.mapped("chair_id")  # none is computed afterwards
        before = {
            vote: vote.item_id._get_chair() for vote in self if vote.state == "draft"
        }
        yield
        for vote, chair in before.items():
            if vote.chair_id == chair:
                vote.chair_id = vote.item_id._get_chair()

    @api.constrains("chair_id")
    def _check_chair_of_session(self):
        self._check_of_session("chair_id")

    @api.depends_context("lang")
    @api.depends(
        "in_favour",
        "against",
        "abstentions",
        "blank",
        "voter_count",
        "has_quorum",
        "method",
        "askers",
        "state",
        "day",
        "is_account",
        "is_nomination",
        "is_secret_waived",
        "chair_id",
        "aside_ids.is_in_room",
        "aside_ids.presence_id",
        "aside_ids.reason",
        "ballot_ids.presence_id",
        "candidate_ids.voices",
        "college_count_ids.in_favour",
        "college_count_ids.against",
        "college_count_ids.abstentions",
        "outcome",
    )
    def _compute_warning(self):
        # an act may be public before its session is: its checks are not
        sessions = self.session_id._filtered_access("read")
        for vote in self:
            is_told = vote.session_id and vote.session_id in sessions
            findings = vote._get_findings() if is_told else []
            vote.warning = "\n".join(finding.text for finding in findings) or False

    @api.model
    def _get_guarded_fields(self):
        return {"state"}

    @api.model
    def _get_own_fields(self):
        return {"session_id"}

    @api.model_create_multi
    def create(self, vals_list):
        items = self.env["lcc.session.item"]
        for vals in vals_list:
            vals["session_id"] = items.browse(vals.get("item_id")).session_id.id
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("method") == "secret":
            self.ballot_ids.unlink()  # nobody is named in a secret vote
        return super().write(vals)

    # Voting

    def action_unanimous(self):
        """All who may vote are in favour."""
        for vote in self:
            vote._check_draft()
            vote.ballot_ids.unlink()
            vote.write(
                {
                    "in_favour": vote.voter_count,
                    "against": 0,
                    "abstentions": 0,
                    "blank": 0,
                }
            )
        return self.action_done()

    def action_done(self):
        for vote in self:
            vote._check_draft()
            if vote.ballot_ids and vote.method != "secret":
                vote._settle_names()
                vote.write(vote._prepare_counts_by_name())
            vote._count_by_college()
            vote._set_state("done")
        return True

    def action_undo(self):
        """Vote again; what was counted by college was counted from that vote."""
        self.college_count_ids.unlink()
        self._set_state("draft")

    def _set_state(self, state):
        self.check_access("write")
        # states are set by actions alone: see lcc.session.guard
        self.sudo().write({"state": state})

    def _check_draft(self):
        if self.state != "draft":
            raise UserError(
                self.env._("“%(vote)s” has been voted. Undo it first.", vote=self.name)
            )
