# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccCreditorHandoverLine(models.TransientModel):
    _name = "lcc.creditor.handover.line"
    _description = "Units for a creditor"

    handover_id = fields.Many2one(
        "lcc.creditor.handover", required=True, ondelete="cascade"
    )
    agreement_id = fields.Many2one("agreement", string="Mandate", required=True)
    partner_id = fields.Many2one(related="agreement_id.partner_id", string="Creditor")
    authority_id = fields.Many2one(
        related="agreement_id.lcc_public_body_id", string="Public body"
    )
    kept = fields.Monetary(related="agreement_id.lcc_kept")
    amount = fields.Monetary(string="Units", required=True)
    currency_id = fields.Many2one(related="handover_id.currency_id")

    _amount_positive = models.Constraint(
        "CHECK(amount >= 0)", "Units to be handed over are not negative."
    )
