# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import models
from odoo.tools import format_date

HEAD_ROW = 3
LABEL_WIDTH, FIGURE_WIDTH = 38, 15


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
        formats = self._add_formats(workbook)
        self._add_summary(workbook, formats, figures)
        for day, lines in figures["matrices"]:
            self._add_denominations(workbook, formats, figures, day, lines)
            if len(figures["series"]) > 1:
                self._add_series(workbook, formats, figures, day, lines)
        if figures["differences"]:
            self._add_differences(workbook, formats, figures)

    # ------------------------------------------------------------------
    # Sheets
    # ------------------------------------------------------------------

    def _add_summary(self, workbook, formats, figures):
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
        self._add_sheet(workbook, formats, figures, self.env._("Situation"), head, rows)

    def _add_denominations(self, workbook, formats, figures, day, lines):
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
        self._add_sheet(workbook, formats, figures, name, head, rows, day)

    def _add_series(self, workbook, formats, figures, day, lines):
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
        self._add_sheet(workbook, formats, figures, name, head, rows, day)

    def _add_differences(self, workbook, formats, figures):
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
        sheet = self._add_sheet(workbook, formats, figures, name, head, rows)
        sheet.set_column(1, 1, 34)

    # ------------------------------------------------------------------
    # Cells
    # ------------------------------------------------------------------

    def _with_change(self, amounts):
        """The figures, and with two of them the first less the second."""
        if len(amounts) < 2:
            return amounts
        known = None not in amounts
        return [*amounts, round(amounts[0] - amounts[1], 6) if known else None]

    def _add_sheet(self, workbook, formats, figures, name, head, rows, day=None):
        """A sheet with a title, a frozen head and rows of figures.

        :param rows: list of (label, values, level, kind of cell or one per value)
        """
        sheet = workbook.add_worksheet(name)
        currency, series = figures["currency"]["name"], figures["series_names"]
        title = self.env._("%(currency)s: situation of the coupons", currency=currency)
        parts = [title, series, day and format_date(self.env, day)]
        sheet.write_string(0, 0, " – ".join(filter(None, parts)), formats["title"])
        sheet.write_string(1, 0, figures["company"], formats["text", 1])
        for column, value in enumerate(head):
            self._write(sheet, HEAD_ROW, column, value, formats, "head", 0)
        for row, (label, values, level, kinds) in enumerate(rows, HEAD_ROW + 1):
            sheet.write_string(row, 0, label, formats["label", level])
            if isinstance(kinds, str):
                kinds = [kinds] * len(values)
            for column, (value, kind) in enumerate(zip(values, kinds, strict=True), 1):
                self._write(sheet, row, column, value, formats, kind, level)
        self._set_up_page(sheet, len(head), HEAD_ROW + len(rows))
        return sheet

    def _write(self, sheet, row, column, value, formats, kind, level):
        if value is None:
            sheet.write_blank(row, column, None, formats[kind, level])
        elif isinstance(value, date):
            kind = "head_date" if kind == "head" else kind
            sheet.write_datetime(row, column, value, formats[kind, level])
        elif isinstance(value, str):
            # A name never becomes a formula.
            kind = "head_label" if kind == "head" and not column else kind
            sheet.write_string(row, column, value, formats[kind, level])
        else:
            sheet.write_number(row, column, value, formats[kind, level])

    def _set_up_page(self, sheet, columns, last_row):
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, columns - 1, FIGURE_WIDTH)
        sheet.repeat_rows(HEAD_ROW)
        sheet.print_area(0, 0, last_row, columns - 1)
        sheet.set_paper(9)  # A4
        if columns > 5:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def _add_formats(self, workbook):
        """Formats by (kind, level); the first level is bold, the second indented."""
        shapes = {
            "label": {},
            "text": {},
            "money": {"num_format": self._get_number_format(2)},
            "count": {"num_format": self._get_number_format(0)},
            "percent": {
                "num_format": self._get_number_format(1) + "\N{NO-BREAK SPACE}%"
            },
            "date": {"num_format": self._get_date_format(), "align": "left"},
            "head": {"align": "right", "bottom": 1, "text_wrap": True},
            "head_label": {"bottom": 1, "text_wrap": True},
            "head_date": {
                "num_format": self._get_date_format(),
                "align": "right",
                "bottom": 1,
            },
        }
        formats = {"title": workbook.add_format({"bold": True, "font_size": 14})}
        for kind, shape in shapes.items():
            formats[kind, 0] = workbook.add_format({**shape, "bold": True})
            indent = {"indent": 1} if kind == "label" else {}
            formats[kind, 1] = workbook.add_format({**shape, **indent})
        return formats

    def _get_number_format(self, decimals):
        """Number format: a French one says so, whatever the reader's own language."""
        french = (self.env.lang or "").startswith("fr")
        number = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return f"[$-40C]{number}" if french else number

    def _get_date_format(self):
        french = (self.env.lang or "").startswith("fr")
        return "dd/mm/yyyy" if french else "yyyy-mm-dd"
