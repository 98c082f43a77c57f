# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import convention_law


class LccVote(models.Model):
    _inherit = "lcc.vote"

    deliberation_ids = fields.One2many(
        "lcc.deliberation", "vote_id", string="Deliberations"
    )

    @api.depends(
        "deliberation_ids.considerations",
        "deliberation_ids.decision",
        "deliberation_ids.name",
    )
    def _compute_warning(self):
        return super()._compute_warning()

    def _get_findings(self):
        return super()._get_findings() + self._check_blanks()

    def _check_blanks(self):
        """Words to fill in that a model has left: no register keeps them."""
        findings = []
        # what is in the register does not change any more
        is_on = not self.session_id._is_over(self.session_id.state)
        for deliberation in self.deliberation_ids:
            texts = (
                deliberation.name,
                deliberation.considerations,
                deliberation.decision,
            )
            blanks = convention_law.blanks(" ".join(map(str, filter(None, texts))))
            if blanks:
                text = self.env._(
                    "fill in %(blanks)s in the deliberation.",
                    blanks=", ".join(dict.fromkeys(blanks)),
                )
                findings.append(self._find("text", text, is_blocking=is_on))
        return findings

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
