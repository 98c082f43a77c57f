# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccVote(models.Model):
    _inherit = "lcc.vote"

    deliberation_ids = fields.One2many(
        "lcc.deliberation", "vote_id", string="Deliberations"
    )

    def action_next_ballot(self):
        """The deliberation is decided by its last ballot."""
        following = super().action_next_ballot()
        self.deliberation_ids.vote_id = following
        return following
