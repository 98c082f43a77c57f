# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .test_dues_campaign import DuesCampaignCase


@tagged("post_install", "-at_install")
class TestDuesCampaignAccess(DuesCampaignCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.limited = cls._create_user(
            "limited",
            "lcc_base.group_lcc_manager,base.group_partner_manager",
            lcc_territory_ids=[Command.set(cls.couserans.ids)],
        )
        cls.employee = cls._create_user("employee", "base.group_user")

    def test_a_manager_runs_a_campaign(self):
        """Without any right on invoices."""
        campaigns = self.env["lcc.dues.campaign"].with_user(self.manager)
        campaign = campaigns.create({"year": 2027, "date_end": "2027-03-31"})
        self.assertEqual(campaign.get_preview()["total"][0]["count"], 5)
        campaign.action_call()
        self._run_cron()
        moves = campaign.sudo().call_ids.line_ids.account_invoice_id
        self.assertEqual(moves.invoice_user_id, self.manager)
        self.assertEqual((campaign.call_count, campaign.error_count), (5, 2))
        call = self._call_of(self.alice, campaign).with_user(self.manager)
        call.action_refuse()
        self.env.invalidate_all()
        self.assertEqual(campaign.refused_count, 1)
        campaign.action_cancel()
        self.assertEqual(campaign.state, "cancelled")

    def test_a_manager_writes_no_call_by_hand(self):
        self._call()
        call = self._call_of(self.alice).with_user(self.manager)
        with self.assertRaises(AccessError):
            call.is_refused = True
        with self.assertRaises(AccessError):
            call.unlink()
        with self.assertRaises(AccessError):
            self.env["lcc.dues.call"].with_user(self.manager).create(
                {"campaign_id": self.campaign.id, "partner_id": self.ivan.id}
            )

    def test_a_limited_manager_calls_own_members(self):
        campaigns = self.env["lcc.dues.campaign"].with_user(self.limited)
        campaign = campaigns.create({"year": 2027, "date_end": "2027-03-31"})
        self.assertEqual(campaign.territory_ids, self.couserans)
        campaign.action_call()
        self._run_cron()
        self.assertEqual(campaign.call_ids.partner_id.mapped("name"), ["Bruno", "Gaia"])
        for territories in (self.foix, self.foix + self.couserans):
            with (
                self.assertRaisesRegex(ValidationError, "among them"),
                self.env.cr.savepoint(),
            ):
                campaign.territory_ids = territories
        with self.assertRaisesRegex(ValidationError, "among them"):
            campaigns.create({"year": 2027, "territory_ids": False})

    def test_a_limited_manager_and_the_campaign_of_all(self):
        self._call()
        campaign = self.campaign.with_user(self.limited)
        self.assertEqual(campaign.call_count, 2)
        self.env.invalidate_all()
        self.assertEqual(campaign.call_ids.partner_id.mapped("name"), ["Bruno", "Gaia"])
        for action in ("action_cancel", "action_close", "action_stop", "action_call"):
            with self.assertRaises(AccessError):
                getattr(campaign, action)()
        with self.assertRaises(AccessError):
            campaign.date_end = "2027-06-30"
        with self.assertRaises(AccessError):
            self.campaign.reminder_ids.with_user(self.limited).create(
                {"campaign_id": campaign.id, "days": 10}
            )
        self._call_of(self.bruno).with_user(self.limited).action_refuse()
        self.assertEqual(self._call_of(self.bruno).state, "refused")
        with self.assertRaises(AccessError):
            self._call_of(self.alice).with_user(self.limited).action_refuse()

    def test_the_auditor_reads(self):
        self.campaign.mail_template_id = False
        self._call()
        campaign = self.campaign.with_user(self.auditor)
        self.assertEqual(campaign.call_count, 5)
        self.assertEqual(campaign.get_preview()["total"], [])
        self.assertFalse(campaign.get_progress()["is_running"])
        self.assertEqual(len(campaign.call_ids), 7)
        with self.assertRaises(AccessError):
            campaign.action_call()
        for action in ("action_refuse", "action_plan_call", "action_posted"):
            with self.assertRaises(AccessError):
                getattr(campaign.call_ids[0], action)()
        with self.assertRaises(AccessError):
            campaign.name = "Mine"

    def test_other_employees_see_nothing(self):
        self._call()
        for records in (
            self.campaign,
            self.campaign.call_ids,
            self.env["lcc.dues.reminder"].create(
                {"campaign_id": self.campaign.id, "days": 10}
            ),
            self.env["lcc.dues.campaign.product"].create(
                {
                    "campaign_id": self.campaign.id,
                    "member_type_id": self.person_type.id,
                    "product_id": self.dues_year.id,
                }
            ),
        ):
            with self.assertRaises(AccessError):
                records.with_user(self.employee).check_access("read")

    def test_another_company(self):
        other = self._create_association("Other association")
        stranger = self._create_user("stranger", "lcc_base.group_lcc_treasurer")
        stranger.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        self._call()
        reminder = self.env["lcc.dues.reminder"].create(
            {"campaign_id": self.campaign.id, "days": 10}
        )
        for records in (self.campaign, self.campaign.call_ids, reminder):
            found = (
                records.with_user(stranger)
                .with_context(allowed_company_ids=other.ids)
                .search([("id", "in", records.ids)])
            )
            self.assertFalse(found)
