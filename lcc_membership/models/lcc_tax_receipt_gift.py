# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .lcc_tax_receipt import is_system

MEANS = [
    ("cash", "Cash"),
    ("cheque", "Cheque"),
    ("transfer", "Transfer, direct debit or card"),
    ("expenses", "Expenses not asked back"),
    ("kind", "Other gift in kind"),
]


class LccTaxReceiptGift(models.Model):
    """A gift on a tax receipt: a line of an invoice that is paid."""

    _name = "lcc.tax.receipt.gift"
    _description = "Gift on a tax receipt"
    _order = "date, id"

    receipt_id = fields.Many2one(
        "lcc.tax.receipt", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="receipt_id.company_id", store=True)
    currency_id = fields.Many2one(related="receipt_id.currency_id")
    partner_id = fields.Many2one(
        related="receipt_id.partner_id", string="Donor", store=True
    )
    kind = fields.Selection(related="receipt_id.kind", store=True)
    item_id = fields.Many2one(
        "account.move.line",
        string="Invoice line",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    date = fields.Date(required=True, readonly=True, help="Day of the payment.")
    amount = fields.Monetary(required=True, readonly=True)
    means = fields.Selection(
        MEANS,
        required=True,
        help="How the gift came, as the receipt says it. Correct it before the receipt "
        "is issued.",
    )
    is_standing = fields.Boolean(compute="_compute_is_standing", store=True)

    _item_uniq = models.UniqueIndex(
        "(item_id) WHERE is_standing",
        "A gift is on one tax receipt only: cancel that receipt first.",
    )

    @api.depends("receipt_id.state")
    def _compute_is_standing(self):
        for gift in self:
            gift.is_standing = gift.receipt_id.state != "cancelled"

    @api.model_create_multi
    def create(self, vals_list):
        gifts = super().create(vals_list)
        gifts._check_draft()
        return gifts

    def write(self, vals):
        if not is_system(self.env):
            self._check_draft()
            if forbidden := vals.keys() - {"means"}:
                raise UserError(
                    self.env._(
                        "These fields are set by the system: %(fields)s.",
                        fields=", ".join(sorted(forbidden)),
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_draft()

    def _check_draft(self):
        self.receipt_id._check_draft()
