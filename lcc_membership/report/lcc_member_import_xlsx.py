# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import fields, models

from odoo.addons.lcc_base.tools.workbook import FiguresBook

from ..models.lcc_export_log import EXPORT_GROUP

WIDTH = 18


class LccMemberImportXlsx(models.AbstractModel):
    """What an import would do: counts, dues, errors, matches, lines to mend.

    The lines with errors come as they stand in the file: mended, that sheet alone is
    a file to import. Members and contacts who are known already are named for who may
    export their personal data, and this is logged; others get the members' numbers.
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
            self._add_lines_to_mend(book, record, set(wrong.mapped("number")))

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
            self.env._("Count"),
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
        may_export = self._export_names(lines.partner_id)
        name = "display_name" if may_export else "lcc_member_number"
        labels = {
            one: dict(lines._fields[one]._description_selection(self.env))
            for one in ("reason", "action")
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
                    line.partner_id[name] or "",
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

    def _export_names(self, partners):
        """Whether those who are known already are named; if so it is logged."""
        if not self.env.su and not self.env.user.has_group(EXPORT_GROUP):
            return False
        if partners:
            members = partners.filtered("lcc_member_type_id")
            self.env["lcc.export.log"]._log_export(
                partners, len(members), ["display_name"], file_format="xlsx"
            )
        return True

    def _add_lines_to_mend(self, book, record, wrong):
        rows = [row for number, row in record._read_rows() if number in wrong]
        headings = {column.position: column.heading for column in record.column_ids}
        titles = [headings.get(i, "") for i in range(max(headings) + 1)]
        book.add_table(self.env._("Lines to mend"), titles, rows, WIDTH)


class LccMemberImportTemplate(models.AbstractModel):
    """A file to fill in, with an example that is to be taken out."""

    _name = "report.lcc_membership.member_import_template"
    _inherit = "report.report_xlsx.abstract"
    _description = "Import of members, file to fill in"

    def generate_xlsx_report(self, workbook, data, objs):
        labels = self._get_columns()
        book = FiguresBook(workbook, self.env.lang)
        title, example = self.env._("Members"), list(labels.values())
        book.add_table(title, list(labels), [example], WIDTH)

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
