# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from unittest import SkipTest

import openpyxl

from odoo import Command
from odoo.tests import TransactionCase, new_test_user
from odoo.tools.pdf import PdfFileReader

from odoo.addons.lcc_currency.tests.common import LccCurrencyCase
from odoo.addons.report_weasyprint.tests.common import squeeze


class ReportCase(TransactionCase):
    """Reading reports back, as screen, PDF and workbook tell them."""

    def _report(self, model, user=None, **options):
        """What the screen gets."""
        report = self.env[model]
        if user:
            report = report.with_user(user)
        return report.get_report(options)

    def _rows(self, figures, key):
        """{label: texts of the cells} of a table."""
        [table] = [table for table in figures["tables"] if table["key"] == key]
        return {
            row["label"]: [cell["text"] for cell in row["cells"]]
            for row in table["rows"]
        }

    def _workbook(
        self,
        model,
        action="lcc_reports.report_xlsx_action",
        user=None,
        data_only=False,
        **options,
    ):
        """The workbook that the screen exports; its values alone, or its formulas."""
        data = {"model": model, "options": options}
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, kind = reports.with_context(active_model="res.company")._render_xlsx(
            action, self.env.company.ids, data
        )
        self.assertEqual(kind, "xlsx")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)

    def _paper_text(self, model, user=None, **options):
        """The text of the PDF that the screen prints, spaces squeezed."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(
            "lcc_reports.report_paper_action",
            self.env.company.ids,
            {"model": model, "options": options},
        )
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        return squeeze("".join(page.extract_text() for page in pages))


class LccReportsCase(LccCurrencyCase, ReportCase):
    """An association with its currency and books; no demo data is needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.accountant = new_test_user(
            cls.env,
            "statements",
            groups="account.group_account_user,lcc_base.group_lcc_auditor",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _post_entry(cls, date, *lines, journal=None, post=True):
        """An entry of lines (account code, debit, credit)."""
        journal = journal or cls.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", cls.company.id)], limit=1
        )
        move = cls.env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": date,
                "ref": "A reference",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": cls._account(code).id,
                            "name": "A label",
                            "debit": debit,
                            "credit": credit,
                        }
                    )
                    for code, debit, credit in lines
                ],
            }
        )
        if post:
            move.action_post()
        return move


class DemoReportCase(ReportCase):
    """The figures of the Pyrène, as its association printed them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        currency = cls.env.ref("lcc_currency.pyrene_currency", raise_if_not_found=False)
        if not currency:
            raise SkipTest("The demo of the Pyrène is not installed.")
        cls.company = currency.company_id
        context = {"allowed_company_ids": cls.company.ids, "lang": "en_US"}
        cls.env = cls.env(context={**cls.env.context, **context})
        cls.currency = currency.with_env(cls.env)
