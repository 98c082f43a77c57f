# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestFollowUp(LccPaymentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testisle = cls.env["lcc.commune"].create(
            {"code": "97990", "name": "Testisle", "territory_id": cls.coast.id}
        )
        cls.follow_up = cls.env["lcc.municipal.follow.up"].create(
            {"commune_id": testisle.id, "partner_id": cls.commune.id}
        )

    def test_paying_follows_from_a_payment(self):
        self.assertEqual(self.follow_up.stage, "planned")
        receipt = self._receive()
        self.assertEqual(self.follow_up.stage, "paying")
        self.assertEqual(self.follow_up.stage_known, "paying")
        receipt.with_user(self.treasurer).action_cancel()
        self.assertEqual(self.follow_up.stage, "planned")
