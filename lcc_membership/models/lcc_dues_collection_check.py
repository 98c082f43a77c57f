# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class LccDuesCollection(models.AbstractModel):
    """What is refused before anything is written."""

    _inherit = "lcc.dues.collection"

    @api.model
    def _check_may_collect(self, many):
        """Managers deal with the members that they see."""
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_manager"
        ):
            raise AccessError(
                self.env._("Only managers of the local currency take dues.")
            )
        partners = self.env["res.partner"].union(
            *(dues.member for dues in many),
            *(dues.payer for dues in many if dues.payer),
        )
        partners.check_access("read")

    @api.model
    def _check_batch(self, many):
        """Refuse what would be taken twice, and means of payment that are none."""
        seen = set()
        means = self._get_means()
        for dues in many:
            key = dues.call or (dues.member, dues.product, dues.period)
            if dues.product and key in seen and not dues.period:
                raise UserError(
                    self.env._(
                        "%(member)s is there twice for the same dues. Take them "
                        "together, or one after the other.",
                        member=dues.member.display_name,
                    )
                )
            seen.add(key)
            if dues.means and dues.means not in means:
                raise UserError(
                    self.env._(
                        "%(means)s is no means by which %(company)s is paid.",
                        means=dues.means.display_name,
                        company=self.env.company.name,
                    )
                )

    @api.model
    def _check_dues(self, dues):
        company = self.env.company
        if dues.amount < 0 or dues.gift < 0:
            raise UserError(self.env._("Dues and gifts cannot be negative."))
        if not dues.product and not dues.gift:
            raise UserError(
                self.env._(
                    "%(member)s: give the dues, or the amount of a gift.",
                    member=dues.member.display_name,
                )
            )
        if dues.product and not dues.keeps_rest:
            dues.product.product_tmpl_id._lcc_check_free_amount(dues.amount)
        if dues.amount + dues.gift:
            self._check_means(dues)
        if dues.keeps_rest and not dues.amount:
            raise UserError(
                self.env._(
                    "%(member)s: enter what is paid now of the dues.",
                    member=dues.member.display_name,
                )
            )
        if self._is_in_books(dues):
            self._check_posted_call(dues)
        locks = company.sudo()._get_violated_lock_dates(
            dues.date, False, self._get_journal()
        )
        if locks:
            raise UserError(
                self.env._(
                    "The books are locked until %(date)s: give a later date, or ask "
                    "the treasurer to open the period.",
                    date=format_date(self.env, locks[-1][0]),
                )
            )

    @api.model
    def _check_posted_call(self, dues):
        """What is in the books is paid, whole or in part, and not changed."""
        move = dues.call.sudo()  # managers read no invoices
        owed = move.amount_residual
        less = move.currency_id.compare_amounts(dues.amount, owed)
        if less > 0:
            raise UserError(
                self.env._(
                    "%(member)s owes %(due)s. Enter what is paid on top as a gift.",
                    member=dues.member.display_name,
                    due=move.currency_id.format(owed),
                )
            )
        if less < 0 and not dues.keeps_rest:
            raise UserError(
                self.env._(
                    "The call of %(member)s is in the books: the accountant waives "
                    "the rest with a credit note. Here the rest stays due.",
                    member=dues.member.display_name,
                )
            )

    @api.model
    def _check_means(self, dues):
        """Without an account Odoo makes no entry, and the money would be nowhere."""
        means = dues.means.sudo()  # managers read no journals
        if not (means.payment_account_id or self._stands_on_journal(means)):
            raise UserError(
                self.env._(
                    "The means of payment %(means)s has no account. An accountant "
                    "gives it one, in the journal %(journal)s.",
                    means=means.display_name,
                    journal=means.journal_id.name,
                )
            )

    @api.model
    def _stands_on_journal(self, means):
        """Whether payments by these means have an account without one of their own."""
        return False

    @api.model
    def _check_adjustable(self, dues, move, items):
        """Only a call of one member's dues alone, without taxes, takes another amount.

        What of it pays the gift that the accountant has added, nobody can tell.
        """
        currency = move.currency_id
        if (
            len(items) != 1
            or items.quantity != 1
            or items.tax_ids
            or currency.compare_amounts(items.price_total, move.amount_total)
        ):
            raise UserError(
                self.env._(
                    "The call of %(member)s holds several dues, other items or taxes: "
                    "it is paid whole, %(due)s, or changed by the accountant.",
                    member=dues.member.display_name,
                    due=currency.format(move.amount_total),
                )
            )
