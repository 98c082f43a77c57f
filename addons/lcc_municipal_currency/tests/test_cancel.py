# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..tools.mandate_payments import Movement, monthly_account
from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestCancel(LccPaymentCase):
    """What is undone, and what is not undone behind the receipt's back."""

    def _owed(self, day):
        """What the books owe to the mayor at the end of a day."""
        self.env.flush_all()
        items = self.env["account.move.line"].search(
            [
                ("account_id.code", "=", "467200"),
                ("company_id", "=", self.company.id),
                ("partner_id", "=", self.mayor.id),
                ("parent_state", "=", "posted"),
                ("date", "<=", day),
            ]
        )
        return -sum(items.mapped("balance"))

    @freeze_time("2020-06-15 12:00:00")
    def test_day_that_is_locked(self):
        """The books owe 40 from April on, until they are undone in June."""
        receipt = self._receive()
        self.company.fiscalyear_lock_date = "2020-04-30"
        receipt.with_user(self.treasurer).action_cancel()
        self.assertEqual(receipt.date_cancelled, date(2020, 6, 15))
        self.assertEqual(self.mandate.lcc_kept, 0)
        movements = self.mandate._lcc_get_creditor_movements()
        self.assertEqual(
            movements,
            [Movement(date(2020, 4, 3), 40), Movement(date(2020, 6, 15), -40)],
        )
        _carried, rows = monthly_account(movements, date(2020, 4, 1), date(2020, 6, 30))
        self.assertEqual([kept for *_, kept in rows], [40, 40, 0])
        self.assertEqual(
            [self._owed(day) for day in ("2020-04-30", "2020-05-31", "2020-06-30")],
            [40, 40, 0],
        )

    @freeze_time("2020-06-15 12:00:00")
    def test_hand_over_of_a_locked_day_comes_back(self):
        """Units back in June, then the euros too: April keeps what it told."""
        receipt = self._receive()
        operation = self._hand_over()
        operation.with_user(self.treasurer)._post_books()
        self.company.fiscalyear_lock_date = "2020-04-30"
        reversal = operation.with_user(self.treasurer)._reverse()
        self.assertEqual(reversal.date, date(2020, 6, 15))
        receipt.with_user(self.treasurer).action_cancel()
        reversal.with_user(self.treasurer)._post_books()
        self.assertEqual([self._owed(d) for d in ("2020-04-30", "2020-06-30")], [0, 0])
        totals = self._totals("2020-06-30")
        self.assertEqual((totals["circulation"], totals["liability"]), (0, 0))

    def test_own_day(self):
        receipt = self._receive()
        receipt.with_user(self.treasurer).action_cancel()
        self.assertEqual(receipt.date_cancelled, date(2020, 4, 3))
        self.assertEqual(self.mandate._lcc_get_creditor_movements(), [])
        with self.assertRefused("Only euros that were received"):
            receipt.with_user(self.treasurer).action_cancel()

    def test_other_euros_pay_for_the_units(self):
        """40 of 80 are handed over; without the first 40 they face the second."""
        first = self._receive()
        second = self._receive((self.mandate, "2020-04-01", 40))
        handover = self._open_handover(self.mandate)
        handover.line_ids.amount = 40
        handover.action_hand_over()
        operation = self.mandate.lcc_operation_ids
        operation.with_user(self.treasurer)._post_books()
        first.with_user(self.treasurer).action_cancel()
        self.assertEqual(self.mandate.lcc_kept, 0)
        items = (second.sudo().move_id | operation.sudo().move_id).line_ids.filtered(
            lambda item: item.account_id.code == "467200"
        )
        self.assertEqual(sorted(items.mapped("balance")), [-40, 40])
        self.assertEqual(items.mapped("amount_residual"), [0, 0])

    def test_bank_undoes_nothing(self):
        transaction = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank_journal.id,
                "date": "2020-04-03",
                "payment_ref": "VIR SGC",
                "amount": 40,
            }
        )
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        receipt.sudo().statement_line_id = transaction
        receipt.with_user(self.treasurer).action_post()
        for undo in (
            transaction.action_undo_reconciliation,
            lambda: transaction.write({"amount": 50}),
            lambda: transaction.write({"partner_id": self.commune.id}),
        ):
            with (
                self.assertRaisesRegex(UserError, "cancel “.*TRANSFER 03"),
                self.cr.savepoint(),
            ):
                undo()
        self.assertEqual(
            self._items(transaction.move_id),
            [("467200", 0.0, 40.0, "Yvonne Mayor"), ("512001", 40.0, 0.0, "")],
        )

    def _send_on(self, amount, day="2020-06-02", **vals):
        receipt = self._draft_receipt(
            (self.mandate, "2020-06-01", amount),
            date=day,
            direction="out",
            payment_method_line_id=self.bank_out.id,
            **vals,
        )
        receipt.with_user(self.treasurer).action_post()
        return receipt

    def test_sent_on_in_euros(self):
        """Of 40.75 came 40 in units; the mandate ends, 0.75 is sent on."""
        receipt = self._receive((self.mandate, "2020-03-01", 40.75))
        operation = self._hand_over()
        operation.with_user(self.treasurer)._post_books()
        self.mandate.write({"lcc_terminated_on": "2020-04-15", "lcc_end_reason": "x"})
        self.mandate.action_lcc_terminate()
        with self.assertRefused("0.01.*more in units than the euros"):
            self._send_on(0.76)
        with self.assertRefused("0.75.*more in units than the euros"):
            self._send_on(0.75, day="2020-04-02")
        sent = self._send_on(0.75)
        self.assertEqual(
            self._items(sent.sudo().move_id),
            [("467200", 0.75, 0.0, "Yvonne Mayor"), ("512001", 0.0, 0.75, "")],
        )
        self.assertEqual((self.mandate.lcc_received, self.mandate.lcc_kept), (40, 0))
        self.assertEqual(self._owed("2020-05-31"), 0.75)
        self.assertEqual(self._owed("2020-06-30"), 0)
        owed = (
            (receipt | sent)
            .sudo()
            .move_id.line_ids.filtered(lambda item: item.account_id.code == "467200")
        )
        self.assertTrue(all(owed.mapped("reconciled")))
        month = self.env["lcc.creditor.month"].search(
            [("agreement_id", "=", self.mandate.id), ("month", "=", "2020-03-01")]
        )
        self.assertEqual(month.received, 40.75, "the public accountant has paid it")
        sent.with_user(self.treasurer).action_cancel()
        self.assertEqual(self.mandate.lcc_kept, 0.75)
        self.assertEqual(self._owed("2020-06-30"), 0.75)

    def test_sent_on_from_the_bank(self):
        self._receive()
        transaction = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank_journal.id,
                "date": "2020-06-02",
                "payment_ref": "VIR",
                "amount": -40,
            }
        )
        receipt = self._draft_receipt(
            (self.mandate, "2020-03-01", 40), date="2020-06-02", direction="out"
        )
        receipt.sudo().statement_line_id = transaction
        receipt.with_user(self.treasurer).action_post()
        self.assertEqual(
            self._items(transaction.move_id),
            [("467200", 40.0, 0.0, "Yvonne Mayor"), ("512001", 0.0, 40.0, "")],
        )
        with self.assertRefused("receive the euros"):
            self._open_handover(self.mandate, date="2020-06-02").action_hand_over()

    def test_form_of_what_is_sent_on(self):
        with Form(self.env["lcc.creditor.receipt"].with_user(self.manager)) as form:
            form.direction = "out"
        receipt = form.record
        self.assertEqual(receipt.payment_method_line_id.payment_type, "outbound")
        receipt.action_fill()
        self.assertFalse(receipt.line_ids)

    def test_items_stay(self):
        items = self._receive().sudo().move_id.line_ids
        for vals in ({"account_id": self._account("467100").id}, {"partner_id": False}):
            with self.assertRaisesRegex(UserError, "cancel “"):
                items.write(vals)
        items.write({"name": "A label may change"})
