# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestReversal(LccCurrencyCase):
    """An operation is undone by its opposite, in the ledger and in the books."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls._post(
            "exchange", cls.vault, cls.holders, {10: 50}, date="2020-02-10"
        )
        cls.before._post_books()
        cls._post(
            "till_receipt",
            cls.holders,
            cls.till,
            {10: 10},
            date="2020-02-10",
            counterpart_account_id=cls._account("756100").id,
        )._post_books()

    def _state(self):
        """Everything that the ledger holds now."""
        return {
            place.name: self._held(place)
            for place in (self.vault, self.counter_a, self.counter_b, self.till)
        }

    def test_each_kind(self):
        coupons = {10: 2}
        expense = self._account("623800").id
        places = {
            "supply": (self.vault, self.counter_a),
            "return": (self.counter_a, self.vault),
            "exchange": (self.counter_a, self.holders),
            "reconversion": (self.holders, self.counter_a),
            "grant": (self.vault, self.holders),
            "till_receipt": (self.holders, self.till),
            "till_spending": (self.till, self.holders),
            "till_withdrawal": (self.till, self.vault),
            "loss": (self.counter_a, self.holders),
            "surplus": (self.holders, self.counter_a),
            "till_loss": (self.till, self.holders),
            "till_surplus": (self.holders, self.till),
            "destruction": (self.vault, self.destroyed),
            "lapse": (self.holders, self.lapsed),
            "opening": (self.printer, self.holders),
        }
        before = self._state()
        circulation = self._totals("2020-03-01")["circulation"]
        self.assertEqual(circulation, 500)
        for kind, (source, target) in places.items():
            with self.subTest(kind):
                # What opens is there on the first day.
                day = "2020-01-15" if kind == "opening" else "2020-03-01"
                operation = self._post(
                    kind,
                    source,
                    target,
                    coupons,
                    counterpart_account_id=expense
                    if kind in ("till_receipt", "till_spending")
                    else False,
                    decision="Assembly of 12 March 2021",
                    date=day,
                )
                self.assertNotEqual(self._totals("2020-03-01")["printed"], 0)
                # who prepared may undo what the other posted
                user = self.treasurer if kind == "opening" else self.manager
                reversal = operation.with_user(user)._reverse(reason="Mistake")
                self.assertEqual(reversal.date, date.fromisoformat(day))
                self.assertEqual(reversal.kind, kind)
                self.assertEqual(reversal.note, "Mistake")
                self.assertEqual(reversal.reversed_operation_id, operation)
                self.assertEqual(operation.reversal_ids, reversal)
                self.assertEqual(self._state(), before)
                both = operation + reversal
                self.assertEqual(sum(both.line_ids.mapped("circulation_amount")), 0)
                both._post_books()
                totals = self._totals("2020-03-01")
                self.assertEqual(totals["circulation"], 500)
                self.assertEqual(totals["difference"], 0)
                items = both.sudo().move_id.line_ids
                for account in items.account_id:
                    balance = sum(
                        items.filtered(
                            lambda item, account=account: item.account_id == account
                        ).mapped("balance")
                    )
                    self.assertEqual(balance, 0, account.code)

    def test_swap(self):
        before = self._state()
        swap = self._post(
            "swap",
            self.vault,
            self.holders,
            self._coupons({5: 4}) + self._coupons({10: 2}, is_return=True),
        )
        # 1,000 printed, 100 and 50 supplied, 50 exchanged before
        self.assertEqual(self._held(self.vault)[5], 846)
        self.assertEqual(self._held(self.vault)[10], 802)
        swap._reverse()
        self.assertEqual(self._state(), before)

    def test_emission_frees_its_serials(self):
        emission = (
            self.env["lcc.emission"]
            .with_user(self.manager)
            .create(
                {
                    "name": "Second print run",
                    "lcc_currency_id": self.currency.id,
                    "series_id": self.series.id,
                    "date": "2020-02-20",
                    "vault_id": self.vault.id,
                    "line_ids": [
                        Command.create(
                            {
                                "denomination_id": self.denominations[50].id,
                                "quantity": 500,
                                "serial_first": 1001,
                                "serial_last": 1500,
                            }
                        )
                    ],
                }
            )
        )
        emission.with_user(self.treasurer).action_post()
        self.assertEqual(self._totals("2020-02-20")["printed"], 113_000)
        emission.operation_ids.with_user(self.manager)._reverse(reason="Misprint")
        self.assertEqual(emission.state, "reversed")
        self.assertEqual(self._totals("2020-02-20")["printed"], 88_000)
        again = emission.copy({"name": "Reprint"})
        self.assertEqual((again.state, again.line_ids.serial_first), ("draft", 0))
        again.line_ids.write({"serial_first": 1001, "serial_last": 1500})
        again.with_user(self.treasurer).action_post()
        self.assertEqual(self._totals("2020-03-01")["printed"], 113_000)

    def test_emission_in_use_cannot_be_reversed(self):
        """700 of its coupons of 50 are gone: the vault would hold -150."""
        with self.assertRefused("would hold|not enough coupons"):
            self.emission.operation_ids.with_user(self.manager)._reverse()

    def test_two_persons_to_undo_too(self):
        """Who posted a print run does not undo it alone."""
        operation = self._post("destruction", self.vault, self.destroyed, {1: 5})
        with self.assertRefused("takes two persons"):
            operation.with_user(self.treasurer)._reverse()
        operation.with_user(self.manager)._reverse()

    def test_commission_of_its_day(self):
        """The rate may change since: the reversal gives back what was kept."""
        self.currency.write(
            {
                "commission_product_id": self.env["product.product"]
                .create(
                    {
                        "name": "Commission",
                        "type": "service",
                        "property_account_income_id": self._account("706000").id,
                        "taxes_id": [Command.clear()],
                    }
                )
                .id,
                "commission_rate": 5,
            }
        )
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        operation._post_books()
        self.currency.commission_rate = 8
        reversal = operation._reverse()
        self.assertEqual(reversal.commission_amount, 5)
        self.assertBooks(
            reversal,
            [("463300", 0, 100, ""), ("706000", 5, 0, ""), ("530000", 95, 0, "")],
        )

    @freeze_time("2020-06-15 12:00:00")
    def test_today_when_its_day_is_locked(self):
        operation = self._exchange({20: 1})
        operation._post_books()
        self.company.fiscalyear_lock_date = "2020-04-30"
        reversal = operation._reverse(reason="Too late")
        self.assertEqual(reversal.date, date(2020, 6, 15))
        self.assertEqual(self._totals("2020-06-14")["circulation"], 520)
        self.assertEqual(self._totals("2020-06-15")["circulation"], 500)

    def test_given_date(self):
        operation = self._exchange({20: 1})
        with self.assertRefused("not dated before the operation"):
            operation._reverse(date=date(2020, 2, 29))
        self.assertFalse(operation.reversal_ids)
        self.assertEqual(
            operation._reverse(date=date(2020, 3, 4)).date, date(2020, 3, 4)
        )

    def test_twice_refused(self):
        operation = self._exchange({20: 1})
        reversal = operation._reverse()
        with self.assertRefused("is reversed already by"):
            operation._reverse()
        with self.assertRefused("A reversal is not reversed"):
            reversal._reverse()
        self.assertEqual(operation.reversal_ids, reversal)

    def test_draft_refused(self):
        draft = self._draft("exchange", self.counter_a, self.holders, {20: 1})
        with self.assertRefused("Only a posted operation"):
            draft._reverse()

    def test_coupons_gone_since(self):
        """A supply whose coupons were exchanged cannot be taken back on its day."""
        supply = self._post("supply", self.vault, self.counter_b, {50: 10})
        self._exchange({50: 55}, place=self.counter_b, date="2020-03-02")
        with self.assertRefused("Counter B holds 5 coupons of 50"):
            supply._reverse()
        self._post("supply", self.vault, self.counter_b, {50: 20}, date="2020-03-03")
        with self.assertRefused(r"on 03/02/2020, Counter B would hold -5 coupons"):
            supply._reverse()
        self.assertEqual(self._held(self.counter_b)[50], 25)

    def test_wizard(self):
        operation = self._exchange({20: 1})
        action = operation.action_reverse()
        wizard = Form(
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(**action["context"])
        )
        self.assertEqual(str(wizard.date), "2020-03-01")
        wizard.reason = "Entered twice"
        result = wizard.save().action_reverse()
        reversal = self.env["lcc.operation"].browse(result["res_id"])
        self.assertEqual(reversal.reversed_operation_id, operation)
        self.assertIn("Entered twice", operation.message_ids[0].body)

    def test_keeper_does_not_reverse(self):
        operation = self._exchange({20: 1})
        with self.assertRaises(AccessError):
            self.env["lcc.operation.reverse"].with_user(self.keeper).create(
                {"operation_id": operation.id, "reason": "Please"}
            )

    def test_manager_without_accounting_rights(self):
        operation = self._exchange({20: 1}, payment_method_line_id=self.cheque.id)
        operation._post_books()
        reversal = operation.with_user(self.manager)._reverse()
        self.assertBooks(reversal, [("463300", 20, 0, ""), ("511200", 0, 20, "")])
