# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from .res_partner import TERRITORY_GAPS


class MembershipLine(models.Model):
    """Why dues belong to no territory, as it was on their own day."""

    _inherit = "membership.membership_line"

    lcc_territory_gap = fields.Selection(
        TERRITORY_GAPS,
        string="Why there is no territory",
        compute="_compute_lcc_member_day",
        store=True,
        help="What the member's address lacked on the day of these dues. It stays when "
        "the address is completed.",
    )
