# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from odoo.addons.lcc_membership.models.res_partner_privacy import MemberData


class ResPartner(models.Model):
    """Applications copy names and addresses of members: they are personal data too."""

    _inherit = "res.partner"

    @api.model
    def _lcc_get_member_data(self):
        applications = MemberData(
            "crm.lead",
            "partner_id",
            ("create_date", *self._lcc_get_lead_columns()),
            erased=((1, "=", 1),),
        )
        conventions = MemberData(
            "agreement", "partner_id", ("code", "name", "signature_date", "end_date")
        )
        return [*super()._lcc_get_member_data(), applications, conventions]

    @api.model
    def _lcc_get_lead_columns(self):
        """Names of the fields of a lead that say something of who applies."""
        leads = self.env["crm.lead"]
        own = (
            "lcc_member_type_id",
            "lcc_territory_id",
            "lcc_charter_date",
            "lcc_decision",
            "lcc_decision_date",
            "lcc_vote_date",
        )
        return ("name", *leads._lcc_get_erased_fields(), *own)

    def _lcc_erase_related(self):
        super()._lcc_erase_related()
        leads = self.env["crm.lead"].search([("partner_id", "in", self.ids)])
        leads._lcc_erase(self[0].name)
        conventions = self.env["agreement"].search([("partner_id", "in", self.ids)])
        for convention in conventions:
            convention.name = f"{convention.code} – {self[0].name}"
