# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccCurrency(models.Model):
    _inherit = "lcc.currency"

    is_exchange_for_members = fields.Boolean(
        string="Exchanges for members only",
        tracking=True,
        help="An exchange names a member whose dues are paid on its day.",
    )
