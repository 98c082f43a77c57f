# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from odoo.addons.lcc_membership_crm import uninstall_hook

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestPipelines(LccApplicationCase):
    def _get_columns(self, **context):
        leads = self.env["crm.lead"].with_context(**context)
        return leads._read_group_stage_ids(self.env["crm.stage"], []).mapped("name")

    def test_stages(self):
        self.assertEqual(
            self._get_columns(default_team_id=self.applications.id),
            ["Contact", "Visit", "Charter", "Committee's decision", "Signed"],
        )
        self.assertEqual(
            self._get_columns(default_team_id=self.communes.id),
            [
                "Interest declared",
                "Deliberation planned",
                "Voted",
                "Convention signed",
            ],
        )

    def test_sales_see_no_stage(self):
        sales = self.env["crm.team"].create({"name": "Test sales"})
        for context in ({}, {"default_team_id": sales.id}):
            self.assertNotIn("Visit", self._get_columns(**context))
            self.assertNotIn("Voted", self._get_columns(**context))

    def test_first_stage(self):
        self.assertEqual(self._apply().stage_id, self._stage("contact"))
        self.assertEqual(self._apply_commune().stage_id, self._stage("interest"))

    def test_lead_of_sales_becomes_application(self):
        sales = self.env["crm.team"].create({"name": "Test sales"})
        lead = self.env["crm.lead"].create(
            {"name": "Bakery", "team_id": sales.id, "zip": "09991", "city": "Testville"}
        )
        self.assertFalse(lead.lcc_territory_id)
        self.assertFalse(lead.stage_id.team_ids)
        lead.team_id = self.applications
        self.assertEqual(lead.stage_id, self._stage("contact"))
        self.assertEqual(lead.lcc_territory_id, self.foix)

    def test_application_keeps_its_pipeline(self):
        """Its manager is a member of another team."""
        self.env["crm.team"].create(
            {"name": "Test sales", "member_ids": self.handler.ids}
        )
        lead = self._apply()
        lead.user_id = self.handler
        self.assertEqual(lead.team_id, self.applications)

    def test_sales_do_not_fall_among_applications(self):
        """Whoever leads them has no other team, and sells nevertheless."""
        teams = self.env["crm.team"]
        teams.search([("lcc_pipeline", "=", False)]).active = False
        sales = teams.create({"name": "Test sales", "sequence": 950})
        found = teams._get_default_team_id(user_id=self.leader.id)
        self.assertEqual(found, sales)
        opened = teams.with_context(default_team_id=self.communes.id)
        found = opened._get_default_team_id(user_id=self.leader.id)
        self.assertEqual(found, self.communes)

    def test_pipeline_of_sales(self):
        lead = self._apply(user_id=self.handler.id)
        sale = self.env["crm.lead"].create({"name": "Sale", "team_id": False})
        action = self.env["crm.team"].with_user(self.handler).action_your_pipeline()
        shown = self.env["crm.lead"].search(action["domain"])
        self.assertIn(sale, shown)
        self.assertNotIn(lead, shown)

    def test_name(self):
        self.assertEqual(self._apply().name, "Test bakery")
        lead = self._apply(partner_name=False, lcc_member_type_id=self.person_type.id)
        self.assertEqual(lead.name, "Carla Test")

    def test_merge(self):
        first = self._apply(lcc_charter_date=False, lcc_activity=False)
        second = self._apply(lcc_decision=False)
        merged = (first + second).merge_opportunity()
        self.assertEqual(merged.lcc_decision, "accepted")
        self.assertEqual(str(merged.lcc_charter_date), "2026-03-02")
        self.assertEqual(merged.lcc_activity, "Bakery")

    def test_uninstall(self):
        """Applications are kept, and stay away from sales."""
        won, refused = self._apply(), self._apply(lcc_decision="refused")
        won.action_set_won()
        sale = self.env["crm.lead"].create({"name": "Sale", "team_id": False})
        uninstall_hook(self.env)
        for lead in won + refused:
            self.assertFalse(lead.active or lead.team_id or lead.lost_reason_id)
            self.assertFalse(lead.stage_id.team_ids)
        self.assertTrue(sale.active)
        self.assertTrue(won.partner_id.commercial_partner_id.lcc_member_number)
