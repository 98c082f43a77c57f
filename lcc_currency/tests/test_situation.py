# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import datetime
import io
from unittest.mock import patch

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import squeeze

from .common import LccCurrencyCase


class SituationCase(LccCurrencyCase):
    def _situation(self, date, compare=None, series=None, user=None, currency=None):
        return (
            self.env["lcc.situation"]
            .with_user(user or self.auditor)
            .get_situation((currency or self.currency).id, date, compare, series)
        )

    def _amounts(self, figures):
        """Label of each line -> its amounts."""
        return {
            line["label"]: line["amounts"]
            for line in figures["lines"] + figures["books"]
        }

    def _differences(self, day):
        """(Reason, amount) of each line, and that they add up to the difference."""
        date = datetime.date.fromisoformat(day)
        lines = self.env["lcc.situation"]._get_differences(self.currency, date)
        self.assertEqual(
            round(sum(line["amount"] for line in lines), 2),
            self._totals(day)["difference"],
        )
        return [(line["reason"], line["amount"]) for line in lines]

    def _entry(self, date, balances, post=True):
        """An entry made by hand: {account: balance}, the rest to the cash account."""
        lines = [*balances.items(), (self._account("530000"), -sum(balances.values()))]
        move = self.env["account.move"].create(
            {
                "journal_id": self.currency.journal_id.id,
                "date": date,
                "line_ids": [
                    Command.create({"account_id": account.id, "balance": balance})
                    for account, balance in lines
                ],
            }
        )
        if post:
            move.action_post()
        return move


