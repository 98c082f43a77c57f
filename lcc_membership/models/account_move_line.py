# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.dues import share_out, to_cents
from ..tools.tax_receipt import guess_means
from .membership_line import BY_INVOICE
from .product_template import CIVIL_YEAR

MONEY_JOURNALS = ("bank", "cash")


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model
    def _get_variable_period_product_membership_types(self):
        return [*super()._get_variable_period_product_membership_types(), CIVIL_YEAR]

    @api.model_create_multi
    def create(self, vals_list):
        """Make the dues of all new items at once.

        Odoo writes new items one by one while it balances their entries, and the addon
        `membership` makes the dues of an item when it is written: see `write`.
        """
        for vals in vals_list:
            self._lcc_check_client(vals)
        creating = self.with_context(
            lcc_items_in_creation=True, lcc_by_invoice=BY_INVOICE
        )
        return super(AccountMoveLine, creating).create(vals_list).with_env(self.env)

    def write(self, vals):
        """Dues follow their item, whoever writes it."""
        self._lcc_check_client(vals)
        if self.env.context.get("lcc_items_in_creation"):
            self = self.with_context(lcc_dues_made_later=True)
        elif {"product_id", "quantity", "move_id", "price_unit"} & vals.keys():
            self = self.with_context(lcc_by_invoice=BY_INVOICE)
        return super().write(vals)

    @api.model
    def _lcc_check_client(self, vals):
        """Dues that follow are written with all rights, so that nothing else may be
        written with them."""
        if "membership_line_ids" in vals and not self.env.su:
            raise UserError(
                self.env._(
                    "Dues follow the line of their invoice. Change the line: its dues "
                    "cannot be written here."
                )
            )

    def _create_membership_line(self):
        if not self.env.context.get("lcc_dues_made_later"):
            # who makes an invoice need not have rights on dues
            super(AccountMoveLine, self.sudo())._create_membership_line()

    def _prepare_membership_line_vals(self, **kwargs):
        vals = super()._prepare_membership_line_vals(**kwargs)
        vals.update(self._lcc_prepare_period_vals())
        calls = self.env.context.get("lcc_dues_calls", {})
        vals["lcc_call_id"] = calls.get((self._lcc_get_member().id, self.product_id.id))
        return vals

    def _lcc_get_member(self):
        return self.move_id.delegated_member_id or self.move_id.partner_id

    def _prepare_membership_line(self, move, product, price_unit, qty=1.0):
        """Keep the period of dues that exist: only another product changes it."""
        line = self.membership_line_ids[:1]
        if line.membership_id != product:
            vals = super()._prepare_membership_line(move, product, price_unit, qty=qty)
            vals.update(self._lcc_prepare_period_vals(product, qty))
            return vals
        vals = {"member_price": price_unit}
        if qty != self.quantity:
            vals.update(self._lcc_prepare_period_vals(product, qty))
        return vals

    def _lcc_prepare_period_vals(self, product=None, qty=None):
        """Days of the dues on this line.

        They begin where the running ones end. The context may give the periods by
        member and product (`lcc_dues_periods`), or the day to reckon from
        (`lcc_dues_day`); otherwise it is that of the invoice, or today.
        """
        product = product or self.product_id
        member = self._lcc_get_member()
        periods = self.env.context.get("lcc_dues_periods", {})
        period = periods.get((member.id, product.id))
        if not period:
            day = (
                self.env.context.get("lcc_dues_day")
                or self.move_id.invoice_date
                or fields.Date.context_today(self)
            )
            covered = member._lcc_get_covered(
                self.company_id, exclude=self.membership_line_ids
            )
            period = product.product_tmpl_id._lcc_get_period(
                day, covered, self.quantity if qty is None else qty
            )
        return {"date_from": period[0], "date_to": period[1]}

    def _lcc_get_kept(self):
        """What an item of an invoice amounts to, less what was given back of it.

        Credit notes that are posted take off what they say of its product; several
        items of one product bear it in proportion.

        :return: float, in the company's currency; income is positive
        """
        self.ensure_one()
        refunds = self.move_id.reversal_move_ids.filtered(
            lambda move: move.state == "posted"
        )
        refunded = sum(self._lcc_filter_product(refunds).mapped("balance"))
        items = self._lcc_filter_product(self.move_id)
        weights = [to_cents(-item.balance) for item in items]
        parts = dict(zip(items, share_out(to_cents(refunded), weights), strict=True))
        return float(to_cents(-self.balance) - parts[self])

    def _lcc_filter_product(self, moves):
        """Items of these invoices with the same product as this one."""
        return moves.invoice_line_ids.filtered(
            lambda item: (
                item.display_type == "product" and item.product_id == self.product_id
            )
        )

    # What settles an invoice

    def _lcc_get_means(self):
        """How the money came by which this item settles an invoice.

        Extension point: addons that enter money by other papers than payments say how
        it came.

        :return: one of MEANS of lcc.tax.receipt.gift; empty where nothing tells
        """
        return guess_means(self.journal_id.type, self._lcc_get_means_name())

    def _lcc_get_means_name(self):
        """The means as the association calls them, for the receipt of dues.

        Extension point, as `_lcc_get_means`.

        :return: str; empty where no money came
        """
        payment = self.move_id.origin_payment_id
        if payment or self.journal_id.type in MONEY_JOURNALS:
            return payment.payment_method_line_id.name or self.journal_id.name
        return ""
