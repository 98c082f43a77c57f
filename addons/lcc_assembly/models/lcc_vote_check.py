# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import format_date

from ..tools import assembly_law as law
from .lcc_session_check import Finding

HEADS = ("mayor", "president", "co_president")


class LccVote(models.Model):
    """What the rules say of a vote."""

    _inherit = "lcc.vote"

    def _get_findings(self):
        """What the rules do not allow in this vote.

        :return: list of lcc_session_check.Finding
        """
        self.ensure_one()
        return [
            *self._check_quorum(),
            *self._check_counts(),
            *self._check_names(),
            *self._check_colleges(),
            *self._check_method(),
            *self._check_chair(),
            *self._check_asides(),
        ]

    def _find(self, check, text, is_blocking=True):
        named = self.env._("“%(vote)s”: %(problem)s", vote=self.name, problem=text)
        return Finding(check, named, self, is_blocking)

    def _check_quorum(self):
        if self.has_quorum:
            return []
        text = self.env._(
            "%(present)s members count as present, %(quorum)s are needed to "
            "decide%(article)s.",
            present=self.session_id._get_roll(self.item_id, self).attending,
            quorum=self.quorum,
            article=self.session_id._get_article("L2121-17"),
        )
        return [self._find("quorum", text, is_blocking=self.state == "done")]

    def _check_counts(self):
        """Votes are as many as those who may vote; secret ones at most as many."""
        if self.method == "noted":
            return []
        if self.state != "done" or self.candidate_ids:
            return self._check_candidates()
        missing = law.missing_votes(self._get_count(), self.voter_count)
        if not missing:
            return []
        text = self.env._(
            "%(votes)s votes are told, %(present)s members are present and "
            "%(represented)s represented: %(voters)s may vote, not %(votes)s.",
            votes=self._get_count().total,
            present=self.present_count,
            represented=self.represented_count,
            voters=self.voter_count,
        )
        return [self._find("count", text)]

    def _check_names(self):
        """Who is named may vote: others have left since, or take no part."""
        if self.state != "done" or not self.ballot_ids:
            return []
        roll = self.session_id._get_roll(self.item_id, self)
        voters = roll.present | roll.represented.keys()
        strangers = self.ballot_ids.presence_id.filtered(
            lambda one: one.id not in voters
        )
        if not strangers:
            return []
        text = self.env._(
            "%(members)s may not vote, and is named: undo the vote, and vote again.",
            members=", ".join(strangers.mapped("display_name")),
        )
        return [self._find("count", text)]

    def _check_colleges(self):
        """Colleges that weigh tell the same votes as the whole."""
        lines = self.college_count_ids
        if self.state != "done" or not any(line.weight for line in lines):
            return []
        names = ("in_favour", "against", "abstentions")
        told = [sum(lines.mapped(name)) for name in names]
        counted = [self[name] for name in names]
        if told == counted:
            return []
        text = self.env._(
            "for, against and abstentions are %(counts)s, and %(told)s by college: say "
            "how each college voted.",
            counts=", ".join(map(str, counted)),
            told=", ".join(map(str, told)),
        )
        return [self._find("count", text)]

    def _check_candidates(self):
        voices = sum(self.candidate_ids.mapped("voices")) + self.blank
        if self.state == "done" and self._lacks_eldest():
            text = self.env._(
                "as many votes in the last ballot: say who of them is the eldest "
                "(CGCT, article L2121-21)."
            )
            return [self._find("count", text)]
        if self.state != "done" or voices <= self.voter_count:
            return []
        text = self.env._(
            "%(votes)s votes are told, %(voters)s members may vote.",
            votes=voices,
            voters=self.voter_count,
        )
        return [self._find("count", text)]

    def _lacks_eldest(self):
        """Whether the last ballot elects nobody, as nobody is said to be the eldest."""
        return (
            self.ballot_number == 3
            and self.outcome == "again"
            and any(self.candidate_ids.mapped("voices"))
        )

    def _check_method(self):
        if self.session_id.rules == law.STATUTES:
            return []
        rules = self.session_id._get_rules()
        findings = []
        is_only_candidate = self.method == "noted" and len(self.candidate_ids) == 1
        is_open = self.method != "secret" and not self.is_secret_waived
        if self.is_nomination and is_open and not is_only_candidate:
            text = self.env._(
                "a nomination is voted in secret, unless the council waives it "
                "unanimously (CGCT, article L2121-21)."
            )
            findings.append(self._find("method", text))
        shares = {"secret": rules.secret_share, "roll_call": rules.roll_call_share}
        share = shares.get(self.method)
        if share and not (self.method == "secret" and self.is_nomination):
            needed = law.askers_needed(share, self.present_count)
            if self.askers < needed:
                text = self.env._(
                    "%(askers)s members asked for this way of voting: %(needed)s are "
                    "needed (CGCT, article L2121-21).",
                    askers=self.askers,
                    needed=needed,
                )
                findings.append(self._find("method", text))
        if self.method == "secret" and any(
            presence.by_video and presence.status == "present"
            for presence in self.session_id.presence_ids
        ):
            text = self.env._(
                "no secret vote where members attend by video: it waits for a session "
                "in one room (CGCT, article L5211-11-1)."
            )
            findings.append(self._find("method", text))
        return findings

    def _check_chair(self):
        session = self.session_id
        findings = []
        chair = self.chair_id
        asides = self.aside_ids.presence_id
        if chair and (chair in asides or not chair._is_present_at(self.item_id)):
            text = self.env._(
                "%(member)s takes no part and cannot chair: choose another chair.",
                member=chair.display_name,
            )
            findings.append(self._find("chair", text))
        has_code = session.rules != law.STATUTES
        if self.is_account and has_code and chair.office in HEADS:
            text = self.env._(
                "the council elects who chairs the vote on the account of the mayor "
                "(CGCT, article L2121-14)."
            )
            findings.append(self._find("chair", text))
        elif has_code and not self.is_account:
            findings += self._check_replacement()
        return findings

    def _check_replacement(self):
        """The first deputy replaces the mayor, not the eldest member."""
        chair = self.chair_id
        if not chair or chair.office in HEADS:
            return []
        asides = self.aside_ids.presence_id
        able = self.session_id.presence_ids.filtered(
            lambda presence: (
                presence not in asides and presence._is_present_at(self.item_id)
            )
        )
        first = able.sorted(lambda presence: (presence.rank, presence.id))[:1]
        if first == chair:
            return []
        text = self.env._(
            "%(chair)s chairs; in the order of the table %(first)s replaces the mayor "
            "(CGCT, article L2122-17).",
            chair=chair.display_name,
            first=first.display_name,
        )
        return [self._find("chair", text, is_blocking=False)]

    def _get_heads_who_vote(self):
        """Mayor, or president of a grouping, who votes in person or by proxy."""
        heads = self.session_id.presence_ids.filtered(
            lambda presence: presence.office in ("mayor", "president")
        )
        if not heads:
            return heads
        roll = self.session_id._get_roll(self.item_id, self)
        voters = roll.present | roll.idle_present | roll.represented.keys()
        return heads.filtered(lambda presence: presence.id in voters)

    def _check_asides(self):
        findings = []
        if self.is_account and self.session_id.rules != law.STATUTES:
            heads = self._get_heads_who_vote()
            if heads:
                text = self.env._(
                    "%(mayor)s leaves the room for the vote on the account, and votes "
                    "by no proxy (CGCT, article L2121-14): name the mayor among those "
                    "who take no part.",
                    mayor=heads[0].display_name,
                )
                findings.append(self._find("aside", text))
        if self.day and self.day < law.PRESENCE_IS_NO_PART_SINCE:
            for aside in self.aside_ids.filtered(
                lambda aside: aside.is_in_room and aside.reason == law.INTEREST
            ):
                text = self.env._(
                    "%(member)s has an interest and stays in the room: before "
                    "%(date)s that could be held for taking part (CGCT, article "
                    "L2131-11).",
                    member=aside.presence_id.display_name,
                    date=format_date(self.env, law.PRESENCE_IS_NO_PART_SINCE),
                )
                findings.append(self._find("aside", text, is_blocking=False))
        return findings
