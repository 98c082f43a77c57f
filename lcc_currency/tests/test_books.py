# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestBooks(LccCurrencyCase, CronMixinCase):
    """What each kind of operation writes in the books, to the cent."""

    @classmethod
    def _circulate(cls, amount=500):
        """Put coupons of 10 among the holders; their entry is made at once."""
        operation = cls._post(
            "exchange", cls.vault, cls.holders, {10: amount // 10}, date="2020-02-10"
        )
        operation._post_books()
        return operation

    @classmethod
    def _set_commission(cls, taxes=()):
        cls.currency.write(
            {
                "commission_rate": 5,
                "commission_product_id": cls.env["product.product"]
                .create(
                    {
                        "name": "Commission",
                        "type": "service",
                        "property_account_income_id": cls._account("706000").id,
                        "taxes_id": [Command.set([tax.id for tax in taxes])],
                    }
                )
                .id,
            }
        )

    def _vat(self, exigibility="on_invoice"):
        return self.env["account.tax"].search(
            [
                ("company_id", "=", self.company.id),
                ("type_tax_use", "=", "sale"),
                ("tax_exigibility", "=", exigibility),
                ("amount", "=", 20),
            ],
            limit=1,
        )

    # ------------------------------------------------------------------
    # One operation
    # ------------------------------------------------------------------

    def test_kinds_without_books(self):
        second = self.env["lcc.place"].create(
            {
                "name": "Counter C",
                "kind": "counter",
                "lcc_currency_id": self.currency.id,
            }
        )
        for operation in (
            self.emission.operation_ids,
            self._post("supply", self.vault, second, {5: 4}),
            self._post("return", second, self.vault, {5: 3}),
            self._post(
                "opening", self.printer, self.holders, {5: 3}, date="2020-01-15"
            ),
            self._post(
                "swap",
                self.counter_a,
                self.holders,
                self._coupons({5: 1}) + self._coupons({1: 3, 2: 1}, is_return=True),
            ),
            self._post("destruction", self.vault, self.destroyed, {5: 1}),
        ):
            with self.subTest(operation.kind):
                self.assertEqual(operation.books_state, "none")
                self.assertFalse(operation._post_books())
                self.assertFalse(operation.move_id)

    def test_exchange_cash(self):
        self.assertBooks(
            self._exchange({50: 1, 20: 1}, partner_id=self.person.id),
            [("530000", 70, 0, ""), ("463300", 0, 70, "")],
        )

    def test_exchange_cheque_of_another_payer(self):
        """A cheque is matched when it is banked: the item bears its payer."""
        self.assertBooks(
            self._exchange(
                {20: 2},
                partner_id=self.person.id,
                payer_id=self.shop.id,
                payment_method_line_id=self.cheque.id,
            ),
            [("511200", 40, 0, "Test shop"), ("463300", 0, 40, "")],
        )

    def test_exchange_bank(self):
        self.assertBooks(
            self._exchange({20: 2}, payment_method_line_id=self.bank.id),
            [("512001", 40, 0, ""), ("463300", 0, 40, "")],
        )

    def test_exchange_counter_keeps_euros(self):
        self.assertBooks(
            self._exchange({20: 1}, partner_id=self.person.id, payment_mode="counter"),
            [("467000", 20, 0, "Test shop"), ("463300", 0, 20, "")],
        )

    def test_exchange_counter_without_keeper(self):
        self.counter_a.partner_id = False
        with self.assertRefused("Say who keeps Counter A"):
            self._exchange({20: 1}, payment_mode="counter")

    def test_exchange_is_paid_at_once(self):
        with self.assertRefused("An exchange is paid at once"):
            self._exchange({20: 1}, partner_id=self.person.id, payment_mode="payable")

    def test_exchange_without_means_of_payment(self):
        self.counter_a.payment_method_line_id = False
        with self.assertRefused("Choose the means of payment"):
            self._exchange({20: 1}, payment_method_line_id=False)

    def test_reconversion_bank(self):
        self._circulate()
        operation = self._post(
            "reconversion",
            self.holders,
            self.counter_a,
            {10: 10},
            payment_method_line_id=self.bank_out.id,
        )
        self.assertEqual(operation.net_amount, 100)
        self.assertBooks(operation, [("463300", 100, 0, ""), ("512001", 0, 100, "")])

    def test_reconversion_payable(self):
        self._circulate()
        operation = self._post(
            "reconversion", self.holders, self.vault, {10: 3}, payment_mode="payable"
        )
        self.assertBooks(
            operation, [("463300", 30, 0, ""), ("401100", 0, 30, "Test shop")]
        )

    def test_reconversion_payable_to_another(self):
        self._circulate()
        operation = self._post(
            "reconversion",
            self.holders,
            self.vault,
            {10: 3},
            payment_mode="payable",
            payer_id=self.grocer.id,
        )
        self.assertBooks(
            operation, [("463300", 30, 0, ""), ("401100", 0, 30, "Test grocer")]
        )

    def test_reconversion_paid_by_counter(self):
        self._circulate()
        operation = self._post(
            "reconversion",
            self.holders,
            self.counter_b,
            {10: 3},
            payment_mode="counter",
        )
        self.assertBooks(
            operation, [("463300", 30, 0, ""), ("467000", 0, 30, "Test grocer")]
        )

    def test_commission_without_tax(self):
        self._circulate()
        self._set_commission()
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        self.assertEqual(operation.amount, 100)
        self.assertEqual(operation.commission_amount, 5)
        self.assertEqual(operation.net_amount, 95)
        self.assertBooks(
            operation,
            [("463300", 100, 0, ""), ("706000", 0, 5, ""), ("530000", 0, 95, "")],
        )

    def test_commission_with_tax_included(self):
        """5.00 with 20 % tax included: 4.17 and 0.83."""
        self._circulate()
        vat = self._vat()
        self._set_commission(vat)
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        self.assertEqual(operation.net_amount, 95)
        self.assertBooks(
            operation,
            [
                ("463300", 100, 0, ""),
                ("706000", 0, 4.17, ""),
                ("445710", 0, 0.83, ""),
                ("530000", 0, 95, ""),
            ],
        )
        base, tax = (
            operation.sudo()
            .move_id.line_ids.filtered(
                lambda line: line.account_id.code in ("706000", "445710")
            )
            .sorted("account_id", reverse=True)
        )
        self.assertEqual(base.tax_ids, vat)
        self.assertEqual(tax.tax_line_id, vat)
        self.assertTrue(tax.tax_tag_ids)

    def test_commission_with_tax_due_on_payment(self):
        """Kept is paid: the tax is due at once, whatever is due on payment."""
        tax = self._vat("on_payment")
        self._set_commission(tax)
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        expected = [
            ("463300", 100, 0, ""),
            ("706000", 0, 4.17, ""),
            ("445710", 0, 0.83, ""),
            ("530000", 0, 95, ""),
        ]
        self.assertBooks(operation, expected)
        lines = operation.sudo().move_id.line_ids
        self.assertTrue(lines.filtered("tax_line_id").tax_tag_ids)
        self.assertTrue(lines.filtered("tax_ids").tax_tag_ids)

    def test_terms_of_a_commission_are_those_of_its_day(self):
        """Taxes and account change before the close, and before the reversal."""
        self._set_commission(self._vat())
        product = self.currency.commission_product_id
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        product.taxes_id = False
        product.property_account_income_id = self._account("707000")
        expected = [
            ("463300", 100, 0, ""),
            ("706000", 0, 4.17, ""),
            ("445710", 0, 0.83, ""),
            ("530000", 0, 95, ""),
        ]
        self.assertBooks(operation, expected)
        self.assertBooks(
            operation._reverse(),
            [(code, credit, debit, name) for code, debit, credit, name in expected],
        )

    def test_commission_is_a_service_by_default(self):
        """Its product names no account: 706, not the sales of goods of its category."""
        self._set_commission()
        self.currency.commission_product_id.property_account_income_id = False
        operation = self._post("reconversion", self.holders, self.vault, {10: 10})
        self.assertBooks(
            operation,
            [("463300", 100, 0, ""), ("706000", 0, 5, ""), ("530000", 0, 95, "")],
        )

    def test_keeper_of_the_day_owes_its_euros(self):
        exchange = self._exchange({20: 1}, place=self.counter_b, payment_mode="counter")
        self.counter_b.partner_id = self.shop
        expected = [("463300", 0, 20, ""), ("467000", 20, 0, "Test grocer")]
        self.assertBooks(exchange, expected)
        self.assertBooks(
            exchange._reverse(),
            [(code, cr, dr, name) for code, dr, cr, name in expected],
        )

    def test_means_without_an_account(self):
        """Told at the counter, not at the close, which it would stop."""
        self.cash_journal.default_account_id = False
        with self.assertRefused("has no account to enter the euros on"):
            self._exchange()

    def test_close_goes_on_after_an_error_of_the_database(self):
        good = self._exchange(place=self.counter_b, payment_method_line_id=self.bank.id)
        bad = self._exchange()
        self.cash_journal.default_account_id = False
        with (
            patch.object(
                self.env.registry["lcc.operation"],
                "_require_account",
                lambda *args: args[1],
            ),
            mute_logger("odoo.sql_db"),
        ):
            (good + bad)._close_books()
        self.assertEqual((good.books_state, bad.books_state), ("done", "waiting"))
        self.assertIn("account", bad.books_error)

    def test_fund_does_not_face_a_grant(self):
        fund = self._account("512001")
        self.currency.fund_account_ids = fund
        with self.assertRefused("is an account of the coupons or of the guarantee"):
            self._post(
                "grant",
                self.vault,
                self.holders,
                {5: 1},
                counterpart_account_id=fund.id,
            )

    def test_commission_rounded_to_the_cent(self):
        """5 % of 31.00 is 1.55; 2.5 % of 31.00 is 0.775, hence 0.78."""
        self._circulate()
        self._set_commission()
        self.currency.commission_rate = 2.5
        self._post("exchange", self.vault, self.holders, {1: 1}, date="2020-02-10")
        operation = self._post("reconversion", self.holders, self.vault, {10: 3, 1: 1})
        self.assertEqual(operation.commission_amount, 0.78)
        self.assertBooks(
            operation,
            [("463300", 31, 0, ""), ("706000", 0, 0.78, ""), ("530000", 0, 30.22, "")],
        )

    def test_grant(self):
        self.assertBooks(
            self._post("grant", self.vault, self.holders, {10: 2}),
            [("657100", 20, 0, ""), ("463300", 0, 20, "")],
        )

    def test_grant_on_another_account(self):
        self.assertBooks(
            self._post(
                "grant",
                self.vault,
                self.holders,
                {10: 2},
                counterpart_account_id=self._account("623800").id,
            ),
            [("623800", 20, 0, ""), ("463300", 0, 20, "")],
        )

    def test_loss_charged(self):
        self.assertBooks(
            self._post(
                "loss",
                self.counter_a,
                self.holders,
                {5: 1},
                charged_partner_id=self.shop.id,
            ),
            [("467000", 5, 0, "Test shop"), ("463300", 0, 5, "")],
        )

    def test_loss_borne_by_the_association(self):
        self.assertBooks(
            self._post("loss", self.vault, self.holders, {5: 1}),
            [("658000", 5, 0, ""), ("463300", 0, 5, "")],
        )

    def test_surplus(self):
        self._circulate()
        self.assertBooks(
            self._post("surplus", self.holders, self.vault, {10: 1}),
            [("463300", 10, 0, ""), ("758800", 0, 10, "")],
        )
        self.assertBooks(
            self._post(
                "surplus",
                self.holders,
                self.counter_a,
                {10: 1},
                charged_partner_id=self.shop.id,
            ),
            [("463300", 10, 0, ""), ("467000", 0, 10, "Test shop")],
        )

    def test_till(self):
        """Receipt, spending, loss, surplus and withdrawal of the till."""
        self._circulate()
        income = self._account("756100")
        expense = self._account("623800")
        receipt = self._post(
            "till_receipt",
            self.holders,
            self.till,
            {10: 8},
            counterpart_account_id=income.id,
            partner_id=self.person.id,
        )
        self.assertBooks(
            receipt, [("531800", 80, 0, ""), ("756100", 0, 80, "Test person")]
        )
        self.assertBooks(
            self._post(
                "till_spending",
                self.till,
                self.holders,
                {10: 3},
                counterpart_account_id=expense.id,
            ),
            [("623800", 30, 0, ""), ("531800", 0, 30, "")],
        )
        self.assertBooks(
            self._post("till_loss", self.till, self.holders, {10: 1}),
            [("658000", 10, 0, ""), ("531800", 0, 10, "")],
        )
        self.assertBooks(
            self._post("till_surplus", self.holders, self.till, {10: 2}),
            [("531800", 20, 0, ""), ("758800", 0, 20, "")],
        )
        self.assertEqual(self._totals("2020-03-01")["circulation"], 500)
        self.assertBooks(
            self._post("till_withdrawal", self.till, self.vault, {10: 6}),
            [("463300", 60, 0, ""), ("531800", 0, 60, "")],
        )
        self.assertFalse(self._held(self.till))
        totals = self._totals("2020-03-01")
        self.assertEqual(totals["circulation"], 440)
        self.assertEqual(totals["liability"], 440)

    def test_till_needs_an_account(self):
        self._circulate()
        with self.assertRefused("Choose the account of the income"):
            self._post("till_receipt", self.holders, self.till, {10: 1})
        self.till.account_id = False
        with self.assertRefused("The till Till has no account"):
            self._post("till_surplus", self.holders, self.till, {10: 1})

    def test_lapse(self):
        self._circulate()
        operation = self._post(
            "lapse",
            self.holders,
            self.lapsed,
            {10: 5},
            decision="Assembly of 12 March 2021",
        )
        self.assertBooks(operation, [("463300", 50, 0, ""), ("758800", 0, 50, "")])
        totals = self._totals("2020-03-01")
        self.assertEqual((totals["circulation"], totals["lapsed"]), (450, 50))

    def test_missing_account_is_named(self):
        self.currency.grant_account_id = False
        with self.assertRefused("“Coupons given” of Test currency"):
            self._post("grant", self.vault, self.holders, {10: 2})

    def test_missing_circulation_account_is_named(self):
        self.currency.coupon_account_id = False
        with self.assertRefused("“Coupons in circulation”"):
            self._exchange()

    # ------------------------------------------------------------------
    # Modes
    # ------------------------------------------------------------------

    def test_entry_per_operation(self):
        self.currency.books_mode = "operation"
        with self.capture_triggers(
            "lcc_currency.lcc_operation_cron_close_books"
        ) as triggers:
            first, second = self._exchange({20: 1}), self._exchange({10: 1})
        # Right after posting, never inside it.
        self.assertEqual(len(triggers.records), 2)
        (first + second)._close_books()
        self.assertEqual((first.books_state, second.books_state), ("done", "done"))
        self.assertEqual(
            self._items(first.sudo().move_id),
            [("463300", 0, 20, ""), ("530000", 20, 0, "")],
        )
        self.assertEqual(first.sudo().move_id.lcc_operation_ids, first)
        self.assertEqual(second.sudo().move_id.lcc_operation_count, 1)
        self.assertEqual(first.sudo().move_id.ref, f"{first.name} Exchange")
        self.assertEqual(str(first.sudo().move_id.date), "2020-03-01")
        self.assertEqual(first.sudo().move_id.journal_id, self.currency.journal_id)

    def test_entry_per_operation_posted_by_a_keeper(self):
        """A keeper has no accounting right, and needs none."""
        self.currency.books_mode = "operation"
        operation = self._draft(
            "exchange", self.counter_a, self.holders, {20: 1}, user=self.keeper
        )
        operation.action_post()
        operation._close_books()
        self.assertEqual(operation.books_state, "done")

    def test_entry_per_place_and_day(self):
        at_a = self._exchange({20: 1}) + self._exchange({10: 1, 5: 1})
        at_b = self._exchange({50: 1}, place=self.counter_b)
        next_day = self._exchange({1: 1}, date="2020-03-02")
        operations = at_a + at_b + next_day
        self.assertEqual(set(operations.mapped("books_state")), {"waiting"})
        self.assertFalse(operations.sudo().move_id)
        moves = operations._post_books()
        self.assertEqual(len(moves), 3)
        self.assertEqual(
            self._items(at_a.sudo().move_id),
            [("463300", 0, 35, ""), ("530000", 35, 0, "")],
        )
        self.assertEqual(
            at_a.sudo().move_id.ref, "Counter A, 03/01/2020 (2 operations)"
        )
        self.assertEqual(
            self._items(at_b.sudo().move_id),
            [("463300", 0, 50, ""), ("530000", 50, 0, "")],
        )
        self.assertEqual(str(next_day.sudo().move_id.date), "2020-03-02")
        self.assertFalse(operations._post_books(), "a second close finds nothing")

    def test_cheques_stay_apart_in_the_day(self):
        """Cheques are matched one by one: each has its own item."""
        first = self._exchange({20: 1}, payment_method_line_id=self.cheque.id)
        second = self._exchange({10: 1}, payment_method_line_id=self.cheque.id)
        self.assertBooks(
            first + second,
            [("463300", 0, 30, ""), ("511200", 10, 0, ""), ("511200", 20, 0, "")],
        )

    def test_complementary_entry_of_a_back_dated_operation(self):
        first = self._exchange({20: 1})
        closed = first._post_books()
        later = self._exchange({10: 1}, date="2020-03-05")
        late = self._exchange({5: 1}, date="2020-03-01")
        self.assertEqual(self._totals("2020-03-01")["difference"], 5)
        moves = (later + late)._post_books()
        self.assertEqual(len(moves), 2)
        complement = late.sudo().move_id
        self.assertNotEqual(complement, closed)
        self.assertEqual(str(complement.date), "2020-03-01")
        self.assertEqual(
            self._items(complement), [("463300", 0, 5, ""), ("530000", 5, 0, "")]
        )
        self.assertEqual(
            self._items(closed), [("463300", 0, 20, ""), ("530000", 20, 0, "")]
        )
        totals = self._totals("2020-03-01")
        self.assertEqual((totals["liability"], totals["difference"]), (25, 0))

    def test_day_that_comes_to_nothing(self):
        """An exchange and its reversal leave both sides in the day's entry."""
        operation = self._exchange({20: 1})
        reversal = operation._reverse(reason="Wrong counter")
        self.assertBooks(
            operation + reversal,
            [
                ("463300", 0, 20, ""),
                ("463300", 20, 0, ""),
                ("530000", 0, 20, ""),
                ("530000", 20, 0, ""),
            ],
        )

    def test_close_of_a_day_locked_since(self):
        operation = self._exchange({20: 1})
        self.company.fiscalyear_lock_date = "2020-03-31"
        operation._post_books()
        self.assertEqual(str(operation.sudo().move_id.date), "2020-04-01")

    def test_cron(self):
        operations = self._exchange({20: 1}) + self._exchange({5: 1})
        with patch.object(self.env.registry["ir.cron"], "_commit_progress") as progress:
            self.env["lcc.operation"]._cron_close_books(limit=1)
            progress.assert_called_once_with(2, remaining=0)
            self.env["lcc.operation"]._cron_close_books()
        self.assertEqual(set(operations.mapped("books_state")), {"done"})
        self.assertEqual(len(operations.sudo().move_id), 1, "whole days at a time")

    def test_deleted_entry_leaves_operations_waiting(self):
        operations = self._exchange({20: 1}) + self._exchange({5: 1})
        move = operations._post_books()
        move.button_draft()
        move.unlink()
        self.assertEqual(set(operations.mapped("books_state")), {"waiting"})
        self.assertFalse(operations.move_id)
        self.assertBooks(operations, [("463300", 0, 25, ""), ("530000", 25, 0, "")])

    def test_no_journal(self):
        self.currency.journal_id = False
        operation = self._exchange({20: 1})
        with self.assertRefused("Test currency has no journal"):
            operation._post_books()
