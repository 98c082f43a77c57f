# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, formatLang

from ..tools.periods import Period, previous, year_before
from ..tools.table import DIGITS, Table

COMPARISONS = ("none", "period", "year", "fiscal_year", "dates")


class LccReport(models.AbstractModel):
    """Figures of a period: what the screen, the paper, the workbook and the assembly
    pack show of them.

    A report inherits this model and tells its title, its tables and its charts. The
    figures are read as the user. Options are a dict of what the reader chose:
    date_from, date_to, compare, compare_from, compare_to, and what the report's own
    filters are named; dates are dates or ISO strings.
    """

    _name = "lcc.report"
    _description = "Report of figures"

    # Those who may read it, any of them.
    _report_groups = ("lcc_base.group_lcc_auditor",)
    # Whether it tells what stands at a date (the last day), or happens in a period.
    _report_is_at_date = False
    _report_compares = True
    # What stands beside it where the reader has not chosen, one of COMPARISONS.
    _report_comparison = "none"
    # Whether a new report to the assembly has a chapter of it.
    _report_is_for_assembly = True
    # The action that makes its workbook.
    _report_xlsx = "lcc_reports.report_xlsx_action"

    # ------------------------------------------------------------------
    # What a report tells
    # ------------------------------------------------------------------

    @api.model
    def _get_title(self):
        """The report's name, in words."""
        raise NotImplementedError

    @api.model
    def _get_obstacle(self, options):
        """Why there is nothing to show, in words that say what to do; or nothing.

        :param options: as `_read_options` returns them
        """
        return ""

    @api.model
    def _get_tables(self, options):
        """
        :return: list of tools.table.Table
        """
        raise NotImplementedError

    @api.model
    def _get_charts(self, options, tables):
        """
        :param tables: those of `_get_tables`
        :return: list of dicts of key, title and svg (a picture of tools.chart)
        """
        return []

    @api.model
    def _get_own_filters(self, options):
        """Filters beside those of dates.

        :return: list of dicts of name, label, kind (select or check), value, and for
            a select choices, a list of (value, label)
        """
        return []

    @api.model
    def _read_own_options(self, given):
        """What the own filters were given, understood.

        :return: dict of plain data
        """
        return {}

    @api.model
    def _get_buttons(self, options):
        """Buttons beside Print and Export, see `press`.

        :return: list of dicts of name and label
        """
        return []

    @api.model
    def _press(self, name, options):
        """What a button does.

        :param options: as `_read_options` returns them
        :return: an action
        """
        raise UserError(self.env._("There is no such button. Open the report anew."))

    # ------------------------------------------------------------------
    # What shows it
    # ------------------------------------------------------------------

    @api.model
    @api.readonly
    def get_report(self, options=None):
        """What the screen shows.

        :param options: dict, see the class
        :return: dict of plain data: title, subtitle, options (as understood), filters,
            buttons, xlsx (the action of its workbook), message (why there are no
            figures, or ""), tables and charts. A cell has text, and opens: the records
            behind it
        :raise AccessError: the user may not read these figures
        """
        figures = self._get_figures(options)
        return {
            **figures,
            "options": self._write_options(figures["options"]),
            "filters": self._get_filters(figures["options"]),
            "xlsx": self._report_xlsx,
            "buttons": self._get_buttons(figures["options"]),
            "tables": [self._prepare_table(table) for table in figures["tables"]],
        }

    @api.model
    def press(self, name, options=None):
        """Do what a button of the screen says.

        :param name: of the button, see `_get_buttons`
        :param options: dict, see the class
        :return: an action
        :raise AccessError: the user may not read these figures
        """
        self._check_reader()
        return self._press(name, self._read_options(options or {}))

    @api.model
    def _get_figures(self, options=None):
        """The report before any format.

        :return: dict of title, subtitle, options, message, tables and charts
        """
        self._check_reader()
        options = self._read_options(options or {})
        message = self._get_obstacle(options)
        tables = [] if message else self._get_tables(options)
        return {
            "title": self._get_title(),
            "subtitle": self._get_subtitle(options),
            "options": options,
            "message": message,
            "tables": tables,
            "charts": self._get_charts(options, tables) if tables else [],
        }

    @api.model
    def _check_reader(self):
        if not self.env.su and not self.env.user.has_groups(
            ",".join(self._report_groups)
        ):
            raise AccessError(
                self.env._(
                    "“%(report)s” is not among the figures that you may read. Ask the "
                    "treasurer of the association for it.",
                    report=self._get_title(),
                )
            )

    @api.model
    def _get_subtitle(self, options):
        return self._get_period_label(options["periods"][0])

    # ------------------------------------------------------------------
    # Options
    # ------------------------------------------------------------------

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
        return [
            ("none", self.env._("nothing")),
            ("period", self.env._("the period before, of the same length")),
            ("year", self.env._("the same days a year before")),
            ("fiscal_year", self.env._("the fiscal year before")),
            ("dates", self.env._("other dates")),
        ]

    @api.model
    def _date_filter(self, name, label, options):
        value = fields.Date.to_string(options[name])
        return {"name": name, "label": label, "kind": "date", "value": value}

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------

    @api.model
    def _get_period_label(self, period):
        """A period, or its last day for a report at a date."""
        if self._report_is_at_date:
            return format_date(self.env, period.date_to)
        if period.is_calendar_year:
            return str(period.date_from.year)
        return self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, period.date_from),
            last=format_date(self.env, period.date_to),
        )

    @api.model
    def _get_head(self, options):
        """Heads of the columns of the periods; those of unlike length say how long
        they are."""
        periods = options["periods"]
        heads = [self._get_period_label(period) for period in periods]
        lengths = {period.months or period.days for period in periods}
        if self._report_is_at_date or len(lengths) == 1:
            return heads
        return [
            f"{head} ({self._get_length_label(period)})"
            for head, period in zip(heads, periods, strict=True)
        ]

    @api.model
    def _get_month_label(self, period, is_short=False):
        return format_date(
            self.env, period.date_from, date_format="MMM y" if is_short else "MMMM y"
        )

    @api.model
    def _get_length_label(self, period):
        if period.months:
            return self.env._("%(count)s months", count=period.months)
        return self.env._("%(count)s days", count=period.days)

    @api.model
    def _get_scope_notes(self):
        """What a reader must know who follows some territories only."""
        if self.env.su or not self.env.user.lcc_is_limited:
            return []
        return [
            self.env._(
                "You follow some territories: these are the figures of these alone."
            )
        ]

    @api.model
    def _format(self, value, kind):
        """A figure as it is read; nothing for nothing."""
        if value is None or value is False:
            return ""
        if kind == "text":
            return str(value)
        if kind == "date":
            return format_date(self.env, value)
        text = self._write_number(value, DIGITS[kind])
        return f"{text}\N{NO-BREAK SPACE}%" if kind == "percent" else text

    @api.model
    def _write_number(self, value, digits=0):
        """A figure in the reader's language, a half away from zero; charts use it."""
        return formatLang(self.env, value, digits=digits, rounding_method="HALF-UP")

    @api.model
    def _prepare_table(self, table: Table):
        """A table as plain data, with its figures as texts."""
        columns = [
            {"label": column.label, "is_text": column.kind in ("text", "date")}
            for column in table.columns
        ]
        return {
            "key": table.key,
            "title": table.title,
            "label": table.label,
            "columns": columns,
            "rows": [self._prepare_row(row, table.columns) for row in table.rows],
            "notes": list(table.notes),
        }

    @api.model
    def _prepare_row(self, row, columns):
        opens = row.opens or (None,) * len(columns)
        return {
            "label": row.label,
            "level": row.level,
            "style": row.style,
            "cells": [
                {"text": self._format(value, row.get_kind(column)), "opens": opener}
                for value, column, opener in zip(row.cells, columns, opens, strict=True)
            ],
        }


DATES = ("date_from", "date_to", "compare_from", "compare_to")
