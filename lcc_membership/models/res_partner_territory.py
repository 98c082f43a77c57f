# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _lcc_prepare_member_day_vals(self):
        vals = super()._lcc_prepare_member_day_vals()
        vals["lcc_territory_gap"] = bool(self) and self._lcc_get_territory_gap()
        return vals
