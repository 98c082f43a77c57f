# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from odoo import models

from odoo.addons.lcc_base.tools.workbook import HEAD_ROW, FiguresBook

KINDS = {
    "members": "count",
    "share": "percent",
    "amount": "money",
    "average": "tenth",
    "members_change": "count",
    "amount_change": "money",
}
FIRST_ROW = HEAD_ROW + 1


class DuesBook(FiguresBook):
    """A workbook that shows averages with one decimal, as the screen does."""

    def _add_formats(self):
        formats = super()._add_formats()
        tenth = {"num_format": self._get_number_format(1)}
        formats["tenth", 0] = self.workbook.add_format({**tenth, "bold": True})
        formats["tenth", 1] = self.workbook.add_format(tenth)
        return formats


class LccDuesTableXlsx(models.AbstractModel):
    """The table of dues as a workbook: amounts are exact, totals are formulas."""

    _name = "report.lcc_membership.dues_table_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Dues by territory and year, as a workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        figures = self.env["lcc.dues.table"]._get_report_figures(data)
        book = DuesBook(workbook, self.env.lang)
        head = [figures["unit"]]
        head += [
            f"{year}\n{column['label']}"
            for year in figures["years"]
            for column in figures["columns"]
        ]
        lines = [*((row, 1) for row in figures["rows"]), (figures["total"], 0)]
        rows = [self._prepare_row(figures, row, level) for row, level in lines]
        sheet = book.add_sheet(
            self.env._("Dues"),
            figures["title"],
            f"{figures['company'].name} – {figures['subtitle']}",
            head,
            rows,
        )
        for index, _year in enumerate(figures["years"]):
            self._write_formulas(sheet, book.formats, figures, index)
        for row, note in enumerate(figures["notes"], FIRST_ROW + len(rows) + 1):
            sheet.write_string(row, 0, note)

    def _prepare_row(self, figures, row, level):
        """As FiguresBook.add_sheet takes it; see _write_formulas for the ratios."""
        kinds = KINDS
        if figures["is_whole"]:
            kinds = {**KINDS, "amount": "count", "amount_change": "count"}
        values = [cell[name] for cell in row["cells"] for name in KINDS]
        return row["label"], values, level, [*kinds.values()] * len(row["cells"])

    def _write_formulas(self, sheet, formats, figures, index):
        """Totals, shares and averages of a year, so that a reader can follow them."""
        columns = {name: 1 + index * len(KINDS) + i for i, name in enumerate(KINDS)}
        members, amount = columns["members"], columns["amount"]
        total_row = FIRST_ROW + len(figures["rows"])
        total = xl_rowcol_to_cell(total_row, members, row_abs=True)
        lines = [*figures["rows"], figures["total"]]
        for row, line in enumerate(lines, FIRST_ROW):
            cell, level = line["cells"][index], int(row != total_row)
            counted = xl_rowcol_to_cell(row, members)
            paid = xl_rowcol_to_cell(row, amount)
            whole = figures["total"]["cells"][index]["members"]
            sheet.write_formula(
                row,
                columns["share"],
                f'=IF({total}=0,"",{counted}/{total})',
                formats["percent", level],
                cell["members"] / whole if whole else "",
            )
            sheet.write_formula(
                row,
                columns["average"],
                f'=IF({counted}=0,"",{paid}/{counted})',
                formats["tenth", level],
                cell["amount"] / cell["members"] if cell["members"] else "",
            )
        if figures["rows"]:
            self._write_totals(sheet, formats, figures, index, columns)

    def _write_totals(self, sheet, formats, figures, index, columns):
        total_row = FIRST_ROW + len(figures["rows"])
        cell = figures["total"]["cells"][index]
        for name, less in (("members", figures["twice"][index]), ("amount", 0)):
            letter = xl_col_to_name(columns[name])
            formula = f"=SUM({letter}{FIRST_ROW + 1}:{letter}{total_row})"
            kind = "count" if name == "members" or figures["is_whole"] else "money"
            sheet.write_formula(
                total_row,
                columns[name],
                f"{formula}-{less}" if less else formula,
                formats[kind, 0],
                cell[name],
            )
