from odoo import api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    lcc_operation_ids = fields.One2many(
        "lcc.operation",
        "move_id",
        string="Coupon operations",
        groups="lcc_base.group_lcc_auditor",
    )
    lcc_operation_count = fields.Integer(
        compute="_compute_lcc_operation_count", groups="lcc_base.group_lcc_auditor"
    )

    @api.depends("lcc_operation_ids")
    def _compute_lcc_operation_count(self):
        counts = dict(
            self.env["lcc.operation"]._read_group(
                [("move_id", "in", self.ids)], ["move_id"], ["__count"]
            )
        )
        for move in self:
            move.lcc_operation_count = counts.get(move, 0)

    def _post(self, soft=True):
        """An entry posted again is the entry of its operations again."""
        posted = super()._post(soft)
        posted._find_lcc_operations()._set_ledger_values(
            {"books_state": "done", "books_error": False}
        )
        return posted

    def button_draft(self):
        """The books lack an entry in draft: its operations wait for it."""
        result = super().button_draft()
        for move, operations in self._find_lcc_operations().grouped("move_id").items():
            operations._set_ledger_values(
                {
                    "books_state": "waiting",
                    "books_error": self.env._(
                        "Its entry %(name)s is back in draft: post or cancel it.",
                        name=move.name or move.ref,
                    ),
                }
            )
        return result

    def button_cancel(self):
        """A cancelled entry leaves its operations waiting for the books again."""
        result = super().button_cancel()
        self._release_lcc_operations()
        self.payment_ids._undo_lcc_till_operations()
        return result

    def unlink(self):
        """A deleted entry leaves its operations waiting for the books again."""
        self._release_lcc_operations()
        return super().unlink()

    def _find_lcc_operations(self):
        """Operations whose entry this is; a payment's entry is the payment's own."""
        operations = self.env["lcc.operation"].sudo()  # the link is the system's
        return operations.search(
            [("move_id", "in", self.ids), ("payment_id", "=", False)]
        )

    def _release_lcc_operations(self):
        operations = self.env["lcc.operation"].sudo()  # the link is the system's
        operations = operations.search([("move_id", "in", self.ids)])
        # What completes a payment follows it, and waits for no entry of its own.
        operations.filtered("payment_id")._set_ledger_values({"move_id": False})
        operations.filtered(lambda op: not op.payment_id)._set_ledger_values(
            {"move_id": False, "books_state": "waiting", "books_error": False}
        )

    def action_view_lcc_operations(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        action["domain"] = [("move_id", "in", self.ids)]
        action["context"] = {}
        return action
