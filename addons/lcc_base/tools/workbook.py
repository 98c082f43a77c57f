# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Writing sheets of figures: real numbers and dates, ready to print.

It fills a workbook of xlsxwriter, which the addon report_xlsx hands to its reports:

    def generate_xlsx_report(self, workbook, data, objs):
        book = FiguresBook(workbook, self.env.lang)
        head = ["Territory", "Members", "Amount", "Share"]
        rows = [
            ("Sum", [12, 240.5, 1.0], 0, ["count", "money", "percent"]),
            ("Valley", [12, 240.5, 1.0], 1, ["count", "money", "percent"]),
        ]
        book.add_sheet("Dues", "Dues by territory", "The association", head, rows)

A plain table, that is read by another software or filled in, has no more than its head:

        book.add_table("Members", ["Name", "Member since"], [["Jeanne", date.today()]])
"""

from datetime import date, time

HEAD_ROW = 3
LABEL_WIDTH, FIGURE_WIDTH = 38, 15
PORTRAIT_COLUMNS = 5
A4 = 9


class FiguresBook:
    """A workbook whose sheets all look the same.

    :param workbook: xlsxwriter.Workbook
    :param lang: language of the reader, such as "fr_FR", or nothing
    """

    def __init__(self, workbook, lang=None):
        self.workbook = workbook
        self.is_french = (lang or "").startswith("fr")
        self.formats = self._add_formats()

    def add_sheet(self, name, title, subtitle, head, rows):
        """A sheet with a title, a frozen head and rows of figures.

        :param name: name of the sheet, at most 31 characters
        :param head: titles of the columns, texts or dates
        :param rows: list of (label, values, level, kind of cell or one per value).
            Level 0 is bold, level 1 below it. A kind is money, count, percent (1 is
            100 %), date or text; a value None leaves its cell empty
        :return: the sheet of xlsxwriter, for what is particular to it
        """
        sheet = self.workbook.add_worksheet(name)
        sheet.write_string(0, 0, title, self.formats["title"])
        sheet.write_string(1, 0, subtitle, self.formats["text", 1])
        for column, value in enumerate(head):
            self._write_head(sheet, column, value)
        for row, (label, values, level, kinds) in enumerate(rows, HEAD_ROW + 1):
            sheet.write_string(row, 0, label, self.formats["label", level])
            if isinstance(kinds, str):
                kinds = [kinds] * len(values)
            for column, (value, kind) in enumerate(zip(values, kinds, strict=True), 1):
                self._write(sheet, row, column, value, self.formats[kind, level])
        self._set_up_page(sheet, len(head), HEAD_ROW + len(rows))
        return sheet

    def add_table(self, name, head, rows, width=FIGURE_WIDTH):
        """A sheet with nothing but a frozen head in its first line, and rows of cells.

        :param head: titles of the columns, texts
        :param rows: list of rows; cells are texts, numbers, dates, times, yes or no,
            or None for none
        :param width: of each column
        :return: the sheet of xlsxwriter
        """
        sheet = self.workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), width)
        for column, title in enumerate(head):
            self._write(sheet, 0, column, title, self.formats["head_label", 0])
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                cell_format = self.formats[self._get_cell_kind(cell)]
                self._write(sheet, row, column, cell, cell_format)
        return sheet

    @staticmethod
    def _get_cell_kind(cell):
        if isinstance(cell, date):
            return "date", 1
        if isinstance(cell, str):
            return "cell_text", 1
        if isinstance(cell, time):
            return "time", 1
        return "cell", 1

    def _write_head(self, sheet, column, value):
        if isinstance(value, date):
            kind = "head_date"
        else:
            kind = "head" if column else "head_label"
        self._write(sheet, HEAD_ROW, column, value, self.formats[kind, 0])

    def _write(self, sheet, row, column, value, cell_format):
        if value is None:
            sheet.write_blank(row, column, None, cell_format)
        elif isinstance(value, date | time):
            sheet.write_datetime(row, column, value, cell_format)
        elif isinstance(value, str):
            # A name never becomes a formula.
            sheet.write_string(row, column, value, cell_format)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, cell_format)
        else:
            sheet.write_number(row, column, value, cell_format)

    def _set_up_page(self, sheet, columns, last_row):
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, columns - 1, FIGURE_WIDTH)
        sheet.repeat_rows(HEAD_ROW)
        sheet.print_area(0, 0, last_row, columns - 1)
        sheet.set_paper(A4)
        if columns > PORTRAIT_COLUMNS:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def _add_formats(self):
        """Formats by (kind, level); the first level is bold, the second indented."""
        day = {"num_format": self._get_date_format()}
        percent = self._get_number_format(1) + "\N{NO-BREAK SPACE}%"
        head = {"bottom": 1, "text_wrap": True}
        shapes = {
            "label": {},
            "text": {},
            "money": {"num_format": self._get_number_format(2)},
            "count": {"num_format": self._get_number_format(0)},
            "percent": {"num_format": percent},
            "date": {**day, "align": "left"},
            "time": {"num_format": "hh:mm:ss", "align": "left"},
            "cell": {"valign": "top"},
            "cell_text": {"text_wrap": True, "valign": "top"},
            "head": {**head, "align": "right"},
            "head_label": head,
            "head_date": {**day, "align": "right", "bottom": 1},
        }
        add_format = self.workbook.add_format
        formats = {"title": add_format({"bold": True, "font_size": 14})}
        for kind, shape in shapes.items():
            formats[kind, 0] = add_format({**shape, "bold": True})
            indent = {"indent": 1} if kind == "label" else {}
            formats[kind, 1] = add_format({**shape, **indent})
        return formats

    def _get_number_format(self, decimals):
        """Number format: a French one says so, whatever the reader's own language."""
        number = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return f"[$-40C]{number}" if self.is_french else number

    def _get_date_format(self):
        return "dd/mm/yyyy" if self.is_french else "yyyy-mm-dd"
