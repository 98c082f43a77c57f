# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date, datetime, time

from openpyxl import load_workbook
from xlsxwriter import Workbook

from odoo.tests import BaseCase, tagged

from ..tools.workbook import FiguresBook

HEAD = ("Territory", date(2020, 12, 31), "Share", "Members", "Known on", "By")
KINDS = ("money", "percent", "count", "date", "text")
ROWS = (
    ("All", [240.5, None, 3, date(2021, 1, 5), "=1+1"], 0, KINDS),
    ("=1+1", [20.25, 0.5, 2, None, "Post"], 1, KINDS),
)


@tagged("post_install", "-at_install")
class TestWorkbook(BaseCase):
    def _sheet(self, lang=None, head=HEAD, rows=ROWS):
        content = io.BytesIO()
        with Workbook(content, {"in_memory": True}) as workbook:
            FiguresBook(workbook, lang).add_sheet("Dues", "Title", "By us", head, rows)
        return load_workbook(content)["Dues"]

    def test_values(self):
        """Numbers and dates are real ones, and a name never becomes a formula."""
        sheet = self._sheet()
        self.assertEqual(sheet["A1"].value, "Title")
        self.assertEqual(sheet["A2"].value, "By us")
        self.assertEqual(
            list(sheet.iter_rows(min_row=4, values_only=True)),
            [
                (
                    "Territory",
                    datetime(2020, 12, 31),
                    "Share",
                    "Members",
                    "Known on",
                    "By",
                ),
                ("All", 240.5, None, 3, datetime(2021, 1, 5), "=1+1"),
                ("=1+1", 20.25, 0.5, 2, None, "Post"),
            ],
        )
        self.assertEqual(sheet["A6"].data_type, "s")
        self.assertEqual(sheet["F5"].data_type, "s")

    def test_table(self):
        """Cells stay what they are: a text becomes no formula, link or number."""
        content = io.BytesIO()
        rows = [
            ["=1+1", 12.5, date(2021, 1, 5), None],
            ["http://example.org", "0012", time(9, 30), True],
        ]
        with Workbook(content, {"in_memory": True}) as workbook:
            FiguresBook(workbook, "fr_FR").add_table("T", ["=A1", "b", "c", "d"], rows)
        sheet = load_workbook(content)["T"]
        self.assertEqual(
            list(sheet.iter_rows(values_only=True)),
            [
                ("=A1", "b", "c", "d"),
                ("=1+1", 12.5, datetime(2021, 1, 5), None),
                ("http://example.org", "0012", time(9, 30), True),
            ],
        )
        self.assertEqual([sheet["A1"].data_type, sheet["A2"].data_type], ["s", "s"])
        self.assertIsNone(sheet["A3"].hyperlink)
        self.assertEqual(sheet["C2"].number_format, "dd/mm/yyyy")
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertTrue(sheet["A1"].font.bold)

    def test_formats(self):
        def formats(lang):
            return [cell.number_format for cell in self._sheet(lang)[5][1:5]]

        self.assertEqual(
            formats("en_US"), ["#,##0.00", "#,##0.0\u00a0%", "#,##0", "yyyy-mm-dd"]
        )
        self.assertEqual(
            formats("fr_FR"),
            [
                "[$-40C]#,##0.00",
                "[$-40C]#,##0.0\u00a0%",
                "[$-40C]#,##0",
                "dd/mm/yyyy",
            ],
        )
        self.assertEqual(formats(None), formats("en_US"))

    def test_levels(self):
        sheet = self._sheet()
        self.assertTrue(sheet["B5"].font.bold)
        self.assertFalse(sheet["B6"].font.bold)
        self.assertEqual(sheet["A6"].alignment.indent, 1)

    def test_page(self):
        sheet = self._sheet()
        self.assertEqual(sheet.freeze_panes, "B5")
        self.assertEqual(sheet.print_title_rows, "$4:$4")
        # Of openpyxl, 3.0 gives a list and 3.1 a text that names the sheet.
        self.assertIn("$A$1:$F$6", str(sheet.print_area))
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        narrow = self._sheet(
            head=["Territory", "Members"], rows=[("All", [3], 0, "count")]
        )
        self.assertEqual(narrow.page_setup.orientation, "portrait")
        self.assertEqual(narrow["B5"].value, 3)
