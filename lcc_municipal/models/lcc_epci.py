# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccEpci(models.Model):
    _inherit = "lcc.epci"

    def _lcc_follow_up(self):
        """Follow these groupings; see lcc.commune."""
        return self.env["lcc.municipal.follow.up"]._follow("epci_id", self)
