# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestTillPayment(LccCurrencyCase):
    """An invoice paid in coupons: the payment opens the till's operation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._post("exchange", cls.vault, cls.holders, {10: 50}, date="2020-02-10")
        cls.accountant = cls._create_user(
            "accountant", "account.group_account_manager,lcc_base.group_lcc_treasurer"
        )
        cls.journal = cls.env["account.journal"].create(
            {
                "name": "Coupon till",
                "type": "cash",
                "code": "TTIL",
                "default_account_id": cls._account("531800").id,
            }
        )
        lines = (
            cls.journal.inbound_payment_method_line_ids
            + cls.journal.outbound_payment_method_line_ids
        )
        lines.payment_account_id = cls._account("531800")
        cls.till.journal_id = cls.journal

    def _pay(self, amount=80, payment_type="inbound"):
        payment = (
            self.env["account.payment"]
            .with_user(self.accountant)
            .create(
                {
                    "payment_type": payment_type,
                    "partner_type": "customer"
                    if payment_type == "inbound"
                    else "supplier",
                    "partner_id": self.shop.id,
                    "journal_id": self.journal.id,
                    "amount": amount,
                    "date": "2020-03-01",
                    "memo": "Dues",
                }
            )
        )
        payment.action_post()
        return payment

    def _complete(self, operation, coupons):
        operation = operation.with_user(self.treasurer)
        operation.line_ids = self._coupons(coupons)
        operation.action_post()

    def test_invoice_paid_on_the_till(self):
        invoice = (
            self.env["account.move"]
            .with_user(self.accountant)
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.shop.id,
                    "invoice_date": "2020-03-01",
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Dues",
                                "price_unit": 80,
                                "account_id": self._account("756100").id,
                                "tax_ids": [Command.clear()],
                            }
                        )
                    ],
                }
            )
        )
        invoice.action_post()
        payment = (
            self.env["account.payment.register"]
            .with_user(self.accountant)
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": self.journal.id, "payment_date": "2020-03-01"})
            ._create_payments()
        )
        operation = payment.lcc_operation_ids
        self.assertRecordValues(
            operation,
            [
                {
                    "kind": "till_receipt",
                    "state": "draft",
                    "amount": 80,
                    "partner_id": self.shop.id,
                    "place_from_id": self.holders.id,
                    "place_to_id": self.till.id,
                    "move_id": payment.move_id.id,
                }
            ],
        )
        self.assertEqual(
            self._items(payment.move_id),
            [("411100", 0, 80, "Test shop"), ("531800", 80, 0, "Test shop")],
        )
        self._complete(operation, {10: 8})
        self.assertEqual(operation.books_state, "done")
        self.assertEqual(self._held(self.till), {10: 8})
        self.assertFalse(operation._post_books(), "the payment made the entry")

    def test_spending(self):
        self._post(
            "till_receipt",
            self.holders,
            self.till,
            {10: 10},
            date="2020-02-11",
            counterpart_account_id=self._account("756100").id,
        )
        payment = self._pay(30, "outbound")
        self.assertEqual(payment.lcc_operation_ids.kind, "till_spending")
        self._complete(payment.lcc_operation_ids, {10: 3})
        self.assertEqual(self._held(self.till), {10: 7})

    def test_other_journals_open_nothing(self):
        self.till.journal_id = False
        self.assertFalse(self._pay().lcc_operation_ids)

    def test_coupons_make_the_amount_of_the_payment(self):
        payment = self._pay(80)
        operation = payment.lcc_operation_ids
        with self.assertRefused("The coupons make"):
            self._complete(operation, {10: 7})
        operation.with_user(self.treasurer).amount = 70
        with self.assertRefused("The payment is of"):
            self._complete(operation, {10: 7})
        self.assertEqual(operation.state, "draft")

    def test_draft_follows_its_payment(self):
        payment = self._pay()
        draft = payment.lcc_operation_ids
        payment.action_draft()
        self.assertFalse(draft.exists())
        payment.amount = 60
        payment.action_post()
        self.assertEqual(payment.lcc_operation_ids.amount, 60)

    def test_cancelled_payment_takes_its_coupons_back(self):
        payment = self._pay()
        operation = payment.lcc_operation_ids
        self._complete(operation, {10: 8})
        with self.assertRefused("cancel the payment"):
            operation._reverse()
        payment.action_draft()
        self.assertFalse(self._held(self.till))
        reversal = operation.reversal_ids
        self.assertEqual((reversal.state, reversal.books_state), ("posted", "none"))
        payment.action_cancel()
        self.assertFalse((operation + reversal)._post_books())
        self.assertEqual(self._totals("2020-03-01")["circulation"], 500)

    def test_cancelled_entry_takes_its_coupons_back(self):
        """The entry itself is cancelled, not the payment."""
        payment = self._pay()
        self._complete(payment.lcc_operation_ids, {10: 8})
        payment.move_id.button_cancel()
        self.assertEqual(payment.state, "canceled")
        self.assertFalse(self._held(self.till))

    def test_payment_is_cancelled_not_rejected(self):
        """Odoo leaves the entry of a rejected payment posted."""
        payment = self._pay()
        self._complete(payment.lcc_operation_ids, {10: 8})
        with self.assertRefused("is cancelled, not rejected"):
            payment.action_reject()

    def test_archived_till(self):
        self.till.active = False
        with self.assertRefused("The till Till is archived"):
            self._pay()

    def test_payment_stands_on_the_account_of_its_till(self):
        """Whatever the means of payment says, and nowhere else."""
        lines = self.journal.inbound_payment_method_line_ids
        lines.payment_account_id = False
        payment = self._pay()
        self.assertEqual(
            self._items(payment.move_id),
            [("411100", 0, 80, "Test shop"), ("531800", 80, 0, "Test shop")],
        )
        payment.action_draft()
        payment.outstanding_account_id = self._account("512001")
        with self.assertRefused("stands on the account of its till"):
            payment.action_post()

    def test_payment_posted_again(self):
        payment = self._pay()
        self._complete(payment.lcc_operation_ids, {10: 8})
        payment.action_draft()
        payment.action_post()
        draft = payment.lcc_operation_ids.filtered(lambda op: op.state == "draft")
        self.assertEqual(len(draft), 1)
        self._complete(draft, {10: 8})
        self.assertEqual(self._held(self.till), {10: 8})
