# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccFlow(models.Model):
    """Coupons moved per month between two places; written by the ledger alone."""

    _name = "lcc.flow"
    _description = "Monthly movement of coupons"
    _inherit = ["lcc.ledger.table"]
    _order = "month desc, id"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id")
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    place_from_id = fields.Many2one(
        "lcc.place", string="From", required=True, readonly=True, ondelete="restrict"
    )
    place_to_id = fields.Many2one(
        "lcc.place", string="To", required=True, readonly=True, ondelete="restrict"
    )
    series_id = fields.Many2one(
        "lcc.coupon.series", required=True, readonly=True, ondelete="restrict"
    )
    denomination_id = fields.Many2one(
        "lcc.denomination", required=True, readonly=True, ondelete="restrict"
    )
    quantity = fields.Integer(required=True, readonly=True)
    amount = fields.Monetary(required=True, readonly=True)

    _key_uniq = models.Constraint(
        "UNIQUE(lcc_currency_id, month, place_from_id, place_to_id, series_id,"
        " denomination_id)",
        "One row per month, places, series and denomination.",
    )
