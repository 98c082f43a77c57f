# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, models

from ..tools import assembly_law as law
from ..tools.live_stamp import get_stamp

# What the page tells with the counts, and what it chooses before them.
COUNTS = ("in_favour", "against", "abstentions", "blank")
CHOSEN = (
    "method",
    "askers",
    "is_nomination",
    "is_secret_waived",
    "is_account",
    "chair_id",
    "chair_choice",
)


class LccVote(models.Model):
    """A vote on the live page of a session."""

    _inherit = "lcc.vote"

    def _prepare_live_vals(self):
        """What the page shows of a vote; other addons add to it."""
        return {
            "id": self.id,
            "name": self.name,
            "reference": "",
            "record": [self._name, self.id],
            **{name: self[name] for name in (*COUNTS, *CHOSEN)},
            "chair_id": self.chair_id.id,
            "state": self.state,
            "outcome": self.outcome,
            "voter_count": self.voter_count,
            "aside_count": self.aside_count,
            "is_tie": self._is_tie(),
            "ballot_number": self.ballot_number,
            "warnings": (self.warning or "").splitlines(),
            "ballots": {str(one.presence_id.id): one.choice for one in self.ballot_ids},
            "asides": [
                {
                    "id": one.presence_id.id,
                    "reason": one.reason,
                    "is_in_room": one.is_in_room,
                }
                for one in self.aside_ids
            ],
            "candidates": [
                {
                    "id": one.id,
                    "name": one.name,
                    "voices": one.voices,
                    "is_eldest": one.is_eldest,
                    "is_elected": one == self.elected_id,
                }
                for one in self.candidate_ids
            ],
            "colleges": [
                {
                    "name": one.college_id.name,
                    "in_favour": one.in_favour,
                    "against": one.against,
                    "abstentions": one.abstentions,
                }
                for one in self.college_count_ids
            ],
            "stamp": self._get_live_stamp(),
        }

    def _get_live_stamp(self):
        return get_stamp(
            self.state,
            *(self[name] for name in COUNTS),
            *(self[name] for name in CHOSEN if name != "chair_id"),
            self.chair_id.id,
            self.voter_count,
            sorted((one.presence_id.id, one.choice) for one in self.ballot_ids),
            sorted(
                (one.presence_id.id, one.reason, one.is_in_room)
                for one in self.aside_ids
            ),
            sorted((one.id, one.voices, one.is_eldest) for one in self.candidate_ids),
        )

    def _is_tie(self):
        """Whether the vote of the chair decides."""
        return (
            self.state == "done"
            and self.method in ("show", "roll_call")
            and 0 < self.in_favour == self.against
            and self._may_chair_decide()
        )

    def _live(self, action, vals):
        """Do what somebody at the page asks for.

        :param action: unanimous; counts, those of vals; names, as they are told; noted;
            roll_call, to name all; undo; next_ballot; candidate, one more; choose,
            fields of vals
        :return: the vote to show from then on
        """
        actions = {
            "unanimous": self.action_unanimous,
            "names": self.action_done,
            "roll_call": self.action_call_roll,
            "undo": self.action_undo,
            "next_ballot": self.action_next_ballot,
            "noted": self._live_noted,
            "counts": lambda: self._live_counts(vals),
            "candidate": lambda: self._live_candidate(vals["name"]),
            "choose": lambda: self._live_choose(vals),
        }
        result = actions[action]()
        return result if action == "next_ballot" else self

    def _live_noted(self):
        self._check_draft()
        self.method = "noted"
        self.action_done()

    def _live_counts(self, vals):
        """Counts that were told, in the place of names."""
        self._check_draft()
        self.ballot_ids.unlink()
        counts = {name: vals[name] or 0 for name in COUNTS if name in vals}
        if vals.get("in_favour") is None and not self.candidate_ids:
            counts["in_favour"] = self._count_others(counts)
        self.write(counts)
        self._live_voices(vals.get("candidates", {}))
        self.action_done()

    def _count_others(self, counts):
        """Who is not counted is in favour; in a secret vote nobody knows that."""
        if self.method == "secret":
            return 0
        told = sum(counts.get(name, 0) for name in ("against", "abstentions", "blank"))
        return max(self.voter_count - told, 0)

    def _live_voices(self, voices):
        for candidate in self.candidate_ids:
            if str(candidate.id) in voices:
                candidate.voices = voices[str(candidate.id)] or 0

    def _live_candidate(self, name):
        self._check_draft()
        self.candidate_ids = [Command.create({"name": name})]

    def _live_choose(self, vals):
        if vals.keys() != {"chair_choice"}:
            self._check_draft()
        self.write({name: vals[name] for name in CHOSEN if name in vals})

    def _live_ballot(self, presence_id, choice):
        self._check_draft()
        ballot = self.ballot_ids.filtered(lambda one: one.presence_id.id == presence_id)
        if not choice:
            ballot.unlink()
        elif ballot:
            ballot.choice = choice
        else:
            roll = self.session_id._get_roll(self.item_id, self)
            self.ballot_ids.create(
                {
                    "vote_id": self.id,
                    "presence_id": presence_id,
                    "cast_by_id": roll.represented.get(presence_id),
                    "choice": choice,
                }
            )

    def _note_away(self, presence):
        """A member who comes or leaves between two votes of an item misses these."""
        for vote in self:
            vote.ballot_ids.filtered(lambda one: one.presence_id == presence).unlink()
            if presence not in vote.aside_ids.presence_id:
                vote.aside_ids.create(
                    {
                        "vote_id": vote.id,
                        "presence_id": presence.id,
                        "reason": law.AWAY,
                    }
                )

    def _note_back(self, presence):
        """A member who is back is there for these votes."""
        self.aside_ids.filtered(
            lambda one: one.reason == law.AWAY and one.presence_id == presence
        ).unlink()

    def _get_away(self):
        """Members who are absent at these votes only."""
        asides = self.aside_ids.filtered(lambda one: one.reason == law.AWAY)
        return asides.presence_id

    def _live_aside(self, presence_id, reason, is_in_room):
        self._check_draft()
        aside = self.aside_ids.filtered(lambda one: one.presence_id.id == presence_id)
        vals = {"reason": reason, "is_in_room": is_in_room}
        if not reason:
            aside.unlink()
        elif aside:
            aside.write(vals)
        else:
            self._live_ballot(presence_id, False)
            aside.create({"vote_id": self.id, "presence_id": presence_id, **vals})
