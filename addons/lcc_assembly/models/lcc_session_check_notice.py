# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import format_date, is_html_empty

from ..tools import assembly_law as law
from .lcc_session_check import Finding


class LccSession(models.Model):
    """What the rules say of a notice: its days, note and agenda, to whom it went."""

    _inherit = "lcc.session"

    def _check_notice(self):
        if not self.date_notice:
            return [
                Finding("notice", self.env._("The notice was not sent: give its date."))
            ]
        findings = []
        rules = self._get_rules()
        if self.notice_days < self.notice_days_due:
            findings.append(Finding("notice", self._get_notice_text(rules)))
        if rules.note_is_due and not self._has_note():
            findings.append(
                Finding(
                    "note",
                    self.env._(
                        "The notice comes with an explanatory note (CGCT, articles "
                        "L2121-12 and L5211-1): write it on the items, or attach it."
                    ),
                )
            )
        return findings + self._check_second_notice()

    def _get_notice_text(self, rules):
        return self.env._(
            "%(days)s days between the notice and the session: %(due)s are needed, the "
            "last day of sending was %(date)s%(article)s.",
            days=self.notice_days,
            due=self.notice_days_due,
            date=format_date(
                self.env,
                law.last_day_of_notice(rules, self.day, self.notice_days_due),
            ),
            article=self._get_article(
                "L2121-17"
                if self.first_session_id
                else "L2121-11"
                if self.rules == law.SMALL_COMMUNE
                else "L2121-12"
            ),
        )

    def _has_note(self):
        return bool(self.notice_attachment_ids) or not any(
            is_html_empty(item.description)
            for item in self.item_ids
            if item.kind == "decision"
        )

    def _check_second_notice(self):
        first = self.first_session_id
        if not first:
            return []
        is_earlier = (
            first.assembly_id == self.assembly_id and first.date_start < self.date_start
        )
        if not is_earlier or not first._lacked_quorum():
            return [Finding("agenda", self._get_first_session_text())]
        subjects = set(first.item_ids.mapped("name"))
        new = [item.name for item in self.item_ids if item.name not in subjects]
        if not new:
            return []
        return [
            Finding(
                "agenda",
                self.env._(
                    "Not on the agenda of the session without quorum: %(subjects)s. In "
                    "any number the council decides on the same agenda only (CGCT, "
                    "article L2121-17).",
                    subjects=", ".join(new),
                ),
            )
        ]

    def _get_first_session_text(self):
        return self.env._(
            "%(session)s did not lack its quorum before this one: only what it could "
            "not decide is decided in any number%(article)s. Take it out.",
            session=self.first_session_id.display_name,
            article=self._get_article("L2121-17"),
        )

    def _lacked_quorum(self):
        """Whether the quorum was missing when the session began, or at an item."""
        rules = self._get_rules()
        return any(
            not law.has_quorum(rules, self._get_roll(item))
            for item in (None, *self.item_ids)
        )

    def _check_notice_to_all(self):
        """Members who were listed after the notice was sent."""
        without = self.presence_ids.filtered(lambda one: not one.date_notice)
        if not without or without == self.presence_ids:
            return []
        return [
            Finding(
                "notice",
                self.env._(
                    "The notice was not sent to %(members)s: it goes to each "
                    "member%(article)s. Enter when it was sent.",
                    members=", ".join(without.mapped("display_name")),
                    article=self._get_article("L2121-10"),
                ),
                is_blocking=False,
            )
        ]

    def _check_added_items(self):
        """Decisions that the notice did not announce."""
        return [
            Finding(
                "notice",
                self.env._(
                    "“%(vote)s” was not on the notice: nothing of importance is "
                    "decided then%(article)s.",
                    vote=vote.name,
                    article=self._get_article("L2121-10"),
                ),
                vote=vote,
                is_blocking=False,
            )
            for vote in self._get_votes()
            if vote.item_id.is_added and vote.method != "noted"
        ]
