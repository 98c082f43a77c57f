# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from ..tools import assembly_law as law


class LccSession(models.Model):
    """Minutes of earlier sessions, adopted by the votes of this one."""

    _inherit = "lcc.session"

    def _adopt_minutes(self):
        """The minutes of earlier sessions are adopted by the votes of this one."""
        for item in self.item_ids.filtered("minutes_session_id"):
            outcomes = set(item.vote_ids.mapped("outcome"))
            if outcomes == {law.ADOPTED} and item.minutes_session_id.state == "closed":
                item.minutes_session_id._set_state(
                    "adopted", adopted_in_id=self.id, date_adopted=self.day
                )

    def _take_adoptions_back(self):
        """What a session that is opened again adopted is to be voted anew."""
        adopted = self.search([("adopted_in_id", "in", self.ids)])
        published = adopted.filtered(lambda one: one.state == "published")[:1]
        if published:
            raise UserError(
                self.env._(
                    "%(session)s adopted minutes that are published, those of "
                    "%(earlier)s: it stays closed. Correct it in a later session.",
                    session=self[0].display_name,
                    earlier=published.display_name,
                )
            )
        adopted._set_state("closed", adopted_in_id=False, date_adopted=False)
