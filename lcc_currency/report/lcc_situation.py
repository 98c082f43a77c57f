# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError
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

    # ------------------------------------------------------------------
    # The screen
    # ------------------------------------------------------------------

    @api.model
    @api.readonly
    def get_situation(
        self, currency_id=None, date=None, compare_date=None, series_ids=None
    ):
        """The situation at a date, and at another one to compare it with.

        :param currency_id: by default the first currency of the user's company
        :param date: date or ISO string, today by default
        :param compare_date: second date, or nothing
        :param series_ids: series to keep, all when empty; the books do not tell
            series apart, their lines are left out then
        :return: dict of plain data: currencies, currency (False when there is
            none), series, series_ids, denominations, dates, lines (coupons by
            place) and books (amounts in the company's currency), each line with
            one figure per date
        :raise AccessError: the user is no auditor of the local currency
        """
        self._check_reader()
        currencies = self._get_currencies()
        currency = self._choose_currency(currencies, currency_id)
        if not currency:
            return {"currencies": [], "currency": False}
        dates = [fields.Date.to_date(date) or fields.Date.context_today(self)]
        if compare_date:
            dates.append(fields.Date.to_date(compare_date))
        all_series = self.env["lcc.coupon.series"].with_context(active_test=False)
        all_series = all_series.search([("lcc_currency_id", "=", currency.id)])
        series = all_series.filtered(lambda s: s.id in (series_ids or ()))
        denominations = self._get_denominations(currency)
        lines = self._get_coupon_lines(currency, denominations, dates, series)
        circulation = next(ln for ln in lines if ln["key"] == "circulation")
        return {
            "currencies": [{"id": c.id, "name": c.name} for c in currencies],
            "currency": self._prepare_currency_of_books(currency),
            "series": [{"id": s.id, "name": s.name} for s in all_series],
            "series_ids": series.ids,
            "denominations": [
                {"id": d.id, "name": d.display_name} for d in denominations
            ],
            "dates": [fields.Date.to_string(day) for day in dates],
            "lines": lines,
            "books": []
            if series
            else self._get_book_lines(currency, dates, circulation["amounts"]),
        }

    @api.model
    def _check_reader(self):
        """The whole currency's figures are for auditors and managers."""
        if not (self.env.su or self.env.user.has_group("lcc_base.group_lcc_auditor")):
            raise AccessError(
                self.env._(
                    "The situation of the whole currency is for its auditors and "
                    "managers. Your own counters show what they hold."
                )
            )

    @api.model
    def _get_currencies(self):
        return self.env["lcc.currency"].search_fetch([])

    @api.model
    def _choose_currency(self, currencies, currency_id=None):
        """The one asked for if the user may see it, or the main company's first."""
        return (
            currencies.filtered(lambda c: c.id == currency_id)
            or currencies.filtered(lambda c: c.company_id == self.env.company)[:1]
            or currencies[:1]
        )

    @api.model
    def _prepare_currency(self, currency):
        return {
            "id": currency.id,
            "name": currency.name,
            "symbol": currency.symbol,
            "company_id": currency.company_id.id,
            "currency_id": currency.currency_id.id,
            "target": currency.fund_target,
        }

    @api.model
    def _prepare_currency_of_books(self, currency):
        accounts = currency.sudo()  # ids only: opening them takes accounting rights
        return {
            **self._prepare_currency(currency),
            "coupon_account_id": accounts.coupon_account_id.id,
            "fund_account_ids": accounts.fund_account_ids.ids,
            "can_read_books": self.env["account.move.line"].has_access("read"),
        }

    @api.model
    def _get_coupon_lines(self, currency, denominations, dates, series):
        """Each column, and below it its places, with a figure per date."""
        places = self._get_places(currency)
        values = {denomination.id: denomination.value for denomination in denominations}
        held = [self._get_cells_by_place(currency, day, series) for day in dates]
        labels = self._get_labels()

        def line(key, label, of_places, **options):
            return self._prepare_line(key, label, of_places, held, values, **options)

        lines = []
        for column, kinds, sign in self._get_columns():
            mine = [place for place in places if place.kind in kinds]
            lines.append(line(column, labels[column], mine, sign=sign))
            details = self._get_details(mine, held)
            if column == "counters" or len(details) > 1:
                lines += [
                    line(f"{column}_place", label, group, level=1)
                    for label, group in details
                ]
        inside = [place for place in places if place.kind != "printer"]
        lines.append(line("sum", labels["sum"], inside))
        return lines

    @api.model
    def _get_labels(self):
        return {
            "printed": self.env._("Printed"),
            "stock": self.env._("Stock"),
            "counters": self.env._("Counters"),
            "circulation": self.env._("Circulation"),
            "destroyed": self.env._("Destroyed"),
            "lapsed": self.env._("Lapsed"),
            "sum": self.env._("Sum, equal to printed"),
        }

    @api.model
    def _get_details(self, places, held):
        """Places told one by one, as (label, places that it adds up)."""
        used = [p for p in places if p.active or any(p.id in cells for cells in held)]
        details = [(place.name, [place]) for place in used if place.is_readable]
        others = [place for place in used if not place.is_readable]
        if others:
            details.append((self.env._("In other territories"), others))
        return details

    @api.model
    def _prepare_line(self, key, label, places, held, values, level=0, sign=1):
        totals = [
            tally((c for p in places for c in cells.get(p.id, ())), values, sign)
            for cells in held
        ]
        return {
            "key": key,
            "label": label,
            "level": level,
            "place_ids": [place.id for place in places if place.is_readable],
            "amounts": [round(total["amount"], 2) for total in totals],
            "quantities": [total["quantity"] for total in totals],
            "denominations": [total["denominations"] for total in totals],
            "series": [total["series"] for total in totals],
        }

    @api.model
    def _get_book_lines(self, currency, dates, circulation):
        """Liability, fund and cover; a cover is None when nothing circulates."""
        totals = [
            self._get_book_totals(currency, day, amount)
            for day, amount in zip(dates, circulation, strict=True)
        ]
        labels = {
            "liability": self.env._("Coupons in circulation, in the books"),
            "difference": self.env._("Circulation less books"),
            "fund": self.env._("Guarantee fund"),
            "cover": self.env._("Cover by the fund (%)"),
            "missing": self.env._("Missing to the fund"),
        }
        return [
            {"key": key, "label": label, "amounts": [total[key] for total in totals]}
            for key, label in labels.items()
        ]
