# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools.communes import french_postcode


class LccPlaceMixin(models.AbstractModel):
    """Commune and territory of what has `zip`, `city` and `country_id`.

    Both are proposed from the address and may be changed by hand. A choice made by
    hand stays until the address itself changes.
    """

    _name = "lcc.place.mixin"
    _description = "Commune and territory of an address"

    lcc_commune_id = fields.Many2one(
        "lcc.commune",
        string="Commune",
        compute="_compute_lcc_commune_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Found by postcode and city. You may choose another one; it stays until "
        "the address changes.",
    )
    lcc_territory_id = fields.Many2one(
        "lcc.territory",
        string="Territory",
        compute="_compute_lcc_territory_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The commune's territory. You may choose another one; it stays until the "
        "address or the commune changes.",
    )

    @api.depends("zip", "city", "country_id")
    def _compute_lcc_commune_id(self):
        addresses = {record: record._lcc_get_address() for record in self}
        communes = self.env["lcc.commune"]._find_by_address(
            {address for address in addresses.values() if address[0]}
        )
        for record, address in addresses.items():
            record.lcc_commune_id = communes.get(address)

    @api.depends("lcc_commune_id", "zip", "country_id")
    def _compute_lcc_territory_id(self):
        # `lcc_commune_id.territory_id` is no dependency on purpose: it would undo
        # what was chosen by hand. See LccCommune.write.
        postcodes = {
            record: record._lcc_get_address()[0]
            for record in self
            if not record.lcc_commune_id
        }
        found = self.env["lcc.postcode"]._find_territories(set(postcodes.values()))
        for record in self:
            record.lcc_territory_id = record.lcc_commune_id.territory_id or found.get(
                postcodes.get(record)
            )

    def _lcc_get_address(self):
        """Postcode of five digits and city; no postcode outside France."""
        self.ensure_one()
        return french_postcode(self.zip, self.country_id.code), self.city or ""
