# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .books import BooksCase

YEAR = {"date_from": "2020-01-01", "date_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestStatementHeading(BooksCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.headings = cls.env["lcc.statement.heading"].with_user(cls.accountant)
        cls.fees = cls.headings.create(
            {"name": "Bank and fees", "side": "charge", "account_numbers": "627, 622"}
        )
        cls.post("2020-03-01", "512100", "756100", 100)
        cls.post("2020-03-02", "627800", "512100", 30)
        cls.post("2020-03-03", "622600", "512100", 5)
        cls.post("2020-03-04", "625100", "512100", 8)

    def test_accounts_stand_under_their_headings(self):
        data = self.read_report("lcc.report.income", **YEAR)
        self.assertEqual(data["options"]["form"], "short")
        self.assertEqual(
            self.get_rows(data),
            [
                ("Bank and fees", "35.00", self.account("756100").name, "100.00"),
                (self.account("625100").name, "8.00", "", ""),
                ("Result of the period (profit)", "57.00", "", ""),
                ("Total of both sides", "100.00", "", "100.00"),
            ],
        )
        self.assertEqual(
            data["tables"][0]["notes"],
            ["Accounts without a heading stand under their own names: 625100, 756100."],
        )

    def test_single_account(self):
        self.headings.create(
            {
                "name": "Members",
                "side": "income",
                "account_ids": [Command.link(self.account("756100").id)],
            }
        )
        data = self.read_report("lcc.report.income", **YEAR)
        self.assertEqual(
            self.get_rows(data)[0], ("Bank and fees", "35.00", "Members", "100.00")
        )

    def test_account_in_two_headings_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "6278"):
            self.headings.create(
                {"name": "Bank", "side": "charge", "account_numbers": "6278"}
            )
        with self.assertRaisesRegex(ValidationError, "627800"):
            self.headings.create(
                {
                    "name": "Bank",
                    "side": "charge",
                    "account_ids": [Command.link(self.account("627800").id)],
                }
            )
        # another side of the same statement is no way out
        with self.assertRaises(ValidationError):
            self.headings.create(
                {"name": "Bank", "side": "income", "account_numbers": "62"}
            )

    def test_headings_follow_each_other(self):
        self.fees.date_to = "2020-12-31"
        bank = self.headings.create(
            {
                "name": "Bank",
                "side": "charge",
                "account_numbers": "6278",
                "date_from": "2021-01-01",
            }
        )
        self.post("2021-02-01", "627800", "512100", 3)
        data = self.read_report(
            "lcc.report.income", date_from="2021-01-01", date_to="2021-12-31"
        )
        self.assertEqual(self.get_rows(data)[0][:2], ("Bank", "3.00"))
        self.assertEqual(
            self.get_rows(self.read_report("lcc.report.income", **YEAR))[0][:2],
            ("Bank and fees", "35.00"),
        )
        with self.assertRaises(ValidationError):
            bank.date_from = "2020-12-31"

    def test_heading_without_accounts_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "has no accounts"):
            self.headings.create({"name": "Empty", "side": "charge"})

    def test_account_of_the_other_statement_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "does not stand"):
            self.headings.create(
                {
                    "name": "Bank",
                    "side": "charge",
                    "account_ids": [Command.link(self.account("512100").id)],
                }
            )

    def test_archived_heading_prints_nothing(self):
        self.fees.active = False
        data = self.read_report("lcc.report.income", form="short", **YEAR)
        self.assertNotIn("Bank and fees", self.get_texts(data))

    def test_rights(self):
        reader = self._create_user("reader", "account.group_account_readonly")
        self.assertEqual(self.fees.with_user(reader).name, "Bank and fees")
        with self.assertRaises(AccessError):
            self.fees.with_user(reader).name = "Other"
        outsider = self._create_user("outsider", "lcc_base.group_lcc_manager")
        with self.assertRaises(AccessError):
            self.fees.with_user(outsider).read(["name"])

    def test_company(self):
        other = self._create_company("Other association")
        foreign = self.env["lcc.statement.heading"].create(
            {
                "name": "Foreign",
                "side": "charge",
                "account_numbers": "627",
                "company_id": other.id,
            }
        )
        self.assertNotIn(foreign, self.headings.search([]))
