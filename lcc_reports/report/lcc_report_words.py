# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import format_date, formatLang, get_lang

from ..tools.periods import write_day
from ..tools.table import DIGITS, Table


class LccReport(models.AbstractModel):
    """How periods, days and figures are written in the reader's language."""

    _inherit = "lcc.report"

    @api.model
    def _begin(self, text):
        """A text that begins a sentence."""
        return text[:1].upper() + text[1:]

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
    def _write_day(self, day):
        """A day at length, as in “1er janvier 2021”."""
        text = format_date(self.env, day, date_format="long")
        return write_day(text, get_lang(self.env).code)

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
            f"{head} ({_hold(self._get_length_label(period))})"
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
    def _write_money(self, amount):
        """An amount of the company, with its currency."""
        return formatLang(self.env, amount, currency_obj=self.env.company.currency_id)

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


def _hold(text):
    """The same, not to be broken in two lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
