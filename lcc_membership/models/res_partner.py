# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from odoo.addons.lcc_base.tools.communes import FRENCH_COUNTRIES

TERRITORY_GAPS = [
    ("address", "No address"),
    ("abroad", "Address abroad"),
    ("commune", "Postcode and city name no known commune"),
    ("territory", "Its commune belongs to no territory"),
]


class ResPartner(models.Model):
    """What a member is asked for its dues, and why it may lack a territory."""

    _inherit = "res.partner"

    lcc_epci_id = fields.Many2one(
        "lcc.epci",
        string="Grouping of communes",
        index="btree_not_null",
        ondelete="restrict",
        help="The grouping (EPCI) that this member is: its population is that of its "
        "communes.",
    )
    lcc_population_declared = fields.Integer(
        string="Declared population",
        help="Counts instead of INSEE's figure where it is filled in: a park, or a "
        "population that was agreed upon.",
    )
    lcc_population = fields.Integer(
        string="Population", compute="_compute_lcc_population"
    )
    lcc_headcount = fields.Float(
        string="Headcount", digits=(16, 2), help="Employees, in full-time equivalents."
    )
    lcc_turnover = fields.Monetary(
        string="Turnover", help="Of the last financial year, without taxes."
    )
    lcc_territory_gap = fields.Selection(
        TERRITORY_GAPS,
        string="Why there is no territory",
        compute="_compute_lcc_territory_gap",
    )

    @api.depends(
        "lcc_population_declared",
        "lcc_epci_id.commune_ids.population",
        "lcc_commune_id.population",
        "lcc_member_type_id.kind",
    )
    def _compute_lcc_population(self):
        for partner in self:
            kind = partner.lcc_member_type_id.kind
            population = partner.lcc_population_declared
            if not population and kind == "grouping":
                population = sum(partner.lcc_epci_id.commune_ids.mapped("population"))
            elif not population and kind == "commune":
                population = partner.lcc_commune_id.population
            partner.lcc_population = population

    def _lcc_get_scale_basis(self, basis):
        """Figure that a scale of dues is applied to.

        :param basis: population, headcount or turnover
        """
        self.ensure_one()
        return self[f"lcc_{basis}"]

    @api.depends("lcc_territory_id", "lcc_commune_id", "zip", "city", "country_id")
    def _compute_lcc_territory_gap(self):
        for partner in self:
            partner.lcc_territory_gap = partner._lcc_get_territory_gap()

    def _lcc_get_territory_gap(self):
        self.ensure_one()
        if self.lcc_territory_id:
            return False
        if self.lcc_commune_id:
            return "territory"
        if self.country_id and self.country_id.code not in FRENCH_COUNTRIES:
            return "abroad"
        return "commune" if self.zip or self.city else "address"
