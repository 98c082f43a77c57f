# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL, date_utils

from ..tools.tally import cover, missing

# Code monétaire et financier, L521-3 and L525-6, in euros over twelve months.
THRESHOLD = 1_000_000.0


class LccGuaranteeFund(models.AbstractModel):
    """The guarantee fund beside the coupons in circulation, month by month."""

    _name = "lcc.guarantee.fund"
    _inherit = ["lcc.situation"]
    _description = "Guarantee fund of the currency"

    @api.model
    @api.readonly
    def get_fund(self, currency_id=None):
        """What the screen of the guarantee fund shows, today.

        :return: dict of plain data: currencies, currency (False when there is
            none), accounts with their balances, history by month, current
            (the last month of the history), thresholds, below_zero, transfer
            (a draft that exists, or False) and on_the_way (posted transfers that the
            fund's bank has not shown yet); amounts in the company's currency
        :raise AccessError: the user is no auditor of the local currency
        """
        self._check_reader()
        currencies = self._get_currencies()
        currency = self._choose_currency(currencies, currency_id)
        if not currency:
            return {"currencies": [], "currency": False}
        history = self._get_history(currency)
        today = fields.Date.context_today(self)
        below_zero = self._get_below_zero(
            self._get_denominations(currency),
            self._get_places(currency),
            self._get_cells_by_place(currency, today),
        )
        return {
            "currencies": [{"id": c.id, "name": c.name} for c in currencies],
            "currency": self._prepare_currency_of_books(currency),
            "accounts": self._get_fund_accounts(currency),
            "history": history,
            "current": history[-1],
            "thresholds": self._get_thresholds(currency, history),
            "below_zero": below_zero,
            "transfer": self._prepare_transfer_summary(currency),
            "on_the_way": self._can_prepare() and self._get_amount_on_the_way(currency),
            "can_prepare": self._can_prepare(),
        }

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    @api.model
    def _get_history(self, currency, months=24):
        """Circulation, liability and fund at the end of each month, up to today.

        Where nothing has changed in all these months, those that led to the last
        change are told instead. Months before anything stood in the ledger or the
        books are left out; the missing amount is by the present target.

        :return: list of dicts of date (ISO string, the last one today), circulation,
            liability, fund, cover (in percent or None) and missing; at least today's
        """
        today = fields.Date.context_today(self)
        last = self._get_last_change(currency, today)
        if last and last < today - relativedelta(months=months):
            today = date_utils.end_of(last, "month")
        first = date_utils.start_of(today, "month") - relativedelta(months=months - 1)
        history = self._get_months(currency, first, today)
        names = ("circulation", "liability", "fund")
        while len(history) > 1 and not any(history[0][name] for name in names):
            del history[0]
        return history

    @api.model
    def _get_months(self, currency, first, last):
        """Circulation, liability and fund at the end of each month of a period.

        :param first: first day of a month
        :param last: the last day; the ledger is told by whole months
        :return: as `_get_history`, for every month
        """
        changes = {}
        for name, month, amount in self._get_changes(currency, first, last):
            changes.setdefault(month, {})[name] = amount
        totals = dict.fromkeys(("circulation", "liability", "fund"), 0.0)
        for name, amount in changes.pop(first - relativedelta(months=1), {}).items():
            totals[name] = amount
        history, month = [], first
        while month <= last:
            change = changes.get(month, {})
            totals = {k: round(v + change.get(k, 0.0), 2) for k, v in totals.items()}
            day = min(date_utils.end_of(month, "month"), last)
            history.append(self._prepare_month(currency, day, totals))
            month += relativedelta(months=1)
        return history

    @api.model
    def _prepare_month(self, currency, day, totals):
        fund, liability = totals["fund"], totals["liability"]
        return {
            "date": fields.Date.to_string(day),
            **totals,
            "cover": cover(fund, liability),
            "missing": missing(fund, liability, currency.fund_target),
        }

    @api.model
    def _get_issued_in_a_year(self, currency, date=None):
        """Coupons exchanged or given over the twelve months up to a day, less the
        reversals of that time.

        :param date: today by default
        """
        today = date or fields.Date.context_today(self)
        [(amount,)] = self.env.execute_query(
            SQL(
                """
SELECT COALESCE(SUM(circulation_amount), 0)::float
  FROM lcc_operation_line
 WHERE lcc_currency_id = %s AND state = 'posted' AND kind IN ('exchange', 'grant')
   AND date > %s AND date <= %s
                """,
                currency.id,
                today - relativedelta(months=12),
                today,
            )
        )
        return round(amount, 2)

    @api.model
    def _get_last_change(self, currency, today):
        """Day, or first day of the month, of the last change; None without any."""
        accounts = currency.sudo()  # a date only
        self.env["account.move.line"].flush_model()
        [(last,)] = self.env.execute_query(
            SQL(
                """
SELECT GREATEST(
    (SELECT MAX(month) FROM lcc_flow WHERE lcc_currency_id = %(currency)s),
    (SELECT MAX(date) FROM account_move_line
      WHERE account_id = ANY(%(accounts)s) AND company_id = %(company)s
        AND parent_state = 'posted' AND date <= %(today)s))
                """,
                currency=currency.id,
                company=currency.company_id.id,
                accounts=(accounts.coupon_account_id | accounts.fund_account_ids).ids,
                today=today,
            )
        )
        return last

    @api.model
    def _get_changes(self, currency, first, today):
        """Rows of (name, month, amount), all earlier months in the one before first."""
        accounts = currency.sudo()  # totals only: see _get_account_balances
        funds = currency._fields["fund_account_ids"]
        self.env["account.move.line"].flush_model()
        self.env["lcc.place"].flush_model()
        return self.env.execute_query(
            SQL(
                """
WITH flows AS (
    SELECT GREATEST(f.month, %(before)s) AS month, f.amount,
           t.is_circulating AS enters
      FROM lcc_flow f
      JOIN lcc_place s ON s.id = f.place_from_id
      JOIN lcc_place t ON t.id = f.place_to_id
     WHERE f.lcc_currency_id = %(currency)s AND s.is_circulating != t.is_circulating
), items AS NOT MATERIALIZED (
    SELECT account_id, balance,
           GREATEST(date_trunc('month', date)::date, %(before)s) AS month
      FROM account_move_line
     WHERE company_id = %(company)s AND parent_state = 'posted' AND date <= %(today)s
)
SELECT 'circulation', month, SUM(CASE WHEN enters THEN amount ELSE -amount END)::float
  FROM flows GROUP BY 2
UNION ALL
SELECT 'liability', month, -SUM(balance)::float
  FROM items WHERE account_id = %(coupons)s
 GROUP BY 2
UNION ALL
SELECT 'fund', month, SUM(balance)::float
  FROM items WHERE account_id IN (SELECT %(fund)s FROM %(funds)s WHERE %(of)s)
 GROUP BY 2
                """,
                before=first - relativedelta(months=1),
                today=today,
                currency=currency.id,
                company=currency.company_id.id,
                coupons=accounts.coupon_account_id.id or None,
                fund=SQL.identifier(funds.column2),
                funds=SQL.identifier(funds.relation),
                of=SQL("%s = %s", SQL.identifier(funds.column1), currency.id),
            )
        )

    @api.model
    def _get_fund_accounts(self, currency, date=None):
        """Accounts of the fund with their balances at a day.

        :param date: today by default
        """
        accounts = currency.sudo().fund_account_ids.with_company(currency.company_id)
        balances = dict(
            self.env["account.move.line"]
            .sudo()  # totals only: see _get_account_balances
            ._read_group(
                [
                    ("account_id", "in", accounts.ids),
                    ("company_id", "=", currency.company_id.id),
                    ("parent_state", "=", "posted"),
                    ("date", "<=", date or fields.Date.context_today(self)),
                ],
                ["account_id"],
                ["balance:sum"],
            )
        )
        return [
            {
                "id": account.id,
                "code": account.code,
                "name": account.name,
                "balance": balances.get(account, 0.0),
            }
            for account in accounts.sorted("code")
        ]

    @api.model
    def _get_thresholds(self, currency, history):
        """What is watched against the threshold of one million euros."""
        return [
            {
                "key": key,
                "label": label,
                "amount": amount,
                "limit": THRESHOLD,
                "percent": 100 * amount / THRESHOLD,
            }
            for key, label, amount in (
                (
                    "issued",
                    self.env._("Put into circulation over twelve months"),
                    self._get_issued_in_a_year(currency),
                ),
                (
                    "circulation",
                    self.env._("In circulation today"),
                    history[-1]["circulation"],
                ),
            )
        ]

    @api.model
    def _get_below_zero(self, denominations, places, held):
        """Denominations of which holders have fewer than zero coupons.

        :return: list of dicts of denomination_id, value and quantity
        """
        holders = [place.id for place in places if place.kind == "holders"]
        quantities = {}
        for place in holders:
            for _series, denomination, quantity in held.get(place, ()):
                quantities[denomination] = quantities.get(denomination, 0) + quantity
        return [
            {
                "denomination_id": denomination.id,
                "value": denomination.value,
                "quantity": quantities[denomination.id],
            }
            for denomination in denominations
            if quantities.get(denomination.id, 0) < 0
        ]
