# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccSessionItem(models.Model):
    _inherit = "lcc.session.item"

    def _prepare_portal_values(self):
        """An item of the agenda for members: results once the session is closed.

        Counts of votes are then known to all who attended, and are posted within a week
        (CGCT, article L2121-25). The debate waits for the published minutes.

        :return: dict of texts
        """
        self.ensure_one()
        is_over = self.session_id._is_over(self.session_id.state)
        votes = self.session_id._get_votes() & self.vote_ids
        return {
            "name": self.name,
            "description": self.description,
            "reporter": self.reporter_id.name,
            "is_added": self.is_added,
            "votes": [vote._prepare_result_values() for vote in votes if is_over],
        }
