# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools import assembly_law as law


class LccVote(models.Model):
    """What the papers of a session say of a vote.

    Names stand where the vote is public: all of a roll call, the minority of a show of
    hands where it was noted, nobody of a secret ballot (CGCT, article L2121-21).
    """

    _inherit = "lcc.vote"

    def _get_paper_lines(self):
        """The vote in words, after its outcome.

        :return: list of sentences
        """
        self.ensure_one()
        lines = [
            self._get_chair_words(),
            self._get_method_words(),
            *self._get_candidate_words(),
            *self._get_college_words(),
            *self._get_name_words(),
            self._get_aside_words(),
            self._get_away_words(),
            *self._get_idle_proxy_words(),
        ]
        return [line for line in lines if line]

    def _get_result_words(self):
        """The outcome with its counts, one sentence."""
        self.ensure_one()
        if self.state != "done":
            return self.env._("Not voted yet.")
        if self.candidate_ids:
            return self._get_election_words()
        if self.method == "noted":
            return self.env._("The assembly takes note of it.")
        if self._is_unanimous():
            return self.env._(
                "The proposal is adopted unanimously: %(votes)s votes for.",
                votes=self.in_favour,
            )
        words = {
            law.ADOPTED: self.env._("The proposal is adopted."),
            law.REJECTED: self.env._("The proposal is rejected."),
        }
        parts = [words[self.outcome], self._get_count_words()]
        if self._is_decided_by_chair():
            parts.append(
                self.env._("Votes are equal: the chair's own vote is decisive.")
            )
        return " ".join(parts)

    def _get_short_result_words(self):
        """The outcome with its counts, as short as a list of decisions wants it."""
        self.ensure_one()
        if self.state != "done" or self.method == "noted" or self.candidate_ids:
            return self._get_result_words()
        if self._is_unanimous():
            return self.env._("Adopted unanimously (%(votes)s)", votes=self.in_favour)
        counts = self._get_count_words()
        if self.outcome == law.ADOPTED:
            return self.env._("Adopted. %(counts)s", counts=counts)
        return self.env._("Rejected. %(counts)s", counts=counts)

    def _is_unanimous(self):
        return bool(self.in_favour) and not (
            self.against or self.abstentions or self.blank
        )

    def _is_decided_by_chair(self):
        return (
            0 < self.in_favour == self.against
            and bool(self.chair_choice)
            and self._may_chair_decide()
        )

    def _may_chair_decide(self):
        """Whether a tie is decided by the chair's own vote (L2121-20)."""
        return (
            self.majority == law.CAST
            and self.method != "secret"
            and self.session_id._get_rules().chair_decides
            and not self.college_count_ids.filtered("weight")
        )

    def _get_count_words(self):
        words = self.env._(
            "For: %(in_favour)s; against: %(against)s; abstentions: %(abstentions)s",
            in_favour=self.in_favour,
            against=self.against,
            abstentions=self.abstentions,
        )
        if self.blank:
            blank = self.env._("blank or void: %(votes)s", votes=self.blank)
            words = f"{words}; {blank}"
        return f"{words}."

    def _get_election_words(self):
        if self.elected_id and self.method == "noted":
            return self.env._(
                "%(name)s, the only candidate, is appointed without a vote (CGCT, "
                "article L2121-21).",
                name=self.elected_id.name,
            )
        if not self.elected_id:
            return self.env._(
                "Nobody is elected in ballot %(ballot)s.", ballot=self.ballot_number
            )
        return self.env._(
            "%(name)s is elected in ballot %(ballot)s, with %(votes)s votes of "
            "%(cast)s cast.",
            name=self.elected_id.name,
            ballot=self.ballot_number,
            votes=self.elected_id.voices,
            cast=sum(self.candidate_ids.mapped("voices")),
        )

    def _get_candidate_words(self):
        if not self.candidate_ids or self.state != "done" or self.method == "noted":
            return []
        parts = [f"{one.name} {one.voices}" for one in self.candidate_ids]
        if self.blank:
            parts.append(self.env._("blank or void %(votes)s", votes=self.blank))
        return [self.env._("Votes: %(votes)s.", votes=", ".join(parts))]

    def _get_college_words(self):
        return [
            self.env._(
                "%(college)s, weight %(weight)s: for %(in_favour)s, against "
                "%(against)s, abstentions %(abstentions)s.",
                college=line.college_id.name,
                weight=line.weight,
                in_favour=line.in_favour,
                against=line.against,
                abstentions=line.abstentions,
            )
            for line in self.college_count_ids
        ]

    def _get_chair_words(self):
        chair = self.chair_id
        if not chair or chair == self.session_id.chair_id:
            return ""
        return chair._get_chair_words()

    def _get_method_words(self):
        """The way of voting, where it is not a plain show of hands: who asked for it.

        Minutes tell each request for a particular vote (L2121-15).
        """
        asked = self.askers
        if self.method == "roll_call":
            if asked:
                return self.env._(
                    "Roll call, asked by %(askers)s members.", askers=asked
                )
            return self.env._("Roll call.")
        if self.method == "secret":
            if asked:
                return self.env._(
                    "Secret ballot, asked by %(askers)s members.", askers=asked
                )
            return self.env._("Secret ballot.")
        if self.method == "show" and self.is_nomination and self.is_secret_waived:
            return self.env._(
                "Show of hands: the assembly unanimously waives the secret ballot."
            )
        return ""

    def _get_name_words(self):
        if self.method == "secret":
            return []
        labels = [
            ("in_favour", self.env._("For")),
            ("against", self.env._("Against")),
            ("abstention", self.env._("Abstention")),
        ]
        result = []
        for choice, label in labels:
            names = [
                ballot._get_paper_name()
                for ballot in self.ballot_ids._sort_by_rank()
                if ballot.choice == choice
            ]
            if names and (choice != "in_favour" or self.method == "roll_call"):
                result.append(
                    self.env._(
                        "%(choice)s: %(names)s.", choice=label, names=", ".join(names)
                    )
                )
        return result

    def _get_aside_words(self):
        asides = self.aside_ids.filtered(lambda one: one.reason != law.AWAY)
        if not asides:
            return ""
        return self.env._(
            "Taking no part: %(members)s.",
            members=", ".join(
                aside._get_paper_name() for aside in asides._sort_by_rank()
            ),
        )

    def _get_away_words(self):
        """Who left, or arrived, between two votes of an item: no reason is told."""
        away = self.aside_ids.filtered(lambda one: one.reason == law.AWAY)
        if not away:
            return ""
        return self.env._(
            "Absent at this vote: %(members)s.",
            members=", ".join(
                aside.presence_id._get_paper_name() for aside in away._sort_by_rank()
            ),
        )

    def _get_idle_proxy_words(self):
        """Proxies that do not count at this vote, as their holder takes no part."""
        session = self.session_id
        given = session.proxy_ids.filtered(lambda one: one._is_given_at(self.item_id))
        if len(given) <= self.represented_count:
            return []
        idle = session._get_roll(self.item_id, self).idle_proxies
        proxies = given.filtered(lambda one: idle.get(one.giver_id.id) == "holder")
        return [
            self.env._(
                "The proxy of %(giver)s does not count: %(holder)s, who holds it, "
                "takes no part or is away.",
                giver=proxy.giver_id._get_paper_name(),
                holder=proxy.holder_id._get_paper_name(),
            )
            for proxy in proxies
        ]
