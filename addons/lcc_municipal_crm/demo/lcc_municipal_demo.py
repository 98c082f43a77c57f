# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo import api, models

BLANK = re.compile(r"\[[^\[\]]+\]")


class LccMunicipalDemo(models.AbstractModel):
    """Conventions of invented communes, signed as their buttons do it.

    Called by the demo files only.
    """

    _name = "lcc.municipal.demo"
    _description = "Demo of conventions"

    @api.model
    def _sign(self, agreement_id, *blanks):
        """Fill in the blanks of the model, in their order, and sign."""
        agreement = self.env["agreement"].browse(agreement_id)
        words = iter(blanks)
        for clause in agreement.lcc_clause_ids.sorted():
            clause.body = BLANK.sub(lambda blank: next(words), clause.body)
        agreement.action_lcc_sign()
