# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    lcc_convention_ids = fields.One2many(
        "agreement",
        "lcc_public_body_id",
        string="Conventions",
        domain=[("is_template", "=", False)],
        help="Of this commune or grouping, and of those whom it pays.",
    )
    lcc_convention_count = fields.Integer(
        string="Number of conventions", compute="_compute_lcc_convention_count"
    )
    lcc_follow_up_ids = fields.One2many(
        "lcc.municipal.follow.up", "partner_id", string="Follow-up"
    )

    @api.depends("lcc_convention_ids")
    def _compute_lcc_convention_count(self):
        counts = dict(
            self.env["agreement"]._read_group(
                [("lcc_public_body_id", "in", self.ids)],
                ["lcc_public_body_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.lcc_convention_count = counts.get(partner, 0)

    def action_lcc_view_conventions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal.agreement_action_convention"
        )
        return {
            **action,
            "domain": [("lcc_public_body_id", "=", self.id)],
            "context": {"lcc_convention": True, "default_partner_id": self.id},
        }
