# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import DAY, MailingListCase


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
