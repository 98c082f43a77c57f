# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import api, fields, models


class LccTaxDeclaration(models.TransientModel):
    """Figures of the yearly declaration of gifts (CGI, article 222 bis).

    It asks for two things that are not the same receipts: how many were issued in a
    year, and what gifts received in that year are on receipts.
    """

    _name = "lcc.tax.declaration"
    _description = "Declaration of tax receipts"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: date(fields.Date.context_today(self).year - 1, 1, 1),
        help="First day of the calendar year, or of the financial year where it is "
        "another one.",
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: date(fields.Date.context_today(self).year - 1, 12, 31),
    )
    gift_amount = fields.Monetary(string="Gifts received", compute="_compute_figures")
    gift_person_amount = fields.Monetary(
        string="Gifts of persons", compute="_compute_figures"
    )
    gift_company_amount = fields.Monetary(
        string="Gifts of companies", compute="_compute_figures"
    )
    issued_count = fields.Integer(string="Receipts issued", compute="_compute_figures")
    issued_person_count = fields.Integer(
        string="Receipts of persons", compute="_compute_figures"
    )
    issued_company_count = fields.Integer(
        string="Receipts of companies", compute="_compute_figures"
    )
    issued_amount = fields.Monetary(
        string="Amount of the receipts issued", compute="_compute_figures"
    )
    cancelled_count = fields.Integer(
        string="Receipts cancelled since", compute="_compute_figures"
    )

    def _compute_display_name(self):
        for declaration in self:
            declaration.display_name = self.env._("Yearly declaration of gifts")

    @api.depends("company_id", "date_from", "date_to")
    def _compute_figures(self):
        for declaration in self:
            gifts = declaration._sum("lcc.tax.receipt.gift")
            issued = declaration._sum("lcc.tax.receipt")
            cancelled = declaration._get_issued_domain("cancelled")
            declaration.update(
                {
                    "gift_amount": sum(amount for _count, amount in gifts.values()),
                    "gift_person_amount": gifts["person"][1],
                    "gift_company_amount": gifts["company"][1],
                    "issued_count": sum(count for count, _amount in issued.values()),
                    "issued_person_count": issued["person"][0],
                    "issued_company_count": issued["company"][0],
                    "issued_amount": sum(amount for _count, amount in issued.values()),
                    "cancelled_count": self.env["lcc.tax.receipt"].search_count(
                        cancelled
                    ),
                }
            )

    def _sum(self, model):
        """
        :return: dict of the kind of donor to (count, amount)
        """
        if model == "lcc.tax.receipt":
            domain = self._get_issued_domain("issued")
        else:
            domain = self._get_gift_domain()
        rows = self.env[model]._read_group(domain, ["kind"], ["__count", "amount:sum"])
        found = {kind: (count, amount) for kind, count, amount in rows}
        return {kind: found.get(kind, (0, 0.0)) for kind in ("person", "company")}

    def _get_issued_domain(self, state):
        """Receipts that were issued in the period."""
        return [
            ("company_id", "=", self.company_id.id),
            ("state", "=", state),
            ("date_issued", ">=", self.date_from),
            ("date_issued", "<=", self.date_to),
        ]

    def _get_gift_domain(self):
        """Gifts received in the period that are on a receipt."""
        return [
            ("company_id", "=", self.company_id.id),
            ("receipt_id.state", "=", "issued"),
            ("date", ">=", self.date_from),
            ("date", "<=", self.date_to),
        ]

    # The lines behind the figures

    def action_view_gifts(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_tax_receipt_gift_action"
        )
        action["domain"] = self._get_gift_domain()
        return action

    def action_view_issued(self):
        return self._view_receipts("issued")

    def action_view_cancelled(self):
        return self._view_receipts("cancelled")

    def _view_receipts(self, state):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_tax_receipt_action"
        )
        action["domain"] = self._get_issued_domain(state)
        action["context"] = {"search_default_group_kind": 1}
        return action
