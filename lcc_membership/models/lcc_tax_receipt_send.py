# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError

from .lcc_tax_receipt_issue import DIRECT

_logger = logging.getLogger(__name__)
NO_FAILURE = {"error": False, "retry_date": False}


class LccTaxReceipt(models.Model):
    """Papers of tax receipts: made once, kept, sent."""

    _inherit = "lcc.tax.receipt"

    error = fields.Text(
        string="Problem",
        readonly=True,
        copy=False,
        help="Why the paper could not be made, or the e-mail not sent.",
    )
    retry_date = fields.Date(string="Tried again on", readonly=True, copy=False)

    def _ensure_attachment(self):
        """Make the paper of issued receipts that have none yet, and keep it."""
        report = "lcc_membership.lcc_tax_receipt_report"
        for receipt in self._as_system():
            if receipt.state != "issued" or receipt.attachment_id:
                continue
            reports = receipt.env["ir.actions.report"].with_context(
                report_pdf_no_attachment=True
            )
            content, extension = reports._render_qweb_pdf(report, receipt.ids)
            attachment = receipt.env["ir.attachment"].create(
                {
                    "name": f"{receipt._get_paper_name()}.{extension}",
                    "raw": content,
                    "res_model": self._name,
                    "res_id": receipt.id,
                }
            )
            receipt.write({"attachment_id": attachment.id, **NO_FAILURE})

    def action_print(self):
        return self.env.ref("lcc_membership.lcc_tax_receipt_report").report_action(self)

    def action_send(self):
        """Send issued receipts by e-mail, many of them in the background.

        :return: action that says how many, which failed, and who has no e-mail
        """
        self._check_treasurer()
        issued = self.filtered(lambda receipt: receipt.state == "issued")
        ready = issued.filtered("email")
        if not ready:
            raise UserError(
                self.env._(
                    "None of these can be sent: choose receipts that are issued, of "
                    "donors with an e-mail address."
                )
            )
        ready._as_system().write({"is_sending": True, **NO_FAILURE})
        if len(ready) <= DIRECT:
            for receipt in ready:
                receipt._try("_send")
        else:
            self.env.ref("lcc_membership.lcc_tax_receipt_cron")._trigger()
        return self._notify_sending(ready, issued - ready)

    def _notify_sending(self, ready, without_email):
        failed = ready.filtered("error")
        sentences = []
        if sent := ready - failed:
            sentences.append(
                self.env._("%(count)s tax receipts are on their way.", count=len(sent))
            )
        if failed:
            sentences.append(self._tell_failures(failed))
        if without_email:
            donors = without_email.partner_id.mapped("display_name")
            sentences.append(
                self.env._(
                    "Without an e-mail address: %(donors)s.",
                    donors=", ".join(donors[:20]),
                )
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if failed or without_email else "success",
                "sticky": bool(failed or without_email),
                "message": " ".join(sentences),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _tell_failures(self, failed):
        return self.env._(
            "Not sent, and tried again tomorrow: %(receipts)s.",
            receipts="; ".join(
                f"{receipt.number} {receipt.partner_id.display_name} ({receipt.error})"
                for receipt in failed
            ),
        )

    def _send(self):
        """Give these receipts to the queue of outgoing e-mails."""
        template = self.env.ref("lcc_membership.lcc_tax_receipt_mail_template")
        receipts = self._as_system()
        receipts._ensure_attachment()
        for receipt in receipts:
            template.sudo().send_mail(receipt.id)
        receipts.write(
            {"is_sending": False, "date_sent": fields.Datetime.now(), **NO_FAILURE}
        )

    @api.model
    def _cron_papers(self, limit=200):
        """Make papers that wait, then send those that are to be sent.

        What fails is told on its receipt and waits for another day.
        """
        due = [
            ("state", "=", "issued"),
            "|",
            ("retry_date", "=", False),
            ("retry_date", "<=", fields.Date.context_today(self)),
        ]
        waiting = [*due, ("attachment_id", "=", False)]
        sending = [*due, ("is_sending", "=", True)]
        for domain, work in ((waiting, "_ensure_attachment"), (sending, "_send")):
            if not self._work_through(domain, work, limit):
                break

    @api.model
    def _work_through(self, domain, work, limit):
        """
        :return: whether there is time for more
        """
        crons = self.env["ir.cron"]
        receipts = self.search(domain, limit=limit, order="id")
        remaining = self.search_count(domain)
        for receipt in receipts:
            if receipt.try_lock_for_update().filtered_domain(domain):
                receipt._try(work)
            remaining -= 1
            if not crons._commit_progress(1, remaining=remaining):
                return False
        return True

    def _try(self, work):
        """Do this work, or else keep why it failed."""
        try:
            with self.env.cr.savepoint():
                getattr(self, work)()
        except OperationalError:  # another job is at it: Odoo starts this one again
            raise
        except Exception as error:
            _logger.exception("%s of %s failed", work, self)
            tomorrow = fields.Date.context_today(self) + timedelta(days=1)
            problem = str(error) or type(error).__name__
            self._as_system().write({"error": problem, "retry_date": tomorrow})
