# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import format_date, formatLang


class LccSituationPaper(models.AbstractModel):
    """The situation on paper: what the screen shows, with every table below it."""

    _name = "report.lcc_currency.situation_paper"
    _description = "Situation of the coupons, on paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        figures = self.env["lcc.situation"]._get_report_figures(docids, data)
        currency = self.env["lcc.currency"].browse(figures["currency"]["id"])
        return {
            **figures,
            "doc": currency,
            "company": currency.company_id,
            "subtitle": self._get_subtitle(figures),
            "day": lambda date: format_date(self.env, date),
            "heading": lambda date: self._get_heading(date, figures["dates"]),
            "money": lambda amount, signed=False: self._format(amount, 2, signed),
            "count": lambda quantity, signed=False: self._format(quantity, 0, signed),
            "book": self._format_book,
            "change": self._format_change,
            "style": self._get_style,
        }

    @api.model
    def _get_subtitle(self, figures):
        name, series = figures["currency"]["name"], figures["series_names"]
        if not series:
            return name
        return self.env._(
            "%(currency)s, series %(series)s", currency=name, series=series
        )

    @api.model
    def _get_style(self, line):
        if line.get("level"):
            return "padding-left: 5mm"
        light = line["key"] in ("liability", "difference", "fund")
        return None if light else "font-weight: bold"

    @api.model
    def _get_heading(self, date, dates):
        if date:
            return format_date(self.env, date)
        end, start = (format_date(self.env, day) for day in dates)
        return self.env._("change from %(start)s to %(end)s", start=start, end=end)

    @api.model
    def _format(self, number, digits, signed=False):
        sign = "+" if signed and number > 0 else ""
        return sign + formatLang(self.env, number, digits=digits)

    @api.model
    def _format_book(self, line, amount):
        if line["key"] != "cover":
            return self._format(amount, 2)
        return "" if amount is None else f"{formatLang(self.env, amount, digits=1)} %"

    @api.model
    def _format_change(self, line):
        """The first figure less the second, with its sign."""
        amount, before = line["amounts"]
        if amount is None or before is None:
            return ""
        digits = 1 if line["key"] == "cover" else 2  # points of percentage
        return self._format(round(amount - before, 2), digits, signed=True)
