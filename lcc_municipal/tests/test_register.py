# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestRegister(LccMunicipalCase):
    def _decide(self, day, notice, names):
        session = self._create_session(day=day, notice=notice)
        deliberations = self.env["lcc.deliberation"].create(
            [
                {"item_id": session.item_ids[0].id, "name": name, "sequence": i}
                for i, name in enumerate(names)
            ]
        )
        self._open(session)
        for deliberation in deliberations:
            deliberation.action_unanimous()
        session.action_close()
        return deliberations

    def test_pattern_of_days(self):
        self.council.register_pattern = "{year}-{month}-{order:02}"
        deliberations = self._decide("2024-04-16", "2024-04-09", "AB")
        self.assertEqual(deliberations.mapped("number"), ["2024-04-01", "2024-04-02"])
        self.assertEqual(
            deliberations.mapped("acts_number"), ["2024_T04_T01", "2024_T04_T02"]
        )

    def test_restart_each_year(self):
        self._decide("2024-12-17", "2024-12-09", "A")
        [deliberation] = self._decide("2025-01-21", "2025-01-10", "B")
        self.assertEqual(deliberation.number, "001/25")
        self.assertEqual(deliberation.day, date(2025, 1, 21))

    def test_closed_after_the_new_year(self):
        """A session of December that is closed once one of January was."""
        self._decide("2024-12-03", "2024-11-22", "A")
        late = self._create_session(day="2024-12-17", notice="2024-12-09")
        names = self.env["lcc.deliberation"].create(
            [{"item_id": late.item_ids[0].id, "name": name} for name in "BC"]
        )
        self._open(late)
        names.action_unanimous()
        self._decide("2025-01-21", "2025-01-10", "D")
        late.action_close()
        self.assertEqual(names.mapped("number"), ["013/24", "014/24"])
        self.assertEqual(
            (self.council.register_year, self.council.register_next), (2025, 2)
        )
        late.action_reopen()
        late.action_close()
        self.assertEqual(names.mapped("number"), ["013/24", "014/24"])
        [following] = self._decide("2025-02-18", "2025-02-07", "E")
        self.assertEqual(following.number, "002/25")

    def test_number_twice(self):
        """A pattern of months, and two sessions in one of them."""
        self.council.register_pattern = "{year}-{month}-{order:02}"
        self._decide("2024-04-16", "2024-04-09", "A")
        with self._refused(UserError, "2024-04-01 already"):
            self._decide("2024-04-30", "2024-04-19", "B")

    def test_wrong_pattern(self):
        for pattern in ("{yy}", "{number}/{nothing}", "{number"):
            with self.assertRaises(ValidationError):
                self.council.register_pattern = pattern
