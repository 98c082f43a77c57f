# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import squeeze

from .books import PyreneCase

YEAR = {"date_from": "2020-01-01", "date_to": "2020-12-31"}
NINE_MONTHS = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
PROFIT = "Result of the period (profit)"
DEFICIT = "Result of the period (deficit)"
CONTRIBUTIONS = "Contributions (moteur de recherche solidaire)"

# As the association printed them: charge, amount, income, amount.
INCOME_2020 = [
    ("Fournitures administratives, copies, timbres", 50.00, "Adhésions", 2371.60),
    ("Assurances", 114.31, CONTRIBUTIONS, 289.00),
    ("Cotisations et adhésions", 76.44, "Dons", 40.00),
    ("Déplacements", 100.00, None, None),
    ("Service bancaire", 45.83, None, None),
    (PROFIT, 2314.02, None, None),
    ("Total of both sides", 2700.60, None, 2700.60),
]
INCOME_2021 = [
    ("Imprimerie", 2464.40, "Adhésions", 2347.00),
    ("Assurances", 87.21, CONTRIBUTIONS, 229.00),
    ("Cotisations et adhésions", 116.44, DEFICIT, 375.61),
    ("Frais administratifs", 14.00, None, None),
    ("Service bancaire", 269.56, None, None),
    ("Total of both sides", 2951.61, None, 2951.61),
]
# Asset, amount, liability, amount.
BALANCE_2020 = [
    ("Parts sociales NEF", 90.00, "Résultat 2014", 1463.39),
    ("Compte NEF (fonds de garantie)", 34000.00, "Résultat 2015", 1199.13),
    ("Banque Crédit Mutuel", 6686.82, "Résultat 2016", -196.01),
    ("", None, "Résultat 2017", 825.05),
    ("", None, "Résultat 2018", 158.72),
    ("", None, "Résultat 2019", 1667.52),
    ("", None, "Result 2020", 2314.02),
    ("", None, "Pyrènes en circulation", 33345.00),
    ("Total", 40776.82, None, 40776.82),
]
BALANCE_2021 = [
    ("Parts sociales NEF", 90.00, "Résultats 2014-2020", 7431.82),
    ("Compte NEF (fonds de garantie)", 34000.00, "Result at 09/30/2021", -375.61),
    ("Banque Crédit Mutuel", 14006.21, "Pyrènes en circulation", 41040.00),
    ("Total", 48096.21, None, 48096.21),
]


def as_text(value):
    return "" if value is None else f"{value:,.2f}"


