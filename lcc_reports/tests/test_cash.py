# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .books import BooksCase, PyreneCase


@tagged("post_install", "-at_install")
class TestCash(BooksCase):
    def test_reasons(self):
        self.post("2019-06-01", "512100", "756100", 1000)
        self.post("2020-01-10", "512100", "756100", 300)
        self.post("2020-02-10", "626000", "401100", 50)
        self.post("2020-03-10", "401100", "512100", 20)
        self.post("2020-04-10", "512500", "463300", 400)
        self.post("2020-05-10", "512500", "512100", 25)
        self.post("2020-06-10", "215400", "512100", 60)
        data = self.read_report(
            "lcc.report.cash", date_from="2020-01-01", date_to="2020-12-31"
        )
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(
            rows["Total: Cash and bank accounts"],
            ("1,000.00", "300.00", "105.00", "1,195.00", "195.00"),
        )
        self.assertEqual(
            rows["Total: Guarantee fund"],
            ("0.00", "425.00", "0.00", "425.00", "425.00"),
        )
        self.assertEqual(rows["Total"][3:], ("1,620.00", "620.00"))
        self.assertEqual(
            self.get_rows(data, 1),
            [
                ("Result of the period", "250.00"),
                ("Coupons in circulation", "400.00"),
                ("Owed to suppliers", "30.00"),
                ("Fixed assets", "-60.00"),
                ("Change explained", "620.00"),
                ("Change of cash and bank accounts", "620.00"),
                ("Unexplained difference", "0.00"),
            ],
        )
        for row, amount in zip(
            data["tables"][1]["rows"], (250, 400, 30, -60), strict=False
        ):
            found = self.env["account.move.line"].search(
                row["cells"][0]["opens"]["domain"]
            )
            self.assertEqual(round(-sum(found.mapped("balance")), 2), amount)

    def test_year_without_entries(self):
        self.post("2019-06-01", "512100", "756100", 1000)
        data = self.read_report(
            "lcc.report.cash", date_from="2020-01-01", date_to="2020-12-31"
        )
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(
            rows["Total: Cash and bank accounts"],
            ("1,000.00", "0.00", "0.00", "1,000.00", "0.00"),
        )
        self.assertEqual(self.get_rows(data, 1)[0], ("Result of the period", "0.00"))


@tagged("post_install", "-at_install")
class TestPyreneCash(PyreneCase):
    def test_nine_months(self):
        """14,006.21 + 34,000.00 are 7,319.39 more than 6,686.82 + 34,000.00."""
        options = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
        data = self.read_report("lcc.report.cash", compare="fiscal_year", **options)
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(rows["Total"][0], "40,686.82")
        self.assertEqual(rows["Total"][3:], ("48,006.21", "7,319.39"))
        rows = {row[0]: row[1:] for row in self.get_rows(data, 1)}
        # 41,040.00 less 33,345.00; the year before 33,345.00 less 32,475.00
        self.assertEqual(rows["Coupons in circulation"][:2], ("7,695.00", "870.00"))
        self.assertEqual(rows["Result of the period"][:2], ("-375.61", "2,314.02"))
        # 7,695.00 - 375.61; the year before 40,686.82 - (4,502.80 + 33,000.00)
        self.assertEqual(rows["Change explained"][:2], ("7,319.39", "3,184.02"))
        self.assertEqual(rows["Unexplained difference"][:2], ("0.00", "0.00"))
        sheet = self.print_sheet("lcc.report.cash", 1, **options)
        self.assertIn(("Change explained", 7319.39), [row[:2] for row in sheet])
        text = self.print_paper("lcc.report.cash", **options)
        self.assertIn("Couponsincirculation7,695.00", text)
