# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL

from ..tools.periods import months_of

# Width of each column of the sheet of entries, in characters.
WIDTHS = (9, 18, 11, 9, 30, 28, 18, 40, 13, 13, 10)
ITEMS = "account_move_line"
LAST_ROW = 1_048_575  # of a sheet, by the format


class LccReportEntriesXlsx(models.AbstractModel):
    """Every journal item of a period, in the order of the file of accounting entries.

    Rows are read month by month and written as they come: memory does not grow with
    their number. A sheet that is full is followed by another.
    """

    _name = "report.lcc_reports.entries_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Journal items, as a workbook"

    def get_workbook_options(self):
        return {**super().get_workbook_options(), "constant_memory": True}

    @api.model
    def generate_xlsx_report(self, workbook, data, objs):
        report = self.env["lcc.report.entries"]
        report._check_reader()
        options = report._read_options((data or {}).get("options") or {})
        name = self.env._("Entries")
        writer = EntriesWriter(workbook, name, self._get_heads(), self.env.lang)
        for month in months_of(options["periods"][0]):
            writer.write_rows(self._read_rows(report, month, options))
        writer.close()

    @api.model
    def _get_heads(self):
        return [
            self.env._("Journal"),
            self.env._("Entry"),
            self.env._("Date"),
            self.env._("Account"),
            self.env._("Account name"),
            self.env._("Contact"),
            self.env._("Reference"),
            self.env._("Label"),
            self.env._("Debit"),
            self.env._("Credit"),
            self.env._("Matching"),
        ]

    @api.model
    def _read_rows(self, report, month, options):
        """Rows of a month within the period, in the order of the books.

        :return: list of tuples of journal code, entry, date, account code, account
            name, contact, reference, label, debit, credit, matching number
        """
        period = month._replace(
            date_from=max(month.date_from, options["date_from"]),
            date_to=min(month.date_to, options["date_to"]),
        )
        items = self.env["account.move.line"]
        query = items._search(
            report._get_items_domain(period), order="date, move_name, id"
        )
        account = query.join(ITEMS, "account_id", "account_account", "id", "account_id")
        move = query.join(ITEMS, "move_id", "account_move", "id", "move_id")
        journal = query.join(ITEMS, "journal_id", "account_journal", "id", "journal_id")
        partner = query.left_join(
            ITEMS, "partner_id", "res_partner", "id", "partner_id"
        )
        accounts = self.env["account.account"]
        return self.env.execute_query(
            query.select(
                SQL.identifier(journal, "code"),
                SQL.identifier(move, "name"),
                SQL.identifier(ITEMS, "date"),
                accounts._field_to_sql(account, "code", query),
                accounts._field_to_sql(account, "name", query),
                SQL.identifier(partner, "complete_name"),
                SQL.identifier(move, "ref"),
                SQL.identifier(ITEMS, "name"),
                SQL("%s::float", SQL.identifier(ITEMS, "debit")),
                SQL("%s::float", SQL.identifier(ITEMS, "credit")),
                SQL.identifier(ITEMS, "matching_number"),
            )
        )


class EntriesWriter:
    """Sheets of journal items, filled from top to bottom.

    :param workbook: xlsxwriter.Workbook
    :param name: of the sheets; all but the first have a number, too
    :param heads: titles of the columns
    :param lang: language of the reader, such as "fr_FR"
    """

    def __init__(self, workbook, name, heads, lang=None):
        is_french = (lang or "").startswith("fr")
        self.workbook = workbook
        self.name = name
        self.heads = heads
        self.head_format = workbook.add_format({"bold": True, "bottom": 1})
        self.date_format = workbook.add_format(
            {"num_format": "dd/mm/yyyy" if is_french else "yyyy-mm-dd", "align": "left"}
        )
        self.money_format = workbook.add_format(
            {"num_format": "[$-40C]#,##0.00" if is_french else "#,##0.00"}
        )
        self._add_sheet()

    def _add_sheet(self):
        count = len(self.workbook.worksheets()) + 1
        name = self.name if count == 1 else f"{self.name} {count}"
        self.sheet = self.workbook.add_worksheet(name)
        self.row = 0
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        for column, head in enumerate(self.heads):
            self.sheet.write_string(0, column, head, self.head_format)

    def write_rows(self, rows):
        for cells in rows:
            if self.row == LAST_ROW:
                self.close()
                self._add_sheet()
            self.row += 1
            self._write_row(self.sheet, self.row, cells)

    def close(self):
        """What is known once the last row of a sheet is: its print area and filters."""
        area = (0, 0, self.row, len(self.heads) - 1)
        self.sheet.print_area(*area)
        self.sheet.autofilter(*area)

    def _write_row(self, sheet, row, cells):
        for column, cell in enumerate(cells):
            if not cell:
                continue
            if isinstance(cell, str):
                # A name never becomes a formula.
                sheet.write_string(row, column, cell)
            elif isinstance(cell, float):
                sheet.write_number(row, column, cell, self.money_format)
            else:
                sheet.write_datetime(row, column, cell, self.date_format)
