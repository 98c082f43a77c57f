# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
@freeze_time("2020-03-31 10:00:00")
class TestDashboard(LccCurrencyCase):
    def _dashboard(self, user=None, currency=None):
        dashboard = self.env["lcc.dashboard"].with_user(user or self.auditor)
        dashboard = dashboard.with_context(tz="Europe/Paris")  # as the client sends
        return dashboard.get_dashboard((currency or self.currency).id)

    def _alerts(self, **kwargs):
        return {alert["key"]: alert for alert in self._dashboard(**kwargs)["alerts"]}

    def test_totals(self):
        self._exchange()._post_books()
        self._exchange()
        data = self._dashboard()
        self.assertEqual(
            data["totals"],
            {
                "printed": 88000.0,
                "stock": 74800.0,
                "counters": 13166.0,
                "circulation": 34.0,
                "destroyed": 0.0,
                "lapsed": 0.0,
                "liability": 17.0,
                "fund": 0.0,
                "cover": 0.0,
                "missing": 17.0,
            },
        )
        self.assertEqual(data["place_ids"]["stock"], self.vault.ids)
        self.assertEqual(data["steps"], [])

    def test_counters(self):
        self._exchange()
        counters = {c["name"]: c for c in self._dashboard()["counters"]}
        self.assertEqual(list(counters), ["Counter A", "Counter B"])
        self.assertEqual(counters["Counter A"]["amount"], 8783.0)
        self.assertEqual(
            [coupon["quantity"] for coupon in counters["Counter A"]["coupons"]],
            [100, 100, 99, 99, 99, 100],
        )

    def test_counters_of_a_territory(self):
        here, there = self.env["lcc.territory"].create(
            [{"name": "Test valley"}, {"name": "Test hill"}]
        )
        self.counter_a.territory_id, self.counter_b.territory_id = here, there
        self.manager.lcc_territory_ids = here
        data = self._dashboard(user=self.manager)
        self.assertEqual([c["name"] for c in data["counters"]], ["Counter A"])
        self.assertEqual(data["totals"]["counters"], 13200.0)

    def test_no_alert(self):
        self.assertEqual(self._dashboard()["alerts"], [])

    def test_alert_low_counter(self):
        self.counter_a.low_amount = 8800.0
        self.assertNotIn("low", self._alerts())
        self._exchange()
        alert = self._alerts()["low"]
        self.assertEqual(alert["values"], {"names": ["Counter A"]})
        self.assertEqual(alert["action"]["domain"], [("id", "in", self.counter_a.ids)])

    def test_alert_old_drafts(self):
        draft = self._draft("supply", self.vault, self.counter_a, {1: 1})
        self.env.flush_all()
        for created, count in (("2020-03-28 11:00", 0), ("2020-03-28 09:00", 1)):
            self.env.cr.execute(
                "UPDATE lcc_operation SET create_date = %s WHERE id = %s",
                [created, draft.id],
            )
            self.assertEqual(len(self._alerts()), count)
        alert = self._alerts()["drafts"]
        self.assertEqual(alert["values"], {"count": 1, "days": 3})
        found = self.env["lcc.operation"].search(alert["action"]["domain"])
        self.assertEqual(found, draft)

    def test_alert_waiting(self):
        today = self._exchange(date="2020-03-31")
        self.assertEqual(self._alerts()["waiting"]["level"], "info")
        self._exchange(date="2020-03-30")
        alert = self._alerts()["waiting"]
        self.assertEqual(alert["level"], "warning")
        self.assertEqual(alert["values"], {"count": 2, "since": "2020-03-30"})
        found = self.env["lcc.operation"].search(alert["action"]["domain"])
        self.assertEqual(len(found), 2)
        self.assertIn(today, found)

    def test_alert_below_zero(self):
        self._post("surplus", self.holders, self.vault, {20: 2}, date="2020-03-10")
        alert = self._alerts()["below_zero"]
        self.assertEqual(alert["level"], "danger")
        [coupon] = alert["values"]["coupons"]
        self.assertEqual((coupon["value"], coupon["quantity"]), (20.0, -2))
        lines = self.env["lcc.operation.line"].search(alert["action"]["domain"])
        self.assertEqual(lines.mapped("quantity"), [2])

    def test_alert_cover(self):
        self._exchange()._post_books()
        alert = self._alerts()["cover"]
        self.assertEqual(alert["values"], {"cover": 0.0, "missing": 17.0})

    def test_history(self):
        self._exchange(date="2020-02-29")._post_books()
        self._exchange({50: 1}, date="2020-03-01")
        history = self._dashboard()["history"]
        self.assertEqual(
            [(m["date"], m["circulation"], m["liability"]) for m in history],
            [("2020-02-29", 17.0, 17.0), ("2020-03-31", 67.0, 17.0)],
        )

    def test_two_currencies(self):
        second = self._create_currency("Second currency", self.company)
        self._exchange()
        data = self._dashboard(currency=second)
        self.assertEqual(data["totals"]["printed"], 0.0)
        self.assertEqual(data["alerts"], [])
        self.assertEqual(len(data["currencies"]), 2)

    def test_new_currency_says_what_to_do(self):
        second = self._create_currency("Second currency", self.company)
        steps = {s["key"]: s["done"] for s in self._dashboard(currency=second)["steps"]}
        self.assertEqual(
            steps,
            {
                "currency": True,
                "denominations": True,
                "series": True,
                "accounts": False,  # 4633 is the first one's
                "fund": False,
                "places": False,
                "opening": False,
            },
        )

    def test_new_database(self):
        other = self._create_association("Other association")
        user = self._create_user("newcomer", "lcc_base.group_lcc_manager", other)
        dashboard = self.env["lcc.dashboard"].with_user(user)
        data = dashboard.with_context(allowed_company_ids=other.ids).get_dashboard()
        self.assertFalse(data["currency"])
        self.assertEqual([s["key"] for s in data["steps"] if s["done"]], [])
        self.assertEqual(data["steps"][0]["action"]["res_model"], "lcc.currency")

    def test_keeper(self):
        with self.assertRaisesRegex(AccessError, "auditors and managers"):
            self._dashboard(user=self.keeper)

    def test_queries(self):
        """Under ten queries, however many places exist, with every alert."""
        self._exchange()._post_books()
        self._exchange({50: 2})
        self._post("surplus", self.holders, self.vault, {20: 2}, date="2020-03-10")
        self.counter_a.low_amount = 50000.0
        draft = self._draft("supply", self.vault, self.counter_a, {1: 1})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE lcc_operation SET create_date = '2020-01-01' WHERE id = %s",
            [draft.id],
        )
        self.assertEqual(
            set(self._alerts()), {"cover", "low", "drafts", "waiting", "below_zero"}
        )
        few = self._count_queries()
        self.env["lcc.place"].create(
            [
                {"name": f"Counter {i}", "lcc_currency_id": self.currency.id}
                for i in range(60)
            ]
        )
        places = self.env["lcc.place"].search([("name", "=like", "Counter __")])
        for place in places:
            self._post("supply", self.vault, place, {1: 2, 5: 1}, date="2020-03-02")
        self.assertEqual(len(self._dashboard()["counters"]), 62)
        many = self._count_queries()
        self.assertLess(few, 10)
        self.assertEqual(many, few)

    def _count_queries(self):
        self._dashboard()  # rights and translations are cached by the first call
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._dashboard()
        return self.env.cr.sql_log_count - before
