# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged

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
