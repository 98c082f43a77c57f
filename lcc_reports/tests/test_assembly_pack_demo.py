# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import time
from unittest import SkipTest

from odoo.tests import tagged

from .pack_common import PackCase


@tagged("post_install", "-at_install")
class TestAssemblyPackDemo(PackCase):
    """The report of the Pyrène: the figures of its books are real."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        pack = cls.env.ref("lcc_reports.pyrene_pack", raise_if_not_found=False)
        if not pack:
            raise SkipTest("The demo of the Pyrène is not installed.")
        company = pack.company_id
        company.partner_id.lang = "en_US"
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": company.ids}
        )
        cls.pack = pack.with_env(cls.env)
        cls.comptable = cls.env.ref("lcc_base.pyrene_user_comptable")
        # what others add to the story is theirs to test
        others = cls.pack.chapter_ids.filtered(
            lambda one: (
                one.kind.startswith("lcc.report") and one.kind != "lcc.report.accounts"
            )
        )
        others.is_included = False

    def test_report(self):
        start = time.monotonic()
        self._generate(self.pack, self.comptable)
        self.assertLess(time.monotonic() - start, 20)
        pages = self._read_pdf(self.pack)
        self.assertPrinted("Rapport moral et financier 2021", pages[0])
        titles = [
            "Rapport moral",
            "Nos services numériques",
            "Charges et produits par compte",
            "Mandats et sièges à pourvoir",
            "Ordre du jour et délibérations",
            "Vote du quitus",
        ]
        contents = pages[1].replace(".", "")
        for number, title in enumerate(titles, 1):
            with self.subTest(title):
                page = next(
                    place
                    for place, text in enumerate(pages[2:], 3)
                    if f"{number}.{title}".replace(" ", "") in text
                )
                self.assertPrinted(f"{number} {title} {page}", contents)
        # income_statement.csv of the case: nine months of 2021, and 2020
        text = "".join(pages)
        self.assertPrinted("Charges 2,951.61 386.58 2,565.03", text)
        self.assertPrinted("Income 2,576.00 2,700.60 -124.60", text)
        self.assertPrinted("Result -375.61 2,314.02 -2,689.63", text)

    def test_usage(self):
        self._generate(self.pack, self.comptable)
        sheet = self._read_xlsx(self.pack)["Nos services numériques"]
        rows = {
            row[0].value: [cell.value for cell in row[1:]] for row in sheet["A5:G10"]
        }
        self.assertEqual(rows["Forum"], [None, 64, None, 9, None, 1.2])
        self.assertEqual(
            rows["Total"],
            [f"=SUM({column}5:{column}9)" for column in "BCDEFG"],
        )

    def test_accounts(self):
        self._generate(self.pack, self.comptable)
        book = self._read_xlsx(self.pack)
        sheet = book["Charges et produits par compte"]
        last = sheet.max_row
        self.assertEqual(sheet.cell(last, 1).value, "Result")
        self.assertIn("-SUM", sheet.cell(last, 2).value)
        self.assertEqual(len(book.sheetnames), len(set(book.sheetnames)))
