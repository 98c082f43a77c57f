# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from odoo.addons.lcc_municipal.tools import convention_law as law


class LccMunicipalFollowUp(models.Model):
    _inherit = "lcc.municipal.follow.up"

    @api.model
    def _get_fact_fields(self):
        return [
            *super()._get_fact_fields(),
            "partner_id.lcc_convention_ids.lcc_received",
        ]

    def _get_fact(self):
        """Euros that its accountant paid for a creditor: it pays in local currency."""
        paid = self.partner_id.lcc_convention_ids.filtered(
            lambda one: (
                one.lcc_kind == law.CREDITOR
                and one.lcc_received > 0
                and one.company_id in (self.company_id, one.company_id.browse())
            )
        )
        return "paying" if paid else super()._get_fact()
