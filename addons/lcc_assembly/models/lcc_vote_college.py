# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import assembly_law as law


class LccVoteCollege(models.Model):
    _name = "lcc.vote.college"
    _description = "Votes of a college"
    _inherit = ["lcc.vote.part"]
    _order = "vote_id, id"
    _rec_name = "college_id"

    college_id = fields.Many2one(
        "lcc.assembly.college", required=True, index=True, ondelete="restrict"
    )
    weight = fields.Integer(
        compute="_compute_weight",
        store=True,
        help="Weight of the college on the day of the vote.",
    )
    in_favour = fields.Integer(string="For")
    against = fields.Integer()
    abstentions = fields.Integer()

    _college_uniq = models.Constraint(
        "UNIQUE(vote_id, college_id)", "A college is counted once."
    )

    _counts_positive = models.Constraint(
        "CHECK(in_favour >= 0 AND against >= 0 AND abstentions >= 0)",
        "Votes cannot be negative.",
    )

    # Not by the weight of the college: what was voted was weighed by that of the day.
    @api.depends("college_id")
    def _compute_weight(self):
        for line in self:
            line.weight = line.college_id.weight

    def _get_count(self):
        return law.Count(self.in_favour, self.against, self.abstentions)
