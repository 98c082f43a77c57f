# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccActMatter(models.Model):
    """A matter of the national nomenclature of acts (@ctes), to its second level."""

    _name = "lcc.act.matter"
    _description = "Matter of an act"
    _order = "sequence, code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, index=True)
    name = fields.Char(
        required=True,
        help="Both levels in lower case, as open data asks for them.",
    )
    sequence = fields.Integer()

    _code_uniq = models.Constraint("UNIQUE(code)", "A matter has one code.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for matter in self:
            matter.display_name = f"{matter.code} {matter.name}"
