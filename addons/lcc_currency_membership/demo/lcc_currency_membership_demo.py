# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

COUPONS = "Adhésion payée en coupons"


class LccCurrencyMembershipDemo(models.AbstractModel):
    """Where both demos are loaded, dues by the lump give way to those of each member.

    Account 756 keeps its balance at every end of month. Called by the demo file only.
    """

    _name = "lcc.currency.membership.demo"
    _description = "Demo of dues and coupons together"

    @api.model
    def _merge_dues(self, company_id):
        company = self.env["res.company"].browse(company_id)
        self = self.with_company(company).with_context(tracking_disable=True)
        self._drop_lump_entries(company)
        self._pay_in_coupons(company)

    @api.model
    def _drop_lump_entries(self, company):
        """Entries of a month's dues, and the gifts that came with dues."""
        lumps = Domain("ref", "=like", "Adhésions, %") | Domain("ref", "=", "Don")
        lumps &= Domain("company_id", "=", company.id) & Domain(
            "move_type", "=", "entry"
        )
        moves = self.env["account.move"].search(lumps)
        moves.button_draft()
        moves.with_context(force_delete=True).unlink()

    @api.model
    def _pay_in_coupons(self, company):
        """Till receipts of dues pay the invoices instead of being income themselves."""
        payments = self.env["account.payment"].search(
            [("company_id", "=", company.id), ("memo", "=", COUPONS)]
        )
        for payment in payments:
            invoice = payment.reconciled_invoice_ids
            receipt = self.env["lcc.operation"].search(
                [
                    ("kind", "=", "till_receipt"),
                    ("partner_id", "=", invoice.partner_id.id),
                    ("date", "=", invoice.invoice_date),
                    ("amount", "=", invoice.amount_total),
                ]
            )
            payment.action_draft()
            payment.unlink()
            self._settle(invoice, receipt)

    @api.model
    def _settle(self, invoice, receipt):
        owed = invoice.line_ids.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        )
        entry = receipt.move_id
        income = entry.line_ids.filtered(
            lambda item: (
                item.account_id == receipt.counterpart_account_id
                and item.credit == receipt.amount
            )
        )[:1]
        entry.button_draft()
        income.write(
            {"account_id": owed.account_id.id, "partner_id": owed.partner_id.id}
        )
        receipt._set_ledger_values({"counterpart_account_id": owed.account_id.id})
        entry.action_post()
        (owed + income).reconcile()
