# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from lxml import etree

from odoo.tests import tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestPerformance(LccCurrencyCase):
    """How many queries posting and lists take; time is for the benchmarks."""

    def _vals_list(self, count, **vals):
        return [
            self._vals(
                "exchange",
                (self.counter_a, self.counter_b)[number % 2],
                self.holders,
                {1: 1, 2: 1},
                partner_id=self.person.id,
                client_ref=f"{count}-{number}",
                **vals,
            )
            for number in range(count)
        ]

    def _count_queries(self, call):
        """Number of queries of a call on a cold cache, flushed."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _post_new(self, vals_list):
        return self.env["lcc.operation"].with_user(self.treasurer).post_new(vals_list)

    def test_post_one(self):
        self._post_new(self._vals_list(1))
        vals_list = self._vals_list(1, note="second")
        vals_list[0]["client_ref"] = "second"
        with self.assertQueryCount(8):
            self._post_new(vals_list)

    def test_post_many_grows_by_nothing(self):
        self._post_new(self._vals_list(3))
        few = self._count_queries(lambda: self._post_new(self._vals_list(10)))
        many = self._count_queries(lambda: self._post_new(self._vals_list(50)))
        self.assertEqual(many, few)

    def test_post_drafts(self):
        """Drafts are checked and written together too."""

        def draft(count):
            operations = self.env["lcc.operation"].with_user(self.treasurer)
            vals_list = self._vals_list(count)
            for vals in vals_list:
                del vals["client_ref"]
            return operations.create(vals_list)

        draft(1).action_post()
        few, many = draft(5), draft(45)
        few = self._count_queries(few.action_post)
        many = self._count_queries(many.action_post)
        self.assertLessEqual(many, few)

    def test_close_grows_by_entries_only(self):
        """One entry per place and day, whatever the number of operations."""
        operations = self.env["lcc.operation"]

        def close(count, date):
            answers = self._post_new(self._vals_list(count, date=date))
            waiting = operations.browse(answer["id"] for answer in answers)
            return self._count_queries(waiting._post_books)

        close(4, "2020-03-02")
        few = close(10, "2020-03-03")
        many = close(48, "2020-03-04")
        self.assertEqual(many, few)

    def test_lists(self):
        """Lists read the same number of queries for 10 rows and for 50."""
        self._post_new(self._vals_list(60))
        for model in ("lcc.operation", "lcc.operation.line", "lcc.flow", "lcc.place"):
            with self.subTest(model):
                records = self.env[model].with_user(self.treasurer)
                view = records.get_views([(False, "list")])["views"]["list"]["arch"]
                names = {
                    node.get("name"): {"fields": {"display_name": {}}}
                    if records._fields[node.get("name")].relational
                    else {}
                    for node in etree.fromstring(view).iter("field")
                }
                few, many = (
                    self._count_queries(
                        lambda limit=limit, records=records, names=names: (
                            records.web_search_read([], names, limit=limit)
                        )
                    )
                    for limit in (10, 50)
                )
                self.assertLessEqual(many, few + 1)

    def test_situation_does_not_grow_with_places(self):
        currency = self.currency.with_user(self.treasurer)
        situation = self.env["lcc.situation"].with_user(self.treasurer)
        day = self.emission.date
        situation._get_totals(currency, day)
        few = self._count_queries(lambda: situation._get_totals(currency, day))
        self.env["lcc.place"].create(
            [
                {
                    "name": f"Counter {number}",
                    "kind": "counter",
                    "lcc_currency_id": self.currency.id,
                }
                for number in range(50)
            ]
        )
        many = self._count_queries(lambda: situation._get_totals(currency, day))
        self.assertEqual(many, few)
