# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import assembly_law as law
from .lcc_presence_paper import lower_first


class LccVoteAside(models.Model):
    """A member who takes no part in a vote, and why."""

    _name = "lcc.vote.aside"
    _description = "Member who takes no part in a vote"
    _inherit = ["lcc.vote.part"]
    _order = "vote_id, id"
    _rec_name = "presence_id"

    presence_id = fields.Many2one(
        "lcc.presence",
        string="Member",
        required=True,
        index=True,
        domain="[('session_id', '=', session_id)]",
        ondelete="restrict",
    )
    reason = fields.Selection(
        [
            (law.INTEREST, "Interested in the matter"),
            (law.REPRESENTATIVE, "Represents the body in what is concerned"),
            (law.ACCOUNT, "The account of the mayor"),
            (law.WILL, "By choice"),
            (law.AWAY, "Absent at this vote"),
        ],
        required=True,
        default=law.INTEREST,
        help="Interested: in person or for somebody else (CGCT, article L2131-11); the "
        "member counts no more as present. Represents the body: where article "
        "L1111-6, II asks for it; the member is then none in office for the quorum, "
        "since 23 February 2022. By choice: who stays in the room is present for the "
        "quorum. Absent at this vote: left, or arrived, between two votes of an item.",
    )
    is_in_room = fields.Boolean(
        string="Stays in the room",
        help="Until 23 December 2025 that could be held for taking part; since then "
        "being there is not enough (law 2025-1249, article 32).",
    )

    _member_uniq = models.Constraint(
        "UNIQUE(vote_id, presence_id)", "A member is named once."
    )

    @api.constrains("presence_id", "vote_id")
    def _check_member_of_session(self):
        self._check_of_session("presence_id")

    def _get_paper_name(self):
        """The member, why they take no part, and whether they left the room."""
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        reason = lower_first(reasons[self.reason])
        if not self.presence_id._is_present_at(self.vote_id.item_id):
            place = ""
        elif self.is_in_room:
            place = self.env._(", stays in the room")
        else:
            place = self.env._(", leaves the room")
        return f"{self.presence_id._get_paper_name()} ({reason}{place})"
