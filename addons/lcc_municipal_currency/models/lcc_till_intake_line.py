# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccTillIntakeLine(models.Model):
    _name = "lcc.till.intake.line"
    _description = "Coupons taken by a till"
    _inherit = ["lcc.ledger.master"]
    _order = "intake_id, face_value desc, id"
    _rec_name = "denomination_id"

    intake_id = fields.Many2one(
        "lcc.till.intake", required=True, index=True, ondelete="cascade"
    )
    denomination_id = fields.Many2one(
        "lcc.denomination",
        required=True,
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
        ondelete="restrict",
    )
    lcc_currency_id = fields.Many2one(related="intake_id.lcc_currency_id")
    quantity = fields.Integer(required=True)
    face_value = fields.Monetary(related="denomination_id.value", store=True)
    amount = fields.Monetary(compute="_compute_amount", store=True)
    company_id = fields.Many2one(related="intake_id.company_id", store=True)
    currency_id = fields.Many2one(related="intake_id.currency_id")

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "A quantity of coupons is a whole number above zero."
    )
    _denomination_uniq = models.Constraint(
        "UNIQUE(intake_id, denomination_id)", "Each denomination has one line."
    )

    @api.depends("quantity", "face_value")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.face_value
