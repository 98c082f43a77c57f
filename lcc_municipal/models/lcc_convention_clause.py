# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

# Article D1611-32-3 (CGCT), item by item.
REQUIREMENTS = [
    ("1", "1. Nature of the operations"),
    ("2", "2. Term and termination"),
    ("3", "3. Powers of the agent"),
    ("4", "4. Repayments and the fund kept for them"),
    ("5", "5. Remuneration of the agent"),
    ("6", "6. When sums are paid over"),
    ("7", "7. Rendering of accounts"),
    ("8", "8. Controls by the agent"),
]
REQUIREMENTS_HELP = (
    "A mandate to collect receipts has these eight (CGCT, article D1611-32-3). Where "
    "one does not apply, such as repayments, the clause says so."
)


class LccConventionClause(models.Model):
    """A clause of one convention; it does not change once that is signed."""

    _name = "lcc.convention.clause"
    _description = "Clause of a convention"
    _order = "sequence, id"

    agreement_id = fields.Many2one(
        "agreement", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    requirement = fields.Selection(
        REQUIREMENTS, string="Required clause", help=REQUIREMENTS_HELP
    )
    body = fields.Html(
        string="Text",
        help="What is to be filled in stands between square brackets.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        clauses = super().create(vals_list)
        clauses._check_unsigned()
        return clauses

    def write(self, vals):
        self._check_unsigned()
        result = super().write(vals)
        self._check_unsigned()  # where they go
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_unsigned()

    def _check_unsigned(self):
        for agreement in self.agreement_id:
            if agreement.lcc_state != "draft":
                raise UserError(
                    self.env._(
                        "%(convention)s is signed and does not change any more: make "
                        "an amendment.",
                        convention=agreement.display_name,
                    )
                )
