# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import Command, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..tools.operation_kinds import circulation_sign


class LccBooks(models.AbstractModel):
    """Accounting entries of operations.

    One rule serves every kind: the liability follows the circulation, the account
    of a till follows what the till holds, and the counterpart takes the rest.
    """

    _name = "lcc.books"
    _description = "Books of the coupon ledger"

    def _post_books(self):
        """Enter operations that wait for the books.

        One entry per operation, or one per place and day, as the currency says.

        :return: account.move, posted
        """
        waiting = self.filtered(lambda op: op.books_state == "waiting").sorted(
            lambda op: (op.date, op.id)
        )
        if not waiting:
            return self.env["account.move"]
        groups = list(waiting.grouped(lambda op: op._get_entry_key()).values())
        # The entry is the system's: a counter keeper has no accounting rights.
        moves = (
            self.env["account.move"]
            .sudo()
            .with_context(tracking_disable=True, mail_create_nolog=True)
            .create(
                [group._in_books_language()._prepare_move_vals() for group in groups]
            )
        )
        moves._post(soft=False)
        for group, move in zip(groups, moves, strict=True):
            group._set_entry(move)
        return moves

    def _in_books_language(self):
        """The books keep the association's language: the nightly close has none."""
        company = self[:1].sudo().company_id  # a keeper may not read its contact
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

    def _set_entry(self, move):
        """Link operations to their entry; one statement for a day's thousands."""
        self.flush_recordset(["move_id", "books_state", "books_error"])
        self.env.cr.execute(
            SQL(
                "UPDATE lcc_operation"
                " SET move_id = %s, books_state = 'done', books_error = NULL"
                " WHERE id IN %s",
                move.id,
                self._ids,
            )
        )
        self.invalidate_recordset(
            ["move_id", "books_state", "books_error"], flush=False
        )
        move.invalidate_recordset(
            ["lcc_operation_ids", "lcc_operation_count"], flush=False
        )

    def _get_entry_key(self):
        """What operations of one entry have in common."""
        currency = self.lcc_currency_id
        if currency.books_mode == "operation":
            return (currency.id, self.date, self.id)
        return (currency.id, self.date, -self._get_books_place().id)

    def _get_books_place(self):
        """The place whose day the operation belongs to."""
        source = self.place_from_id
        return source if source.is_physical else self.place_to_id

    def _prepare_move_vals(self):
        operation = self[:1]
        currency = operation.sudo().lcc_currency_id
        journal = currency.journal_id
        if not journal:
            raise UserError(
                self.env._(
                    "%(currency)s has no journal. Choose one in the settings of the "
                    "currency.",
                    currency=currency.name,
                )
            )
        totals = {}
        alike = self.sudo().grouped(lambda op: op._get_entry_likeness()).values()
        for line in (line for ops in alike for line in ops._prepare_entry_lines()):
            # Debits and credits stay apart: a day never nets to an empty entry.
            is_debit = line["balance"] > 0
            key = (
                is_debit,
                *sorted((k, v) for k, v in line.items() if k != "balance"),
            )
            totals[key] = totals.get(key, 0.0) + line["balance"]
        rounding = currency.currency_id
        return {
            "move_type": "entry",
            "journal_id": journal.id,
            "company_id": currency.company_id.id,
            "date": self._get_entry_date(currency.company_id, operation.date, journal),
            "ref": self._get_entry_ref(),
            "line_ids": [
                Command.create(
                    {
                        **{k: v for k, v in key if not k.endswith("_ids")},
                        **{k: [Command.set(v)] for k, v in key if k.endswith("_ids")},
                        "balance": rounding.round(balance),
                    }
                )
                for (_is_debit, *key), balance in totals.items()
                if not rounding.is_zero(balance)
            ],
        }

    @api.model
    def _get_entry_date(self, company, date, journal):
        """The operation's day, or the first open one when it was locked since."""
        locks = company._get_violated_lock_dates(date, False, journal)
        return locks[-1][0] + timedelta(days=1) if locks else date

    def _get_entry_ref(self):
        if len(self) == 1:
            return f"{self.name} {self._get_kind_label()}"
        return self.env._(
            "%(place)s, %(date)s (%(count)s operations)",
            place=self[:1]._get_books_place().name,
            date=format_date(self.env, self[:1].date),
            count=len(self),
        )

    def _get_kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _get_entry_likeness(self):
        """What operations have in common that one set of entry lines serves.

        What is to be matched one by one, as a cheque or a debt is, stays apart.
        """
        method = self.payment_method_line_id
        apart = self.payment_mode == "payable" or method.payment_account_id.reconcile
        return (
            self.kind,
            self.place_from_id.id,
            self.place_to_id.id,
            self.payment_mode,
            method.id,
            self.counterpart_account_id.id,
            self.charged_partner_id.id,
            bool(self.reversed_operation_id),
            self.id if apart or self.counterpart_account_id else False,
        )

    def _prepare_entry_lines(self):
        """Entry of operations that are alike, as signed balances that add to 0.

        :return: list of dicts with account_id, partner_id, name and balance (debit
            positive, in the company's currency); tax lines carry their repartition
            line and tags
        """
        operation = self[:1]
        currency = operation.lcc_currency_id
        label = operation._get_kind_label()
        source, target = operation.place_from_id, operation.place_to_id
        amount = sum(self.mapped("amount"))
        circulation = circulation_sign(source.kind, target.kind) * amount
        entries = []
        counterpart = circulation
        if circulation:
            account = currency._get_account("coupon_account_id")
            entries.append(self._prepare_entry_line(account, -circulation, label))
        for place, sign in ((target, 1), (source, -1)):
            if place.kind == "till":
                counterpart -= sign * amount
                account = self._get_till_account(place)
                entries.append(self._prepare_entry_line(account, sign * amount, label))
        commission = sum(self.mapped("commission_amount"))
        if commission:
            sign = 1 if operation.reversed_operation_id else -1
            lines = operation._prepare_commission_lines(sign * commission)
            counterpart -= sum(line["balance"] for line in lines)
            entries += lines
        if not currency.currency_id.is_zero(counterpart):
            account, partner = operation._get_counterpart()
            name = f"{label} {operation.name}" if len(self) == 1 else label
            entries.append(
                self._prepare_entry_line(account, counterpart, name, partner)
            )
        return entries

    def _prepare_entry_line(self, account, balance, name, partner=None):
        return {
            "account_id": account.id,
            "partner_id": partner.id if partner else False,
            "name": name,
            "balance": balance,
        }

    def _prepare_commission_lines(self, commission):
        """Income and taxes of a commission.

        :param commission: signed balance with taxes, negative for an income
        """
        product = self.lcc_currency_id.commission_product_id.with_company(
            self.company_id
        )
        account = product.product_tmpl_id.get_product_accounts()["income"]
        if not account:
            raise UserError(
                self.env._(
                    "The commission product %(product)s has no income account (706).",
                    product=product.display_name,
                )
            )
        taxes = product.taxes_id.filtered_domain(
            self.env["account.tax"]._check_company_domain(self.company_id)
        )
        details = taxes.with_context(force_price_include=True).compute_all(
            commission, currency=self.currency_id, product=product
        )
        lines = [
            {
                **self._prepare_entry_line(
                    account, details["total_excluded"], product.display_name
                ),
                "tax_ids": tuple(taxes.ids),
                "tax_tag_ids": tuple(details["base_tags"]),
            }
        ]
        for tax in details["taxes"]:
            lines.append(
                {
                    "account_id": tax["account_id"] or account.id,
                    "partner_id": False,
                    "name": tax["name"],
                    "balance": tax["amount"],
                    "tax_repartition_line_id": tax["tax_repartition_line_id"],
                    "tax_tag_ids": tuple(tax["tag_ids"]),
                }
            )
        return lines

    def _get_counterpart(self):
        """Account and partner that face the coupons.

        :return: (account.account, res.partner or None)
        :raise UserError: the account is not set; it says where to set it
        """
        currency = self.lcc_currency_id
        if self.kind in ("exchange", "reconversion"):
            return self._get_means_account()
        if self.kind in ("loss", "surplus") and self.charged_partner_id:
            return currency._get_account("keeper_account_id"), self.charged_partner_id
        if self.counterpart_account_id:
            return self.counterpart_account_id, self.partner_id
        if self.kind in ("till_receipt", "till_spending"):
            raise UserError(
                self.env._(
                    "Choose the account of the income or of the expense that the "
                    "coupons pay."
                )
            )
        name = {
            "grant": "grant_account_id",
            "lapse": "lapse_account_id",
            "surplus": "surplus_account_id",
            "till_surplus": "surplus_account_id",
        }.get(self.kind, "loss_account_id")
        return currency._get_account(name), None

    def _get_means_account(self):
        """Account of the euros that an exchange brings or a reconversion takes."""
        if self.payment_mode == "counter":
            partner = self._get_books_place().partner_id
            if not partner:
                raise UserError(
                    self.env._(
                        "Say who keeps %(place)s: its euros are booked on that "
                        "contact.",
                        place=self._get_books_place().name,
                    )
                )
            return self.lcc_currency_id._get_account("keeper_account_id"), partner
        if self.payment_mode == "payable":
            if self.kind == "exchange":
                raise UserError(
                    self.env._(
                        "An exchange is paid at once: choose who takes in the euros."
                    )
                )
            partner = self.payer_id or self.partner_id
            partner = partner.with_company(self.company_id)
            return partner.property_account_payable_id, partner
        method = self.payment_method_line_id
        if not method:
            raise UserError(self.env._("Choose the means of payment of the euros."))
        account = method.payment_account_id or method.journal_id.default_account_id
        payer = self.payer_id or self.partner_id
        return account, payer if account.reconcile else None

    def _get_till_account(self, place):
        account = place.account_id or place.journal_id.default_account_id
        if not account:
            raise UserError(
                self.env._(
                    "The till %(place)s has no account: choose its account 53.",
                    place=place.name,
                )
            )
        return account

    @api.model
    def _cron_close_books(self, limit=2000):
        """Enter in the books what waits, place by place and whole days at a time."""
        domain = [("state", "=", "posted"), ("books_state", "=", "waiting")]
        waiting = self.search(domain, order="date, id", limit=limit)
        waiting |= self.search([*domain, ("date", "=", waiting[-1:].date)])
        failed = 0
        for operations in waiting.grouped(lambda op: op._get_entry_key()).values():
            ready = operations.try_lock_for_update()
            if not ready._close_or_tell():
                failed += len(ready)
            self.env["ir.cron"]._commit_progress(
                len(ready), remaining=self.search_count(domain) - failed
            )

    def _close_or_tell(self):
        """Make one entry; what cannot be entered is told, once, and stops nothing else.

        :return: whether the operations are in the books
        """
        self = self._in_books_language()
        try:
            with self.env.cr.savepoint():
                self._post_books()
        except UserError as error:
            self._tell_books_error(str(error))
            return False
        return True

    def _tell_books_error(self, error):
        """Keep why operations wait; say it in the conversation when that is news."""
        if set(self.mapped("books_error")) == {error}:
            return
        self._set_ledger_values({"books_error": error})
        self.lcc_currency_id.message_post(
            body=self.env._(
                "The operations of %(date)s could not be entered in the books: "
                "%(error)s",
                date=format_date(self.env, self[:1].date),
                error=error,
            )
        )
