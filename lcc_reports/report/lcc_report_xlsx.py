# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from xlsxwriter.utility import xl_rowcol_to_cell

from odoo import api, models

from odoo.addons.lcc_base.tools.workbook import FIGURE_WIDTH, HEAD_ROW, FiguresBook

from ..tools.table import DIGITS, NUMBERS, cut_words

FIRST_ROW = HEAD_ROW + 1
# What a sheet's name may not hold, and how long it may be: rules of the format.
FORBIDDEN = str.maketrans({**dict.fromkeys("[]*?/\\", "-"), ":": None})
NAME_LENGTH = 31
TEXT_WIDTH = 60


class TablesBook(FiguresBook):
    """A workbook with a sheet for each table; its totals are formulas."""

    def _add_formats(self):
        formats = super()._add_formats()
        tenth = {"num_format": self._get_number_format(1)}
        formats["tenth", 0] = self.workbook.add_format({**tenth, "bold": True})
        formats["tenth", 1] = self.workbook.add_format(tenth)
        for level in (0, 1):
            formats["whole", level] = formats["count", level]
        for key in list(formats):
            if isinstance(key, tuple) and key[1] == 1:
                formats[key[0], 2] = formats[key]
        formats["label", 2] = self.workbook.add_format({"indent": 2})
        for level, is_bold in enumerate((True, False, False)):
            formats["text", level] = self.workbook.add_format(
                {"bold": is_bold, "text_wrap": True, "valign": "top"}
            )
        return formats

    def add_tables(self, tables, subtitle):
        """
        :param tables: list of tools.table.Table
        :param subtitle: what stands below each title
        """
        for table in tables:
            self._add_table(table, subtitle)

    def _add_table(self, table, subtitle):
        rows = [
            (
                row.label,
                [self._get_value(row, c, i) for i, c in enumerate(table.columns)],
                row.level,
                [row.get_kind(column) for column in table.columns],
            )
            for row in table.rows
        ]
        head = [table.label, *(column.label for column in table.columns)]
        name = self._get_sheet_name(table.title)
        sheet = self.add_sheet(name, table.title, subtitle, head, rows)
        self._write_formulas(sheet, table)
        self._widen_texts(sheet, table)
        self._write_notes(sheet, table)

    @staticmethod
    def _widen_texts(sheet, table):
        for index, column in enumerate(table.columns):
            if column.kind == "text":
                longest = max(
                    (len(row.cells[index] or "") for row in table.rows), default=0
                )
                width = min(max(longest, FIGURE_WIDTH), TEXT_WIDTH)
                sheet.set_column(index + 1, index + 1, max(width, FIGURE_WIDTH))

    @staticmethod
    def _write_notes(sheet, table):
        """Below the figures, and printed with them."""
        last = FIRST_ROW + len(table.rows) + len(table.notes)
        for row, note in enumerate(table.notes, FIRST_ROW + len(table.rows) + 1):
            sheet.write_string(row, 0, note)
        if table.notes:
            sheet.print_area(0, 0, last, len(table.columns))

    def _get_sheet_name(self, title):
        """A name that no other sheet has."""
        used = {sheet.get_name().lower() for sheet in self.workbook.worksheets()}
        title = " ".join(title.translate(FORBIDDEN).split()).strip("'") or "-"
        name, count = cut_words(title, NAME_LENGTH), 2
        while name.lower() in used:
            tail = f" ({count})"
            name = cut_words(title, NAME_LENGTH - len(tail)) + tail
            count += 1
        return name

    @staticmethod
    def _get_value(row, column, index):
        value = row.cells[index]
        if value is not None and row.get_kind(column) == "percent":
            return value / 100
        return None if value is False else value

    def _write_formulas(self, sheet, table):
        for position, row in enumerate(table.rows):
            for index, column in enumerate(table.columns):
                formula = self._get_formula(table, position, index)
                if formula is None or row.cells[index] is None:
                    continue
                cell_format = self.formats[row.get_kind(column), row.level]
                value = self._get_value(row, column, index)
                sheet.write_formula(
                    FIRST_ROW + position, index + 1, formula, cell_format, value
                )

    @staticmethod
    def _get_formula(table, position, index):
        """How a reader would work the figure out; None where it is given."""
        row, column = table.rows[position], table.columns[index]
        if column.less:
            one, other = (
                xl_rowcol_to_cell(FIRST_ROW + position, place + 1)
                for place in column.less
            )
            kind = row.get_kind(column)
            return f"={one}-{other}" if kind in NUMBERS else None
        if column.ratio:
            one, other = (
                xl_rowcol_to_cell(FIRST_ROW + position, place + 1)
                for place in column.ratio
            )
            return f'=IF({other}=0,"",{one}/{other})'
        if not column.has_total:
            return None
        if not (row.adds or row.subtracts) or row.get_kind(column) not in DIGITS:
            return None
        added = _add_up(row.adds, index)
        taken = _add_up(row.subtracts, index)
        return f"={added or 0}-{taken}" if taken else f"={added}"


def _add_up(positions, index):
    """A formula without its sign: ranges of rows that follow each other."""
    runs = []
    for position in sorted(positions):
        if runs and position == runs[-1][1] + 1:
            runs[-1][1] = position
        else:
            runs.append([position, position])
    cells = [
        ":".join(
            xl_rowcol_to_cell(FIRST_ROW + position, index + 1)
            for position in dict.fromkeys(run)
        )
        for run in runs
    ]
    return f"SUM({','.join(cells)})" if cells else ""


class LccReportXlsx(models.AbstractModel):
    """A report as a workbook: a sheet for each table."""

    _name = "report.lcc_reports.report_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Report of figures, as a workbook"

    @api.model
    def generate_xlsx_report(self, workbook, data, objs):
        report = self.env["lcc.report.book"]._get_asked_report(data)
        figures = report._get_figures((data or {}).get("options"))
        book = TablesBook(workbook, self.env.lang)
        subtitle = f"{self.env.company.name} – {figures['subtitle']}"
        if figures["message"]:
            name = self.env._("Nothing")
            book.add_sheet(name, figures["title"], subtitle, [figures["message"]], [])
        book.add_tables(figures["tables"], subtitle)
