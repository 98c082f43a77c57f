# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from unittest import SkipTest

from openpyxl import load_workbook

from odoo import Command
from odoo.tests import TransactionCase, new_test_user
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import squeeze


class ReadReports:
    """Reads reports back as the screen, the paper and the workbook show them."""

    def read_report(self, model, user=None, **options):
        report = self.env[model].with_user(user or self.accountant)
        return report.get_report(options)

    def get_rows(self, data, table=0):
        """Texts of a table on the screen: [(label, text of each cell)]."""
        return [
            (row["label"], *(cell["text"] for cell in row["cells"]))
            for row in data["tables"][table]["rows"]
        ]

    def get_texts(self, data, table=0):
        """Texts by label, the first column alone."""
        return {row[0]: row[1] for row in self.get_rows(data, table)}

    def print_paper(self, model, **options):
        """The text of the PDF, without spaces."""
        reports = self.env["ir.actions.report"].with_user(self.accountant)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(
            "lcc_reports.report_paper_action",
            [],
            data={"model": model, "options": options},
        )
        self.assertEqual(kind, "pdf")
        reader = PdfFileReader(io.BytesIO(content))
        return squeeze("\n".join(page.extract_text() for page in reader.pages))

    def print_sheet(self, model, sheet=0, data_only=True, **options):
        """Rows of cells of a sheet, below its head."""
        reports = self.env["ir.actions.report"].with_user(self.accountant)
        content, kind = reports._render_xlsx(
            "lcc_reports.report_xlsx_action",
            [],
            data={"model": model, "options": options},
        )
        self.assertEqual(kind, "xlsx")
        book = load_workbook(io.BytesIO(content), data_only=data_only)
        rows = list(book.worksheets[sheet].iter_rows(values_only=True))
        return rows[4:]


class BooksCase(ReadReports, TransactionCase):
    """An association with a few entries; no demo data is needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_company("Test association")
        cls.env["account.chart.template"].try_loading(
            "fr_asso", company=cls.company, install_demo=False
        )
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.company.ids,
                "lang": "en_US",
                "tracking_disable": True,
            }
        )
        cls.company = cls.company.with_env(cls.env)
        cls.accountant = cls._create_user(
            "accountant", "account.group_account_user,lcc_base.group_lcc_auditor"
        )

    @classmethod
    def _create_company(cls, name):
        return cls.env["res.company"].create(
            {"name": name, "country_id": cls.env.ref("base.fr").id}
        )

    @classmethod
    def _create_user(cls, name, groups):
        return new_test_user(
            cls.env,
            login=f"lcc_reports_{name}",
            groups=groups,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def account(cls, code):
        accounts = cls.env["account.account"].with_company(cls.company)
        account = accounts.search(
            [("code", "=", code), ("company_ids", "=", cls.company.id)]
        )
        account.ensure_one()
        return account

    @classmethod
    def post(cls, date, debit, credit, amount, post=True):
        """An entry from one account to another, by their codes."""
        move = cls.env["account.move"].create(
            {
                "date": date,
                "journal_id": cls.env["account.journal"]
                .search(
                    [("company_id", "=", cls.company.id), ("type", "=", "general")],
                    limit=1,
                )
                .id,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": cls.account(code).id,
                            "debit": amount if is_debit else 0,
                            "credit": 0 if is_debit else amount,
                        }
                    )
                    for code, is_debit in ((debit, True), (credit, False))
                ],
            }
        )
        if post:
            move._post(soft=False)
        return move


class PyreneCase(ReadReports, TransactionCase):
    """The demo of the Pyrène, as its accountant reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        currency = cls.env.ref("lcc_currency.pyrene_currency", raise_if_not_found=False)
        if not currency:
            raise SkipTest("The demo of the Pyrène is not installed.")
        cls.company = currency.company_id
        cls.env = cls.env(
            context=dict(
                cls.env.context, allowed_company_ids=cls.company.ids, lang="en_US"
            )
        )
        cls.accountant = cls.env.ref("lcc_base.pyrene_user_comptable")
        cls.auditor = cls.env.ref("lcc_base.pyrene_user_audit")
        cls.coordinator = cls.env.ref("lcc_base.pyrene_user_coordination")
