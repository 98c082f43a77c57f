# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.fields import Domain

BATCH = 20


class LccDuesCampaign(models.Model):
    """Mails of a campaign: the call, then the reminders, each on its day.

    At most one mail is due for a call: the call itself if it was not sent, else the
    last reminder whose day has come since the member was written to. So a reminder is
    never sent twice, and a late start of the scheduled job sends one, not all. A
    campaign without a mail of its own calls by other means, and reminds all the same.
    """

    _inherit = "lcc.dues.campaign"

    def _get_due_reminder(self):
        """The last reminder whose day has come, maybe empty."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        reminders = self.reminder_ids.filtered(lambda one: one.date <= today)
        return reminders.sorted("date")[-1:]

    def _get_due_domain(self, means):
        """Calls of this campaign that a mail or a letter is due for today.

        :param means: mail or letter
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        if self.state not in ("calling", "open") or self.date_start > today:
            return Domain.FALSE
        due = Domain("mail_date", "=", False) if self.mail_template_id else Domain.FALSE
        if reminder := self._get_due_reminder():
            due |= Domain("last_mail_date", "<", reminder.date) & Domain(
                "reminder_ids", "not in", reminder.ids
            )
        domain = Domain("campaign_id", "=", self.id) & Domain("date", "!=", False)
        domain &= Domain("partner_id.lcc_withdrawal_date", "=", False)
        if means == "mail":
            domain &= Domain("partner_id.email", "!=", False)
            domain &= Domain("error", "=", False)
        else:
            domain &= Domain("partner_id.email", "=", False)
        return domain & due & Domain("state", "in", ("called", "late"))

    # Mails

    def action_send(self):
        """Send now what is due today."""
        self._check_may_run()
        self._trigger_mails()

    def _trigger_mails(self):
        self.env.ref("lcc_membership.lcc_dues_campaign_cron_mail").sudo()._trigger()

    @api.model
    def _cron_mail(self, limit=BATCH):
        """Send one batch of the mails that are due today."""
        Calls = self.env["lcc.dues.call"]
        sent, remaining = 0, 0
        for campaign in self.search([("state", "=", "open")]):
            campaign._keep_called_otherwise()
            domain = campaign._get_due_domain("mail")
            calls = Calls.search(domain, limit=limit)
            if calls and not sent:
                ready = calls.try_lock_for_update(allow_referencing=True)
                background = campaign._in_background()
                for some in background._group_due(ready.ids):
                    background._do_each(some, background._send)
                sent = len(ready)
            remaining += Calls.search_count(domain) if calls else 0
        if sent:
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        self.env["ir.cron"]._commit_progress(sent, remaining=remaining)

    def _group_due(self, call_ids):
        """Calls to send first, then those to remind of."""
        calls = self.env["lcc.dues.call"].browse(call_ids)
        unsent = calls.filtered(lambda call: not call.mail_date)
        return [group for group in (unsent, calls - unsent) if group]

    def _send(self, calls):
        """Send the mails that are due for these calls, the same for all."""
        source = self._get_due_reminder() if calls[0].mail_date else self
        source.mail_template_id._lcc_check_writes_about(calls._name)
        source.mail_template_id.send_mail_batch(
            calls.ids, email_layout_xmlid="mail.mail_notification_light"
        )
        self._record_sent(calls)

    def _keep_called_otherwise(self):
        """Without a mail of the call, members are written to by other means."""
        self.ensure_one()
        if self.mail_template_id:
            return
        unsent = self.env["lcc.dues.call"].search(
            [
                ("campaign_id", "=", self.id),
                ("date", "!=", False),
                ("mail_date", "=", False),
            ]
        )
        day = max(fields.Date.context_today(self), self.date_start)
        unsent.write({"mail_date": day, "last_mail_date": day})

    def _record_sent(self, calls):
        """Keep with each call what was sent today, by mail or by letter."""
        today = fields.Date.context_today(self)
        unsent = calls.filtered(lambda call: not call.mail_date)
        unsent.mail_date = today
        (calls - unsent).reminder_ids = [
            Command.link(reminder.id) for reminder in self._get_due_reminder()
        ]
        calls.last_mail_date = today

    def _get_mail_progress(self):
        calls = self.env["lcc.dues.call"].sudo()  # counts only
        waiting = calls.search_count(self._get_due_domain("mail"))
        if not waiting:
            return {"is_running": False}
        sent = calls.search_count(
            [
                ("campaign_id", "=", self.id),
                ("last_mail_date", "=", fields.Date.context_today(self)),
            ]
        )
        return self._prepare_progress(
            self.env._("Writing to members"), sent, sent + waiting
        )
