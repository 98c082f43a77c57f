# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from base64 import b64decode, b64encode
from unittest.mock import patch

from markupsafe import Markup
from openpyxl import load_workbook

from odoo import Command, api, models
from odoo.orm.model_classes import add_to_registry
from odoo.tests import TransactionCase, new_test_user
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import make_png, squeeze

from ..tools.table import Column, Table, line, total

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
    '<text y="20">Drawn</text></svg>'
)


class LccReportFake(models.AbstractModel):
    """Fixed figures; how often they were read is counted."""

    _module = "lcc_reports"
    _name = "lcc.report.fake"
    _inherit = "lcc.report"
    _description = "Fixed figures"

    calls = 0

    @api.model
    def _get_title(self):
        return "Figures: made/up"

    @api.model
    def _get_obstacle(self, options):
        return "Nothing was made up." if options.get("is_empty") else ""

    @api.model
    def _get_own_filters(self, options):
        return [
            {
                "name": "is_empty",
                "label": "Nothing",
                "kind": "check",
                "value": options["is_empty"],
            }
        ]

    @api.model
    def _read_own_options(self, given):
        return {"is_empty": bool(given.get("is_empty"))}

    @api.model
    def _get_tables(self, options):
        LccReportFake.calls += 1
        head = [Column("2021"), Column("2020"), Column("Change", less=(0, 1))]
        rows = [line("Dues", [1234.5, 1000], head), line("Gifts", [65.25, 0], head)]
        rows.append(total("Sum", rows, (0, 1), head))
        wide = [Column(f"Month {month}", "count") for month in range(1, 13)]
        long = [line(f"Line {n}", range(n, n + 12), wide) for n in range(1, 61)]
        return [
            Table("one", "Figures: made/up", head, rows, "Label", ["A note below."]),
            Table("two", "Figures: made/up", wide, long, "Label"),
        ]

    @api.model
    def _get_charts(self, options, tables):
        return [{"key": "one", "title": "A drawing", "svg": Markup(CHART)}]


class PackCase(TransactionCase):
    """An association with people of each role, and a report of fixed figures; no
    demo data is needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._add_report()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.env["res.company"].create(
            {"name": "Test Association", "country_id": cls.env.ref("base.fr").id}
        )
        cls.company.partner_id.lang = "en_US"
        cls.env = cls.env(
            context={
                **cls.env.context,
                "lang": "en_US",
                "allowed_company_ids": cls.company.ids,
                "force_report_rendering": True,
                "tracking_disable": True,
            }
        )
        cls.manager = cls._create_user("manager")
        cls.auditor = cls._create_user("auditor")
        cls.accountant = cls._create_user("treasurer", "account.group_account_user")
        cls.png = b64encode(make_png("red"))

    @classmethod
    def _add_report(cls):
        registry = cls.registry
        add_to_registry(registry, LccReportFake)
        registry._setup_models__(cls.env.cr, [LccReportFake._name])
        cls.addClassCleanup(registry.__delitem__, LccReportFake._name)
        cls.startClassPatcher(
            patch.object(
                registry["lcc.report.book"],
                "_get_report_models",
                lambda self: ["lcc.report.accounts", "lcc.report.fake"],
            )
        )

    @classmethod
    def _create_user(cls, role, *groups):
        return new_test_user(
            cls.env,
            login=f"lcc_pack_{role}",
            groups=",".join([f"lcc_base.group_lcc_{role}", *groups]),
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _create_pack(cls, *chapters, **vals):
        """A report of 2021 with these chapters (dicts of values)."""
        return cls.env["lcc.assembly.pack"].create(
            {
                "name": "Report 2021",
                "company_id": cls.company.id,
                "date_from": "2021-01-01",
                "date_to": "2021-12-31",
                "compare": "none",
                "chapter_ids": [Command.create(chapter) for chapter in chapters],
                **vals,
            }
        )

    def _run_cron(self):
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["lcc.assembly.pack"]._cron_generate()

    def _generate(self, pack, user=None):
        """Launch as a user, and do the work of the job; return the pack."""
        pack.with_user(user or self.accountant).action_generate()
        self.assertEqual(pack.step, "waiting")
        self._run_cron()
        self.assertFalse(pack.error)
        self.assertFalse(pack.step)
        return pack

    def _read_pdf(self, pack):
        """Texts of the pages of its last PDF, squeezed."""
        content = b64decode(pack.file_ids.with_context(bin_size=False).pdf)
        return [
            squeeze(page.extract_text())
            for page in PdfFileReader(io.BytesIO(content)).pages
        ]

    def _get_reader(self, pack):
        content = b64decode(pack.file_ids.with_context(bin_size=False).pdf)
        return PdfFileReader(io.BytesIO(content))

    def _read_xlsx(self, pack):
        content = b64decode(pack.file_ids.with_context(bin_size=False).xlsx)
        return load_workbook(io.BytesIO(content))

    def assertPrinted(self, text, page):
        self.assertIn(squeeze(text), page)
