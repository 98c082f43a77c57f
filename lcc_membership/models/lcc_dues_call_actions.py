# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .lcc_dues_call import UNPAID


class LccDuesCall(models.Model):
    """What a manager does with a call: refuse it, take its dues, ring, write."""

    _inherit = "lcc.dues.call"

    def _check_may_act(self):
        """Managers deal with the calls of the members that they see.

        :return: the same calls, for what they have no rights of their own on
        """
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_manager"
        ):
            raise AccessError(
                self.env._("Only managers of the local currency deal with calls.")
            )
        self.check_access("read")
        return self.sudo()

    # Refusing

    def action_refuse(self):
        """The member does not renew: no more reminders, nothing is due."""
        calls = self._check_may_act()
        for call in calls:
            if call.state not in UNPAID:
                raise UserError(
                    self.env._(
                        "%(member)s: this call is not open, it cannot be refused.",
                        member=call.partner_id.display_name,
                    )
                )
        moves = calls.line_ids.filtered(lambda line: line._lcc_is_open())
        moves = moves.account_invoice_id
        if posted := moves.filtered(lambda move: move.state == "posted"):
            raise UserError(
                self.env._(
                    "%(member)s: these dues are posted. An accountant makes a credit "
                    "note of %(invoice)s.",
                    member=posted[0].partner_id.display_name,
                    invoice=posted[0].name,
                )
            )
        moves.button_cancel()
        calls.is_refused = True
        calls._note(self.env._("Refused."))

    def action_unrefuse(self):
        """The refusal was a mistake: the dues are called again."""
        calls = self._check_may_act().filtered("is_refused")
        if calls.filtered(lambda call: call.partner_id.lcc_withdrawal_date):
            raise UserError(
                self.env._("Members who have withdrawn are readmitted first.")
            )
        calls.is_refused = False
        moves = calls.line_ids.filtered(lambda line: line.state == "canceled")
        moves = moves.account_invoice_id
        moves.filtered(lambda move: move.state == "cancel").button_draft()
        calls._note(self.env._("Called again."))

    def _note(self, text):
        for call in self:
            call.message_post(body=text)

    # Reaching the member

    def action_pay(self):
        """Take the dues of this call."""
        self.ensure_one()
        self._check_may_act()
        return self.partner_id.action_lcc_pay()

    def action_plan_call(self):
        """Plan a telephone call to these members, for today, by the user."""
        self._check_may_act()
        for call in self:
            call.partner_id.activity_schedule(
                "mail.mail_activity_data_call",
                summary=self.env._("Dues of %(year)s", year=call.year),
                user_id=self.env.uid,
            )
        return self._notify(self.env._("The call is on your list of activities."))

    def action_write(self):
        """Write to this member, beginning with the text of the reminder."""
        self.ensure_one()
        self._check_may_act()
        template = self.env.ref(
            "lcc_membership.mail_template_dues_reminder", raise_if_not_found=False
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write to %(member)s", member=self.partner_id.name),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_template_id": template and template.id,
                "default_email_layout_xmlid": "mail.mail_notification_light",
            },
        }

    def action_print(self):
        self._check_may_act()
        report = self.env.ref("lcc_membership.lcc_dues_call_report")
        return report.report_action(self)

    def action_posted(self):
        """The letters were put in the post today: the call, or a reminder."""
        calls = self._check_may_act()
        for campaign, some in calls.grouped("campaign_id").items():
            due = some.filtered_domain(campaign._get_due_domain("letter"))
            if some - due:
                raise UserError(
                    self.env._(
                        "No letter is due to %(member)s today.",
                        member=(some - due)[0].partner_id.display_name,
                    )
                )
            campaign._record_sent(due)

    def _notify(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": message},
        }

    # For the paper and the mails

    def _get_payment_text(self):
        """How to pay, as the association says it."""
        self.ensure_one()
        # read by whoever prints a call
        return self.env["lcc.association"]._get(self.company_id).dues_payment_text

    def _get_period_text(self):
        """Days of the dues that are called, if they are known."""
        self.ensure_one()
        line = self.sudo().line_ids[:1]  # as printed on the call
        if not line:
            return ""
        return self.env._(
            "From %(start)s to %(end)s",
            start=format_date(self.env, line.date_from),
            end=format_date(self.env, line.date_to),
        )

    def _get_reference(self):
        """What the member writes on a transfer or a cheque."""
        self.ensure_one()
        return f"{self.member_number or self.partner_id.id}-{self.year}"

    def _get_paper_name(self):
        """Name of the file of a printed call."""
        self.ensure_one()
        return self.env._(
            "Call for dues %(year)s - %(member)s",
            year=self.year,
            member=self.partner_id.name,
        )

    def _get_bank_accounts(self):
        """Accounts to which dues may be transferred."""
        self.ensure_one()
        return self.company_id.sudo().bank_ids  # printed on every call
