# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MailingListCase


@tagged("post_install", "-at_install")
class TestMailingRights(MailingListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        lists = cls.env["mailing.list"].create(
            [
                {"name": "All", "lcc_is_member_list": True},
                {
                    "name": "Foix",
                    "lcc_is_member_list": True,
                    "lcc_territory_ids": [Command.set(cls.foix.ids)],
                },
                {
                    "name": "Both",
                    "lcc_is_member_list": True,
                    "lcc_territory_ids": [Command.set((cls.foix + cls.couserans).ids)],
                },
                {"name": "Press"},
            ]
        )
        lists._lcc_sync()
        cls.all, cls.near, cls.both, cls.press = lists
        cls.lists = lists

    def test_mass_mailing_is_a_right_of_its_own(self):
        lists = self.lists
        self.assertFalse(lists.with_user(self.manager).has_access("read"))
        with self.assertRaises(AccessError):
            lists.with_user(self.manager).action_lcc_sync()
        with self.assertRaises(AccessError):
            lists.with_user(self.manager).action_lcc_create_usual()
        self.assertTrue(lists.with_user(self.mailer).has_access("write"))
        lists.with_user(self.mailer).action_lcc_sync()

    def test_limited_manager_gets_no_addresses_from_elsewhere(self):
        def find(model, domain):
            return self.env[model].with_user(self.limited).search(domain)

        self.assertEqual(
            find("mailing.list", [("id", "in", self.lists.ids)]).sorted("id"),
            self.near + self.press,
        )
        self.assertFalse(find("mailing.contact", [("name", "=", "Bruno")]))
        self.assertTrue(find("mailing.contact", [("name", "=", "Alice")]))
        self.assertFalse(
            find("mailing.subscription", [("contact_id.name", "=", "Bruno")])
        )
        self.assertTrue(self.near.with_user(self.limited).lcc_is_followed)

    def test_limited_manager_cannot_widen_a_list(self):
        near = self.near.with_user(self.limited)
        with self.assertRaises(AccessError):
            near.lcc_territory_ids = [Command.link(self.couserans.id)]
        with self.assertRaises(AccessError):
            near.lcc_territory_ids = [Command.clear()]
        with self.assertRaises(AccessError):
            self.press.with_user(self.limited).lcc_is_member_list = True
        with self.assertRaises(AccessError):
            near.create({"name": "All", "lcc_is_member_list": True})
        with self.assertRaises(AccessError):
            self.both.with_user(self.limited).action_lcc_sync()

    def test_sync_by_a_limited_manager_loses_nobody(self):
        """A member of a local group of Foix may live elsewhere."""
        group = self.env["lcc.local.group"].create(
            {"name": "Test Foix group", "territory_ids": self.foix.ids}
        )
        (self.alice + self.bruno).lcc_local_group_id = group
        mailing_list = self._list(lcc_local_group_ids=[Command.set(group.ids)])
        mailing_list.with_user(self.limited).action_lcc_sync()
        self.assertEqual(self._recipients(mailing_list), ["Alice", "Bruno"])

    def test_mailings_and_traces_from_elsewhere(self):
        vals = {
            "subject": "News",
            "body_html": "<p>News</p>",
            "mailing_model_id": self.env.ref("mass_mailing.model_mailing_list").id,
            "user_id": self.mailer.id,
        }
        far, near = self.env["mailing.mailing"].create(
            [
                {**vals, "contact_list_ids": [Command.set(self.both.ids)]},
                {**vals, "contact_list_ids": [Command.set(self.near.ids)]},
            ]
        )
        (far + near).action_send_mail()
        mailings = self.env["mailing.mailing"].with_user(self.limited)
        self.assertEqual(mailings.search([("id", "in", (far + near).ids)]), near)
        traces = self.env["mailing.trace"].with_user(self.limited)
        self.assertFalse(traces.search([("mass_mailing_id", "in", (far + near).ids)]))

    def test_export_needs_the_right(self):
        group = self.env.ref("base.group_allow_export")
        self.mailer.group_ids += group
        contact = self._subscription(self.all, "Alice").contact_id
        friend = contact.create({"name": "Friend", "email": "friend@example.org"})
        with self.assertRaises(AccessError):
            contact.with_user(self.mailer).export_data(["email"])
        with self.assertRaises(AccessError):
            self.near.with_user(self.mailer).export_data(["contact_ids/email"])
        friend.with_user(self.mailer).export_data(["email"])
        self.mailer.group_ids += self.env.ref("lcc_membership.group_lcc_member_export")
        contact.with_user(self.mailer).export_data(["email"])
        log = self.env["lcc.export.log"].search([("user_id", "=", self.mailer.id)])
        self.assertEqual((log.model, log.member_count), ("mailing.contact", 1))

    def test_erased_member(self):
        """Contacts of mass mailing are left to the lists: they go with the next one."""
        self.alice._lcc_erase()
        self.lists._lcc_sync()
        self.assertFalse(
            self.env["mailing.contact"].search([("name", "in", ("Alice",))])
        )
