# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from typing import NamedTuple

from psycopg2 import DataError, IntegrityError

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..tools.operation_kinds import circulation_sign


class Alike(NamedTuple):
    """Operations of one entry that one set of entry lines serves.

    :ivar operation: lcc.operation, the first of them
    :ivar ids: all of them
    :ivar amount: face value together, in the company's currency
    :ivar commission: what was kept of it, taxes included
    """

    operation: models.Model
    ids: list[int]
    amount: float
    commission: float


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
        entries = self._get_entries()
        if not entries:
            return self.env["account.move"]
        # The entry is the system's: a counter keeper has no accounting rights.
        moves = (
            self.env["account.move"]
            .sudo()
            .with_context(tracking_disable=True, mail_create_nolog=True)
            .create([self._prepare_move_vals(alike) for alike in entries])
        )
        moves._post(soft=False)
        self._set_entries(
            [
                (operation_id, move.id)
                for alike, move in zip(entries, moves, strict=True)
                for group in alike
                for operation_id in group.ids
            ]
        )
        return moves

    def _lock_waiting(self):
        """Take locks in the order of the close: operations first, then the numbers of
        the journal. The other way round, a button and the close would deadlock."""
        self.flush_recordset(["books_state"])
        self.env.execute_query(
            SQL(
                "SELECT id FROM lcc_operation WHERE id = ANY(%s)"
                " AND books_state = 'waiting' ORDER BY id FOR NO KEY UPDATE",
                list(self.ids),
            )
        )

    def _get_entries(self):
        """Group the operations that wait, and add their amounts up.

        :return: a list per entry, in the order of their days, of Alike
        """
        if not self:
            return []
        self.flush_recordset()
        self.env["lcc.place"].flush_model(["is_physical"])
        self.env["lcc.currency"].flush_model(["books_mode"])
        rows = self.env.execute_query(
            SQL(
                """
   SELECT CASE WHEN c.books_mode = 'operation' THEN -o.id
               WHEN s.is_physical THEN o.place_from_id
               ELSE o.place_to_id END AS entry,
          o.date, MIN(o.id), array_agg(o.id ORDER BY o.id),
          SUM(o.amount)::float, SUM(o.commission_amount)::float
     FROM lcc_operation o
     JOIN lcc_currency c ON c.id = o.lcc_currency_id
     JOIN lcc_place s ON s.id = o.place_from_id
LEFT JOIN account_payment_method_line m ON m.id = o.payment_method_line_id
LEFT JOIN account_journal j ON j.id = m.journal_id
LEFT JOIN account_account a
       ON a.id = COALESCE(m.payment_account_id, j.default_account_id)
    WHERE o.id = ANY(%(ids)s) AND o.books_state = 'waiting' AND o.move_id IS NULL
 GROUP BY entry, o.date, %(likeness)s
 ORDER BY o.date, MIN(o.id)
                """,
                ids=list(self.ids),
                likeness=SQL(", ").join(self._get_entry_likeness()),
            )
        )
        operations = self.sudo().browse(row[2] for row in rows)
        entries = {}
        for operation, (entry, date, _first, *sums) in zip(
            operations, rows, strict=True
        ):
            entries.setdefault((entry, date), []).append(Alike(operation, *sums))
        return list(entries.values())

    @api.model
    def _get_entry_likeness(self):
        """Columns that operations have in common that one set of entry lines serves.

        What is to be matched one by one, as a cheque or a debt is, stays apart.

        :return: list of SQL over lcc_operation o and the account a of its means
        """
        columns = (
            "kind",
            "place_from_id",
            "place_to_id",
            "payment_mode",
            "payment_method_line_id",
            "charged_partner_id",
        )
        return [
            *(SQL.identifier("o", column) for column in columns),
            SQL("o.reversed_operation_id IS NULL"),
            SQL.identifier("o", "commission_account_id"),
            SQL(
                """
CASE WHEN o.commission_amount != 0 THEN ARRAY(
          SELECT account_tax_id FROM lcc_operation_commission_tax_rel
           WHERE lcc_operation_id = o.id ORDER BY 1) END
                """
            ),
            SQL(
                """
CASE WHEN o.payment_mode = 'payable' OR a.reconcile
          OR o.counterpart_account_id IS NOT NULL THEN o.id END
                """
            ),
        ]

    def _in_books_language(self):
        """The books keep the association's language: the nightly close has none."""
        company = self.sudo().company_id[:1]  # a keeper may not read its contact
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

    def _set_entries(self, links):
        """Link operations to their entries; one statement for a day's thousands.

        :param links: list of (operation id, move id)
        """
        operation_ids, move_ids = zip(*links, strict=True)
        self.env.cr.execute(
            SQL(
                """
UPDATE lcc_operation o
   SET move_id = l.move_id, books_state = 'done', books_error = NULL
  FROM unnest(%s, %s) AS l(operation_id, move_id)
 WHERE o.id = l.operation_id
                """,
                list(operation_ids),
                list(move_ids),
            )
        )
        self.browse(operation_ids).invalidate_recordset(
            ["move_id", "books_state", "books_error"], flush=False
        )
        self.env["account.move"].browse(move_ids).invalidate_recordset(
            ["lcc_operation_ids", "lcc_operation_count"], flush=False
        )

    def _get_books_place(self):
        """The place whose day the operation belongs to."""
        source = self.place_from_id
        return source if source.is_physical else self.place_to_id

    @api.model
    def _prepare_move_vals(self, alike):
        """Values of one entry.

        :param alike: list of Alike
        """
        operation = alike[0].operation._in_books_language()
        currency = operation.lcc_currency_id
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
        for line in (
            line
            for group in alike
            for line in group.operation.with_env(operation.env)._prepare_entry_lines(
                group.amount, group.commission, len(group.ids)
            )
        ):
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
            "ref": operation._get_entry_ref(sum(len(group.ids) for group in alike)),
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

    def _get_entry_ref(self, count):
        if count == 1:
            return f"{self.name} {self._get_kind_label()}"
        return self.env._(
            "%(place)s, %(date)s (%(count)s operations)",
            place=self._get_books_place().name,
            date=format_date(self.env, self.date),
            count=count,
        )

    def _get_kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    def _prepare_entry_lines(self, amount, commission, count):
        """Entry of operations like this one, as signed balances that add to 0.

        :param amount: their face value together, in the company's currency
        :param commission: what was kept of it, taxes included
        :param count: how many they are
        :return: list of dicts with account_id, partner_id, name and balance (debit
            positive, in the company's currency); tax lines carry their repartition
            line and tags
        """
        currency = self.lcc_currency_id
        label = self._get_kind_label()
        source, target = self.place_from_id, self.place_to_id
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
        if commission:
            sign = 1 if self.reversed_operation_id else -1
            lines = self._prepare_commission_lines(sign * commission)
            counterpart -= sum(line["balance"] for line in lines)
            entries += lines
        if not currency.currency_id.is_zero(counterpart):
            account, partner = self._get_counterpart()
            name = f"{label} {self.name}" if count == 1 else label
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
        product = self.lcc_currency_id.commission_product_id
        account, taxes = self.commission_account_id, self.commission_tax_ids
        self._require_account(account, product)
        # Kept is paid: a tax that is due on payment is due.
        details = taxes.with_context(force_price_include=True).compute_all(
            commission,
            currency=self.currency_id,
            product=product,
            include_caba_tags=True,
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
            partner = self.charged_partner_id  # the keeper of its day
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
            account = partner.property_account_payable_id
            return self._require_account(account, partner), partner
        method = self.payment_method_line_id
        if not method:
            raise UserError(self.env._("Choose the means of payment of the euros."))
        account = method.payment_account_id or method.journal_id.default_account_id
        self._require_account(account, method.journal_id)
        payer = self.payer_id or self.partner_id
        return account, payer if payer and account.reconcile else None

    def _require_account(self, account, record):
        """Return an account that a record gives, or say that it gives none."""
        if not account:
            raise UserError(
                self.env._(
                    "%(name)s has no account to enter the euros on: the accountant "
                    "chooses it.",
                    name=record.display_name,
                )
            )
        return account

    def _get_till_account(self, place):
        account = place._get_till_account()
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
        """Enter in the books what waits, whole days at a time.

        What a former close could not enter comes last: it holds nothing else up.
        """
        domain = [
            ("state", "=", "posted"),
            ("books_state", "=", "waiting"),
            ("move_id", "=", False),  # else its entry is back in draft
            # A day goes on until midnight.
            "|",
            ("lcc_currency_id.books_mode", "=", "operation"),
            ("date", "<", fields.Date.context_today(self)),
        ]
        order = "books_error NULLS FIRST, date, id"
        waiting = self.search(domain, order=order, limit=limit)
        waiting |= self.search([*domain, ("date", "=", waiting[-1:].date)])
        ready = waiting.try_lock_for_update(allow_referencing=True)
        ready._close_books()
        self.env["ir.cron"]._commit_progress(
            len(ready),
            remaining=self.search_count([*domain, ("books_error", "=", False)]),
        )

    def _close_books(self):
        """Enter all of these, or else each entry that can be made.

        What cannot be entered is told, once.
        """
        try:
            with self.env.cr.savepoint():
                self._post_books()
        except (UserError, DataError, IntegrityError) as error:
            entries = self._get_entries()
            if len(entries) == 1:
                # A database names numbers too, which are others at each try.
                known = getattr(error, "diag", None)
                message = known.message_primary if known else str(error)
                self._in_books_language()._tell_books_error(message)
                return
            for alike in entries:
                self.browse(id_ for group in alike for id_ in group.ids)._close_books()

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
