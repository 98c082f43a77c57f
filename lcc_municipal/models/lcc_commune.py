# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccCommune(models.Model):
    _inherit = "lcc.commune"

    def _lcc_follow_up(self):
        """Follow these communes; those that are followed already stay as they are.

        :return: action that shows them on the board
        """
        return self.env["lcc.municipal.follow.up"]._follow("commune_id", self)
