# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults

from ..tools.mandate_payments import first_of_month

# Nobody outside this process holds this object: no client posts or cancels by writing.
RECEIVING = object()
# What only the buttons set.
SYSTEM_FIELDS = {"move_id", "date_cancelled"}


def is_receiving(env):
    """Tell whether a receipt is being posted or cancelled by its own buttons."""
    return env.context.get("lcc_receiving") is RECEIVING


class LccCreditorReceipt(models.Model):
    """Euros that a public accountant paid to the association, for several creditors.

    They are the creditors': Dr bank, Cr 467 for each of them, until units are handed
    over, or until they are sent on in euros (Dr 467, Cr bank): cents that make no
    coupon, or what is left at the end of a mandate. A posted receipt does not change;
    it is cancelled.
    """

    _name = "lcc.creditor.receipt"
    _description = "Euros received for creditors"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "date desc, id desc"
    _check_company_auto = True

    direction = fields.Selection(
        [
            ("in", "Received from the public accountant"),
            ("out", "Sent on to the creditors"),
        ],
        required=True,
        default="in",
        tracking=True,
        help="What was received and makes no units, as cents or what is left at the "
        "end of a mandate, is sent on to the creditor in euros (code civil, article "
        "1993).",
    )
    date = fields.Date(
        string="Received or sent on",
        required=True,
        default=fields.Date.context_today,
        copy=False,
        tracking=True,
    )
    month = fields.Date(
        string="For the month of",
        required=True,
        default=lambda self: first_of_month(fields.Date.context_today(self)),
        help="Month that the public accountant pays; each line may name another one.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    authority_id = fields.Many2one(
        "res.partner",
        string="Public body that pays",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Whose accountant pays; empty when one payment serves several.",
    )
    reference = fields.Char(
        copy=False, tracking=True, help="What the bank statement tells."
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means of payment",
        compute="_compute_payment_method_line_id",
        store=True,
        precompute=True,
        readonly=False,
        ondelete="restrict",
        help="The bank that received the euros.",
    )
    allowed_payment_method_line_ids = fields.Many2many(
        "account.payment.method.line",
        compute="_compute_allowed_payment_method_line_ids",
    )
    statement_line_id = fields.Many2one(
        "account.bank.statement.line",
        string="Bank transaction",
        domain="[('company_id', '=', company_id), ('is_reconciled', '=', False)]",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="account.group_account_readonly,account.group_account_basic",
        help="Where bank statements are imported: the transaction that brought these "
        "euros. Its entry becomes that of this receipt.",
    )
    line_ids = fields.One2many(
        "lcc.creditor.receipt.line", "receipt_id", string="Creditors", copy=True
    )
    amount = fields.Monetary(
        string="Total", compute="_compute_amount", store=True, tracking=True
    )
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "In the books"), ("cancelled", "Cancelled")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    date_cancelled = fields.Date(
        string="Cancelled on",
        readonly=True,
        copy=False,
        help="Day of the entry that undoes it: its own day, or that of the "
        "cancellation when the books of its own day are locked.",
    )
    move_id = fields.Many2one(
        "account.move",
        string="Accounting entry",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("company_id", "direction")
    def _compute_payment_method_line_id(self):
        for receipt in self:
            known = receipt.payment_method_line_id
            allowed = receipt._get_methods()
            if known not in allowed:
                banks = allowed.filtered(lambda one: one.journal_id.type == "bank")
                receipt.payment_method_line_id = banks[:1]

    @api.depends("company_id", "direction")
    def _compute_allowed_payment_method_line_ids(self):
        for receipt in self:
            receipt.allowed_payment_method_line_ids = receipt._get_methods()

    def _get_methods(self):
        """Means of payment in euros; the journals of tills hold coupons."""
        # managers may have no accounting rights
        methods = self.env["account.payment.method.line"].sudo()
        return methods.search(
            [
                (
                    "payment_type",
                    "=",
                    "inbound" if self.direction == "in" else "outbound",
                ),
                ("journal_id.company_id", "=", self.company_id.id),
                ("journal_id.active", "=", True),
                ("journal_id.lcc_till_ids", "=", False),
                (
                    "journal_id.currency_id",
                    "in",
                    [False, self.company_id.currency_id.id],
                ),
            ]
        )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for receipt in self:
            receipt.amount = sum(receipt.line_ids.mapped("amount"))

    @api.depends("date", "reference", "authority_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for receipt in self:
            day = format_date(self.env, receipt.date) if receipt.date else ""
            parts = [receipt.authority_id.name, receipt.reference, day]
            receipt.display_name = ", ".join(filter(None, parts))

    @api.onchange("month")
    def _onchange_month(self):
        if self.month:
            self.month = first_of_month(self.month)

    @api.onchange("statement_line_id")
    def _onchange_statement_line_id(self):
        transaction = self.statement_line_id
        if transaction:
            self.date = transaction.date
            self.reference = self.reference or transaction.payment_ref

    # Create, write, unlink

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, {"state", *SYSTEM_FIELDS})
        for vals in vals_list:
            if vals.get("state", "draft") != "draft" or SYSTEM_FIELDS & vals.keys():
                self._refuse_state()
        return super().create([self._clean_month(vals) for vals in vals_list])

    def write(self, vals):
        if not is_receiving(self.env):
            if {"state", *SYSTEM_FIELDS} & vals.keys():
                self._refuse_state()
            if any(
                not name.startswith(("message_", "activity_", "website_message"))
                for name in vals
            ):
                self._check_draft()
        return super().write(self._clean_month(vals))

    @api.model
    def _clean_month(self, vals):
        if vals.get("month"):
            month = first_of_month(fields.Date.to_date(vals["month"]))
            return {**vals, "month": month}
        return vals

    @api.model
    def _refuse_state(self):
        raise UserError(
            self.env._("Euros are received, and cancelled, by the buttons alone.")
        )

    def _check_draft(self):
        for receipt in self:
            if receipt.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(receipt)s” is in the books and does not change any more: "
                        "cancel it, then enter the right one.",
                        receipt=receipt.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_received(self):
        self._check_draft()

    # Buttons

    def action_fill(self):
        """Propose who is expected for the month and was not received yet."""
        for receipt in self.filtered(lambda one: one.direction == "in"):
            receipt._check_draft()
            named = {
                (line.agreement_id.id, line.month): line for line in receipt.line_ids
            }
            receipt.line_ids = [
                Command.create(
                    {
                        "agreement_id": due.agreement_id.id,
                        "month": due.month,
                        "amount": due.missing,
                    }
                )
                for due in self.env["lcc.creditor.month"].search(
                    receipt._get_missing_domain()
                )
                if (due.agreement_id.id, due.month) not in named
            ]

    def _get_missing_domain(self):
        domain = [
            ("company_id", "in", [self.company_id.id, False]),
            ("month", "=", self.month),
            ("missing", ">", 0),
        ]
        if self.authority_id:
            domain.append(("authority_id", "=", self.authority_id.id))
        return domain

    def action_view_move(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "view_mode": "form",
            "res_id": self.move_id.id,
        }
