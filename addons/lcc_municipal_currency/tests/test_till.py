# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestTill(LccPaymentCase):
    """Units that the town pool took, held and had redeemed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pool = cls._sign_till()
        # what circulates: 88 units
        cls.exchange = cls._exchange({1: 88}, date="2020-03-02")

    def _take(self, amount=60, first="2020-04-01", last="2020-04-30", **vals):
        return (
            self.env["lcc.till.intake"]
            .with_user(self.manager)
            .create(
                {
                    "agreement_id": self.pool.id,
                    "date_from": first,
                    "date_to": last,
                    **({"amount": amount} if amount else {}),
                    **vals,
                }
            )
        )

    def test_taken_held_and_redeemed(self):
        self._take()
        self.assertEqual(
            (self.pool.lcc_units_taken, self.pool.lcc_units_held), (60, 60)
        )
        operation = self._redeem(self.pool, 50)
        self.assertBooks(
            operation, [("463300", 50.0, 0.0, ""), ("512001", 0.0, 50.0, "")]
        )
        self.assertEqual(
            (self.pool.lcc_units_redeemed, self.pool.lcc_units_held), (50, 10)
        )
        self.exchange.with_user(self.treasurer)._post_books()
        totals = self._totals("2020-05-04")
        self.assertEqual((totals["circulation"], totals["liability"]), (38, 38))

    def test_taking_units_moves_nothing(self):
        before = self._totals("2020-12-31")["circulation"]
        self._take()
        self.assertEqual(self._totals("2020-12-31")["circulation"], before)

    def test_form_of_a_redemption(self):
        self._take()
        action = self.pool.with_user(self.manager).action_lcc_redeem()
        operations = self.env["lcc.operation"].with_user(self.manager)
        form = Form(operations.with_context(**action["context"]))
        self.assertEqual(form.partner_id, self.commune)
        self.assertEqual(form.amount, 60)
        form.place_to_id = self.vault
        form.date = "2020-05-04"
        form.payment_method_line_id = self.bank_out
        with form.line_out_ids.new() as line:
            line.denomination_id = self.denominations[1]
            line.series_id = self.series
            line.quantity = 60
        operation = form.save()
        self.assertEqual(operation.lcc_agreement_id, self.pool)
        operation.action_post()
        self.assertEqual(self.pool.lcc_units_held, 0)

    def test_never_more_than_taken(self):
        self._take()
        with self.assertRefused("Town pool would have redeemed .*1.00.{2} more"):
            self._redeem(self.pool, 61)
        with self.assertRefused("Town pool would have redeemed .*60.00.{2} more"):
            self._redeem(self.pool, 60, date="2020-04-29")

    def test_taken_units_that_were_redeemed_stay(self):
        intake = self._take()
        self._redeem(self.pool, 60)
        with self.assertRaisesRegex(UserError, "60.00.{2} more"), self.cr.savepoint():
            intake.unlink()
        with self.assertRaisesRegex(UserError, "5.00.{2} more"), self.cr.savepoint():
            intake.amount = 55

    def test_reversal(self):
        self._take()
        self._redeem(self.pool, 60).with_user(self.treasurer)._reverse()
        self.assertEqual(self.pool.lcc_units_held, 60)

    def test_too_many_units_held(self):
        self._take(99)
        self.assertFalse(self.pool.lcc_is_till_full)
        self._take(1, "2020-05-01", "2020-05-31")
        self.assertTrue(self.pool.lcc_is_till_full)

    def test_by_denomination(self):
        coupons = [
            Command.create(
                {"denomination_id": self.denominations[face].id, "quantity": quantity}
            )
            for face, quantity in ((10, 3), (1, 7))
        ]
        intake = self._take(None, line_ids=coupons)
        self.assertEqual(intake.amount, 37)
        with self.assertRaisesRegex(ValidationError, "The coupons make .*37.00"):
            intake.amount = 40

    def test_periods_do_not_overlap(self):
        self._take()
        with self.assertRaisesRegex(ValidationError, "is entered already"):
            self._take(5, "2020-04-30", "2020-05-15")

    def test_only_during_the_convention(self):
        """From its first day, 1 March 2020, to its last one, and never to come."""
        for error, message, period in (
            (UserError, "nothing is paid before", {"first": "2020-02-29"}),
            (ValidationError, "a day in the future", {"last": "2100-01-01"}),
        ):
            with self.assertRaisesRegex(error, message), self.cr.savepoint():
                self._take(**period)
        self.pool.write({"lcc_terminated_on": "2020-04-29", "lcc_end_reason": "x"})
        self.pool.action_lcc_terminate()
        with (
            self.assertRaisesRegex(UserError, "ended on .*for a later day"),
            self.cr.savepoint(),
        ):
            self._take(last="2020-04-30")
        self.assertEqual(self._take(last="2020-04-29").amount, 60)

    def test_redeemed_on_the_convention_alone(self):
        """Else the till would hold, on paper, what it has redeemed."""
        self._take()
        vals = {"partner_id": self.commune.id, "payment_method_line_id": False}
        for day, user in (("2020-05-04", self.treasurer), ("2020-05-04", self.keeper)):
            with self.assertRefused("Town pool are redeemed on its convention"):
                self._draft(
                    "reconversion",
                    self.holders,
                    self.counter_a,
                    {1: 5},
                    date=day,
                    user=user,
                    payment_mode="payable",
                    **vals,
                ).action_post()
        member = self.env["res.partner"].create(
            {"name": "Councillor", "parent_id": self.commune.id}
        )
        redeem = {
            "date": "2020-05-04",
            "partner_id": member.id,
            "payment_method_line_id": self.bank_out.id,
        }
        with self.assertRefused("Town pool are redeemed on its convention"):
            self._post("reconversion", self.holders, self.vault, {1: 5}, **redeem)
        self.currency.reconversion_by = "all"
        own = self._post("reconversion", self.holders, self.vault, {1: 5}, **redeem)
        self.assertEqual(own.state, "posted", "her own units, where persons may")
        before = self._post(
            "reconversion",
            self.holders,
            self.vault,
            {1: 5},
            date="2020-02-29",
            payment_mode="payable",
            **vals,
        )
        self.assertEqual(before.state, "posted", "before the convention begins")

    def test_only_tills(self):
        with self.assertRaisesRegex(ValidationError, "no convention of a till"):
            self._take(agreement_id=self.mandate.id)

    def test_no_units_no_redemption(self):
        with self.assertRaisesRegex(UserError, "holds no units"):
            self.pool.action_lcc_redeem()

    def test_redemption_of_another_party(self):
        self._take()
        with self.assertRefused("does not allow this operation"):
            self._post(
                "reconversion",
                self.holders,
                self.vault,
                {1: 5},
                date="2020-05-04",
                partner_id=self.shop.id,
                lcc_agreement_id=self.pool.id,
            )
