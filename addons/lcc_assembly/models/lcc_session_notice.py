# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import assembly_law as law


class LccSession(models.Model):
    """The notice: when it was sent, to whom, with what, and the proof of it."""

    _inherit = "lcc.session"

    date_notice = fields.Datetime(
        string="Notice sent at",
        copy=False,
        tracking=True,
        help="Set when the notice is sent by e-mail; enter it where it was sent "
        "otherwise.",
    )
    notice_attachment_ids = fields.Many2many(
        "ir.attachment",
        "lcc_session_notice_attachment_rel",
        string="Sent with the notice",
        copy=False,
        help="The explanatory note, drafts of decisions, plans.",
    )
    notice_text = fields.Html(string="Words of the notice")
    is_urgent = fields.Boolean(
        string="Urgent",
        tracking=True,
        help="The notice is then one clear day at least (CGCT, articles L2121-11 and "
        "L2121-12).",
    )
    urgency_reason = fields.Text(help="The mayor tells it when the session opens.")
    is_urgency_approved = fields.Boolean(
        string="Urgency approved",
        tracking=True,
        help="By the council, when the session opens. It may put off all or part of "
        "the agenda.",
    )
    notice_days = fields.Integer(
        string="Days of notice", compute="_compute_notice_days"
    )
    notice_days_due = fields.Integer(
        string="Days needed", compute="_compute_notice_days"
    )
    date_notice_last = fields.Date(
        string="Last day of sending", compute="_compute_notice_days"
    )

    @api.depends(
        "date_notice",
        "date_start",
        "is_urgent",
        "first_session_id",
        "assembly_id",
        "rules",
        "kept_rules",
    )
    def _compute_notice_days(self):
        for session in self:
            session.notice_days = session.notice_days_due = 0
            session.date_notice_last = False
            if not (session.assembly_id and session.day):
                continue
            rules = session._get_rules()
            due = law.days_due(rules, session.is_urgent, bool(session.first_session_id))
            session.notice_days_due = due
            session.date_notice_last = law.last_day_of_notice(rules, session.day, due)
            if session.date_notice:
                sent = session._get_local(session.date_notice)
                session.notice_days = law.days_of_notice(rules, sent, session.day)

    def _send_notice(self):
        """Send the notice by e-mail, unless it was sent otherwise before."""
        self.ensure_one()
        if self.date_notice:
            for presence in self.presence_ids.filtered(lambda one: not one.date_notice):
                presence.date_notice = self.date_notice
            return
        self._check_mail_addresses()
        self.date_notice = self._now()
        template = self.env.ref("lcc_assembly.mail_template_notice")
        attachments = self._prepare_notice_files()
        for presence in self.presence_ids:
            mail_id = template.send_mail(
                presence.id, email_values={"attachment_ids": attachments.ids}
            )
            presence.write(
                {
                    "date_notice": self.date_notice,
                    "notice_channel": "mail",
                    "notice_mail_id": mail_id,
                }
            )

    def _check_mail_addresses(self):
        without = self.presence_ids.filtered(
            lambda presence: not presence.partner_id.email
        )
        if without:
            raise UserError(
                self.env._(
                    "No e-mail address is known of %(members)s. Enter it, or send the "
                    "notice otherwise and enter when it was sent.",
                    members=", ".join(without.mapped("display_name")),
                )
            )

    def _prepare_notice_files(self):
        """The notice on paper, and what goes with it.

        :return: ir.attachment
        """
        report = self.env["ir.actions.report"]
        content, _kind = report._render_qweb_pdf(
            "lcc_assembly.lcc_session_notice_report", self.ids
        )
        paper = self.env["ir.attachment"].create(
            {
                "name": self.env._("Notice of %(date)s.pdf", date=self.day),
                "raw": content,
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return paper + self.notice_attachment_ids
