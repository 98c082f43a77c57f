# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.communes import is_siren


class LccEpci(models.Model):
    _name = "lcc.epci"
    _description = "Grouping of Communes"
    _order = "name, id"

    name = fields.Char(required=True)
    siren = fields.Char(
        string="SIREN",
        required=True,
        help="The nine digits that INSEE gave to this grouping of communes.",
    )
    commune_ids = fields.One2many("lcc.commune", "epci_id", string="Communes")

    _siren_uniq = models.Constraint(
        "UNIQUE(siren)", "Another grouping of communes has this SIREN already."
    )

    @api.constrains("siren")
    def _check_siren(self):
        for epci in self:
            if not is_siren(epci.siren):
                raise ValidationError(
                    self.env._(
                        "%(siren)s is not a SIREN number. Give nine digits without "
                        "spaces; the last one is a check digit.",
                        siren=epci.siren,
                    )
                )
