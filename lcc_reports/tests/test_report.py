# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date

import openpyxl
import xlsxwriter
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ..report.lcc_report_xlsx import TablesBook
from ..tools.table import Column, Table, line, section, total
from .common import LccReportsCase


def make_table(title="Dues: by [year]"):
    columns = [Column("2021"), Column("2020"), Column("Change", less=(0, 1))]
    rows = [section("Income", columns)]
    rows.append(line("Dues", [30.5, 20], columns))
    rows.append(line("=Gifts", [None, 4.25], columns))
    rows.append(total("Income", rows, (1, 2), columns))
    rows.append(line("Share", [61.5, None], columns, kind="percent"))
    rows.append(total("Less gifts", rows, (3,), columns, subtracts=(2,)))
    return Table("dues", title, columns, rows, label="Line", notes=["A note."])


@tagged("post_install", "-at_install")
class TestTablesBook(BaseCase):
    def _write(self, *tables, lang=None):
        buffer = io.BytesIO()
        workbook = xlsxwriter.Workbook(buffer)
        TablesBook(workbook, lang).add_tables(tables, "The association")
        workbook.close()
        return openpyxl.load_workbook(buffer)

    def test_cells(self):
        [sheet] = self._write(make_table())
        cells = [[cell.value for cell in row] for row in sheet["A4:D10"]]
        self.assertEqual(
            cells,
            [
                ["Line", "2021", "2020", "Change"],
                ["Income", None, None, None],
                ["Dues", 30.5, 20, "=B6-C6"],
                ["=Gifts", None, 4.25, "=B7-C7"],
                ["Income", "=SUM(B6:B7)", "=SUM(C6:C7)", "=B8-C8"],
                ["Share", 0.615, None, "=B9-C9"],
                ["Less gifts", "=SUM(B8)-SUM(B7)", "=SUM(C8)-SUM(C7)", "=B10-C10"],
            ],
        )
        self.assertEqual(sheet["A11"].value, None)
        self.assertEqual(sheet["A12"].value, "A note.")
        self.assertEqual(sheet["A7"].data_type, "s", "a name is no formula")

    def test_page(self):
        [sheet] = self._write(make_table())
        self.assertEqual(sheet.freeze_panes, "B5")
        self.assertIn("$A$1:$D$12", sheet.print_area, "its note is printed too")

    def test_names_of_sheets(self):
        long = "Contributions by territory and year of the dues"
        book = self._write(make_table(), make_table(long), make_table(long))
        self.assertEqual(
            book.sheetnames,
            [
                "Dues by -year-",
                "Contributions by territory and",
                "Contributions by territory (2)",
            ],
        )


@tagged("post_install", "-at_install")
class TestReport(LccReportsCase):
    def _read(self, **given):
        return self.env["lcc.report.accounts"]._read_options(given)

    def test_periods(self):
        """Nine months, and what they are compared with."""
        nine = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
        for compare, expected in (
            ("none", None),
            ("period", (date(2020, 4, 1), date(2020, 12, 31))),
            ("year", (date(2020, 1, 1), date(2020, 9, 30))),
            ("fiscal_year", (date(2020, 1, 1), date(2020, 12, 31))),
            ("nonsense", None),
        ):
            periods = self._read(compare=compare, **nine)["periods"]
            self.assertEqual(tuple(periods[1]) if periods[1:] else None, expected)

    def test_other_dates(self):
        options = self._read(
            date_from="2021-01-01",
            date_to="2021-09-30",
            compare="dates",
            compare_from="2019-02-01",
            compare_to="2019-02-28",
        )
        self.assertEqual(
            tuple(options["periods"][1]), (date(2019, 2, 1), date(2019, 2, 28))
        )

    @freeze_time("2026-03-10")
    def test_default_is_the_last_year_with_entries(self):
        self.assertEqual(self._read()["date_to"], date(2026, 12, 31))
        self._post_entry("2021-05-05", ("606400", 10, 0), ("512001", 0, 10))
        options = self._read()
        self.assertEqual(options["date_from"], date(2021, 1, 1))
        self.assertEqual(options["date_to"], date(2021, 12, 31))

    def test_bad_dates(self):
        with self.assertRaisesRegex(UserError, "stands before the first"):
            self._read(date_from="2021-02-01", date_to="2021-01-01")
        with self.assertRaisesRegex(UserError, "soon is no date"):
            self._read(date_from="soon")

    def test_no_data(self):
        figures = self._report(
            "lcc.report.accounts", date_from="1999-01-01", date_to="1999-12-31"
        )
        self.assertIn("Nothing is posted in the books", figures["message"])
        self.assertFalse(figures["tables"])
        options = {"date_from": "1999-01-01", "date_to": "1999-12-31"}
        text = self._paper_text("lcc.report.accounts", **options)
        self.assertIn("Nothingispostedinthebooks", text)
        [sheet] = self._workbook("lcc.report.accounts", **options)
        self.assertIn("Nothing is posted", sheet["A4"].value)

    def test_no_chart(self):
        company = self.env["res.company"].create({"name": "No chart"})
        report = self.env["lcc.report.accounts"].with_company(company)
        self.assertIn("no chart of accounts", report.get_report()["message"])

    def test_rights(self):
        with self.assertRaisesRegex(AccessError, "Charges and income by account"):
            self._report("lcc.report.accounts", user=self.auditor)
        figures = self._report("lcc.report.accounts", user=self.accountant)
        self.assertEqual(figures["title"], "Charges and income by account")

    def test_unknown_report(self):
        with self.assertRaisesRegex(UserError, "no such report"):
            self.env["lcc.report.book"]._get_asked_report({"model": "res.users"})


@tagged("post_install", "-at_install")
class TestRatios(BaseCase):
    def test_ratio_in_a_workbook(self):
        columns = [
            Column("Given", "whole"),
            Column("Back"),
            Column("Rate", "percent", ratio=(1, 0)),
            Column("At the end", has_total=False),
            Column("Remark", "text"),
        ]
        rows = [
            line("Foix", [80.4, 20.1, 5, "A remark"], columns),
            line("Massat", [0, 0, 7, None], columns),
        ]
        rows.append(total("Both", rows, (0, 1), columns))
        self.assertEqual(rows[0].cells, (80.4, 20.1, 25.0, 5, "A remark"))
        self.assertEqual(rows[1].cells, (0, 0, None, 7, None))
        self.assertEqual(rows[2].cells, (80.4, 20.1, 25.0, None, None))
        buffer = io.BytesIO()
        workbook = xlsxwriter.Workbook(buffer)
        table = Table("rates", "Rates", columns, rows)
        TablesBook(workbook).add_tables([table], "The association")
        workbook.close()
        [sheet] = openpyxl.load_workbook(buffer)
        cells = [[cell.value for cell in row] for row in sheet["B5:F7"]]
        self.assertEqual(
            cells,
            [
                [80.4, 20.1, '=IF(B5=0,"",C5/B5)', 5, "A remark"],
                [0, 0, None, 7, None],
                ["=SUM(B5:B6)", "=SUM(C5:C6)", '=IF(B7=0,"",C7/B7)', None, None],
            ],
        )
        self.assertEqual(sheet["B5"].number_format, "#,##0")
