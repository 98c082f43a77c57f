# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.report_weasyprint.tests.common import squeeze

from .common import DemoReportCase

PERCENT = "\N{NO-BREAK SPACE}%"
ADDRESS = "(unassigned 1) No address"
OUTSIDE = "(unassigned 2) Address outside the territories"
NINE_MONTHS = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
MOVED_FROM = "St-Gironnais, Castillonnais"
# As printed, but for the average of a row without members (0.0) and the shares of 2021,
# which add up to 100.2 there too: (members, share, amount, average) of 2020, of 2021.
PRINTED = {
    ADDRESS: ("0", "0.0", "0", "", "1", "0.7", "10", "10.0"),
    OUTSIDE: ("14", "9.3", "124", "8.9", "3", "2.0", "35", "11.7"),
    "Haut Salat, Massatois": ("28", "18.7", "290", "10.3")
    + ("12", "7.9", "165", "13.8"),
    "Haute Ariège": ("4", "2.7", "40", "10.0", "5", "3.3", "124", "24.8"),
    "Mirepoix, Pays d'Olmes": ("22", "14.7", "671", "30.5")
    + ("46", "30.3", "688", "15.0"),
    "Pays de Foix": ("14", "9.3", "320", "22.9", "31", "20.4", "997", "32.2"),
    "Portes d'Ariège": ("8", "5.3", "125", "15.6", "3", "2.0", "86", "28.7"),
    "St-Gironnais, Castillonnais": ("33", "22.0", "444", "13.5")
    + ("17", "11.2", "414", "24.4"),
    "Volvestre, Séronnais, Azilois": ("27", "18.0", "308", "11.4")
    + ("34", "22.4", "494", "14.5"),
    "Total": ("150", "100.0", "2,321", "15.5", "152", "100.0", "3,013", "19.8"),
}


