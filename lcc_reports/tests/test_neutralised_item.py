# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .books import BooksCase

YEAR = {"date_from": "2020-01-01", "date_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestNeutralisedItem(BooksCase):
    """500.00 of printing were booked among charges and among income by error."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post("2020-03-01", "512100", "756100", 100)
        cls.post("2020-03-02", "626000", "512100", 30)
        cls.wrong = cls.post("2020-04-01", "623600", "758800", 500)

    def _neutralise(self, lines):
        return (
            self.env["lcc.neutralised.item"]
            .with_user(self.accountant)
            .create(
                {
                    "name": "Leaflets",
                    "reason": "booked twice",
                    "line_ids": [Command.set(lines.ids)],
                }
            )
        )

    def test_item_is_left_out_and_named(self):
        item = self._neutralise(self.wrong.line_ids)
        self.assertEqual(item.amount, 500.00)
        for model, form, total, left, result in (
            (
                "income",
                "layout",
                "Total charges (II + IV + VI + VII + VIII)",
                "30.00",
                ("Surplus or deficit", "70.00"),
            ),
            (
                "income",
                "short",
                "Total of both sides",
                "100.00",
                ("Result of the period (profit)", "70.00"),
            ),
            ("accounts", "", "Total: Charges", "30.00", ("Result", "70.00")),
        ):
            with self.subTest(model=model, form=form):
                data = self.read_report(f"lcc.report.{model}", form=form, **YEAR)
                self.assertFalse(data["tables"][0]["notes"][1:])
                rows = self.get_texts(data)
                self.assertEqual(rows[result[0]], result[1])
                self.assertNotEqual(rows[total], left)
                data = self.read_report(
                    f"lcc.report.{model}", form=form, neutral="true", **YEAR
                )
                rows = self.get_texts(data)
                self.assertEqual(rows[total], left)
                self.assertEqual(rows[result[0]], result[1])
                notes = " ".join(data["tables"][0]["notes"])
                self.assertIn("Leaflets", notes)
                self.assertIn("500.00", notes)
                self.assertIn("booked twice", notes)

    def test_filter_is_offered_where_there_is_an_item(self):
        def get_names():
            data = self.read_report("lcc.report.income", **YEAR)
            return [one["name"] for one in data["filters"]]

        self.assertNotIn("neutral", get_names())
        self._neutralise(self.wrong.line_ids)
        self.assertIn("neutral", get_names())

    def test_what_would_change_the_result_is_refused(self):
        charge = self.wrong.line_ids.filtered("debit")
        with self.assertRaisesRegex(ValidationError, "result would change"):
            self._neutralise(charge)
        draft = self.post("2020-05-01", "623600", "758800", 5, post=False)
        with self.assertRaisesRegex(ValidationError, "posted items"):
            self._neutralise(draft.line_ids)
        other = self.post("2020-05-01", "512100", "411100", 5)
        with self.assertRaisesRegex(ValidationError, "no account of charges"):
            self._neutralise(other.line_ids)
        with self.assertRaisesRegex(ValidationError, "no journal items"):
            self._neutralise(self.env["account.move.line"])

    def test_item_is_neutralised_once(self):
        self._neutralise(self.wrong.line_ids)
        with self.assertRaisesRegex(ValidationError, "neutralised already"):
            self._neutralise(self.wrong.line_ids)

    def test_item_across_periods_is_not_left_out(self):
        charge = self.post("2020-12-31", "623600", "512100", 8)
        income = self.post("2021-01-01", "512100", "758800", 8)
        lines = (charge + income).line_ids.filtered(
            lambda line: line.account_id.code != "512100"
        )
        self._neutralise(lines)
        data = self.read_report("lcc.report.income", form="short", neutral=True, **YEAR)
        # 100 of dues and 500 of other income
        self.assertEqual(self.get_texts(data)["Total of both sides"], "600.00")
        self.assertIn("Not left out: Leaflets", " ".join(data["tables"][0]["notes"]))

    def test_changed_entry_is_not_left_out(self):
        item = self._neutralise(self.wrong.line_ids)
        self.wrong.button_draft()
        data = self.read_report("lcc.report.income", form="short", neutral=True, **YEAR)
        self.assertEqual(self.get_texts(data)["Total of both sides"], "100.00")
        self.assertFalse(item._is_neutral())
        self.assertIn("Not left out", " ".join(data["tables"][0]["notes"]))

    def test_rights(self):
        reader = self._create_user("reader", "account.group_account_readonly")
        item = self._neutralise(self.wrong.line_ids).with_user(reader)
        self.assertEqual(item.name, "Leaflets")
        with self.assertRaises(AccessError):
            item.name = "Other"
        outsider = self._create_user("outsider", "lcc_base.group_lcc_manager")
        with self.assertRaises(AccessError):
            item.with_user(outsider).read(["name"])
