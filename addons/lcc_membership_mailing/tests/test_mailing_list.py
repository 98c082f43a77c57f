# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.lcc_membership.tests.common import LccMembershipCase

MAILING = "mass_mailing.group_mass_mailing_user"
DAY = date(2026, 5, 4)


class MailingListCase(LccMembershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mailer = cls._create_user("mailer", f"lcc_base.group_lcc_manager,{MAILING}")
        cls.limited = cls._create_user(
            "limited", f"lcc_base.group_lcc_manager,{MAILING}"
        )
        cls.limited.lcc_territory_ids = cls.foix
        cls.bruno.email = "bruno@example.org"
        cls.carla, cls.dora = cls.env["res.partner"].create(
            [
                {
                    "name": "Carla",
                    "email": "Carla@Example.org",
                    "zip": "09991",
                    "city": "Testville",
                    "lcc_member_type_id": cls.professional_type.id,
                },
                {"name": "Dora", "email": "dora@example.org"},  # no member
            ]
        )
        others = cls.env["res.partner"].search([("lcc_newsletter_date", "!=", False)])
        others.lcc_newsletter_date = False  # members of the demo
        members = cls.alice + cls.bruno + cls.carla + cls.dora
        members.lcc_newsletter_date = "2026-01-01"

    def _list(self, **vals):
        mailing_list = self.env["mailing.list"].create(
            {"name": "Test", "lcc_is_member_list": True, **vals}
        )
        mailing_list._lcc_sync()
        return mailing_list

    def _recipients(self, mailing_list):
        subscriptions = self.env["mailing.subscription"].search(
            [("list_id", "=", mailing_list.id), ("opt_out", "=", False)]
        )
        return sorted(subscriptions.contact_id.mapped("name"))

    def _subscription(self, mailing_list, name):
        return self.env["mailing.subscription"].search(
            [("list_id", "=", mailing_list.id), ("contact_id.name", "=", name)]
        )


@tagged("post_install", "-at_install")
class TestMailingList(MailingListCase):
    def _found(self, **vals):
        return self._recipients(self._list(**vals))

    def test_criteria(self):
        persons, shops = self.person_type.ids, self.professional_type.ids
        region = self.env["lcc.territory"].create({"name": "Test region"})
        self.foix.parent_id = region
        group = self.env["lcc.local.group"].create({"name": "Test group"})
        self.bruno.lcc_local_group_id = group
        for expected, vals in (
            ([], {"lcc_member_type_ids": self.commune_type.ids}),
            (["Alice", "Bruno"], {"lcc_member_type_ids": persons}),
            (["Alice", "Bruno", "Carla"], {"lcc_member_type_ids": persons + shops}),
            (["Alice", "Carla"], {"lcc_territory_ids": self.foix.ids}),
            (["Alice", "Carla"], {"lcc_territory_ids": region.ids}),
            (["Bruno"], {"lcc_local_group_ids": group.ids}),
            (
                ["Alice"],
                {"lcc_territory_ids": region.ids, "lcc_member_type_ids": persons},
            ),
        ):
            commands = {name: [Command.set(ids)] for name, ids in vals.items()}
            self.assertEqual(self._found(**commands), expected, vals)

    def test_consent_withdrawal_and_addresses(self):
        self.assertEqual(self._found(), ["Alice", "Bruno", "Carla"])
        self.alice.lcc_newsletter_date = False
        self.bruno._lcc_withdraw(DAY, "moved")
        self.carla.email = False
        self.assertEqual(self._found(), [])

    def test_dues_as_of_today(self):
        self._collect(self.alice, self.dues_year, 20, DAY)
        current = self._list(
            lcc_status="current", lcc_territory_ids=[Command.set(self.foix.ids)]
        )
        lapsed = self._list(
            lcc_status="lapsed", lcc_territory_ids=[Command.set(self.foix.ids)]
        )
        for day, paid, unpaid in (
            ("2026-05-03", [], ["Alice", "Carla"]),
            ("2026-05-04", ["Alice"], ["Carla"]),
            ("2026-12-31", ["Alice"], ["Carla"]),
            ("2027-01-01", [], ["Alice", "Carla"]),
        ):
            with freeze_time(f"{day} 12:00"):
                (current + lapsed)._lcc_sync()
                self.assertEqual(self._recipients(current), paid, day)
                self.assertEqual(self._recipients(lapsed), unpaid, day)

    def test_one_contact_for_an_address(self):
        self.bruno.email = "ALICE@example.org"
        mailing_list = self._list(
            lcc_member_type_ids=[Command.set(self.person_type.ids)]
        )
        self.assertEqual(self._recipients(mailing_list), ["Alice"])
        other = self._list()
        contact = self._subscription(other, "Alice").contact_id
        self.assertEqual(contact, self._subscription(mailing_list, "Alice").contact_id)
        self.assertEqual(contact.lcc_partner_id, self.alice)

    def test_twice_changes_nothing(self):
        mailing_list = self._list()
        subscriptions = mailing_list.subscription_ids
        mailing_list._lcc_sync()
        self.assertEqual(mailing_list.subscription_ids, subscriptions)
        self.assertEqual(
            len(mailing_list.contact_ids.filtered(lambda c: c.name == "Alice")), 1
        )

    def test_change_of_name_and_address(self):
        mailing_list = self._list()
        contact = self._subscription(mailing_list, "Alice").contact_id
        self.alice.write({"name": "Alice Martin", "email": "martin@example.org"})
        mailing_list._lcc_sync()
        self.assertRecordValues(
            contact, [{"name": "Alice Martin", "email": "martin@example.org"}]
        )
        self.assertIn(contact, mailing_list.contact_ids)

    def test_opt_out_lasts(self):
        mailing_list = self._list()
        subscription = self._subscription(mailing_list, "Alice")
        mailing_list._update_subscription_from_email("alice@example.org", opt_out=True)
        self.assertTrue(subscription.opt_out)
        self.alice.email = "new@example.org"
        mailing_list._lcc_sync()
        self.assertNotIn("Alice", self._recipients(mailing_list))
        self.alice.lcc_newsletter_date = False
        mailing_list._lcc_sync()
        self.assertTrue(subscription.exists().opt_out)
        self.alice.lcc_newsletter_date = "2026-02-01"
        mailing_list._lcc_sync()
        self.assertNotIn("Alice", self._recipients(mailing_list))

    def test_opt_out_of_a_contact_with_the_new_address(self):
        """The new address is a contact already: the refusal goes with the member."""
        mailing_list = self._list()
        self._subscription(mailing_list, "Alice").opt_out = True
        other = self.env["mailing.contact"].create(
            {"name": "Other", "email": "new@example.org"}
        )
        self.alice.email = "new@example.org"
        mailing_list._lcc_sync()
        self.assertNotIn("Other", self._recipients(mailing_list))
        self.assertNotIn("Alice", self._recipients(mailing_list))
        self.assertNotIn(other, mailing_list.contact_ids)

    def test_what_was_done_by_hand_stays(self):
        mailing_list = self._list()
        friend, known = self.env["mailing.contact"].create(
            [
                {"name": "Friend", "email": "friend@example.org"},
                {"name": "Known", "email": "eva@example.org"},
            ]
        )
        mailing_list.subscription_ids = [Command.create({"contact_id": friend.id})]
        eva = self.env["res.partner"].create(
            {
                "name": "Eva",
                "email": "eva@example.org",
                "lcc_member_type_id": self.person_type.id,
                "lcc_newsletter_date": "2026-01-01",
            }
        )
        mailing_list._lcc_sync()
        self.assertIn("Friend", self._recipients(mailing_list))
        self.assertIn("Known", self._recipients(mailing_list))
        self.assertFalse(known.lcc_partner_id)
        eva.lcc_newsletter_date = False
        mailing_list._lcc_sync()
        self.assertIn("Friend", self._recipients(mailing_list))
        self.assertNotIn("Known", self._recipients(mailing_list))
        self.assertTrue(known.exists())

    def test_contacts_go_with_their_last_list(self):
        first, second = self._list(), self._list()
        contact = self._subscription(first, "Alice").contact_id
        self.alice._lcc_withdraw(DAY, "other")
        first._lcc_sync()
        self.assertTrue(contact.exists())
        second._lcc_sync()
        self.assertFalse(contact.exists())

    def test_other_lists_are_left(self):
        mailing_list = self.env["mailing.list"].create({"name": "Press"})
        mailing_list._lcc_sync()
        self.assertFalse(mailing_list.contact_ids)
        self.assertFalse(mailing_list.lcc_synced_at)

    def test_cron(self):
        mailing_list = self._list()
        self.alice.lcc_newsletter_date = False
        with self.enter_registry_test_mode():
            self.env.ref(
                "lcc_membership_mailing.ir_cron_lcc_sync"
            ).method_direct_trigger()
        self.assertNotIn("Alice", self._recipients(mailing_list))

    def test_many_in_batch(self):
        """The number of queries does not grow with that of the members."""

        def count(number):
            self.env["res.partner"].create(
                [
                    {
                        "name": f"Many {number} {index}",
                        "email": f"many{number}.{index}@example.org",
                        "lcc_member_type_id": self.commune_type.id,
                        "lcc_newsletter_date": "2026-01-01",
                    }
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            mailing_list._lcc_sync()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        mailing_list = self._list(
            lcc_member_type_ids=[Command.set(self.commune_type.ids)]
        )
        count(2)
        few = count(10)
        self.assertLess(count(60) - few, 3)

    def test_members_of_a_mailing_are_those_of_its_moment(self):
        mailing_list = self._list(
            lcc_member_type_ids=[Command.set(self.person_type.ids)]
        )
        mailing = self.env["mailing.mailing"].create(
            {
                "name": "News",
                "subject": "News",
                "body_html": "<p>News</p>",
                "mailing_model_id": self.env.ref("mass_mailing.model_mailing_list").id,
                "contact_list_ids": [Command.set(mailing_list.ids)],
            }
        )
        self.alice.lcc_newsletter_date = False
        self.bruno.email = "bruno.new@example.org"
        mailing.action_send_mail()
        traces = self.env["mailing.trace"].search(
            [("mass_mailing_id", "=", mailing.id)]
        )
        emails = traces.mapped("email")
        self.assertIn("bruno.new@example.org", emails)
        self.assertNotIn("alice@example.org", emails)
        self.assertEqual(len(emails), len(self._recipients(mailing_list)))


@tagged("post_install", "-at_install")
class TestUsualLists(MailingListCase):
    def _create_usual(self, user):
        lists = self.env["mailing.list"]
        before = lists.search([])
        action = lists.with_user(user).action_lcc_create_usual()
        self.assertEqual(action["tag"], "display_notification")
        return lists.search([]) - before

    def test_one_for_each(self):
        group = self.env["lcc.local.group"].create({"name": "Test group"})
        made = self._create_usual(self.mailer)
        names = made.mapped("name")
        for name in ("Person", "Test Foix", "Test Couserans", "Test group"):
            self.assertIn(f"Members: {name}", names)
        foix = made.filtered(lambda one: one.lcc_territory_ids == self.foix)
        self.assertEqual(self._recipients(foix), ["Alice", "Carla"])
        self.assertEqual(
            len(made.filtered(lambda m: m.lcc_local_group_ids == group)), 1
        )
        self.assertFalse(self._create_usual(self.mailer))

    def test_archived_ones_are_not_made_again(self):
        made = self._create_usual(self.mailer)
        made.action_archive()
        self.assertFalse(self._create_usual(self.mailer))

    def test_limited_manager(self):
        group, _other = self.env["lcc.local.group"].create(
            [
                {"name": "Test Foix group", "territory_ids": self.foix.ids},
                {
                    "name": "Test both",
                    "territory_ids": (self.foix + self.couserans).ids,
                },
            ]
        )
        made = self._create_usual(self.limited)
        self.assertEqual(made.lcc_territory_ids, self.foix)
        self.assertEqual(made.lcc_local_group_ids, group)
        self.assertFalse(made.lcc_member_type_ids)


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
