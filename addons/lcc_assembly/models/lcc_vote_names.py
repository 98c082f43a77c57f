# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccVote(models.Model):
    """Names of who votes how, and the counts that they make."""

    _inherit = "lcc.vote"

    def action_count_names(self):
        """Take the counts from the names: who is not named is in favour."""
        for vote in self:
            vote._check_draft()
            vote._settle_names()
            vote.write(vote._prepare_counts_by_name())

    def _settle_names(self):
        """Names of who may vote, and by whom: others left after being named."""
        roll = self.session_id._get_roll(self.item_id, self)
        for ballot in self.ballot_ids:
            member = ballot.presence_id.id
            holder = roll.represented.get(member)
            if member not in roll.present and not holder:
                ballot.unlink()
            elif (holder or member) != (ballot.cast_by_id.id or member):
                ballot.cast_by_id = holder

    def _prepare_counts_by_name(self):
        choices = {ballot.presence_id: ballot.choice for ballot in self.ballot_ids}
        said = list(choices.values())
        against, abstentions = said.count("against"), said.count("abstention")
        chair = choices.get(self.chair_id, "in_favour" if self.chair_id else False)
        return {
            "in_favour": max(self.voter_count - against - abstentions, 0),
            "against": against,
            "abstentions": abstentions,
            "blank": 0,
            "chair_choice": False if chair == "abstention" else chair,
        }

    def action_call_roll(self):
        """Name all who may vote, in favour until they say otherwise."""
        for vote in self:
            vote._check_draft()
            roll = vote.session_id._get_roll(vote.item_id, vote)
            named = vote.ballot_ids.presence_id.ids
            vote.method = "roll_call"
            vote.ballot_ids.create(
                [
                    {
                        "vote_id": vote.id,
                        "presence_id": presence_id,
                        "cast_by_id": roll.represented.get(presence_id, presence_id),
                        "choice": "in_favour",
                    }
                    for presence_id in [*roll.present, *roll.represented]
                    if presence_id not in named
                ]
            )

    def _count_by_college(self):
        """Share the named votes between the colleges, where the assembly has some.

        Where names do not make the counts, nobody knows how each college voted: it is
        left to tell, see `_check_colleges`.
        """
        colleges = self.assembly_id.college_ids
        if not any(college.weight for college in colleges) or self.college_count_ids:
            return
        if self.method == "noted" or self.candidate_ids:
            return
        lines = self._prepare_college_vals()
        told = {
            name: sum(line[name] for line in lines)
            for name in ("in_favour", "against", "abstentions")
        }
        if any(self[name] != told[name] for name in told):
            lines = [{**line, **dict.fromkeys(told, 0)} for line in lines]
        self.env["lcc.vote.college"].create(
            [{"vote_id": self.id, **line} for line in lines if line["college_id"]]
        )

    def _prepare_college_vals(self):
        roll = self.session_id._get_roll(self.item_id, self)
        choices = {ballot.presence_id.id: ballot.choice for ballot in self.ballot_ids}
        presences = self.env["lcc.presence"].browse([*roll.present, *roll.represented])
        by_college = presences.grouped("college_id")
        result = []
        for college in sorted(by_college, key=lambda one: (one.sequence, one.id)):
            members = by_college[college]
            said = [choices.get(member.id, "in_favour") for member in members]
            result.append(
                {
                    "college_id": college.id,
                    "in_favour": said.count("in_favour"),
                    "against": said.count("against"),
                    "abstentions": said.count("abstention"),
                }
            )
        return result
