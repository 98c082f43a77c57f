# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .lcc_dues_report import SETTLED

# Everything that begins so is dues (plan comptable, ANC 2018-06).
DUES_CODE = "756"


class LccDuesBooks(models.AbstractModel):
    """What stands between the dues of a year and the dues accounts in a period.

    One query names it all, as rows of (key, dues_id, item_id, amount); the screen adds
    them up by key, and its figures open them. The keys:

    - history: dues of the year without an invoice, which no entry holds
    - before, after: dues of the year that were entered outside the period
    - account: dues of the year entered in the period on another account
    - other_year: dues of other years entered in the period
    - unpaid: dues of the year that were entered in the period and are not paid
    - credit: credit notes, where they and the dues are not in the period together, and
      what they leave of dues that they cancelled
    - entry: entries on the accounts that belong to no dues
    """

    _name = "lcc.dues.books"
    _description = "Dues in the books"

    @api.model
    def _get_accounts(self):
        """Accounts of dues: 756…, and those that dues products name."""
        # ids and codes only, the treasurer needs no accounting rights for it
        accounts = self.env["account.account"].sudo()
        products = self.env["product.template"].sudo()
        products = products.with_context(active_test=False).search(
            [
                ("membership", "=", True),
                *products._check_company_domain(self.env.company),
            ]
        )
        found = accounts.with_context(active_test=False).search(
            [
                *accounts._check_company_domain(self.env.company),
                ("code", "=like", f"{DUES_CODE}%"),
            ]
        )
        return found | products.property_account_income_id

    @api.model
    def _get_rows_sql(self, year, date_from, date_to, accounts):
        """Query of the rows that are not zero.

        The dues of the year count with what was paid and kept of them, as the table of
        dues has it. An invoice brings the whole of its line to the books on its date,
        each credit note takes off its own on its date: what both tell together is kept
        by dues line.

        :param accounts: account.account, those of dues
        """
        self.env["account.move"].flush_model(["state", "reversed_entry_id"])
        self.env["account.move.line"].flush_model()
        self.env["membership.membership_line"].flush_model()
        return SQL(
            """
WITH dues AS (%(dues)s), refund AS (%(refunds)s), part AS (
    SELECT CASE WHEN item_id IS NULL THEN 'history'
                WHEN date < %(date_from)s THEN 'before'
                WHEN date > %(date_to)s THEN 'after'
                ELSE 'account' END AS key,
           id AS dues_id, -COALESCE(booked, paid) AS amount
      FROM dues
     WHERE is_year AND is_settled AND NOT is_booked
 UNION ALL
    SELECT 'credit', dues_id, -booked FROM refund WHERE is_year AND is_settled
 UNION ALL
    SELECT key, id, booked FROM dues
     WHERE is_booked AND NOT (is_year AND is_settled)
 UNION ALL
    SELECT key, dues_id, booked FROM refund WHERE is_booked
)
  SELECT key, dues_id, NULL::int AS item_id, SUM(amount) AS amount
    FROM part GROUP BY key, dues_id HAVING SUM(amount) != 0
UNION ALL
  SELECT 'entry', NULL, item.id, -item.balance
    FROM account_move_line item
   WHERE %(is_booked)s AND item.balance != 0
     AND NOT EXISTS (SELECT FROM dues WHERE dues.item_id = item.id)
     AND NOT EXISTS (SELECT FROM refund WHERE refund.item_id = item.id)
            """,
            dues=self._get_dues_sql(year, date_from, date_to, accounts),
            refunds=self._get_refunds_sql(date_from, date_to, accounts),
            date_from=date_from,
            date_to=date_to,
            is_booked=self._get_booked_sql(date_from, date_to, accounts),
        )

    @api.model
    def _get_booked_sql(self, date_from, date_to, accounts):
        """Whether `item` is in the books, on the accounts, in the period."""
        return SQL(
            """(item.parent_state = 'posted' AND item.company_id = %s
                AND item.account_id IN %s AND item.date BETWEEN %s AND %s)""",
            self.env.company.id,
            accounts._ids or (0,),
            date_from,
            date_to,
        )

    @api.model
    def _get_dues_sql(self, year, date_from, date_to, accounts):
        """Dues lines as `lcc.dues.report` has them, each with its item in the books."""
        return SQL(
            """
            SELECT line.id, line.lcc_year = %(year)s AS is_year,
                   line.state IN %(settled)s AS is_settled,
                   CASE WHEN line.lcc_year != %(year)s THEN 'other_year'
                        WHEN line.state IN ('waiting', 'invoiced') THEN 'unpaid'
                        ELSE 'credit' END AS key,
                   line.lcc_amount_paid AS paid, item.id AS item_id, item.move_id,
                   item.product_id, item.date, -item.balance AS booked,
                   COALESCE(%(is_booked)s, FALSE) AS is_booked
              FROM membership_membership_line line
              LEFT JOIN account_move_line item
                ON item.id = line.account_invoice_line_id
               AND item.parent_state = 'posted'
             WHERE line.company_id = %(company)s AND line.date_from IS NOT NULL
               AND line.state != 'none'
            """,
            year=year,
            settled=SETTLED,
            company=self.env.company.id,
            is_booked=self._get_booked_sql(date_from, date_to, accounts),
        )

    @api.model
    def _get_refunds_sql(self, date_from, date_to, accounts):
        """Items of credit notes of the dues, as the dues line takes them off."""
        return SQL(
            """
            SELECT DISTINCT ON (item.id) item.id AS item_id, dues.id AS dues_id,
                   dues.is_year, dues.is_settled, dues.key, -item.balance AS booked,
                   %(is_booked)s AS is_booked
              FROM dues
              JOIN account_move credit ON credit.reversed_entry_id = dues.move_id
               AND credit.state = 'posted'
              JOIN account_move_line item ON item.move_id = credit.id
               AND item.product_id = dues.product_id AND item.display_type = 'product'
          ORDER BY item.id, dues.id
            """,
            is_booked=self._get_booked_sql(date_from, date_to, accounts),
        )

    @api.model
    def _get_balance(self, date_from, date_to, accounts):
        """Balance of the dues accounts in the period, credit positive."""
        is_booked = self._get_booked_sql(date_from, date_to, accounts)
        [(balance,)] = self.env.execute_query(
            SQL(
                "SELECT COALESCE(-SUM(item.balance), 0)::float "
                "FROM account_move_line item WHERE %s",
                is_booked,
            )
        )
        return round(balance, 2)

    @api.model
    def _get_books_domain(self, date_from, date_to, accounts):
        domain = Domain("account_id", "in", accounts.ids)
        domain &= Domain("company_id", "=", self.env.company.id)
        domain &= Domain("parent_state", "=", "posted")
        domain &= Domain("date", ">=", fields.Date.to_string(date_from))
        return domain & Domain("date", "<=", fields.Date.to_string(date_to))
