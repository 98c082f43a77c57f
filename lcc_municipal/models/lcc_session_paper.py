# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccSession(models.Model):
    """What the papers of a council's session say."""

    _inherit = "lcc.session"

    def _get_paper_names(self):
        return {
            **super()._get_paper_names(),
            "list": self.env._("List of deliberations %(session)s", session=self.name),
        }

    def _is_draft_paper(self, kind):
        if kind == "list":
            return not self._is_over(self.state)
        return super()._is_draft_paper(kind)

    def _get_adoption_words(self):
        if not self._has_code():
            return super()._get_adoption_words()
        if self.date_adopted:
            return self.env._(
                "Minutes adopted at the beginning of the session of %(date)s (CGCT, "
                "article L2121-15).",
                date=self._get_long_date(self.date_adopted),
            )
        return self.env._(
            "Draft minutes: they are adopted when the next session begins (CGCT, "
            "article L2121-15)."
        )

    def _get_posting_words(self):
        return self.env._(
            "To be posted by %(date)s at the latest, at the town hall or the seat and "
            "on the website where there is one (CGCT, article L2121-25).",
            date=self._get_long_date(self.date_list_due),
        )

    def _get_session_title(self):
        return self.env._("Session of %(day)s", day=self._get_long_day(self.day))

    def _get_closing_title(self):
        return self.env._(
            "Closing sheet of the session of %(day)s",
            day=self._get_long_day(self.day),
        )

    def _get_examined(self):
        """Deliberations that the session examined, in the order of its agenda."""
        self.ensure_one()
        return self.deliberation_ids.sorted(
            lambda one: self._get_vote_order(one.vote_id)
        )
