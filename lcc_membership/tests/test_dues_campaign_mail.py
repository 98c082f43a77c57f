# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .test_dues_campaign import DuesCampaignCase


@tagged("post_install", "-at_install")
class TestDuesCampaignMail(DuesCampaignCase):
    """The call on 1 December 2026, reminders 30 and 60 days later: 31 December and
    30 January."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign.reminder_ids = [
            Command.create({"days": 30}),
            Command.create({"days": 60}),
        ]
        cls.env["mail.mail"].search([]).unlink()

    def _send(self, day):
        """What the scheduled job sends on a day: names of members."""
        before = self.env["mail.mail"].search([])
        with freeze_time(f"{day} 05:00:00"):
            self.env.invalidate_all()
            self._run_cron("_cron_mail")
            mails = self.env["mail.mail"].search([]) - before
        self.mails = mails
        return sorted(mails.recipient_ids.mapped("name"))

    def test_the_call(self):
        self._call()
        self.assertEqual(
            self._send("2026-12-01"), ["Alice", "Carole", "Gaia", "Mairie"]
        )
        mail = self.mails.filtered(lambda mail: mail.recipient_ids == self.alice)
        self.assertEqual(mail.subject, "Test association: your dues 2027")
        self.assertIn("03/31/2027", mail.body_html)
        self.assertIn("20.00", mail.body_html)
        # a test prints HTML
        self.assertEqual(
            mail.attachment_ids.mapped("name"), ["Call for dues 2027 - Alice.html"]
        )
        call = self._call_of(self.alice)
        self.assertEqual(call.mail_date, date(2026, 12, 1))
        self.assertEqual(call.reminder_count, 0)
        self.assertEqual(self._send("2026-12-01"), [])
        self.assertEqual(self._send("2026-12-30"), [])

    def test_not_before_the_day_of_the_call(self):
        self.campaign.date_start = "2026-12-15"
        self._call()
        self.assertEqual(self._send("2026-12-14"), [])
        self.assertEqual(len(self._send("2026-12-15")), 4)

    def test_free_price(self):
        self.dues_rolling.lcc_price_text = "<p>15 euros pay for one market.</p>"
        self.association.dues_payment_text = "<p>Cheques to Test association</p>"
        self._call()
        self._send("2026-12-01")
        mail = self.mails.filtered(lambda mail: mail.recipient_ids == self.gaia)
        self.assertIn("15 euros pay for one market.", mail.body_html)
        self.assertIn("Cheques to Test association", mail.body_html)

    def test_reminders_stop(self):
        self._call()
        self._send("2026-12-01")
        self._collect(
            self.alice,
            self.dues_year,
            20,
            date(2026, 12, 10),
            call=self._call_of(self.alice).line_ids.account_invoice_id,
        )
        self.assertEqual(self._send("2026-12-31"), ["Carole", "Gaia", "Mairie"])
        self.assertEqual(self._send("2026-12-31"), [])
        self._call_of(self.carole).action_refuse()
        self.gaia._lcc_withdraw(date(2027, 1, 15), "closure")
        self.assertEqual(self._send("2027-01-30"), ["Mairie"])
        call = self._call_of(self.mairie)
        self.assertEqual(call.reminder_count, 2)
        self.assertEqual(call.last_mail_date, date(2027, 1, 30))
        self.assertEqual(self._send("2027-03-01"), [])

    def test_one_reminder_after_a_pause(self):
        """The scheduled job did not run for two months: one reminder, the last."""
        self._call()
        self._send("2026-12-01")
        self.assertEqual(len(self._send("2027-02-10")), 4)
        self.assertEqual(self._send("2027-02-11"), [])
        self.assertEqual(
            self._call_of(self.alice).reminder_ids.mapped("date"), [date(2027, 1, 30)]
        )

    def test_who_is_called_late_is_not_reminded_at_once(self):
        self._call()
        self._call_of(self.carole).action_refuse()
        self._send("2026-12-01")
        self._send("2026-12-31")
        self._call_of(self.carole).action_unrefuse()
        self.assertEqual(self._send("2027-01-10"), ["Carole"])
        self.assertEqual(self.mails.subject, "Test association: your dues 2027")
        self.assertEqual(self._send("2027-01-11"), [])

    def test_closed_campaigns_send_nothing(self):
        self._call()
        self._send("2026-12-01")
        self.campaign.action_close()
        self.assertEqual(self._send("2026-12-31"), [])
        self.campaign.action_reopen()
        self.assertEqual(len(self._send("2026-12-31")), 4)

    def test_campaign_without_mail_of_its_own(self):
        self.campaign.mail_template_id = False
        self._call()
        self.assertEqual(self._send("2026-12-01"), [])
        self.assertEqual(len(self._send("2026-12-31")), 4)

    def test_letters(self):
        self._call()
        self.assertEqual(self.campaign.letter_count, 1)
        action = self.campaign.action_view_letters()
        letters = self.env["lcc.dues.call"].search(action["domain"])
        self.assertEqual(letters.partner_id, self.bruno)
        letters.with_user(self.manager).action_posted()
        self.campaign.invalidate_recordset()
        self.assertEqual(self.campaign.letter_count, 0)
        self.assertEqual(letters.mail_date, date(2026, 12, 1))
        with self.assertRaisesRegex(UserError, "No letter is due"):
            letters.action_posted()
        with freeze_time("2026-12-31"):
            self.env.invalidate_all()
            self.assertEqual(self.campaign.letter_count, 1)
            letters.action_posted()
            self.assertEqual(letters.reminder_count, 1)

    def test_one_mail_that_fails_does_not_stop_the_others(self):
        templates = self.env.registry["mail.template"]
        send = templates.send_mail_batch

        def fail(template, res_ids, **kwargs):
            if self._call_of(self.carole).id in res_ids:
                message = "No outgoing server for this member."
                raise UserError(message)
            return send(template, res_ids, **kwargs)

        self._call()
        with patch.object(templates, "send_mail_batch", fail):
            self.assertEqual(self._send("2026-12-01"), ["Alice", "Gaia", "Mairie"])
        call = self._call_of(self.carole)
        self.assertEqual(call.error, "No outgoing server for this member.")
        self.assertEqual(call.state, "called")
        self.campaign.action_retry()
        self._run_cron()
        self.assertEqual(self._send("2026-12-02"), ["Carole"])

    def test_a_batch_that_is_lost_is_sent_again(self):
        self._call()
        before = self.env["mail.mail"].search([])
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["lcc.dues.campaign"]._cron_mail(limit=2)
            with self.env.cr.savepoint() as savepoint:
                self.env["lcc.dues.campaign"]._cron_mail(limit=2)
                savepoint.rollback()
        self.env.invalidate_all()
        progress = self.campaign.get_progress()
        self.assertEqual((progress["done"], progress["total"]), (2, 4))
        self._run_cron("_cron_mail")
        mails = self.env["mail.mail"].search([]) - before
        self.assertEqual(
            sorted(mails.mapped("recipient_ids.name")),
            ["Alice", "Carole", "Gaia", "Mairie"],
        )
        self.assertEqual(len(mails), 4)
        self.assertFalse(self.campaign.get_progress()["is_running"])

    def test_reminders_sent_are_kept(self):
        self._call()
        self._send("2026-12-01")
        self._send("2026-12-31")
        first, second = self.campaign.reminder_ids.sorted("date")
        self.assertEqual(first.call_count, 4)
        with self.assertRaisesRegex(UserError, "kept as a record"):
            first.unlink()
        second.unlink()
        self.campaign.date_start = "2026-11-15"
        self.assertEqual(first.date, date(2026, 12, 31))

    def test_a_reminder_comes_after_the_call(self):
        with self.assertRaisesRegex(ValidationError, "after the day of the call"):
            self.campaign.reminder_ids[0].date = "2026-12-01"

    # To ring and to write

    def test_one_click_plans_a_call(self):
        self._call()
        call = self._call_of(self.alice).with_user(self.manager)
        call.action_plan_call()
        activity = self.alice.activity_ids
        self.assertEqual(
            activity.activity_type_id, self.env.ref("mail.mail_activity_data_call")
        )
        self.assertEqual(
            (activity.user_id, activity.date_deadline),
            (self.manager, date(2026, 12, 1)),
        )

    def test_write_and_take_dues(self):
        self._call()
        call = self._call_of(self.alice).with_user(self.manager)
        action = call.action_write()
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.manager)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(composer.partner_ids, self.alice)
        self.assertIn("We have not received your dues", composer.body)
        composer.action_send_mail()
        self.assertIn("We have not received", call.message_ids[0].body)
        action = call.action_pay()
        self.assertEqual(action["context"]["default_partner_id"], self.alice.id)
