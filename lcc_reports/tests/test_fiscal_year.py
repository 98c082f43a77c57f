# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.tests import tagged

from .books import BooksCase

AWAITING = "Results of earlier years awaiting allocation"
OPEN = "Surplus or deficit of the year"


@tagged("post_install", "-at_install")
class TestFiscalYear(BooksCase):
    """A company that closed on 31 December closes on 30 June from 2021 on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post("2020-03-01", "512100", "756100", 100)
        cls.post("2020-10-01", "512100", "756100", 40)
        cls.post("2021-02-01", "626000", "512100", 30)
        cls.post("2021-08-01", "512100", "756100", 7)

    def _change_fiscal_year(self):
        self.company.write({"fiscalyear_last_day": 30, "fiscalyear_last_month": "6"})

    def _tell_years(self):
        self.env["date.range"].create(
            {
                "name": "2020",
                "date_start": "2020-01-01",
                "date_end": "2020-12-31",
                "type_id": self.env.ref("lcc_reports.fiscal_year_type").id,
                "company_id": self.company.id,
            }
        )

    def _get_results(self, day):
        data = self.read_report("lcc.report.balance", form="layout", date_to=day)
        rows = self.get_texts(data)
        self.assertEqual(
            rows["Total assets (I + II + III + IV + V)"],
            rows["Total liabilities (I + II + III + IV + V)"],
        )
        return rows.get(AWAITING, ""), rows.get(OPEN, "")

    def test_calendar_years(self):
        self.assertEqual(self._get_results("2020-12-31"), ("", "140.00"))
        self.assertEqual(self._get_results("2021-06-30"), ("140.00", "-30.00"))

    def test_changed_fiscal_year(self):
        self._change_fiscal_year()
        self._tell_years()
        self.assertEqual(self._get_results("2020-12-31"), ("", "140.00"))
        self.assertEqual(self._get_results("2021-06-30"), ("140.00", "-30.00"))
        self.assertEqual(self._get_results("2021-08-31"), ("110.00", "7.00"))
        dates = self.company.compute_fiscalyear_dates(date(2021, 3, 1))
        self.assertEqual(dates["date_from"], date(2021, 1, 1))
        self.assertEqual(dates["date_to"], date(2021, 6, 30))

    def test_changed_without_telling_earlier_years(self):
        """The sheet balances all the same, with the year of the settings."""
        self._change_fiscal_year()
        self.assertEqual(self._get_results("2021-06-30"), ("100.00", "10.00"))

    def test_short_form_and_allocation(self):
        self._change_fiscal_year()
        self._tell_years()
        data = self.read_report(
            "lcc.report.balance", form="short", date_to="2021-06-30"
        )
        self.assertEqual(
            self.get_rows(data),
            [
                (
                    self.account("512100").name,
                    "110.00",
                    "Results awaiting allocation",
                    "140.00",
                ),
                ("", "", "Result 2021", "-30.00"),
                ("Total", "110.00", "", "110.00"),
            ],
        )
        unaffected = self.env["account.account"].search(
            [
                ("company_ids", "=", self.company.id),
                ("account_type", "=", "equity_unaffected"),
            ]
        )
        self.post("2021-05-01", unaffected.code, "110000", 140)
        self.assertEqual(self._get_results("2021-06-30"), ("", "-30.00"))

    def test_period_across_fiscal_years(self):
        data = self.read_report(
            "lcc.report.income",
            form="layout",
            date_from="2020-07-01",
            date_to="2021-06-30",
        )
        self.assertEqual(self.get_texts(data)["Surplus or deficit"], "10.00")
        [note] = data["tables"][0]["notes"]
        self.assertIn("more than one fiscal year", note)
        self.assertIn("12/31/2020", note)
