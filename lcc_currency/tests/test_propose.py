# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import Form, tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestPropose(LccCurrencyCase):
    """Which coupons an exchange proposes: the fewest that the place holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.env["lcc.place"].create(
            {"name": "Desk", "kind": "counter", "lcc_currency_id": cls.currency.id}
        )
        cls.later = cls.env["lcc.coupon.series"].create(
            {
                "name": "2020 bis",
                "lcc_currency_id": cls.currency.id,
                "date_from": "2020-02-15",
            }
        )

    def _supply(self, coupons, series=None):
        lines = self._coupons(coupons, series=series)
        if series:
            self._post("opening", self.printer, self.vault, lines, date="2020-02-20")
        self._post("supply", self.vault, self.desk, lines, date="2020-02-20")

    def _propose(self, amount, date="2020-03-01"):
        """Proposal as {(series, face value): quantity}, after the button."""
        draft = self._draft(
            "exchange", self.desk, self.holders, {}, amount=amount, date=date
        )
        draft.action_propose()
        return {
            (line.series_id.name, line.face_value): line.quantity
            for line in draft.line_ids
        }

    def test_fewest(self):
        self._supply({1: 9, 2: 9, 5: 9, 10: 9, 20: 9, 50: 9})
        self.assertEqual(
            self._propose(88),
            {
                ("2020", 50): 1,
                ("2020", 20): 1,
                ("2020", 10): 1,
                ("2020", 5): 1,
                ("2020", 2): 1,
                ("2020", 1): 1,
            },
        )

    def test_limited_stock(self):
        """6 out of one 5 and three 2: the largest first would fail."""
        self._supply({5: 1, 2: 3})
        self.assertEqual(self._propose(6), {("2020", 2): 3})

    def test_impossible(self):
        self._supply({2: 3})
        message = "Desk does not hold the coupons that make this amount"
        for amount in (3, 8, 2.5):
            with self.subTest(amount), self.assertRefused(message):
                self._propose(amount)

    def test_amount_that_no_coupon_makes(self):
        """The form says why no coupon is proposed; posting says it too."""
        self._supply({2: 3})
        form = Form(self.env["lcc.operation"].with_user(self.manager))
        form.kind = "exchange"
        form.place_from_id = self.desk
        message = "Desk does not hold the coupons that make this amount"
        with self.assertLogs("odoo.tests.form", "WARNING") as logs:
            form.amount = 88.5
        self.assertIn(message, logs.output[0])
        draft = self._draft("exchange", self.desk, self.holders, {}, amount=88.5)
        with self.assertRefused(message):
            draft.action_post()

    def test_a_face_value_is_found_as_people_write_it(self):
        faces = self.env["lcc.denomination"]
        mine = [("lcc_currency_id", "=", self.currency.id)]
        for text in ("5", "5 TST", "5,00", "5\u00a0TST"):
            with self.subTest(text):
                found = faces.name_search(text, mine)
                self.assertEqual(
                    [id_ for id_, _name in found], self.denominations[5].ids
                )
        self.assertEqual(
            faces.search([*mine, ("display_name", "=", "50\u00a0TST")]),
            self.denominations[50],
        )
        self.assertEqual(len(faces.name_search("", mine)), 6)
        self.assertFalse(faces.name_search("7", mine))

    def test_oldest_series_first(self):
        self._supply({10: 2})
        self._supply({10: 9, 5: 1}, series=self.later)
        self.assertEqual(
            self._propose(45),
            {("2020", 10): 2, ("2020 bis", 10): 2, ("2020 bis", 5): 1},
        )

    def test_expired_series_left_out(self):
        self._supply({10: 2})
        self._supply({5: 9}, series=self.later)
        self.series.date_to = "2020-03-31"
        self.assertEqual(self._propose(20, date="2020-03-31"), {("2020", 10): 2})
        self.assertEqual(self._propose(20, date="2020-04-01"), {("2020 bis", 5): 4})

    def test_series_to_come_left_out(self):
        self._supply({5: 9})
        self._supply({10: 9}, series=self.later)
        self.assertEqual(self._propose(20, date="2020-02-14"), {("2020", 5): 4})

    def test_proposal_is_posted_as_it_is(self):
        self._supply({1: 9, 2: 9, 5: 9, 10: 9, 20: 9, 50: 9})
        draft = self._draft("exchange", self.desk, self.holders, {}, amount=88)
        draft.action_propose()
        draft.payment_method_line_id = self.cash
        draft.action_post()
        self.assertEqual(draft.amount, 88)
        self.assertEqual(self._held(self.desk), {50: 8, 20: 8, 10: 8, 5: 8, 2: 8, 1: 8})

    def test_form(self):
        """The form proposes as soon as the amount is known; the user may change."""
        self._supply({1: 9, 2: 9, 5: 9, 10: 9, 20: 9, 50: 9})
        form = Form(
            self.env["lcc.operation"]
            .with_user(self.manager)
            .with_context(
                default_kind="exchange", default_lcc_currency_id=self.currency.id
            )
        )
        form.place_from_id = self.desk
        form.payment_method_line_id = self.cash
        form.amount = 17
        operation = form.save()
        self.assertEqual(operation.place_to_id, self.holders)
        self.assertEqual(
            {line.face_value: line.quantity for line in operation.line_ids},
            {10: 1, 5: 1, 2: 1},
        )
