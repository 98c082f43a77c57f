# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..report import lcc_report_entries_xlsx
from .common import LccReportsCase

YEAR = {"date_from": "2021-01-15", "date_to": "2021-12-31"}
ACTION = "lcc_reports.entries_xlsx_action"


@tagged("post_install", "-at_install")
class TestEntries(LccReportsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._post_entry("2021-01-14", ("606400", 1, 0), ("512001", 0, 1))
        cls.second = cls._post_entry("2021-03-02", ("606400", 10, 0), ("512001", 0, 10))
        cls.first = cls._post_entry(
            "2021-01-15", ("606400", 20.5, 0), ("616100", 4, 0), ("512001", 0, 24.5)
        )
        cls._post_entry("2021-04-01", ("606400", 7, 0), ("512001", 0, 7), post=False)

    def test_by_journal(self):
        figures = self._report("lcc.report.entries", user=self.accountant, **YEAR)
        self.assertEqual(
            self._rows(figures, "entries")["Total"], ["2", "5", "34.50", "34.50"]
        )

    def _get_sheets(self, lang=None):
        env = self.env(context={**self.env.context, "lang": lang or "en_US"})
        with patch.object(type(self), "env", env):
            return list(self._workbook("lcc.report.entries", ACTION, **YEAR))

    def test_every_item(self):
        [sheet] = self._get_sheets()
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual(rows[0][:4], ("Journal", "Entry", "Date", "Account"))
        self.assertEqual(
            [(row[1], row[3], row[8], row[9]) for row in rows[1:]],
            [
                (self.first.name, "606400", 20.5, None),
                (self.first.name, "616100", 4, None),
                (self.first.name, "512001", None, 24.5),
                (self.second.name, "606400", 10, None),
                (self.second.name, "512001", None, 10),
            ],
        )
        self.assertEqual(rows[1][2], datetime(2021, 1, 15))
        self.assertEqual(rows[1][6:8], ("A reference", "A label"))
        self.assertEqual(sheet.title, "Entries")
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertEqual(sheet.print_area, ["$A$1:$K$6"])
        self.assertEqual(sheet.auto_filter.ref, "A1:K6")
        self.assertEqual(sheet["I2"].number_format, "#,##0.00")

    def test_a_full_sheet_is_followed_by_another(self):
        with patch.object(lcc_report_entries_xlsx, "LAST_ROW", 3):
            first, second = self._get_sheets()
        self.assertEqual((first.max_row, second.max_row), (4, 3))
        self.assertEqual(second["A1"].value, "Journal")
        self.assertEqual((first.title, second.title), ("Entries", "Entries 2"))
        self.assertEqual(
            (first.print_area, second.print_area), (["$A$1:$K$4"], ["$A$1:$K$3"])
        )

    def test_rights(self):
        report = self.env["report.lcc_reports.entries_xlsx"].with_user(self.auditor)
        with self.assertRaises(AccessError):
            report.generate_xlsx_report(None, {"options": YEAR}, None)
