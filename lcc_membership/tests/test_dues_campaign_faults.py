# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError, OperationalError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.lcc_dues_collection import Dues
from .test_dues_campaign import DuesCampaignCase

JOB = "odoo.addons.lcc_membership.models.lcc_dues_campaign_job"


@tagged("post_install", "-at_install")
class TestDuesCampaignFaults(DuesCampaignCase):
    """What goes wrong, or is attempted, leaves the other calls alone."""

    def _send(self, day):
        """What the scheduled job sends on a day: names of members."""
        before = self.env["mail.mail"].search([])
        with freeze_time(f"{day} 05:00:00"):
            self.env.invalidate_all()
            self._run_cron("_cron_mail")
        mails = self.env["mail.mail"].search([]) - before
        return sorted(mails.recipient_ids.mapped("name"))

    # Dues of other times

    def test_an_earlier_day_to_pay_by_leaves_the_calls_of_later_dues(self):
        """Gaia's twelve months end on 28/02/2027, her call begins on 01/03/2027."""
        self._call()
        call = self._call_of(self.gaia)
        self.campaign.date_end = "2027-01-31"
        self._run_cron()
        self.assertEqual(call.state, "called")
        self.assertEqual(call.line_ids.account_invoice_id.state, "draft")

    def test_two_dues_of_a_member_on_one_day(self):
        """Each keeps its own days, and the call that asks for it."""
        other = self._create_campaign(year=2028)
        vals = {"partner_id": self.alice.id}
        first, second = self.env["lcc.dues.call"].create(
            [{**vals, "campaign_id": one.id} for one in (self.campaign, other)]
        )
        dues = Dues(self.alice, self.dues_year, 20, date=date(2027, 1, 10))
        periods = (
            (date(2027, 1, 10), date(2027, 12, 31)),
            (date(2028, 1, 1), date(2028, 12, 31)),
        )
        moves = self.env["lcc.dues.collection"]._call(
            [
                dues._replace(period=periods[0], origin=first),
                dues._replace(
                    product=self.dues_rolling, period=periods[1], origin=second
                ),
            ]
        )
        lines = [move._lcc_get_dues() for move in moves]
        self.assertEqual([line.lcc_call_id for line in lines], [first, second])
        self.assertEqual(
            tuple((line.date_from, line.date_to) for line in lines), periods
        )

    # Nothing to pay

    def test_dues_of_nothing_are_collected_at_once(self):
        nothing = self._create_dues_product(
            "Test dues of solidarity", list_price=0, membership_type="lcc_civil_year"
        )
        self.campaign.product_line_ids = [
            Command.create(
                {"member_type_id": self.person_type.id, "product_id": nothing.id}
            )
        ]
        preview = self.campaign.get_preview()
        self.assertEqual(preview["by_letter"], [])
        self._call()
        call = self._call_of(self.alice)
        line = call.line_ids
        self.assertEqual((call.state, call.amount_due), ("paid", 0))
        self.assertEqual(
            (line.date_from, line.date_to, line.state, line.lcc_amount_paid),
            (date(2027, 1, 1), date(2027, 12, 31), "paid", 0),
        )
        self.assertEqual(line.account_invoice_id.state, "posted")
        self.assertEqual(line.account_invoice_id.invoice_date, date(2026, 12, 1))
        self.assertEqual(self._send("2026-12-01"), ["Gaia", "Mairie"])
        self.assertEqual(self.campaign.letter_count, 0)
        with freeze_time("2027-12-31"):
            self.env.invalidate_all()
            self.assertEqual(self.alice.membership_state, "paid")

    def test_a_free_price_without_suggestion_is_called(self):
        self.dues_rolling.product_tmpl_id.write(
            {
                "list_price": 0,
                "lcc_price_minimum": 0,
                "lcc_proposal_1": 0,
                "lcc_proposal_2": 0,
                "lcc_proposal_3": 0,
            }
        )
        self._call()
        self.assertEqual(self._call_of(self.gaia).state, "called")

    # Jobs

    def test_an_unexpected_error_stays_with_its_call(self):
        collections = self.env.registry["lcc.dues.collection"]
        create = collections._create_invoices

        def fail(collection, many):
            if self.carole in [dues.member for dues in many]:
                return many[0].member["no such field"]
            return create(collection, many)

        with (
            patch.object(collections, "_create_invoices", fail),
            self.assertLogs(JOB, "ERROR") as logs,
        ):
            self._call()
        self.assertEqual(len(logs.output), 1)
        self.assertIn("Traceback", logs.output[0])
        self.assertEqual(self.campaign.state, "open")
        self.assertIn("no such field", self._call_of(self.carole).error)
        self.assertEqual(self.campaign.call_count, 4)

    def test_a_conflict_of_transactions_is_no_error_of_a_call(self):
        collections = self.env.registry["lcc.dues.collection"]
        self.campaign.action_call()
        with (
            patch.object(
                collections, "_create_invoices", side_effect=OperationalError("again")
            ),
            self.assertRaises(OperationalError),
        ):
            self._run_cron()
        self.assertEqual(len(self.campaign.call_ids.filtered("error")), 2)

    def test_a_campaign_that_cannot_be_finished_stops_no_other(self):
        other = self._create_campaign(
            name="Never paid", member_scope="never", member_type_ids=self.person_type
        )
        self.campaign.action_call()
        other.action_call()
        campaigns = self.env.registry["lcc.dues.campaign"]
        post = campaigns.message_post

        def fail(campaign, **kwargs):
            if campaign == self.campaign:
                raise KeyError("template")
            return post(campaign, **kwargs)

        with patch.object(campaigns, "message_post", fail), mute_logger(JOB):
            self._run_cron()
        self.assertEqual((self.campaign.state, other.state), ("calling", "open"))
        self.assertEqual(self.campaign.error, "'template'")
        self.assertEqual(self.campaign.get_progress(), {"is_running": False})
        self.campaign.with_user(self.manager).action_retry()
        self.assertTrue(self.campaign.get_progress()["is_running"])
        self._run_cron()
        self.assertEqual((self.campaign.state, self.campaign.error), ("open", False))

    def test_a_draft_that_stays_stops_no_other(self):
        self._call()
        self.campaign.action_cancel()
        moves = self.env.registry["account.move"]
        cancel = moves.button_cancel

        def fail(records):
            if self.gaia in records.partner_id:
                raise KeyError("lock")
            return cancel(records)

        with patch.object(moves, "button_cancel", fail), mute_logger(JOB):
            self._run_cron(limit=1)  # Gaia's, of the latest days, is the first
        drafts = self.campaign.call_ids.line_ids.account_invoice_id
        kept = drafts.filtered(lambda move: move.state == "draft")
        self.assertEqual((len(drafts), kept.partner_id), (5, self.gaia))
        self.assertEqual(self._call_of(self.gaia).error, "'lock'")
        self._run_cron()
        self.assertEqual(kept.state, "draft")
        self.campaign.with_user(self.manager).action_retry()
        self._run_cron()
        self.assertEqual((kept.state, self.campaign.state), ("cancel", "cancelled"))
        self.assertFalse(self._call_of(self.gaia).error)

    def test_a_call_whose_mail_failed_is_taken_back(self):
        self._call()
        call = self._call_of(self.alice)
        call.error = "No such address"
        self.campaign.action_cancel()
        self._run_cron()
        self.assertEqual(call.line_ids.account_invoice_id.state, "cancel")

    def test_an_unexpected_error_of_a_mail_stays_with_its_call(self):
        templates = self.env.registry["mail.template"]
        send = templates.send_mail_batch

        def fail(template, res_ids, **kwargs):
            if self._call_of(self.carole).id in res_ids:
                raise KeyError("layout")
            return send(template, res_ids, **kwargs)

        self._call()
        with patch.object(templates, "send_mail_batch", fail), mute_logger(JOB):
            self.assertEqual(self._send("2026-12-01"), ["Alice", "Gaia", "Mairie"])
        self.assertEqual(self._call_of(self.carole).error, "'layout'")

    # Templates

    def test_the_mail_is_taken_away_after_the_calls(self):
        self.campaign.reminder_ids = [Command.create({"days": 30})]
        self._call()
        self.campaign.with_user(self.manager).mail_template_id = False
        self.assertEqual(self.campaign.letter_count, 0)
        self.assertEqual(self._send("2026-12-01"), [])
        calls = self.campaign.call_ids.filtered("date")
        self.assertEqual(set(calls.mapped("mail_date")), {date(2026, 12, 1)})
        self.assertFalse(calls.filtered("error"))
        self.assertEqual(
            self._send("2026-12-31"), ["Alice", "Carole", "Gaia", "Mairie"]
        )

    def test_the_mails_of_a_campaign_are_kept(self):
        for holder in (
            self.campaign,
            self.env["lcc.dues.reminder"].create({"campaign_id": self.campaign.id}),
        ):
            template = holder.mail_template_id.copy()
            holder.mail_template_id = template
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                template.unlink()

    def test_mails_about_other_documents(self):
        """What a job renders with all rights is about calls, reports included."""
        model = self.env["ir.model"]._get
        invoice = self.env["mail.template"].create(
            {"name": "Invoice", "model_id": model("account.move").id}
        )
        attached = self.campaign.mail_template_id.copy(
            {"report_template_ids": self.env.ref("account.account_invoices").ids}
        )
        reminder = self.env["lcc.dues.reminder"].create(
            {"campaign_id": self.campaign.id}
        )
        for template in (invoice, attached):
            for holder in (self.campaign, reminder):
                with self.assertRaisesRegex(ValidationError, "is not about"):
                    holder.with_user(self.manager).mail_template_id = template

    def test_a_mail_that_comes_to_be_about_other_documents(self):
        template = self.campaign.mail_template_id.copy()
        self.campaign.mail_template_id = template
        self._call()
        template.report_template_ids += self.env.ref("account.account_invoices")
        self.assertEqual(self._send("2026-12-01"), [])
        self.assertIn("is not about", self._call_of(self.alice).error)

    # What a client writes

    def test_a_launched_campaign_stays_as_it_was(self):
        campaign = self.campaign.with_user(self.manager)
        campaign.year = 2027
        with self.assertRaisesRegex(UserError, "“State” cannot be changed"):
            campaign.state = "open"
        self._call()
        for vals in (
            {"state": "draft"},
            {"error": "Nothing"},
            {"year": 2028},
            {"date_start": "2026-12-02"},
            {"company_id": self.company.id},
        ):
            with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                campaign.write(vals)
        campaign.territory_ids = self.foix  # to call others
        campaign.action_close()
        for vals in (
            {"territory_ids": False},
            {"member_scope": "all"},
            {"product_line_ids": [Command.clear()]},
        ):
            with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                campaign.write(vals)
        self.assertEqual((campaign.state, campaign.year), ("closed", 2027))

    def test_other_dues_of_a_launched_campaign_stay(self):
        lines = self.env["lcc.dues.campaign.product"].with_user(self.manager)
        vals = {"campaign_id": self.campaign.id, "product_id": self.dues_year.id}
        line = lines.create({**vals, "member_type_id": self.person_type.id})
        line.product_id = self.dues_until
        self._call()
        self.campaign.action_close()
        for write in (
            lambda: line.write({"product_id": self.dues_year.id}),
            line.unlink,
            lambda: lines.create({**vals, "member_type_id": self.professional_type.id}),
        ):
            with self.assertRaisesRegex(UserError, "cannot be changed any more"):
                write()

    def test_a_campaign_begins_as_a_draft(self):
        campaigns = self.env["lcc.dues.campaign"].with_user(self.manager)
        for given, context in (
            ({"state": "open", "error": "Nothing"}, {}),
            ({}, {"default_state": "open", "default_error": "Nothing"}),
        ):
            campaign = campaigns.with_context(**context).create(given)
            self.assertEqual((campaign.state, campaign.error), ("draft", False))

    def test_whom_a_reminder_was_sent_to_is_not_written_by_hand(self):
        self._call()
        calls = self.campaign.call_ids
        reminders = self.env["lcc.dues.reminder"].with_user(self.manager)
        vals = {"campaign_id": self.campaign.id, "days": 10}
        reminder = reminders.create({**vals, "call_ids": calls.ids})
        self.assertFalse(reminder.call_ids)
        with self.assertRaisesRegex(UserError, "not written by hand"):
            reminder.call_ids = calls
        with self.assertRaisesRegex(UserError, "not written by hand"):
            self.campaign.with_user(self.manager).reminder_ids = [
                Command.update(reminder.id, {"call_ids": [Command.set(calls.ids)]})
            ]
