# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import assembly_law as law


class LccVote(models.Model):
    """What a vote decides, by its counts and the rules of the assembly."""

    _inherit = "lcc.vote"

    outcome = fields.Selection(
        [
            (law.ADOPTED, "Adopted"),
            (law.REJECTED, "Rejected"),
            ("elected", "Somebody elected"),
            ("again", "Another ballot"),
        ],
        compute="_compute_outcome",
        store=True,
    )
    elected_id = fields.Many2one(
        "lcc.vote.candidate", compute="_compute_outcome", store=True
    )

    @api.depends(
        "state",
        "in_favour",
        "against",
        "abstentions",
        "majority",
        "chair_choice",
        "method",
        "voter_count",
        "ballot_number",
        "candidate_ids.voices",
        "candidate_ids.is_eldest",
        "college_count_ids.in_favour",
        "college_count_ids.against",
    )
    def _compute_outcome(self):
        for vote in self:
            vote.elected_id = False
            if vote.state != "done":
                vote.outcome = False
            elif vote.candidate_ids:
                vote.elected_id = vote._elect()
                vote.outcome = "elected" if vote.elected_id else "again"
            else:
                vote.outcome = vote._decide()

    def _decide(self):
        """Outcome of a proposal.

        :return: assembly_law.ADOPTED or REJECTED
        """
        if self.method == "noted":
            return law.ADOPTED
        weights = self.college_count_ids.filtered("weight")
        if weights:
            counts = [(line.weight, line._get_count()) for line in weights]
            return law.decide_by_colleges(counts, self.majority)
        is_deciding = (
            self.session_id._get_rules().chair_decides and self.method != "secret"
        )
        return law.decide(
            self._get_count(),
            self.majority,
            chair=self.chair_choice if is_deciding else None,
            voters=self.voter_count,
        )

    def _get_count(self):
        """The votes, as the rules count them.

        :return: assembly_law.Count
        """
        return law.Count(self.in_favour, self.against, self.abstentions, self.blank)
