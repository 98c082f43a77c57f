# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..models.lcc_dues_collection import Dues
from .privacy_common import MARK, PrivacyCase


@tagged("post_install", "-at_install")
class TestErasure(PrivacyCase):
    def _erase(self, user=None):
        self.member.with_user(user or self.trusted)._lcc_erase()

    def test_nothing_of_the_person_is_left(self):
        self.member.message_post(body=f"{MARK} called", message_type="comment")
        self.member.activity_schedule(
            "mail.mail_activity_data_todo", summary=f"Call {MARK}"
        )
        self.invoice.message_post(
            body=f"Dear {MARK}",
            message_type="comment",
            partner_ids=self.member.ids,
        )
        self.invoice.message_post(
            body=f"Thanks, {MARK}",
            message_type="email",
            author_id=self.member.id,
            email_from=f"{MARK}@example.org",
        )
        self.invoice.message_subscribe(self.member.ids)
        self.env["ir.attachment"].create(
            {
                "name": f"{MARK}.txt",
                "res_model": "res.partner",
                "res_id": self.member.id,
                "raw": b"letter",
            }
        )
        self.env.flush_all()
        self.assertIn("res_partner", self._where(MARK))
        self._erase()
        self.cr.flush()  # messages that wait for the end of the transaction
        self.assertEqual(self._where(MARK), [])
        number = self.member.lcc_member_number
        self.assertRecordValues(
            self.member,
            [
                {
                    "name": f"Erased member {number}",
                    "active": False,
                    "lcc_member_type_id": self.person_type.id,
                    "lcc_entry_date": date(2024, 1, 1),
                    "lcc_withdrawal_date": date.today(),
                    "lcc_erased_date": date.today(),
                    "lcc_newsletter_date": False,
                    "lcc_charter_file": False,
                    "lcc_territory_id": False,
                    "country_id": False,
                    "image_1920": False,
                }
            ],
        )
        self.assertFalse(self.member.category_id)

    def test_mails_that_failed_or_wait(self):
        mails = self.env["mail.mail"].create(
            [
                {
                    "subject": "Dues",
                    "body_html": f"<p>{name}</p>",
                    "recipient_ids": [Command.set(partners.ids)],
                    "state": state,
                }
                for name, partners, state in (
                    (MARK, self.member, "exception"),
                    (MARK, self.member, "outgoing"),
                    ("All", self.member + self.bruno, "outgoing"),
                )
            ]
        )
        self._erase()
        self.assertEqual(mails.exists(), mails[2])
        self.assertEqual(self._where(MARK), [])

    def test_books_are_kept(self):
        self._erase()
        self.assertRecordValues(
            self.line,
            [
                {
                    "partner_id": self.member.id,
                    "lcc_amount": 20,
                    "lcc_amount_paid": 20,
                    "state": "paid",
                    "lcc_territory_id": self.foix.id,
                }
            ],
        )
        self.assertEqual(self.invoice.amount_total, 27.5)
        self.assertEqual(
            self.invoice.invoice_partner_display_name,
            f"Erased member {self.member.lcc_member_number}",
        )
        self.assertEqual(self._balance("756"), 20)

    def test_log(self):
        self._erase()
        log = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        number = self.member.lcc_member_number
        self.assertEqual(log.execution_details, f"Member {number} erased")
        self.assertEqual(log.anonymized_name, "Z******* C****")
        self.assertIn("Kept: Membership Line (1)", log.records_description)
        self.assertIn("Erased: Contact (2)", log.records_description)

    def test_twice(self):
        self._erase()
        with self.assertRaisesRegex(UserError, "erased already"):
            self._erase()
        logs = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertEqual(len(logs), 1)
        with self.assertRaisesRegex(ValidationError, "make a new contact"):
            self.member.action_lcc_readmit()

    def test_open_dues_are_refused(self):
        self._collect(self.member, self.dues_year, 0, date(2025, 1, 4), means=None)
        call = self.env["lcc.dues.collection"]._call(
            [
                Dues(
                    member=self.member,
                    product=self.dues_year,
                    amount=20,
                    date=date(2026, 1, 4),
                )
            ]
        )
        with self.assertRaisesRegex(UserError, "are open"):
            self._erase()
        self.assertIn(MARK, self.member.name)
        self.assertFalse(self.member.lcc_withdrawal_date)
        wizard = self._open_wizard()
        self.assertIn("are open", wizard.problem)
        call.action_post()
        with self.assertRaisesRegex(UserError, "are open"):
            self._erase()
        call.button_draft()
        call.button_cancel()
        self._erase()

    def test_money_owed_is_refused(self):
        gift = self.association._get_gift_product()
        refund = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.member.child_ids.id,
                "invoice_date": "2024-02-01",
                "invoice_line_ids": [
                    Command.create({"product_id": gift.id, "price_unit": 3})
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "drafts"):
            self._erase()
        refund.action_post()
        with self.assertRaisesRegex(UserError, "owed by, or to"):
            self._erase()

    def test_who_may(self):
        for user in (self.manager, self.auditor, self.accountant):
            with self.assertRaises(AccessError):
                self._erase(user)
        self.trusted.lcc_territory_ids = self.couserans
        with self.assertRaises(AccessError):
            self._erase()
        self.assertIn(MARK, self.member.name)

    def test_neighbours_keep_their_data(self):
        """Odoo passes addresses on to and from the contacts around one."""
        shop = self.env["res.partner"].create(
            {"name": "Shop", "is_company": True, "street": "2 rue du Pont"}
        )
        self.member.parent_id = shop
        self.alice.parent_id = self.member
        self.assertEqual(self.alice.street, "2 rue du Pont")  # Odoo's own doing
        self._erase()
        self.assertEqual(shop.street, "2 rue du Pont")
        self.assertEqual(self.alice.street, "2 rue du Pont")
        self.assertFalse(self.alice.parent_id)
        self.assertFalse(self.member.parent_id)
        self.assertFalse(self.member.street)

    def test_users(self):
        portal = self._create_user(
            f"{MARK}_portal", "base.group_portal", partner_id=self.member.id
        )
        self._erase()
        self.assertFalse(portal.active)
        self.assertNotIn(MARK, portal.login)

    def test_employees_are_refused(self):
        user = self._create_user("worker", "base.group_user", partner_id=self.member.id)
        with self.assertRaisesRegex(UserError, "as an employee"):
            self._erase()
        self.assertTrue(user.active)

    def test_restricted_audit_trail(self):
        """Odoo lets nobody delete the notes that it protects: creation and this."""
        self.company.restrictive_audit_trail = True
        member = self.member.with_context(tracking_disable=False)
        note, comment = (
            member.message_post(body=text, message_type=kind)
            for text, kind in (("Tracked", "notification"), ("Called", "comment"))
        )
        self._erase()
        self.assertTrue(note.exists())
        self.assertFalse(comment.exists())
        log = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertIn("Kept: Message (2)", log.records_description)

    def test_bank_account_of_a_payment_is_kept(self):
        payment = self.env["account.payment"].create(
            {
                "partner_id": self.member.id,
                "payment_type": "outbound",
                "amount": 1,
                "journal_id": self.bank_journal.id,
                "partner_bank_id": self.member.bank_ids.id,
            }
        )
        bank = payment.partner_bank_id
        self._erase()
        self.assertTrue(bank.exists())
        self.assertFalse(bank.active)

    def _open_wizard(self):
        member = self.member.with_user(self.trusted)
        action = member.action_lcc_erase()
        return (
            self.env[action["res_model"]]
            .with_user(self.trusted)
            .with_context(**action["context"])
            .create({})
        )

    def test_wizard(self):
        action = self.member.with_user(self.trusted).action_lcc_erase()
        form = Form(
            self.env["lcc.member.erasure"]
            .with_user(self.trusted)
            .with_context(**action["context"])
        )
        self.assertFalse(form.problem)
        self.assertIn("Kept: Membership Line (1)", form.summary)
        form.save().action_erase()
        self.assertTrue(self.member.lcc_erased_date)
