# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.communes import clean_postcode
from ..tools.spreadsheet import normalise_name


class LccPostcode(models.Model):
    """One postcode of a commune, and maybe a locality that is written with it."""

    _name = "lcc.postcode"
    _description = "Postcode of a Commune"
    _order = "name, locality_key, id"

    name = fields.Char(string="Postcode", required=True, index=True)
    commune_id = fields.Many2one(
        "lcc.commune", required=True, index=True, ondelete="cascade"
    )
    locality = fields.Char(
        help="A village or former commune whose name people write instead of the "
        "commune's.",
    )
    locality_key = fields.Char(
        compute="_compute_locality_key",
        store=True,
        precompute=True,
        help="Technical: the locality without capitals, accents and hyphens.",
    )

    _locality_uniq = models.UniqueIndex(
        "(name, commune_id, COALESCE(locality_key, ''))",
        "This commune has this postcode and locality already.",
    )

    @api.depends("locality")
    def _compute_locality_key(self):
        for postcode in self:
            postcode.locality_key = normalise_name(postcode.locality)

    @api.constrains("name")
    def _check_name(self):
        for postcode in self:
            if clean_postcode(postcode.name) != postcode.name:
                raise ValidationError(
                    self.env._(
                        "%(postcode)s is not a postcode. Give five digits.",
                        postcode=postcode.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        postcodes = super().create(vals_list)
        self.env["res.partner"]._lcc_find_communes(set(postcodes.mapped("name")))
        return postcodes

    def write(self, vals):
        result = super().write(vals)
        if not {"name", "locality", "commune_id"}.isdisjoint(vals):
            self.env["res.partner"]._lcc_find_communes(set(self.mapped("name")))
        return result

    @api.model
    def _get_candidates(self, names):
        """Communes behind postcodes.

        :return: for each postcode, tuples (commune, its key, key of a locality)
        """
        candidates = defaultdict(list)
        postcodes = self.search_fetch(
            [("name", "in", list(names)), ("commune_id.active", "=", True)],
            ["name", "commune_id", "locality_key"],
        )
        for postcode in postcodes:
            commune = postcode.commune_id
            candidates[postcode.name].append(
                (commune, commune.name_key, postcode.locality_key)
            )
        return candidates

    @api.model
    def _find_territories(self, names):
        """Territories of postcodes whose communes all lie in the same one.

        :return: dict of postcodes to a territory; what is not sure is left out
        """
        found = {}
        for name, candidates in self._get_candidates(set(filter(None, names))).items():
            territories = {commune.territory_id for commune, *_keys in candidates}
            if len(territories) == 1:
                found[name] = territories.pop()
        return found
