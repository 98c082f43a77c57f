# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.lcc_membership_crm.tests.common import LccApplicationCase
from odoo.addons.lcc_municipal.models.agreement_sign import SIGNING


@tagged("post_install", "-at_install")
class TestFollowUp(LccApplicationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._apply_commune(
            lcc_vote_date=False, lcc_deliberation_date=False, user_id=cls.handler.id
        )
        cls.follow_up = cls.env["lcc.municipal.follow.up"].create(
            {"commune_id": cls.lead.lcc_commune_id.id}
        )

    def test_stages(self):
        self.assertEqual(self.lead.lcc_follow_up_id, self.follow_up)
        self.assertEqual(self.follow_up.stage, "interest")
        self.lead.lcc_vote_date = "2026-03-20"
        self.assertEqual(self.follow_up.stage, "voted")
        self.lead.action_set_won()
        self.assertEqual(self.follow_up.stage, "voted", "won, and not signed yet")
        self.lead.lcc_convention_date = "2026-04-02"
        self.assertEqual(self.follow_up.stage, "signed")

    def test_convention_whose_term_has_ended(self):
        """What the application signed proves the vote, once it is over."""
        agreement = (
            self.env["agreement"]
            .with_context(lcc_convention=True, lcc_signing=SIGNING)
            .create(
                {
                    "agreement_type_id": self.env.ref(
                        "lcc_municipal.agreement_type_adhesion"
                    ).id,
                    "partner_id": self.env.company.partner_id.id,
                    "end_date": "2026-12-31",
                }
            )
        )
        self.lead.sudo().lcc_agreement_id = agreement
        self.env.flush_all()
        with freeze_time("2026-04-02 10:00:00"):
            agreement.write({"lcc_state": "signed", "signature_date": "2026-04-02"})
            self.assertEqual(self.follow_up.stage, "signed")
            self.env.flush_all()
        for day, stage in (("2026-12-31", "signed"), ("2027-01-01", "voted")):
            with freeze_time(f"{day} 10:00:00"):
                self.env.invalidate_all()
                self.follow_up._refresh_stages()
                self.assertEqual(self.follow_up.stage, stage, day)
                self.env.flush_all()

    def test_application_after_the_follow_up(self):
        other = self._apply_commune(zip="09992", city="Villetest")
        self.assertFalse(other.lcc_follow_up_id)
        follow_up = self.env["lcc.municipal.follow.up"].create(
            {"commune_id": other.lcc_commune_id.id}
        )
        self.assertEqual(other.lcc_follow_up_id, follow_up)
        self.assertEqual(follow_up.stage, "voted")

    def test_another_body_is_followed(self):
        """A follow-up that was of the wrong commune takes the right applications."""
        other = self._apply_commune(zip="09992", city="Villetest")
        self.follow_up.commune_id = other.lcc_commune_id
        self.assertFalse(self.lead.lcc_follow_up_id)
        self.assertEqual(other.lcc_follow_up_id, self.follow_up)
        self.assertEqual(self.follow_up.stage, "voted")
        self.follow_up.active = False
        self.assertFalse(other.lcc_follow_up_id)

    def test_lost(self):
        self.lead.action_set_lost()
        self.assertEqual(self.follow_up.stage, "planned")

    def test_other_applications(self):
        bakery = self._apply()
        self.assertEqual(bakery.lcc_commune_id, self.lead.lcc_commune_id)
        self.assertFalse(bakery.lcc_follow_up_id)

    def test_prepared_convention(self):
        """Winning takes the convention of adhesion that is there."""
        member = self.env["res.partner"].create(
            {"name": "Commune of Testville", "is_company": True}
        )
        prepared = self.env["agreement"].create(
            {
                "agreement_type_id": self.env.ref(
                    "lcc_municipal.agreement_type_adhesion"
                ).id,
                "partner_id": member.id,
            }
        )
        self.lead.write({"partner_id": member.id, "lcc_vote_date": "2026-03-20"})
        self.lead.with_user(self.handler).action_set_won()
        self.assertEqual(self.lead.lcc_agreement_id, prepared)
        with self.assertRaisesRegex(UserError, "its own buttons"):
            self.lead.lcc_convention_date = "2026-04-02"

    def test_erased_creditor(self):
        """A signed mandate is kept, its title names nobody who was erased."""
        mandate = self.env["agreement"].create(
            {
                "agreement_type_id": self.env.ref(
                    "lcc_municipal.agreement_type_creditor"
                ).id,
                "partner_id": self.alice.id,
                "lcc_authority_id": self.env["res.partner"]
                .create({"name": "Commune of Testville"})
                .id,
                "lcc_claim": "salary",
                "lcc_signatory": "Alice",
                "lcc_signed_on": "2026-04-02",
                "lcc_company_signatory": "Maud",
                "lcc_company_signed_on": "2026-04-02",
            }
        )
        for clause in mandate.lcc_clause_ids:
            clause.body = "<p>What was agreed.</p>"
        with freeze_time("2026-04-03"):
            mandate.action_lcc_sign()
        self.assertIn(self.alice.name, mandate.name)
        self.alice.name = "Erased member"
        self.alice._lcc_erase_related()
        self.assertEqual(mandate.name, f"{mandate.code} – Erased member")

    def test_contacts_of_who_has_no_agreements(self):
        """Both addons that stand on agreement mend the form of contacts."""
        views = self.env["res.partner"].with_user(self.manager).get_view(False, "form")
        self.assertNotIn("action_open_agreement", views["arch"])
