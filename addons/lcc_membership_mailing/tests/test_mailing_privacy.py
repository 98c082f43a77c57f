# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from odoo.addons.lcc_membership.tests.privacy_common import MARK, PrivacyCase

from .common import MailingListCase


@tagged("post_install", "-at_install")
class TestMailingPrivacy(PrivacyCase, MailingListCase):
    """Recipients that were made for members, handed over and erased."""

    def setUp(self):
        super().setUp()
        self.letter, self.other = self._list(name="Letter"), self._list(name="Other")
        self.contact = self.env["mailing.contact"].search(
            [("lcc_partner_id", "=", self.member.id)]
        )
        self.assertEqual(self.contact.name, f"{MARK} Carla")
        self.contact.company_name = MARK
        self.trace = self.env["mailing.trace"].create(
            {
                "model": "mailing.contact",
                "res_id": self.contact.id,
                "email": f"{MARK}@example.org",
            }
        )

    def _opt_out(self, mailing_list):
        subscription = self.contact.subscription_ids.filtered(
            lambda one: one.list_id == mailing_list
        )
        subscription.opt_out = True
        return subscription

    def _erase(self):
        self.member.with_user(self.trusted)._lcc_erase()
        self.cr.flush()  # messages that wait for the end of the transaction
        return self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])

    def test_handed_over(self):
        self._opt_out(self.letter)
        sheets = {one.title: one for one in self.member.sudo()._lcc_get_sheets()}
        titles = ("Mailing Contact", "Mailing List Subscription")
        [contact], subscriptions = (
            [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
            for sheet in map(sheets.get, titles)
        )
        self.assertEqual(contact["Name"], f"{MARK} Carla")
        self.assertEqual(contact["Email"], f"{MARK}@example.org")
        self.assertEqual(
            {
                row["Mailing List"].partition(" ")[0]: row["Opt Out"]
                for row in subscriptions
            },
            {"Letter": "Yes", "Other": False},
        )

    def test_erased(self):
        log = self._erase()
        self.assertFalse(self.contact.exists())
        self.assertEqual(self._where(MARK), [])
        self.assertEqual(self._recipients(self.letter), ["Alice", "Bruno", "Carla"])
        self.assertIn("Erased: Mailing Contact (1)", log.records_description)

    def test_who_unsubscribed_stays_so(self):
        subscription = self._opt_out(self.letter)
        log = self._erase()
        self.assertEqual(self._where(MARK), ["mailing_contact"])
        self.assertRecordValues(
            self.contact,
            [
                {
                    "name": False,
                    "email": f"{MARK}@example.org",
                    "company_name": False,
                    "lcc_partner_id": False,
                }
            ],
        )
        self.assertEqual(self.contact.subscription_ids, subscription)
        self.assertTrue(subscription.opt_out)
        self.assertIn("Kept: Mailing Contact (1)", log.records_description)
        self.assertIn("Kept: Mailing List Subscription (1)", log.records_description)
        newcomer = self.member.create(
            {
                "name": "Newcomer",
                "email": f"{MARK}@example.org",
                "lcc_member_type_id": self.person_type.id,
                "lcc_newsletter_date": "2026-05-01",
            }
        )
        (self.letter + self.other)._lcc_sync()
        self.assertNotIn("Newcomer", self._recipients(self.letter))
        self.assertEqual(newcomer.email_normalized, self.contact.email_normalized)

    def test_lookup_finds_recipients(self):
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.member.name, "email": self.member.email}
        )
        wizard.action_lookup()
        found = {(line.res_model, line.res_id) for line in wizard.line_ids}
        self.assertIn(("mailing.contact", self.contact.id), found)
