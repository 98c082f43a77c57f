# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.periods import Period, previous, year_before

COMPARISONS = ("none", "period", "year", "fiscal_year", "dates")
DATES = ("date_from", "date_to", "compare_from", "compare_to")


class LccReport(models.AbstractModel):
    """What a reader chose: dates, what stands beside them, and how the screen asks."""

    _inherit = "lcc.report"

    @api.model
    def _read_options(self, given):
        """What was asked for, with dates and what was left out.

        :return: dict of date_from, date_to, compare, compare_from, compare_to,
            periods (list of Period: the report's own, and the compared one if any)
            and the own options
        :raise UserError: a date is none, or the last day stands before the first
        """
        default = self._get_default_period()
        date_to = self._read_date(given.get("date_to")) or default.date_to
        date_from = self._read_date(given.get("date_from")) or (
            default.date_from
            if default.date_from <= date_to
            else self._get_fiscal_year(date_to).date_from
        )
        if self._report_is_at_date and date_from > date_to:
            date_from = self._get_fiscal_year(date_to).date_from
        period = self._make_period(date_from, date_to)
        compare = given.get("compare") or self._report_comparison
        if not self._report_compares or compare not in COMPARISONS:
            compare = "none"
        compared = self._get_compared(period, compare, given)
        return {
            "date_from": date_from,
            "date_to": date_to,
            "compare": compare,
            "compare_from": compared and compared.date_from,
            "compare_to": compared and compared.date_to,
            "periods": [period, *([compared] if compared else [])],
            **self._read_own_options(given),
        }

    @api.model
    def _read_choice(self, value, values):
        """The one of these values that was chosen, which an address holds as a text;
        by default the first one, or nothing."""
        chosen = (one for one in values if str(one) == str(value))
        return next(chosen, next(iter(values), False))

    @api.model
    def _read_check(self, value):
        """Whether a box is ticked, which an address holds as a text."""
        return value in (True, 1, "1", "true", "True")

    @api.model
    def _make_period(self, date_from, date_to):
        if date_from > date_to:
            raise UserError(
                self.env._(
                    "The last day, %(last)s, stands before the first, %(first)s. "
                    "Choose a later last day.",
                    last=format_date(self.env, date_to),
                    first=format_date(self.env, date_from),
                )
            )
        return Period(date_from, date_to)

    @api.model
    def _read_date(self, value):
        try:
            return fields.Date.to_date(value or None)
        except ValueError as error:
            raise UserError(
                self.env._("%(value)s is no date. Choose a day.", value=value)
            ) from error

    @api.model
    def _get_compared(self, period, compare, given):
        if compare == "period":
            return previous(period)
        if compare == "year":
            return year_before(period)
        if compare == "fiscal_year":
            day_before = fields.Date.subtract(
                self._get_fiscal_year(period.date_from).date_from, days=1
            )
            return self._get_fiscal_year(day_before)
        if compare == "dates":
            earlier = year_before(period)
            last = self._read_date(given.get("compare_to")) or earlier.date_to
            first = self._read_date(given.get("compare_from")) or earlier.date_from
            if self._report_is_at_date and first > last:
                first = self._get_fiscal_year(last).date_from
            return self._make_period(first, last)
        return None

    @api.model
    def _get_fiscal_year(self, date):
        dates = self.env.company.compute_fiscalyear_dates(date)
        return Period(dates["date_from"], dates["date_to"])

    @api.model
    def _get_default_period(self):
        """The fiscal year of today, or of the last posted entry if that is earlier."""
        today = fields.Date.context_today(self)
        # a date is no secret to who reads figures without accounting rights
        last = (
            self.env["account.move"]
            .sudo()
            .search_fetch(
                [
                    ("company_id", "=", self.env.company.id),
                    ("state", "=", "posted"),
                    ("date", "<=", today),
                ],
                ["date"],
                order="date desc",
                limit=1,
            )
        )
        return self._get_fiscal_year(last.date or today)

    @api.model
    def _write_options(self, options):
        """Options as plain data, for the screen and the reports' actions."""
        return {
            name: fields.Date.to_string(value) if name in DATES else value
            for name, value in options.items()
            if name != "periods"
        }

    @api.model
    def _get_filters(self, options):
        """All filters of the screen, see `_get_own_filters`."""
        filters = []
        if not self._report_is_at_date:
            filters.append(self._date_filter("date_from", self.env._("From"), options))
            filters.append(self._date_filter("date_to", self.env._("To"), options))
        else:
            filters.append(self._date_filter("date_to", self.env._("At"), options))
        if self._report_compares:
            filters.append(
                {
                    "name": "compare",
                    "label": self.env._("Beside it"),
                    "kind": "select",
                    "value": options["compare"],
                    "choices": self._get_comparisons(),
                }
            )
            if options["compare"] == "dates":
                if not self._report_is_at_date:
                    label = self.env._("Compared from")
                    filters.append(self._date_filter("compare_from", label, options))
                label = self.env._("Compared to")
                filters.append(self._date_filter("compare_to", label, options))
        return filters + self._get_own_filters(options)

    @api.model
    def _get_comparisons(self):
        names = {
            "none": self.env._("nothing"),
            "period": self.env._("the period before, of the same length"),
            "year": self.env._("the same days a year before"),
            "fiscal_year": self.env._("the fiscal year before"),
            "dates": self.env._("other dates"),
        }
        return list(names.items())

    @api.model
    def _date_filter(self, name, label, options):
        value = fields.Date.to_string(options[name])
        return {"name": name, "label": label, "kind": "date", "value": value}
