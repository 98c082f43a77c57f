# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models


class LccDuesCollection(models.AbstractModel):
    """Payments of invoices of dues, and their means."""

    _inherit = "lcc.dues.collection"

    @api.model
    def _get_means(self):
        """Means of payment by which the company is paid, in their order.

        They are read by name only; journals are the accountant's.
        """
        means = self.env["account.payment.method.line"].sudo()
        return means.search(
            [
                ("payment_type", "=", "inbound"),
                ("journal_id.type", "in", ("bank", "cash")),
                ("journal_id.company_id", "=", self.env.company.id),
            ]
        )

    @api.model
    def _pay(self, moves, many):
        """Register, post and reconcile one payment for each invoice."""
        due = [
            (move, dues)
            for move, dues in zip(moves, many, strict=True)
            if dues.amount + dues.gift
        ]
        payments = self.env["account.payment"].sudo()  # see _create_invoices
        payments = payments.with_context(
            skip_invoice_sync=True, mail_create_nolog=True, tracking_disable=True
        ).create([self._prepare_payment_vals(move, dues) for move, dues in due])
        payments.action_post()
        plan = []
        for payment, (move, _dues) in zip(payments, due, strict=True):
            items = (payment.move_id + move).line_ids
            plan.append(
                items.filtered(
                    lambda item: (
                        item.account_id.account_type == "asset_receivable"
                        and not item.reconciled
                    )
                )
            )
        self.env["account.move.line"].sudo()._reconcile_plan(plan)

    @api.model
    def _prepare_payment_vals(self, move, dues):
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": move.commercial_partner_id.id,
            "amount": dues.amount + dues.gift,
            "currency_id": move.currency_id.id,
            "date": dues.date,
            "journal_id": dues.means.sudo().journal_id.id,
            "payment_method_line_id": dues.means.id,
            "memo": dues.reference or move.name or move.ref or "",
            "invoice_ids": [Command.set(move.ids)],
        }
