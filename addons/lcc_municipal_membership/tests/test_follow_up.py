# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.lcc_membership.tests.common import LccMembershipCase


@tagged("post_install", "-at_install")
@freeze_time("2025-06-01")
class TestFollowUpDues(LccMembershipCase):
    """9,765 inhabitants owe 0.10 each, at most 250.00; 480 inhabitants owe 30.00."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune_type = cls.env["lcc.member.type"].create(
            {"name": "Commune", "kind": "commune", "sequence": 0}
        )
        cls.commune_type.product_id = cls.dues_scale
        cls.body = cls.env["res.partner"].create(
            {
                "name": "Commune of Testville",
                "is_company": True,
                "lcc_member_type_id": cls.commune_type.id,
                "lcc_commune_id": cls.testville.id,
            }
        )
        cls.of_town, cls.of_village = cls.env["lcc.municipal.follow.up"].create(
            [
                {"commune_id": cls.testville.id, "partner_id": cls.body.id},
                {"commune_id": cls.villetest.id},
            ]
        )

    def _told(self, follow_up, user=None):
        follow_up = follow_up.with_user(user or self.env.user)
        follow_up.invalidate_recordset(["dues_amount", "dues_note"])
        return follow_up.dues_amount, follow_up.dues_note

    def test_by_population(self):
        self.assertEqual(self._told(self.of_town), (250.0, "by population, not called"))
        self.assertEqual(
            self._told(self.of_village), (30.0, "by population, not called")
        )
        self.env["lcc.member.type"].search([]).product_id = False
        self.assertEqual(self._told(self.of_village), (0.0, False))

    def test_dues_of_the_year(self):
        line = self.env["membership.membership_line"].create(
            {
                "partner_id": self.body.id,
                "membership_id": self.dues_scale.id,
                "company_id": self.company.id,
                "member_price": 250,
                "date": "2025-03-01",
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
                "state": "waiting",
                "lcc_amount": 250,
            }
        )
        self.assertEqual(self._told(self.of_town)[0], 250.0)
        self.assertIn("2025:", self._told(self.of_town)[1])
        self.assertIn("owed", self._told(self.of_town)[1])
        line.write({"state": "paid", "lcc_amount_paid": 250})
        self.assertEqual(self._told(self.of_town), (250.0, "2025: paid"))

    def test_clerk_sees_no_dues(self):
        clerk = self._create_user("clerk_of_dues", "lcc_assembly.group_lcc_clerk")
        self.assertEqual(self.of_town.with_user(clerk)._get_dues(), {})
