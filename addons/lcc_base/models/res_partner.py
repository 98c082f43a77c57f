# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.sql import column_exists, create_column

from ..tools.communes import FRENCH_COUNTRIES
from ..tools.spreadsheet import normalise_name


class ResPartner(models.Model):
    """Commune and territory of an address.

    Writing the same address again undoes no choice made by hand. When a commune passes
    to another territory, its contacts follow, but those for whom another territory than
    the commune's was chosen.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "lcc.place.mixin"]

    lcc_local_group_id = fields.Many2one(
        "lcc.local.group",
        string="Local Group",
        index="btree_not_null",
        ondelete="set null",
        help="The local group that this contact takes part in.",
    )

    def _auto_init(self):
        """Add the columns empty: without communes there is nothing to compute, and
        installing must not write every contact of a database that works already."""
        for name in ("lcc_commune_id", "lcc_territory_id"):
            if not column_exists(self.env.cr, self._table, name):
                create_column(self.env.cr, self._table, name, "int4")
        return super()._auto_init()

    def write(self, vals):
        unmoved = self._lcc_filter_unmoved(vals)
        if not unmoved:
            return super().write(vals)
        chosen = [self._fields["lcc_commune_id"], self._fields["lcc_territory_id"]]
        with self.env.protecting(chosen, unmoved):
            return super().write(vals)

    def _lcc_filter_unmoved(self, vals):
        """Partners whose address is written again without a change."""
        address = {"zip", "city", "country_id"} & vals.keys()
        if not address or {"lcc_commune_id", "lcc_territory_id"} & vals.keys():
            return self.browse()
        return self.filtered(
            lambda partner: all(
                partner.country_id.id == vals[name]
                if name == "country_id"
                else normalise_name(partner[name]) == normalise_name(vals[name])
                for name in address
            )
        )

    @api.model
    def _lcc_search_waiting(self, postcodes):
        """Partners without a commune who have one of these postcodes, as 09200 or in
        a longer form, as F-09200."""
        waiting = Domain("lcc_commune_id", "=", False)
        written = Domain("zip", "in", list(postcodes))
        written |= Domain("zip", "=like", "______%") & (
            Domain("country_id", "=", False)
            | Domain("country_id.code", "in", list(FRENCH_COUNTRIES))
        )
        # contacts of other companies too
        partners = self.sudo().with_context(active_test=False)
        return partners.search(waiting & written).filtered(
            lambda partner: partner._lcc_get_address()[0] in postcodes
        )

    @api.model
    def _lcc_find_communes(self, postcodes):
        """Complete partners who have one of these postcodes and no commune yet."""
        partners = self._lcc_search_waiting(postcodes)
        settled = partners.filtered("lcc_territory_id")
        commune = self._fields["lcc_commune_id"]
        territory = self._fields["lcc_territory_id"]
        with self.env.protecting([territory], settled):
            self.env.add_to_compute(commune, partners)
            self.env.add_to_compute(territory, partners - settled)
            partners._recompute_recordset([commune.name, territory.name])
