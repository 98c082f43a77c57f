# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from .agreement_type import KINDS


class LccConventionTemplate(models.Model):
    """Wording to begin a convention with, in each language."""

    _name = "lcc.convention.template"
    _description = "Model of a convention"
    _order = "sequence, name, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(KINDS, required=True)
    company_id = fields.Many2one("res.company", index="btree_not_null")
    preamble = fields.Html(
        translate=True, help="Printed between the parties and the first clause."
    )
    clause_ids = fields.One2many(
        "lcc.convention.template.clause", "template_id", string="Clauses", copy=True
    )
