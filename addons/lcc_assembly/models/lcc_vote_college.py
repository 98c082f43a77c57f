# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

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
    weight = fields.Integer(related="college_id.weight", store=True)
    in_favour = fields.Integer(string="For")
    against = fields.Integer()
    abstentions = fields.Integer()

    _college_uniq = models.Constraint(
        "UNIQUE(vote_id, college_id)", "A college is counted once."
    )

    def _get_count(self):
        return law.Count(self.in_favour, self.against, self.abstentions)
