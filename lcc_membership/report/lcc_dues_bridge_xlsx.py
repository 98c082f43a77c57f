# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from odoo.addons.lcc_base.tools.workbook import HEAD_ROW, FiguresBook

FIRST_ROW = HEAD_ROW + 1


class LccDuesBridgeXlsx(models.AbstractModel):
    """The bridge as a workbook: its steps, with their check, and every line."""

    _name = "report.lcc_membership.dues_bridge_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Dues and books, as a workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        bridge = self.env["lcc.dues.bridge"]
        figures = bridge._get_report_figures(data, "xlsx", limit=None)
        book = FiguresBook(workbook, self.env.lang)
        self._add_steps(book, figures)
        self._add_lines(book, figures)

    def _add_steps(self, book, figures):
        """What is unexplained is worked out by the workbook, from what stands above."""
        steps = [*figures["steps"], (self.env._("Unexplained"), 0.0, True)]
        sheet = book.add_sheet(
            self.env._("Dues and books"),
            figures["title"],
            f"{figures['company'].name} – {figures['subtitle']}",
            [self.env._("From the table to the books"), figures["unit"]],
            [
                (label, [amount], int(not is_end), "money")
                for label, amount, is_end in steps
            ],
        )
        last = FIRST_ROW + len(steps)  # as the workbook counts, from 1
        sheet.write_formula(
            last - 1,
            1,
            f"=ROUND(B{last - 1}-SUM(B{FIRST_ROW + 1}:B{last - 2}),2)",
            book.formats["money", 0],
            figures["unexplained"],
        )
        sheet.set_column(0, 0, 70)

    def _add_lines(self, book, figures):
        head = [
            self.env._("Item"),
            self.env._("Member or entry"),
            self.env._("Date"),
            self.env._("Amount, %(unit)s", unit=figures["unit"]),
            self.env._("Details"),
        ]
        rows = [
            (
                item["label"],
                [
                    line["name"],
                    fields.Date.to_date(line["date"]),
                    line["amount"],
                    line["detail"],
                ],
                1,
                ["text", "date", "money", "text"],
            )
            for item in figures["items"]
            for line in item["lines"]
        ]
        subtitle = f"{figures['company'].name} – {figures['subtitle']}"
        sheet = book.add_sheet(
            self.env._("Line by line"), figures["title"], subtitle, head, rows
        )
        sheet.set_column(0, 1, 44)
        sheet.set_column(4, 4, 60)
