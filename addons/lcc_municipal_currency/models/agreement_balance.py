# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults
from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.mandate_payments import first_of_month

# What follows receipts and operations: nobody enters it.
BALANCES = (
    "lcc_received",
    "lcc_handed",
    "lcc_kept",
    "lcc_units_taken",
    "lcc_units_redeemed",
    "lcc_units_held",
    "lcc_is_till_full",
)


class Agreement(models.Model):
    """What guards the balance of a creditor or of a till."""

    _inherit = "agreement"

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, set(BALANCES))
        return super().create([self._lcc_drop_balances(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._lcc_drop_balances(vals))

    @api.model
    def _lcc_drop_balances(self, vals):
        return {name: value for name, value in vals.items() if name not in BALANCES}

    def _lcc_lock(self):
        """Whoever moves the same balances waits here, then reads them anew.

        The button of an operation posts in READ COMMITTED, where nothing else would
        tell that what was read before is out of date.
        """
        if not self:
            return
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "SELECT id FROM agreement WHERE id = ANY(%s)"
                " ORDER BY id FOR NO KEY UPDATE",
                list(self.ids),
            )
        )
        self.env.invalidate_all(flush=False)
        for name in BALANCES:
            self.env.add_to_compute(self._fields[name], self)

    def _lcc_match(self):
        """Match what was received for creditors with what was handed over to them."""
        for agreement in self:
            moves = agreement.lcc_receipt_line_ids.receipt_id.move_id
            moves |= agreement.lcc_operation_ids.move_id
            account = agreement._lcc_get_account()
            items = moves.line_ids.filtered(
                lambda item, account=account, partner=agreement.partner_id: (
                    item.account_id == account
                    and item.partner_id == partner
                    and item.parent_state == "posted"
                    and not item.reconciled
                )
            )
            both = any(items.mapped("debit")) and any(items.mapped("credit"))
            if both and account.reconcile:
                items.reconcile()

    # Parties and term

    def _lcc_check_parties(self):
        yield from super()._lcc_check_parties()
        creditor = self.partner_id
        if self.lcc_kind == law.CREDITOR and (
            creditor == self.lcc_authority_id or creditor._lcc_filter_public_bodies()
        ):
            yield self.env._(
                "%(creditor)s is a public body: its accountant receives euros, and it "
                "spends no units. Name a person or an association.",
                creditor=creditor.display_name,
            )

    def _lcc_get_last_day(self):
        """Last day of the convention, renewals counted; False while it goes on."""
        self.ensure_one()
        if self.lcc_state == "terminated":
            return self.lcc_terminated_on
        term = self._lcc_get_term()
        return False if term.lcc_renewal == "tacit" else term.end_date

    def _lcc_check_not_over(self, day):
        """Nothing is received, or taken, for what comes after the last day.

        :raise UserError: it says what to do
        """
        self.ensure_one()
        last = self._lcc_get_last_day()
        if last and day > last:
            raise UserError(
                self.env._(
                    "%(convention)s ended on %(date)s: nothing is received on it for "
                    "a later day. Sign an amendment, or send it on in euros.",
                    convention=self.display_name,
                    date=format_date(self.env, last),
                )
            )

    def _lcc_check_month(self, month):
        """A sum is received for months of the term, whenever it comes."""
        self._lcc_check_not_over(first_of_month(month))
