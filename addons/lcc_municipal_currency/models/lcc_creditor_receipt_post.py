# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .lcc_creditor_receipt import RECEIVING


class LccCreditorReceipt(models.Model):
    """How euros received for creditors come into the books, and leave them again."""

    _inherit = "lcc.creditor.receipt"

    def action_post(self):
        """Enter the euros in the books: Dr bank, Cr 467 for each creditor.

        What is sent on takes the opposite way, and is never more than what is kept.

        :raise UserError: the user is no treasurer, or something is lacking
        """
        self._check_treasurer()
        for receipt in self:
            receipt._check_draft()
            # a second click is refused here
            receipt.lock_for_update(allow_referencing=True)
            receipt._check_postable()
            # entries are the system's: a treasurer may have no accounting rights
            transaction = receipt.sudo().statement_line_id
            if transaction:
                move = receipt._match_transaction(transaction)
            else:
                move = receipt._create_entry()
            receipt.with_context(lcc_receiving=RECEIVING).write(
                {"state": "posted", "move_id": move.id}
            )
            if receipt.direction == "out":
                # a hand-over may lie in a territory that the user does not follow
                agreements = receipt.sudo().line_ids.agreement_id
                agreements._lcc_lock()
                agreements._lcc_check_kept()
                agreements._lcc_match()
        return True

    def action_cancel(self):
        """Take received euros out of the books, unless their units are handed over."""
        self._check_treasurer()
        for receipt in self:
            if receipt.state != "posted":
                raise UserError(
                    self.env._("Only euros that were received are cancelled.")
                )
            # a hand-over may lie in a territory that the user does not follow
            agreements = receipt.sudo().line_ids.agreement_id
            agreements._lcc_lock()
            receiving = receipt.with_context(lcc_receiving=RECEIVING)
            receiving.write(
                {"state": "cancelled", "date_cancelled": receipt._get_undo_date()}
            )
            agreements._lcc_check_kept()
            receiving.sudo()._undo_entry()  # see action_post
            # units that it paid for are matched with what else was received
            agreements._lcc_match()
        return True

    def _get_undo_date(self):
        """Its own day, or today when that day is locked."""
        if self._get_locks():
            return fields.Date.context_today(self)
        return self.date

    def _get_locks(self):
        """Locks of the books that its day violates."""
        entry = self.sudo()  # see action_post
        journal = (
            entry.statement_line_id.journal_id
            or entry.payment_method_line_id.journal_id
        )
        return entry.company_id._get_violated_lock_dates(self.date, False, journal)

    def _check_treasurer(self):
        self.check_access("write")
        self._check_all_lines()
        if not self.env.user.has_group("lcc_base.group_lcc_treasurer"):
            raise UserError(
                self.env._(
                    "The treasurer receives the euros of creditors: leave it as a "
                    "draft."
                )
            )

    def _check_all_lines(self):
        """Receiving moves the euros of all creditors: all are to be followed."""
        lines = self.env["lcc.creditor.receipt.line"]
        domain = [("receipt_id", "in", self.ids)]
        # those that the user does not see
        if lines.search_count(domain) < lines.sudo().search_count(domain):
            raise UserError(
                self.env._(
                    "You do not follow all the creditors of these euros: ask a "
                    "treasurer who does."
                )
            )

    def _check_postable(self):
        if not self.line_ids:
            raise UserError(self.env._("Say for which creditors the euros are."))
        if self.date > fields.Date.context_today(self):
            raise UserError(
                self.env._("Euros cannot be received on a day in the future.")
            )
        if locks := self._get_locks():
            raise UserError(
                self.env._(
                    "The books are locked up to %(lock)s: euros cannot be received on "
                    "%(date)s. Date them later, or ask the accountant.",
                    lock=format_date(self.env, locks[-1][0]),
                    date=format_date(self.env, self.date),
                )
            )
        self.line_ids.agreement_id._lcc_check_in_force(self.date)
        for line in self.line_ids:
            self._check_line(line)
            if self.direction == "in":
                line.agreement_id._lcc_check_month(line.month)
        transaction = self.sudo().statement_line_id  # see action_post
        if transaction:
            self._check_transaction(transaction)

    def _check_line(self, line):
        """A creditor's euros are its own payer's, and its own association's."""
        agreement = line.agreement_id
        if self.authority_id and line.authority_id != self.authority_id:
            raise UserError(
                self.env._(
                    "%(convention)s is paid by %(body)s, these euros come from "
                    "%(payer)s: correct the line, or leave the payer empty.",
                    convention=agreement.display_name,
                    body=line.authority_id.display_name,
                    payer=self.authority_id.display_name,
                )
            )
        currency = agreement.lcc_local_currency_id
        if currency and currency.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%(convention)s is in %(currency)s, of another association: "
                    "choose another mandate.",
                    convention=agreement.display_name,
                    currency=currency.name,
                )
            )

    def _check_transaction(self, transaction):
        if transaction.currency_id != self.currency_id:
            raise UserError(
                self.env._(
                    "This bank transaction is in %(other)s, not in %(currency)s: a "
                    "public accountant pays euros.",
                    other=transaction.currency_id.name,
                    currency=self.currency_id.name,
                )
            )
        if transaction.is_reconciled or transaction.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "This bank transaction is matched already: choose another one."
                )
            )
        amount = self.amount if self.direction == "in" else -self.amount
        if self.currency_id.compare_amounts(transaction.amount, amount):
            raise UserError(
                self.env._(
                    "The bank received %(received)s, the creditors make %(lines)s: "
                    "correct the amounts.",
                    received=self.currency_id.format(transaction.amount),
                    lines=self.currency_id.format(amount),
                )
            )
        if self.date != transaction.date:
            raise UserError(
                self.env._("Enter the day of the bank transaction as that of receipt.")
            )

    def _create_entry(self):
        method = self.sudo().payment_method_line_id  # see action_post
        account = method.payment_account_id or method.journal_id.default_account_id
        fits = method in self._get_methods() and account
        agreements = self.sudo().line_ids.agreement_id
        coupons = agreements.lcc_local_currency_id.coupon_account_id
        if not fits or account in coupons:
            raise UserError(
                self.env._(
                    "Choose the means of payment: a bank of the association that has "
                    "an account."
                )
            )
        move = self.env["account.move"].sudo()  # see action_post
        move = move.create(
            {
                "move_type": "entry",
                "journal_id": method.journal_id.id,
                "company_id": self.company_id.id,
                "date": self.date,
                "ref": self.reference or self.display_name,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "name": self.reference or self.display_name,
                            **self._prepare_balance_vals(self.amount),
                        }
                    ),
                    *self._prepare_credit_commands(),
                ],
            }
        )
        move._post(soft=False)
        return move

    def _prepare_balance_vals(self, balance):
        """Debit or credit of what is received; the opposite of what is sent on."""
        if (balance > 0) == (self.direction == "in"):
            return {"debit": abs(balance)}
        return {"credit": abs(balance)}

    def _prepare_credit_commands(self):
        """What is owed to each creditor, month by month."""
        return [
            Command.create(
                {
                    "account_id": line.agreement_id._lcc_get_account().id,
                    "partner_id": line.partner_id.id,
                    "name": line._get_label(),
                    **self._prepare_balance_vals(-line.amount),
                }
            )
            # all lines of the receipt make its entry, whoever may post it
            for line in self.sudo().line_ids.with_context(
                lang=self.company_id.sudo().partner_id.lang or self.env.lang
            )
        ]

    def _match_transaction(self, transaction):
        """The entry of the bank transaction faces the creditors, no more a suspense."""
        _liquidity, suspense, others = transaction._seek_for_lines()
        if others or len(suspense) != 1:
            raise UserError(
                self.env._(
                    "This bank transaction is matched in part already: undo it there, "
                    "or choose another one."
                )
            )
        transaction.with_context(force_delete=True, skip_readonly_check=True).write(
            {
                "checked": True,
                "line_ids": [
                    Command.delete(suspense.id),
                    *self._prepare_credit_commands(),
                ],
            }
        )
        return transaction.move_id

    def _undo_entry(self):
        if self.statement_line_id:
            self.statement_line_id.action_undo_reconciliation()
            return
        self.move_id.line_ids.remove_move_reconcile()
        self.move_id._reverse_moves([{"date": self.date_cancelled}], cancel=True)
