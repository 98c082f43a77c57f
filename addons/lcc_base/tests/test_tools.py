# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import doctest
import io
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook

from odoo.tests import BaseCase, tagged

from ..tools import communes, spreadsheet
from ..tools.spreadsheet import (
    Layout,
    SpreadsheetError,
    normalise_name,
    parse_date,
    parse_decimal,
    parse_integer,
    read_records,
    read_rows,
)

LEDGER = Layout(
    "ledger", {"day": ("date",), "amount": ("montant", "total")}, ("day", "amount")
)


def xlsx(*sheets):
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return content.getvalue()


@tagged("post_install", "-at_install")
class TestTools(BaseCase):
    def assertRefused(self, words, function, *args):
        with self.assertRaises(SpreadsheetError) as caught:
            result = function(*args)
            if not isinstance(result, Decimal | int | date):
                list(result[1] if isinstance(result, tuple) else result)
        self.assertIn(words, str(caught.exception))
        return caught.exception

    def test_doctests(self):
        for module in (spreadsheet, communes):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed, module.__name__)

    def test_decimal(self):
        for written, expected in {
            "2 314,02": "2314.02",
            "2\u00a0314,02": "2314.02",
            "2\u202f314,02": "2314.02",
            "33345,00": "33345.00",
            "2314.02": "2314.02",
            "1.234,56": "1234.56",
            "1,234.56": "1234.56",
            "1'234.56": "1234.56",
            "33 345 €": "33345",
            "33 345 EUR": "33345",
            "€ 12": "12",
            "-375,61": "-375.61",
            "(375,61)": "-375.61",
            "(1 375,61 €)": "-1375.61",
            "\u2212375,61": "-375.61",
            "- 375,61 €": "-375.61",
            "1.234.567": "1234567",
            "1234,567": "1234.567",
            "0,125": "0.125",
            "00012": "12",
            ",5": "0.5",
        }.items():
            with self.subTest(written=written):
                self.assertEqual(parse_decimal(written), Decimal(expected))
        self.assertEqual(parse_decimal(2314.02), Decimal("2314.02"))
        self.assertEqual(parse_decimal(1.1 + 2.2), Decimal("3.3"))
        self.assertEqual(parse_decimal(Decimal("0.10")), Decimal("0.10"))

    def test_decimal_refused(self):
        for broken in (
            *("12 34", "abc", "1e5", "--5", "(12", "12.", "-", "1.234.56", "NaN"),
            *("0,125,000", "9" * 30, "#REF!", "٣", "1 234.567.890"),
            *(float("nan"), float("inf"), 1e300, True, [], date(2020, 1, 1)),
        ):
            with self.subTest(broken=broken):
                self.assertRefused("is not a number", parse_decimal, broken)
        for ambiguous in ("1,234", "1.234", "-12.500", "(1,234)"):
            with self.subTest(ambiguous=ambiguous):
                self.assertRefused("two ways", parse_decimal, ambiguous)
        for missing in ("", None):
            self.assertRefused("A number is missing", parse_decimal, missing)

    def test_integer(self):
        self.assertEqual(parse_integer("33 345"), 33345)
        self.assertEqual(parse_integer("12,00"), 12)
        self.assertEqual(parse_integer(12.0), 12)
        self.assertRefused("not a whole number", parse_integer, "12,5")
        self.assertRefused("not a whole number", parse_integer, 12.5)

    def test_date(self):
        expected = date(2020, 12, 31)
        for written in (
            *("31/12/2020", "31/12/20", "2020-12-31", "31-12-2020", "31.12.2020"),
            *("31 décembre 2020", "31 DEC. 2020", "31-déc-20", "20201231"),
            *("2020-12-31 00:00:00", "31/12/2020 14:30", " 31/12/2020 "),
            *(44196, 44196.75, datetime(2020, 12, 31, 23, 59), expected),
        ):
            with self.subTest(written=written):
                self.assertEqual(parse_date(written), expected)
        self.assertEqual(parse_date("1er août 2021"), date(2021, 8, 1))
        self.assertEqual(parse_date("3/9/69"), date(1969, 9, 3))

    def test_date_refused(self):
        for broken in (
            *("12/31/2020", "30/02/2021", "31/12-2020", "31 Foo 2020", "44196"),
            *(0, 60, 1e12, float("nan"), float("inf"), True, "2020", "0/1/2020"),
        ):
            with self.subTest(broken=broken):
                self.assertRefused("is not a date", parse_date, broken)
        self.assertRefused("A date is missing", parse_date, None)

    def test_names(self):
        for written in (
            "St Girons",
            "SAINT-GIRONS",
            "saint girons Cedex 2",
            "St. Girons",
        ):
            self.assertEqual(normalise_name(written), "saint girons")
        self.assertEqual(normalise_name("Sacré-Cœur"), "sacre coeur")
        self.assertEqual(normalise_name(False), "")

    def test_csv_forms(self):
        expected = [(1, ["Date", "Été"]), (2, ["31/12/2020", "2 314,02 €"])]
        for separator in ";,\t":
            text = f'Date{separator}Été\r\n31/12/2020{separator}"2 314,02 €"\r\n'
            for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
                with self.subTest(separator=separator, encoding=encoding):
                    rows = read_rows(text.encode(encoding), "a.csv")
                    self.assertEqual(list(rows), expected)

    def test_csv_line_numbers(self):
        content = b'a;b\n\n"two\nlines";1\n;\nlast;2\n'
        self.assertEqual(
            [line for line, _row in read_rows(content, "a.csv")], [1, 3, 6]
        )

    def test_csv_broken(self):
        error = self.assertRefused(
            "Line 2: a quotation mark", read_rows, b'a;b\n"open;1\nc;2\n', "a.csv"
        )
        self.assertEqual(error.line, 2)

    def test_xlsx(self):
        content = xlsx([["Titre"], [], ["Date", "Montant"], [44196, 12.5], [None, ""]])
        self.assertEqual(
            list(read_rows(content, "a.xlsx")),
            [(1, ["Titre"]), (3, ["Date", "Montant"]), (4, [44196, 12.5])],
        )

    def test_records_find_headings(self):
        """Below a title, on the second sheet, under any of its names."""
        content = xlsx([["Notes"]], [["Titre"], ["TOTAL", " Date "], [12, "1/2/20"]])
        layout, records = read_records(content, "a.xlsx", LEDGER)
        self.assertEqual(layout, LEDGER)
        self.assertEqual(list(records), [(3, {"day": "1/2/20", "amount": 12})])

    def test_records_odd_lines(self):
        """A short line is completed; cells without a heading are kept apart."""
        _layout, records = read_records(b"date,total\nx\ny,2,314\nz,1,\n", "a", LEDGER)
        self.assertEqual(
            list(records),
            [
                (2, {"day": "x", "amount": ""}),
                (3, {"day": "y", "amount": "2", None: ["314"]}),
                (4, {"day": "z", "amount": "1"}),
            ],
        )

    def test_records_without_headings(self):
        self.assertRefused(
            "Expected: date, montant", read_records, b"a;b\n1;2", "a.csv", LEDGER
        )
        self.assertRefused(
            "total appears twice", read_records, b"date;total;total", "a.csv", LEDGER
        )

    def test_unreadable_files(self):
        good = xlsx([["a", "b"]])
        other_zip = io.BytesIO()
        with zipfile.ZipFile(other_zip, "w") as archive:
            archive.writestr("content.xml", "<a/>")
        for words, content in (
            ("is empty", b""),
            ("is empty", b" \n\n"),
            ("old Excel format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            ("is no spreadsheet", b"%PDF-1.7"),
            ("is no spreadsheet", b"\x89PNG\r\n\0\0"),
            ("letters", b"a\x81\x8d;b"),
            ("letters", "Foix;1\n".encode("utf-16")[:-1]),
            ("letters", b"\xff\xfe\x00\xd8a\x00"),
            ("is damaged", good[: len(good) // 2]),
            ("is damaged", b"PK\x03\x04 not a zip"),
            ("is damaged", other_zip.getvalue()),
            ("holds no line", xlsx([])),
        ):
            with self.subTest(words=words, content=content[:8]):
                error = self.assertRefused(words, read_rows, content, "foix.csv")
                self.assertIn("foix.csv", str(error))

    def test_zip(self):
        """The files of a zip are looked through for the headings."""
        ledger = b"Date;Montant\n1/2/20;12\n"
        book = xlsx([["Notes"]], [["Date", "Montant"], ["1/2/20", 12]])
        for content, amount in (
            (zipped(ledger__csv=ledger), "12"),
            (zipped(readme__txt="a", notes__csv="a;b\n1;2\n", l__CSV=ledger), "12"),
            (zipped(ledger__xlsx=book), 12),
        ):
            layout, records = read_records(content, "a.zip", LEDGER)
            self.assertEqual(layout, LEDGER)
            self.assertEqual(list(records), [(2, {"day": "1/2/20", "amount": amount})])
        rows = read_rows(zipped(ledger__csv=ledger), "a.zip")
        self.assertEqual(list(rows), [(1, ["Date", "Montant"]), (2, ["1/2/20", "12"])])

    def test_zip_refused(self):
        inner = zipped(ledger__csv="Date;Montant\n")
        for words, content in (
            ("a.zip is damaged", zipped(readme__txt="Date;Montant\n")),
            ("ledger.xlsx is damaged", zipped(ledger__xlsx=inner)),
            ("ledger.csv is empty", zipped(ledger__csv="")),
            ("a.zip has none of", zipped(ledger__csv="a;b\n")),
            ("a.zip is too large", zipped(ledger__csv=bytes(201 << 20))),
        ):
            with self.subTest(words=words):
                self.assertRefused(words, read_records, content, "a.zip", LEDGER)

    def test_zip_bomb(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<a/>")
            with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
                for _megabyte in range(513):
                    sheet.write(bytes(1 << 20))
        self.assertRefused("too large", read_rows, bomb.getvalue(), "bomb.xlsx")

    def test_streaming(self):
        """Reading line by line keeps memory near the size of the file."""
        line = b'31/12/2020;"2 314,02";Foix;1;2;5;10;20;50\n'
        content = b"date;total;place;c1;c2;c5;c10;c20;c50\n" + line * 50_000
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        _layout, records = read_records(content, "a.csv", LEDGER)
        total = sum(parse_decimal(record["amount"]) for _line, record in records)
        peak = tracemalloc.get_traced_memory()[1]
        self.assertEqual(total, Decimal("115701000.00"))
        self.assertLess(peak, 3 * len(content))
