# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
@freeze_time("2026-04-15")
class TestMembership(LccApplicationCase):
    def _win(self, lead):
        lead.with_user(self.handler).action_set_won_rainbowman()
        return lead.partner_id.commercial_partner_id

    # The member

    def test_professional(self):
        file = base64.b64encode(b"charter")
        lead = self._apply(
            lcc_siret="732 829 320 00074",
            lcc_charter_file=file,
            lcc_charter_filename="charter.pdf",
        )
        member = self._win(lead)
        self.assertEqual(lead.stage_id, self._stage("signed"))
        self.assertEqual(lead.partner_id.name, "Carla Test")
        self.assertEqual(member.name, "Test bakery")
        self.assertEqual(member.lcc_member_type_id, self.professional_type)
        self.assertTrue(member.lcc_member_number)
        self.assertEqual(str(member.lcc_entry_date), "2026-04-15")
        self.assertEqual(str(member.lcc_charter_date), "2026-03-02")
        self.assertEqual(member.lcc_charter_file, file)
        self.assertEqual(member.lcc_charter_filename, "charter.pdf")
        self.assertEqual(member.lcc_activity, "Bakery")
        self.assertTrue(member.lcc_accepts_coupons)
        self.assertFalse(member.lcc_accepts_digital)
        self.assertEqual(member.company_registry, "73282932000074")
        self.assertEqual(member.lcc_territory_id, self.foix)

    def test_dues_are_called(self):
        lead = self._apply()
        member = self._win(lead)
        line = member.member_line_ids
        self.assertEqual(lead.lcc_dues_id, line)
        self.assertEqual(line.membership_id, self.dues_rolling)
        self.assertEqual(line.state, "waiting")
        self.assertEqual(line.lcc_amount, 15)
        self.assertEqual(str(line.date_from), "2026-04-15")
        self.assertEqual(str(line.date_to), "2027-04-14")
        self.assertEqual(line.account_invoice_id.state, "draft")
        self.assertEqual(line.account_invoice_id.company_id, self.company)

    def test_convention(self):
        lead = self._apply()
        member = self._win(lead)
        convention = lead.lcc_agreement_id
        self.assertEqual(convention.partner_id, member)
        self.assertEqual(convention.name, "Convention – Test bakery")
        self.assertRegex(convention.code, r"^CONV/2026/\d{4}$")
        self.assertEqual(convention.agreement_type_id.name, "Convention")
        self.assertEqual(convention.company_id, self.company)
        self.assertFalse(convention.is_template)
        self.assertFalse(convention.signature_date)
        self.assertFalse(lead.lcc_convention_date)
        convention.signature_date = "2026-05-02"
        self.assertEqual(str(lead.lcc_convention_date), "2026-05-02")

    def test_convention_without_template(self):
        self.env.ref("lcc_membership_crm.lcc_agreement_template").unlink()
        lead = self._apply()
        self._win(lead)
        self.assertEqual(lead.lcc_agreement_id.name, "Convention – Test bakery")

    def test_signature_is_entered_on_the_application(self):
        """By managers, who have no rights on agreements."""
        lead = self._apply()
        self._win(lead)
        lead.with_user(self.handler).lcc_convention_date = "2026-05-03"
        self.assertEqual(str(lead.lcc_agreement_id.signature_date), "2026-05-03")
        lead.user_id = self.salesman
        with self.assertRaisesRegex(AccessError, "Only managers"):
            lead.with_user(self.salesman).lcc_convention_date = "2026-05-04"

    def test_person(self):
        lead = self._apply(
            partner_name=False,
            lcc_member_type_id=self.person_type.id,
            lcc_charter_date=False,
            lcc_decision=False,
        )
        member = self._win(lead)
        self.assertEqual(member.name, "Carla Test")
        self.assertFalse(member.is_company)
        self.assertEqual(member.member_line_ids.lcc_amount, 20)
        self.assertFalse(lead.lcc_agreement_id)

    def test_commune(self):
        """Its dues follow the population: 9,765 inhabitants at 0.10, at most 250.00."""
        lead = self._apply_commune()
        member = self._win(lead)
        self.assertEqual(lead.stage_id, self._stage("convention"))
        self.assertEqual(member.name, "Commune of Testville")
        self.assertTrue(member.is_company)
        self.assertEqual(member.member_line_ids.lcc_amount, 250)
        self.assertEqual(str(member.member_line_ids.date_to), "2026-12-31")
        self.assertTrue(lead.lcc_agreement_id)

    def test_name_of_a_body_that_has_none(self):
        lead = self._apply_commune(partner_name=False, name="Commune of Testville")
        self.assertTrue(self._win(lead).is_company)

    def test_dragged_to_the_won_stage(self):
        lead = self._apply()
        lead.with_user(self.handler).stage_id = self._stage("signed")
        self.assertTrue(lead.partner_id.commercial_partner_id.lcc_member_number)

    def test_entered_as_won(self):
        lead = self._apply(stage_id=self._stage("signed").id)
        self.assertEqual(lead.user_id, self.local)
        self.assertTrue(lead.partner_id.commercial_partner_id.lcc_member_number)

    def test_place_chosen_by_hand_is_kept(self):
        lead = self._apply(lcc_territory_id=self.couserans.id)
        member = self._win(lead)
        self.assertEqual(member.lcc_commune_id, self.testville)
        self.assertEqual(member.lcc_territory_id, self.couserans)
        self.assertEqual(lead.lcc_territory_id, self.couserans)

    def test_type_without_dues(self):
        self.professional_type.product_id = False
        lead = self._apply()
        member = self._win(lead)
        self.assertFalse(member.member_line_ids)
        self.assertTrue(lead.lcc_agreement_id)

    # Never twice

    def test_won_again(self):
        lead = self._apply()
        member = self._win(lead)
        convention = lead.lcc_agreement_id
        lead.stage_id = self._stage("visit")
        self.assertEqual(lead.won_status, "pending")
        self.assertEqual(self._win(lead), member)
        self.assertEqual(len(member.member_line_ids), 1)
        self.assertEqual(lead.lcc_agreement_id, convention)
        self.assertEqual(
            self.env["agreement"].search_count([("partner_id", "=", member.id)]), 1
        )

    def test_won_again_after_the_call_was_cancelled(self):
        lead = self._apply()
        member = self._win(lead)
        lead.lcc_dues_id.account_invoice_id.button_cancel()
        lead.stage_id = self._stage("visit")
        self._win(lead)
        self.assertEqual(
            sorted(member.member_line_ids.mapped("state")), ["canceled", "waiting"]
        )

    # Contacts that are known

    def test_member_who_has_paid(self):
        shop = self.env["res.partner"].create(
            {
                "name": "Test shop",
                "is_company": True,
                "member_line_ids": [
                    Command.create(
                        {
                            "membership_id": self.dues_rolling.id,
                            "member_price": 15,
                            "date": "2026-01-10",
                            "date_from": "2026-01-10",
                            "date_to": "2027-01-09",
                            "state": "paid",
                        }
                    )
                ],
            }
        )
        lead = self._apply(partner_id=shop.id)
        self.assertEqual(self._win(lead), shop)
        self.assertEqual(len(shop.member_line_ids), 1)
        self.assertFalse(lead.lcc_dues_id)

    def test_member_who_is_called_already(self):
        bruno = self.bruno
        lead = self._apply(partner_id=bruno.id, lcc_member_type_id=self.person_type.id)
        self._win(lead)
        second = self._apply(
            partner_id=bruno.id, lcc_member_type_id=self.person_type.id
        )
        self._win(second)
        self.assertEqual(len(bruno.member_line_ids), 1)

    def test_withdrawn_member_returns(self):
        self.alice._lcc_withdraw("2024-12-31", "resignation")
        lead = self._apply(
            partner_id=self.alice.id, lcc_member_type_id=self.person_type.id
        )
        self._win(lead)
        self.assertFalse(self.alice.lcc_withdrawal_date)

    def test_known_contact(self):
        known = self.env["res.partner"].create(
            {"name": "Known", "is_company": True, "email": "known@example.org"}
        )
        siret = self.env["res.partner"].create(
            {"name": "SIRET", "is_company": True, "company_registry": "73282932000074"}
        )
        clerk = self.env["res.partner"].create(
            {"name": "Clerk", "parent_id": siret.id, "phone": "+33 5 36 49 12 34"}
        )
        for vals, partner, reason in (
            ({"email_from": "Known <KNOWN@example.org>"}, known, "email"),
            ({"phone": "05 36 49 12 34"}, siret, "phone"),
            ({"lcc_siret": "732 829 320 00074"}, siret, "siret"),
        ):
            lead = self._apply(country_id=self.env.ref("base.fr").id, **vals)
            self.assertEqual(lead.lcc_duplicate_id, partner)
            self.assertEqual(lead.lcc_duplicate_by, reason)
        lead.lcc_member_type_id = self.person_type
        lead.write({"lcc_siret": False, "phone": clerk.phone})
        self.assertEqual(lead.lcc_duplicate_id, clerk)

    def test_known_contact_is_used_or_not(self):
        known = self.env["res.partner"].create(
            {"name": "Known", "is_company": True, "email": "bakery@example.org"}
        )
        lead, other = self._apply(), self._apply()
        with self.assertRaisesRegex(UserError, "contact Known .same E-mail."):
            self._win(lead)
        lead.with_user(self.handler).action_lcc_use_duplicate()
        self.assertFalse(lead.lcc_duplicate_id)
        self.assertEqual(self._win(lead), known)
        other.with_user(self.handler).action_lcc_keep_apart()
        self.assertFalse(other.lcc_duplicate_id)
        self.assertNotEqual(self._win(other), known)

    def test_known_contact_elsewhere(self):
        """A limited manager is told that there is one, and not who."""
        shop = self.env["res.partner"].create(
            {
                "name": "Elsewhere",
                "is_company": True,
                "company_registry": "73282932000074",
                "email": "bakery@example.org",
                "zip": "09992",
                "city": "Villetest",
                "lcc_member_type_id": self.professional_type.id,
            }
        )
        contacts = self.env["res.partner"].search_count([])
        for vals, reason in (
            ({"lcc_siret": "732 829 320 00074"}, "SIRET"),
            ({}, "E-mail"),
        ):
            lead = self._apply(**vals)
            mine = lead.with_user(self.local)
            self.assertFalse(mine.lcc_duplicate_id)
            self.assertEqual(lead.lcc_duplicate_id, shop)
            with self.assertRaises(UserError) as refusal:
                mine.action_set_won()
            message = refusal.exception.args[0]
            self.assertIn(f"may not see has the same {reason}", message)
            self.assertNotIn("Elsewhere", message)
        self.assertEqual(self.env["res.partner"].search_count([]), contacts)
        lead.with_user(self.handler).action_lcc_keep_apart()
        mine.action_set_won()
        self.assertEqual(lead.partner_id.commercial_partner_id.name, "Test bakery")

    def test_contacts_of_other_companies_are_unknown(self):
        other = self.env["res.company"].create({"name": "Other company"})
        self.env["res.partner"].create(
            {"name": "Known", "email": "bakery@example.org", "company_id": other.id}
        )
        self.assertFalse(self._apply().lcc_duplicate_by)

    # What winning makes is nobody's to choose

    def _create_agreement(self, partner):
        return self.env["agreement"].create(
            {"name": "Other", "code": "TEST/1", "partner_id": partner.id}
        )

    def test_convention_and_dues_are_not_chosen(self):
        lead = self._apply()
        other = self._create_agreement(self.bruno)
        dues = self.env["membership.membership_line"].create(
            {
                "partner_id": self.bruno.id,
                "membership_id": self.dues_year.id,
                "member_price": 20,
            }
        )
        mine = lead.with_user(self.handler)
        for vals in ({"lcc_agreement_id": other.id}, {"lcc_dues_id": dues.id}):
            with self.assertRaisesRegex(AccessError, "Nobody chooses others"):
                mine.write(vals)
            with self.assertRaisesRegex(AccessError, "Nobody chooses others"):
                mine.create({"name": "Test", "team_id": lead.team_id.id, **vals})
        defaults = {"default_lcc_agreement_id": other.id}
        made = mine.with_context(**defaults).create({"name": "Test"})
        self.assertFalse(made.lcc_agreement_id)

    def test_convention_of_somebody_else_is_not_signed(self):
        lead = self._apply()
        self._win(lead)
        other = self._create_agreement(self.bruno)
        lead.lcc_agreement_id = other  # the system's doing
        with self.assertRaisesRegex(UserError, "is of another contact"):
            lead.with_user(self.handler).lcc_convention_date = "2026-05-03"
        self.assertFalse(other.signature_date)

    def test_merged_applications_keep_what_was_made(self):
        lead = self._apply()
        self._win(lead)
        convention, dues = lead.lcc_agreement_id, lead.lcc_dues_id
        lead.stage_id = self._stage("visit")
        second = self._apply(partner_id=lead.partner_id.id)
        self._win(second)
        self.assertFalse(second.lcc_dues_id)
        second.lcc_agreement_id = False
        both = (lead + second).with_user(self.handler)
        merged = both.merge_opportunity().with_env(self.env)
        self.assertEqual(merged, second)
        self.assertEqual(merged.lcc_agreement_id, convention)
        self.assertEqual(merged.lcc_dues_id, dues)

    # Refusals

    def test_lacking(self):
        lead = self._apply(lcc_charter_date=False, lcc_decision="postponed")
        with self.assertRaises(UserError) as refusal:
            self._win(lead)
        self.assertEqual(
            refusal.exception.args[0],
            "Test bakery cannot become a member yet:\n"
            "• Enter the day the charter was signed on.\n"
            "• Enter the committee's decision to accept it.",
        )

    def test_commune_has_to_vote(self):
        lead = self._apply_commune(lcc_vote_date=False)
        with self.assertRaisesRegex(UserError, "Enter the day its council voted on"):
            self._win(lead)

    def test_type_is_asked_for(self):
        lead = self._apply(lcc_member_type_id=False)
        with self.assertRaisesRegex(UserError, "Choose the type of member"):
            self._win(lead)

    def test_dues_that_cannot_be_worked_out(self):
        """The lowest bracket of the scale begins above the population."""
        self.dues_scale.lcc_bracket_ids[0].threshold = 490
        lead = self._apply_commune(zip="09992", city="Villetest")
        with self.assertRaisesRegex(UserError, "No bracket of the scale"):
            self._win(lead)

    def test_refused_is_lost(self):
        lead = self._apply(lcc_decision=False)
        lead.with_user(self.handler).lcc_decision = "refused"
        self.assertEqual(lead.won_status, "lost")
        self.assertFalse(lead.active)
        self.assertEqual(lead.lost_reason_id.name, "Refused by the committee")
        lead.action_restore()
        refusal = self.assertRaisesRegex(UserError, "decision to accept it")
        with refusal, self.env.cr.savepoint():
            self._win(lead)
        self.assertEqual(lead.won_status, "pending")
        lead.lcc_decision = "accepted"
        self.assertTrue(self._win(lead).lcc_member_number)

    def test_refused_from_the_start(self):
        self.assertEqual(self._apply(lcc_decision="refused").won_status, "lost")

    def test_sales_are_won_as_ever(self):
        sale = self.env["crm.lead"].with_user(self.salesman).create({"name": "Sale"})
        sale.action_set_won()
        self.assertEqual(sale.won_status, "won")
        self.assertFalse(sale.partner_id)
