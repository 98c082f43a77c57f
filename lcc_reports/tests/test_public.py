# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.report_weasyprint.tests.common import squeeze

from .common import DemoReportCase, LccReportsCase

REPORTS = (
    "lcc.report.situation",
    "lcc.report.fund",
    "lcc.report.circulation",
    "lcc.report.dues",
    "lcc.report.members",
    "lcc.report.public",
)
YEAR = {"date_from": "2021-01-01", "date_to": "2021-12-31"}
BODY = "Commune de Roquelaine"


@tagged("post_install", "-at_install")
class TestPublicDemo(DemoReportCase):
    """The invented commune of the demo, which pays 40.00 a month on a mandate."""

    def test_payments(self):
        figures = self._report("lcc.report.public", **YEAR)
        rows = self._rows(figures, "payments")
        # 40 + 40 received, handed over at once; 46 and 62 taken by the swimming pool
        self.assertEqual(rows[BODY], ["80.00", "80.00", "108.00", "0.00"])
        [chart] = figures["charts"]
        self.assertIn("Jul 2021 – Handed over in units: 80", chart["svg"])
        self.assertIn("May 2021 – Taken by tills in units: 46", chart["svg"])
        figures = self._report("lcc.report.public", compare="year", **YEAR)
        now = self._rows(figures, "payments")
        before = self._rows(figures, "payments_compared")
        self.assertEqual(now["Total"], ["80.00", "80.00", "108.00", "0.00"])
        self.assertEqual(before[BODY], ["0.00"] * 4)
        self.assertEqual(before["Total"], ["0.00"] * 4)

    def test_conventions_at_a_day(self):
        day = {"date_from": "2021-01-01", "date_to": "2021-09-30"}
        rows = self._rows(self._report("lcc.report.public", **day), "conventions")
        creditor = "Mandate of a creditor to receive"
        self.assertEqual(rows[creditor], ["0", "0", "1", "0", "0"])
        rows = self._rows(self._report("lcc.report.public", **YEAR), "conventions")
        self.assertEqual(rows[creditor], ["0", "0", "0", "1", "0"], "its term is over")
        self.assertEqual(
            rows["Acceptance by a till (régie)"], ["0", "0", "1", "0", "0"]
        )
        day = {"date_from": "2021-01-01", "date_to": "2021-04-30"}
        rows = self._rows(self._report("lcc.report.public", **day), "conventions")
        self.assertEqual(rows["Total"], ["0", "2", "0", "0", "0"], "signed, to begin")

    def test_stages_and_deliberations(self):
        # other addons of the suite may follow communes in their own demo
        follow_ups = self.env["lcc.municipal.follow.up"].search([])
        follow_ups.filtered(lambda one: one.partner_id.name != BODY).active = False
        figures = self._report("lcc.report.public", **YEAR)
        rows = self._rows(figures, "stages")
        self.assertEqual(rows["Paying in currency"], ["1", "640"])
        rows = self._rows(figures, "deliberations")
        [day, number, _subject] = rows[BODY]
        self.assertEqual((day, number), ("03/30/2021", "2021-11"))
        [table] = [t for t in figures["tables"] if t["key"] == "deliberations"]
        self.assertEqual(len(table["rows"]), 1, "the follow-up tells the same vote")

    def test_workbook_and_paper(self):
        sheets = {
            sheet.title: sheet for sheet in self._workbook("lcc.report.public", **YEAR)
        }
        payments = sheets["Payments in local currency"]
        self.assertEqual([cell.value for cell in payments[5]], [BODY, 80, 80, 108, 0])
        self.assertEqual(payments["B6"].value, "=SUM(B5)")
        text = self._paper_text("lcc.report.public", **YEAR)
        self.assertIn("108.00", text)
        self.assertIn("2021-11", text)

    def test_opens_and_auditor(self):
        auditor = self.env.ref("lcc_base.pyrene_user_audit")
        figures = self._report("lcc.report.public", user=auditor, **YEAR)
        self.assertEqual(self._rows(figures, "payments")[BODY][0], "80.00")
        [table] = [t for t in figures["tables"] if t["key"] == "conventions"]
        opens = table["rows"][0]["cells"][2]["opens"]
        conventions = self.env[opens["res_model"]].search(opens["domain"])
        self.assertEqual(conventions.lcc_till_name, "Piscine de Roquelaine")

    def test_follower_of_another_territory(self):
        follower = new_test_user(
            self.env,
            "follower",
            groups="lcc_base.group_lcc_manager",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
            lcc_territory_ids=[
                Command.set(self.env.ref("lcc_base.lcc_territory_foix").ids)
            ],
        )
        figures = self._report("lcc.report.public", user=follower, **YEAR)
        self.assertFalse([t for t in figures["tables"] if t["key"] == "payments"])


@tagged("post_install", "-at_install")
class TestEdges(LccReportsCase):
    """Whatever is missing, a sentence says so."""

    def test_company_without_currency_members_and_communes(self):
        company = self.env["res.company"].create({"name": "Nothing yet"})
        self.env.user.company_ids |= company
        env = self.env(context={**self.env.context, "allowed_company_ids": company.ids})
        for name in REPORTS:
            with self.subTest(name):
                figures = env[name].get_report({})
                self.assertTrue(figures["message"].endswith("."), figures["message"])
                self.assertFalse(figures["tables"] or figures["charts"])
                self.assertTrue(figures["filters"])

    def test_sheet_and_paper_without_figures(self):
        for name in REPORTS:
            options = {"date_from": "1999-01-01", "date_to": "1999-12-31"}
            with self.subTest(name):
                message = self._report(name, **options)["message"]
                [sheet] = self._workbook(name, **options)
                self.assertEqual(sheet["A4"].value, message)
                self.assertIn(squeeze(message), self._paper_text(name, **options))

    def test_addresses_with_nonsense(self):
        """What an address holds is text, and may be anything."""
        for name in REPORTS:
            with self.subTest(name):
                self._report(
                    name, currency="x", group="y", compare="z", paid_by_end="?"
                )

    def test_second_currency(self):
        other = self._create_currency("Other currency", self.company)
        figures = self._report("lcc.report.situation", currency=str(other.id))
        self.assertEqual(figures["options"]["currency"], other.id)
        self.assertIn("Other currency", figures["message"])
        [choice] = [f for f in figures["filters"] if f["name"] == "currency"]
        self.assertEqual(len(choice["choices"]), 2)

    def test_readers(self):
        keeper = self.keeper
        for name in REPORTS:
            with self.subTest(name):
                self._report(name, user=self.auditor)
                self._report(name, user=self.manager)
                with self.assertRaises(AccessError):
                    self._report(name, user=keeper)
