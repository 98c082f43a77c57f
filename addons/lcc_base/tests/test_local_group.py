# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import Form, tagged

from .common import LccBaseCase


class LocalGroupCase(LccBaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {"name": "Contact", "email": "contact@example.org"}
        )
        cls.group = cls.env["lcc.local.group"].create(
            {"name": "Test group", "contact_id": cls.contact.id}
        )


@tagged("post_install", "-at_install")
class TestLocalGroup(LocalGroupCase):
    def test_email(self):
        self.assertEqual(self.group.email, "contact@example.org")
        self.group.email = "group@example.org"
        self.contact.email = "other@example.org"
        self.assertEqual(self.group.email, "group@example.org")

    def test_state(self):
        self.assertEqual(self.group.state, "planned")
        self.group.action_activate()
        self.assertEqual(self.group.state, "active")
        self.group.action_plan()
        self.assertEqual(self.group.state, "planned")

    def test_boundaries(self):
        other = self.group.copy({"name": "Other"})
        (self.group | other).territory_ids = self.coast
        self.assertEqual(self.coast.local_group_ids, self.group | other)

    def test_list_queries(self):
        groups = self.env["lcc.local.group"].create(
            [{"name": f"Group {n}"} for n in range(40)]
        )
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            groups.mapped("member_count")

    def test_form(self):
        with Form(self.env["lcc.local.group"]) as form:
            form.name = "Formed"
            form.contact_id = self.contact
            self.assertEqual(form.email, "contact@example.org")


@tagged("at_install", "-post_install")
class TestMembers(LocalGroupCase):
    """Before other addons say who is a member."""

    def test_members(self):
        self.assertEqual(self.group.member_count, 0)
        members = self.env["res.partner"].create(
            [{"name": n, "lcc_local_group_id": self.group.id} for n in "abc"]
        )
        self.group.invalidate_recordset(["member_count"])
        self.assertEqual(self.group.member_count, 3)
        action = self.group.action_view_members()
        self.assertEqual(self.env["res.partner"].search(action["domain"]), members)
