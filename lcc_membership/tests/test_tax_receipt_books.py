# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .tax_receipts import TaxReceiptCase


@tagged("post_install", "-at_install")
@freeze_time("2026-01-15")
class TestTaxReceiptBooks(TaxReceiptCase):
    """What the books tell of a gift, and what they do not."""

    def _draft_of(self, donor):
        return self._drafts().filtered(lambda one: one.partner_id == donor)

    def _give_back(self, move, amount):
        """Post a credit note of the gift on an invoice."""
        refund = move._reverse_moves([{"invoice_date": date(2025, 12, 1)}])
        gift = refund._lcc_get_gift_lines()
        (refund.invoice_line_ids - gift[:1]).unlink()
        gift[:1].price_unit = amount
        refund.action_post()

    # Given back

    def test_given_back_in_part_before_the_issue(self):
        receipt = self._draft_of(self.bruno)
        move = receipt.sudo().gift_ids.item_id.move_id
        self._give_back(move, 2.5)
        self.assertEqual(move.payment_state, "paid")
        with self.assertRaisesRegex(
            UserError, "Bruno: the gift of 04/01/2025 was given back since"
        ):
            receipt.action_issue()
        receipt.unlink()
        again = self._draft_of(self.bruno)
        again.action_issue()
        self.assertEqual((again.amount, again.is_altered), (10.0, False))

    def test_given_back_in_part_after_the_issue(self):
        receipt = self._issued(self.bruno)
        self._give_back(receipt.sudo().gift_ids.item_id.move_id, 2.5)
        receipt.invalidate_recordset()
        self.assertTrue(receipt.is_altered)

    def test_two_gifts_on_one_invoice_bear_a_refund_together(self):
        """30.00 and 20.00 less 10.00: 24.00 and 16.00."""
        collection = self.env["lcc.dues.collection"]
        move = collection._create_invoices(
            [self._dues(product=self.dues_year.browse(), amount=0, gift=30)]
        )
        move.write(
            {
                "invoice_date": "2025-06-01",
                "invoice_line_ids": [(0, 0, collection._prepare_gift_vals(20))],
            }
        )
        move.action_post()
        self._give_back(move, 10)
        gifts = move._lcc_get_gift_lines()
        self.assertEqual([gift._lcc_get_kept() for gift in gifts], [24.0, 16.0])
        self.assertEqual(move._lcc_get_gift_amount(), 40.0)

    def test_a_gift_keeps_what_is_refunded_of_the_dues(self):
        move = self._collect(self.bruno, self.dues_year, 20, date(2025, 6, 1), gift=5)
        refund = move._reverse_moves([{"invoice_date": date(2025, 6, 2)}])
        refund._lcc_get_gift_lines().unlink()
        refund.action_post()
        gift = move._lcc_get_gift_lines()
        self.assertEqual(gift._lcc_get_kept(), 5.0)
        self.assertEqual((move.invoice_line_ids - gift)._lcc_get_kept(), 0.0)

    def test_before_the_association_was_eligible(self):
        """The day is changed between the draft and the issue."""
        receipt = self._draft_of(self.bruno)
        self.association.tax_eligible_since = "2025-04-02"
        with self.assertRaisesRegex(UserError, "04/01/2025 was made before gifts"):
            receipt.action_issue()
        self.association.tax_eligible_since = "2025-04-01"
        receipt.action_issue()
        self.assertEqual(receipt.state, "issued")

    # Means

    def test_paid_by_two_means(self):
        move = self.env["lcc.dues.collection"]._create_invoices(
            [self._dues(product=self.dues_year.browse(), amount=0, gift=40)]
        )
        move.invoice_date = "2025-06-01"
        move.action_post()
        for amount, means in ((15, self.cash), (25, self.cheque)):
            self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=move.ids
            ).create(
                {
                    "amount": amount,
                    "payment_date": "2025-06-01",
                    "journal_id": means.journal_id.id,
                    "payment_method_line_id": means.id,
                }
            )._create_payments()
        self.assertEqual(move._lcc_get_means(), "")
        self.assertEqual(
            sorted(move._lcc_get_means_names()), ["Cheque", self.cash.name]
        )

    def test_gifts_are_not_made_by_hand(self):
        receipt = self._draft_of(self.bruno)
        item = self._gift(self.bruno, 8, date(2025, 8, 1))._lcc_get_gift_lines()
        vals = {"item_id": item.id, "date": "2025-08-01", "amount": 1000}
        with self.assertRaisesRegex(UserError, "are found in the books"):
            receipt.sudo().write({"gift_ids": [(0, 0, vals)]})
        with self.assertRaisesRegex(UserError, "are found in the books"):
            self.env["lcc.tax.receipt.gift"].create({"receipt_id": receipt.id, **vals})
