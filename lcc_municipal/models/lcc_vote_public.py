# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccVote(models.Model):
    _inherit = "lcc.vote"

    def _get_name_words(self):
        """How each member voted is told in the minutes, and not online."""
        if self.env["lcc.deliberation"]._is_online():
            return []
        return super()._get_name_words()

    def _prepare_result_values(self):
        """Members read the numbers of the register too."""
        values = super()._prepare_result_values()
        deliberation = self.deliberation_ids[:1]
        if deliberation:
            parts = filter(None, [deliberation.number, deliberation._get_public_name()])
            values["name"] = " ".join(parts)
        return values
