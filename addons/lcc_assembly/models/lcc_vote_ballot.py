# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LccVoteBallot(models.Model):
    """How one member votes: of all in a roll call, else of the minority only."""

    _name = "lcc.vote.ballot"
    _description = "Vote of a member"
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
    cast_by_id = fields.Many2one(
        "lcc.presence",
        string="By proxy of",
        index="btree_not_null",
        ondelete="restrict",
        help="Who votes for the member by proxy.",
    )
    choice = fields.Selection(
        [("in_favour", "For"), ("against", "Against"), ("abstention", "Abstention")],
        required=True,
    )

    _member_uniq = models.Constraint(
        "UNIQUE(vote_id, presence_id)", "A member votes once."
    )

    @api.constrains("cast_by_id")
    def _check_caster_of_session(self):
        self._check_of_session("cast_by_id")

    @api.constrains("vote_id", "presence_id")
    def _check_may_vote(self):
        for vote, ballots in self.grouped("vote_id").items():
            if vote.method == "secret":
                raise ValidationError(
                    self.env._("Nobody is named in a secret vote: enter the counts.")
                )
            roll = vote.session_id._get_roll(vote.item_id, vote)
            for ballot in ballots:
                if ballot.presence_id.id not in (
                    roll.present | roll.represented.keys()
                ):
                    raise ValidationError(
                        self.env._(
                            "%(member)s is neither present nor represented at "
                            "“%(vote)s”, or takes no part in it.",
                            member=ballot.presence_id.display_name,
                            vote=vote.name,
                        )
                    )

    def _get_paper_name(self):
        """The member, and who votes by proxy."""
        name = self.presence_id._get_paper_name()
        holder = self.cast_by_id
        if not holder or holder == self.presence_id:
            return name
        return self.env._(
            "%(member)s by proxy of %(holder)s",
            member=name,
            holder=holder._get_paper_name(),
        )
