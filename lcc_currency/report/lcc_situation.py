# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL, date_utils

# Columns of the situation and the kinds of place that each adds up.
COLUMNS = {
    "stock": ("vault", "transit"),
    "counters": ("counter",),
    "circulation": ("holders", "till"),
    "destroyed": ("destroyed",),
    "lapsed": ("lapsed",),
}


class LccSituation(models.AbstractModel):
    """Where the coupons are at a date, beside the books and the guarantee fund.

    It reads the ledger: monthly totals up to the month, lines within it. The
    present balances play no part, so a past date costs what today costs.
    """

    _name = "lcc.situation"
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
                coupons=currency.coupon_account_id.id,
                fund=tuple(currency.fund_account_ids.ids) or (None,),
                accounts=(
                    currency.coupon_account_id.id,
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
        holdings = self._get_holdings(currency, date, series)
        values = {
            d.id: d.value
            for d in currency.with_context(active_test=False).denomination_ids
        }
        kinds = {
            place.id: place.kind
            for place in currency.sudo().with_context(active_test=False).place_ids
        }
        column_of = {kind: col for col, kinds_ in COLUMNS.items() for kind in kinds_}
        totals = dict.fromkeys(["printed", *COLUMNS], 0.0)
        for place_id, _series_id, denomination_id, quantity in holdings:
            amount = quantity * values[denomination_id]
            if kinds[place_id] == "printer":
                totals["printed"] -= amount
            else:
                totals[column_of[kinds[place_id]]] += amount
        liability, fund = self._get_account_balances(currency, date)
        rounding = currency.currency_id
        totals.update(
            liability=liability,
            fund=fund,
            difference=rounding.round(totals["circulation"] - liability),
            cover=100 * fund / liability if liability else None,
            missing=max(
                0.0, rounding.round(liability * currency.fund_target / 100 - fund)
            ),
        )
        return totals
