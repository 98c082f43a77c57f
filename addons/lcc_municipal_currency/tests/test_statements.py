# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import squeeze

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestStatements(LccPaymentCase):
    """Papers, read as the person, the commune and the till read them."""

    def _statement(self, **vals):
        return (
            self.env["lcc.convention.statement"]
            .with_user(self.auditor)
            .create({"date_from": "2020-04-01", "date_to": "2020-06-30", **vals})
        )

    def _print(self, report, record):
        reports = self.env["ir.actions.report"].with_user(self.auditor)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(f"lcc_municipal_currency.{report}", record.ids)
        self.assertEqual(kind, "pdf")
        reader = PdfFileReader(io.BytesIO(content))
        return squeeze("".join(page.extract_text() for page in reader.pages))

    def _pay(self):
        """March late, in April; April in part; nothing for May."""
        self._receive((self.mandate, "2020-03-01", 40), date="2020-03-30")
        self._receive((self.mandate, "2020-04-01", 25), date="2020-05-06")
        self._hand_over(date="2020-04-10")
        handover = self._open_handover(self.mandate, date="2020-05-11")
        handover.line_ids.amount = 20
        handover.action_hand_over()

    def test_months_of_a_creditor(self):
        self._pay()
        (section,) = self._statement(agreement_id=self.mandate.id)._get_sections()
        self.assertEqual(section["carried"], 40)
        self.assertEqual(
            [
                (row["month"].month, *(row[n] for n in ("expected", "came")))
                + (row["went"], row["kept"])
                for row in section["rows"]
            ],
            [(4, 40, 0, 40, 0), (5, 40, 25, 20, 5), (6, 40, 0, 0, 5)],
        )
        self.assertEqual(
            section["sums"], {"expected": 120, "came": 25, "went": 60, "kept": 5}
        )

    def test_paper_of_a_creditor(self):
        self._pay()
        statement = self._statement(agreement_id=self.mandate.id)
        self.assertEqual(statement.action_print()["type"], "ir.actions.report")
        text = self._print("lcc_convention_statement_report", statement)
        for excerpt in (
            "Yvonne Mayor",
            "Statement of payments in local currency",
            "Carried over",
            "May 2020",
            "Indemnities of an elected member",
            "A part of the sum",
        ):
            self.assertIn(squeeze(excerpt), text)

    def test_paper_of_a_commune(self):
        self._pay()
        other = self._sign_mandate(self.deputy, lcc_amount=25)
        self._receive((other, "2020-04-01", 25), date="2020-05-06")
        statement = self._statement(authority_id=self.commune.id)
        sections = statement._get_sections()
        self.assertEqual(
            [(one["agreement"], one["sums"]["kept"]) for one in sections],
            [(other, 25), (self.mandate, 5)],
        )
        text = self._print("lcc_convention_statement_report", statement)
        for excerpt in ("Commune of Testisle", "Marius Deputy", "Yvonne Mayor"):
            self.assertIn(squeeze(excerpt), text)

    def test_nothing_to_print(self):
        with self.assertRaisesRegex(UserError, "Choose a convention"):
            self._statement().action_print()
        with self.assertRaisesRegex(UserError, "pays no creditor"):
            self._statement(authority_id=self.shop.id).action_print()

    def test_paper_of_a_till(self):
        self.currency.commission_rate = 2
        pool = self._sign_till()
        self._exchange({1: 88}, date="2020-03-02")
        self.env["lcc.till.intake"].create(
            [
                {
                    "agreement_id": pool.id,
                    "date_from": "2020-03-01",
                    "date_to": "2020-03-31",
                    "amount": 10,
                },
                {
                    "agreement_id": pool.id,
                    "date_from": "2020-04-01",
                    "date_to": "2020-04-30",
                    "line_ids": [
                        Command.create(
                            {
                                "denomination_id": self.denominations[5].id,
                                "quantity": 12,
                            }
                        )
                    ],
                },
            ]
        )
        self._redeem(pool, 50)
        statement = self._statement(agreement_id=pool.id)
        carried, rows = statement._get_till_rows()
        self.assertEqual(carried, 10)
        self.assertEqual(
            [
                {name: value for name, value in row.items() if name != "label"}
                for row in rows
            ],
            [
                {"taken": 60, "held": 70},
                {"redeemed": 50, "commission": 1, "euros": 49, "held": 20},
            ],
        )
        self.assertEqual(
            [(one[0], *one[1:]) for one in statement._get_till_coupons()],
            [(self.denominations[5], 12, 60)],
        )
        text = self._print("lcc_convention_statement_report", statement)
        for excerpt in (
            *("Town pool", "Units held", "Coupons taken", "49.00"),
            *("Denomination", "Number of coupons"),
        ):
            self.assertIn(squeeze(excerpt), text)

    # Yearly statement of indemnities

    def _indemnities(self, year=2020):
        return (
            self.env["lcc.indemnity.statement"]
            .with_user(self.manager)
            .create({"authority_id": self.commune.id, "year": year})
        )

    def test_indemnities(self):
        """Only this year's indemnities of this commune, on the first line."""
        self._pay()
        salary = self._sign_mandate(self.deputy, lcc_claim="salary")
        self._receive((salary, "2020-03-01", 40))
        late = self._sign_mandate(self.mayor, end_date="2021-12-31")
        self._receive((late, "2021-01-01", 40), date="2021-02-03")
        statement = self._indemnities()
        statement.action_fill()
        self.assertEqual(statement.line_ids.partner_id, self.mayor)
        statement.line_ids.write({"office": "Mayor", "gross": 1500.25})
        statement.line_ids = [
            Command.create(
                {
                    "partner_id": self.mayor.id,
                    "office": "Vice-president",
                    "body": "Syndicate of waters",
                    "gross": 200,
                }
            ),
            Command.create({"partner_id": self.deputy.id, "gross": 300}),
        ]
        self.assertEqual(statement.line_ids.mapped("local_amount"), [65, 0, 0])
        self.assertEqual((statement.gross_total, statement.local_total), (2000.25, 65))
        self._receive((self.mandate, "2020-05-01", 40), date="2020-06-04")
        self.assertEqual(statement.local_total, 105)
        text = self._print("lcc_indemnity_statement_report", statement)
        for excerpt in (
            "Yearly statement of indemnities",
            "Commune of Testisle, year 2020",
            "Draft, not issued",
            "Syndicate of waters",
            "2,000.25",
            "105.00",
        ):
            self.assertIn(squeeze(excerpt), text)

    def test_issued_statement_stays(self):
        self._receive()
        statement = self._indemnities()
        with self.assertRaisesRegex(UserError, "Enter the indemnities"):
            statement.action_issue()
        statement.action_fill()
        statement.line_ids.gross = 39.99
        with self.assertRaisesRegex(UserError, "Mayor was paid .*40.00.*39.99"):
            statement.action_issue()
        statement.line_ids.gross = 40
        statement.action_issue()
        self._receive((self.mandate, "2020-04-01", 40), date="2020-05-04")
        self.assertEqual(statement.local_total, 40, "as it was issued")
        statement.date_communicated = "2021-01-10"
        for vals in ({"year": 2019}, {"state": "draft"}):
            with self.assertRaisesRegex(UserError, "does not change"):
                statement.write(vals)
        with self.assertRaisesRegex(UserError, "does not change"):
            statement.line_ids.gross = 5
        with self.assertRaisesRegex(UserError, "does not change"):
            statement.line_ids.unlink()
        draft = self._indemnities(2019)
        draft.line_ids = [Command.create({"partner_id": self.deputy.id})]
        with self.assertRaisesRegex(UserError, "does not change"):
            draft.line_ids.statement_id = statement
        with self.assertRaisesRegex(UserError, "does not change"):
            statement.unlink()

    def test_members_of_a_council_that_is_kept_here(self):
        council = self.env["lcc.assembly"].create(
            {
                "name": "Council",
                "kind": "municipal",
                "partner_id": self.commune.id,
                "tz": "Europe/Paris",
            }
        )
        self.env["lcc.mandate"].create(
            {
                "assembly_id": council.id,
                "partner_id": self.deputy.id,
                "office": "deputy",
                "date_from": "2020-05-25",
            }
        )
        statement = self._indemnities()
        statement.action_fill()
        self.assertEqual(
            [(line.partner_id, line.office) for line in statement.line_ids],
            [(self.deputy, "Deputy"), (self.mayor, False)],
        )
