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

    def _prepare_live_vals(self):
        """The live page of a session tells the deliberation that a vote decides."""
        vals = super()._prepare_live_vals()
        for deliberation in self.deliberation_ids:
            vals |= {
                "record": [deliberation._name, deliberation.id],
                "reference": deliberation.number or deliberation.budget or "",
            }
        return vals
