# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestTours(LccApplicationCase, HttpCase):
    @mute_logger("odoo.http")  # where a refusal is a warning
    def test_professional_becomes_member(self):
        self.start_tour(
            "/odoo/member-applications",
            "lcc_membership_crm_application",
            login="lcc_membership_handler",
        )
        member = self.env["res.partner"].search([("name", "=", "Tour bakery")])
        self.assertEqual(member.lcc_member_type_id, self.professional_type)
        self.assertEqual(member.lcc_territory_id, self.foix)
        self.assertEqual(member.member_line_ids.state, "waiting")
        lead = self.env["crm.lead"].search([("partner_id", "child_of", member.id)])
        self.assertEqual(lead.user_id, self.local)
        self.assertEqual(str(lead.lcc_agreement_id.signature_date), "2026-05-04")
