# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .common import DemoReportCase, LccReportsCase

PERCENT = "\N{NO-BREAK SPACE}%"
PYRENE = {"date_to": "2021-09-30", "compare": "dates", "compare_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestSituationDemo(DemoReportCase):
    """Both situations that the association of the Pyrène printed."""

    def test_screen(self):
        figures = self._report("lcc.report.situation", **PYRENE)
        rows = self._rows(figures, "coupons")
        self.assertEqual(rows["Printed"], ["209,720.00", "77,000.00", "132,720.00"])
        self.assertEqual(rows["Stock"], ["127,801.00", "6,176.00", "121,625.00"])
        self.assertEqual(rows["Counters"], ["40,879.00", "37,479.00", "3,400.00"])
        self.assertEqual(rows["Circulation"], ["41,040.00", "33,345.00", "7,695.00"])
        self.assertEqual(
            rows["Sum, equal to printed"], ["209,720.00", "77,000.00", "132,720.00"]
        )
        self.assertNotIn("Destroyed", rows)
        proof = self._rows(figures, "proof")
        self.assertEqual(
            [*proof.values()],
            [
                ["41,040.00", "33,345.00", "7,695.00"],
                ["41,040.00", "33,345.00", "7,695.00"],
                ["0.00", "0.00", "0.00"],
                ["34,000.00", "34,000.00", "0.00"],
                ["34,000.00", "34,000.00", "0.00"],
                ["-7,040.00", "655.00", "-7,695.00"],
                [f"82.8{PERCENT}", f"102.0{PERCENT}", f"-19.1{PERCENT}"],
                ["7,040.00", "0.00", "7,040.00"],
            ],
        )
        notes = figures["tables"][1]["notes"]
        self.assertIn("09/30/2021 the fund lacks", notes[2])
        self.assertIn("12/31/2020 the fund reaches its target", notes[3])
        self.assertEqual(len(figures["tables"]), 2, "nothing differs")

    def test_workbook(self):
        book = self._workbook("lcc.report.situation", **PYRENE)
        coupons, proof = book
        cells = {row[0].value: [c.value for c in row[1:4]] for row in coupons.rows}
        self.assertEqual(cells["Printed"][:2], [209720, 77000])
        self.assertEqual(cells["Stock"][:2], [127801, 6176])
        self.assertEqual(cells["Counters"][:2], [40879, 37479])
        self.assertEqual(cells["Circulation"][:2], [41040, 33345])
        # Stock, counters (seven stand below) and circulation
        self.assertEqual(
            cells["Sum, equal to printed"][0], "=SUM(B6:B7,B15)", "what it adds up"
        )
        cells = {row[0].value: [c.value for c in row[1:4]] for row in proof.rows}
        books = cells["Coupons in circulation, in the books"]
        self.assertEqual(books[:2], [41040, 33345])
        self.assertEqual(cells["Guarantee fund"][:2], [34000, 34000])
        self.assertEqual(cells["Ledger less books"][0], "=SUM(B5)-SUM(B6)")
        self.assertEqual(cells["Missing to the fund"][:2], [7040, 0])
        self.assertEqual(round(cells["Cover by the fund"][0], 3), 0.828)

    def test_paper(self):
        text = self._paper_text("lcc.report.situation", **PYRENE)
        for row in (
            "Printed209,720.0077,000.00",
            "Stock127,801.006,176.00",
            "Counters40,879.0037,479.00",
            "Circulation41,040.0033,345.00",
            "inthebooks41,040.0033,345.00",
            "Guaranteefund34,000.0034,000.00",
            f"Coverbythefund82.8{PERCENT}102.0{PERCENT}",
            "Missingtothefund7,040.000.00",
        ):
            self.assertIn(row, text)

    def test_opens(self):
        [coupons, proof] = self._report("lcc.report.situation", **PYRENE)["tables"]
        [counters] = [row for row in coupons["rows"] if row["label"] == "Counters"]
        opens = counters["cells"][1]["opens"]
        lines = self.env[opens["res_model"]].search(opens["domain"])
        counters = lines.place_to_id.filtered(lambda place: place.kind == "counter")
        held = sum(
            ln.amount * ((ln.place_to_id in counters) - (ln.place_from_id in counters))
            for ln in lines
        )
        self.assertEqual(held, 37479)
        opens = proof["rows"][1]["cells"][0]["opens"]
        items = self.env[opens["res_model"]].search(opens["domain"])
        self.assertEqual(sum(items.mapped("balance")), -41040)


@tagged("post_install", "-at_install")
class TestSituation(LccReportsCase):
    """88,000.00 printed on 15 January 2020; nothing circulates before March."""

    def test_without_a_fund(self):
        self.currency.fund_account_ids = False
        operation = self._exchange()
        operation.with_user(self.treasurer)._post_books()
        figures = self._report("lcc.report.situation", date_to="2020-12-31")
        self.assertEqual(self._rows(figures, "coupons")["Circulation"], ["17.00"])
        proof = self._rows(figures, "proof")
        self.assertEqual([*proof.values()], [["17.00"], ["17.00"], ["0.00"]])
        self.assertIn(
            "no account of a guarantee fund", figures["tables"][1]["notes"][1]
        )

    def test_differences(self):
        """An exchange that the books do not know yet."""
        operation = self._exchange()
        figures = self._report("lcc.report.situation", date_to="2020-12-31")
        self.assertEqual(self._rows(figures, "proof")["Ledger less books"], ["17.00"])
        rows = self._rows(figures, "differences")
        [name, day, amount] = rows["Waits for the books"]
        self.assertIn(operation.name, name)
        self.assertEqual((day, amount), ("03/01/2020", "17.00"))
        self.assertEqual(rows["Ledger less books"], ["", "", "17.00"])
        self.assertIn("differ by", figures["tables"][1]["notes"][0])
        *_sheets, sheet = self._workbook("lcc.report.situation", date_to="2020-12-31")
        self.assertEqual(sheet["D6"].value, 17)
        self.assertEqual(sheet["D7"].value, "=SUM(D6)")

    def test_day_without_coupons(self):
        figures = self._report("lcc.report.situation", date_to="2019-12-31")
        self.assertFalse(figures["tables"])
        self.assertIn("was printed or opened by 12/31/2019", figures["message"])

    def test_compared_day_before_the_year(self):
        figures = self._report(
            "lcc.report.situation",
            date_from="2021-01-01",
            date_to="2020-03-31",
            compare="dates",
            compare_from="2021-01-01",
            compare_to="2020-01-31",
        )
        self.assertEqual(self._rows(figures, "coupons")["Counters"][1], "0.00")

    @freeze_time("2020-06-15 10:00:00")
    def test_never_later_than_today_by_itself(self):
        options = self._report("lcc.report.situation")["options"]
        self.assertEqual(options["date_to"], "2020-06-15")

    def test_auditor_and_limited_manager(self):
        territory = self.env["lcc.territory"].create({"name": "Test valley"})
        self.manager.lcc_territory_ids = territory
        self.counter_a.partner_id = False
        self.counter_a.territory_id = territory
        for user in (self.auditor, self.manager):
            figures = self._report(
                "lcc.report.situation", user=user, date_to="2020-12-31"
            )
            rows = self._rows(figures, "coupons")
            self.assertEqual(rows["Counters"], ["13,200.00"])
            self.assertEqual(rows["Counter A"], ["8,800.00"])
            opens = [r["cells"][0]["opens"] for r in figures["tables"][1]["rows"]]
            self.assertFalse(any(opens), "no right to read the books")
