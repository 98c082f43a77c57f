# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools.tax_receipt import get_siren

PUBLIC_KINDS = ("commune", "grouping")


class ResPartner(models.Model):
    """What a tax receipt says of a donor, and why a donor may have none."""

    _inherit = "res.partner"

    def _lcc_get_donor_kind(self):
        """Whose form the receipt follows: person or company."""
        self.ensure_one()
        return "company" if self.is_company else "person"

    def _lcc_get_siren(self):
        self.ensure_one()
        return get_siren(self.company_registry) or get_siren(self.vat and self.vat[-9:])

    def _lcc_get_donor_gaps(self):
        """Why a donor has no tax receipt.

        :return: dict of reasons to labels
        """
        return {
            "address": self.env._("No full address (street, postcode, city)"),
            "siren": self.env._("No SIREN"),
            "legal_form": self.env._("No legal form"),
            "public": self.env._("Public body: it pays no income tax"),
            "before": self.env._("Gift before the association was eligible"),
        }

    def _lcc_get_donor_gap(self, kind, siren, legal_form):
        """The first reason why this donor has no tax receipt, or False."""
        self.ensure_one()
        if self.lcc_member_kind in PUBLIC_KINDS:
            return "public"
        if not ((self.street or self.street2) and self.zip and self.city):
            return "address"
        if kind == "company" and not siren:
            return "siren"
        if kind == "company" and not legal_form:
            return "legal_form"
        return False

    def _lcc_get_address_lines(self):
        """Postal address, line by line; the country where it is not France."""
        self.ensure_one()
        place = " ".join(filter(None, (self.zip, self.city)))
        abroad = self.country_id.name if self.country_id.code != "FR" else ""
        return [line for line in (self.street, self.street2, place, abroad) if line]
