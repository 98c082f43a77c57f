# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from .lcc_deliberation import NUMBERING

NUMBERS = {
    "number",
    "register_number",
    "register_order",
    "register_year",
    "register_assembly_id",
}


class LccDeliberation(models.Model):
    """What nobody writes by hand, and what a deliberation may refer to."""

    _inherit = "lcc.deliberation"

    @api.constrains("corrects_id", "vote_id")
    def _check_corrects(self):
        for deliberation in self.filtered("corrects_id"):
            corrected = deliberation.corrects_id
            if (
                not corrected.number
                or corrected.assembly_id != deliberation.assembly_id
                or corrected.session_id == deliberation.session_id
                or corrected.day > deliberation.day
            ):
                raise ValidationError(
                    self.env._(
                        "%(corrected)s is not an earlier deliberation in the register "
                        "of this council: name one that is.",
                        corrected=corrected.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_computed({name for name, value in vals.items() if value})
        deliberations = super().create(vals_list)
        deliberations.vote_id._check_session_is_on()
        return deliberations

    def write(self, vals):
        self._check_computed(vals.keys())
        result = super().write(vals)
        if "vote_id" in vals:
            self.vote_id._check_session_is_on()
        return result

    def _check_computed(self, names):
        """Numbers and the day of L2131-1 follow from facts, and from nothing else."""
        is_numbering = self.env.context.get("lcc_numbering") is NUMBERING
        if "date_executory" in names or names & NUMBERS and not is_numbering:
            raise UserError(
                self.env._(
                    "The number in the register follows from the closing of the "
                    "session, and the day on which an act is executory from its "
                    "publication and its transmission: neither is written by hand."
                )
            )
