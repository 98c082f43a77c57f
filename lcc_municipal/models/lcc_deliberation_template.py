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
    name = fields.Char(required=True, translate=True)
    purpose = fields.Selection(
        [
            ("adhesion", "Joining the currency"),
            ("indemnity", "Indemnities in local currency"),
            ("till", "Acceptance by a till (régie)"),
            ("subsidy", "Subsidy"),
        ],
        help="A deliberation on joining the currency moves the follow-up of the "
        "commune once it is adopted.",
    )
    company_id = fields.Many2one("res.company", index="btree_not_null")
    matter_id = fields.Many2one(
        "lcc.act.matter",
        ondelete="restrict",
        help="Proposed to begin with. The prefecture's own use of the nomenclature of "
        "acts decides.",
    )
    considerations = fields.Html(translate=True)
    decision = fields.Html(translate=True)
    is_transmissible = fields.Boolean(
        string="Subject to transmission",
        default=True,
        help="Deliberations are, save those of article L2131-2's exceptions (CGCT).",
    )
