# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..models.lcc_dues_collection import Dues


class LccDuesPayment(models.TransientModel):
    """One payment of dues: a screen of its own, or a line of a stack of cheques."""

    _name = "lcc.dues.payment"
    _description = "Payment of dues"

    stack_id = fields.Many2one("lcc.dues.stack", ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Paid on", required=True, default=fields.Date.context_today
    )
    partner_id = fields.Many2one("res.partner", string="Member", required=True)
    payer_id = fields.Many2one(
        "res.partner",
        string="Paid by",
        help="Who pays, and is named on the invoice, if it is not the member.",
    )
    call_id = fields.Many2one(
        "account.move", compute="_compute_call_id", compute_sudo=True
    )
    has_call = fields.Boolean(compute="_compute_call_id", compute_sudo=True)
    product_id = fields.Many2one(
        "product.product",
        string="Kind of dues",
        domain="[('membership', '=', True)]",
        compute="_compute_product_id",
        store=True,
        readonly=False,
    )
    policy = fields.Selection(related="product_id.lcc_price_policy")
    price_minimum = fields.Monetary(related="product_id.lcc_price_minimum")
    price_text = fields.Html(related="product_id.lcc_price_text")
    proposal_1 = fields.Monetary(related="product_id.lcc_proposal_1")
    proposal_2 = fields.Monetary(related="product_id.lcc_proposal_2")
    proposal_3 = fields.Monetary(related="product_id.lcc_proposal_3")
    shortfall = fields.Selection(
        [("rest", "The rest stays due"), ("waived", "The rest is waived")],
        string="Less than what is owed",
        default="rest",
        required=True,
    )
    means_ids = fields.Many2many(
        "account.payment.method.line", compute="_compute_means_ids", compute_sudo=True
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means of payment",
        domain="[('id', 'in', means_ids)]",
        default=lambda self: self._default_payment_method_line_id(),
    )
    reference = fields.Char(help="Number of the cheque, label of the transfer.")

    is_done = fields.Boolean(readonly=True)

    @api.model
    def _default_payment_method_line_id(self):
        means = self.env["lcc.dues.collection"]._get_means()
        return means.filtered("payment_account_id")[:1].id

    @api.depends("company_id")
    def _compute_means_ids(self):
        collection = self.env["lcc.dues.collection"]
        for payment in self:
            at_company = collection.with_company(payment.company_id)
            payment.means_ids = at_company._get_means()

    @api.depends("partner_id", "company_id", "date")
    def _compute_call_id(self):
        collection = self.env["lcc.dues.collection"]
        for payment in self:
            member = payment.partner_id._origin
            at_company = collection.with_company(payment.company_id)
            call = at_company._find_open_call(member, payment.date)
            payment.call_id = call
            payment.has_call = bool(call)

    @api.depends("partner_id", "call_id")
    def _compute_product_id(self):
        for payment in self:
            # the call is the accountant's document, its product is not
            called = payment.sudo().call_id._lcc_get_dues().membership_id[:1]
            member_type = payment.partner_id.lcc_member_type_id
            payment.product_id = (
                called.sudo(False)
                or member_type.product_id
                or payment.product_id
                or self._get_person_dues()
            )

    @api.model
    def _get_person_dues(self):
        types = self.env["lcc.member.type"].search([("kind", "=", "person")])
        return types.product_id[:1]

    # Actions

    def action_propose(self):
        """Take one of the proposed amounts."""
        self.ensure_one()
        self.amount = self[f"proposal_{self.env.context['lcc_proposal']}"]
        return self._reopen()

    def action_done(self):
        self._collect()
        return self._notify()

    def action_done_next(self):
        """Done, and on to the next member with the same means of payment."""
        self._collect()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_dues_payment_action"
        )
        action["context"] = {
            "default_date": self.date,
            "default_payment_method_line_id": self.payment_method_line_id.id,
        }
        return self._notify(action)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take dues"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _notify(self, following=None):
        message = self.env._(
            "%(member)s: %(amount)s paid.",
            member=self.partner_id.display_name,
            amount=self.currency_id.format(self.total),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": following or {"type": "ir.actions.act_window_close"},
            },
        }

    def _collect(self):
        """Make the invoices and payments of these lines.

        :return: account.move, one for each
        :raise UserError: they were taken already, by a press that was sent again
        """
        if any(self.mapped("is_done")):
            raise UserError(self.env._("These dues have been taken already."))
        moves = self.env["account.move"].sudo()
        for company, payments in self.grouped("company_id").items():
            payments = payments.with_company(company)
            collection = payments.env["lcc.dues.collection"]
            moves += collection._collect([one._prepare_dues() for one in payments])
        # of two presses at once, the second fails on this row and is tried again
        self.is_done = True
        return moves

    def _prepare_dues(self):
        self.ensure_one()
        self._check_payment()
        dues = Dues(**self._prepare_dues_vals())
        if dues.keeps_rest and dues.amount and not dues.call:
            collection = self.env["lcc.dues.collection"]
            call = collection._call([dues._replace(amount=self.amount_due, gift=0)])
            dues = dues._replace(call=call)
        return dues

    def _prepare_dues_vals(self):
        """Values of a `Dues`; addons say where else dues are taken."""
        return {
            "member": self.partner_id,
            "product": self.product_id,
            "amount": self.amount,
            "gift": self.gift,
            "payer": self.payer_id,
            "call": self._get_paid_call().sudo(False),
            "date": self.date,
            "means": self.payment_method_line_id,
            "reference": self.reference or "",
            "keeps_rest": self.is_short and self.shortfall == "rest",
        }

    def _needs_means(self):
        """Whether the user says by what means this is paid; addons may know it."""
        return bool(self.total)

    def _check_payment(self):
        if self.partner_id.lcc_withdrawal_date:
            raise UserError(
                self.env._(
                    "%(member)s withdrew on %(date)s: readmit this member first.",
                    member=self.partner_id.display_name,
                    date=format_date(self.env, self.partner_id.lcc_withdrawal_date),
                )
            )
        if self._needs_means() and not self.payment_method_line_id:
            raise UserError(self.env._("Choose the means of payment."))
        waives = self.is_short and self.shortfall == "waived"
        if waives and not self.env.user.has_group("lcc_base.group_lcc_manager"):
            raise UserError(
                self.env._(
                    "Managers of the local currency waive dues: let the rest stay due."
                )
            )
        more = self.currency_id.compare_amounts(self.amount, self.amount_due) > 0
        if more and self.policy != "free" and self.product_id:
            raise UserError(
                self.env._(
                    "%(member)s owes %(due)s. Enter what is paid on top as a gift.",
                    member=self.partner_id.display_name,
                    due=self.currency_id.format(self.amount_due),
                )
            )
