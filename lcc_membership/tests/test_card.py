# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..tools import card
from .papers import PapersCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-04")
class TestCard(PapersCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = new_test_user(
            cls.env,
            login="lcc_membership_keeper",
            groups="lcc_base.group_lcc_keeper",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.alice.lcc_member_number = "T0042"

    def _pay(self, day="2026-05-04"):
        return self._collect(self.alice, self.dues_year, 20, date.fromisoformat(day))

    def _card_text(self):
        (made,) = self.alice.with_user(self.manager)._lcc_get_cards()
        return made["text"]

    def _check(self, text, user=None):
        return (
            self.env["lcc.card.check"]
            .with_user(user or self.keeper)
            .create({"text": text})
        )

    # What a card says

    def test_payload(self):
        self._pay()
        parts = self._card_text().split(":")
        name = self.association.card_key_name
        self.assertEqual(parts[:-1], ["LCC1", name, "T0042", "20261231", "ALICE"])

    def test_verified_with_the_public_key_only(self):
        self._pay()
        text = self._card_text()
        public_key = base64.b64decode(self.association.card_public_key)
        self.assertEqual(len(public_key), 32)
        found = card.verify(text, {self.association.card_key_name: public_key})
        self.assertEqual(found.until, date(2026, 12, 31))
        self.assertEqual(found.name, "ALICE")

    def test_until_the_end_of_what_is_paid(self):
        self._pay()
        self._collect(self.alice, self.dues_year, 20, date(2026, 11, 2))  # of 2027
        self.assertEqual(self.alice._lcc_get_paid_until(), date(2027, 12, 31))

    def test_until_the_withdrawal(self):
        self._pay()
        self.alice._lcc_withdraw(date(2026, 6, 30), "moved")
        self.assertEqual(self.alice._lcc_get_paid_until(), date(2026, 6, 30))
        self.assertIsNone(self.alice._lcc_get_paid_until(date(2026, 7, 1)))

    def test_through_another_member(self):
        self._pay()
        self.bruno.associate_member_id = self.alice
        self.assertEqual(self.bruno._lcc_get_paid_until(), date(2026, 12, 31))

    def test_member_without_dues(self):
        self.bruno.free_member = True
        self.assertEqual(self.bruno._lcc_get_paid_until(), date(2026, 12, 31))

    def test_dues_of_another_association(self):
        """Dues are those of the association whose card it is."""
        self._pay()
        other = self.env["res.company"].create({"name": "Other association"})
        self.assertIsNone(self.alice.with_company(other)._lcc_get_paid_until())

    # Checking

    def test_valid(self):
        self._pay()
        check = self._check(f" {self._card_text()}\n")
        self.assertEqual(check.result, "valid")
        self.assertEqual(
            (check.number, check.name, check.until),
            ("T0042", "ALICE", date(2026, 12, 31)),
        )

    def test_expired(self):
        self._pay()
        text = self._card_text()
        with freeze_time("2026-12-31"):
            self.assertEqual(self._check(text).result, "valid")
        with freeze_time("2027-01-01"):
            self.assertEqual(self._check(text).result, "expired")

    def test_forged(self):
        self._pay()
        text = self._card_text()
        for forged in (
            text.replace("20261231", "20991231"),
            text.replace("ALICE", "BRUNO"),
            text.replace("T0042", "T0043"),
            text[:-1] + ("A" if text[-1] != "A" else "Q"),
        ):
            with self.subTest(forged):
                check = self._check(forged)
                self.assertIn(check.result, ("forged", "unreadable"))
                self.assertFalse(check.name)

    def test_signed_by_a_stranger(self):
        """Another key, under the name of ours or its own."""
        self._pay()
        self._card_text()
        stranger = bytes(range(32))
        own_name = card.name_key(card.get_public_key(stranger))
        until = date(2026, 12, 31)
        text = card.sign(card.Card(own_name, "T0042", until, "Alice"), stranger)
        self.assertEqual(self._check(text).result, "unknown")
        ours = self.association.card_key_name
        text = card.sign(card.Card(ours, "T0042", until, "Alice"), stranger)
        self.assertEqual(self._check(text).result, "forged")

    def test_other_texts(self):
        for text in (
            "https://www.example.org",
            "LCC1:",
            "LCC1:a:b:20261399:c:AAAA",
            "LCC1:a:b:20261231:c:not base 32",
            "LCC2:a:b:20261231:c:AAAA",
        ):
            with self.subTest(text):
                self.assertEqual(self._check(text).result, "unreadable")
        self.assertFalse(self._check("").result)

    def test_keeper_needs_no_members(self):
        self._pay()
        text = self._card_text()
        with self.assertRaises(AccessError):
            self.env["lcc.association"].with_user(self.keeper).search([])
        self.assertEqual(self._check(text, self.keeper).result, "valid")
        for user in (self.auditor, self.manager, self.treasurer):
            self.assertEqual(self._check(text, user).result, "valid")
        with self.assertRaises(AccessError):
            self._check(text, self.accountant)

    # The key

    def test_one_key_for_all_cards(self):
        self._pay()
        self._card_text()
        name = self.association.card_key_name
        self._card_text()
        self.assertEqual(self.association.card_key_name, name)

    def test_key_is_made_with_the_settings(self):
        other = self._create_association("Other association")
        treasurer = self._create_user("other", "lcc_base.group_lcc_treasurer")
        treasurer.write({"company_ids": [(4, other.id)]})
        association = self.env["lcc.association"].with_user(treasurer)
        association = association.with_context(allowed_company_ids=other.ids)
        association = association.create({"company_id": other.id})
        self.assertEqual(len(base64.b64decode(association.card_public_key)), 32)
        self.assertNotEqual(association.card_key_name, self.association.card_key_name)

    def test_settings_without_a_key(self):
        """Settings that were there before the cards get their key with a card."""
        self.association.write({"card_private_key": False, "card_public_key": False})
        self._pay()
        with patch.object(
            self.env.registry["lcc.association"], "_lock", autospec=True
        ) as lock:
            text = self._card_text()
        self.assertEqual(lock.call_count, 1)
        self.assertEqual(self._check(text).result, "valid")

    def test_private_key_is_no_one_s(self):
        self._pay()
        self._card_text()
        for user in (self.auditor, self.manager, self.treasurer):
            association = self.association.with_user(user)
            self.assertNotIn("card_private_key", association.read()[0])
            self.assertTrue(association.read(["card_public_key"])[0])
            for call in (
                lambda record=association: record.read(["card_private_key"]),
                lambda record=association: record.search(
                    [("card_private_key", "like", "A")]
                ),
            ):
                with self.assertRaises(AccessError):
                    call()
        self.assertFalse(
            self.env["lcc.association"]._fields["card_private_key"].exportable
        )

    def test_nobody_writes_the_key(self):
        administrator = self._create_user(
            "administrator", "base.group_system,lcc_base.group_lcc_treasurer"
        )
        other = self._create_association("Other association")
        administrator.company_ids += other
        kept = self.association.card_public_key
        association = self.association.with_user(administrator)
        for name in ("card_private_key", "card_public_key", "card_key_name"):
            vals = {name: "A" * 43 + "="}
            with self.assertRaisesRegex(UserError, "made by the server"):
                association.write(vals)
            with self.assertRaisesRegex(UserError, "made by the server"):
                association.create({"company_id": other.id, **vals})
        association.signatory = "Marie Test"
        self.assertEqual(self.association.card_public_key, kept)
        made = association.with_context(
            default_card_public_key="AAAA", allowed_company_ids=other.ids
        ).create({"company_id": other.id})
        self.assertEqual(len(base64.b64decode(made.card_public_key)), 32)

    # Printing

    def test_nothing_for_dues_that_are_not_paid(self):
        self.env["lcc.dues.collection"]._call([self._dues()])
        with self.assertRaisesRegex(UserError, "not paid: Alice"):
            self._print("card", self.alice)
        with self.assertRaisesRegex(UserError, "not paid: Alice"):
            self.alice.with_user(self.manager).action_lcc_print_card()

    def test_one_card_has_the_size_of_a_card(self):
        self._pay()
        reader = self._print("card", self.alice)
        (page,) = reader.pages
        # 85.6 x 54 mm in points
        self.assertAlmostEqual(float(page.mediabox.width), 242.65, delta=0.1)
        self.assertAlmostEqual(float(page.mediabox.height), 153.07, delta=0.1)
        self.assertPaper(
            page, "Test association", "Alice", "Number T0042", "Valid until 12/31/2026"
        )

    def test_several_cards_stand_on_sheets(self):
        members = self.env["res.partner"].create(
            [
                {
                    "name": f"Member {number}",
                    "lcc_member_type_id": self.person_type.id,
                    "free_member": True,
                }
                for number in range(11)
            ]
        )
        reader = self._print("card", members)
        first, second = reader.pages
        self.assertAlmostEqual(float(first.mediabox.width), 595.3, delta=0.1)
        self.assertPaper(first, "Member 0", "Member 9")
        self.assertPaper(second, "Member 10")

    def test_who_prints(self):
        self._pay()
        with self.assertRaises(AccessError):
            self.alice.with_user(self.accountant)._lcc_get_cards()
        self.auditor.lcc_territory_ids = self.couserans
        with self.assertRaises(AccessError):
            self.alice.with_user(self.auditor)._lcc_get_cards()
