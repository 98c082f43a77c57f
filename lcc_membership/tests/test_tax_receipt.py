# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from ..models.lcc_tax_receipt import SYSTEM
from .tax_receipts import TaxReceiptCase


@tagged("post_install", "-at_install")
@freeze_time("2026-01-15")
class TestTaxReceipt(MailCase, TaxReceiptCase):
    # Finding gifts

    def test_gifts_of_a_year(self):
        gifts = self.receipts._find_gifts(self.company, 2025)
        self.assertEqual(
            [(g.donor, g.date, g.amount, g.means) for g in gifts],
            [
                (self.alice, date(2025, 3, 1), 30.0, "cash"),
                (self.alice, date(2025, 9, 10), 50.0, "cheque"),
                (self.bruno, date(2025, 4, 1), 12.5, "transfer"),
                (self.shop, date(2025, 5, 20), 271.5, "transfer"),
            ],
        )

    def test_the_day_of_the_payment_counts(self):
        """A gift that was promised in December and paid in January is of January."""
        move = self.env["lcc.dues.collection"]._create_invoices(
            [self._dues(product=self.dues_year.browse(), amount=0, gift=40)]
        )
        move.invoice_date = "2024-12-20"
        move.action_post()
        self.assertFalse(self.receipts._find_gifts(self.company, 2024))
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        wizard.create(
            {
                "payment_date": "2025-01-05",
                "journal_id": self.cash_journal.id,
                "payment_method_line_id": self.cash.id,
            }
        )._create_payments()
        self.assertFalse(self.receipts._find_gifts(self.company, 2024))
        gifts = self.receipts._find_gifts(self.company, 2025)
        self.assertIn((date(2025, 1, 5), 40.0), [(g.date, g.amount) for g in gifts])

    def test_what_was_given_back_is_no_gift(self):
        move = self._gift(self.bruno, 40, date(2025, 6, 1))
        move._reverse_moves([{"invoice_date": date(2025, 6, 2)}], cancel=True)
        amounts = [g.amount for g in self.receipts._find_gifts(self.company, 2025)]
        self.assertEqual(amounts, [30.0, 50.0, 12.5, 271.5])

    def test_dues_are_no_gifts(self):
        self._collect(self.bruno, self.dues_year, 20, date(2025, 6, 1))
        total = sum(g.amount for g in self.receipts._find_gifts(self.company, 2025))
        self.assertEqual(total, 364.0)

    def test_expenses_not_asked_back(self):
        """A gift set off against another paper came as the treasurer says."""
        move = self.env["lcc.dues.collection"]._create_invoices(
            [self._dues(product=self.dues_year.browse(), amount=0, gift=40)]
        )
        move.invoice_date = "2025-06-01"
        move.action_post()
        receivable = move.line_ids.filtered(lambda item: item.balance > 0)
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "date": "2025-06-01",
                "line_ids": [
                    (0, 0, {"account_id": self._account("625100").id, "debit": 40}),
                    (
                        0,
                        0,
                        {
                            "account_id": receivable.account_id.id,
                            "partner_id": self.alice.id,
                            "credit": 40,
                        },
                    ),
                ],
            }
        )
        entry.action_post()
        (
            receivable + entry.line_ids.filtered(lambda item: item.balance < 0)
        ).reconcile()
        receipt = self._drafts().filtered(lambda one: one.partner_id == self.alice)
        self.assertEqual(
            [(gift.amount, gift.means) for gift in receipt.gift_ids],
            [(30.0, "cash"), (40.0, False), (50.0, "cheque")],
        )
        self.assertTrue(self._print("tax", receipt).pages)
        with self.assertRaisesRegex(
            UserError, "Alice: the books do not tell how the gift of 06/01/2025 came"
        ):
            receipt.action_issue()
        receipt.gift_ids[1].means = "expenses"
        receipt.action_issue()
        self.assertEqual(receipt.state, "issued")

    # The batch

    def test_preview_by_donor(self):
        batch = self._batch()
        self.assertEqual(
            [(x.partner_id, x.kind, x.gift_count, x.amount) for x in batch.line_ids],
            [
                (self.alice, "person", 2, 80.0),
                (self.bruno, "person", 1, 12.5),
                (self.shop, "company", 1, 271.5),
            ],
        )
        self.assertEqual(
            (batch.donor_count, batch.gift_count, batch.receipt_count, batch.amount),
            (3, 4, 3, 364.0),
        )
        batch.grouping = "gift"
        self.assertEqual(batch.receipt_count, 4)

    def test_preview_on_the_screen(self):
        form = Form(self.env["lcc.tax.receipt.batch"].with_user(self.treasurer))
        self.assertEqual(form.year, 2025)
        self.assertEqual(form.amount, 364.0)
        with form.line_ids.edit(0) as line:
            line.is_included = False
        self.assertEqual((form.donor_count, form.amount), (2, 284.0))
        receipts = form.save()._make_drafts()
        self.assertEqual(receipts.partner_id, self.bruno + self.shop)

    def test_left_out(self):
        self.alice.street = False
        self.shop.lcc_legal_form = False
        commune = self.env["res.partner"].create(
            {
                "name": "Test commune",
                "is_company": True,
                "street": "1 Town Hall",
                "zip": "09991",
                "city": "Testville",
                "lcc_member_type_id": self.commune_type.id,
            }
        )
        self._gift(commune, 100, date(2025, 7, 1))
        batch = self._batch()
        self.assertEqual(
            {x.partner_id.name: (x.reason, x.is_included) for x in batch.line_ids},
            {
                "Alice": ("address", False),
                "Bruno": (False, True),
                "Test commune": ("public", False),
                "Test shop": ("legal_form", False),
            },
        )
        self.assertEqual(batch.left_out_count, 3)
        self.assertEqual(batch.left_out_amount, 451.5)
        self.assertEqual(batch._make_drafts().partner_id, self.bruno)

    def test_left_out_cannot_be_forced(self):
        self.alice.street = False
        batch = self._batch()
        batch.line_ids.is_included = True
        self.assertNotIn(self.alice, batch._make_drafts().partner_id)

    def test_gifts_before_the_association_was_eligible(self):
        self.association.tax_eligible_since = "2025-05-01"
        batch = self._batch()
        self.assertEqual(
            [(x.partner_id, x.amount, x.reason) for x in batch.line_ids],
            [
                (self.alice, 30.0, "before"),
                (self.alice, 50.0, False),
                (self.bruno, 12.5, "before"),
                (self.shop, 271.5, False),
            ],
        )
        self.assertEqual(batch._make_drafts().mapped("amount"), [50.0, 271.5])

    def test_one_receipt_per_gift(self):
        drafts = self._drafts(grouping="gift")
        self.assertEqual(drafts.mapped("amount"), [30.0, 50.0, 12.5, 271.5])

    def test_one_receipt_per_donor_and_year(self):
        receipt = self._drafts().filtered(lambda one: one.partner_id == self.alice)
        self.assertEqual(receipt.amount, 80.0)
        self.assertEqual(
            (receipt.date_from, receipt.date_to), (date(2025, 3, 1), date(2025, 9, 10))
        )

    def test_no_gift_twice(self):
        self._drafts()
        batch = self._batch()
        self.assertFalse(batch.line_ids)
        with self.assertRaisesRegex(UserError, "no receipt to make"):
            batch._make_drafts()

    def test_no_gift_twice_in_the_database(self):
        drafts = self._drafts()
        gift = drafts.gift_ids[0]
        other = drafts.filtered(lambda one: one != gift.receipt_id)[:1]
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            gift.sudo().with_context(lcc_tax_receipt=SYSTEM).copy(
                {"receipt_id": other.id}
            )

    # Eligibility

    def test_off_until_recorded(self):
        self.association.tax_is_eligible = False
        batches = self.env["lcc.tax.receipt.batch"].with_user(self.treasurer)
        for call in (batches.action_open, self._drafts):
            with self.assertRaisesRegex(UserError, "issues no tax receipts"):
                call()

    def test_off_between_draft_and_issue(self):
        drafts = self._drafts()
        self.association.tax_is_eligible = False
        with self.assertRaisesRegex(UserError, "issues no tax receipts"):
            drafts.action_issue()

    def test_what_the_paper_must_say(self):
        self.association.write({"tax_object": False, "signatory": False})
        self.company.company_registry = False
        with self.assertRaisesRegex(
            UserError, "association's object, signatory, SIREN or RNA number"
        ):
            self._drafts()

    def test_who_recorded_it(self):
        association = self.association.with_user(self.treasurer)
        association.tax_is_eligible = False
        self.assertFalse(association.tax_eligible_user_id)
        association.tax_is_eligible = True
        self.assertEqual(association.tax_eligible_user_id, self.treasurer)

    # Numbers

    def test_numbers(self):
        drafts = self._drafts(grouping="gift")
        drafts.action_issue()
        numbers = {one.gift_ids.date: one.number for one in drafts}
        self.assertEqual(
            numbers,
            {
                date(2025, 3, 1): "2025-0001",
                date(2025, 4, 1): "2025-0002",
                date(2025, 5, 20): "2025-0003",
                date(2025, 9, 10): "2025-0004",
            },
        )
        self.assertEqual(set(drafts.mapped("date_issued")), {date(2026, 1, 15)})
        self.assertEqual(drafts.issued_by_id, self.treasurer)

    def test_no_gap_after_a_rollback(self):
        drafts = self._drafts()
        alice, bruno, shop = drafts
        alice.action_issue()
        self.assertEqual(alice.number, "2025-0001")
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            bruno.action_issue()
            self.assertEqual(bruno.number, "2025-0002")
            raise ZeroDivisionError
        bruno.invalidate_recordset()
        self.assertFalse(bruno.number)
        shop.action_issue()
        self.assertEqual(shop.number, "2025-0002")

    def test_each_year_and_company_counts_from_one(self):
        self._drafts().action_issue()
        self._gift(self.alice, 10, date(2024, 2, 1))
        receipt = self._drafts(year=2024)
        receipt.action_issue()
        self.assertEqual(receipt.number, "2024-0001")
        other = self._create_association("Other association")
        settings = self.env["lcc.association"]._get(other)
        first = self.association._get_tax_sequence()
        second = settings._get_tax_sequence()
        self.assertNotEqual(first, second)
        self.assertEqual(second.company_id, other)
        self.assertEqual(second.implementation, "no_gap")

    def test_all_or_none(self):
        drafts = self._drafts()
        self.bruno.street = False
        with self.assertRaisesRegex(UserError, "Bruno: No full address"):
            drafts.action_issue()
        self.assertEqual(set(drafts.mapped("state")), {"draft"})

    def test_gift_undone_before_the_issue(self):
        receipt = self._drafts().filtered(lambda one: one.partner_id == self.bruno)
        move = receipt.sudo().gift_ids.item_id.move_id
        move.line_ids.remove_move_reconcile()
        with self.assertRaisesRegex(UserError, "its payment undone"):
            receipt.action_issue()

    # Issued

    def test_never_changed(self):
        receipt = self._issued(self.alice)
        for vals in (
            {"kind": "company"},
            {"form": "notarial"},
            {"siren": "200067940"},
            {"gift_ids": [(5, 0, 0)]},
            {"gift_ids": [(1, receipt.gift_ids[0].id, {"means": "expenses"})]},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "is issued"):
                receipt.write(vals)
        for vals in (
            {"number": "2025-9999"},
            {"state": "draft"},
            {"year": 2024},
            {"partner_id": self.bruno.id},
            {"amount": 1},
            {"paper": {}},
            {"attachment_id": False},
            {"date_issued": "2025-01-01"},
            {"cancel_reason": "None"},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "by the system"):
                receipt.write(vals)
        with self.assertRaisesRegex(UserError, "is issued"):
            receipt.gift_ids[0].means = "expenses"

    def test_forged_context(self):
        receipt = self._issued(self.alice)
        for forged in (True, "SYSTEM", 1, {}):
            with self.assertRaises(UserError):
                receipt.with_context(lcc_tax_receipt=forged).state = "draft"

    def test_never_deleted(self):
        receipt = self._issued(self.alice)
        for records in (receipt, receipt.gift_ids, receipt.sudo()):
            with self.assertRaisesRegex(UserError, "neither changed nor deleted"):
                records.unlink()
        drafts = self.receipts.search([("state", "=", "draft")])
        drafts.unlink()
        self.assertFalse(drafts.exists())

    def test_drafts_may_be_corrected(self):
        receipt = self._drafts().filtered(lambda one: one.partner_id == self.bruno)
        with Form(receipt) as form:
            form.form = "private"
            with form.gift_ids.edit(0) as gift:
                gift.means = "expenses"
        self.assertEqual(receipt.gift_ids.means, "expenses")
        with self.assertRaisesRegex(UserError, "by the system"):
            receipt.gift_ids.amount = 1000

    def test_the_books_keep_what_is_certified(self):
        receipt = self._issued(self.alice)
        move = receipt.sudo().gift_ids[0].item_id.move_id
        with self.assertRaisesRegex(UserError, "The tax receipt 2025-0001 certifies"):
            move.button_draft()
        receipt._cancel("Test")
        move.button_draft()
        self.assertEqual(move.state, "draft")

    def test_gift_given_back_is_told(self):
        receipt = self._issued(self.bruno)
        self.assertFalse(receipt.is_altered)
        move = receipt.sudo().gift_ids.item_id.move_id
        move.line_ids.remove_move_reconcile()
        receipt.invalidate_recordset()
        self.assertTrue(receipt.is_altered)

    # Cancel and replace

    def test_cancel_and_replace(self):
        receipt = self._issued(self.alice)
        wizard = self.env["lcc.tax.receipt.cancel"].with_user(self.treasurer)
        wizard = wizard.create({"receipt_ids": receipt.ids, "reason": "Wrong name"})
        action = wizard.action_cancel()
        draft = self.receipts.browse(action["res_id"])
        self.assertEqual((receipt.state, receipt.number), ("cancelled", "2025-0001"))
        self.assertEqual(receipt.date_cancelled, date(2026, 1, 15))
        self.assertEqual((draft.state, draft.amount), ("draft", 80.0))
        self.assertEqual(draft.replaces_id, receipt)
        self.assertFalse(receipt.replaced_by_id)
        draft.action_issue()
        self.assertEqual(draft.number, "2025-0002")
        self.assertEqual(receipt.replaced_by_id, draft)

    def test_cancelled_gifts_are_free_again(self):
        self._issued(self.alice)._cancel("Test")
        lines = self._batch().line_ids
        self.assertEqual(lines.mapped("partner_id"), self.alice)
        self.assertEqual(lines.amount, 80.0)

    def test_drafts_are_not_cancelled(self):
        drafts = self._drafts()
        with self.assertRaisesRegex(UserError, "drafts are deleted"):
            drafts._cancel("Test")

    # Paper and e-mail

    def test_paper_is_kept(self):
        receipt = self._issued(self.alice)
        content = receipt.attachment_id.raw
        self.assertEqual(content[:5], b"%PDF-")
        self.assertEqual(
            receipt.attachment_id.name, "Tax receipt 2025-0001 - Alice.pdf"
        )
        self.alice.name = "Alice Changed"
        reports = self.env["ir.actions.report"].with_user(self.manager)
        printed, _kind = reports._render_qweb_pdf(
            "lcc_membership.lcc_tax_receipt_report", receipt.ids
        )
        self.assertEqual(printed, content)
        self.assertEqual(
            len(
                self.env["ir.attachment"].search(
                    [("res_id", "=", receipt.id), ("res_model", "=", receipt._name)]
                )
            ),
            1,
        )

    def test_paper_cannot_be_changed(self):
        attachment = self._issued(self.alice).attachment_id
        for records in (attachment.with_user(self.treasurer), attachment.sudo()):
            with self.assertRaisesRegex(UserError, "kept as it was issued"):
                records.raw = b"%PDF-forged"
            with self.assertRaisesRegex(UserError, "kept as it was issued"):
                records.datas = base64.b64encode(b"%PDF-forged")
            with self.assertRaisesRegex(UserError, "kept as it was issued"):
                records.unlink()

    def test_send(self):
        receipts = self._drafts()
        receipts.action_issue()
        with self.mock_mail_gateway():
            action = receipts.action_send()
        (mail,) = self._new_mails
        self.assertEqual(mail.recipient_ids, self.alice)
        self.assertEqual(mail.subject, "Test association: your tax receipt 2025-0001")
        sent = receipts.filtered("date_sent")
        self.assertEqual(mail.attachment_ids.raw, sent.attachment_id.raw)
        self.assertEqual(sent.partner_id, self.alice)
        self.assertIn("Bruno, Test shop", action["params"]["message"])

    def test_drafts_are_not_sent(self):
        with self.assertRaisesRegex(UserError, "None of these can be sent"):
            self._drafts().action_send()

    def test_many_are_made_and_sent_in_the_background(self):
        receipts = self._drafts()
        with (
            patch("odoo.addons.lcc_membership.models.lcc_tax_receipt_issue.DIRECT", 1),
            patch("odoo.addons.lcc_membership.models.lcc_tax_receipt_send.DIRECT", 0),
            self.mock_mail_gateway(),
        ):
            receipts.action_issue()
            self.assertEqual(len(receipts.attachment_id), 1)
            receipts.action_send()
            self.assertFalse(self._new_mails)
            self.assertEqual(receipts.filtered("is_sending").partner_id, self.alice)
            with patch.object(
                self.env.registry["ir.cron"], "_commit_progress", return_value=60
            ) as progress:
                self.env["lcc.tax.receipt"]._cron_papers()
                self.assertEqual(progress.call_count, 3)
                self.env["lcc.tax.receipt"]._cron_papers()
                self.assertEqual(progress.call_count, 3)
        self.assertEqual(len(receipts.attachment_id), 3)
        self.assertEqual(len(self._new_mails), 1)
        self.assertFalse(any(receipts.mapped("is_sending")))

    # Declaration

    def test_declaration(self):
        receipts = self._drafts()
        receipts.action_issue()
        receipts[0]._cancel("Test")
        receipts[0]._replace().action_issue()
        self._gift(self.bruno, 8, date(2026, 1, 10))
        self._drafts(year=2026).action_issue()
        declarations = self.env["lcc.tax.declaration"].with_user(self.treasurer)
        declaration = declarations.create({})
        self.assertEqual(declaration.date_from, date(2025, 1, 1))
        # received in 2025; everything was issued in January 2026
        self.assertEqual(declaration.gift_amount, 364.0)
        self.assertEqual(declaration.gift_person_amount, 92.5)
        self.assertEqual(declaration.gift_company_amount, 271.5)
        self.assertEqual(declaration.issued_count, 0)
        declaration.write({"date_from": "2026-01-01", "date_to": "2026-12-31"})
        self.assertEqual(declaration.gift_amount, 8.0)
        self.assertEqual(declaration.issued_count, 4)
        self.assertEqual(declaration.issued_person_count, 3)
        self.assertEqual(declaration.issued_company_count, 1)
        self.assertEqual(declaration.issued_amount, 372.0)
        self.assertEqual(declaration.cancelled_count, 1)
        for action, count in (
            (declaration.action_view_issued(), 4),
            (declaration.action_view_cancelled(), 1),
            (declaration.action_view_gifts(), 1),
        ):
            found = self.env[action["res_model"]].search_count(action["domain"])
            self.assertEqual(found, count)
