# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from datetime import date
from unittest import SkipTest

from odoo.tests import TransactionCase, tagged

YEAR_END = date(2020, 12, 31)
NINE_MONTHS = date(2021, 9, 30)


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The demo gives the figures that the association of the Pyrène printed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.env.ref(
            "lcc_currency.pyrene_currency", raise_if_not_found=False
        )
        if not cls.currency:
            raise SkipTest("The demo of the Pyrène is not installed.")
        cls.company = cls.currency.company_id
        cls.env = cls.env(
            context=dict(
                cls.env.context, allowed_company_ids=cls.company.ids, lang="en_US"
            )
        )
        cls.currency = cls.currency.with_env(cls.env)
        cls.lines = cls.env["lcc.operation.line"].search(
            [("lcc_currency_id", "=", cls.currency.id), ("state", "=", "posted")],
            order="date, id",
        )

    def _get_balances(self, date_to, date_from=None):
        """Balance by account code of posted entries, zeros left out."""
        domain = [
            ("company_id", "=", self.company.id),
            ("parent_state", "=", "posted"),
            ("date", "<=", date_to),
        ]
        if date_from:
            domain += [
                ("date", ">=", date_from),
                ("account_id.internal_group", "in", ("income", "expense")),
            ]
        groups = self.env["account.move.line"]._read_group(
            domain, ["account_id"], ["balance:sum"]
        )
        balances = {account.code: round(total, 2) for account, total in groups}
        return {code: total for code, total in balances.items() if total}

    def _check_situation(self, day, **expected):
        totals = self.env["lcc.situation"]._get_totals(self.currency, day)
        self.assertEqual({name: totals[name] for name in expected}, expected)
        return totals

    def test_situation_at_year_end(self):
        totals = self._check_situation(
            YEAR_END,
            printed=77000,
            stock=6176,
            counters=37479,
            circulation=33345,
            liability=33345.00,
            fund=34000.00,
            difference=0,
            missing=0,
            destroyed=0,
            lapsed=0,
        )
        self.assertEqual(round(totals["cover"], 1), 102.0)
        self.assertEqual(self._get_balances(YEAR_END)["512110"], 6686.82)

    def test_situation_after_nine_months(self):
        totals = self._check_situation(
            NINE_MONTHS,
            printed=209720,
            stock=127801,
            counters=40879,
            circulation=41040,
            liability=41040.00,
            fund=34000.00,
            difference=0,
            missing=7040.00,
            destroyed=0,
            lapsed=0,
        )
        self.assertEqual(round(totals["cover"], 1), 82.8)
        self.assertEqual(self._get_balances(NINE_MONTHS)["512110"], 14006.21)

    def test_transfer_that_mends_the_fund(self):
        accountant = self.env.ref("lcc_base.pyrene_user_comptable")
        fund = self.env["lcc.guarantee.fund"].with_user(accountant)
        action = fund.prepare_transfer(self.currency.id)
        payment = self.env["account.payment"].browse(action["res_id"])
        self.assertEqual(payment.state, "draft")
        self.assertEqual(payment.amount, 7040.00)
        self.assertEqual(payment.journal_id.code, "CM")

    def test_situation_today_is_the_last_date(self):
        """What came later are drafts, which move nothing."""
        self.assertEqual(max(self.lines.mapped("date")), date(2021, 9, 29))
        drafts = self.env["lcc.operation"].search(
            [("lcc_currency_id", "=", self.currency.id), ("state", "=", "draft")]
        )
        self.assertEqual(len(drafts), 2)
        self.assertEqual(sum(self.currency.place_ids.mapped("amount")), 127801 + 40879)

    def test_opening(self):
        self._check_situation(
            date(2019, 12, 31), printed=77000, circulation=32475, liability=32475
        )
        self.assertEqual(
            self._get_balances(date(2019, 12, 31)),
            {
                "110014": -1463.39,
                "110015": -1199.13,
                "110017": -825.05,
                "110018": -158.72,
                "119016": 196.01,
                "120019": -1667.52,
                "271800": 90.00,
                "463300": -32475.00,
                "512110": 4502.80,
                "512500": 33000.00,
            },
        )

    def test_income_statement_2020(self):
        balances = self._get_balances(YEAR_END, date(2020, 1, 1))
        self.assertEqual(
            balances,
            {
                "606400": 50.00,  # Fournitures administratives, copies, timbres
                "616100": 114.31,  # Assurances
                "628100": 76.44,  # Cotisations et adhésions
                "625100": 100.00,  # Déplacements
                "627800": 45.83,  # Service bancaire
                "756100": -2371.60,  # Adhésions
                "755100": -289.00,  # Contributions
                "754110": -40.00,  # Dons
            },
        )
        self.assertEqual(round(-sum(balances.values()), 2), 2314.02)

    def test_income_statement_2021(self):
        balances = self._get_balances(NINE_MONTHS, date(2021, 1, 1))
        self.assertEqual(
            balances,
            {
                "623600": 2464.40,  # Imprimerie
                "616100": 87.21,  # Assurances
                "628100": 116.44,  # Cotisations et adhésions
                "622700": 14.00,  # Frais administratifs
                "627800": 269.56,  # Service bancaire
                "756100": -2347.00,  # Adhésions
                "755100": -229.00,  # Contributions
            },
        )
        self.assertEqual(round(-sum(balances.values()), 2), -375.61)

    def _get_balance_sheet(self, day):
        """Balance sheet accounts; Odoo's account of undistributed results aside."""
        return {
            code: total for code, total in self._get_balances(day).items() if code < "6"
        }

    def test_balance_sheet_2020(self):
        sheet = self._get_balance_sheet(YEAR_END)
        self.assertEqual(
            sheet,
            {
                "271800": 90.00,  # Parts sociales NEF
                "512500": 34000.00,  # Compte NEF
                "512110": 6686.82,  # Banque Crédit Mutuel
                "110014": -1463.39,
                "110015": -1199.13,
                "119016": 196.01,
                "110017": -825.05,
                "110018": -158.72,
                "110019": -1667.52,
                "463300": -33345.00,
            },
        )
        # The year's result is what is missing to balance the sheet.
        self.assertEqual(round(sum(sheet.values()), 2), 2314.02)
        self.assertEqual(90 + 34000 + 6686.82, 40776.82)

    def test_balance_sheet_2021(self):
        sheet = self._get_balance_sheet(NINE_MONTHS)
        results = {code: sheet.pop(code) for code in list(sheet) if code < "2"}
        self.assertEqual(
            results,
            {
                "110014": -1463.39,
                "110015": -1199.13,
                "119016": 196.01,
                "110017": -825.05,
                "110018": -158.72,
                "110019": -1667.52,
                "110020": -2314.02,
            },
        )
        self.assertEqual(round(sum(results.values()), 2), -7431.82)
        self.assertEqual(
            sheet,
            {
                "271800": 90.00,
                "512500": 34000.00,
                "512110": 14006.21,
                "463300": -41040.00,
            },
        )
        self.assertEqual(round(sum(sheet.values()) - 7431.82, 2), -375.61)

    def test_result_of_2020_is_distributed(self):
        balances = self._get_balances(NINE_MONTHS)
        earlier = self._get_balances(YEAR_END, date(2020, 1, 1))
        self.assertEqual(balances["999999"], 2314.02)
        self.assertEqual(round(sum(earlier.values()), 2), -2314.02)

    def test_every_entry_is_posted_and_settled(self):
        company = [("company_id", "=", self.company.id)]
        # calls for dues, of another addon, are drafts until they are paid
        moves = self.env["account.move"].search(
            [*company, ("journal_id.code", "!=", "ADH")]
        )
        self.assertEqual(set(moves.mapped("state")), {"posted"})
        operations = self.env["lcc.operation"].search(company)
        self.assertNotIn("waiting", operations.mapped("books_state"))
        open_lines = self.env["account.move.line"].search(
            [
                *company,
                ("parent_state", "=", "posted"),
                ("account_id.reconcile", "=", True),
                ("reconciled", "=", False),
            ]
        )
        self.assertFalse(open_lines)

    def test_liability_follows_the_circulation_every_day(self):
        groups = self.env["account.move.line"]._read_group(
            [
                ("account_id", "=", self.currency.coupon_account_id.id),
                ("parent_state", "=", "posted"),
            ],
            ["date:day"],
            ["balance:sum"],
        )
        booked = Counter({day: -total for day, total in groups})
        moved = Counter()
        for line in self.lines:
            moved[line.date] += line.circulation_amount
        self.assertEqual(+booked, +moved)
        self.assertEqual(-booked, -moved)

    def test_invariants_hold_every_day(self):
        """Replay the ledger line by line, without any of its totals."""
        held = Counter()
        printed = Counter()
        for day, lines in self.lines.grouped("date").items():
            for line in lines:
                coupon = (line.series_id, line.denomination_id)
                held[line.place_to_id, coupon] += line.quantity
                if line.place_from_id.kind == "printer":
                    printed[coupon] += line.quantity
                else:
                    held[line.place_from_id, coupon] -= line.quantity
            below = {key: count for key, count in held.items() if count < 0}
            self.assertFalse(below, day)
            totals = Counter()
            for (_place, coupon), count in held.items():
                totals[coupon] += count
            self.assertEqual(totals, printed, day)

    def test_print_run_takes_two_persons(self):
        emission = self.env["lcc.emission"].search(
            [("lcc_currency_id", "=", self.currency.id)]
        )
        self.assertEqual(emission.amount, 132720)
        self.assertEqual(emission.operation_ids.prepared_by_id.login, "coordination")
        self.assertEqual(emission.operation_ids.posted_by_id.login, "comptable")
        self.assertEqual(
            emission.line_ids.mapped("serial_last"),
            emission.line_ids.mapped("quantity"),
        )

    def test_people(self):
        users = self.env["res.users"].search([("company_ids", "=", self.company.id)])
        groups = {
            "comptable": "lcc_base.group_lcc_treasurer",
            "coordination": "lcc_base.group_lcc_manager",
            "comptoir": "lcc_base.group_lcc_keeper",
            "audit": "lcc_base.group_lcc_auditor",
        }
        by_login = {user.login: user for user in users}
        for login, group in groups.items():
            self.assertTrue(by_login[login].has_group(group), login)
        self.assertFalse(by_login["comptoir"].has_group("lcc_base.group_lcc_auditor"))
        self.assertFalse(by_login["audit"].has_group("lcc_base.group_lcc_keeper"))
        self.assertEqual(
            self.currency.place_ids.filtered(
                lambda place: by_login["comptoir"] in place.keeper_ids
            ),
            self.env.ref("lcc_currency.pyrene_place_foix"),
        )

    def test_seven_counters(self):
        counters = self.currency.place_ids.filtered(lambda p: p.kind == "counter")
        self.assertEqual(len(counters), 7)
        self.assertTrue(all(counter.territory_id for counter in counters))
        self.assertEqual(
            counters.filtered("is_low"), self.env.ref("lcc_currency.pyrene_place_ax")
        )
