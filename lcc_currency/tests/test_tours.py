# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import LccCurrencyCase


class TourCase(LccCurrencyCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operations = cls.env["lcc.operation"].search(
            [("lcc_currency_id", "=", cls.currency.id)]
        )

    def _get_new_operation(self):
        operation = self.env["lcc.operation"].search(
            [
                ("lcc_currency_id", "=", self.currency.id),
                ("id", "not in", self.operations.ids),
            ]
        )
        self.assertEqual(len(operation), 1)
        return operation


@tagged("post_install", "-at_install")
class TestTours(TourCase):
    def test_exchange(self):
        self.start_tour(
            "/odoo/coupon-counters",
            "lcc_currency_exchange",
            login="lcc_currency_keeper",
        )
        operation = self._get_new_operation()
        self.assertEqual(operation.state, "posted")
        self.assertEqual(operation.amount, 88)
        self.assertEqual(operation.partner_id, self.person)
        self.assertEqual(operation.payment_method_line_id, self.cash)
        self.assertEqual(
            self._held(self.counter_a), {1: 99, 2: 99, 5: 99, 10: 99, 20: 99, 50: 99}
        )

    def test_swap(self):
        self.start_tour(
            "/odoo/coupon-other-operations",
            "lcc_currency_swap",
            login="lcc_currency_manager",
        )
        self.assertEqual(self._get_new_operation().state, "posted")
        self.assertEqual(
            self._held(self.counter_a),
            {1: 100, 2: 100, 5: 100, 10: 101, 20: 102, 50: 99},
        )

    @mute_logger("odoo.http")  # where a refusal is a warning
    def test_refused(self):
        self.start_tour(
            "/odoo/coupon-exchanges",
            "lcc_currency_refused",
            login="lcc_currency_manager",
        )
        self.assertEqual(self._get_new_operation().state, "draft")
        self.assertEqual(self._held(self.counter_a)[50], 100)

    def test_reversal(self):
        exchange = self._exchange()
        self.start_tour(
            "/odoo/coupon-exchanges",
            "lcc_currency_reversal",
            login="lcc_currency_manager",
        )
        self.assertEqual(exchange.reversal_ids.note, "Wrong amount")
        self.assertEqual(self._held(self.counter_a)[10], 100)


@tagged("post_install", "-at_install")
class TestPhoneTours(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_exchange(self):
        self.start_tour(
            "/odoo/coupon-counters",
            "lcc_currency_exchange_phone",
            login="lcc_currency_keeper",
        )
        self.assertEqual(self._get_new_operation().state, "posted")
