# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import DemoReportCase, LccReportsCase

PERCENT = "\N{NO-BREAK SPACE}%"
NINE_MONTHS = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
YEAR = {"date_from": "2020-01-01", "date_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestCirculationDemo(DemoReportCase):
    """Sums of pyrene_operations.csv."""

    def test_total_beside_the_year_before(self):
        figures = self._report(
            "lcc.report.circulation", compare="fiscal_year", **NINE_MONTHS
        )
        now = self._rows(figures, "groups")
        before = self._rows(figures, "groups_compared")
        self.assertEqual([*now], [*before])
        self.assertEqual(
            now["Total"], ["132,720.00", "13,615.00", "5,800.00", f"42.6{PERCENT}"]
        )
        self.assertEqual(
            before["Total"], ["0.00", "9,930.00", "9,000.00", f"90.6{PERCENT}"]
        )
        self.assertEqual(
            now["Haute Ariège"][1:], ["1,045.00", "1,260.00", "120.6" + PERCENT]
        )
        vault = "(no territory: vault and others)"
        self.assertEqual(now[vault], ["132,720.00", "0.00", "0.00", ""])
        self.assertEqual(before[vault], ["0.00", "0.00", "2,700.00", ""])
        self.assertEqual(
            [table["title"] for table in figures["tables"]],
            [
                "By territory – 01/01/2021 to 09/30/2021 (9\N{NO-BREAK SPACE}months)",
                "By territory – 2020 (12\N{NO-BREAK SPACE}months)",
                "By month",
            ],
        )

    def test_by_counter_and_denomination(self):
        figures = self._report("lcc.report.circulation", group="counter", **NINE_MONTHS)
        rows = self._rows(figures, "groups")
        amounts = sorted(row[1] for row in rows.values())
        self.assertEqual(
            amounts,
            sorted(
                ["1,045.00", "2,695.00", "1,615.00", "1,620.00", "1,360.00", "1,065.00"]
                + ["4,215.00", "0.00", "13,615.00"]
            ),
        )
        figures = self._report(
            "lcc.report.circulation", group="denomination", **NINE_MONTHS
        )
        rows = self._rows(figures, "groups")
        self.assertEqual(len(rows), 7)
        self.assertEqual(rows["Total"][1], "13,615.00")

    def test_months(self):
        figures = self._report("lcc.report.circulation", **NINE_MONTHS)
        rows = self._rows(figures, "months")
        self.assertEqual(len(rows), 10)
        self.assertEqual(
            rows["March 2021"][1:4], ["960.00", "1,120.00", f"116.7{PERCENT}"]
        )
        self.assertEqual(rows["September 2021"][5], "41,040.00")
        self.assertEqual(
            rows["Total"],
            ["132,720.00", "13,615.00", "5,800.00", f"42.6{PERCENT}", "-120.00", ""],
        )
        groups, months, circulation = figures["charts"]
        self.assertIn("Mar 2021 – Reconverted: 1,120", months["svg"])
        self.assertIn("41,040", circulation["svg"])
        self.assertIn("Haute Ariège – Exchanged: 1,045", groups["svg"])

    def test_year(self):
        rows = self._rows(self._report("lcc.report.circulation", **YEAR), "months")
        self.assertEqual(rows["December 2020"][5], "33,345.00")
        # a loss of 20 enters the circulation, a till gave back 80
        self.assertEqual(rows["Total"][4], "-60.00")

    def test_workbook_and_paper(self):
        groups, months = self._workbook("lcc.report.circulation", **NINE_MONTHS)
        [row] = [cell.row for cell in groups["A"] if cell.value == "Total"]
        self.assertEqual(groups[f"C{row}"].value, f"=SUM(C5:C{row - 1})")
        self.assertEqual(groups[f"E{row}"].value, f'=IF(C{row}=0,"",D{row}/C{row})')
        self.assertEqual(months["C7"].value, 960)
        self.assertEqual(months["G13"].value, 41040)
        self.assertEqual(months["C14"].value, "=SUM(C5:C13)")
        self.assertEqual(months["G14"].value, None)
        text = self._paper_text("lcc.report.circulation", **NINE_MONTHS)
        self.assertIn("13,615.00", text)
        self.assertIn("42.6", text)

    def test_opens(self):
        figures = self._report("lcc.report.circulation", **NINE_MONTHS)
        [table, _months] = figures["tables"]
        for label, place, amount in (
            ("Haute Ariège", 1, 1045),
            ("Haute Ariège", 2, 1260),
            ("(no territory: vault and others)", 0, 132720),
        ):
            [row] = [row for row in table["rows"] if row["label"] == label]
            opens = row["cells"][place]["opens"]
            lines = self.env[opens["res_model"]].search(opens["domain"])
            self.assertEqual(sum(lines.mapped("amount")), amount)


@tagged("post_install", "-at_install")
class TestCirculation(LccReportsCase):
    """88,000.00 printed on 15 January 2020, no territory."""

    def _read(self, user=None, group="counter", table="groups", **options):
        figures = self._report(
            "lcc.report.circulation", user=user, group=group, **{**YEAR, **options}
        )
        return self._rows(figures, table)

    def test_reversals_are_taken_away(self):
        self._exchange({10: 3})
        wrong = self._exchange({50: 2})
        wrong.with_user(self.treasurer)._reverse("2020-04-05")
        back = self._post(
            "reconversion", self.holders, self.counter_a, {10: 1}, date="2020-04-10"
        )
        back.with_user(self.treasurer)._reverse("2020-05-01")
        rows = self._read()
        self.assertEqual(rows["Counter A"], ["0.00", "30.00", "0.00", f"0.0{PERCENT}"])
        self.assertEqual(rows["Vault"], ["88,000.00", "0.00", "0.00", ""])
        self.assertNotIn("Counter B", rows)
        months = self._read(table="months")
        self.assertEqual(months["March 2020"][1], "130.00")
        self.assertEqual(
            months["April 2020"][1:4], ["-100.00", "10.00", f"-10.0{PERCENT}"]
        )
        self.assertEqual(months["May 2020"][1:4], ["0.00", "-10.00", ""])
        self.assertEqual(months["December 2020"][5], "30.00")
        by_face = self._read(group="denomination")
        self.assertEqual(
            sorted(row[1] for row in by_face.values()),
            ["0.00", "0.00", "0.00", "0.00", "0.00", "30.00", "30.00"],
        )

    def test_reversed_emission(self):
        self._post(
            "return",
            self.counter_a,
            self.vault,
            dict.fromkeys((1, 2, 5, 10, 20, 50), 100),
        )
        self._post(
            "return",
            self.counter_b,
            self.vault,
            dict.fromkeys((1, 2, 5, 10, 20, 50), 50),
        )
        operation = self.emission.operation_ids
        operation.with_user(self.manager)._reverse("2020-06-01")
        self.assertEqual(self._read(table="months")["Total"][0], "0.00")

    def test_year_without_data(self):
        figures = self._report(
            "lcc.report.circulation", date_from="1999-01-01", date_to="1999-12-31"
        )
        self.assertFalse(figures["tables"] or figures["charts"])
        self.assertIn("moved in these days", figures["message"])

    def test_unknown_group_is_the_first(self):
        figures = self._report("lcc.report.circulation", group="x' OR 1=1", **YEAR)
        self.assertEqual(figures["options"]["group"], "territory")

    def test_limited_manager(self):
        """Who follows a territory sees what its counters did, and is told so."""
        territory = self.env["lcc.territory"].create({"name": "Test valley"})
        self.counter_a.write({"partner_id": False, "territory_id": territory.id})
        self._exchange({10: 3})
        self._exchange({20: 1}, place=self.counter_b)
        self.manager.lcc_territory_ids = territory
        rows = self._read(user=self.manager, group="territory")
        self.assertEqual([*rows], ["Test valley", "Total"])
        self.assertEqual(rows["Total"], ["0.00", "30.00", "0.00", f"0.0{PERCENT}"])
        months = self._read(user=self.manager, table="months")
        self.assertEqual(len(months["Total"]), 5, "no circulation of the whole")
        self.assertEqual(self._read(user=self.auditor)["Total"][1], "50.00")
