from odoo import api, fields, models


class LccOperationReverse(models.TransientModel):
    _name = "lcc.operation.reverse"
    _description = "Reverse a coupon operation"

    operation_id = fields.Many2one("lcc.operation", required=True, ondelete="cascade")
    date = fields.Date(
        compute="_compute_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="The operation's own day; today when the books are locked on that day.",
    )
    operation_date = fields.Date(
        related="operation_id.date", string="Day of the operation"
    )
    is_later = fields.Boolean(compute="_compute_is_later")
    reason = fields.Char(required=True)

    @api.depends("operation_id")
    def _compute_date(self):
        for wizard in self:
            wizard.date = wizard.operation_id._get_reversal_date()

    @api.depends("operation_id")
    def _compute_is_later(self):
        for wizard in self:
            operation = wizard.operation_id
            wizard.is_later = operation._get_reversal_date() != operation.date

    def action_reverse(self):
        self.ensure_one()
        reversal = self.operation_id._reverse(self.date, self.reason)
        return {
            "type": "ir.actions.act_window",
            "res_model": "lcc.operation",
            "view_mode": "form",
            "res_id": reversal.id,
        }
