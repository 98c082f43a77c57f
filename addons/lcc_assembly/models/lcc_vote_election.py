# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, models
from odoo.exceptions import UserError

from ..tools import assembly_law as law


class LccVote(models.Model):
    """Nominations, in three ballots at most."""

    _inherit = "lcc.vote"

    def _elect(self):
        """Who is elected; the only candidate without a vote (CGCT, article L2121-21).

        :return: lcc.vote.candidate; None where nobody is
        """
        candidates = self.candidate_ids
        if self.method == "noted":
            return candidates if len(candidates) == 1 else None
        voices = {candidate: candidate.voices for candidate in candidates}
        eldest = candidates.filtered("is_eldest")
        return law.elect(voices, self.ballot_number, eldest)

    def copy_data(self, default=None):
        """A copy is another vote on the same question: nobody has voted it."""
        default = {
            **dict.fromkeys(("in_favour", "against", "abstentions", "blank"), 0),
            "chair_choice": False,
            **(default or {}),
        }
        return super().copy_data(default)

    def action_next_ballot(self):
        """The next ballot of a nomination that elected nobody."""
        self.ensure_one()
        is_last = self.outcome != "again" or self.ballot_number == 3
        if is_last or self.search_count([("previous_id", "=", self.id)], limit=1):
            raise UserError(self.env._("No other ballot follows this one."))
        return self.copy(
            {
                "ballot_number": self.ballot_number + 1,
                "previous_id": self.id,
                "candidate_ids": [
                    Command.create(
                        {
                            "name": candidate.name,
                            "partner_id": candidate.partner_id.id,
                            "is_eldest": candidate.is_eldest,
                        }
                    )
                    for candidate in self.candidate_ids
                ],
                "aside_ids": [
                    Command.create(
                        {
                            "presence_id": aside.presence_id.id,
                            "reason": aside.reason,
                            "is_in_room": aside.is_in_room,
                        }
                    )
                    for aside in self.aside_ids
                ],
            }
        )
