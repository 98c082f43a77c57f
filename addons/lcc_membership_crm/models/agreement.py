# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class Agreement(models.Model):
    _inherit = "agreement"

    lcc_lead_ids = fields.One2many(
        "crm.lead",
        "lcc_agreement_id",
        string="Applications",
        help="Applications for membership that led to this convention.",
    )
