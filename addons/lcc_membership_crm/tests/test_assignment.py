# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import MANAGER, LccApplicationCase


@tagged("post_install", "-at_install")
class TestAssignment(LccApplicationCase):
    def _create_group(self, contact, territory):
        return self.env["lcc.local.group"].create(
            {
                "name": "Test group",
                "state": "active",
                "contact_id": contact.id,
                "territory_ids": [Command.set(territory.ids)],
            }
        )

    def test_contact_of_group(self):
        self._create_group(self.handler.partner_id, self.foix)
        self.assertEqual(self._apply().user_id, self.handler)

    def test_contact_without_rights_is_passed_over(self):
        for partner in (self.alice, self.treasurer.partner_id):
            group = self._create_group(partner, self.foix)
            lead = self._apply(lcc_local_group_id=group.id)
            self.assertEqual(lead.user_id, self.local)

    def test_follower_of_territory(self):
        self.assertEqual(self._apply().user_id, self.local)

    def test_follower_of_larger_territory(self):
        whole = self.env["lcc.territory"].create({"name": "Test whole"})
        (self.foix + self.couserans).parent_id = whole
        regional = self._create_user(
            "regional", MANAGER, lcc_territory_ids=[Command.set(whole.ids)]
        )
        lead = self._apply(zip="09992", city="Villetest")
        self.assertEqual(lead.user_id, regional)

    def test_follower_of_group(self):
        group = self._create_group(self.alice, self.couserans)
        user = self._create_user(
            "group", MANAGER, lcc_local_group_ids=[Command.set(group.ids)]
        )
        lead = self._apply(zip="09992", city="Villetest")
        self.assertEqual(lead.user_id, user)

    def test_leader(self):
        self.assertEqual(self._apply(zip=False, city=False).user_id, self.leader)

    def test_reassigned(self):
        lead = self._apply()
        lead.write({"zip": "09992", "city": "Villetest"})
        self.assertEqual(lead.user_id, self.leader)
        lead.lcc_territory_id = self.foix
        self.assertEqual(lead.user_id, self.local)
        self._create_group(self.handler.partner_id, self.couserans)
        lead.lcc_territory_id = self.couserans
        self.assertEqual(lead.user_id, self.handler)

    def test_chosen_by_hand(self):
        lead = self._apply()
        lead.user_id = self.handler
        lead.write({"zip": "09992", "city": "Villetest"})
        self.assertEqual(lead.user_id, self.handler)
        lead.user_id = False
        self.assertEqual(lead.user_id, self.leader)
        given = self._apply(user_id=self.handler.id)
        given.write({"zip": "09992", "city": "Villetest"})
        self.assertEqual(given.user_id, self.handler)

    def test_won_stays(self):
        lead = self._apply()
        lead.action_set_won()
        lead.lcc_territory_id = self.couserans
        self.assertEqual(lead.user_id, self.local)

    def test_entered_on_the_form(self):
        """As the menu does it: nobody is proposed before the territory is known."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership_crm.lcc_application_action"
        )
        leads = self.env["crm.lead"].with_user(self.handler)
        context = safe_eval(action["context"])
        form = Form(leads.with_context(**context))
        self.assertFalse(form.user_id)
        form.partner_name = "Test florist"
        form.zip = "09991"
        form.city = "Testville"
        self.assertEqual(form.lcc_territory_id, self.foix)
        lead = form.save()
        self.assertEqual(lead.name, "Test florist")
        self.assertEqual(lead.user_id, self.local)

    def test_sales_are_left_alone(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.salesman)
            .create({"name": "Sale", "zip": "09991", "city": "Testville"})
        )
        self.assertEqual(lead.user_id, self.salesman)
