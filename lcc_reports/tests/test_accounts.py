# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import DemoReportCase


@tagged("post_install", "-at_install")
class TestAccountsDemo(DemoReportCase):
    def test_nine_months_beside_a_year(self):
        """As the association printed its income statements of 2020 and of 2021."""
        options = {
            "date_from": "2021-01-01",
            "date_to": "2021-09-30",
            "compare": "fiscal_year",
        }
        figures = self._report("lcc.report.accounts", **options)
        [table] = figures["tables"]
        self.assertEqual(
            [column["label"] for column in table["columns"]],
            [
                "01/01/2021 to 09/30/2021 (9\N{NO-BREAK SPACE}months)",
                "2020 (12\N{NO-BREAK SPACE}months)",
                "Change",
            ],
        )
        rows = {
            label[:6] if label[0].isdigit() else label: cells
            for label, cells in self._rows(figures, "accounts").items()
        }
        self.assertEqual(rows["756100"], ["2,347.00", "2,371.60", "-24.60"])
        self.assertEqual(rows["606400"], ["", "50.00", "-50.00"])
        self.assertEqual(rows["Total: Charges"], ["2,951.61", "386.58", "2,565.03"])
        self.assertEqual(rows["Total: Income"], ["2,576.00", "2,700.60", "-124.60"])
        self.assertEqual(rows["Result"], ["-375.61", "2,314.02", "-2,689.63"])
        [sheet] = self._workbook("lcc.report.accounts", **options)
        last = [cell.value for cell in sheet[19]]
        self.assertEqual(last[1], "=SUM(B18)-SUM(B13)")
        self.assertEqual((sheet["B17"].value, sheet["C17"].value), (2347, 2371.6))
        text = self._paper_text("lcc.report.accounts", **options)
        self.assertIn("-375.61", text)
        self.assertIn("2,951.61", text)
