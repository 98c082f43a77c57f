# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestAccess(LccApplicationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.in_foix = cls._apply(user_id=cls.leader.id)
        cls.in_couserans = cls._apply(
            zip="09992", city="Villetest", user_id=cls.leader.id
        )
        cls.nowhere = cls._apply(zip=False, city=False, user_id=cls.leader.id)
        cls.all = cls.in_foix + cls.in_couserans + cls.nowhere
        cls.sale = cls.env["crm.lead"].create(
            {"name": "Sale", "team_id": False, "user_id": cls.leader.id}
        )

    def _get_seen(self, user, operation="read"):
        leads = (self.all + self.sale).with_user(user)
        return leads._filtered_access(operation).with_env(self.env)

    def test_manager(self):
        """All applications, and of sales what Odoo shows to salespersons."""
        for operation in ("read", "write"):
            self.assertEqual(self._get_seen(self.handler, operation), self.all)
        self.sale.user_id = self.handler
        self.assertIn(self.sale, self._get_seen(self.handler))

    def test_limited_manager(self):
        """Those of the territory, and those that were given by hand."""
        for operation in ("read", "write"):
            self.assertEqual(self._get_seen(self.local, operation), self.in_foix)
        self.in_couserans.user_id = self.local
        self.assertEqual(self._get_seen(self.local), self.in_foix + self.in_couserans)

    def test_limited_manager_enters_an_application(self):
        """Of a territory that is not known yet, and of another one."""
        for city in (False, "Villetest"):
            lead = self.env["crm.lead"].with_user(self.local)
            lead = lead.create(
                {
                    "partner_name": "Test florist",
                    "team_id": self.applications.id,
                    "zip": city and "09992",
                    "city": city,
                    "user_id": False,
                }
            )
            self.assertEqual(lead.user_id, self.leader)
            self.assertEqual(lead.read(["name"])[0]["name"], "Test florist")

    def test_sales_of_limited_manager(self):
        self.sale.user_id = self.local
        self.assertIn(self.sale, self._get_seen(self.local))
        self.sale.team_id = self.env["crm.team"].create({"name": "Test sales"})
        self.assertIn(self.sale, self._get_seen(self.local))

    def test_auditor(self):
        auditor = self._create_user(
            "crm_auditor", "lcc_base.group_lcc_auditor,sales_team.group_sale_salesman"
        )
        self.assertEqual(self._get_seen(auditor), self.all)
        self.assertFalse(self._get_seen(auditor, "write"))

    def test_salesman(self):
        """Own applications only, as Odoo has it."""
        self.assertFalse(self._get_seen(self.salesman))
        self.in_foix.user_id = self.salesman
        self.assertEqual(self._get_seen(self.salesman), self.in_foix)

    def test_all_documents(self):
        user = self._create_user("all", "sales_team.group_sale_salesman_all_leads")
        self.assertEqual(self._get_seen(user), self.all + self.sale)

    def test_manager_without_crm(self):
        """The roles of the local currency add no rights on leads."""
        for user in (self.manager, self.treasurer, self.auditor):
            with self.assertRaises(AccessError):
                self.env["crm.lead"].with_user(user).search([])

    def test_salesman_makes_no_member(self):
        lead = self._apply(user_id=self.salesman.id)
        with self.assertRaisesRegex(AccessError, "Only managers"):
            lead.with_user(self.salesman).action_set_won()

    def test_limited_manager_makes_a_member(self):
        lead = self.in_foix.with_user(self.local)
        lead.action_set_won()
        member = lead.partner_id.commercial_partner_id
        self.assertTrue(member.lcc_member_number)
        self.assertEqual(lead.lcc_dues_id.state, "waiting")
        # shown though agreements are not this manager's
        shown = lead.web_read({"lcc_agreement_id": {"fields": {"display_name": {}}}})
        self.assertIn("Test bakery", shown[0]["lcc_agreement_id"]["display_name"])
        with self.assertRaises(AccessError):
            lead.lcc_agreement_id.check_access("read")

    def test_contacts_without_rights_on_agreements(self):
        """The addon agreement closes the form of contacts to all who have none."""
        partners = self.env["res.partner"].with_user(self.manager)
        with Form(partners.browse(self.alice.id)) as form:
            form.city = "Villetest"
        self.assertEqual(self.alice.city, "Villetest")

    def test_company(self):
        other = self.env["res.company"].create({"name": "Other company"})
        self.in_foix.write({"user_id": False, "company_id": other.id})
        self.assertFalse(self.in_foix.user_id)
        self.assertNotIn(self.in_foix, self._get_seen(self.handler))
