# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import open_data


class ResPartner(models.Model):
    _inherit = "res.partner"

    lcc_rna = fields.Char(
        string="RNA",
        help="Number in the national register of associations: W and 9 digits.",
    )

    @api.constrains("lcc_rna")
    def _check_lcc_rna(self):
        for partner in self.filtered("lcc_rna"):
            if not open_data.RNA.fullmatch(partner.lcc_rna):
                raise ValidationError(
                    self.env._(
                        "“%(rna)s” is no number of the national register of "
                        "associations: it is W and 9 digits.",
                        rna=partner.lcc_rna,
                    )
                )
