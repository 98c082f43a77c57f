# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL, format_date

MAX_LINES = 200


class LccSituation(models.AbstractModel):
    _inherit = "lcc.situation"

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
        or of another amount. Openings have no entry by nature: when they add up to
        the entries that no operation made, both are left out.

        :return: as ``get_differences``, dates as dates; the least of more than
            200 lines are added up in one
        """
        lines = [
            self._prepare_difference(currency, date, *row)
            for row in self._compare_with_books(currency, date)
        ]
        opening = [ln for ln in lines if ln["key"] in ("opening", "unlinked")]
        if currency.currency_id.is_zero(sum(ln["amount"] for ln in opening)):
            lines = [ln for ln in lines if ln not in opening]
        lines.sort(key=lambda ln: -abs(ln["amount"]))
        lines, others = lines[:MAX_LINES], lines[MAX_LINES:]
        if others:
            lines.append(self._prepare_others(others))
        return lines

    @api.model
    def _compare_with_books(self, currency, date):
        """Rows of (entry, operation, in the ledger, in the books) that differ.

        Operations of one entry are one row; one without entry has a row of its own.
        """
        accounts = currency.sudo()  # as in _get_account_balances
        self.env["account.move.line"].flush_model()
        self.env["lcc.operation"].flush_model(["move_id"])
        return self.env.execute_query(
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
           SUM(effect.amount) AS amount
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
       COALESCE(ledger.amount, 0)::float, COALESCE(books.amount, 0)::float
  FROM ledger FULL JOIN books ON books.move_id = ledger.move_id
 WHERE COALESCE(ledger.amount, 0) != COALESCE(books.amount, 0)
                """,
                currency=currency.id,
                date=date,
                account=accounts.coupon_account_id.id,
                company=currency.company_id.id,
            )
        )

    @api.model
    def _prepare_difference(self, currency, date, move_id, operation_id, ledger, books):
        # Names and dates only: an auditor may have no accounting rights.
        if operation_id:
            record = self.env["lcc.operation"].sudo().browse(operation_id)
            name = f"{record.name} {record._get_kind_label()}"
            key, reason = self._explain_operation(record)
        else:
            record = self.env["account.move"].sudo().browse(move_id)
            name = " ".join(filter(None, [record.name, record.ref]))
            key, reason = self._explain_entry(record, date, ledger, books)
        return {
            "key": key,
            "reason": reason,
            "name": name,
            "date": record.date,
            "amount": currency.currency_id.round(ledger - books),
            "res_model": record._name,
            "res_id": record.id,
        }

    @api.model
    def _explain_operation(self, operation):
        if operation.books_state == "waiting":
            return "waiting", self.env._("Waits for the books")
        if operation.kind == "opening":
            return "opening", self.env._("Opening, without an entry")
        return "none", self.env._("Operation without an entry")

    @api.model
    def _explain_entry(self, move, date, ledger, books):
        if not ledger:
            return "unlinked", self.env._("Entry that no operation made")
        if books:
            return "amount", self.env._("Entry of another amount than its operations")
        if move.state == "draft":
            return "draft", self.env._("Entry still in draft")
        if move.state == "cancel":
            return "cancel", self.env._("Entry cancelled")
        if move.date > date:
            return "later", self.env._(
                "Entry dated later, on %(date)s", date=format_date(self.env, move.date)
            )
        return "account", self.env._("Entry on another account")

    @api.model
    def _prepare_others(self, others):
        return {
            "key": "others",
            "reason": self.env._("%(count)s other differences", count=len(others)),
            "name": "",
            "date": False,
            "amount": round(sum(line["amount"] for line in others), 2),
            "res_model": False,
            "res_id": False,
        }
