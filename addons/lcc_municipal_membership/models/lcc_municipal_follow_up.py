# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from odoo.addons.lcc_membership.tools import dues


class LccMunicipalFollowUp(models.Model):
    """Dues of communes and groupings on the board that follows them."""

    _inherit = "lcc.municipal.follow.up"

    def _get_dues(self):
        """Dues of this year, or what the scale by population asks for.

        Nothing to who may not read members and their dues.
        """
        told = super()._get_dues()
        if not self.env.user.has_group("lcc_base.group_lcc_auditor"):
            return told
        year = fields.Date.context_today(self).year
        known = self._get_dues_of_year(year)
        products = self._get_dues_products()
        for follow_up in self:
            found = known.get(
                (follow_up.company_id.id, follow_up.partner_id.id)
            ) or follow_up._get_dues_by_population(products)
            if found:
                told[follow_up.id] = found
        return told

    def _get_dues_of_year(self, year):
        """Dues that were called or paid.

        :return: dict of (company id, partner id) to (amount, words)
        """
        groups = self.env["lcc.dues.report"]._read_group(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("year", "=", year),
                ("state", "in", ("waiting", "invoiced", "paid", "free")),
            ],
            ["company_id", "partner_id"],
            ["amount:sum", "amount_paid:sum"],
        )
        found = {}
        for company, partner, amount, paid in groups:
            rest = company.currency_id.round(amount - paid)
            if rest:
                owed = company.currency_id.format(rest)
                note = self.env._("%(year)s: %(owed)s owed", year=year, owed=owed)
            else:
                note = self.env._("%(year)s: paid", year=year)
            found[company.id, partner.id] = amount, note
        return found

    def _get_dues_products(self):
        """Dues on a scale by population, by company and kind of body."""
        types = self.env["lcc.member.type"].search(
            [("kind", "in", ("commune", "grouping"))]
        )
        products = {}
        for company in self.company_id:
            for member_type in types.with_company(company):
                product = member_type.product_id.with_company(company)
                if product.lcc_scale_basis == "population":
                    products.setdefault((company.id, member_type.kind), product)
        return products

    def _get_dues_by_population(self, products):
        """What the scale asks for: (amount, words), or None without a scale."""
        kind = "grouping" if self.epci_id else "commune"
        product = products.get((self.company_id.id, kind))
        population = self.partner_id.lcc_population or self.population
        if not product or not population:
            return None
        try:
            amount = dues.scale_amount(
                population,
                product.lcc_bracket_ids._as_brackets(),
                product.lcc_price_minimum,
                product.lcc_price_ceiling,
            )
        except dues.DuesError:
            return None  # the scale has no bracket for so few inhabitants
        return float(amount), self.env._("by population, not called")
