# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class LccDuesPayment(models.TransientModel):
    """What is owed and paid, and for which days."""

    _inherit = "lcc.dues.payment"

    is_owed = fields.Boolean(string="Owed", compute="_compute_is_owed")
    amount_due = fields.Monetary(
        compute="_compute_amount_due",
        help="What is owed, or suggested where the price is free.",
    )
    amount = fields.Monetary(
        string="Dues paid", compute="_compute_amount", store=True, readonly=False
    )
    gift = fields.Monetary(
        string="Gift on top", help="Entered on its own account, never as dues."
    )
    total = fields.Monetary(compute="_compute_total")
    is_short = fields.Boolean(compute="_compute_is_short")
    period = fields.Char(compute="_compute_period")

    @api.depends("policy", "product_id", "call_id")
    def _compute_is_owed(self):
        for payment in self:
            # what is in the books is owed, however its amount was chosen
            payment.is_owed = (
                payment.policy != "free" or payment._get_paid_call().state == "posted"
            )

    @api.depends("partner_id", "product_id", "call_id")
    def _compute_amount_due(self):
        for payment in self:
            payment.amount_due = payment._get_amount_due()

    def _get_amount_due(self):
        call = self._get_paid_call()
        if call.state == "posted":
            return call.amount_residual
        if call:  # it is paid whole, though it holds other dues or a gift, too
            return call.amount_total
        if not (self.product_id and self.partner_id):
            return 0
        template = self.product_id.product_tmpl_id
        return float(template._lcc_get_amount(self.partner_id))

    def _get_paid_call(self):
        """The call that is paid, if it is for the dues that are chosen."""
        call = self.sudo().call_id  # see _compute_product_id
        is_called = self.product_id.id in call._lcc_get_dues().membership_id.ids
        return call if is_called else call.browse()

    @api.depends("amount_due")
    def _compute_amount(self):
        for payment in self:
            payment.amount = payment.amount_due

    @api.depends("amount", "gift")
    def _compute_total(self):
        for payment in self:
            payment.total = payment.amount + payment.gift

    @api.depends("amount", "amount_due", "is_owed")
    def _compute_is_short(self):
        for payment in self:
            currency = payment.currency_id or self.env.company.currency_id
            payment.is_short = (
                payment.is_owed
                and currency.compare_amounts(payment.amount, payment.amount_due) < 0
            )

    @api.depends("partner_id", "company_id", "product_id", "date", "call_id")
    def _compute_period(self):
        for payment in self:
            payment.period = payment._get_period_text()

    def _get_period_text(self):
        if not (self.partner_id and self.product_id and self.date):
            return False
        lines = self.sudo().call_id._lcc_get_dues()  # see _compute_product_id
        line = lines.filtered(lambda dues: dues.membership_id.id == self.product_id.id)
        if line:
            start, end = line[0].date_from, line[0].date_to
        else:
            covered = self.partner_id._lcc_get_covered(self.company_id)
            try:
                start, end = self.product_id.product_tmpl_id._lcc_get_period(
                    self.date, covered
                )
            except UserError as error:
                return str(error)
        return self.env._(
            "From %(start)s to %(end)s",
            start=format_date(self.env, start),
            end=format_date(self.env, end),
        )
