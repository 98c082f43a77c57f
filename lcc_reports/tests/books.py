# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import new_test_user

from .common import DemoReportCase, ReportCase


class ReadReports(ReportCase):
    """Reads reports back as the accountant gets them."""

    def read_report(self, model, user=None, **options):
        return self._report(model, user or self.accountant, **options)

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
        return self._paper_text(model, user=self.accountant, **options)

    def print_sheet(self, model, sheet=0, data_only=True, **options):
        """Rows of cells of a sheet, below its head."""
        book = self._workbook(
            model, user=self.accountant, data_only=data_only, **options
        )
        return list(book.worksheets[sheet].iter_rows(values_only=True))[4:]


class BooksCase(ReadReports):
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


class PyreneCase(ReadReports, DemoReportCase):
    """The demo of the Pyrène, as its accountant reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls.env.ref("lcc_base.pyrene_user_comptable")
        cls.auditor = cls.env.ref("lcc_base.pyrene_user_audit")
        cls.coordinator = cls.env.ref("lcc_base.pyrene_user_coordination")
