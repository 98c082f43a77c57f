# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .tax_receipts import TaxReceiptCase

SEND = "odoo.addons.lcc_membership.models.lcc_tax_receipt_send"


@tagged("post_install", "-at_install")
@freeze_time("2026-01-15")
class TestTaxReceiptJob(MailCase, TaxReceiptCase):
    """Papers and e-mails that fail in the background."""

    def _run_job(self):
        """Run the job; return how many receipts it has worked on."""
        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", return_value=60
        ) as progress:
            self.env["lcc.tax.receipt"]._cron_papers()
        return progress.call_count

    def _no_mail_of(self, broken):
        """The e-mail of this receipt fails."""
        templates = self.env.registry["mail.template"]
        send = templates.send_mail

        def fail(self, res_id, *args, **kwargs):
            if res_id == broken.id:
                raise ZeroDivisionError("Broken e-mail")
            return send(self, res_id, *args, **kwargs)

        return patch.object(templates, "send_mail", fail)

    def test_a_paper_that_fails_stops_no_other(self):
        receipts = self._drafts()
        with patch("odoo.addons.lcc_membership.models.lcc_tax_receipt_issue.DIRECT", 0):
            receipts.action_issue()
        alice = receipts.filtered(lambda one: one.partner_id == self.alice)
        reports = self.env.registry["ir.actions.report"]
        render = reports._render_qweb_pdf

        def fail_for_alice(self, report, res_ids=None, data=None):
            if alice.id in res_ids:
                raise ZeroDivisionError("Broken paper")
            return render(self, report, res_ids, data)

        with (
            patch.object(reports, "_render_qweb_pdf", fail_for_alice),
            mute_logger(SEND),
        ):
            self.assertEqual(self._run_job(), 3)
            self.assertEqual(self._run_job(), 0)
        self.assertEqual(receipts.filtered("attachment_id"), receipts - alice)
        self.assertEqual(
            (alice.error, alice.retry_date), ("Broken paper", date(2026, 1, 16))
        )
        with freeze_time("2026-01-16"):
            self.assertEqual(self._run_job(), 1)
        self.assertTrue(alice.attachment_id)
        self.assertEqual((alice.error, alice.retry_date), (False, False))

    def test_an_e_mail_that_fails_stops_no_other(self):
        self.bruno.email = "bruno@example.org"
        receipts = self._drafts()
        receipts.action_issue()
        alice = receipts.filtered(lambda one: one.partner_id == self.alice)
        bruno = receipts.filtered(lambda one: one.partner_id == self.bruno)
        with (
            patch(f"{SEND}.DIRECT", 0),
            self._no_mail_of(alice),
            mute_logger(SEND),
            self.mock_mail_gateway(),
        ):
            receipts.action_send()
            self._run_job()
            self.assertEqual(self._new_mails.recipient_ids, self.bruno)
            self.assertEqual((alice.error, bruno.error), ("Broken e-mail", False))
            self.assertTrue(bruno.date_sent)
            self.assertTrue(alice.is_sending)
            receipts.filtered("is_sending").action_send()
            self.assertFalse(alice.retry_date)

    def test_few_are_sent_at_once_each_on_its_own(self):
        self.bruno.email = "bruno@example.org"
        receipts = self._drafts()
        receipts.action_issue()
        alice = receipts.filtered(lambda one: one.partner_id == self.alice)
        bruno = receipts.filtered(lambda one: one.partner_id == self.bruno)
        with (
            self._no_mail_of(alice),
            mute_logger(SEND),
            self.mock_mail_gateway(),
        ):
            action = (alice | bruno).action_send()
            self.assertEqual(self._new_mails.recipient_ids, self.bruno)
        self.assertEqual((alice.error, bruno.error), ("Broken e-mail", False))
        self.assertTrue(bruno.date_sent and alice.is_sending)
        self.assertEqual(
            action["params"]["message"],
            "1 tax receipts are on their way. Not sent, and tried again tomorrow: "
            f"{alice.number} Alice (Broken e-mail).",
        )
        self.assertEqual(action["params"]["type"], "warning")
