# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..tools.tally import missing


class LccGuaranteeFund(models.AbstractModel):
    """The bank transfer that mends the fund."""

    _inherit = "lcc.guarantee.fund"

    @api.model
    def prepare_transfer(self, currency_id):
        """Prepare, without posting it, the bank transfer that mends the fund.

        A draft payment from the bank that tops the fund up to the company's account
        of internal transfers (58), where the statement of the fund's bank meets it.
        A draft that exists is brought up to date instead of making a second one.

        :return: action that opens the payment
        :raise AccessError: the user is no treasurer with accounting rights
        :raise UserError: nothing is missing, or a setting is; it says which
        """
        if not self._can_prepare():
            raise AccessError(
                self.env._(
                    "The transfer is prepared by a treasurer of the local currency "
                    "who may also make payments in Accounting."
                )
            )
        currency = self.env["lcc.currency"].browse(currency_id)
        currency.check_access("read")
        # A second click waits here, is tried again and finds the first one's draft.
        self.env.cr.execute(
            SQL("UPDATE lcc_currency SET name = name WHERE id = %s", currency.id),
            log_exceptions=False,
        )
        vals = self._prepare_transfer_vals(currency)
        payment = self._find_draft_transfer(currency)
        if payment:  # of an earlier day
            payment.write({name: vals[name] for name in ("amount", "date")})
        else:
            payment = payment.create(vals)
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.payment",
            "views": [(False, "form")],
            "res_id": payment.id,
        }

    @api.model
    def _can_prepare(self):
        return self.env.user.has_group("lcc_base.group_lcc_treasurer") and self.env[
            "account.payment"
        ].has_access("create")

    @api.model
    def _find_draft_transfer(self, currency):
        return self.env["account.payment"].search(
            [("lcc_fund_currency_id", "=", currency.id), ("state", "=", "draft")],
            limit=1,
        )

    @api.model
    def _prepare_transfer_vals(self, currency):
        amount = self._get_amount_to_transfer(currency)
        company, source = currency.company_id, currency.fund_source_journal_id
        own_bank = currency.fund_journal_id.bank_account_id
        return {
            "lcc_fund_currency_id": currency.id,
            "payment_type": "outbound",
            "partner_type": "supplier",
            "partner_id": company.partner_id.id,
            "partner_bank_id": own_bank.id
            if own_bank.partner_id == company.partner_id
            else False,
            "journal_id": source.id,
            "destination_account_id": company.transfer_account_id.id,
            "amount": amount,
            "currency_id": currency.currency_id.id,
            "date": fields.Date.context_today(self),
            "memo": self.env._(
                "Transfer to %(bank)s, guarantee fund of %(currency)s",
                currency=currency.name,
                bank=currency.fund_journal_id.name,
            ),
        }

    @api.model
    def _get_amount_to_transfer(self, currency):
        self._check_transfer_settings(currency)
        today = fields.Date.context_today(self)
        liability, fund = self._get_account_balances(currency, today)
        short = missing(fund, liability, currency.fund_target)
        if not short:
            raise UserError(
                self.env._(
                    "Nothing is missing: the guarantee fund reaches its target of "
                    "%(target)s %%.",
                    target=f"{currency.fund_target:g}",
                )
            )
        on_the_way = self._get_amount_on_the_way(currency)
        if currency.currency_id.compare_amounts(on_the_way, short) >= 0:
            raise UserError(
                self.env._(
                    "A transfer of %(amount)s is posted and has not reached the fund "
                    "yet. Enter the bank statement of the fund first.",
                    amount=currency.currency_id.format(on_the_way),
                )
            )
        return currency.currency_id.round(short - on_the_way)

    @api.model
    def _check_transfer_settings(self, currency):
        source, target = currency.fund_source_journal_id, currency.fund_journal_id
        if not source or not target or source == target:
            raise UserError(
                self.env._(
                    "Choose the bank of the fund and the bank that tops it up, two "
                    "different ones, in the settings of %(currency)s.",
                    currency=currency.name,
                )
            )
        if not currency.company_id.transfer_account_id:
            raise UserError(
                self.env._(
                    "%(company)s has no account of internal transfers (58): choose it "
                    "in the settings of Accounting.",
                    company=currency.company_id.name,
                )
            )

    @api.model
    def _get_amount_on_the_way(self, currency):
        """Posted transfers that the fund's bank has not shown yet.

        No more than what the account of internal transfers holds: some accountants
        leave its items unmatched.
        """
        account = currency.company_id.transfer_account_id
        items = self.env["account.move.line"]
        posted = [
            ("account_id", "=", account.id),
            ("company_id", "=", currency.company_id.id),
            ("parent_state", "=", "posted"),
        ]
        [(ours,)] = items._read_group(
            [
                *posted,
                ("payment_id.lcc_fund_currency_id", "=", currency.id),
                ("reconciled", "=", False),
            ],
            aggregates=["balance:sum"],
        )
        [(held,)] = items._read_group(posted, aggregates=["balance:sum"])
        return max(0.0, min(ours or 0.0, held or 0.0))

    @api.model
    def _prepare_transfer_summary(self, currency):
        if not self.env["account.payment"].has_access("read"):
            return False
        payment = self._find_draft_transfer(currency)
        return bool(payment) and {
            "id": payment.id,
            "amount": payment.amount,
            "date": fields.Date.to_string(payment.date),
        }
