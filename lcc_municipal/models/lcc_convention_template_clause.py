# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from .lcc_convention_clause import REQUIREMENTS, REQUIREMENTS_HELP


class LccConventionTemplateClause(models.Model):
    _name = "lcc.convention.template.clause"
    _description = "Clause of a model of a convention"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "lcc.convention.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True, translate=True)
    requirement = fields.Selection(
        REQUIREMENTS, string="Required clause", help=REQUIREMENTS_HELP
    )
    body = fields.Html(
        string="Text",
        translate=True,
        help="What is to be filled in stands between square brackets.",
    )

    def _prepare_clause_vals(self):
        """Values of the clause of a convention, in the language of the context."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "name": self.name,
            "requirement": self.requirement,
            "body": self.body,
        }
