# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

from odoo.addons.lcc_membership.tests.common import LccMembershipCase

MANAGER = (
    "lcc_base.group_lcc_manager,base.group_partner_manager,"
    "sales_team.group_sale_salesman"
)


class LccApplicationCase(LccMembershipCase):
    """People who handle applications, in the geography of LccMembershipCase.

    `leader` leads both pipelines; `handler` is a manager with the rights of CRM, and
    follows no territory in particular; `local` is one who follows Foix alone.
    `salesman` has the rights of CRM and no role in the local currency.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applications = cls.env.ref("lcc_membership_crm.lcc_team_application")
        cls.communes = cls.env.ref("lcc_membership_crm.lcc_team_commune")
        cls.leader = cls._create_user("leader", MANAGER)
        cls.handler = cls._create_user("handler", MANAGER)
        cls.local = cls._create_user(
            "local", MANAGER, lcc_territory_ids=[Command.set(cls.foix.ids)]
        )
        cls.salesman = cls._create_user("salesman", "sales_team.group_sale_salesman")
        (cls.applications + cls.communes).user_id = cls.leader

    @classmethod
    def _stage(cls, name):
        return cls.env.ref(f"lcc_membership_crm.lcc_stage_{name}")

    @classmethod
    def _apply(cls, **vals):
        """A bakery of Testville, in territory Foix, that has met the requirements."""
        return cls.env["crm.lead"].create(
            {
                "partner_name": "Test bakery",
                "contact_name": "Carla Test",
                "email_from": "bakery@example.org",
                "zip": "09991",
                "city": "Testville",
                "team_id": cls.applications.id,
                "type": "opportunity",
                "lcc_member_type_id": cls.professional_type.id,
                "lcc_activity": "Bakery",
                "lcc_accepts_coupons": True,
                "lcc_charter_date": "2026-03-02",
                "lcc_decision": "accepted",
                "lcc_decision_date": "2026-03-12",
                **vals,
            }
        )

    @classmethod
    def _apply_commune(cls, **vals):
        """The commune of Testville, whose council has voted."""
        return cls.env["crm.lead"].create(
            {
                "partner_name": "Commune of Testville",
                "zip": "09991",
                "city": "Testville",
                "team_id": cls.communes.id,
                "type": "opportunity",
                "lcc_member_type_id": cls.commune_type.id,
                "lcc_deliberation_date": "2026-03-20",
                "lcc_vote_date": "2026-03-20",
                **vals,
            }
        )
