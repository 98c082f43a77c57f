# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.communes import (
    department_of,
    is_commune_code,
    match_city,
    split_label,
)
from ..tools.spreadsheet import normalise_name


class LccCommune(models.Model):
    _name = "lcc.commune"
    _description = "Commune"
    _order = "name_key, code"

    name = fields.Char(required=True)
    name_key = fields.Char(
        compute="_compute_name_key",
        store=True,
        precompute=True,
        index=True,
        help="Technical: the name without capitals, accents and hyphens.",
    )
    code = fields.Char(
        string="INSEE Code",
        required=True,
        help="Five signs, not to be mistaken for the postcode: 09122 is Foix.",
    )
    department_code = fields.Char(
        string="Department",
        compute="_compute_department_code",
        store=True,
        precompute=True,
        index=True,
    )
    active = fields.Boolean(default=True)
    postcode_ids = fields.One2many("lcc.postcode", "commune_id", string="Postcodes")
    postcodes = fields.Char(
        string="Postcode List", compute="_compute_postcodes", search="_search_postcodes"
    )
    population = fields.Integer(help="Municipal population, as INSEE publishes it.")
    population_year = fields.Integer(
        string="Year of Population", help="Year that the population is of."
    )
    epci_id = fields.Many2one(
        "lcc.epci",
        string="Grouping of Communes",
        index="btree_not_null",
        ondelete="restrict",
        help="The community of communes or of agglomeration that it belongs to (EPCI).",
    )
    territory_id = fields.Many2one(
        "lcc.territory",
        index="btree_not_null",
        ondelete="restrict",
        help="Contacts of this commune belong to this territory, but those for whom "
        "another one was chosen by hand.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another commune has this INSEE code already."
    )

    @api.depends("name")
    def _compute_name_key(self):
        for commune in self:
            commune.name_key = normalise_name(commune.name)

    @api.depends("code")
    def _compute_department_code(self):
        for commune in self:
            commune.department_code = department_of(commune.code or "")

    @api.depends("postcode_ids.name")
    def _compute_postcodes(self):
        for commune in self:
            names = sorted(set(commune.postcode_ids.mapped("name")))
            commune.postcodes = ", ".join(filter(None, names))

    def _search_postcodes(self, operator, value):
        if operator.startswith("not"):
            return NotImplemented
        return [("postcode_ids.name", operator, value)]

    @api.depends("name", "department_code")
    def _compute_display_name(self):
        for commune in self:
            department = commune.department_code
            name = commune.name or ""
            commune.display_name = f"{name} ({department})" if department else name

    @api.model
    def _search_display_name(self, operator, value):
        """Found by name however it is written, by INSEE code or by postcode.

        An exact search, an import's, leaves postcodes out: several communes may
        share one.
        """
        if operator == "in":
            return Domain.OR(self._get_label_domain(label) for label in value)
        if operator == "not in":
            return NotImplemented  # what is not "in"
        if operator not in ("ilike", "=ilike") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        code = value.strip().upper()
        if code[:1].isdigit():
            begins = f"{code}%"
            return Domain("code", "=like", begins) | Domain(
                "postcode_ids.name", "=like", begins
            )
        return Domain("name_key", operator, normalise_name(value.split("(")[0]))

    @api.model
    def _get_label_domain(self, label):
        """Communes of this INSEE code, or of this name, with its department or not."""
        name, department = split_label(str(label or ""))
        if is_commune_code(name.upper()):
            return Domain("code", "=", name.upper())
        domain = Domain("name_key", "=", normalise_name(name))
        if department:
            domain &= Domain("department_code", "=", department)
        return domain

    @api.constrains("code")
    def _check_code(self):
        for commune in self:
            if not is_commune_code(commune.code):
                raise ValidationError(
                    self.env._(
                        "%(code)s is not the INSEE code of a commune. Give five signs, "
                        "as 09122 or 2A004.",
                        code=commune.code,
                    )
                )

    def write(self, vals):
        partners = self.env["res.partner"]
        if "territory_id" in vals:
            followers = self._get_following_partners()
        else:
            followers = partners
        result = super().write(vals)
        self.env.add_to_compute(partners._fields["lcc_territory_id"], followers)
        if not {"name", "active"}.isdisjoint(vals):
            partners._lcc_find_communes(set(self.postcode_ids.mapped("name")))
        return result

    def _get_following_partners(self):
        """Partners whose territory comes from these communes.

        A partner whose territory differs from the commune's had it chosen by hand,
        and does not follow.
        """
        # every contact follows, those of other companies too
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        following = partners.browse()
        for territory, communes in self.grouped("territory_id").items():
            following |= partners.search(
                [
                    ("lcc_commune_id", "in", communes.ids),
                    ("lcc_territory_id", "=", territory.id),
                ]
            )
            postcodes = set(communes.postcode_ids.mapped("name"))
            following |= partners._lcc_search_waiting(postcodes).filtered(
                lambda partner, followed=territory: (
                    partner.lcc_territory_id in (followed, followed.browse())
                )
            )
        return following

    @api.model
    def _find_by_address(self, addresses):
        """Communes of many addresses, in at most three queries.

        :param addresses: pairs (postcode of five digits, city as people write it)
        :return: dict of the pairs to a commune; what is not found is left out
        """
        addresses = set(addresses)
        postcodes = {postcode for postcode, _city in addresses}
        candidates = self.env["lcc.postcode"]._get_candidates(postcodes)
        found = {
            (postcode, city): match_city(city, candidates[postcode])
            for postcode, city in addresses
            if postcode in candidates
        }
        # Cedex postcodes are in no official list: the name within the department
        unlisted = {pair for pair in addresses if pair[0] not in candidates}
        found.update(self._find_by_department(unlisted))
        return {pair: commune for pair, commune in found.items() if commune}

    @api.model
    def _find_territories(self, addresses):
        """Territories of many addresses, in at most four queries.

        Where the commune is unknown, all that it may be must lie in the same territory.

        :param addresses: as for `_find_by_address`
        :return: dict of the pairs to a territory; what is not found is left out
        """
        communes = self._find_by_address(addresses)
        by_postcode = self.env["lcc.postcode"]._find_territories(
            {pair[0] for pair in addresses if pair not in communes}
        )
        found = {
            pair: (
                communes[pair].territory_id
                if pair in communes
                else by_postcode.get(pair[0])
            )
            for pair in addresses
        }
        return {pair: territory for pair, territory in found.items() if territory}

    @api.model
    def _find_by_department(self, addresses):
        keys = {pair: normalise_name(pair[1]) for pair in addresses}
        names = set(filter(None, keys.values()))
        communes = self.search([("name_key", "in", list(names))]) if names else self
        by_key = communes.grouped("name_key")
        found = {}
        for (postcode, city), key in keys.items():
            namesakes = by_key.get(key, self).filtered(
                lambda commune, postcode=postcode: postcode.startswith(
                    commune.department_code[:2].translate(_CORSICA)
                )
            )
            if len(namesakes) == 1:
                found[postcode, city] = namesakes
        return found


# postcodes of both Corsican departments begin with 20
_CORSICA = str.maketrans("AB", "00")
