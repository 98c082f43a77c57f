# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class LccDuesStack(models.TransientModel):
    """Many payments of dues by one means, as a stack of cheques to bank."""

    _name = "lcc.dues.stack"
    _description = "Stack of payments of dues"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Paid on", required=True, default=fields.Date.context_today
    )
    means_ids = fields.Many2many(
        "account.payment.method.line", compute="_compute_means_ids", compute_sudo=True
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means of payment",
        required=True,
        domain="[('id', 'in', means_ids)]",
        default=lambda self: self.env[
            "lcc.dues.payment"
        ]._default_payment_method_line_id(),
    )
    line_ids = fields.One2many("lcc.dues.payment", "stack_id", string="Payments")
    count = fields.Integer(compute="_compute_totals")
    total = fields.Monetary(compute="_compute_totals")
    expected_total = fields.Monetary(
        string="Total of the paying-in slip",
        help="If it is filled in, the lines must add up to it.",
    )

    @api.depends("company_id")
    def _compute_means_ids(self):
        collection = self.env["lcc.dues.collection"]
        for stack in self:
            stack.means_ids = collection.with_company(stack.company_id)._get_means()

    @api.depends("line_ids.amount", "line_ids.gift")
    def _compute_totals(self):
        for stack in self:
            lines = stack.line_ids
            stack.count = len(lines)
            stack.total = sum(lines.mapped("amount")) + sum(lines.mapped("gift"))

    def action_done(self):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Enter one payment at least."))
        expected = self.expected_total
        if expected and self.currency_id.compare_amounts(expected, self.total):
            raise UserError(
                self.env._(
                    "The lines add up to %(total)s, the paying-in slip to "
                    "%(expected)s. Correct one of them.",
                    total=self.currency_id.format(self.total),
                    expected=self.currency_id.format(expected),
                )
            )
        self.line_ids.write(
            {
                "date": self.date,
                "payment_method_line_id": self.payment_method_line_id.id,
            }
        )
        moves = self.line_ids._collect()
        message = self.env._(
            "%(count)s payments, %(total)s.",
            count=self.count,
            total=self.currency_id.format(self.total),
        )
        self.line_ids = [Command.clear()]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": self._view_dues(moves),
            },
        }

    @api.model
    def _view_dues(self, moves):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.membership_line_action"
        )
        action["domain"] = [("id", "in", moves.sudo()._lcc_get_dues().ids)]
        action["context"] = {}
        return action