@tagged("post_install", "-at_install")
class TestSituation(SituationCase):
    def test_past_dates_and_month_boundaries(self):
        self._exchange(date="2020-02-29")
        self._exchange(date="2020-03-01")
        self._exchange({50: 1}, date="2020-03-31")
        for day, circulation in (
            ("2020-02-28", 0.0),
            ("2020-02-29", 17.0),
            ("2020-03-01", 34.0),
            ("2020-03-30", 34.0),
            ("2020-03-31", 84.0),
            ("2020-04-01", 84.0),
            ("2020-12-31", 84.0),
        ):
            with self.subTest(day=day):
                totals = self._totals(day)
                self.assertEqual(totals["circulation"], circulation)
                self.assertEqual(totals["counters"], 13200.0 - circulation)
                self.assertEqual(totals["printed"], 88000.0)

    def test_before_anything(self):
        amounts = self._amounts(self._situation("2019-12-31"))
        self.assertEqual(set(amounts["Printed"] + amounts["Circulation"]), {0.0})
        self.assertEqual(amounts["Cover by the fund (%)"], [None])

    def test_lines_and_comparison(self):
        self._exchange()
        self._post("till_receipt", self.holders, self.till, {5: 1}, **self._income())
        self._post("destruction", self.vault, self.destroyed, {50: 2})
        figures = self._situation("2020-03-31", "2020-01-31")
        self.assertEqual(figures["dates"], ["2020-03-31", "2020-01-31"])
        amounts = self._amounts(figures)
        self.assertEqual(
            {label: amounts[label] for label in list(amounts)[:11]},
            {
                "Printed": [88000.0, 88000.0],
                "Stock": [74700.0, 88000.0],
                "Counters": [13183.0, 0.0],
                "Counter A": [8783.0, 0.0],
                "Counter B": [4400.0, 0.0],
                "Circulation": [17.0, 0.0],
                "Holders": [12.0, 0.0],
                "Till": [5.0, 0.0],
                "Destroyed": [100.0, 0.0],
                "Lapsed": [0.0, 0.0],
                "Sum, equal to printed": [88000.0, 88000.0],
            },
        )
        lines = {line["label"]: line for line in figures["lines"]}
        fifty = self.denominations[50].id
        self.assertEqual(lines["Destroyed"]["denominations"][0], {fifty: [2, 100.0]})
        self.assertEqual(lines["Destroyed"]["quantities"], [2, 0])
        self.assertEqual(lines["Circulation"]["quantities"], [3, 0])
        self.assertEqual(lines["Counter A"]["place_ids"], self.counter_a.ids)

    def _income(self):
        return {"counterpart_account_id": self._account("530000").id}

    def test_an_archived_counter_stays_at_its_dates(self):
        self._post(
            "return",
            self.counter_b,
            self.vault,
            dict.fromkeys((1, 2, 5, 10, 20, 50), 50),
            date="2020-04-01",
        )
        self.counter_b.active = False
        self.assertNotIn("Counter B", self._amounts(self._situation("2020-04-30")))
        amounts = self._amounts(self._situation("2020-03-31"))
        self.assertEqual(amounts["Counter B"], [4400.0])

    def test_series_filter(self):
        series = self.env["lcc.coupon.series"].create(
            {
                "name": "2021",
                "date_from": "2020-06-01",
                "lcc_currency_id": self.currency.id,
            }
        )
        self._exchange()
        self._post(
            "opening",
            self.printer,
            self.holders,
            self._coupons({20: 3}, series),
            date="2020-06-15",
        )
        figures = self._situation("2020-06-30", series=series.ids)
        self.assertEqual(figures["books"], [])
        amounts = self._amounts(figures)
        self.assertEqual(amounts["Printed"], [60.0])
        self.assertEqual(amounts["Circulation"], [60.0])
        every = self._situation("2020-06-30")
        line = next(ln for ln in every["lines"] if ln["key"] == "circulation")
        self.assertEqual(
            line["series"][0], {self.series.id: [3, 17.0], series.id: [3, 60.0]}
        )
        # A series of another currency is no filter.
        self.assertEqual(self._situation("2020-06-30", series=[0])["series_ids"], [])

    def test_two_currencies(self):
        second = self._create_currency("Second currency", self.company)
        self._exchange()
        amounts = self._amounts(self._situation("2020-03-31", currency=second))
        self.assertEqual(amounts["Printed"], [0.0])
        self.assertEqual(amounts["Circulation"], [0.0])
        figures = self._situation("2020-03-31")
        self.assertEqual(
            [c["name"] for c in figures["currencies"]],
            ["Second currency", "Test currency"],
        )
        self.assertEqual(self._amounts(figures)["Circulation"], [17.0])

    def test_two_companies(self):
        other = self._create_association("Other association")
        env = self.env(context={"allowed_company_ids": other.ids})
        foreign = env["lcc.currency"].create(
            {"name": "Foreign currency", "symbol": "FOR", "company_id": other.id}
        )
        figures = self._situation("2020-03-31", currency=foreign)
        # What the user may not see is answered by the currency that is his.
        self.assertEqual(figures["currency"]["id"], self.currency.id)
        self.assertEqual([c["name"] for c in figures["currencies"]], ["Test currency"])

    def test_no_currency(self):
        other = self._create_association("Other association")
        user = self._create_user("newcomer", "lcc_base.group_lcc_manager", other)
        situation = self.env["lcc.situation"].with_user(user)
        figures = situation.with_context(allowed_company_ids=other.ids).get_situation()
        self.assertEqual(figures, {"currencies": [], "currency": False})

    def test_readers(self):
        for user in (self.auditor, self.manager, self.treasurer):
            self.assertEqual(
                self._amounts(self._situation("2020-03-31", user=user))["Printed"],
                [88000.0],
            )
        situation = self.env["lcc.situation"].with_user(self.keeper)
        for call in (
            lambda: situation.get_situation(self.currency.id, "2020-03-31"),
            lambda: situation.get_differences(self.currency.id, "2020-03-31"),
        ):
            with self.assertRaisesRegex(AccessError, "auditors and managers"):
                call()

    def test_manager_of_a_territory(self):
        """The totals are the currency's, the counters of others have no name."""
        here, there = self.env["lcc.territory"].create(
            [{"name": "Test valley"}, {"name": "Test hill"}]
        )
        self.counter_a.territory_id = here
        self.counter_b.territory_id = there
        self.manager.lcc_territory_ids = here
        figures = self._situation("2020-03-31", user=self.manager)
        amounts = self._amounts(figures)
        self.assertEqual(amounts["Counters"], [13200.0])
        self.assertEqual(amounts["Counter A"], [8800.0])
        self.assertEqual(amounts["In other territories"], [4400.0])
        self.assertNotIn("Counter B", amounts)
        others = next(
            ln for ln in figures["lines"] if ln["label"] == "In other territories"
        )
        self.assertEqual(others["place_ids"], [])


