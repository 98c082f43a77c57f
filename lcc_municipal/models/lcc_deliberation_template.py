# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccDeliberationTemplate(models.Model):
    """Wording to begin a deliberation with."""

    _name = "lcc.deliberation.template"
    _description = "Model of a deliberation"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True)
    company_id = fields.Many2one("res.company", index="btree_not_null")
    matter_id = fields.Many2one("lcc.act.matter", ondelete="restrict")
    considerations = fields.Html()
    decision = fields.Html()
    is_transmissible = fields.Boolean(
        string="Subject to transmission",
        default=True,
        help="Deliberations are, save those of article L2131-2's exceptions (CGCT).",
    )
