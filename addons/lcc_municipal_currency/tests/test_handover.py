# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import Form, tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestHandover(LccPaymentCase):
    """Units for the euros received, and never more."""

    def test_entry_and_ledger(self):
        self._receive()
        operation = self._hand_over()
        self.assertEqual(
            (operation.kind, operation.state, operation.amount, operation.partner_id),
            ("exchange", "posted", 40, self.mayor),
        )
        self.assertEqual(
            {int(line.face_value): line.quantity for line in operation.line_ids},
            {20: 2},
        )
        self.assertEqual(self._totals("2020-04-10")["circulation"], 40)
        self.assertBooks(
            operation,
            [
                ("467200", 40.0, 0.0, "Yvonne Mayor"),
                ("463300", 0.0, 40.0, ""),
            ],
        )
        self.assertEqual((self.mandate.lcc_handed, self.mandate.lcc_kept), (40, 0))

    def test_books_close(self):
        """Received and handed over match; what circulates is the liability."""
        receipt = self._receive()
        operation = self._hand_over()
        operation.with_user(self.treasurer)._post_books()
        owed = (receipt.sudo().move_id | operation.sudo().move_id).line_ids.filtered(
            lambda item: item.account_id.code == "467200"
        )
        self.assertEqual(sorted(owed.mapped("balance")), [-40, 40])
        self.assertTrue(all(owed.mapped("reconciled")))
        totals = self._totals("2020-04-10")
        self.assertEqual((totals["circulation"], totals["liability"]), (40, 40))

    def test_creditors_of_one_day_stay_apart(self):
        other = self._sign_mandate(self.deputy, lcc_amount=25)
        self._receive((self.mandate, "2020-03-01", 40), (other, "2020-03-01", 25))
        exchange = self._exchange(date="2020-04-10")
        operations = self._hand_over(self.mandate | other)
        self.assertBooks(
            operations | exchange,
            [
                ("467200", 25.0, 0.0, "Marius Deputy"),
                ("467200", 40.0, 0.0, "Yvonne Mayor"),
                ("530000", 17.0, 0.0, ""),
                ("463300", 0.0, 82.0, ""),
            ],
        )

    def test_never_more_than_received(self):
        self._receive()
        handover = self._open_handover(self.mandate)
        handover.line_ids.amount = 41
        with self.assertRefused("1.00.*more in units than the euros"):
            handover.action_hand_over()

    def test_never_before_the_euros(self):
        self._receive()
        handover = self._open_handover(self.mandate)
        handover.date = "2020-04-02"
        self.assertFalse(handover.line_ids, "nothing is there to hand over yet")
        handover.line_ids = [
            Command.create({"agreement_id": self.mandate.id, "amount": 40})
        ]
        with self.assertRefused("40.00.*more in units than the euros"):
            handover.action_hand_over()

    def test_each_day_counts(self):
        """Handed over on the 12th, nothing is left for the 10th of what came before."""
        self._receive()
        self._receive((self.mandate, "2020-04-01", 40), date="2020-05-04")
        self._hand_over(date="2020-04-12")
        handover = self._open_handover(self.mandate, date="2020-04-10")
        self.assertFalse(handover.line_ids)
        handover.line_ids = [
            Command.create({"agreement_id": self.mandate.id, "amount": 10})
        ]
        with self.assertRefused("10.00.*more in units than the euros"):
            handover.action_hand_over()
        handover.date = "2020-05-04"
        self.assertEqual(handover.line_ids.amount, 40)
        handover.line_ids.amount = 10
        handover.action_hand_over()
        self.assertEqual(self.mandate.lcc_kept, 30)

    def test_reversal_gives_the_units_back(self):
        receipt = self._receive()
        operation = self._hand_over()
        reversal = operation.with_user(self.treasurer)._reverse()
        self.assertEqual(reversal.lcc_agreement_id, self.mandate)
        self.assertEqual((self.mandate.lcc_handed, self.mandate.lcc_kept), (0, 40))
        self.assertBooks(
            operation | reversal,
            [
                ("463300", 0.0, 40.0, ""),
                ("463300", 40.0, 0.0, ""),
                ("467200", 0.0, 40.0, "Yvonne Mayor"),
                ("467200", 40.0, 0.0, "Yvonne Mayor"),
            ],
        )
        receipt.with_user(self.treasurer).action_cancel()
        self.assertEqual(self._totals("2020-04-10")["circulation"], 0)

    def test_drafts_whose_coupons_change(self):
        self._receive()
        action = self._open_handover(self.mandate).action_prepare()
        operation = self.env["lcc.operation"].browse(action["res_id"])
        self.assertEqual((operation.state, self.mandate.lcc_kept), ("draft", 40))
        with Form(operation.with_user(self.manager)) as form:
            form.place_from_id = self.vault
        self.assertEqual(operation.payment_mode, "mandate")
        self.assertFalse(operation.payment_method_line_id)
        operation.with_user(self.manager).action_post()
        self.assertEqual(self.mandate.lcc_kept, 0)
        self.assertEqual(self._held(self.vault)[20], 848)

    def test_two_creditors_empty_a_counter(self):
        """The second one gets the coupons that the first one left."""
        other = self._sign_mandate(self.deputy, lcc_amount=5000)
        self._receive((self.mandate, "2020-03-01", 4400), (other, "2020-03-01", 4400))
        self._hand_over(self.mandate | other)
        self.assertEqual(self._held(self.counter_a), {})

    def test_only_from_a_mandate(self):
        with self.assertRefused("handed over from the mandate"):
            self._exchange(payment_mode="mandate", payment_method_line_id=False)

    def test_only_to_the_creditor(self):
        self._receive()
        vals = {
            "lcc_agreement_id": self.mandate.id,
            "payment_method_line_id": False,
        }
        for wrong in (
            {"payment_mode": "mandate", "partner_id": self.deputy.id},
            {"payment_mode": "counter", "partner_id": self.mayor.id},
        ):
            with self.assertRefused("does not allow this operation"):
                self._exchange({20: 1}, date="2020-04-10", **vals, **wrong)
        with self.assertRefused("does not allow this operation"):
            self._post(
                "grant",
                self.vault,
                self.holders,
                {20: 1},
                date="2020-04-10",
                lcc_agreement_id=self.mandate.id,
                partner_id=self.mayor.id,
            )

    def test_after_the_end_of_the_mandate(self):
        """What was received is owed, and handed over later."""
        self._receive()
        self.mandate.write({"lcc_terminated_on": "2020-04-05", "lcc_end_reason": "x"})
        self.mandate.action_lcc_terminate()
        self._hand_over()
        self.assertEqual(self.mandate.lcc_kept, 0)

    def test_cents_wait_for_others(self):
        """Coupons make whole units: 40 of 40.75, then 1 of 0.75 and 0.25."""
        self._receive((self.mandate, "2020-03-01", 40.75))
        self.assertEqual(self._open_handover(self.mandate).line_ids.amount, 40)
        self._hand_over()
        self.assertEqual(self.mandate.lcc_kept, 0.75)
        self.assertFalse(self._open_handover(self.mandate).line_ids)
        self._receive((self.mandate, "2020-04-01", 0.25), date="2020-05-04")
        self._hand_over(date="2020-05-04")
        self.assertEqual((self.mandate.lcc_handed, self.mandate.lcc_kept), (41, 0))

    def test_several_mandates_of_one_creditor(self):
        """Each mandate has its own balance, though its creditor is the same."""
        salary = self._sign_mandate(self.mayor, lcc_claim="salary", lcc_amount=25)
        self._receive((self.mandate, "2020-03-01", 40), (salary, "2020-03-01", 25))
        handover = self._open_handover(salary)
        handover.line_ids.amount = 26
        with self.assertRefused("1.00.*more in units than the euros"):
            handover.action_hand_over()
        operations = self._hand_over(self.mandate | salary)
        self.assertBooks(
            operations,
            [
                ("467200", 25.0, 0.0, "Yvonne Mayor"),
                ("467200", 40.0, 0.0, "Yvonne Mayor"),
                ("463300", 0.0, 65.0, ""),
            ],
        )
        self.assertEqual((self.mandate.lcc_kept, salary.lcc_kept), (0, 0))

    def test_nothing_to_hand_over(self):
        with self.assertRefused("receive the euros"):
            self._open_handover(self.mandate).action_hand_over()

    def test_programs_cannot_name_a_mandate(self):
        vals = self._vals("exchange", self.counter_a, self.holders, {20: 1})
        vals.update(lcc_agreement_id=self.mandate.id, payment_mode="mandate")
        with self.assertRefused("cannot be sent"):
            self.env["lcc.operation"].with_user(self.manager).post_new([vals])
