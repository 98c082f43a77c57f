# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

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
