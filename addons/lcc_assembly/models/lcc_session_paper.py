# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import pytz

from odoo import models
from odoo.tools import format_date, format_time, get_lang

from ..tools import assembly_law as law

HEADS = ("mayor", "president", "co_president")


class LccSession(models.Model):
    """What the papers of a session say.

    None of them but the control sheet tells which checks were set aside, and why.
    """

    _inherit = "lcc.session"

    def _get_paper_lang(self):
        """Papers are in the language of the body, not of whoever prints them."""
        return (
            self.assembly_id.partner_id.lang
            or self.company_id.partner_id.lang
            or self.env.lang
        )

    def _get_paper_name(self, kind):
        """Name of the file of a paper.

        :param kind: notice, attendance, minutes or control
        """
        self.ensure_one()
        return self._get_paper_names()[kind]

    def _get_paper_names(self):
        return {
            "notice": self.env._("Notice %(session)s", session=self.name),
            "attendance": self.env._("Attendance %(session)s", session=self.name),
            "minutes": self.env._("Minutes %(session)s", session=self.name),
            "control": self.env._("Control sheet %(session)s", session=self.name),
        }

    def _is_draft_paper(self, kind):
        """Whether a paper is printed with the mark of a draft.

        Minutes are one until the next session adopts them (CGCT, article L2121-15).
        """
        if kind == "minutes":
            return self.state not in ("adopted", "published")
        return self.state == "draft"

    # Titles

    def _get_minutes_title(self):
        return self.env._(
            "Minutes of the session of %(date)s", date=self._get_long_date(self.day)
        )

    def _get_session_subtitle(self):
        return self.env._(
            "%(assembly)s, session of %(day)s",
            assembly=self.assembly_id.name,
            day=self._get_long_day(self.day),
        )

    # Days and times

    def _get_long_day(self, day):
        return format_date(self.env, day, date_format="full") if day else ""

    def _get_long_date(self, day):
        return format_date(self.env, day, date_format="long") if day else ""

    def _get_time(self, moment):
        """Time of a moment where the assembly sits, as people write it.

        :param moment: naive datetime in UTC, or False
        """
        if not moment:
            return ""
        tz = self.assembly_id.tz or "UTC"
        if get_lang(self.env).code.startswith("fr"):
            # 20 h 05, as the papers of communes have it
            local = pytz.utc.localize(moment).astimezone(pytz.timezone(tz))
            return f"{local:%-H} h {local:%M}"
        return format_time(self.env, moment, tz=tz, time_format="short")

    def _get_day_and_time(self, moment):
        if not moment:
            return ""
        return self.env._(
            "%(day)s at %(time)s",
            day=self._get_long_day(self._get_local(moment)),
            time=self._get_time(moment),
        )

    def _get_moment(self, moment):
        """Time of a moment in the course of the session, with its day if another."""
        if moment and not self._is_of_its_day(moment):
            return self._get_day_and_time(moment)
        return self._get_time(moment)

    def _get_beginning(self):
        """When the session was opened; as convened, where that is of another day.

        :return: naive datetime in UTC, of the day of the session
        """
        is_told = self.date_opened and self._is_of_its_day(self.date_opened)
        return self.date_opened if is_told else self.date_start

    def _get_late_opening_words(self):
        """When a session was opened that was convened for another day."""
        if self._get_beginning() == self.date_opened:
            return ""
        return self._get_day_and_time(self.date_opened)

    # Head

    def _get_paper_facts(self):
        """The head of minutes.

        :return: list of (label, text), without what is not known
        """
        self.ensure_one()
        facts = [
            (self.env._("Session"), self._get_day_and_time(self._get_beginning())),
            (self.env._("Opened at"), self._get_late_opening_words()),
            (self.env._("Place"), self.place),
            (
                self.env._("Notice of"),
                self._get_long_date(self._get_local(self.date_notice)),
            ),
            (self.env._("Chair"), self.chair_id._get_paper_label()),
            (self.env._("Secretary"), self.secretary_id._get_paper_label()),
            (
                self.env._("Helping the secretary"),
                ", ".join(self.assistant_ids.mapped("name")),
            ),
            (
                self.env._("Public"),
                self.is_closed_door and self.env._("Behind closed doors"),
            ),
            (self.env._("Suspended"), self._get_suspension_words()),
            self._get_closing_fact(),
        ]
        return [(label, text) for label, text in facts if text]

    def _get_closing_fact(self):
        if not self._is_of_its_day(self.date_closed):
            return self.env._("Closed on"), self._get_day_and_time(self.date_closed)
        return self.env._("Closed at"), self._get_time(self.date_closed)

    def _get_suspension_words(self):
        return ", ".join(
            self.env._(
                "from %(start)s to %(end)s",
                start=self._get_moment(one.date_from),
                end=self._get_moment(one.date_to) or "…",
            )
            + (f" ({one.reason})" if one.reason else "")
            for one in self.suspension_ids
        )

    def _get_signers(self):
        """Who signs minutes and register (CGCT, articles L2121-15 and L2121-23).

        :return: list of (role, name, day of signing or False)
        """
        chair = self.chair_id
        role = self.env._("Chair of the session")
        if chair.office in HEADS:
            role = chair._get_office_name()
        return [
            (role, chair._get_paper_name(), self.date_signed_chair),
            (
                self.env._("Secretary of the session"),
                self.secretary_id._get_paper_name(),
                self.date_signed_secretary,
            ),
        ]

    def _get_notice_articles(self):
        """Articles by which the notice of a council is sent."""
        articles = {
            law.SMALL_COMMUNE: "L2121-10, L2121-11",
            law.LARGE_COMMUNE: "L2121-10, L2121-12",
            law.GROUPING: "L2121-10, L2121-12, L5211-1",
        }
        return self.env._(
            "Code général des collectivités territoriales: %(articles)s.",
            articles=articles[self.rules],
        )

    def _get_sending_words(self):
        """Where and when the notice was sent."""
        date = self._get_long_date(self._get_local(self.date_notice))
        city = self.assembly_id.partner_id.city
        if date and city:
            return self.env._("%(city)s, %(date)s", city=city, date=date)
        return date

    def _get_second_notice_words(self):
        return self.env._(
            "The session of %(date)s had no quorum: on the same agenda, this one "
            "decides in any number.",
            date=self._get_long_date(self.first_session_id.day),
        )

    def _get_proxy_words(self):
        """How many powers a member holds (L2121-20, or the statutes)."""
        most = self._get_rules().proxies_per_holder
        if self._has_code():
            return self.env._(
                "For who cannot come. A member holds one such power; it can be revoked "
                "at any time (CGCT, article L2121-20)."
            )
        return self.env._(
            "For who cannot come. Powers that a member may hold: %(most)s. A power can "
            "be revoked at any time.",
            most=most,
        )

    def _get_convener(self):
        """Who sends the notice: the head of the body on the day of the session."""
        heads = self.presence_ids.filtered(lambda one: one.office in HEADS)
        return heads.sorted("rank")[:1]

    def _get_agenda(self):
        """Items of the agenda in their order; hook of the papers."""
        return self._get_items()

    def _get_closing_words(self):
        if not self._is_of_its_day(self.date_closed):
            return self.env._(
                "The agenda is exhausted: the session is closed on %(day)s at "
                "%(time)s.",
                day=self._get_long_day(self._get_local(self.date_closed)),
                time=self._get_time(self.date_closed),
            )
        return self.env._(
            "The agenda is exhausted: the session is closed at %(time)s.",
            time=self._get_time(self.date_closed),
        )

    # Control sheet

    def _get_control_lines(self):
        """What the rules do not allow, and what came of it.

        :return: list of dict: check, text, and state: aside, open or told
        """
        self.ensure_one()
        labels = self.env["lcc.session.override"]._get_check_names()
        lines = []
        for finding in self._get_findings():
            state = "open" if finding.is_blocking else "told"
            if self._is_set_aside(finding.check, finding.vote):
                state = "aside"
            lines.append(
                {
                    "check": labels.get(finding.check, self.env._("Other")),
                    "text": finding.text,
                    "state": state,
                }
            )
        return lines

    def _has_code(self):
        """Whether the code of local authorities applies, not statutes."""
        return self.rules != law.STATUTES
