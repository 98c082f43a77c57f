# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL, format_date

MAX_LINES = 200


class Difference(NamedTuple):
    """An entry and its operations, or an operation without one, that do not agree."""

    move_id: int | None
    operation_id: int | None
    is_opening: bool
    ledger: float
    books: float

    @property
    def amount(self):
        return round(self.ledger - self.books, 2)

    @property
    def is_unlinked(self):
        return not self.ledger


class LccSituationDifference(models.AbstractModel):
    """Part of the situation that explains how it differs from the books."""

    _name = "lcc.situation.difference"
    _description = "Differences between the situation and the books"

    @api.model
    @api.readonly
    def get_differences(self, currency_id, date):
        """Why the circulation and the books differ at a date.

        :return: list of dicts of reason, name, date (ISO string), amount (in the
            company's currency, positive where the circulation is the larger), and
            res_model and res_id of what to open; the amounts add up to the
            difference
        """
        self._check_reader()
        currency = self._choose_currency(self._get_currencies(), currency_id)
        lines = self._get_differences(currency, fields.Date.to_date(date))
        return [{**ln, "date": fields.Date.to_string(ln["date"])} for ln in lines]

    @api.model
    def _get_differences(self, currency, date):
        """Name what stands in the ledger and not in the books, or the other way.

        The ledger and the books are compared entry by entry: operations without
        one, entries without operations, entries that are not posted, dated later
        or of another amount. Openings have no entry by nature: they and the entry
        that no operation made and that answers for them are left out.

        :return: as ``get_differences``, dates as dates; the least of more than
            200 lines are added up in one
        """
        rows = self._compare_with_books(currency, date)
        rows = self._leave_out_opening(currency, rows)
        rows.sort(key=lambda row: -abs(row.amount))
        rows, others = rows[:MAX_LINES], rows[MAX_LINES:]
        # Names and dates only: an auditor may have no accounting rights.
        operations = self._browse_by_id("lcc.operation", [r.operation_id for r in rows])
        moves = self._browse_by_id("account.move", [r.move_id for r in rows])
        lines = [
            self._prepare_operation_difference(row, operations[row.operation_id])
            if row.operation_id
            else self._prepare_entry_difference(row, moves[row.move_id], date)
            for row in rows
        ]
        self._hide_other_territories(lines)
        lines.sort(key=lambda line: line["date"])
        if others:
            lines.append(self._prepare_others(others))
        return lines

    @api.model
    def _leave_out_opening(self, currency, rows):
        """Without the openings and the entry, or the entries, that stand for them."""
        is_zero = currency.currency_id.is_zero
        opening = sum(row.amount for row in rows if row.is_opening)
        unlinked = [row for row in rows if row.is_unlinked]
        if is_zero(opening + sum(row.amount for row in unlinked)):
            answers = unlinked
        else:
            answers = [row for row in unlinked if is_zero(opening + row.amount)][:1]
        if not answers:
            return rows
        return [row for row in rows if not row.is_opening and row not in answers]

    @api.model
    def _hide_other_territories(self, lines):
        """Leave out the names of what a user limited to territories may not open."""
        if self.env.su or not self.env.user.lcc_is_limited:
            return
        Operation = self.env["lcc.operation"]
        for field, model in (("id", "lcc.operation"), ("move_id", "account.move")):
            ids = [line["res_id"] for line in lines if line["res_model"] == model]
            mine = Operation.search([(field, "in", ids)])
            # Entries that no operation made are no place's.
            others = Operation.sudo().search([(field, "in", ids)])
            if field == "move_id":
                mine, others = mine.sudo().move_id, others.move_id
            hidden = (others - mine).ids
            for line in lines:
                if line["res_model"] == model and line["res_id"] in hidden:
                    name = self.env._("In other territories")
                    line.update(name=name, res_model=False, res_id=False)

    @api.model
    def _browse_by_id(self, model, ids):
        records = self.env[model].sudo().browse(filter(None, ids))
        return {record.id: record for record in records}

    @api.model
    def _compare_with_books(self, currency, date):
        """Where the ledger and the books differ, as a list of Difference.

        Operations of one entry are one row; one without entry has a row of its own.
        """
        accounts = currency.sudo()  # as in _get_account_balances
        self.env["account.move.line"].flush_model()
        self.env["lcc.operation"].flush_model(["move_id"])
        rows = self.env.execute_query(
            SQL(
                """
WITH effect AS (
    SELECT operation_id, SUM(circulation_amount) AS amount
      FROM lcc_operation_line
     WHERE lcc_currency_id = %(currency)s AND state = 'posted' AND date <= %(date)s
       AND circulation_amount != 0
  GROUP BY operation_id
    HAVING SUM(circulation_amount) != 0
), ledger AS (
    SELECT o.move_id, CASE WHEN o.move_id IS NULL THEN o.id END AS operation_id,
           BOOL_AND(o.kind = 'opening') AS is_opening, SUM(effect.amount) AS amount
      FROM effect JOIN lcc_operation o ON o.id = effect.operation_id
  GROUP BY 1, 2
), books AS (
    SELECT move_id, -SUM(balance) AS amount
      FROM account_move_line
     WHERE account_id = %(account)s AND company_id = %(company)s
       AND parent_state = 'posted' AND date <= %(date)s
  GROUP BY move_id
)
SELECT COALESCE(ledger.move_id, books.move_id), ledger.operation_id,
       COALESCE(ledger.is_opening AND ledger.move_id IS NULL, false),
       COALESCE(ledger.amount, 0)::float, COALESCE(books.amount, 0)::float
  FROM ledger FULL JOIN books ON books.move_id = ledger.move_id
 WHERE COALESCE(ledger.amount, 0) != COALESCE(books.amount, 0)
                """,
                currency=currency.id,
                date=date,
                account=accounts.coupon_account_id.id or None,
                company=currency.company_id.id,
            )
        )
        return [Difference(*row) for row in rows]

    @api.model
    def _prepare_operation_difference(self, row, operation):
        if operation.books_state == "waiting":
            reason = self.env._("Waits for the books")
        elif row.is_opening:
            reason = self.env._("Opening, without an entry")
        else:
            reason = self.env._("Operation without an entry")
        name = f"{operation.name} {operation._get_kind_label()}"
        return self._prepare_difference(row, operation, reason, name)

    @api.model
    def _prepare_entry_difference(self, row, move, date):
        if row.is_unlinked:
            reason = self.env._("Entry that no operation made")
        elif row.books:
            reason = self.env._("Entry of another amount than its operations")
        elif move.state == "draft":
            reason = self.env._("Entry still in draft")
        elif move.state == "cancel":
            reason = self.env._("Entry cancelled")
        elif move.date > date:
            reason = self.env._(
                "Entry dated later, on %(date)s", date=format_date(self.env, move.date)
            )
        else:
            reason = self.env._("Entry on another account")
        name = " ".join(filter(None, [move.name, move.ref]))
        return self._prepare_difference(row, move, reason, name)

    @api.model
    def _prepare_difference(self, row, record, reason, name):
        return {
            "reason": reason,
            "name": name,
            "date": record.date,
            "amount": row.amount,
            "res_model": record._name,
            "res_id": record.id,
        }

    @api.model
    def _prepare_others(self, others):
        return {
            "reason": self.env._("%(count)s other differences", count=len(others)),
            "name": "",
            "date": False,
            "amount": round(sum(row.amount for row in others), 2),
            "res_model": False,
            "res_id": False,
        }
