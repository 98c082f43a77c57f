# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import LccAssemblyCase
from .papers import PaperMixin

MINUTES = "lcc_assembly.lcc_session_minutes_report"


@tagged("post_install", "-at_install")
class TestSessionDay(LccAssemblyCase, PaperMixin):
    """Convened for 16 April 2024 at eight in the evening, in Paris."""

    def _get_day_texts(self):
        return [one.text for one in self.session._get_findings() if one.check == "day"]

    @freeze_time("2024-04-18 07:30:00")
    def test_opened_on_another_day(self):
        self._open()
        self.session.date_opened = datetime(2024, 4, 18, 7, 30)
        self.assertEqual(
            self._get_day_texts(),
            [
                "The session was convened for April 16, 2024 and opened on April 18, "
                "2024: enter the hour at which it was opened, or the day for which it "
                "was convened."
            ],
        )
        self.assertIn("opened on April 18, 2024", self.session.problems)
        self.session.date_opened = datetime(2024, 4, 16, 18, 5)
        self.session.date_closed = datetime(2024, 4, 16, 19, 20)
        self.assertEqual(self._get_day_texts(), [])
        self.assertFalse(self.session.problems)

    @freeze_time("2024-04-18 07:30:00")
    def test_button_on_another_day(self):
        self.session.action_convene()
        self.session.presence_ids.status = "present"
        self.session.chair_id = self._presence(1)
        self.session.action_open()
        self.assertEqual(len(self._get_day_texts()), 1)
        self.assertEqual(self.session.state, "open", "a warning, no refusal")

    def test_day_where_the_assembly_sits(self):
        """Half past eleven in the evening, UTC, is the next day in Paris."""
        self.session.date_start = "2024-04-15 23:00:00"
        self._open()
        self.session.date_closed = datetime(2024, 4, 16, 4, 0)
        self.session.date_opened = datetime(2024, 4, 15, 23, 30)
        self.assertEqual(self._get_day_texts(), [])
        self.session.date_opened = datetime(2024, 4, 15, 21, 30)
        self.assertEqual(len(self._get_day_texts()), 1)

    def test_closed_in_the_night(self):
        self._open()
        with freeze_time("2024-04-16 23:50:00"):
            self.assertEqual(self._get_day_texts(), [])
        with freeze_time("2024-04-18 07:30:00"):
            self.assertEqual(
                self._get_day_texts(),
                [
                    "The session of April 16, 2024 was not closed before April 18, "
                    "2024: enter the hour at which it was."
                ],
            )
        self.session.date_closed = datetime(2024, 4, 16, 22, 30)
        self.session.action_close()
        self.assertEqual(self._get_day_texts(), [])
        self.assertWords(
            self._words(MINUTES, self.session),
            "Tuesday, April 16, 2024 at 8:00 PM",
            "Closed on Wednesday, April 17, 2024 at 12:30 AM",
            "the session is closed on Wednesday, April 17, 2024 at 12:30 AM",
        )

    def test_minutes_never_mix_days(self):
        """The hour is of the day that stands beside it."""
        self._open()
        self.session.date_opened = datetime(2024, 4, 18, 7, 30)
        self.session.date_closed = datetime(2024, 4, 18, 9, 0)
        words = self._words(MINUTES, self.session)
        self.assertWords(
            words,
            "Session Tuesday, April 16, 2024 at 8:00 PM",
            "Opened at Thursday, April 18, 2024 at 9:30 AM",
            "Closed on Thursday, April 18, 2024 at 11:00 AM",
        )
        self.session.date_opened = datetime(2024, 4, 16, 18, 5)
        words = self._words(MINUTES, self.session)
        self.assertWords(words, "Session Tuesday, April 16, 2024 at 8:05 PM")
        self.assertNotIn("Opened at", words)
