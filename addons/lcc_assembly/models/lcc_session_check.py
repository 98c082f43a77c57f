# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import Any, NamedTuple

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import assembly_law as law


class Finding(NamedTuple):
    """Something of a session that a rule does not allow.

    :ivar check: which check of lcc.session.override
    :ivar text: a full sentence, with its article
    :ivar vote: lcc.vote; empty for the session
    :ivar is_blocking: False for a mere warning
    """

    check: str
    text: str
    vote: Any = None
    is_blocking: bool = True


class LccSession(models.Model):
    """What the rules say of a session, before each of its states."""

    _inherit = "lcc.session"

    told_present = fields.Integer(
        string="Present, as told",
        help="How many members the sheet of presence tells, to compare with the names; "
        "0 where nothing is told.",
    )
    told_voters = fields.Integer(
        string="Voting, as told",
        help="How many votes the sheet of presence tells; 0 where nothing is told.",
    )
    problems = fields.Html(
        compute="_compute_problems",
        sanitize=False,
        groups="lcc_assembly.group_lcc_clerk",  # tells what was set aside
    )

    @api.depends_context("lang")
    @api.depends(
        "state",
        "date_notice",
        "date_start",
        "date_opened",
        "date_closed",
        "is_urgent",
        "is_urgency_approved",
        "first_session_id",
        "chair_id",
        "secretary_id.status",
        "told_present",
        "told_voters",
        "item_ids.description",
        "item_ids.name",
        "presence_ids.status",
        "presence_ids.date_notice",
        "item_ids.is_added",
        "proxy_ids.holder_id",
        "vote_ids.warning",
        "vote_ids.state",
        "override_ids.check",
    )
    def _compute_problems(self):
        for session in self:
            findings = session._get_findings() if session.assembly_id else []
            session.problems = (
                Markup("<ul class='mb-0'>%s</ul>")
                % Markup().join(
                    Markup("<li>%s</li>") % session._get_text(finding)
                    for finding in findings
                )
                if findings
                else False
            )

    def _get_text(self, finding):
        if self._is_set_aside(finding.check, finding.vote):
            return self.env._("%(problem)s Set aside.", problem=finding.text)
        return finding.text

    def _is_set_aside(self, check, vote=None):
        """Whether somebody has set a check aside, for the session or for a vote."""
        self.ensure_one()
        return any(
            override.check == check
            and (not override.vote_id or override.vote_id == vote)
            for override in self.override_ids
        )

    def _get_findings(self, state=None):
        """What the rules do not allow.

        :param state: what matters before this state only; None for all that matters
            by now
        :return: list of Finding, those set aside among them
        """
        self.ensure_one()
        state = state or {"draft": "convened", "convened": "open"}.get(
            self.state, "closed"
        )
        findings = self._check_notice()
        if state != "convened":
            findings += self._check_opening()
        if state not in ("convened", "open"):
            findings += self._check_day()
            findings += self._check_presence() + self._check_secretary()
            findings += self._check_added_items()
            for vote in self._get_votes():
                findings += vote._get_findings()
        if state == "closed":
            findings += self._check_all_voted()
        return findings

    def _check_before(self, state):
        """Refuse a state while something blocking was not set aside."""
        for session in self:
            texts = [
                finding.text
                for finding in session._get_findings(state)
                if finding.is_blocking
                and not session._is_set_aside(finding.check, finding.vote)
            ]
            if texts:
                raise UserError(
                    self.env._(
                        "%(session)s:\n%(problems)s\nMend it, or set the check aside "
                        "with its reason.",
                        session=session.display_name,
                        problems="\n".join(f"– {text}" for text in texts),
                    )
                )

    def _get_items(self):
        return self.item_ids.sorted(lambda item: item._get_order())

    def _get_votes(self):
        return self.vote_ids.sorted(self._get_vote_order)

    @api.model
    def _get_vote_order(self, vote):
        """Where a vote stands in its session: compare, nothing else."""
        return (*vote.item_id._get_order(), vote.sequence, vote.id or 0)

    # Checks

    def _get_article(self, article):
        """An article between brackets, where the code applies."""
        if self.rules == law.STATUTES:
            return self.env._(" (statutes)")
        return self.env._(" (CGCT, article %(article)s)", article=article)

    def _check_opening(self):
        findings = []
        if self.is_urgent and not self.is_urgency_approved and self.state != "draft":
            findings.append(
                Finding(
                    "notice",
                    self.env._(
                        "The council decides on the urgency when the session opens "
                        "(CGCT, articles L2121-11 and L2121-12): tell its decision."
                    ),
                    is_blocking=self.state == "open",
                )
            )
        findings += self._check_notice_to_all()
        if not self.chair_id:
            findings.append(Finding("chair", self.env._("Say who chairs the session.")))
        if not self.has_quorum:
            findings.append(
                Finding(
                    "quorum",
                    self.env._(
                        "%(present)s members are present, %(quorum)s are needed to "
                        "decide%(article)s.",
                        present=self.present_count,
                        quorum=self.quorum,
                        article=self._get_article("L2121-17"),
                    ),
                    is_blocking=False,
                )
            )
        return findings

    def _check_presence(self):
        """Compare what a sheet of presence tells with the names on it."""
        findings = []
        present, proxies = self.present_count, self.proxy_count
        if self.told_present and self.told_present != present:
            findings.append(
                Finding(
                    "count",
                    self.env._(
                        "%(told)s members are told present, %(named)s are named.",
                        told=self.told_present,
                        named=present,
                    ),
                )
            )
        if self.told_voters and self.told_voters != present + proxies:
            findings.append(
                Finding(
                    "count",
                    self.env._(
                        "%(told)s are told to vote: %(named)s present by name and "
                        "%(proxies)s proxies make %(sum)s, not %(told)s.",
                        told=self.told_voters,
                        named=present,
                        proxies=proxies,
                        sum=present + proxies,
                    ),
                )
            )
        return findings

    def _check_secretary(self):
        if self.secretary_id.status == "present":
            return []
        if self.secretary_id:
            text = self.env._(
                "%(member)s is not present and cannot be the secretary%(article)s.",
                member=self.secretary_id.display_name,
                article=self._get_article("L2121-15"),
            )
            return [Finding("secretary", text)]
        return [
            Finding(
                "secretary",
                self.env._(
                    "Say which member is the secretary%(article)s.",
                    article=self._get_article("L2121-15"),
                ),
            )
        ]

    def _check_all_voted(self):
        return [
            Finding(
                "count",
                self.env._("“%(vote)s” has not been voted.", vote=vote.name),
                vote=vote,
            )
            for vote in self._get_votes()
            if vote.state != "done"
        ]

    @api.constrains("secretary_id")
    def _check_secretary_is_present(self):
        for session in self:
            secretary = session.secretary_id
            if secretary and (
                secretary.session_id != session or secretary.status != "present"
            ):
                raise ValidationError(
                    self.env._(
                        "%(member)s is not present and cannot be the "
                        "secretary%(article)s.",
                        member=secretary.display_name,
                        article=session._get_article("L2121-15"),
                    )
                )

    @api.constrains("chair_id")
    def _check_chair_of_session(self):
        self._check_of_session("chair_id")