class DuesDemoCase(DemoReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foix = cls.env.ref("lcc_base.lcc_territory_foix")
        cls.follower = new_test_user(
            cls.env,
            "follower",
            groups="lcc_base.group_lcc_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            lcc_territory_ids=[Command.set(cls.foix.ids)],
        )
        cls.auditor = cls.env.ref("lcc_base.pyrene_user_audit")


@tagged("post_install", "-at_install")
class TestDuesDemo(DuesDemoCase):
    """dues_by_territory.csv, cell by cell."""

    def test_screen(self):
        figures = self._report("lcc.report.dues", **NINE_MONTHS)
        rows = self._rows(figures, "dues")
        self.assertEqual(
            {
                label: tuple(cell.removesuffix(PERCENT) for cell in cells[:8])
                for label, cells in rows.items()
            },
            PRINTED,
        )
        self.assertEqual(rows["Total"][8:], ["2", "692"])
        self.assertEqual(rows["Pays de Foix"][8:], ["17", "677"])
        self.assertEqual(figures["subtitle"], "Dues of 2020, 2021")

    def test_paper(self):
        text = self._paper_text("lcc.report.dues", **NINE_MONTHS)
        for label, cells in PRINTED.items():
            members, share, amount, average, *after = cells
            row = f"{members}{share}{PERCENT}{amount}{average}"
            members, share, amount, average = after
            row += f"{members}{share}{PERCENT}{amount}{average}"
            self.assertIn(squeeze(label) + row, text)

    def test_workbook(self):
        """Amounts are exact, and shown without cents; totals are formulas."""
        [sheet] = self._workbook("lcc.report.dues", **NINE_MONTHS)
        rows = {row[0].value: row for row in sheet.rows}
        members, share, amount, average = rows["Haut Salat, Massatois"][1:5]
        self.assertEqual((members.value, share.value), (28, 0.187))
        self.assertEqual((amount.value, average.value), (289.7, 10.3))
        self.assertIn("#,##0", amount.number_format)
        self.assertNotIn(".00", amount.number_format)
        total = rows["Total"]
        self.assertEqual(total[1].value, "=SUM(B5:B13)")
        self.assertEqual(total[3].value, "=SUM(D5:D13)")
        self.assertEqual(
            round(sum(sheet[f"D{row}"].value for row in range(5, 14)), 2), 2321.4
        )
        self.assertEqual(rows[ADDRESS][4].value, None)
        for label, printed in PRINTED.items():
            if label != "Total":
                cells = [cell.value for cell in rows[label][1:9]]
                shown = (*self._show(*cells[:4]), *self._show(*cells[4:]))
                self.assertEqual(shown, printed, label)

    def _show(self, members, share, amount, average):
        """Cells of a year as the workbook's formats show them."""
        return (
            str(members),
            f"{100 * share:.1f}",
            str(int(amount + 0.5)),
            "" if average is None else f"{average:.1f}",
        )

    def test_charts(self):
        members, amount = self._report("lcc.report.dues", **NINE_MONTHS)["charts"]
        self.assertIn("Pays de Foix – 2021: 31", members["svg"])
        self.assertIn("Pays de Foix – 2020: 320", amount["svg"])

    def test_one_year_paid_by_its_last_day(self):
        figures = self._report(
            "lcc.report.dues", compare="none", paid_by_end="true", **NINE_MONTHS
        )
        rows = self._rows(figures, "dues")
        self.assertEqual(rows["Total"][2], "2,347")
        self.assertEqual(len(rows["Total"]), 4)

    def test_other_groups(self):
        figures = self._report("lcc.report.dues", group="type", **NINE_MONTHS)
        rows = self._rows(figures, "dues")
        self.assertEqual((rows["Commune"][0], rows["Commune"][4]), ("4", "6"))

    def test_opens(self):
        [table] = self._report("lcc.report.dues", **NINE_MONTHS)["tables"]
        [row] = [row for row in table["rows"] if row["label"] == "Pays de Foix"]
        opens = row["cells"][4]["opens"]
        self.assertEqual(self.env[opens["res_model"]].search_count(opens["domain"]), 31)

    def test_follower_of_a_territory(self):
        figures = self._report("lcc.report.dues", user=self.follower, **NINE_MONTHS)
        rows = self._rows(figures, "dues")
        # who moved here from Saint-Girons paid there in 2020
        self.assertEqual([*rows], ["Pays de Foix", MOVED_FROM, "Total"])
        self.assertEqual(rows["Pays de Foix"][2:4], ["320", "22.9"])
        self.assertEqual((rows["Total"][0], rows["Total"][4]), ("15", "31"))
        self.assertIn("You follow some territories", figures["tables"][0]["notes"][-1])

    def test_years_without_dues(self):
        figures = self._report(
            "lcc.report.dues",
            user=self.auditor,
            date_from="1999-01-01",
            date_to="1999-12-31",
        )
        self.assertIn("No dues of 1998, 1999 are paid", figures["message"])


@tagged("post_install", "-at_install")
class TestMembersDemo(DuesDemoCase):
    """Counted in pyrene_dues.csv: 150 of 2020 and 152 of 2021, 82 of them the same."""

    def test_by_type(self):
        figures = self._report("lcc.report.members", **NINE_MONTHS)
        rows = self._rows(figures, "type")
        self.assertEqual(
            {label: cells[:6] for label, cells in rows.items()},
            {
                # before, out, in, moved, now, kept
                "Person": ["121", "61", "52", "0", "112", "60"],
                "Professional": ["19", "4", "11", "0", "26", "15"],
                "Association": ["5", "2", "4", "0", "7", "3"],
                "Commune": ["4", "0", "2", "0", "6", "4"],
                "Grouping of communes or park": ["1", "1", "1", "0", "1", "0"],
                "Total": ["150", "68", "70", "0", "152", "82"],
            },
        )
        # 82 of 150, and all four communes
        self.assertEqual(rows["Total"][6], f"54.7{PERCENT}")
        self.assertEqual(rows["Commune"][6], f"100.0{PERCENT}")

    def test_by_territory(self):
        rows = self._rows(
            self._report("lcc.report.members", **NINE_MONTHS), "territory"
        )
        self.assertEqual(
            {label: cells[0] for label, cells in rows.items()},
            {label: cells[0] for label, cells in PRINTED.items()},
        )
        self.assertEqual(
            {label: cells[4] for label, cells in rows.items()},
            {label: cells[4] for label, cells in PRINTED.items()},
        )
        self.assertEqual((rows["Pays de Foix"][3], rows[MOVED_FROM][3]), ("1", "-1"))
        for label, cells in rows.items():
            before, out, new, moved, now, kept = map(int, cells[:6])
            self.assertEqual(before - out + new + moved, now, label)
            self.assertEqual(before - out, kept, label)

    def test_opens_who_left(self):
        [table, _types] = self._report("lcc.report.members", **NINE_MONTHS)["tables"]
        [row] = [row for row in table["rows"] if row["label"] == "Haute Ariège"]
        out = row["cells"][1]
        dues = self.env[out["opens"]["res_model"]].search(out["opens"]["domain"])
        self.assertEqual(len(dues), int(out["text"]))
        self.assertEqual({*dues.mapped("year")}, {2020})

    def test_workbook_paper_and_charts(self):
        territories, types = self._workbook("lcc.report.members", **NINE_MONTHS)
        self.assertEqual(types["A5"].value, "Person")
        self.assertEqual(
            [cell.value for cell in types[10]][1:3], ["=SUM(B5:B9)", "=SUM(C5:C9)"]
        )
        self.assertEqual(types["H10"].value, '=IF(B10=0,"",G10/B10)')
        self.assertEqual(territories.max_column, 8)
        text = self._paper_text("lcc.report.members", **NINE_MONTHS)
        self.assertIn("54.7", text)
        _territory, types = self._report("lcc.report.members", **NINE_MONTHS)["charts"]
        self.assertIn("Person – Out: -61", types["svg"])

    def test_always_beside_another_year(self):
        figures = self._report("lcc.report.members", compare="none", **NINE_MONTHS)
        self.assertEqual(figures["options"]["compare"], "year")
        self.assertNotIn(
            "none", [v for f in figures["filters"] for v, _n in f.get("choices", ())]
        )

    def test_the_same_year_twice(self):
        figures = self._report(
            "lcc.report.members",
            date_from="2021-04-01",
            date_to="2021-06-30",
            compare="period",
        )
        self.assertIn("Both periods begin in 2021", figures["message"])

    def test_follower_and_auditor(self):
        figures = self._report("lcc.report.members", user=self.follower, **NINE_MONTHS)
        rows = self._rows(figures, "territory")
        self.assertEqual([*rows], ["Pays de Foix", MOVED_FROM, "Total"])
        self.assertEqual(rows[MOVED_FROM][:6], ["1", "0", "0", "-1", "0", "1"])
        self.assertEqual((rows["Total"][0], rows["Total"][4]), ("15", "31"))
        figures = self._report("lcc.report.members", user=self.auditor, **NINE_MONTHS)
        self.assertEqual(self._rows(figures, "type")["Total"][5], "82")

    def test_year_without_dues(self):
        figures = self._report(
            "lcc.report.members", date_from="1999-01-01", date_to="1999-12-31"
        )
        self.assertIn("No dues of 1998, 1999 are paid", figures["message"])
