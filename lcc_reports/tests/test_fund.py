# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .common import DemoReportCase, LccReportsCase

PERCENT = "\N{NO-BREAK SPACE}%"
YEARS = {"date_from": "2020-01-01", "date_to": "2021-09-30"}


@tagged("post_install", "-at_install")
class TestFundDemo(DemoReportCase):
    """102.0 % at the end of 2020, 82.8 % after nine months of 2021."""

    def test_months(self):
        figures = self._report("lcc.report.fund", **YEARS)
        rows = self._rows(figures, "months")
        self.assertEqual(len(rows), 21)
        self.assertEqual(
            rows["December 2020"],
            ["33,345.00", "33,345.00", "34,000.00", f"102.0{PERCENT}", "0.00"],
        )
        self.assertEqual(
            rows["September 2021"],
            ["41,040.00", "41,040.00", "34,000.00", f"82.8{PERCENT}", "7,040.00"],
        )
        amounts, cover = figures["charts"]
        self.assertEqual(amounts["svg"].count('class="line"'), 2 + 2, "and the legend")
        self.assertIn("Sep 2021 – Fund: 34,000", amounts["svg"])
        self.assertIn("Sep 2021 – Cover by the fund: 82.85", cover["svg"])

    def test_movements_add_up(self):
        figures = self._report("lcc.report.fund", **YEARS)
        rows = self._rows(figures, "movements")
        self.assertEqual(rows["Fund before 01/01/2020"], ["", "", "33,000.00"])
        self.assertEqual(rows["Transfer to the fund"][2], "1,000.00")
        self.assertEqual(rows["Fund at 09/30/2021"], ["", "", "34,000.00"])
        self.assertFalse(figures["tables"][1]["notes"])

    def test_thresholds(self):
        """In twelve months to 30 September 2021; an issue of a million is declared."""
        figures = self._report("lcc.report.fund", **YEARS)
        issued, circulation = self._rows(figures, "thresholds").values()
        self.assertEqual(circulation, ["41,040.00", "1,000,000.00", f"4.1{PERCENT}"])
        self.assertEqual(issued[1:], ["1,000,000.00", f"1.6{PERCENT}"])

    def test_workbook_and_paper(self):
        months, movements, _thresholds = self._workbook("lcc.report.fund", **YEARS)
        last = [cell.value for cell in months[25]]
        self.assertEqual(last[:4], ["September 2021", 41040, 41040, 34000])
        self.assertEqual(last[4:], ['=IF(C25=0,"",D25/C25)', 7040])
        self.assertEqual(movements["D5"].value, 33000)
        text = self._paper_text("lcc.report.fund", **YEARS)
        self.assertIn("7,040.00", text)
        self.assertIn("102.0", text)

    def test_auditor(self):
        auditor = self.env.ref("lcc_base.pyrene_user_audit")
        figures = self._report("lcc.report.fund", user=auditor, **YEARS)
        self.assertEqual(
            self._rows(figures, "movements")["Fund at 09/30/2021"],
            ["", "", "34,000.00"],
        )


@tagged("post_install", "-at_install")
class TestFund(LccReportsCase):
    def test_without_a_fund(self):
        figures = self._report("lcc.report.fund", user=self.auditor)
        self.assertFalse(figures["tables"])
        self.assertIn("no account of a guarantee fund", figures["message"])

    def _set_fund(self):
        self.currency.fund_account_ids = [Command.set(self._account("512001").ids)]

    @freeze_time("2020-06-15 10:00:00")
    def test_nothing_circulates(self):
        self._set_fund()
        options = {"date_from": "2019-01-01", "date_to": "2019-12-31"}
        figures = self._report("lcc.report.fund", **options)
        self.assertIn("no coupons in circulation and no fund", figures["message"])
        options = {"date_from": "2021-01-01", "date_to": "2021-12-31"}
        figures = self._report("lcc.report.fund", **options)
        self.assertIn("still to come", figures["message"])

    @freeze_time("2020-06-15 10:00:00")
    def test_fund_without_coupons(self):
        """There is no cover of nothing, and months to come are not told."""
        self._set_fund()
        self._post_entry("2020-05-10", ("512001", 50.0, 0), ("471000", 0, 50.0))
        options = {"date_from": "2020-01-01", "date_to": "2020-12-31"}
        figures = self._report("lcc.report.fund", user=self.accountant, **options)
        rows = self._rows(figures, "months")
        self.assertEqual(len(rows), 6)
        self.assertEqual(rows["May 2020"], ["0.00", "0.00", "50.00", "", "0.00"])
        opens = figures["tables"][1]["rows"][1]["cells"][2]["opens"]
        move = self.env["account.move"].search(opens["domain"])
        self.assertEqual(move.ref, "A reference")
