# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

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
        string="Way of payment",
        help="How the gift came, as the receipt says it. Where the books do not tell, "
        "choose it before the receipt is issued.",
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
        """Gifts are found in the books: see `_find_gifts` of lcc.tax.receipt."""
        if not is_system(self.env):
            raise UserError(
                self.env._(
                    "Gifts on tax receipts are found in the books: delete the draft, "
                    "and use “Prepare Tax Receipts”."
                )
            )
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

    def _is_altered(self):
        """Whether it was given back since, wholly or in part, or its payment undone."""
        self.ensure_one()
        # what became of the invoices is told to who sees the receipt
        item = self.sudo().item_id
        kept = item._lcc_get_kept()
        return not item.move_id._lcc_is_collected() or bool(
            self.currency_id.compare_amounts(kept, self.amount)
        )

    def _get_problems(self, association):
        """Why no receipt can certify this gift; yields full sentences."""
        donor = self.partner_id.display_name
        date = format_date(self.env, self.date)
        if self._is_altered():
            yield self.env._(
                "%(donor)s: the gift of %(date)s was given back since, wholly or in "
                "part, or its payment undone. Delete the draft and prepare it again.",
                donor=donor,
                date=date,
            )
        if self.date < association.tax_eligible_since:
            yield self.env._(
                "%(donor)s: the gift of %(date)s was made before gifts to the "
                "association were deductible. Delete the draft and prepare it again.",
                donor=donor,
                date=date,
            )
        if not self.means:
            yield self.env._(
                "%(donor)s: the books do not tell how the gift of %(date)s came. Make "
                "drafts first, and choose the means of payment on this one.",
                donor=donor,
                date=date,
            )

    def _check_draft(self):
        self.receipt_id._check_draft()
