# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.contexts import without_defaults

from ..tools.dues import share_paid, to_cents

PAID_STATES = ("paid", "in_payment")
# Nobody outside this process holds this object: a context that carries it was made by
# an invoice, never by a client.
BY_INVOICE = object()
# What follows from an invoice, a campaign or an import, and is nobody's to say.
SYSTEM_FIELDS = {
    "account_invoice_line_id",
    "company_id",
    "lcc_amount",
    "lcc_amount_paid",
    "lcc_company_currency_id",
    "lcc_date_paid",
    "lcc_rest_of_id",
    "lcc_year",
}


class MembershipLine(models.Model):
    """Dues of one member for one period.

    What they are counted by, that is type, territory and local group, is that of the
    line's own day: what the member is later changes no past year.
    """

    _inherit = "membership.membership_line"
    _lcc_names_are_personal = True  # see base.py

    state = fields.Selection(
        selection="_lcc_get_states",
        help="Called: a call was made, which is no income yet. Owed: it is posted and "
        "not paid. Paid: it was collected.",
    )
    company_id = fields.Many2one(
        related=None,
        compute="_compute_company_id",
        store=True,
        readonly=True,
        index=True,
    )
    lcc_company_currency_id = fields.Many2one(
        "res.currency",
        string="Company currency",
        compute="_compute_company_id",
        store=True,
    )
    lcc_year = fields.Integer(
        string="Year of the dues",
        compute="_compute_lcc_year",
        store=True,
        aggregator=False,
        index=True,
        help="The year in which the period begins.",
    )
    lcc_member_type_id = fields.Many2one(
        "lcc.member.type",
        string="Type of member",
        compute="_compute_lcc_member_day",
        store=True,
        readonly=False,
        ondelete="restrict",
    )
    lcc_territory_id = fields.Many2one(
        "lcc.territory",
        string="Territory",
        compute="_compute_lcc_member_day",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Territory of the member on the day of these dues. It stays when the "
        "member moves.",
    )
    lcc_local_group_id = fields.Many2one(
        "lcc.local.group",
        string="Local group",
        compute="_compute_lcc_member_day",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Local group of the member on the day of these dues.",
    )
    lcc_amount = fields.Monetary(
        string="Amount of the dues",
        currency_field="lcc_company_currency_id",
        compute="_compute_lcc_amounts",
        store=True,
        help="Dues without gifts, in the company's currency.",
    )
    lcc_amount_paid = fields.Monetary(
        string="Amount paid",
        currency_field="lcc_company_currency_id",
        compute="_compute_lcc_amounts",
        store=True,
        help="What was collected of these dues, less what was given back.",
    )
    lcc_date_paid = fields.Date(
        string="Paid on", compute="_compute_lcc_amounts", store=True, index=True
    )

    lcc_rest_of_id = fields.Many2one(
        "membership.membership_line",
        string="Rest of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The dues of which this is what was not paid at first.",
    )

    @api.model
    def _lcc_get_states(self):
        """States of dues and their names.

        A method: names of the addon `membership` have translations already, which
        would stay beside ours.
        """
        names = {
            "none": self.env._("No member"),
            "canceled": self.env._("Cancelled"),
            "old": self.env._("Lapsed"),
            "waiting": self.env._("Called"),
            "invoiced": self.env._("Owed"),
            "free": self.env._("Without dues"),
            "paid": self.env._("Paid"),
        }
        return list(names.items())

    @api.model_create_multi
    def create(self, vals_list):
        """Take down now what the member is today; a compute would come too late."""
        if self.env.context.get("lcc_by_invoice") is BY_INVOICE:
            self = self.sudo()  # as in write
        if not self.env.su:
            self = without_defaults(self, self._lcc_get_system_fields())
            vals_list = self._lcc_drop_unsaid(vals_list)
        items = self.env["account.move.line"]
        partners = self.env["res.partner"]
        for vals in vals_list:
            self._lcc_check_client(vals)
            move = items.browse(vals.get("account_invoice_line_id")).move_id
            member = move.delegated_member_id or partners.browse(vals.get("partner_id"))
            for name, value in member._lcc_prepare_member_day_vals().items():
                vals.setdefault(name, value)
        return super().create(vals_list)

    @api.depends("account_invoice_id.reversal_move_ids.state")
    def _compute_state(self):
        """Dues of which something is kept are paid: the addon `membership` takes any
        credit note, a draft or one of a gift too, for their cancellation."""
        result = super()._compute_state()
        for line in self:
            item = line.account_invoice_line_id
            if line.state == "canceled" and item and line._lcc_get_amount_paid() > 0:
                line.state = "paid"
        return result

    @api.depends("account_invoice_line_id.move_id.company_id")
    def _compute_company_id(self):
        for line in self:
            company = line.account_invoice_line_id.company_id
            line.company_id = company or line.company_id or self.env.company
            line.lcc_company_currency_id = line.company_id.currency_id

    @api.depends("date_from")
    def _compute_lcc_year(self):
        for line in self:
            line.lcc_year = line.date_from.year if line.date_from else 0

    @api.depends("partner_id")
    def _compute_lcc_member_day(self):
        # What the partner is, on purpose no dependency: see the class.
        for line in self:
            line._lcc_take_member_day()

    def _lcc_take_member_day(self):
        self.update(self.partner_id._lcc_prepare_member_day_vals())

    @api.depends(
        "member_price",
        "state",
        "date",
        "account_invoice_line_id.balance",
        "account_invoice_id.state",
        "account_invoice_id.amount_residual",
        "account_invoice_id.payment_state",
        "account_invoice_id.reversal_move_ids.state",
    )
    def _compute_lcc_amounts(self):
        for line in self:
            item = line.account_invoice_line_id
            if item:
                line.lcc_amount = -item.balance
                paid = line._lcc_get_amount_paid()
                day = (
                    item.move_id._lcc_get_settlement_day()
                    if line.state == "paid"
                    else False
                )
            else:  # entered by hand: history, or dues that are free
                line.lcc_amount = line.member_price
                paid = line.member_price if line.state == "paid" else 0
                day = line.date if line.state == "paid" else False
            line.lcc_amount_paid = paid
            line.lcc_date_paid = day

    def _lcc_get_amount_paid(self):
        item = self.account_invoice_line_id
        move = item.move_id
        if move.state != "posted":
            return 0
        refunds = move.reversal_move_ids.filtered(lambda m: m.state == "posted")
        if not refunds and move.payment_state in PAID_STATES:
            return -item.balance
        return float(
            share_paid(
                to_cents(item._lcc_get_kept()),
                to_cents(move.amount_total_signed),
                to_cents(-sum(refunds.mapped("amount_total_signed"))),
                to_cents(move.amount_residual_signed),
            )
        )

    def _lcc_renew_period(self, day):
        """Days that are gone are not paid for: a late rolling renewal begins today.

        :param day: day of the payment
        """
        product = self.membership_id.product_tmpl_id
        if product.membership_type != "variable" or not self.date_from:
            return
        if self.lcc_rest_of_id:  # the days that the first part has paid
            first = self.lcc_rest_of_id
            self.write({"date_from": first.date_from, "date_to": first.date_to})
            return
        covered = self.partner_id._lcc_get_covered(self.company_id, exclude=self)
        quantity = self.account_invoice_line_id.quantity
        period = product._lcc_get_period(day, covered, quantity)
        self.write({"date_from": period.start, "date_to": period.end})

    def write(self, vals):
        """Leave out what is so already: the addon `membership` writes line by line."""
        if self.env.context.get("lcc_by_invoice") is BY_INVOICE:
            self = self.sudo()  # dues follow their invoice, whoever handles it
        if len(self) == 1:
            vals = {
                name: value
                for name, value in vals.items()
                if self._lcc_differs(name, value)
            }
            if not vals:
                return True
        self._lcc_check_client(vals)
        return super().write(vals)

    @api.model
    def _lcc_get_system_fields(self):
        """Fields that no user writes; addons add theirs."""
        return SYSTEM_FIELDS

    def _lcc_cut_by_withdrawal(self):
        """These dues of members who have withdrawn run on no longer."""
        for line in self:
            line.date_cancel = line.partner_id.lcc_withdrawal_date

    def _lcc_differs(self, name, value):
        field = self._fields.get(name)
        if field is None or field.type in ("one2many", "many2many"):
            return True
        here = field.convert_to_cache(self[name], self)
        return here != field.convert_to_cache(value, self, validate=False)

    def action_lcc_view_invoice(self):
        self.ensure_one()
        if not self.account_invoice_id:
            raise UserError(self.env._("These dues were entered without an invoice."))
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self.account_invoice_id.id,
            "view_mode": "form",
        }
