# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccVoteCandidate(models.Model):
    _name = "lcc.vote.candidate"
    _description = "Candidate"
    _inherit = ["lcc.vote.part"]
    _order = "vote_id, id"

    name = fields.Char(required=True)
    partner_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict"
    )
    voices = fields.Integer(string="Votes received")
    is_eldest = fields.Boolean(
        string="Eldest",
        help="Elected where others have as many votes in the last ballot (CGCT, "
        "article L2121-21).",
    )

    _voices_positive = models.Constraint(
        "CHECK(voices >= 0)", "Votes cannot be negative."
    )
