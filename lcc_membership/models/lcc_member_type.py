# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

KINDS = [
    ("person", "Person"),
    ("professional", "Professional"),
    ("association", "Association"),
    ("commune", "Commune"),
    ("grouping", "Grouping of communes or park"),
]


class LccMemberType(models.Model):
    _name = "lcc.member.type"
    _description = "Type of member"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        KINDS,
        required=True,
        default="person",
        help="What is asked of its members: a professional has a SIRET, an activity "
        "and a page in the directory; a commune has a population.",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Default dues",
        company_dependent=True,
        domain=[("membership", "=", True)],
        help="Dues that are proposed for a member of this type. One for each company.",
    )
    member_count = fields.Integer(string="Members", compute="_compute_member_count")

    def _compute_member_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                [("lcc_member_type_id", "in", self.ids)],
                ["lcc_member_type_id"],
                ["__count"],
            )
        )
        for member_type in self:
            member_type.member_count = counts.get(member_type, 0)

    def action_view_members(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_member_action"
        )
        action["domain"] = [("lcc_member_type_id", "in", self.ids)]
        action["context"] = {"default_lcc_member_type_id": self[:1].id}
        return action