@tagged("post_install", "-at_install")
class TestDifferences(SituationCase):
    def test_nothing_differs(self):
        self._exchange()._post_books()
        self.assertEqual(self._differences("2020-03-31"), [])

    def test_waiting(self):
        self._exchange()
        self._exchange({50: 1}, date="2020-03-02")
        self.assertEqual(
            self._differences("2020-03-01"), [("Waits for the books", 17.0)]
        )
        self.assertEqual(
            self._differences("2020-03-31"),
            [("Waits for the books", 17.0), ("Waits for the books", 50.0)],
        )

    def test_draft_entry(self):
        operation = self._exchange()
        operation._post_books().button_draft()
        self.assertEqual(
            self._differences("2020-03-31"), [("Entry still in draft", 17.0)]
        )

    def test_entry_dated_later(self):
        operation = self._exchange(date="2020-03-31")
        self.company.fiscalyear_lock_date = "2020-03-31"
        operation._post_books()
        self.assertEqual(
            self._differences("2020-03-31"),
            [("Entry dated later, on 04/01/2020", 17.0)],
        )
        self.assertEqual(self._differences("2020-04-01"), [])

    def test_entry_of_another_amount(self):
        move = self._exchange()._post_books()
        move.button_draft()
        debit, credit = move.line_ids.sorted("balance", reverse=True)
        move.line_ids = [
            Command.update(debit.id, {"balance": 15.0}),
            Command.update(credit.id, {"balance": -15.0}),
        ]
        move.action_post()
        self.assertEqual(
            self._differences("2020-03-31"),
            [("Entry of another amount than its operations", 2.0)],
        )

    def test_entry_by_hand(self):
        self._entry("2020-03-05", {self.currency.coupon_account_id: -40.0})
        self._exchange()
        self.assertEqual(
            self._differences("2020-03-31"),
            [("Waits for the books", 17.0), ("Entry that no operation made", -40.0)],
        )

    def test_opening_meets_its_entry(self):
        """An opening has no entry: the one made by hand answers for it."""
        new = self._coupons({50: 2}, series=self.series.copy({"name": "2020 bis"}))
        self._post("opening", self.printer, self.holders, new, date="2020-02-10")
        self.assertEqual(
            self._differences("2020-02-29"), [("Opening, without an entry", 100.0)]
        )
        self._entry("2020-02-11", {self.currency.coupon_account_id: -90.0})
        self.assertEqual(
            self._differences("2020-02-29"),
            [
                ("Opening, without an entry", 100.0),
                ("Entry that no operation made", -90.0),
            ],
        )
        self._entry("2020-02-12", {self.currency.coupon_account_id: -10.0})
        self._exchange()
        self.assertEqual(
            self._differences("2020-03-31"), [("Waits for the books", 17.0)]
        )

    def test_auditor_without_accounting_rights(self):
        self._entry("2020-03-05", {self.currency.coupon_account_id: -40.0})
        situation = self.env["lcc.situation"].with_user(self.auditor)
        [line] = situation.get_differences(self.currency.id, "2020-03-31")
        self.assertEqual((line["amount"], line["date"]), (-40.0, "2020-03-05"))
        figures = self._situation("2020-03-31")
        self.assertFalse(figures["currency"]["can_read_books"])

    def test_names_of_other_territories_stay_there(self):
        mine, other = self.env["lcc.territory"].create([{"name": "A"}, {"name": "B"}])
        self.counter_a.territory_id = mine
        self.counter_b.territory_id = other
        manager = self._create_user("of_a", "lcc_base.group_lcc_manager")
        manager.lcc_territory_ids = mine
        waiting = self._exchange({10: 1})
        self._exchange({5: 1}, place=self.counter_b)
        booked = self._exchange({2: 1}, place=self.counter_b, date="2020-03-02")
        booked._post_books().button_draft()
        self.env.invalidate_all()
        lines = (
            self.env["lcc.situation"]
            .with_user(manager)
            .get_differences(self.currency.id, "2020-03-31")
        )
        self.assertEqual(
            sorted((line["name"], line["amount"], line["res_id"]) for line in lines),
            [
                (f"{waiting.name} Exchange", 10.0, waiting.id),
                ("In other territories", 2.0, False),
                ("In other territories", 5.0, False),
            ],
        )

    def test_many_are_added_up(self):
        for day in range(1, 4):
            self._exchange(date=f"2020-03-0{day}")
        path = "odoo.addons.lcc_currency.report.lcc_situation_difference.MAX_LINES"
        self.startPatcher(patch(path, 1))
        self.assertEqual(
            self._differences("2020-03-31"),
            [("Waits for the books", 17.0), ("2 other differences", 34.0)],
        )


