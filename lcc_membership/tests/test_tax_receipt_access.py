# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .tax_receipts import TaxReceiptCase


@tagged("post_install", "-at_install")
@freeze_time("2026-01-15")
class TestTaxReceiptAccess(TaxReceiptCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls._create_user("keeper", "lcc_base.group_lcc_keeper")
        drafts = cls.env["lcc.tax.receipt.batch"].create({"year": 2025})._make_drafts()
        cls.alice_receipt, cls.bruno_receipt, cls.shop_receipt = drafts
        (cls.alice_receipt + cls.bruno_receipt).action_issue()

    def _as(self, user, records=None):
        records = self.alice_receipt if records is None else records
        return records.with_user(user)

    def test_who_reads(self):
        for user in (self.auditor, self.manager, self.treasurer):
            found = self.env["lcc.tax.receipt"].with_user(user).search([])
            self.assertEqual(len(found), 3)
            self.assertEqual(self._as(user).gift_ids.mapped("amount"), [30.0, 50.0])
            self.assertEqual(self._as(user).attachment_id.raw[:5], b"%PDF-")
            self.assertTrue(self._print("tax", self.alice_receipt, user).pages)
        for user in (self.keeper, self.accountant):
            with self.assertRaises(AccessError):
                self.env["lcc.tax.receipt"].with_user(user).search([])
            with self.assertRaises(AccessError):
                self._print("tax", self.alice_receipt, user)

    def test_who_decides(self):
        for user in (self.auditor, self.manager, self.keeper, self.accountant):
            draft = self._as(user, self.shop_receipt)
            for call in (
                draft.action_issue,
                draft.action_send,
                draft.unlink,
                self._as(user)._replace,
                lambda user=user: self._as(user)._cancel("Test"),
                lambda draft=draft: draft.write({"form": "other"}),
                lambda user=user: (
                    self.env["lcc.tax.receipt.batch"].with_user(user).action_open()
                ),
                lambda user=user: (
                    self.env["lcc.tax.receipt"]
                    .with_user(user)
                    ._find_gifts(self.company, 2025)
                ),
                lambda user=user: self.association.with_user(user).write(
                    {"tax_is_eligible": True}
                ),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    call()

    def test_the_treasurer_decides(self):
        receipt = self._as(self.treasurer, self.shop_receipt)
        receipt.action_issue()
        receipt._cancel("Test")
        self.assertEqual(receipt.state, "cancelled")

    def test_nobody_creates_receipts_by_hand(self):
        vals = {
            "company_id": self.company.id,
            "year": 2025,
            "partner_id": self.alice.id,
            "kind": "person",
        }
        with self.assertRaisesRegex(UserError, "from gifts that are paid"):
            self.receipts.create(vals)

    def test_territories(self):
        self.manager.lcc_territory_ids = self.couserans
        receipts = self.env["lcc.tax.receipt"].with_user(self.manager)
        self.assertEqual(receipts.search([]), self.bruno_receipt)
        gifts = self.env["lcc.tax.receipt.gift"].with_user(self.manager)
        self.assertEqual(gifts.search([]).mapped("amount"), [12.5])
        with self.assertRaises(AccessError):
            self._as(self.manager).read(["amount"])
        declaration = (
            self.env["lcc.tax.declaration"]
            .with_user(self.manager)
            .create({"date_from": "2025-01-01", "date_to": "2025-12-31"})
        )
        self.assertEqual(declaration.gift_amount, 12.5)

    def test_companies(self):
        other = self._create_association("Other association")
        stranger = self._create_user("stranger", "lcc_base.group_lcc_treasurer")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        receipts = self.env["lcc.tax.receipt"].with_user(stranger)
        receipts = receipts.with_context(allowed_company_ids=other.ids)
        self.assertFalse(receipts.search([]))
        with self.assertRaises(AccessError):
            receipts.browse(self.alice_receipt.id).read(["amount"])

    def test_signature_is_the_treasurer_s(self):
        self.association.signature = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
        self.assertTrue(self.association.with_user(self.treasurer).signature)
        for user in (self.auditor, self.manager):
            with self.assertRaises(AccessError):
                self.association.with_user(user).read(["signature"])
        receipt = self._as(self.treasurer, self.shop_receipt)
        receipt.action_issue()
        with self.assertRaises(AccessError):
            self._as(self.manager, self.shop_receipt).read(["signature"])
        self.assertTrue(self._print("tax", self.shop_receipt, self.manager).pages)
