# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools.table import Column, Table, line, total


class LccReportEntries(models.AbstractModel):
    """Entries of a period by journal; its workbook holds every one of them, to hand
    to an outside accountant."""

    _name = "lcc.report.entries"
    _inherit = "lcc.report.books"
    _description = "Entries by journal"

    _report_is_for_assembly = False
    _report_compares = False
    _report_xlsx = "lcc_reports.entries_xlsx_action"

    @api.model
    def _get_title(self):
        return self.env._("Entries by journal")

    @api.model
    def _get_tables(self, options):
        domain = self._get_items_domain(options["periods"][0])
        groups = self.env["account.move.line"]._read_group(
            domain,
            ["journal_id"],
            ["move_id:count_distinct", "__count", "debit:sum", "credit:sum"],
        )
        columns = [
            Column(self.env._("Entries"), "count"),
            Column(self.env._("Journal items"), "count"),
            Column(self.env._("Debit")),
            Column(self.env._("Credit")),
        ]
        rows = [
            line(
                f"{journal.code} {journal.name}",
                [moves, items, round(debit, 2), round(credit, 2)],
                columns,
                opens=self._get_openers(domain, journal),
            )
            for journal, moves, items, debit, credit in groups
        ]
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        table = Table(
            "entries",
            self._get_title(),
            columns,
            rows,
            label=self.env._("Journal"),
            notes=[
                self.env._(
                    "“Export” makes a workbook of every journal item, to hand to an "
                    "accountant."
                )
            ],
        )
        return [table]

    @api.model
    def _get_openers(self, domain, journal):
        opener = self._open_items(domain & self._in_journal(journal))
        return (None, opener, opener, opener)
