# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestReceipt(LccPaymentCase):
    """Euros that a public accountant paid, by hand and from the bank statement."""

    def _transaction(self, amount=65, day="2020-04-03"):
        return self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank_journal.id,
                "date": day,
                "payment_ref": "VIR SGC",
                "amount": amount,
            }
        )

    def test_account_by_default(self):
        self.assertEqual(self.currency.creditor_account_id.code, "467200")
        self.assertTrue(self.currency.creditor_account_id.reconcile)

    def test_one_entry_for_several_creditors(self):
        salary = self._sign_mandate(self.deputy, lcc_claim="salary", lcc_amount=25)
        receipt = self._receive(
            (self.mandate, "2020-03-01", 40), (salary, "2020-03-01", 25)
        )
        self.assertEqual(receipt.state, "posted")
        self.assertEqual(receipt.amount, 65)
        move = receipt.sudo().move_id
        self.assertEqual(
            (move.state, move.date, move.journal_id),
            ("posted", date(2020, 4, 3), self.bank_journal),
        )
        self.assertEqual(
            self._items(move),
            [
                ("467200", 0.0, 25.0, "Marius Deputy"),
                ("467200", 0.0, 40.0, "Yvonne Mayor"),
                ("512001", 65.0, 0.0, ""),
            ],
        )
        self.assertEqual(
            (self.mandate.lcc_received, self.mandate.lcc_kept, salary.lcc_kept),
            (40, 40, 25),
        )

    def test_from_the_bank_statement(self):
        transaction = self._transaction(40)
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        receipt.sudo().statement_line_id = transaction
        receipt.with_user(self.treasurer).action_post()
        self.assertEqual(receipt.sudo().move_id, transaction.move_id)
        self.assertTrue(transaction.is_reconciled)
        self.assertEqual(
            self._items(transaction.move_id),
            [
                ("467200", 0.0, 40.0, "Yvonne Mayor"),
                ("512001", 40.0, 0.0, ""),
            ],
        )
        receipt.with_user(self.treasurer).action_cancel()
        self.assertFalse(transaction.is_reconciled)
        self.assertEqual(self.mandate.lcc_received, 0)
        self.assertNotIn("467200", transaction.line_ids.account_id.mapped("code"))

    def test_transaction_of_another_amount(self):
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        receipt.sudo().statement_line_id = self._transaction(65)
        with self.assertRefused(
            "The bank received .*65.00.*the creditors make .*40.00"
        ):
            receipt.with_user(self.treasurer).action_post()

    def test_transaction_of_another_day(self):
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        receipt.sudo().statement_line_id = self._transaction(40, "2020-04-02")
        with self.assertRefused("the day of the bank transaction"):
            receipt.with_user(self.treasurer).action_post()

    def test_transaction_that_is_matched(self):
        transaction = self._transaction(40)
        first = self._draft_receipt((self.mandate, "2020-03-01", 40))
        second = self._draft_receipt((self.mandate, "2020-04-01", 40))
        (first | second).sudo().statement_line_id = transaction
        first.with_user(self.treasurer).action_post()
        with self.assertRefused("matched already"):
            second.with_user(self.treasurer).action_post()

    def test_form_fills_in_who_is_expected(self):
        self._sign_mandate(self.deputy, lcc_claim="salary", lcc_amount=25)
        self._receive((self.mandate, "2020-03-01", 15))
        form = Form(self.env["lcc.creditor.receipt"].with_user(self.manager))
        form.authority_id = self.commune
        form.month = "2020-03-17"
        receipt = form.save()
        self.assertEqual(receipt.month, date(2020, 3, 1))
        means = receipt.sudo().payment_method_line_id
        self.assertEqual(means.journal_id.type, "bank")
        receipt.action_fill()
        self.assertEqual(
            [(line.partner_id.name, line.amount) for line in receipt.line_ids],
            [("Marius Deputy", 25), ("Yvonne Mayor", 25)],
        )
        receipt.action_fill()
        self.assertEqual(len(receipt.line_ids), 2, "nobody is named twice")

    def test_manager_leaves_a_draft(self):
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        with self.assertRefused("The treasurer receives"):
            receipt.action_post()

    def test_received_stays_as_it_is(self):
        receipt = self._receive()
        with self.assertRefused("does not change any more"):
            receipt.amount = 50
        with self.assertRefused("does not change any more"):
            receipt.line_ids.amount = 50
        with self.assertRefused("does not change any more"):
            receipt.unlink()
        with self.assertRefused("does not change any more"):
            receipt.line_ids.unlink()
        with self.assertRefused("by the buttons alone"):
            receipt.state = "draft"
        with self.assertRefused("cancel “.*TRANSFER 03"):
            receipt.sudo().move_id.button_draft()
        with self.assertRefused("cancel “.*TRANSFER 03"):
            receipt.sudo().move_id._reverse_moves()

    def test_nobody_is_born_received(self):
        with self.assertRefused("by the buttons alone"):
            self._draft_receipt((self.mandate, "2020-03-01", 40), state="posted")

    def test_cancelled(self):
        receipt = self._receive()
        move = receipt.sudo().move_id
        receipt.with_user(self.treasurer).action_cancel()
        self.assertEqual(receipt.state, "cancelled")
        self.assertEqual(self.mandate.lcc_received, 0)
        self.assertEqual(
            self._items(move.reversal_move_ids),
            [("467200", 40.0, 0.0, "Yvonne Mayor"), ("512001", 0.0, 40.0, "")],
        )
        self.assertTrue(
            all(
                (move | move.reversal_move_ids)
                .line_ids.filtered(lambda item: item.account_id.code == "467200")
                .mapped("reconciled")
            )
        )

    def test_cancelled_after_the_units_are_handed_over(self):
        receipt = self._receive()
        self._hand_over()
        with self.assertRefused("40.00.*more in units than the euros"):
            receipt.with_user(self.treasurer).action_cancel()

    def test_no_convention(self):
        draft = self._prepare_mandate(self.deputy)
        receipt = self._draft_receipt((draft, "2020-03-01", 40))
        with self.assertRefused("is not signed"):
            receipt.with_user(self.treasurer).action_post()
        early = self._draft_receipt((self.mandate, "2020-03-01", 40), date="2020-02-28")
        with self.assertRefused("nothing is paid before"):
            early.with_user(self.treasurer).action_post()
        with self.assertRaisesRegex(ValidationError, "no mandate of a creditor"):
            self._draft_receipt((self._sign_till(), "2020-03-01", 40))

    def test_another_payer(self):
        town = self.env["res.partner"].create({"name": "Town", "is_company": True})
        other = self._sign_mandate(self.deputy, lcc_authority_id=town.id)
        receipt = self._draft_receipt((other, "2020-03-01", 40))
        with self.assertRefused("is paid by Town, these euros come from Commune"):
            receipt.with_user(self.treasurer).action_post()
        receipt.authority_id = False
        receipt.with_user(self.treasurer).action_post()
        self.assertEqual(other.lcc_kept, 40)

    def test_months_of_the_term(self):
        """August is the last month; it may come in October, September may not."""
        late = self._draft_receipt((self.mandate, "2020-09-01", 40), date="2020-10-05")
        with self.assertRefused("ended on .*for a later day"):
            late.with_user(self.treasurer).action_post()
        self._receive((self.mandate, "2020-08-01", 40), date="2020-10-05")
        amendment = self._prepare_mandate(
            self.mayor,
            lcc_amends_id=self.mandate.id,
            start_date="2020-09-01",
            end_date="2020-09-30",
        )
        amendment.action_lcc_sign()
        late.with_user(self.treasurer).action_post()
        self.assertEqual(self.mandate.lcc_received, 80)

    def test_locked_day(self):
        self.company.fiscalyear_lock_date = "2020-04-30"
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        with self.assertRefused("The books are locked up to .*cannot be received on"):
            receipt.with_user(self.treasurer).action_post()
        receipt.date = "2020-05-01"
        receipt.with_user(self.treasurer).action_post()
        self.assertEqual(receipt.sudo().move_id.date, date(2020, 5, 1))

    def test_only_euros_of_the_company(self):
        other = self.env["res.currency"].search(
            [("id", "!=", self.company.currency_id.id)], limit=1
        ) or self.env["res.currency"].create({"name": "TSX", "symbol": "X"})
        other.active = True
        journal = self.env["account.journal"].create(
            {
                "name": "Bank abroad",
                "type": "bank",
                "code": "TABR",
                "currency_id": other.id,
            }
        )
        receipt = self._draft_receipt(
            (self.mandate, "2020-03-01", 40),
            payment_method_line_id=journal.inbound_payment_method_line_ids[:1].id,
        )
        with self.assertRefused("Choose the means of payment"):
            receipt.with_user(self.treasurer).action_post()
        receipt.payment_method_line_id = self.bank
        receipt.sudo().statement_line_id = self.env[
            "account.bank.statement.line"
        ].create(
            {
                "journal_id": journal.id,
                "date": "2020-04-03",
                "payment_ref": "VIR",
                "amount": 40,
            }
        )
        with self.assertRefused("a public accountant pays euros"):
            receipt.with_user(self.treasurer).action_post()

    def test_never_by_the_account_of_the_circulation(self):
        wrong = self.bank.copy(
            {
                "name": "Wrong",
                "payment_account_id": self.currency.coupon_account_id.id,
            }
        )
        receipt = self._draft_receipt(
            (self.mandate, "2020-03-01", 40), payment_method_line_id=wrong.id
        )
        with self.assertRefused("Choose the means of payment"):
            receipt.with_user(self.treasurer).action_post()

    def test_nothing_to_receive(self):
        receipt = self._draft_receipt()
        with self.assertRefused("for which creditors"):
            receipt.with_user(self.treasurer).action_post()

    def test_currency_without_account(self):
        self.currency.creditor_account_id = False
        receipt = self._draft_receipt((self.mandate, "2020-03-01", 40))
        with self.assertRefused("“Creditors of public bodies” of Test currency"):
            receipt.with_user(self.treasurer).action_post()
        self.currency._set_creditor_account()
        self.assertEqual(self.currency.creditor_account_id.code, "467200")

    def test_account_stays_while_euros_are_owed(self):
        other = self._account("467100")
        self.assertTrue(other)
        self._receive()
        with self.assertRaisesRegex(UserError, "Euros are owed to creditors"):
            self.currency.creditor_account_id = other
        operation = self._hand_over()
        with self.assertRaisesRegex(UserError, "Euros are owed to creditors"):
            self.currency.creditor_account_id = other
        operation.with_user(self.treasurer)._post_books()
        self.currency.creditor_account_id = other
        self.assertEqual(self.mandate._lcc_get_account(), other)

    def test_mandates_signed_before_there_is_a_currency(self):
        company = self._create_association("Young association")
        mandate = self._prepare_mandate(self.deputy, company_id=company.id)
        mandate.action_lcc_sign()
        self.assertFalse(mandate.lcc_local_currency_id)
        currency = self._create_currency("Young currency", company)
        self.assertEqual(mandate.lcc_local_currency_id, currency)
        self.assertEqual(self.mandate.lcc_local_currency_id, self.currency)

    def test_never_the_account_of_the_circulation(self):
        with self.assertRaisesRegex(ValidationError, "serves nothing else"):
            self.currency.creditor_account_id = self.currency.coupon_account_id

    def test_a_part_has_an_amount(self):
        mandate = self._prepare_mandate(self.deputy, lcc_amount=0)
        with self.assertRaisesRegex(UserError, "only a part of the sum"):
            mandate.action_lcc_sign()
        mandate.lcc_share = "all"
        mandate.action_lcc_sign()
        self.assertEqual(mandate.lcc_state, "signed")
        self.assertIn("lcc_share", mandate._lcc_get_facts())
        with self.assertRaisesRegex(UserError, "does not change any more"):
            mandate.lcc_share = "part"

    def test_an_amendment_keeps_the_share(self):
        form = Form(
            self.env["agreement"].with_context(
                **self.mandate.action_lcc_amend()["context"]
            )
        )
        self.assertEqual(form.lcc_share, "part")
        amendment = self._prepare_mandate(
            self.mayor, lcc_amends_id=self.mandate.id, lcc_share="all", lcc_amount=0
        )
        amendment.action_lcc_sign()
        self.assertEqual(self.mandate._lcc_get_share(), "all")
