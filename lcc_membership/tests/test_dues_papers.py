# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MailCase
from odoo.addons.report_weasyprint.tests.common import squeeze

from .papers import PapersCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-04")
class TestDuesPapers(MailCase, PapersCase):
    def _pay(self, **kwargs):
        move = self._collect(
            self.alice,
            self.dues_year,
            20,
            date(2026, 5, 4),
            means=self.cheque,
            **kwargs,
        )
        return move._lcc_get_dues()

    # Receipt

    def test_receipt_with_a_gift_on_its_own_line(self):
        line = self._pay(gift=5)
        text = self._text(self._print("dues", line))
        for excerpt in (
            "Dues receipt",
            "Test association has received from Alice:",
            "Test dues of the year",
            "05/04/2026 – 12/31/2026",
            "20.00\xa0€ Gift 5.00\xa0€ Total received 25.00\xa0€",
            "Paid on 05/04/2026",
            "Means of payment Cheque",
        ):
            self.assertIn(squeeze(excerpt), text)

    def test_receipt_without_a_gift(self):
        text = self._text(self._print("dues", self._pay()))
        self.assertIn(squeeze("Total received 20.00\xa0€"), text)
        self.assertNotIn("Gift", text)

    def test_receipt_of_who_paid(self):
        """The receipt is the payer's, and names the member."""
        line = self._pay(payer=self.bruno)
        text = self._text(self._print("dues", line))
        self.assertIn(squeeze("has received from Bruno:"), text)
        self.assertIn("Alice", text)

    def test_receipt_of_dues_entered_by_hand(self):
        line = self.env["membership.membership_line"].create(
            {
                "partner_id": self.alice.id,
                "membership_id": self.dues_year.id,
                "member_price": 17.5,
                "date": "2025-02-03",
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
                "state": "paid",
                "company_id": self.company.id,
            }
        )
        text = self._text(self._print("dues", line))
        self.assertIn(squeeze("Total received 17.50\xa0€ Paid on 02/03/2025"), text)

    def test_one_receipt_for_one_payment(self):
        lines = (
            self._pay()
            + self._collect(
                self.bruno, self.dues_year, 20, date(2026, 5, 4)
            )._lcc_get_dues()
        )
        self.assertEqual(len(self._print("dues", lines).pages), 2)
        self.assertEqual(len(lines._lcc_get_receipts()), 2)

    def test_no_receipt_for_dues_that_are_not_paid(self):
        call = self.env["lcc.dues.collection"]._call([self._dues()])
        line = call._lcc_get_dues()
        with self.assertRaisesRegex(UserError, "not paid: Alice. Take the payment"):
            self._print("dues", line)
        call.action_post()
        with self.assertRaisesRegex(UserError, "not paid: Alice"):
            line.with_user(self.manager).action_lcc_print_receipt()
        with self.assertRaisesRegex(UserError, "not paid: Alice"):
            line.with_user(self.manager).action_lcc_send_receipt()

    def test_who_prints_receipts(self):
        line = self._pay()
        self.assertTrue(line.with_user(self.auditor)._lcc_get_receipts())
        with self.assertRaises(AccessError):
            line.with_user(self.accountant)._lcc_get_receipts()
        self.manager.lcc_territory_ids = self.couserans
        with self.assertRaises(AccessError):
            line.with_user(self.manager)._lcc_get_receipts()

    # Certificate

    def test_certificate(self):
        self._pay()
        self.association.write({"signatory": "Marie Test", "signatory_role": "Chair"})
        self.alice.lcc_member_number = "T0042"
        text = self._text(self._print("certificate", self.alice))
        for excerpt in (
            "Membership certificate",
            "Test association certifies that Alice is a member of the association "
            "and that the dues are paid until 31 December 2026.",
            "Member number T0042",
            "Member since 01/01/2020",
            "Made in Testville, on 4 May 2026",
            "Marie Test Chair",
        ):
            self.assertIn(squeeze(excerpt), text)

    def test_no_certificate_once_the_dues_are_over(self):
        self._pay()
        with freeze_time("2027-01-01"), self.assertRaisesRegex(UserError, "Alice"):
            self._print("certificate", self.alice)

    # E-mail

    def _send(self, action, user):
        composer = Form(
            self.env["mail.compose.message"]
            .with_user(user)
            .with_context(**action["context"])
        ).save()
        with self.mock_mail_gateway():
            composer.action_send_mail()
        return self._new_mails

    def test_card_and_certificate_by_e_mail(self):
        self._pay()
        self.manager.email = "manager@example.org"
        action = self.alice.with_user(self.manager).action_lcc_send_papers()
        (mail,) = self._send(action, self.manager)
        self.assertEqual(mail.subject, "Test association: your membership card")
        self.assertEqual(mail.recipient_ids, self.alice)
        self.assertEqual(len(mail.attachment_ids), 2)

    def test_receipts_by_e_mail_from_the_list(self):
        self.bruno.email = "bruno@example.org"
        move = self._collect(self.bruno, self.dues_year, 20, date(2026, 5, 4))
        lines = self._pay() + move._lcc_get_dues()
        self.manager.email = "manager@example.org"
        action = lines.with_user(self.manager).action_lcc_send_receipt()
        mails = self._send(action, self.manager)
        self.assertEqual(mails.recipient_ids, self.alice + self.bruno)
        self.assertEqual([len(mail.attachment_ids) for mail in mails], [1, 1])

    def test_receipt_by_e_mail(self):
        line = self._pay()
        self.manager.email = "manager@example.org"
        action = line.with_user(self.manager).action_lcc_send_receipt()
        (mail,) = self._send(action, self.manager)
        self.assertEqual(mail.recipient_ids, self.alice)
        self.assertEqual(len(mail.attachment_ids), 1)
