# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccPlaceBalance(models.Model):
    """What a physical place holds now; written by the ledger alone."""

    _name = "lcc.place.balance"
    _description = "Coupons held"
    _inherit = ["lcc.ledger.table"]
    _order = "place_id, series_id, denomination_id, id"
    _log_access = False

    place_id = fields.Many2one(
        "lcc.place", required=True, readonly=True, ondelete="restrict"
    )
    series_id = fields.Many2one(
        "lcc.coupon.series", required=True, readonly=True, ondelete="restrict"
    )
    denomination_id = fields.Many2one(
        "lcc.denomination", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="place_id.company_id", readonly=True)
    currency_id = fields.Many2one(related="place_id.currency_id", readonly=True)
    quantity = fields.Integer(required=True, readonly=True)
    amount = fields.Monetary(
        required=True, readonly=True, help="Face value of the coupons held."
    )
    date_last = fields.Date(required=True, readonly=True, string="Last moved")

    _key_uniq = models.Constraint(
        "UNIQUE(place_id, series_id, denomination_id)",
        "A place has one balance per series and denomination.",
    )
    _quantity_positive = models.Constraint(
        "CHECK(quantity >= 0)", "A place cannot hold fewer than zero coupons."
    )

    @api.depends("quantity", "denomination_id", "series_id")
    def _compute_display_name(self):
        for balance in self:
            balance.display_name = (
                f"{balance.quantity} × {balance.denomination_id.display_name}"
            )
