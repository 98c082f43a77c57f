from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountPayment(models.Model):
    _inherit = "account.payment"

    lcc_operation_ids = fields.One2many(
        "lcc.operation",
        "payment_id",
        string="Till operations",
        groups="lcc_base.group_lcc_auditor",
    )
    lcc_fund_currency_id = fields.Many2one(
        "lcc.currency",
        string="Guarantee fund of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Local currency whose guarantee fund this transfer mends.",
    )

    @api.depends("journal_id")
    def _compute_outstanding_account_id(self):
        """A payment in coupons stands on the account of its till at once."""
        result = super()._compute_outstanding_account_id()
        for payment in self:
            if till := payment.sudo().journal_id.lcc_till_ids:
                payment.outstanding_account_id = till._get_till_account()
        return result

    def action_post(self):
        self._check_lcc_till_account()
        result = super().action_post()
        self._create_lcc_till_operations()
        return result

    def action_draft(self):
        result = super().action_draft()
        self._undo_lcc_till_operations()
        return result

    def action_cancel(self):
        result = super().action_cancel()
        self._undo_lcc_till_operations()
        return result

    def action_reject(self):
        """A rejected payment keeps its entry: coupons in a till would stand without."""
        if self.sudo().journal_id.lcc_till_ids:  # an accountant reads none
            raise UserError(
                self.env._(
                    "A payment in coupons is cancelled, not rejected: that takes its "
                    "coupons and its entry back."
                )
            )
        return super().action_reject()

    def _check_lcc_till_account(self):
        """The till's account follows what the till holds."""
        for payment in self:
            till = payment.sudo().journal_id.lcc_till_ids  # an accountant reads none
            if till and not till.active:
                raise UserError(
                    self.env._(
                        "The till %(till)s is archived: unarchive it, or pay on "
                        "another journal.",
                        till=till.name,
                    )
                )
            if till and payment.outstanding_account_id != till._get_till_account():
                raise UserError(
                    self.env._(
                        "A payment in coupons stands on the account of its till: "
                        "choose the account 53 of %(till)s, and enter this payment "
                        "again.",
                        till=till.name,
                    )
                )

    def _create_lcc_till_operations(self):
        """Open a till receipt or spending for each payment on a till's journal.

        A payment carries an amount, never denominations: who counts the coupons
        completes the operation.
        """
        for payment in self.sudo():  # an accountant may not read operations
            till = payment.journal_id.lcc_till_ids
            if till and not payment.lcc_operation_ids._filter_standing():
                payment._create_lcc_till_operation(till)

    def _create_lcc_till_operation(self, till):
        holders = till.lcc_currency_id._get_place("holders")
        inbound = self.payment_type == "inbound"
        operations = self.env["lcc.operation"].sudo()  # opened by the system
        operation = operations.create(
            {
                "kind": "till_receipt" if inbound else "till_spending",
                "date": self.date,
                "lcc_currency_id": till.lcc_currency_id.id,
                "place_from_id": (holders if inbound else till).id,
                "place_to_id": (till if inbound else holders).id,
                "partner_id": self.partner_id.id,
                "amount": self.amount,
                "note": self.memo,
            }
        )
        operation._set_ledger_values(
            {"payment_id": self.id, "move_id": self.move_id.id}
        )

    def _undo_lcc_till_operations(self):
        """Undo what payments moved: drafts go, coupons leave the till again."""
        operations = self.sudo().lcc_operation_ids  # opened by the system
        drafts = operations.filtered(lambda op: op.state == "draft")
        posted = operations._filter_standing() - drafts
        drafts._as_ledger().unlink()
        posted._reverse(reason=self.env._("Its payment was undone."))

    def action_view_lcc_operations(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        action["domain"] = [("payment_id", "in", self.ids)]
        action["context"] = {}
        return action
