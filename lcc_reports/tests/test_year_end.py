# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import LccReportsCase

DAY = {"date_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestYearEnd(LccReportsCase):
    def _tables(self, **options):
        figures = self._report(
            "lcc.report.year.end", user=self.accountant, **{**DAY, **options}
        )
        return {table["key"].split("_")[0]: table for table in figures["tables"]}

    def _lines(self, table):
        return [
            [row["label"], *(cell["text"] for cell in row["cells"])]
            for row in table["rows"]
        ]

    def test_nothing_to_do(self):
        tables = self._tables()
        for key in ("keepers", "dues", "differences", "drafts"):
            self.assertEqual(tables[key]["rows"], [])
            self.assertEqual(tables[key]["notes"], ["Nothing is left to do here."])

    def test_counters_to_bring_in(self):
        """Counter B's keeper takes in 30 euros, and brings 10 in next year."""
        exchange = self._post(
            "exchange",
            self.counter_b,
            self.holders,
            {10: 3},
            date="2020-05-04",
            payment_mode="counter",
        )
        exchange._close_books()
        self._post_entry("2021-01-04", ("512001", 10, 0), ("467100", 0, 10)).line_ids[
            1
        ].partner_id = self.grocer
        self.assertEqual(
            self._lines(self._tables()["keepers"]),
            [
                ["Test grocer", "Counter B", "05/04/2020", "30.00"],
                ["Total", "", "", "30.00"],
            ],
        )

    def test_places_to_count(self):
        """As `LccCurrencyCase` supplies them: 850, 100 and 50 of each of 6 faces."""
        lines = self._lines(self._tables()["places"])
        self.assertEqual(
            lines,
            [
                ["Counter A", *["100"] * 6, "8,800.00", ""],
                ["Counter B", *["50"] * 6, "4,400.00", ""],
                ["Vault", *["850"] * 6, "74,800.00", ""],
                ["Total", *["1,000"] * 6, "88,000.00", ""],
            ],
        )

    def test_entry_without_operation(self):
        move = self._post_entry("2020-06-01", ("512001", 8, 0), ("463300", 0, 8))
        self.assertEqual(
            self._lines(self._tables()["differences"]),
            [
                [
                    f"{move.name} A reference",
                    "06/01/2020",
                    "Entry that no operation made",
                    "-8.00",
                ],
                ["Total", "", "", "-8.00"],
            ],
        )

    def test_drafts(self):
        lines = (("606400", 7, 0), ("512001", 0, 7))
        self._post_entry("2020-04-01", *lines, post=False)
        self._post_entry("2020-03-01", *lines, post=False)
        self._post_entry("2021-03-01", *lines, post=False)
        [drafts, total] = self._lines(self._tables()["drafts"])
        self.assertEqual(drafts[1:], ["03/01/2020", "2"])
        self.assertEqual(total, ["Total", "", "2"])

    def test_rights(self):
        with self.assertRaises(AccessError):
            self._report("lcc.report.year.end", user=self.auditor)
