# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccMemberErasure(models.TransientModel):
    _name = "lcc.member.erasure"
    _description = "Erasure of a member's personal data"

    partner_id = fields.Many2one("res.partner", string="Member", required=True)
    summary = fields.Text(compute="_compute_summary")
    problem = fields.Text(compute="_compute_summary")

    @api.depends("partner_id")
    def _compute_summary(self):
        for wizard in self:
            wizard.partner_id._lcc_check_privacy()
            # numbers only, of what a right of its own allows to erase
            member = wizard.partner_id.sudo()
            erased = member + member._lcc_get_own_contacts()
            wizard.summary = erased._lcc_describe_erased()
            wizard.problem = "\n".join(member._lcc_get_erasure_problems())

    def action_erase(self):
        self.ensure_one()
        number = self.partner_id.lcc_member_number
        self.partner_id._lcc_erase()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Member %(number)s erased", number=number),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
