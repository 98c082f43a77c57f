# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestPublicBody(LccPaymentCase):
    """A public body spends no units: none are handed to it."""

    def test_no_creditor(self):
        for vals in (
            {"lcc_claim": "subsidy"},
            {"lcc_authority_id": self.shop.id},
        ):
            mandate = self._prepare_mandate(self.commune, **vals)
            with self.assertRaisesRegex(UserError, "Testisle is a public body"):
                mandate.action_lcc_sign()

    def test_not_its_own_payer(self):
        """Even where nothing else tells that the payer is a public body."""
        mandate = self._prepare_mandate(self.grocer, lcc_authority_id=self.grocer.id)
        with self.assertRaisesRegex(UserError, "grocer is a public body"):
            mandate.action_lcc_sign()

    def test_no_exchange_and_no_grant(self):
        address = self.env["res.partner"].create(
            {"name": "Town hall", "parent_id": self.commune.id, "type": "delivery"}
        )
        for body in (self.commune, address):
            with self.assertRefused("is a public body: its accountant pays euros"):
                self._exchange(partner_id=body.id)
        with self.assertRefused("is a public body: its accountant pays euros"):
            self._post(
                "grant", self.vault, self.holders, {5: 1}, partner_id=self.commune.id
            )

    def test_members_are_persons(self):
        """A councillor who is a contact of the commune holds units as anybody."""
        member = self.env["res.partner"].create(
            {"name": "Rozenn Councillor", "parent_id": self.commune.id}
        )
        self.assertEqual(self._exchange(partner_id=member.id).state, "posted")
        self.assertEqual(self._sign_mandate(member).lcc_state, "signed")

    def test_who_is_a_public_body(self):
        followed, council, other = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Ay", "By", "Cy")]
        )
        self.env["lcc.municipal.follow.up"].create(
            {
                "commune_id": self.env["lcc.commune"]
                .create({"code": "97991", "name": "Ay"})
                .id,
                "partner_id": followed.id,
            }
        )
        for partner, kind in ((council, "community"), (other, "general")):
            self.env["lcc.assembly"].create(
                {"name": "Body", "kind": kind, "partner_id": partner.id}
            )
        everybody = followed | council | other | self.commune | self.mayor
        self.assertEqual(
            everybody._lcc_filter_public_bodies(), followed | council | self.commune
        )
