# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import fields, models

from odoo.addons.lcc_base.tools.workbook import FiguresBook

WIDTH = 18


class LccMemberImportXlsx(models.AbstractModel):
    """What an import would do: counts, dues, errors, matches, lines to mend.

    The lines with errors come as they stand in the file: mended, that sheet alone is
    a file to import.
    """

    _name = "report.lcc_membership.member_import_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Import of members, as a workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        record = objs.ensure_one()
        book = FiguresBook(workbook, self.env.lang)
        self._add_counts(book, record)
        self._add_dues(book, record)
        self._add_errors(book, record)
        self._add_matches(book, record)
        wrong = record.line_ids.filtered(lambda line: line.state == "error")
        if wrong and record.file:
            self._add_lines_to_mend(workbook, record, set(wrong.mapped("number")))

    def _add_counts(self, book, record):
        names = [
            "line_count",
            "new_count",
            "update_count",
            "decide_count",
            "error_count",
            "skip_count",
            "without_territory_count",
            "ignored_count",
        ]
        rows = [
            (
                record._fields[name]._description_string(self.env),
                [record[name]],
                1,
                "count",
            )
            for name in names
        ]
        title = self.env._("Import of members")
        head = [self.env._("What the file holds"), self.env._("Lines")]
        book.add_sheet(title, title, record.filename or "", head, rows)

    def _add_dues(self, book, record):
        head = [
            self.env._("Year"),
            self.env._("Amount"),
            self.env._("Number"),
            self.env._("Total"),
        ]
        rows = [
            (
                str(one.year),
                [one.amount, one.count, one.total],
                1,
                ["money", "count", "money"],
            )
            for one in record.summary_ids
        ]
        title = self.env._("Dues by year")
        book.add_sheet(title, title, record.filename or "", head, rows)

    def _add_errors(self, book, record):
        head = [
            self.env._("What is wrong, and what to do"),
            self.env._("Line"),
            self.env._("Column"),
            self.env._("Value read"),
        ]
        rows = [
            (
                error.message,
                [error.line, error.column or "", error.value or ""],
                1,
                ["count", "text", "text"],
            )
            for error in record.error_ids
        ]
        title = self.env._("Errors")
        sheet = book.add_sheet(title, title, record.filename or "", head, rows)
        sheet.set_column(0, 0, 90)

    def _add_matches(self, book, record):
        lines = record.line_ids.filtered("reason")
        labels = {
            name: dict(lines._fields[name]._description_selection(self.env))
            for name in ("reason", "action")
        }
        head = [
            self.env._("Name in the file"),
            self.env._("Line"),
            self.env._("Known as"),
            self.env._("Same as line"),
            self.env._("Same"),
            self.env._("What to do"),
        ]
        rows = [
            (
                line.name or "",
                [
                    line.number,
                    line.partner_id.display_name or "",
                    line.twin_id.number or None,
                    labels["reason"].get(line.reason, ""),
                    labels["action"][line.action],
                ],
                1,
                ["count", "text", "count", "text", "text"],
            )
            for line in lines
        ]
        title = self.env._("Known already")
        book.add_sheet(title, title, record.filename or "", head, rows)

    def _add_lines_to_mend(self, workbook, record, wrong):
        rows = [row for number, row in record._read_rows() if number in wrong]
        headings = {column.position: column.heading for column in record.column_ids}
        titles = [headings.get(i, "") for i in range(max(headings) + 1)]
        sheet = workbook.add_worksheet(self.env._("Lines to mend"))
        write_table(workbook, sheet, titles, rows)


class LccMemberImportTemplate(models.AbstractModel):
    """A file to fill in, with an example that is to be taken out."""

    _name = "report.lcc_membership.member_import_template"
    _inherit = "report.report_xlsx.abstract"
    _description = "Import of members, file to fill in"

    def generate_xlsx_report(self, workbook, data, objs):
        labels = self._get_columns()
        sheet = workbook.add_worksheet(self.env._("Members"))
        write_table(workbook, sheet, list(labels), [list(labels.values())])

    def _get_columns(self):
        """Headings in the user's language, each with its cell of the example."""
        year = fields.Date.context_today(self).year
        return {
            self.env._("Member number"): "",
            self.env._("Type"): self.env._("Person"),
            self.env._("Last name"): self.env._("Example"),
            self.env._("First name"): "Jeanne",
            self.env._("Company"): "",
            self.env._("E-mail"): "jeanne@example.org",
            self.env._("Phone"): "06 12 34 56 78",
            self.env._("Address"): "12 rue des Lilas",
            self.env._("Postcode"): "09000",
            self.env._("City"): "Foix",
            self.env._("Member since"): date(year - 1, 3, 1),
            self.env._("Newsletter"): self.env._("Yes"),
            self.env._("Notes"): "",
            str(year - 1): 15,
            str(year): "20 + 5 don",
        }


def write_table(workbook, sheet, titles, rows):
    """Headings and cells as they are: a text never becomes a formula."""
    bold = workbook.add_format({"bold": True, "bottom": 1})
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(titles) - 1, 0), WIDTH)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif hasattr(cell, "strftime"):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write(number, column, cell)
