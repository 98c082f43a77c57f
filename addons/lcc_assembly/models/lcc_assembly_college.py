# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccAssemblyCollege(models.Model):
    """A group of members of an assembly that has its own seats and its own weight."""

    _name = "lcc.assembly.college"
    _description = "College of an assembly"
    _order = "sequence, id"

    assembly_id = fields.Many2one(
        "lcc.assembly", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assembly_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    seats = fields.Integer()
    weight = fields.Integer(
        help="Share of the college in every vote, such as 40 of 100; 0 where each "
        "member has one vote, whatever their college."
    )

    _weight_positive = models.Constraint(
        "CHECK(weight >= 0 AND seats >= 0)",
        "Weight and seats of a college cannot be negative.",
    )
