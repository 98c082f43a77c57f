# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    lcc_dues_place_id = fields.Many2one(
        "lcc.place",
        string="Dues taken at",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="lcc_base.group_lcc_auditor",
        help="The counter that took the euros of these dues and keeps them.",
    )
