# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter, defaultdict
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.lcc_reports.tools.processor import NumbersProcessor
from odoo.addons.mis_builder.models.aep import AccountingExpressionProcessor

from .books import BooksCase

YEAR = {"date_from": "2020-01-01", "date_to": "2020-12-31"}


@tagged("post_install", "-at_install")
class TestLayout(BooksCase):
    """The layout of ANC 2018-06 has a line for every account."""

    def _count_terms(self, xmlid):
        """How many terms of each kind take an account: {account id: {kind: count}}."""
        template = self.env.ref(xmlid)
        processor = template._prepare_aep(self.company)
        terms = defaultdict(Counter)
        for expression in template.kpi_ids.mapped("expression"):
            for term in processor._ACC_RE.finditer(expression or ""):
                for account_id in processor.get_account_ids_for_expr(term.group(0)):
                    terms[account_id][term["field"]] += 1
        return terms

    def test_every_account_stands_in_one_line(self):
        income = self._count_terms("lcc_reports.mis_report_income")
        balance = self._count_terms("lcc_reports.mis_report_balance")
        accounts = self.env["account.account"].search(
            [("company_ids", "=", self.company.id)]
        )
        self.assertGreater(len(accounts), 600)
        for account in accounts:
            with self.subTest(account=account.display_name):
                if account.internal_group in ("income", "expense"):
                    self.assertEqual(income[account.id], {"bal": 1})
                    # the result of the open year, and those of earlier years
                    self.assertEqual(balance[account.id], {"bal": 2})
                elif account.account_type == "equity_unaffected":
                    self.assertFalse(income[account.id])
                    self.assertEqual(balance[account.id], {"bal": 2})
                else:
                    self.assertFalse(income[account.id])
                    self.assertIn(
                        balance[account.id], ({"bal": 1}, {"pbal": 1, "nbal": 1})
                    )

    def test_processor_finds_the_accounts_of_mis_builder(self):
        other = self._create_company("Other association")
        self.env["account.chart.template"].try_loading(
            "fr", company=other, install_demo=False
        )
        expressions = (
            "bal[41%]",
            "bale[512100, 53%] - balu[4_11%]",
            "pbali[5%00]",
            "nbal[('account_type', '=', 'equity')]",
            "deb[]",
        )
        stock, ours = (
            processor(self.company | other)
            for processor in (AccountingExpressionProcessor, NumbersProcessor)
        )
        for processor in (stock, ours):
            for expression in expressions:
                processor.parse_expr(expression)
            processor.done_parsing()
        for expression in expressions:
            expected = stock.get_account_ids_for_expr(expression)
            self.assertTrue(expected)
            self.assertEqual(ours.get_account_ids_for_expr(expression), expected)
        self.assertEqual(
            {key: set(ids) for key, ids in ours._map_account_ids.items()},
            {key: set(ids) for key, ids in stock._map_account_ids.items()},
        )

    def test_fiscal_years_are_asked_for_once(self):
        """Seventy lines do not each read the fiscal year of the sheet's day."""
        self.post("2020-03-01", "512100", "756100", 20)
        years = type(self.company).compute_fiscalyear_dates
        asked = []

        def count(company, date):
            asked.append(date)
            return years(company, date)

        with patch.object(type(self.company), "compute_fiscalyear_dates", count):
            self.read_report("lcc.report.balance", form="layout", date_to="2020-12-31")
        self.assertTrue(asked)
        self.assertLess(len(asked), 15)

    def _post_on_every_account(self, side, other):
        bank = self.account("512100")
        accounts = self.env["account.account"].search(
            [
                ("company_ids", "=", self.company.id),
                ("id", "!=", bank.id),
                ("account_type", "!=", "equity_unaffected"),
            ]
        )
        lines = [{"account_id": a.id, side: 1.0} for a in accounts]
        lines.append({"account_id": bank.id, other: float(len(accounts))})
        self.env["account.move"].create(
            {
                "date": "2020-06-30",
                "journal_id": self.env["account.journal"]
                .search(
                    [("company_id", "=", self.company.id), ("type", "=", "general")],
                    limit=1,
                )
                .id,
                "line_ids": [Command.create(line) for line in lines],
            }
        )._post(soft=False)
        return accounts

    def _check_every_account(self, accounts, sign):
        """Each account has 1.00: the sums are numbers of accounts."""
        data = self.read_report("lcc.report.income", form="layout", **YEAR)
        rows = {
            label: float(text.replace(",", "") or 0)
            for label, text in self.get_texts(data).items()
        }
        expense = accounts.filtered(lambda a: a.internal_group == "expense")
        income = accounts.filtered(lambda a: a.internal_group == "income")
        uses, given = (
            len(found.filtered(lambda a: a.code.startswith(("86", "87"))))
            for found in (expense, income)
        )
        total = "Total charges (II + IV + VI + VII + VIII)"
        self.assertEqual(rows[total], sign * (len(expense) - uses))
        total = "Total income (I + III + V)"
        self.assertEqual(rows[total], -sign * (len(income) - given))
        total = "Total voluntary contributions in kind"
        self.assertEqual(rows[total], -sign * given)
        self.assertFalse(data["tables"][0]["notes"])
        data = self.read_report(
            "lcc.report.balance", form="layout", date_to="2020-12-31"
        )
        rows = self.get_texts(data)
        self.assertEqual(
            rows["Total assets (I + II + III + IV + V)"],
            rows["Total liabilities (I + II + III + IV + V)"],
        )
        self.assertNotIn("Assets less liabilities: accounts outside this layout", rows)
        self.assertFalse(data["tables"][0]["notes"])
        return rows

    def test_debits_on_every_account_balance(self):
        accounts = self._post_on_every_account("debit", "credit")
        rows = self._check_every_account(accounts, 1)
        # the bank is overdrawn: what it owes is a debt
        self.assertTrue(rows["Loans from banks and overdrafts"])

    def test_credits_on_every_account_balance(self):
        accounts = self._post_on_every_account("credit", "debit")
        self._check_every_account(accounts, -1)

    def test_accounts_of_third_parties_stand_by_their_sign(self):
        self.post("2020-01-10", "401100", "512100", 20)
        self.post("2020-01-11", "512100", "411100", 35)
        self.post("2020-01-12", "512500", "463300", 500)
        data = self.read_report(
            "lcc.report.balance", form="layout", date_to="2020-12-31"
        )
        rows = self.get_texts(data)
        self.assertEqual(rows["Other receivables"], "20.00")
        self.assertEqual(rows["Other debts"], "35.00")
        self.assertEqual(rows["Guarantee fund: coupons"], "500.00")
        self.assertEqual(rows["Coupons in circulation"], "500.00")
        self.assertEqual(rows["Cash and bank accounts"], "15.00")
        self.assertNotIn("Suppliers and related accounts", rows)
        [opens] = [
            row["cells"][0]["opens"]
            for row in data["tables"][0]["rows"]
            if row["label"] == "Other receivables"
        ]
        found = self.env["account.move.line"].search(opens["domain"])
        self.assertEqual(found.account_id.code, "401100")

    def test_account_outside_the_layout_is_named(self):
        self.env["account.account"].create(
            {"code": "XFEES", "name": "Odd fees", "account_type": "expense"}
        )
        self.post("2020-01-10", "XFEES", "512100", 20)
        for model, options in (
            ("lcc.report.income", YEAR),
            ("lcc.report.accounts", YEAR),
        ):
            data = self.read_report(model, form="layout", **options)
            told = str(data["tables"])
            self.assertIn("XFEES", told)

    def test_drafts_are_left_out(self):
        self.post("2020-03-01", "512100", "756100", 100)
        self.post("2020-03-02", "512100", "756100", 900, post=False)
        for model, label in (
            ("lcc.report.income", "Total income (I + III + V)"),
            ("lcc.report.balance", "Total assets (I + II + III + IV + V)"),
            ("lcc.report.accounts", "Total: Income"),
        ):
            rows = self.get_texts(self.read_report(model, form="layout", **YEAR))
            self.assertEqual(rows[label], "100.00")

    def test_nothing_to_show(self):
        for model in ("income", "balance", "accounts", "cash"):
            data = self.read_report(f"lcc.report.{model}", **YEAR)
            self.assertIn("Nothing is posted in the books", data["message"])
            self.assertFalse(data["tables"])
            text = self.print_paper(f"lcc.report.{model}", **YEAR)
            self.assertIn("Nothingispostedinthebooks", text)

    def test_company_without_a_chart(self):
        bare = self._create_company("Bare association")
        self.accountant.company_ids |= bare
        for model in ("income", "balance", "accounts", "cash"):
            for form in ("layout", "short"):
                report = self.env[f"lcc.report.{model}"].with_user(self.accountant)
                report = report.with_context(allowed_company_ids=bare.ids)
                data = report.get_report({"form": form, **YEAR})
                self.assertIn("has no chart of accounts yet", data["message"])

    def test_contributions_in_kind_stand_apart(self):
        self.post("2020-03-01", "512100", "756100", 100)
        self.post("2020-03-02", "864000", "875000", 60)
        data = self.read_report("lcc.report.income", form="short", **YEAR)
        self.assertEqual(self.get_rows(data)[-1][1:], ("100.00", "", "100.00"))
        self.assertEqual(
            self.get_rows(data, 1),
            [
                ("Volunteer staff", "60.00", "Volunteering", "60.00"),
                ("Total", "60.00", "", "60.00"),
            ],
        )
        rows = self.get_texts(self.read_report("lcc.report.accounts", **YEAR))
        self.assertEqual(rows["Result"], "100.00")
        self.assertEqual(rows["Total: Contributions in kind"], "60.00")

    # ------------------------------------------------------------------
    # Budgets and MIS Builder
    # ------------------------------------------------------------------

    def _create_budget(self):
        """1,200 of dues and 240 of telephone for the year, by account."""
        budget = self.env["mis.budget.by.account"].create(
            {
                "name": "Budget 2020",
                "date_from": "2020-01-01",
                "date_to": "2020-12-31",
                "company_id": self.company.id,
                "item_ids": [
                    Command.create(
                        {
                            "account_id": self.account(code).id,
                            "date_from": "2020-01-01",
                            "date_to": "2020-12-31",
                            side: amount,
                        }
                    )
                    for code, side, amount in (
                        ("756100", "credit", 1200.0),
                        ("626000", "debit", 240.0),
                    )
                ],
            }
        )
        budget.action_confirm()
        return budget

    def test_budget_by_account(self):
        self.post("2020-03-01", "512100", "756100", 1000)
        budget = f"accounts-{self._create_budget().id}"
        data = self.read_report(
            "lcc.report.income", form="layout", budget=budget, **YEAR
        )
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(rows["Membership dues"], ("1,000.00", "1,200.00", "-200.00"))
        self.assertEqual(rows["Surplus or deficit"], ("1,000.00", "960.00", "40.00"))
        data = self.read_report(
            "lcc.report.income", form="short", budget=budget, **YEAR
        )
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(
            rows["Total of both sides"],
            ("1,000.00", "1,200.00", "", "1,000.00", "1,200.00"),
        )
        rows = self.get_rows(
            self.read_report("lcc.report.accounts", budget=budget, **YEAR)
        )
        self.assertEqual(rows[-1], ("Result", "1,000.00", "960.00", "40.00"))

    def test_budget_of_half_a_year(self):
        """182 of 366 days of 2020."""
        self.post("2020-03-01", "512100", "756100", 1000)
        budget = f"accounts-{self._create_budget().id}"
        data = self.read_report(
            "lcc.report.income",
            form="layout",
            budget=budget,
            date_from="2020-01-01",
            date_to="2020-06-30",
        )
        rows = {row[0]: row[1:] for row in self.get_rows(data)}
        self.assertEqual(rows["Membership dues"], ("1,000.00", "596.72", "403.28"))

    def test_budget_of_lines(self):
        self.post("2020-03-01", "512100", "756100", 1000)
        template = self.env.ref("lcc_reports.mis_report_income")
        dues = template.kpi_ids.filtered(lambda kpi: kpi.name == "dues")
        budget = self.env["mis.budget"].create(
            {
                "name": "Budget 2020",
                "report_id": template.id,
                "date_from": "2020-01-01",
                "date_to": "2020-12-31",
                "company_id": self.company.id,
                "item_ids": [
                    Command.create(
                        {
                            "kpi_expression_id": dues.expression_ids.id,
                            "date_from": "2020-01-01",
                            "date_to": "2020-12-31",
                            "amount": 1100.0,
                        }
                    )
                ],
            }
        )
        options = {**YEAR, "form": "layout", "budget": f"lines-{budget.id}"}
        rows = {
            r[0]: r[1:]
            for r in self.get_rows(self.read_report("lcc.report.income", **options))
        }
        self.assertEqual(rows["Membership dues"], ("1,000.00", "1,100.00", "-100.00"))
        self.assertEqual(rows["Surplus or deficit"][1], "1,100.00")
        report = self.env["lcc.report.income"].with_user(self.accountant)
        action = report.press("mis", options)
        instance = self.env["mis.report.instance"].browse(action["res_id"])
        self.assertEqual(instance.period_ids.mapped("name"), ["2020", "Budget"])

    def test_open_in_mis_builder(self):
        self.post("2019-03-01", "512100", "756100", 700)
        self.post("2020-03-01", "512100", "756100", 1000)
        report = self.env["lcc.report.income"].with_user(self.accountant)
        budget = f"accounts-{self._create_budget().id}"
        action = report.press("mis", {**YEAR, "compare": "year", "budget": budget})
        instance = self.env[action["res_model"]].browse(action["res_id"])
        instance.invalidate_recordset(["period_ids"])
        instance = instance.with_user(self.accountant)
        self.assertTrue(instance.temporary)
        self.assertEqual(action["context"]["active_id"], instance.id)
        matrix = instance.compute()
        heads = [column["label"] for column in matrix["header"][0]["cols"]]
        self.assertEqual(heads, ["2020", "2019", "Change", "Budget"])
        [dues] = [row for row in matrix["body"] if row["label"] == "Membership dues"]
        self.assertEqual(
            [cell.get("val") for cell in dues["cells"]], [1000, 700, 300, 1200]
        )
        items = instance.drilldown(dues["cells"][0]["drilldown_arg"])
        self.assertEqual(items["res_model"], "account.move.line")
        found = self.env["account.move.line"].search(items["domain"])
        self.assertEqual(found.mapped("credit"), [1000])

    def test_unknown_button(self):
        with self.assertRaises(UserError):
            self.env["lcc.report.accounts"].press("mis", {})
