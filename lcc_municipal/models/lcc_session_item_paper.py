# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccSessionItem(models.Model):
    _inherit = "lcc.session.item"

    def _get_paper_votes(self):
        """Votes that no deliberation of the item tells."""
        told = self.env["lcc.vote"]
        for deliberation in self.deliberation_ids:
            told |= deliberation._get_ballots()
        return super()._get_paper_votes() - told

    def _get_paper_deliberations(self):
        session = self.session_id
        return self.deliberation_ids.sorted(
            lambda one: session._get_vote_order(one.vote_id)
        )
