# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccVote(models.Model):
    """The result of a vote, as everybody may read it: counts, no names of voters."""

    _inherit = "lcc.vote"

    def _prepare_result_values(self):
        """Result of a vote.

        :return: dict of texts: name, outcome and its label, counts
        """
        self.ensure_one()
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        return {
            "name": self.name,
            "outcome": self.outcome,
            "outcome_name": outcomes.get(self.outcome, ""),
            "counts": self._get_counts_text(),
        }

    def _get_counts_text(self):
        if self.candidate_ids:
            return self.elected_id.name or ""
        if self.method == "noted":
            return self.env._("Taken note of, without a vote")
        text = self.env._(
            "%(in_favour)s for, %(against)s against, %(abstentions)s abstaining",
            in_favour=self.in_favour,
            against=self.against,
            abstentions=self.abstentions,
        )
        if not self.aside_count:
            return text
        return self.env._(
            "%(counts)s, %(aside)s taking no part", counts=text, aside=self.aside_count
        )
