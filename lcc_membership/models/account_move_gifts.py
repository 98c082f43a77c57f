# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from .membership_line import PAID_STATES


class AccountMove(models.Model):
    """Gifts on invoices, and how they came."""

    _inherit = "account.move"

    def _lcc_get_gift_lines(self):
        """Lines of these invoices that are gifts."""
        associations = (
            self.env["lcc.association"]
            .sudo()
            .search([("company_id", "in", self.company_id.ids)])
        )
        gifts = associations.gift_product_id
        return self.invoice_line_ids.filtered(lambda item: item.product_id in gifts)

    def _lcc_get_gift_amount(self):
        """Gifts on these invoices, less what was given back; company currency."""
        return sum(item._lcc_get_kept() for item in self._lcc_get_gift_lines())

    def _lcc_is_collected(self):
        return self.state == "posted" and self.payment_state in PAID_STATES

    def _lcc_get_settlements(self):
        """Items that paid these invoices; credit notes are none."""
        receivable = self.line_ids.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        )
        items = receivable.matched_credit_ids.credit_move_id
        return items.filtered(lambda item: item.move_id.move_type != "out_refund")

    def _lcc_get_settlement_day(self):
        """Day of the last payment of an invoice."""
        return max(
            self._lcc_get_settlements().mapped("date"), default=self.invoice_date
        )

    def _lcc_get_means(self):
        """How an invoice was paid, among the means that a tax receipt names.

        :return: str; empty where the books do not tell, or tell more than one
        """
        means = {item._lcc_get_means() for item in self._lcc_get_settlements()}
        return means.pop() if len(means) == 1 else ""

    def _lcc_get_means_names(self):
        """Names of the means of payment, as the association calls them."""
        names = [item._lcc_get_means_name() for item in self._lcc_get_settlements()]
        return list(dict.fromkeys(filter(None, names)))

    def button_draft(self):
        self._lcc_check_no_tax_receipt()
        return super().button_draft()

    def _lcc_check_no_tax_receipt(self):
        """A gift that a tax receipt certifies stays as it is."""
        gifts = self.env["lcc.tax.receipt.gift"].sudo()  # whoever sees the receipts
        gift = gifts.search(
            [("item_id.move_id", "in", self.ids), ("receipt_id.state", "=", "issued")],
            limit=1,
        )
        if gift:
            raise UserError(
                self.env._(
                    "The tax receipt %(number)s certifies the gift on %(invoice)s. "
                    "Cancel the receipt first.",
                    number=gift.receipt_id.number,
                    invoice=gift.item_id.move_id.name,
                )
            )
