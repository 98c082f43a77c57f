# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

MAX_LINES = 200


class Row(NamedTuple):
    """One line between the table and the books; see lcc.dues.books.

    :ivar total: amount of all lines of the key, told or not
    :ivar count: how many they are
    """

    key: str
    dues_id: int | None
    item_id: int | None
    amount: float
    total: float
    count: int


class LccDuesBridge(models.AbstractModel):
    """Why the dues of a year and the dues accounts of the books differ.

    It begins with the amount of the table of dues, goes through all that stands between
    (see lcc.dues.books), and ends with the balance of the accounts.
    """

    _name = "lcc.dues.bridge"
    _inherit = "lcc.dues.books"
    _description = "Dues and books"

    @api.model
    @api.readonly
    def get_bridge(self, year=None, date_from=None, date_to=None):
        """The bridge from the dues of a year to the books of a period.

        :param year: year of the dues, by default the last one with dues
        :param date_from: date or ISO string, by default the first day of the year
        :param date_to: date or ISO string, by default the last day of the year
        :return: dict of plain data: year, date_from, date_to, offered_years, accounts
            (codes), currency_id, can_read_books, labels (of both ends), table (amount),
            table_domain, items, balance, balance_domain, and unexplained, which should
            be 0. An item has key, label, amount and count, and lines, the largest when
            there are more than 200, as dicts of name, date, detail, amount, and
            res_model, res_id and view_id of what it opens; rest is label and amount of
            the other lines, or False
        :raise AccessError: the user may not read the books, or not all territories
        :raise UserError: the period ends before it begins
        """
        return self._get_bridge(year, date_from, date_to)

    @api.model
    def _get_bridge(
        self, year=None, date_from=None, date_to=None, limit=MAX_LINES, named=True
    ):
        """As `get_bridge`, with so many lines of each item, or all of them.

        :param named: False for numbers of members and entries, and no texts of entries,
            which may name members
        """
        self._check_reader()
        offered = self.env["lcc.dues.table"]._get_years()
        year, date_from, date_to = self._read_choices(year, date_from, date_to, offered)
        accounts = self._get_accounts()
        table_domain = self._get_table_domain(year)
        table = self._get_table_amount(table_domain)
        items = self._get_items(year, date_from, date_to, accounts, limit, named)
        balance = self._get_balance(date_from, date_to, accounts)
        books_domain = self._get_books_domain(date_from, date_to, accounts)
        explained = table + sum(item["amount"] for item in items)
        return {
            "year": year,
            "date_from": fields.Date.to_string(date_from),
            "date_to": fields.Date.to_string(date_to),
            "offered_years": offered,
            "accounts": sorted(filter(None, accounts.mapped("code"))),
            "currency_id": self.env.company.currency_id.id,
            "can_read_books": self._can_read_books(),
            "labels": self._get_end_labels(year, accounts),
            "table": table,
            "table_domain": list(table_domain),
            "items": items,
            "balance": balance,
            "balance_domain": list(books_domain),
            "unexplained": round(balance - explained, 2) + 0.0,  # no minus zero
        }

    @api.model
    @api.readonly
    def get_item_action(self, key, year, date_from, date_to):
        """Every line of an item of the bridge.

        :param key: as in `get_bridge`
        :return: action that lists dues, or journal items
        """
        self._check_reader()
        choices = self._read_choices(year, date_from, date_to, [])
        rows = self._read_rows(*choices, self._get_accounts(), key=key)
        return {
            "type": "ir.actions.act_window",
            "name": self._get_item_labels(choices[0]).get(key, ""),
            "views": [[False, "list"], [False, "pivot"]],
            "res_model": "account.move.line" if key == "entry" else "lcc.dues.report",
            "domain": [["id", "in", [row.item_id or row.dues_id for row in rows]]],
            "context": {"create": False},
        }

    # Who asks for what

    @api.model
    def _can_read_books(self):
        return self.env["account.move.line"].has_access("read")

    @api.model
    def _check_reader(self):
        """The books are for who reads them anyway, and for the treasurer."""
        self.env["lcc.dues.table"]._check_reader()
        user = self.env.user
        if self.env.su:
            return
        if not (
            user.has_group("lcc_base.group_lcc_treasurer") or self._can_read_books()
        ):
            raise AccessError(
                self.env._(
                    "Comparing dues with the books is for the treasurer, and for "
                    "auditors who may read the accounts."
                )
            )
        if user.lcc_is_limited:
            raise AccessError(
                self.env._(
                    "Comparing dues with the books takes all territories, and you "
                    "follow some of them only."
                )
            )

    @api.model
    def _read_choices(self, year, date_from, date_to, offered):
        """Year and period asked for, or the last year with dues up to this one."""
        table = self.env["lcc.dues.table"]
        year = table._choose_years(year and [year], offered)[-1]
        date_from = table._read_date(date_from) or date(year, 1, 1)
        date_to = table._read_date(date_to) or date(year, 12, 31)
        if date_to < date_from:
            raise UserError(
                self.env._("The period ends before it begins. Choose a later end.")
            )
        return year, date_from, date_to

    # Both ends

    @api.model
    def _get_table_domain(self, year):
        domain = self.env["lcc.dues.table"]._get_domain()
        return domain & Domain("year", "=", year)

    @api.model
    def _get_table_amount(self, domain):
        [(amount,)] = self.env["lcc.dues.report"]._read_group(
            domain, [], ["amount_paid:sum"]
        )
        return round(amount or 0, 2)

    @api.model
    def _get_end_labels(self, year, accounts):
        codes = ", ".join(sorted(filter(None, accounts.mapped("code"))))
        return {
            "table": self.env._("Dues of %(year)s paid, as in the table", year=year),
            "balance": self.env._(
                "Balance of %(accounts)s in the books", accounts=codes
            ),
        }

    # What stands between

    @api.model
    def _get_item_labels(self, year):
        """Names of the items, in their order."""
        return {
            "history": self.env._("Dues of %(year)s without an invoice", year=year),
            "before": self.env._(
                "Dues of %(year)s entered before the period", year=year
            ),
            "after": self.env._("Dues of %(year)s entered after the period", year=year),
            "account": self.env._(
                "Dues of %(year)s entered on another account", year=year
            ),
            "other_year": self.env._("Dues of other years entered in the period"),
            "unpaid": self.env._("Dues of %(year)s entered and not paid", year=year),
            "credit": self.env._("Credit notes of another date than their dues"),
            "entry": self.env._("Entries without dues, in another journal or by hand"),
        }

    @api.model
    def _get_items(self, year, date_from, date_to, accounts, limit, named):
        rows = self._read_rows(year, date_from, date_to, accounts, limit=limit)
        lines = self._prepare_lines(rows, named)
        sums = {row.key: (row.total, row.count) for row in rows}
        return [
            {
                "key": key,
                "label": label,
                "amount": round(sums[key][0], 2),
                "count": sums[key][1],
                "lines": lines[key],
                "rest": self._get_rest(*sums[key], lines[key]),
            }
            for key, label in self._get_item_labels(year).items()
            if key in sums
        ]

    @api.model
    def _get_rest(self, amount, count, lines):
        """Label and amount of the lines of an item that are not told one by one."""
        if count == len(lines):
            return False
        label = self.env._("%(count)s smaller ones", count=count - len(lines))
        told = sum(line["amount"] for line in lines)
        return {"label": label, "amount": round(amount - told, 2)}

    @api.model
    def _read_rows(self, year, date_from, date_to, accounts, key=None, limit=None):
        """What stands between, the largest amounts of each key first.

        :param key: rows of one key, or all
        :param limit: at most so many rows of each key
        :return: list of Row
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT key, dues_id, item_id, amount::float, total::float, count
                  FROM (SELECT item.*,
                               SUM(amount) OVER (PARTITION BY key) AS total,
                               COUNT(*) OVER (PARTITION BY key) AS count,
                               ROW_NUMBER() OVER (
                                   PARTITION BY key
                                   ORDER BY ABS(amount) DESC, dues_id, item_id
                               ) AS place
                          FROM (%(rows)s) AS item) AS ranked
                 WHERE (%(key)s::text IS NULL OR key = %(key)s)
                   AND (%(limit)s::int IS NULL OR place <= %(limit)s)
              ORDER BY key, place
                """,
                rows=self._get_rows_sql(year, date_from, date_to, accounts),
                key=key,
                limit=limit,
            )
        )
        return [Row(*row) for row in rows]

    @api.model
    def _prepare_lines(self, rows, named=True):
        """Rows by key, as the screen and the paper tell them, by date."""
        # names, dates and codes: the treasurer needs no accounting rights for them
        dues = self.env["membership.membership_line"].sudo()
        dues = {d.id: d for d in dues.browse(r.dues_id for r in rows if r.dues_id)}
        items = self.env["account.move.line"].sudo()
        items = {i.id: i for i in items.browse(r.item_id for r in rows if r.item_id)}
        lines = {}
        for row in rows:
            if row.dues_id:
                line = self._prepare_dues_line(dues[row.dues_id], named)
            else:
                line = self._prepare_entry_line(items[row.item_id], named)
            lines.setdefault(row.key, []).append({**line, "amount": row.amount})
        for of_key in lines.values():
            of_key.sort(key=lambda line: (line["date"], line["name"]))
        return lines

    @api.model
    def _prepare_dues_line(self, dues, named):
        member = dues.partner_id
        item = dues.account_invoice_line_id
        entry = item.parent_state == "posted" and [
            item.account_id.code,
            item.move_id.name,
        ]
        day = item.date if entry else dues.lcc_date_paid or dues.date or dues.date_from
        return {
            "name": (member.display_name if named else member.lcc_member_number) or "",
            "detail": ", ".join(
                [f"{dues.membership_id.name} {dues.lcc_year}", *(entry or [])]
            ),
            "date": fields.Date.to_string(day),
            "res_model": dues._name,
            "res_id": dues.id,
            "view_id": self.env.ref("lcc_membership.membership_line_view_form").id,
        }

    @api.model
    def _prepare_entry_line(self, item, named):
        move = item.move_id
        detail = [item.journal_id.name, item.account_id.code, named and item.name]
        return {
            "name": " ".join(filter(None, [move.name, named and move.ref])),
            "detail": ", ".join(filter(None, detail)),
            "date": fields.Date.to_string(item.date),
            "res_model": move._name,
            "res_id": move.id,
            "view_id": False,
        }
