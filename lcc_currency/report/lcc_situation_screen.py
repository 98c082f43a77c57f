# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools.tally import tally


class LccSituationScreen(models.AbstractModel):
    """Part of the situation that its screen, its paper and its workbook show.

    The totals are the whole currency's for everyone who reads them, because the
    liability and the fund are; the counters that a user limited to territories may
    not open are added up in one line without a name.
    """

    _name = "lcc.situation.screen"
    _description = "What the situation shows"

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
        read_date = self.env["lcc.operation"]._read_date
        dates = [read_date(date)]
        if compare_date:
            dates.append(read_date(compare_date))
        all_series = self.env["lcc.coupon.series"].with_context(active_test=False)
        all_series = all_series.search([("lcc_currency_id", "=", currency.id)])
        series = all_series.filtered(lambda s: s.id in (series_ids or ()))
        denominations = self._get_denominations(currency)
        lines = self._get_coupon_lines(currency, denominations, dates, series)
        circulation = next(ln for ln in lines if ln["key"] == "circulation")
        used = {key for ln in lines for by in ln["denominations"] for key in by}
        return {
            "currencies": [{"id": c.id, "name": c.name} for c in currencies],
            "currency": self._prepare_currency_of_books(currency),
            "series": [{"id": s.id, "name": s.name} for s in all_series],
            "series_ids": series.ids,
            "denominations": [
                {"id": d.id, "name": d.display_name}
                for d in denominations
                if d.active or d.id in used
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

    @api.model
    def _get_report_figures(self, docids, data):
        """The situation as the reports print it, from what the screen asks for.

        :param data: dict of currency_id, date, compare_date and series_ids
        :return: as ``get_situation``, and matrices as ``_get_matrices``, and
            differences: list of (date, lines)
        """
        data = data or {}
        figures = self.get_situation(
            data.get("currency_id") or next(iter(docids or ()), None),
            data.get("date"),
            data.get("compare_date"),
            data.get("series_ids"),
        )
        currency = self.env["lcc.currency"].browse(figures["currency"]["id"])
        amounts = next(
            (ln["amounts"] for ln in figures["books"] if ln["key"] == "difference"), []
        )
        differing = [
            fields.Date.to_date(date)
            for date, amount in zip(figures["dates"], amounts, strict=False)
            if amount
        ]
        dates = [fields.Date.to_date(date) for date in figures["dates"]]
        return {
            **figures,
            "dates": dates,
            "matrices": self._get_matrices(dates, figures["lines"]),
            "series_names": ", ".join(
                series["name"]
                for series in figures["series"]
                if series["id"] in figures["series_ids"]
            ),
            "unit": currency.currency_id.symbol,
            "company": currency.company_id.name,
            "differences": [
                (date, self._get_differences(currency, date)) for date in differing
            ],
        }

    @api.model
    def _get_matrices(self, dates, lines):
        """Lines by denomination and by series: at each date, then what changed.

        :return: list of (date, or None for the change from the second date to the
            first, rows); a row has key, label, level, quantity, amount, and
            denominations and series as {id: (quantity, amount)}
        """
        matrices = [
            (date, [self._prepare_matrix_row(line, index) for line in lines])
            for index, date in enumerate(dates)
        ]
        if len(dates) > 1:
            rows = zip(*(rows for _date, rows in matrices), strict=True)
            matrices.append((None, [self._subtract_row(*pair) for pair in rows]))
        return matrices

    @api.model
    def _prepare_matrix_row(self, line, index):
        return {
            **{name: line[name] for name in ("key", "label", "level")},
            "quantity": line["quantities"][index],
            "amount": line["amounts"][index],
            "denominations": line["denominations"][index],
            "series": line["series"][index],
        }

    @api.model
    def _subtract_row(self, row, before):
        def subtract(cells, cells_before):
            nothing = (0, 0.0)
            return {
                key: tuple(
                    round(now - then, 2)
                    for now, then in zip(
                        cells.get(key, nothing),
                        cells_before.get(key, nothing),
                        strict=True,
                    )
                )
                for key in {**cells_before, **cells}
            }

        return {
            **row,
            "quantity": row["quantity"] - before["quantity"],
            "amount": round(row["amount"] - before["amount"], 2),
            **{
                name: subtract(row[name], before[name])
                for name in ("denominations", "series")
            },
        }
