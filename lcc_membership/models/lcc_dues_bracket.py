# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from ..tools.dues import Bracket, to_cents, to_decimal


class LccDuesBracket(models.Model):
    """One line of a scale of dues: from a threshold on, so much."""

    _name = "lcc.dues.bracket"
    _description = "Bracket of a scale of dues"
    _order = "threshold, id"

    product_tmpl_id = fields.Many2one(
        "product.template", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="product_tmpl_id.currency_id")
    threshold = fields.Float(
        digits=(16, 2),
        help="The bracket counts from this population, headcount or turnover on.",
    )
    amount = fields.Monetary(help="Fixed part of the dues.")
    rate = fields.Float(
        string="Per unit",
        digits=(16, 6),
        help="Added for each inhabitant, each employee or each euro of turnover.",
    )
    ceiling = fields.Monetary(help="The most that this bracket asks for; 0 for none.")

    _threshold_uniq = models.Constraint(
        "UNIQUE(product_tmpl_id, threshold)",
        "Two brackets begin at the same threshold. Keep one of them.",
    )
    _not_negative = models.Constraint(
        "CHECK(threshold >= 0 AND amount >= 0 AND rate >= 0 AND ceiling >= 0)",
        "A scale of dues holds no negative figure.",
    )

    def _as_brackets(self):
        """These lines as plain tuples; see tools/dues.py."""
        return [
            Bracket(
                to_cents(line.threshold),
                to_cents(line.amount),
                # as written: six decimals
                to_decimal(line.rate),
                to_cents(line.ceiling),
            )
            for line in self
        ]