@tagged("post_install", "-at_install")
class TestPyreneStatements(PyreneCase):
    """Statements come out as the association printed them, on any medium."""

    def _check_media(self, model, options, expected):
        options = {**options, "form": "short"}
        data = self.read_report(model, **options)
        self.assertEqual(
            self.get_rows(data),
            [
                (left, as_text(amount), right or "", as_text(other))
                for left, amount, right, other in expected
            ],
        )
        sheet = self.print_sheet(model, **options)[: len(expected)]
        self.assertEqual(
            [((left or ""), *rest) for left, *rest in sheet],
            [tuple(row) for row in expected],
        )
        text = self.print_paper(model, **options)
        for left, amount, right, other in expected:
            for label, value in ((left, amount), (right, other)):
                if label and value is not None:
                    self.assertIn(squeeze(label + as_text(value)), text)
        return data

    def test_income_statement_2020(self):
        data = self._check_media("lcc.report.income", YEAR, INCOME_2020)
        self.assertEqual(data["subtitle"], "2020")
        self.assertFalse(data["tables"][0]["notes"])

    def test_income_statement_2021(self):
        """The deficit stands on the side of income; a note tells its sign."""
        data = self._check_media("lcc.report.income", NINE_MONTHS, INCOME_2021)
        [note] = data["tables"][0]["notes"]
        self.assertIn("-375.61", note.replace("€\N{NO-BREAK SPACE}", ""))
        text = self.print_paper("lcc.report.income", **NINE_MONTHS, form="short")
        self.assertIn("theresultis", text)

    def test_balance_sheet_2020(self):
        options = {"date_to": "2020-12-31"}
        data = self._check_media("lcc.report.balance", options, BALANCE_2020)
        self.assertFalse(data["tables"][0]["notes"])

    def test_balance_sheet_2021(self):
        options = {"date_to": "2021-09-30"}
        data = self._check_media("lcc.report.balance", options, BALANCE_2021)
        self.assertFalse(data["tables"][0]["notes"])

    def test_totals_are_formulas(self):
        rows = self.print_sheet(
            "lcc.report.income", data_only=False, form="short", **YEAR
        )
        self.assertEqual(
            rows[6], ("Total of both sides", "=SUM(B5:B10)", None, "=SUM(D5:D10)")
        )
        rows = self.print_sheet(
            "lcc.report.income", data_only=False, form="layout", **YEAR
        )
        # dues, gifts and contributions stand below the head of their section
        self.assertEqual(rows[1][1], 2371.60)
        formulas = {label: cell for label, cell, *_ in rows if label}
        self.assertEqual(formulas["Total operating income (I)"], "=SUM(B6:B8)")
        self.assertEqual(formulas["1. Operating result (I - II)"], "=SUM(B9)-SUM(B12)")

    def test_nine_months_beside_twelve(self):
        data = self.read_report(
            "lcc.report.income", form="short", compare="fiscal_year", **NINE_MONTHS
        )
        heads = [column["label"] for column in data["tables"][0]["columns"]]
        nine = "01/01/2021 to 09/30/2021 (9\N{NO-BREAK SPACE}months)"
        twelve = "2020 (12\N{NO-BREAK SPACE}months)"
        self.assertEqual(heads, [nine, twelve, "Income", nine, twelve])
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(rows["Assurances"][:2], ("87.21", "114.31"))
        self.assertEqual(rows["Imprimerie"][:2], ("2,464.40", ""))
        self.assertEqual(rows[PROFIT][:2], ("", "2,314.02"))
        self.assertEqual(
            rows["Total of both sides"],
            ("2,951.61", "2,700.60", "", "2,951.61", "2,700.60"),
        )

    def test_layout_of_income_statement(self):
        data = self.read_report(
            "lcc.report.income",
            form="layout",
            compare="dates",
            compare_from="2020-01-01",
            compare_to="2020-12-31",
            **NINE_MONTHS,
        )
        self.assertEqual(
            [row for row in self.get_rows(data) if any(row[1:3])][:12],
            [
                ("Membership dues", "2,347.00", "2,371.60", "-24.60"),
                ("Manual gifts", "", "40.00", "-40.00"),
                ("Financial contributions", "229.00", "289.00", "-60.00"),
                ("Total operating income (I)", "2,576.00", "2,700.60", "-124.60"),
                # 2021: 2464.40 + 87.21 + 116.44 + 14.00 + 269.56
                (
                    "Other purchases and external charges",
                    "2,951.61",
                    "386.58",
                    "2,565.03",
                ),
                ("Total operating charges (II)", "2,951.61", "386.58", "2,565.03"),
                ("1. Operating result (I - II)", "-375.61", "2,314.02", "-2,689.63"),
                ("Total financial income (III)", "0.00", "0.00", "0.00"),
                ("Total financial charges (IV)", "0.00", "0.00", "0.00"),
                ("2. Financial result (III - IV)", "0.00", "0.00", "0.00"),
                (
                    "3. Current result before tax (I - II + III - IV)",
                    "-375.61",
                    "2,314.02",
                    "-2,689.63",
                ),
                ("Total exceptional income (V)", "0.00", "0.00", "0.00"),
            ],
        )
        rows = {row[0]: row[1] for row in self.get_rows(data)}
        self.assertEqual(rows["Surplus or deficit"], "-375.61")
        # sections that the sums above name stay, even without figures
        self.assertIn("Exceptional income", rows)
        self.assertNotIn("Voluntary contributions in kind", rows)
        self.assertNotIn("Total voluntary contributions in kind", rows)

    def test_layout_of_balance_sheet(self):
        data = self.read_report(
            "lcc.report.balance", form="layout", date_to="2021-09-30"
        )
        rows = self.get_texts(data)
        expected = {
            "Other fixed securities": "90.00",
            "Guarantee fund: coupons": "34,000.00",
            "Cash and bank accounts": "14,006.21",
            "Total assets (I + II + III + IV + V)": "48,096.21",
            "Brought forward": "7,431.82",
            "Surplus or deficit of the year": "-375.61",
            "Total own funds (I)": "7,056.21",
            "Coupons in circulation": "41,040.00",
            "Total liabilities (I + II + III + IV + V)": "48,096.21",
        }
        self.assertEqual({label: rows.get(label) for label in expected}, expected)
        self.assertNotIn("Results of earlier years awaiting allocation", rows)
        self.assertNotIn("Assets less liabilities: accounts outside this layout", rows)
        self.assertFalse(data["tables"][0]["notes"])

    def test_balance_sheet_balances_at_the_end_of_every_month(self):
        for month in range(24):
            date = f"{2020 + month // 12}-{month % 12 + 1:02}-28"
            for form, assets, liabilities in (
                (
                    "layout",
                    "Total assets (I + II + III + IV + V)",
                    "Total liabilities (I + II + III + IV + V)",
                ),
                ("short", "Total", "Total"),
            ):
                with self.subTest(date=date, form=form):
                    data = self.read_report(
                        "lcc.report.balance", form=form, date_to=date
                    )
                    rows = {row[0]: row[1:] for row in self.get_rows(data)}
                    self.assertTrue(rows[assets][0])
                    self.assertEqual(rows[assets][0], rows[liabilities][-1])
                    notes = " ".join(data["tables"][0]["notes"])
                    self.assertNotIn("more than liabilities", notes)

    def test_every_figure_opens_its_items(self):
        items = self.env["account.move.line"].with_user(self.accountant)
        for model, form, sign in (
            ("lcc.report.income", "layout", 1),
            ("lcc.report.balance", "layout", 1),
            ("lcc.report.income", "short", 1),
            ("lcc.report.balance", "short", 1),
        ):
            figures = (
                self.env[model]
                .with_user(self.accountant)
                ._get_figures(
                    {"form": form, "date_to": "2021-09-30", "compare": "fiscal_year"}
                )
            )
            checked = 0
            for row in figures["tables"][0].rows:
                for value, opens in zip(row.cells, row.opens, strict=False):
                    if opens and isinstance(value, float):
                        found = items.search(opens["domain"])
                        total = abs(round(sum(found.mapped("balance")), 2))
                        self.assertEqual(total, abs(value), row.label)
                        checked += sign
            self.assertGreater(checked, 5)

    def test_accounts(self):
        data = self.read_report("lcc.report.accounts", **YEAR)
        rows = self.get_texts(data)
        self.assertEqual(rows["Total: Charges"], "386.58")
        self.assertEqual(rows["Total: Income"], "2,700.60")
        self.assertEqual(rows["Result"], "2,314.02")
        self.assertEqual(
            [label.split()[0] for label in rows],
            [
                *("Charges", "606400", "616100", "625100", "627800", "628100"),
                *("Total:", "Income", "754110", "755100", "756100", "Total:"),
                "Result",
            ],
        )

    def test_rights(self):
        """The auditor of the demo reads the books, its coordinator does not."""
        for model in ("income", "balance", "accounts", "cash"):
            data = self.read_report(f"lcc.report.{model}", self.auditor, **YEAR)
            self.assertTrue(data["tables"])
            with self.assertRaises(AccessError):
                self.read_report(f"lcc.report.{model}", self.coordinator, **YEAR)
            with self.assertRaises(AccessError):
                report = self.env[f"lcc.report.{model}"].with_user(self.coordinator)
                report.press("mis", YEAR)
