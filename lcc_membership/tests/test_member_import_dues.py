# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import lcc_member_import_run
from .member_import import LccMemberImportCase


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImportDues(LccMemberImportCase):
    def test_history_has_no_entries(self):
        moves = self.env["account.move"].search_count([])
        self._import([["Nom", 2020], ["Zoé MARTIN", "10+5 don"]])
        self.assertEqual(self.env["account.move"].search_count([]), moves)
        zoe = self._member("Zoé Martin")
        self.assertRecordValues(
            zoe.member_line_ids,
            [
                {
                    "membership_id": self.dues_year.id,
                    "state": "paid",
                    "lcc_amount": 10,
                    "lcc_amount_paid": 10,
                    "lcc_member_type_id": self.person_type.id,
                    "account_invoice_id": False,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual(zoe.membership_state, "old")

    def test_history_of_years_in_the_books(self):
        """Managers enter no paid dues beside the books that are kept here."""
        self._collect(self.alice, self.dues_year, 20, date(2020, 3, 1))
        rows = [["Nom", "2019", "2020"], ["Zoé MARTIN", 10, ""], ["Luc", "", 10]]
        record = self._check(rows)
        with self.assertRaisesRegex(
            UserError, "Dues of 2020 and later are in the books"
        ):
            record.action_import()
        record.line_ids[1].action_skip()
        record.action_import()
        self.assertEqual(record.state, "done")
        self._import(rows, self.treasurer)
        self.assertEqual(self._member("Luc").member_line_ids.lcc_amount, 10)

    def test_in_the_books(self):
        rows = [
            ["Nom", "Montant", "Date", "Année", "Règlement", "N° chèque"],
            ["Zoé MARTIN", "20+5 don", "12/01/2021", "", "chq", "0012345"],
            ["Luc ARNAUD", "20", "15/12/2020", "2021", "", ""],
            ["Alice", "20", "13/01/2021", "", "espèces", ""],
        ]
        vals = {"dues_mode": "books", "payment_method_line_id": self.bank.id}
        record = self._check(rows, **vals)
        self.assertEqual(self._errors(record), [])
        record.line_ids[2].write({"partner_id": self.alice.id, "action": "fill"})
        with self.assertRaisesRegex(UserError, "by the treasurer"):
            record.action_import()
        self.assertFalse(self._member("Zoé Martin"))
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "done", record.line_ids.mapped("message"))
        self.assertEqual(self._balance("7561"), 60)
        self.assertEqual(self._balance("7541"), 5)
        self.assertEqual(
            [self._balance(code) for code in ("511200", "512001", "530000")],
            [-25, -20, -20],
        )
        luc = self._member("Luc Arnaud")
        self.assertEqual(
            self._dues(luc), [(2021, 20, "2021-01-01", "2021-12-31", "2020-12-15")]
        )
        self.assertEqual(luc.member_line_ids.lcc_import_line_id.number, 3)
        zoe = self._member("Zoé Martin")
        payment = zoe.member_line_ids.account_invoice_id.matched_payment_ids
        self.assertEqual(payment.memo, "0012345")
        with self.assertRaisesRegex(UserError, "3 invoices of this import are posted"):
            record.with_user(self.treasurer).action_undo()

    def test_gift_alone_in_the_books(self):
        rows = [["Nom", "Don", "Date"], ["Zoé", 5, "12/01/2021"]]
        vals = {"dues_mode": "books", "payment_method_line_id": self.cash.id}
        with self.assertRaisesRegex(UserError, "by the treasurer"):
            self._check(rows, **vals).action_import()
        record = self._import(rows, self.treasurer, **vals)
        self.assertFalse(record.summary_ids)
        self.assertFalse(self._member("Zoé").member_line_ids)
        self.assertEqual([self._balance("7541"), self._balance("756")], [5, 0])

    def test_two_years_paid_on_one_day(self):
        self._import(
            [
                ["Nom", "2020", "Date 2020", "2021", "Date 2021"],
                ["Zoé", 20, "12/01/2021", 20, "12/01/2021"],
            ],
            self.treasurer,
            dues_mode="books",
            payment_method_line_id=self.cash.id,
        )
        self.assertEqual(
            [dues[2:] for dues in self._dues(self._member("Zoé"))],
            [
                ("2020-01-01", "2020-12-31", "2021-01-12"),
                ("2021-01-01", "2021-12-31", "2021-01-12"),
            ],
        )

    def test_books_are_checked_before(self):
        self.company.sudo().fiscalyear_lock_date = "2020-12-31"
        record = self._check(
            [
                ["Nom", "Type", "Montant", "Date", "Année", "Règlement"],
                ["Un", "", "20", "15/12/2020", "", "chq"],
                ["Deux", "", "20", "", "2021", "chq"],
                ["Trois", "", "20", "15/01/2021", "", "helloasso"],
                ["Quatre", "", "20", "15/01/2021", "", ""],
                ["Cinq", "pro", "2", "15/01/2021", "", "chq"],
                ["Six", "asso", "20", "15/01/2021", "", "chq"],
            ],
            dues_mode="books",
        )
        messages = {line: message for line, *_rest, message in self._errors(record)}
        self.assertEqual(sorted(messages), [2, 3, 4, 5, 6])
        self.assertIn("The books are locked until 12/31/2020", messages[2])
        self.assertIn("The books need the day of the payment", messages[3])
        self.assertIn("is called helloasso", messages[4])
        self.assertIn("How was it paid?", messages[5])
        self.assertIn("the least to pay is", messages[6])

    def test_called(self):
        record = self._import(
            [["Nom", 2021], ["Zoé MARTIN", 20], ["Luc", "x"]], dues_mode="called"
        )
        members = record.line_ids.result_partner_id
        dues = members.member_line_ids.sorted("id")
        self.assertEqual(dues.mapped("state"), ["waiting", "waiting"])
        self.assertEqual(dues.mapped("lcc_amount"), [20, 20])
        self.assertEqual(
            [(str(one.date_from), str(one.date_to)) for one in dues],
            [("2021-01-01", "2021-12-31")] * 2,
        )
        record.action_undo()
        self.assertFalse(members.exists())
        self.assertFalse(dues.exists())

    def test_dues_that_are_there_already(self):
        self._import([["Nom", "Mail", 2020], ["Alice", "alice@example.org", 10]])
        rows = [["Nom", "Mail", 2019, 2020], ["Alice", "alice@example.org", 8, 12]]
        record = self._import(rows)
        self.assertEqual(
            [(year, amount) for year, amount, *_rest in self._dues(self.alice)],
            [(2019, 8), (2020, 10)],
        )
        self.assertEqual(
            record.line_ids.message,
            "Dues of 2020 were there already: nothing was added.",
        )
        self.assertEqual([(s.year, s.amount) for s in record.summary_ids], [(2019, 8)])

    def test_two_payments_of_a_year(self):
        self._import(
            [
                ["Nom", "Mail", "Date", "Montant"],
                ["Zoé", "zoe@nasty.example.org", "1/2/2020", 10],
                ["Zoé", "zoe@nasty.example.org", "1/9/2020", 5],
            ]
        )
        self.assertEqual(
            [amount for _year, amount, *_rest in self._dues(self._member("Zoé"))],
            [10, 5],
        )

    def _import_one_by_one(self, rows, user=None, **vals):
        """Each line in a batch of its own."""
        jobs = self.env.registry["ir.cron"]
        with (
            patch.object(lcc_member_import_run, "BATCH", 1),
            patch.object(jobs, "_commit_progress", return_value=10),
        ):
            record = self._check(rows, user, **vals)
            record.action_import()
            self.env["lcc.member.import"]._cron_run()
        record.invalidate_recordset()
        self.assertEqual(record.state, "done", record.line_ids.mapped("message"))
        return record

    def test_told_twice_in_batches(self):
        """A later batch knows what this file told before, with a day or without."""
        for mode in ("history", "called"):
            mail = f"{mode}@nasty.example.org"
            told = [[mode, mail, amount] for amount in (10, 10, 5)]
            record = self._import_one_by_one(
                [["Nom", "Mail", "2021"], *told], dues_mode=mode
            )
            dues = record.line_ids.result_partner_id.member_line_ids.sorted("id")
            self.assertEqual(dues.mapped("lcc_amount"), [10, 5], mode)
            self.assertEqual(
                record.line_ids.mapped("message"),
                [
                    False,
                    "Dues of 2021 were there already: nothing was added.",
                    False,
                ],
            )

    def test_told_twice_in_the_books(self):
        rows = [
            ["Nom", "Mail", "Montant", "Don", "Date"],
            ["Zoé", "zoe@nasty.example.org", 20, 5, "13/01/2021"],
            ["Zoé", "zoe@nasty.example.org", 20, 5, "13/01/2021"],
            ["Zoé", "zoe@nasty.example.org", "", 5, "13/01/2021"],
            ["Zoé", "zoe@nasty.example.org", "", 5, "13/01/2021"],
            ["Zoé", "zoe@nasty.example.org", "", 7, "13/01/2021"],
        ]
        vals = {"dues_mode": "books", "payment_method_line_id": self.cash.id}
        record = self._import_one_by_one(rows, self.treasurer, **vals)
        self.assertEqual(
            record.line_ids.mapped("message"),
            [
                False,
                "Dues of 2021 were there already: nothing was added.",
                False,
                "This gift of 01/13/2021 was there already: nothing was added.",
                False,
            ],
        )
        balances = {"7561": 20, "7541": 17, "530000": -37}
        for code, balance in balances.items():
            self.assertEqual(self._balance(code), balance, code)
        rows[1:] = [["Luc", "luc@nasty.example.org", *row[2:]] for row in rows[1:]]
        for _time in range(2):  # in one batch, and the same file again
            self._import(rows, self.treasurer, **vals)
        self.assertEqual([self._balance("7561"), self._balance("7541")], [40, 34])

    def test_amounts(self):
        """A cross is the fixed price; nothing is nothing; what is free is dated."""
        self.person_type.product_id = self.dues_year
        record = self._check(
            [
                ["Nom", "Type", 2020],
                ["Un", "", "x"],
                ["Deux", "", ""],
                ["Trois", "", "gratuit"],
                ["Quatre", "pro", "oui"],
            ]
        )
        self.assertEqual(
            [error[:3] for error in self._errors(record)], [(5, "2020", "oui")]
        )
        self.assertIn("has no fixed price", record.error_ids.message)
        record.action_skip_errors()
        record.action_import()
        dues = [self._dues(line.result_partner_id) for line in record.line_ids[:3]]
        whole = ("2020-01-01", "2020-12-31", "2020-01-01")
        self.assertEqual(dues, [[(2020, 20, *whole)], [], [(2020, 0, *whole)]])

    def test_no_dues_to_choose(self):
        self.person_type.product_id = False
        rows = [["Nom", 2020], ["Zoé", 10]]
        record = self._check(rows)
        self.assertIn("Which dues are these?", record.error_ids.message)
        record.product_id = self.dues_until
        self.assertEqual(record.state, "mapped")
        record.action_check()
        record.action_import()
        self.assertEqual(
            self._member("Zoé").member_line_ids.membership_id, self.dues_until
        )

    def test_fixed_dates_of_the_year(self):
        with freeze_time("2026-06-01"):
            self._import(
                [["Nom", 2025, 2026], ["Zoé", 10, 12]], product_id=self.dues_until.id
            )
        self.assertEqual(
            [dues[2:4] for dues in self._dues(self._member("Zoé"))],
            [("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-08-31")],
        )

    def test_total_below_the_gift(self):
        record = self._check([["Nom", "Total", "Don", "Année"], ["Zoé", 5, 15, 2020]])
        self.assertEqual(
            self._errors(record),
            [
                (
                    2,
                    "Total",
                    "5",
                    "The total is less than the gift. Correct one of them.",
                )
            ],
        )
        self.assertFalse(record.line_ids.dues)

    def test_total_with_gift(self):
        record = self._check([["Nom", "Total", "Don", "Année"], ["Zoé", 15, 5, 2020]])
        self.assertEqual(record.line_ids.dues_text, "2020: 10.00\N{NO-BREAK SPACE}€")
