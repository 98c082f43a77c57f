# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class LccOperation(models.Model):
    """Undoing a posted operation by the opposite one."""

    _inherit = "lcc.operation"

    def action_reverse(self):
        """Ask for the day and the reason of the reversal."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_reverse_action"
        )
        action["context"] = {"default_operation_id": self.id}
        return action

    def _check_reversal_date(self):
        reversed_operation = self.reversed_operation_id
        if self.kind == "opening" and self.date != reversed_operation.date:
            raise UserError(
                self.env._(
                    "An opening is undone on its own day, %(date)s: later the coupons "
                    "would vanish without an entry. Open the books of that day, or "
                    "enter a lapse or a destruction.",
                    date=format_date(self.env, reversed_operation.date),
                )
            )
        if self.date < reversed_operation.date:
            raise UserError(
                self.env._(
                    "A reversal is not dated before the operation that it reverses "
                    "(%(date)s).",
                    date=format_date(self.env, reversed_operation.date),
                )
            )

    def _get_reversal_date(self):
        """The operation's own day, or today when that day is locked."""
        self.ensure_one()
        locks = self.company_id.sudo()._get_violated_lock_dates(  # whoever asks
            self.date, self._has_tax(), None
        )
        if locks and self.kind != "opening":
            return fields.Date.context_today(self)
        return self.date

    def _reverse(self, date=None, reason=""):
        """Undo posted operations by opposite ones.

        :param date: day of the reversals; by default each operation's own day, or
            today when that day is locked
        :return: lcc.operation, the reversals, posted
        """
        self.check_access("write")
        for operation in self:
            operation._check_reversible()
        reversals = self._create_posted(
            [op._prepare_reversal_vals(date, reason) for op in self]
        )
        for operation, reversal in zip(self, reversals, strict=True):
            operation.emission_id._set_reversed()
            operation.message_post(
                body=self.env._(
                    "Reversed by %(name)s. %(reason)s",
                    name=reversal.name,
                    reason=reason,
                )
            )
        return reversals

    def _filter_standing(self):
        """Operations that are neither reversals nor reversed."""
        return self.filtered(
            lambda op: not op.reversal_ids and not op.reversed_operation_id
        )

    def _check_reversible(self):
        if self.state != "posted":
            raise UserError(self.env._("Only a posted operation is reversed."))
        if self.reversed_operation_id:
            raise UserError(
                self.env._("A reversal is not reversed: enter the operation again.")
            )
        if self.reversal_ids:
            raise UserError(
                self.env._(
                    "%(name)s is reversed already by %(reversal)s.",
                    name=self.name,
                    reversal=self.reversal_ids.name,
                )
            )
        payment = self.sudo().payment_id  # a manager may have no accounting rights
        if payment and payment.state not in ("draft", "canceled"):
            raise UserError(
                self.env._(
                    "%(name)s completes a payment: cancel the payment, which takes "
                    "its coupons back.",
                    name=self.name,
                )
            )

    def _prepare_reversal_vals(self, date, reason):
        kept = (
            "kind",
            "payment_mode",
            "amount",
            "commission_amount",
            "decision",
        )
        links = (
            "lcc_currency_id",
            "partner_id",
            "payer_id",
            "payment_method_line_id",
            "counterpart_account_id",
            "charged_partner_id",
            "commission_account_id",
            "payment_id",
        )
        return {
            # What undoes a payment has the entry of the payment undone.
            "books_state": "none" if self.payment_id else "waiting",
            **{name: self[name] for name in kept},
            **{name: self[name].id for name in links},
            "commission_tax_ids": [Command.set(self.commission_tax_ids.ids)],
            "note": reason or False,
            "date": date or self._get_reversal_date(),
            "place_from_id": self.place_to_id.id,
            "place_to_id": self.place_from_id.id,
            "reversed_operation_id": self.id,
            # Undoing an act of two persons takes another one than who posted it.
            "prepared_by_id": self.posted_by_id.id,
            "line_ids": [
                Command.create(
                    {
                        "denomination_id": line.denomination_id.id,
                        "series_id": line.series_id.id,
                        "quantity": line.quantity,
                        "is_return": line.is_return,
                    }
                )
                for line in self.line_ids
            ],
        }
