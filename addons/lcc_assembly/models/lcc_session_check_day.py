# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import models
from odoo.tools import format_date

from .lcc_session_check import Finding

NIGHT = timedelta(days=1)


class LccSession(models.Model):
    """Whether a session was held on the day for which it was convened."""

    _inherit = "lcc.session"

    def _is_of_its_day(self, moment):
        """Whether a moment lies on the day of the session, where the assembly sits."""
        return self._get_local(moment) == self.day

    def _check_day(self):
        """A session that was opened or closed on another day than its own.

        It may last until the day after. Whoever enters a past session tells its hours.
        """
        if not self.date_opened or not self.day:
            return []
        day = format_date(self.env, self.day, date_format="long")
        if not self._is_of_its_day(self.date_opened):
            opened = self._get_local(self.date_opened)
            text = self.env._(
                "The session was convened for %(day)s and opened on %(opened)s: enter "
                "the hour at which it was opened, or the day for which it was "
                "convened.",
                day=day,
                opened=format_date(self.env, opened, date_format="long"),
            )
            return [Finding("day", text, is_blocking=False)]
        closed = self._get_local(self.date_closed or self._now())
        if self.day <= closed <= self.day + NIGHT:
            return []
        text = self.env._(
            "The session of %(day)s was not closed before %(closed)s: enter the hour "
            "at which it was.",
            day=day,
            closed=format_date(self.env, closed, date_format="long"),
        )
        return [Finding("day", text, is_blocking=False)]
