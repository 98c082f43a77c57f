# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import MailingListCase


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