@tagged("post_install", "-at_install")
class TestSituationPapers(SituationCase):
    def setUp(self):
        super().setUp()
        self._exchange()
        self.env = self.env(
            user=self.auditor,
            context={**self.env.context, "force_report_rendering": True},
        )
        self.options = {
            "currency_id": self.currency.id,
            "date": "2020-03-31",
            "compare_date": "2020-01-31",
            "series_ids": [],
        }

    def _workbook(self, lang):
        self.env["res.lang"].sudo()._activate_lang(lang)
        content, _kind = (
            self.env["ir.actions.report"]
            .with_context(lang=lang)
            ._render_xlsx(
                "lcc_currency.situation_xlsx", None, {**self.options, "context": {}}
            )
        )
        return openpyxl.load_workbook(io.BytesIO(content))

    def test_workbook(self):
        book = self._workbook("en_US")
        self.assertEqual(
            book.sheetnames,
            [
                "Situation",
                "Denominations 2020-03-31",
                "Denominations 2020-01-31",
                "Denominations, change",
                "Differences",
            ],
        )
        sheet = book["Situation"]
        self.assertEqual(sheet.freeze_panes, "B5")
        self.assertEqual(sheet.print_title_rows, "$4:$4")
        self.assertEqual(sheet["A2"].value, "Test association")
        self.assertEqual(sheet["B4"].value, datetime.datetime(2020, 3, 31))
        self.assertEqual(sheet["C4"].value, datetime.datetime(2020, 1, 31))
        rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=5, values_only=True)}
        self.assertEqual(rows["Printed"], (88000, 88000, 0))
        self.assertEqual(rows["Counters"], (13183, 0, 13183))
        self.assertEqual(rows["Circulation less books"], (17, 0, 17))
        self.assertEqual(rows["Cover by the fund (%)"], (None, None, None))
        self.assertEqual(sheet["B5"].number_format, "#,##0.00")
        sheet = book["Denominations 2020-03-31"]
        rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)}
        self.assertEqual(rows["Circulation"], (0, 0, 1, 1, 1, 0, 3, 17))
        sheet = book["Denominations, change"]
        rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)}
        self.assertEqual(rows["Printed"], (0, 0, 0, 0, 0, 0, 0, 0))
        self.assertEqual(rows["Counter A"], (100, 100, 99, 99, 99, 100, 597, 8783))
        self.assertEqual(rows["Counter A"], (100, 100, 99, 99, 99, 100, 597, 8783))
        sheet = book["Differences"]
        self.assertEqual(
            [cell.value for cell in sheet[5]][2:],
            [datetime.datetime(2020, 3, 31), datetime.datetime(2020, 3, 1), 17],
        )

    def test_workbook_in_french(self):
        sheet = self._workbook("fr_FR").worksheets[0]
        self.assertEqual(sheet["B4"].number_format, "dd/mm/yyyy")
        self.assertEqual(sheet["B5"].number_format, "[$-40C]#,##0.00")
        self.assertEqual(sheet["B5"].value, 88000)

    def test_a_name_is_no_formula(self):
        self.counter_a.sudo().name = "=1+1"
        sheet = self._workbook("en_US").worksheets[0]
        cell = next(c for c in sheet["A"] if c.value == "=1+1")
        self.assertEqual(cell.data_type, "s")

    def test_paper(self):
        content, kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "lcc_currency.situation_paper", None, data=self.options
        )
        self.assertEqual(kind, "pdf")
        reader = PdfFileReader(io.BytesIO(content))
        text = squeeze("".join(page.extract_text() for page in reader.pages))
        for excerpt in (
            "Situation at 03/31/2020",
            "Test currency",
            "Test association",
            "Counter A 8,783.00 0.00 +8,783.00",
            "Circulation 17.00 0.00 +17.00",
            "Why the circulation and the books differ, 03/31/2020",
            "Number of coupons by denomination, 01/31/2020",
        ):
            self.assertIn(squeeze(excerpt), text)
        metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data()
        self.assertIn(b"pdfaid", metadata)

    def test_keeper_prints_nothing(self):
        reports = self.env["ir.actions.report"].with_user(self.keeper)
        with self.assertRaises(AccessError):
            reports._render_xlsx(
                "lcc_currency.situation_xlsx", None, {**self.options, "context": {}}
            )
        with self.assertRaises(AccessError):
            reports._render_qweb_pdf(
                "lcc_currency.situation_paper", None, data=self.options
            )


@tagged("post_install", "-at_install")
class TestSituationTour(LccCurrencyCase, HttpCase):
    def test_tour(self):
        self._exchange()._post_books()
        self._exchange(date="2020-03-20")
        login = self.manager.login
        self.start_tour("/odoo/currency-dashboard", "lcc_situation_tour", login=login)
        url = "/odoo/currency-situation?date=2020-02-15&compare=2020-01-31"
        self.start_tour(url, "lcc_situation_url_tour", login=login)

    def test_filters(self):
        self._create_currency("Second currency", self.company)
        self.series.copy({"name": "2021"})
        self.start_tour(
            "/odoo/currency-dashboard", "lcc_filters_tour", login=self.manager.login
        )
