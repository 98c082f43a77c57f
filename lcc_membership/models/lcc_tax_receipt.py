# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .lcc_association_tax import TREASURER

# Nobody outside this process holds this object: a context that carries it was made
# by the receipts themselves, never by a client.
SYSTEM = object()
KINDS = [
    ("person", "Person (11580*05)"),
    ("company", "Company (16216*02)"),
]
FORMS = [
    ("manual", "Gift from hand to hand, declared"),
    ("private", "Private deed"),
    ("notarial", "Notarial deed"),
    ("other", "Other"),
]
CONTENT_FIELDS = {"form", "siren", "legal_form", "kind"}
TECHNICAL_PREFIXES = ("message_", "activity_")


def is_system(env):
    """Tell whether the receipts themselves are writing."""
    return env.context.get("lcc_tax_receipt") is SYSTEM


class LccTaxReceipt(models.Model):
    """A tax receipt for gifts, of persons (CGI, article 200) or companies (238 bis).

    It is drafted from gifts that are paid, then issued: it takes its number, and what
    it says is kept for good. An issued receipt is never changed nor deleted; it is
    cancelled, and keeps its number, and another one may replace it.
    """

    _name = "lcc.tax.receipt"
    _description = "Tax receipt"
    _inherit = ["mail.thread"]
    _order = "year desc, number desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(readonly=True, copy=False, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    year = fields.Integer(
        required=True,
        readonly=True,
        aggregator=False,
        index=True,
        help="The civil year of the gifts.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Donor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        help="Persons have a receipt in the order of form 11580*05, companies of form "
        "16216*02.",
    )
    siren = fields.Char(string="SIREN")
    legal_form = fields.Char()
    form = fields.Selection(
        FORMS,
        string="Form of the gift",
        required=True,
        default="manual",
    )
    gift_ids = fields.One2many("lcc.tax.receipt.gift", "receipt_id", string="Gifts")
    amount = fields.Monetary(compute="_compute_amount", store=True)
    date_from = fields.Date(string="First gift", compute="_compute_amount", store=True)
    date_to = fields.Date(string="Last gift", compute="_compute_amount", store=True)
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("cancelled", "Void")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    date_issued = fields.Date(string="Issued on", readonly=True, copy=False, index=True)
    issued_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    date_cancelled = fields.Date(string="Cancelled on", readonly=True, copy=False)
    cancelled_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False, tracking=True)
    replaces_id = fields.Many2one(
        "lcc.tax.receipt",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    replaced_by_ids = fields.One2many(
        "lcc.tax.receipt", "replaces_id", string="Replacements"
    )
    replaced_by_id = fields.Many2one(
        "lcc.tax.receipt", string="Replaced by", compute="_compute_replaced_by_id"
    )
    paper = fields.Json(
        string="Content",
        readonly=True,
        copy=False,
        help="What the paper says, kept at issue.",
    )
    signature = fields.Binary(
        attachment=True, readonly=True, copy=False, groups=TREASURER, exportable=False
    )
    attachment_id = fields.Many2one(
        "ir.attachment",
        string="Paper",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    email = fields.Char(related="partner_id.email")
    date_sent = fields.Datetime(string="Sent on", readonly=True, copy=False)
    is_sending = fields.Boolean(string="To be sent", readonly=True, copy=False)
    is_altered = fields.Boolean(
        compute="_compute_is_altered",
        help="A gift was given back, or its payment undone, since.",
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE number IS NOT NULL",
        "Another tax receipt has this number.",
    )
    _number_issued = models.Constraint(
        "CHECK(state = 'draft' OR number IS NOT NULL)",
        "A receipt that is issued has a number.",
    )
    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE replaces_id IS NOT NULL AND state != 'cancelled'",
        "This receipt is replaced already.",
    )

    @api.depends("gift_ids.amount", "gift_ids.date")
    def _compute_amount(self):
        for receipt in self:
            dates = receipt.gift_ids.mapped("date")
            receipt.amount = sum(receipt.gift_ids.mapped("amount"))
            receipt.date_from = min(dates, default=False)
            receipt.date_to = max(dates, default=False)

    @api.depends("replaced_by_ids.state")
    def _compute_replaced_by_id(self):
        for receipt in self:
            receipt.replaced_by_id = receipt.replaced_by_ids.filtered(
                lambda one: one.state == "issued"
            )[:1]

    def _compute_is_altered(self):
        for receipt in self:
            receipt.is_altered = receipt.state == "issued" and any(
                gift._is_altered() for gift in receipt.gift_ids
            )

    @api.depends("number", "state")
    def _compute_display_name(self):
        for receipt in self:
            receipt.display_name = (
                self.env._("Tax receipt %(number)s", number=receipt.number)
                if receipt.number
                else self.env._("Draft of a tax receipt")
            )

    # Changes

    @api.model_create_multi
    def create(self, vals_list):
        """Receipts are drafted from gifts that are paid: see _draft()."""
        if not is_system(self.env):
            raise UserError(
                self.env._(
                    "Tax receipts are made from gifts that are paid: use “Prepare Tax "
                    "Receipts”."
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if not is_system(self.env):
            if forbidden := self._get_content(vals) - CONTENT_FIELDS - {"gift_ids"}:
                raise UserError(
                    self.env._(
                        "These fields are set by the system: %(fields)s.",
                        fields=", ".join(sorted(forbidden)),
                    )
                )
            if self._get_content(vals):
                self._check_draft()
        return super().write(vals)

    @api.model
    def _get_content(self, vals):
        """Fields that are the receipt's own, and not of its discussion."""
        return {name for name in vals if not name.startswith(TECHNICAL_PREFIXES)}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_draft()

    def _check_draft(self):
        issued = self.filtered(lambda receipt: receipt.state != "draft")
        if issued:
            raise UserError(
                self.env._(
                    "%(receipt)s is issued: it is neither changed nor deleted. Cancel "
                    "it, and replace it if need be.",
                    receipt=issued[0].display_name,
                )
            )

    def _as_system(self):
        """These receipts, for the changes of state that the system makes itself.

        The rights of the user are checked before.
        """
        return self.sudo().with_context(lcc_tax_receipt=SYSTEM)

    @api.model
    def _check_treasurer(self):
        if not self.env.su and not self.env.user.has_group(TREASURER):
            raise AccessError(
                self.env._("Only the treasurer makes, issues and cancels tax receipts.")
            )

    def _view(self):
        """These receipts on the screen: the one, or a list."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_tax_receipt_action"
        )
        action["domain"] = [("id", "in", self.ids)]
        action["context"] = {}
        if len(self) == 1:
            action.update(res_id=self.id, views=[(False, "form")])
        return action
