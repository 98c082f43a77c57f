# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccAssembly(models.Model):
    _inherit = "lcc.assembly"

    court = fields.Char(
        string="Administrative court",
        help="Where its acts are contested (Code de justice administrative, article "
        "R421-1), as extracts name it: tribunal administratif de …, its address.",
    )
