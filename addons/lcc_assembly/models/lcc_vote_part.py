# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccVotePart(models.AbstractModel):
    """What belongs to a vote, and so to its session."""

    _name = "lcc.vote.part"
    _description = "Part of a vote"
    _inherit = ["lcc.session.part"]

    vote_id = fields.Many2one("lcc.vote", required=True, index=True, ondelete="cascade")
    session_id = fields.Many2one(
        related="vote_id.session_id", store=True, required=False, index=True
    )

    def _sort_by_rank(self):
        """Parts that name a member, in the order of the table."""
        return self.sorted(lambda one: (one.presence_id.rank, one.presence_id.id))
