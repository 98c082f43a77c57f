# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
import io
import re
from collections import defaultdict
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import DemoReportCase, LccReportsCase

FIELDS = 18


def amount(text):
    return Decimal(text.strip().replace(",", "."))


@tagged("post_install", "-at_install")
class TestFecDemo(DemoReportCase):
    """The file of accounting entries of the demo keeps the rules of LPF A47 A-1."""

    def _get_rows(self, date_from, date_to):
        wizard = self.env["l10n_fr.fec.export.wizard"].create(
            {"date_from": date_from, "date_to": date_to, "test_file": True}
        )
        content = wizard.generate_fec()["file_content"].decode()
        return list(csv.reader(io.StringIO(content), delimiter="|"))

    def _check(self, rows, year):
        head, *lines = rows
        self.assertEqual(len(head), FIELDS)
        entries = defaultdict(Decimal)
        for row in lines:
            self.assertEqual(len(row), FIELDS, row)
            code, journal, number, day, account, name = row[:6]
            self.assertTrue(all((code, journal, number, name, row[10])), row)
            self.assertRegex(account, r"^\d{3}", row)
            self.assertRegex(day, rf"^{year}\d{{4}}$")
            self.assertTrue(row[8] and re.match(r"^\d{8}$", row[9]), row)
            debit, credit = amount(row[11]), amount(row[12])
            self.assertTrue(debit == 0 or credit == 0, row)
            entries[code, number] += debit - credit
        self.assertEqual({key: rest for key, rest in entries.items() if rest}, {})
        booked = [row for row in lines if row[0] != "OUV"]
        items = self.env["account.move.line"].search_count(
            [
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
                ("balance", "!=", 0),
                ("date", ">=", f"{year}-01-01"),
                ("date", "<=", f"{year}-12-31"),
            ]
        )
        self.assertEqual(len(booked), items)
        self.assertGreater(items, 500)
        self.assertEqual(booked, sorted(booked, key=lambda row: row[3]), "by day")

    def test_2020(self):
        self._check(self._get_rows("2020-01-01", "2020-12-31"), 2020)

    def test_2021(self):
        self._check(self._get_rows("2021-01-01", "2021-12-31"), 2021)


@tagged("post_install", "-at_install")
class TestFec(LccReportsCase):
    def test_download(self):
        self._post_entry("2021-03-02", ("606400", 10, 0), ("512001", 0, 10))
        wizard = (
            self.env["l10n_fr.fec.export.wizard"]
            .with_user(self.accountant)
            .create(
                {"date_from": "2021-01-01", "date_to": "2021-12-31", "test_file": True}
            )
        )
        action = wizard.create_fec_report_action()
        self.assertEqual(action["type"], "ir.actions.act_url")
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", wizard._name), ("res_id", "=", wizard.id)]
        )
        self.assertEqual(attachment.name, "FEC20211231.txt")
        self.assertIn(f"/web/content/{attachment.id}?", action["url"])
        self.assertIn(b"|606400|", attachment.raw)
        self.assertFalse(self.company.fiscalyear_lock_date, "a test locks nothing")

    def test_final_file_locks_the_year(self):
        """Who may not lock is told so, until somebody has locked the year."""
        self._post_entry("2021-03-02", ("606400", 10, 0), ("512001", 0, 10))
        wizard = (
            self.env["l10n_fr.fec.export.wizard"]
            .with_user(self.accountant)
            .create({"date_from": "2021-01-01", "date_to": "2021-12-31"})
        )
        with self.assertRaisesRegex(UserError, "until 12/31/2021"):
            wizard.create_fec_report_action()
        self.assertFalse(self.company.fiscalyear_lock_date)
        self.company.fiscalyear_lock_date = "2021-12-31"
        action = wizard.create_fec_report_action()
        self.assertEqual(action["type"], "ir.actions.act_url")
