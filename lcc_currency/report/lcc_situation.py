# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL, date_utils

from ..tools.tally import cover, missing, tally

# Columns of the situation and the kinds of place that each adds up.
COLUMNS = {
    "stock": ("vault", "transit"),
    "counters": ("counter",),
    "circulation": ("holders", "till"),
    "destroyed": ("destroyed",),
    "lapsed": ("lapsed",),
}


class Place(NamedTuple):
    """A place as the situation needs it, whether or not the user may open it."""

    id: int
    name: str
    kind: str
    active: bool
    low_amount: float
    is_readable: bool


class LccSituation(models.AbstractModel):
    """Where the coupons are at a date, beside the books and the guarantee fund.

    It reads the ledger: monthly totals up to the month, lines within it. The
    present balances play no part, so a past date costs what today costs.
    """

    _name = "lcc.situation"
    _inherit = ["lcc.situation.screen", "lcc.situation.difference"]
    _description = "Situation of the currency"

    @api.model
    def _get_holdings(self, currency, date, series=None):
        """Coupons in each place at the end of a day.

        :param currency: lcc.currency, one record
        :param date: day included
        :param series: lcc.coupon.series to keep, all when empty
        :return: list of (place id, series id, denomination id, quantity), zeros
            left out; the printer's quantities are negative: what it delivered
        """
        next_day = date + timedelta(days=1)
        month = date_utils.start_of(next_day, "month")
        only = SQL("AND series_id IN %s", tuple(series.ids)) if series else SQL()
        return self.env.execute_query(
            SQL(
                """
WITH moves AS (
    SELECT place_from_id, place_to_id, series_id, denomination_id,
           SUM(quantity) AS quantity
      FROM lcc_flow
     WHERE lcc_currency_id = %(currency)s AND month < %(month)s %(only)s
  GROUP BY 1, 2, 3, 4
 UNION ALL
    SELECT place_from_id, place_to_id, series_id, denomination_id, quantity
      FROM lcc_operation_line
     WHERE lcc_currency_id = %(currency)s AND state = 'posted'
       AND date >= %(month)s AND date < %(next_day)s %(only)s
)
  SELECT p.place_id, m.series_id, m.denomination_id, SUM(p.sign * m.quantity)::bigint
    FROM moves m
         CROSS JOIN LATERAL (VALUES (m.place_to_id, 1), (m.place_from_id, -1))
                            p(place_id, sign)
GROUP BY 1, 2, 3
  HAVING SUM(p.sign * m.quantity) != 0
                """,
                currency=currency.id,
                month=month,
                next_day=next_day,
                only=only,
            )
        )

    @api.model
    def _get_account_balances(self, currency, date):
        """Liability of the coupons and guarantee fund in the books at a date.

        :return: (liability, fund) in the company's currency, both positive as
            printed; posted entries only
        """
        # A manager of the currency may have no accounting rights: two totals only.
        currency = currency.sudo()
        self.env["account.move.line"].flush_model(
            ["account_id", "balance", "company_id", "date", "parent_state"]
        )
        [(liability, fund)] = self.env.execute_query(
            SQL(
                """
SELECT COALESCE(-SUM(balance) FILTER (WHERE account_id = %(coupons)s), 0),
       COALESCE(SUM(balance) FILTER (WHERE account_id IN %(fund)s), 0)
  FROM account_move_line
 WHERE account_id IN %(accounts)s AND company_id = %(company)s
   AND parent_state = 'posted' AND date <= %(date)s
                """,
                coupons=currency.coupon_account_id.id or None,
                fund=tuple(currency.fund_account_ids.ids) or (None,),
                accounts=(
                    currency.coupon_account_id.id or None,
                    *currency.fund_account_ids.ids,
                ),
                company=currency.company_id.id,
                date=date,
            )
        )
        return float(liability), float(fund)

    @api.model
    def _get_totals(self, currency, date, series=None):
        """Totals at face value, liability, fund and cover at a date.

        :return: dict of amounts in the company's currency: printed, stock,
            counters, circulation, destroyed, lapsed, liability, fund, missing,
            difference (circulation less liability); and cover, in percent of the
            liability, None when nothing circulates
        """
        held = self._get_cells_by_place(currency, date, series)
        totals = self._sum_columns(
            self._get_denominations(currency), self._get_places(currency), held
        )
        books = self._get_book_totals(currency, date, totals["circulation"])
        return {**totals, **books}

    @api.model
    def _sum_columns(self, denominations, places, held):
        """Amount of each column, from holdings by place."""
        values = {denomination.id: denomination.value for denomination in denominations}
        totals = {}
        for column, kinds, sign in self._get_columns():
            ids = [place.id for place in places if place.kind in kinds]
            cells = (cell for place in ids for cell in held.get(place, ()))
            totals[column] = round(tally(cells, values, sign)["amount"], 2)
        return totals

    @api.model
    def _get_book_totals(self, currency, date, circulation):
        """Liability, fund, cover and what is missing, beside the circulation."""
        liability, fund = self._get_account_balances(currency, date)
        return {
            "liability": liability,
            "difference": currency.currency_id.round(circulation - liability),
            "fund": fund,
            "cover": cover(fund, liability),
            "missing": missing(fund, liability, currency.fund_target),
        }

    @api.model
    def _get_columns(self):
        """Columns as (name, kinds of place that it adds up, sign)."""
        return [
            ("printed", ("printer",), -1),
            *((name, kinds, 1) for name, kinds in COLUMNS.items()),
        ]

    @api.model
    def _get_cells_by_place(self, currency, date, series=None):
        """Place id -> list of (series, denomination, quantity) at a date."""
        held = {}
        for place, *cell in self._get_holdings(currency, date, series):
            held.setdefault(place, []).append(cell)
        return held

    @api.model
    def _get_denominations(self, currency):
        """Every denomination of the currency, archived ones too, in one query."""
        denominations = self.env["lcc.denomination"].with_context(active_test=False)
        return denominations.search_fetch([("lcc_currency_id", "=", currency.id)])

    @api.model
    def _get_places(self, currency):
        """Every place of the currency, in the order of its list, in one query.

        :return: list of Place, archived ones included
        """
        places = self.env["lcc.place"].with_context(active_test=False)
        places.flush_model()
        readable = places._search([("lcc_currency_id", "=", currency.id)])
        return [
            Place(*row)
            for row in self.env.execute_query(
                SQL(
                    """
  SELECT id, name, kind, active, COALESCE(low_amount, 0)::float, id IN %(readable)s
    FROM lcc_place WHERE lcc_currency_id = %(currency)s
ORDER BY sequence, name, id
                    """,
                    readable=readable.subselect(),
                    currency=currency.id,
                )
            )
        ]
