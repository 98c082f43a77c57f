# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import format_date

from odoo.addons.lcc_base.tools.workbook import FiguresBook


class LccSituationXlsx(models.AbstractModel):
    """The situation as a workbook: real numbers and dates, ready to print.

    A sheet compares the dates; then, for each date and for what changed between two,
    one by denomination and, with several series, one by series; then the differences
    with the books, if any.
    """

    _name = "report.lcc_currency.situation_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Situation of the coupons, as a workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        figures = self.env["lcc.situation"]._get_report_figures(objs.ids, data)
        book = FiguresBook(workbook, self.env.lang)
        self._add_summary(book, figures)
        for day, lines in figures["matrices"]:
            self._add_denominations(book, figures, day, lines)
            if len(figures["series"]) > 1:
                self._add_series(book, figures, day, lines)
        if figures["differences"]:
            self._add_differences(book, figures)

    def _add_summary(self, book, figures):
        dates, lines, books = figures["dates"], figures["lines"], figures["books"]
        head = [self.env._("Coupons at face value, %(unit)s", unit=figures["unit"])]
        head += dates
        if len(dates) > 1:
            head.append(self.env._("Change"))
        rows = [
            (line["label"], self._with_change(line["amounts"]), line["level"], "money")
            for line in lines
        ]
        for line in books:
            if line["key"] == "cover":
                # A percentage is a number that the workbook shows as one.
                amounts = [a if a is None else a / 100 for a in line["amounts"]]
                rows.append((line["label"], self._with_change(amounts), 0, "percent"))
            else:
                rows.append(
                    (line["label"], self._with_change(line["amounts"]), 0, "money")
                )
        self._add_sheet(book, figures, self.env._("Situation"), head, rows)

    def _add_denominations(self, book, figures, day, lines):
        keys = [denomination["id"] for denomination in figures["denominations"]]
        head = [self.env._("Number of coupons")]
        head += [denomination["name"] for denomination in figures["denominations"]]
        head += [
            self.env._("Coupons"),
            self.env._("Face value, %(unit)s", unit=figures["unit"]),
        ]
        rows = [
            (
                line["label"],
                [line["denominations"].get(key, (0, 0))[0] for key in keys]
                + [line["quantity"], line["amount"]],
                line["level"],
                ["count"] * (len(keys) + 1) + ["money"],
            )
            for line in lines
        ]
        if day:
            name = self.env._("Denominations %(date)s", date=day.isoformat())
        else:
            name = self.env._("Denominations, change")
        self._add_sheet(book, figures, name, head, rows, day)

    def _add_series(self, book, figures, day, lines):
        keys = [series["id"] for series in figures["series"]]
        head = [self.env._("Face value by series, %(unit)s", unit=figures["unit"])]
        head += [series["name"] for series in figures["series"]]
        head.append(self.env._("Total"))
        rows = [
            (
                line["label"],
                [line["series"].get(key, (0, 0.0))[1] for key in keys]
                + [line["amount"]],
                line["level"],
                "money",
            )
            for line in lines
        ]
        if day:
            name = self.env._("Series %(date)s", date=day.isoformat())
        else:
            name = self.env._("Series, change")
        self._add_sheet(book, figures, name, head, rows, day)

    def _add_differences(self, book, figures):
        head = [
            self.env._("Circulation and books differ by"),
            self.env._("Operation or entry"),
            self.env._("Situation at"),
            self.env._("Dated"),
            self.env._("Amount, %(unit)s", unit=figures["unit"]),
        ]
        rows = [
            (
                line["reason"],
                [line["name"], day, line["date"] or None, line["amount"]],
                1,
                ["text", "date", "date", "money"],
            )
            for day, lines in figures["differences"]
            for line in lines
        ]
        name = self.env._("Differences")
        sheet = self._add_sheet(book, figures, name, head, rows)
        sheet.set_column(1, 1, 34)

    def _with_change(self, amounts):
        """The figures, and with two of them the first less the second."""
        if len(amounts) < 2:
            return amounts
        known = None not in amounts
        return [*amounts, round(amounts[0] - amounts[1], 6) if known else None]

    def _add_sheet(self, book, figures, name, head, rows, day=None):
        """A sheet whose title names the currency, the series chosen and the day."""
        currency, series = figures["currency"]["name"], figures["series_names"]
        title = self.env._("%(currency)s: situation of the coupons", currency=currency)
        parts = [title, series, day and format_date(self.env, day)]
        title = " – ".join(filter(None, parts))
        return book.add_sheet(name, title, figures["company"], head, rows)
