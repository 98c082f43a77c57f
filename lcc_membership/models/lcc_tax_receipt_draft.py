# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from typing import Any, NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from .membership_line import PAID_STATES


class Gift(NamedTuple):
    """A gift without a tax receipt.

    :ivar item: account.move.line
    :ivar donor: res.partner who paid
    :ivar date: day of the payment
    :ivar amount: less what was given back, in the company's currency
    :ivar means: one of MEANS of lcc.tax.receipt.gift
    """

    item: Any
    donor: Any
    date: date
    amount: float
    means: str


class LccTaxReceipt(models.Model):
    """Drafts of tax receipts, from the gifts that have none yet."""

    _inherit = "lcc.tax.receipt"

    @api.model
    def _find_gifts(self, company, year):
        """Gifts that were paid in a civil year and have no standing receipt.

        :return: list of `Gift`, by donor and date
        """
        self._check_treasurer()
        association = self.env["lcc.association"]._get(company)
        items = self.env["account.move.line"].sudo()  # a treasurer may be no accountant
        gifts = [
            self._read_gift(item)
            for item in items.search(self._get_gift_domain(association, year))
        ]
        return sorted(
            (gift for gift in gifts if gift.date.year == year and gift.amount > 0),
            key=lambda gift: (gift.donor.display_name or "", gift.donor.id, gift.date),
        )

    @api.model
    def _get_gift_domain(self, association, year):
        # a gift has one receipt, whoever may see it
        standing = (
            self.env["lcc.tax.receipt.gift"]
            .sudo()
            ._search(
                [
                    ("is_standing", "=", True),
                    ("company_id", "=", association.company_id.id),
                ]
            )
        )
        return [
            ("company_id", "=", association.company_id.id),
            ("product_id", "=", association.gift_product_id.id),
            ("product_id", "!=", False),
            ("parent_state", "=", "posted"),
            ("move_id.move_type", "=", "out_invoice"),
            ("move_id.payment_state", "in", PAID_STATES),
            ("move_id.invoice_date", "<=", date(year, 12, 31)),
            ("id", "not in", standing.subselect("item_id")),
        ]

    @api.model
    def _read_gift(self, item):
        move = item.move_id
        return Gift(
            item=item,
            donor=move.partner_id.sudo(False),
            date=move._lcc_get_settlement_day(),
            amount=item._lcc_get_kept(),
            means=move._lcc_get_means(),
        )

    # Making drafts

    @api.model
    def _draft(self, company, year, groups):
        """Draft receipts.

        :param groups: list of (donor, list of `Gift`)
        :return: the drafts, in the same order
        """
        self._check_treasurer()
        self.env["lcc.association"]._get(company)._check_tax_eligible()
        drafts = self._as_system().create(
            [self._prepare_vals(company, year, donor, gifts) for donor, gifts in groups]
        )
        return self.browse(drafts.ids)

    @api.model
    def _prepare_vals(self, company, year, donor, gifts):
        kind = donor._lcc_get_donor_kind()
        return {
            "company_id": company.id,
            "year": year,
            "partner_id": donor.id,
            "kind": kind,
            "siren": kind == "company" and donor._lcc_get_siren(),
            "legal_form": kind == "company" and donor.lcc_legal_form,
            "gift_ids": [
                fields.Command.create(
                    {
                        "item_id": gift.item.id,
                        "date": gift.date,
                        "amount": gift.amount,
                        "means": gift.means,
                    }
                )
                for gift in gifts
            ],
        }

    def _replace(self):
        """Draft a receipt for the same gifts, in the place of a cancelled one."""
        self.ensure_one()
        self._check_treasurer()
        if self.state != "cancelled":
            raise UserError(
                self.env._(
                    "%(receipt)s is not cancelled: cancel it before it is replaced.",
                    receipt=self.display_name,
                )
            )
        draft = self._as_system().create(
            {
                "company_id": self.company_id.id,
                "year": self.year,
                "partner_id": self.partner_id.id,
                "kind": self.kind,
                "siren": self.siren,
                "legal_form": self.legal_form,
                "form": self.form,
                "replaces_id": self.id,
                "gift_ids": [
                    fields.Command.create(
                        {
                            "item_id": gift.item_id.id,
                            "date": gift.date,
                            "amount": gift.item_id._lcc_get_kept(),
                            "means": gift.means,
                        }
                    )
                    for gift in self.sudo().gift_ids
                    if gift.item_id.move_id._lcc_is_collected()
                    and gift.item_id._lcc_get_kept() > 0
                ],
            }
        )
        return self.browse(draft.id)
