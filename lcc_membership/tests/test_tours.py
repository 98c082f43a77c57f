# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from odoo.api import SUPERUSER_ID
from odoo.tests import HttpCase, tagged

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


@tagged("post_install", "-at_install")
class TestTours(LccMembershipCase, HttpCase):
    def test_dues_at_a_market(self):
        self.cash.name = "Test cash"
        self.start_tour(
            "/odoo/lcc-members",
            "lcc_membership_market",
            login="lcc_membership_manager",
        )
        line = self.alice.member_line_ids
        self.assertEqual((line.state, line.lcc_amount_paid), ("paid", 20))
        self.assertEqual((self._balance("7561"), self._balance("7541")), (20, 5))

    def test_campaign_of_a_territory(self):
        """A manager renews Foix, where three members live; Bruno lives elsewhere."""
        self.cash.name = "Test cash"
        carole, denis = self.env["res.partner"].create(
            [
                {
                    "name": name,
                    "zip": "09991",
                    "city": "Testville",
                    "lcc_member_type_id": self.person_type.id,
                }
                for name in ("Carole", "Denis")
            ]
        )
        campaigns = self.env["lcc.dues.campaign"]
        year = campaigns._default_year()
        day = date(year - 1, 1, 2)
        self.env["lcc.dues.collection"]._collect(
            [
                Dues(member, self.dues_year, 20, date=day, means=self.cash)
                for member in (self.alice, self.bruno, carole, denis)
            ]
        )
        with self._working():
            self.start_tour(
                "/odoo/dues-campaigns",
                "lcc_membership_campaign",
                login="lcc_membership_manager",
            )
        campaign = campaigns.search([("company_id", "=", self.company.id)])
        self.assertEqual(campaign.territory_ids, self.foix)
        self.assertEqual(
            {call.partner_id.name: call.state for call in campaign.call_ids},
            {"Alice": "paid", "Carole": "called", "Denis": "called"},
        )
        line = campaign.call_ids.line_ids.filtered(lambda line: line.state == "paid")
        self.assertEqual(
            (line.partner_id, line.lcc_amount_paid, line.date_to),
            (self.alice, 20, date(year, 12, 31)),
        )
        self.assertEqual(campaign.amount_paid, 20)

    def _working(self):
        """The scheduled job, which does not run in tests, makes one call whenever
        the browser asks how far it is."""
        campaigns = self.env.registry["lcc.dues.campaign"]
        get_progress = campaigns.get_progress

        def work_and_tell(campaign):
            progress = get_progress(campaign)
            campaign.with_user(SUPERUSER_ID)._cron_call(limit=1)
            return progress

        work_and_tell._readonly = False  # unlike the method whose place it takes
        return patch.object(campaigns, "get_progress", work_and_tell)
