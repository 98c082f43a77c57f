# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class LccDuesReminder(models.Model):
    """A reminder of a campaign: on its day, to all who have not paid yet."""

    _name = "lcc.dues.reminder"
    _description = "Reminder of dues"
    _order = "date, id"

    campaign_id = fields.Many2one(
        "lcc.dues.campaign", required=True, index=True, ondelete="cascade"
    )
    days = fields.Integer(
        string="Days after the call",
        default=30,
        help="The date follows, and may be changed by hand.",
    )
    date = fields.Date(
        compute="_compute_date",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        copy=False,
    )
    mail_template_id = fields.Many2one(
        "mail.template",
        string="Mail",
        required=True,
        domain=[("model", "=", "lcc.dues.call")],
        ondelete="restrict",
        default=lambda self: self.env.ref(
            "lcc_membership.mail_template_dues_reminder", raise_if_not_found=False
        ),
    )
    call_ids = fields.Many2many(
        "lcc.dues.call",
        "lcc_dues_call_reminder_rel",
        "reminder_id",
        "call_id",
        string="Reminded",
        copy=False,
    )
    call_count = fields.Integer(
        string="Members reminded", compute="_compute_call_count", compute_sudo=True
    )

    _date_uniq = models.Constraint(
        "UNIQUE(campaign_id, date)",
        "Two reminders have the same day. Keep one of them, or change its day.",
    )

    @api.depends("days", "campaign_id.date_start")
    def _compute_date(self):
        for reminder in self:
            start = reminder.campaign_id.date_start
            if start and not reminder._origin.sudo().call_ids:  # sent: it stays
                reminder.date = start + timedelta(days=reminder.days)

    @api.depends("call_ids")
    def _compute_call_count(self):
        for reminder in self:
            reminder.call_count = len(reminder.call_ids)

    @api.depends("date")
    def _compute_display_name(self):
        for reminder in self:
            reminder.display_name = self.env._(
                "Reminder of %(date)s", date=format_date(self.env, reminder.date)
            )

    @api.constrains("date", "campaign_id")
    def _check_date(self):
        for reminder in self:
            if reminder.date <= reminder.campaign_id.date_start:
                raise ValidationError(
                    self.env._("A reminder comes after the day of the call.")
                )

    @api.constrains("mail_template_id")
    def _check_mail_template(self):
        self.mail_template_id._lcc_check_writes_about("lcc.dues.call")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:  # whatever a client brings along
            vals_list = [{**vals, "call_ids": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if "call_ids" in vals and not self.env.su:
            raise UserError(
                self.env._("Whom a reminder was sent to is not written by hand.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if any(reminder.sudo().call_ids for reminder in self):
            raise UserError(
                self.env._(
                    "This reminder was sent to members, and is kept as a record of it."
                )
            )
