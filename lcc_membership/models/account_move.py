# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from .membership_line import BY_INVOICE


class AccountMove(models.Model):
    """Dues follow their invoice, whoever handles it."""

    _inherit = "account.move"

    def write(self, vals):
        if "partner_id" not in vals:
            return super().write(vals)
        return super(AccountMove, self._lcc_by_invoice()).write(vals)

    def button_draft(self):
        """A withdrawal goes on cutting dues: the addon `membership` undoes any cut."""
        cut = self._lcc_get_dues_cut_by_withdrawal()
        result = super(AccountMove, self._lcc_by_invoice()).button_draft()
        cut._lcc_cut_by_withdrawal()
        return result

    def button_cancel(self):
        """As for drafts; the addon `membership` undoes what a credit note did."""
        cut = self.reversed_entry_id._lcc_get_dues_cut_by_withdrawal()
        result = super(AccountMove, self._lcc_by_invoice()).button_cancel()
        cut._lcc_cut_by_withdrawal()
        return result

    def action_post(self):
        """Dues of nothing are paid by being posted; a credit note of a part, or of the
        gift, ends no dues: the addon `membership` cuts them on its day."""
        # dues follow their invoice, whoever posts
        credited = self.sudo().reversed_entry_id._lcc_get_dues()
        days = {line: line.date_cancel for line in credited}
        result = super(AccountMove, self._lcc_by_invoice()).action_post()
        lines = self._lcc_get_dues().filtered(
            lambda line: (
                line.state == "invoiced"
                and line.account_invoice_id.payment_state == "paid"
            )
        )
        lines.with_context(lcc_by_invoice=BY_INVOICE).write({"state": "paid"})
        for line, day in days.items():
            if line.account_invoice_line_id._lcc_get_kept() > 0:
                line.date_cancel = day
        return result

    def _lcc_by_invoice(self):
        """These invoices, whose dues the addon `membership` may write."""
        return self.with_context(lcc_by_invoice=BY_INVOICE)

    def _lcc_get_dues(self):
        """Dues lines (membership.membership_line) of these invoices."""
        return self.invoice_line_ids.membership_line_ids

    def _lcc_get_dues_cut_by_withdrawal(self):
        # dues follow their invoice, whoever handles it
        return (
            self.sudo()
            ._lcc_get_dues()
            .filtered(
                lambda line: (
                    line.date_cancel
                    and line.date_cancel == line.partner_id.lcc_withdrawal_date
                )
            )
        )
