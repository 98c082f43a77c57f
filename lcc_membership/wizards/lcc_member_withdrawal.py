# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..models.res_partner_member import WITHDRAWAL_REASONS


class LccMemberWithdrawal(models.TransientModel):
    _name = "lcc.member.withdrawal"
    _description = "Withdrawal of members"

    partner_ids = fields.Many2many("res.partner", string="Members", required=True)
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        string="Last day of membership",
    )
    reason = fields.Selection(WITHDRAWAL_REASONS, required=True, default="resignation")
    open_call_count = fields.Integer(compute="_compute_open_call_count")

    @api.depends("partner_ids")
    def _compute_open_call_count(self):
        for wizard in self:
            # who may withdraw a member is told of the calls that this cancels
            lines = wizard.partner_ids.sudo().member_line_ids
            wizard.open_call_count = len(
                lines.filtered(lambda line: line.state == "waiting")
            )

    def action_withdraw(self):
        self.ensure_one()
        self.partner_ids._lcc_withdraw(self.date, self.reason)
        return {"type": "ir.actions.act_window_close"}
