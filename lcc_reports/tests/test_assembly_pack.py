# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from base64 import b64encode
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .pack_common import LccReportFake, PackCase


@tagged("post_install", "-at_install")
class TestAssemblyPack(PackCase):
    def _create_full(self):
        return self._create_pack(
            {
                "sequence": 1,
                "title": "Moral report",
                "text_before": "<p>A year of bread and coupons.</p>",
            },
            {
                "sequence": 2,
                "kind": "lcc.report.fake",
                "title": "Our figures",
                "text_before": "<p>Read this first.</p>",
                "text_after": "<p>Read that last.</p>",
            },
            {"sequence": 3, "title": "Left out", "is_included": False},
            {
                "sequence": 4,
                "title": "Thanks",
                "picture_ids": [
                    Command.create({"image": self.png, "caption": "The market"})
                ],
            },
            subtitle="A line below",
        )

    def test_pages(self):
        pages = self._read_pdf(self._generate(self._create_full()))
        # cover, contents, text, figures, sixty lines of twelve months (four pages), the
        # text after them, thanks
        self.assertEqual(len(pages), 10)
        self.assertPrinted("Report 2021", pages[0])
        self.assertPrinted("A line below", pages[0])
        self.assertPrinted("Test Association, January 1, 2021 to", pages[0])
        contents = pages[1].replace(".", "")
        for text in ("1 Moral report 3", "2 Our figures 4", "3 Thanks 10"):
            self.assertPrinted(text, contents)
        self.assertNotIn("Leftout", "".join(pages))
        self.assertPrinted("A year of bread and coupons.", pages[2])
        self.assertPrinted("2. Our figures", pages[3])
        self.assertPrinted("Read this first.", pages[3])
        self.assertPrinted("Drawn", pages[3])
        self.assertPrinted("Sum 1,299.75 1,000.00 299.75", pages[3])
        self.assertPrinted("A note below.", pages[3])
        self.assertPrinted("3. Thanks", pages[9])
        self.assertPrinted("The market", pages[9])

    def test_wide_table(self):
        """It is printed on landscape pages, its head on each; the texts are not."""
        pack = self._generate(self._create_full())
        pages = self._get_reader(pack).pages
        turned = [page.mediabox.width > page.mediabox.height for page in pages]
        self.assertEqual(turned, [False] * 4 + [True] * 4 + [False] * 2)
        texts = self._read_pdf(pack)[4:8]
        for text in texts:
            self.assertPrinted("Month 1 Month 2 Month 3", text)
        lines = "".join(texts)
        self.assertPrinted("Line 60 60 61 62 63 64 65 66 67 68 69 70 71", lines)
        self.assertPrinted("Read that last.", self._read_pdf(pack)[8])

    def test_draft_mark(self):
        pack = self._create_full()
        self.assertPrinted("DRAFT", self._read_pdf(self._generate(pack))[2])
        pack.with_user(self.accountant).action_finalise()
        self.assertFalse(pack.file_ids)
        self._run_cron()
        self.assertNotIn("DRAFT", "".join(self._read_pdf(pack)))
        self.assertEqual(pack.state, "final")
        self.assertFalse(pack.error)

    def test_workbook(self):
        book = self._read_xlsx(self._generate(self._create_full()))
        self.assertEqual(
            book.sheetnames, ["Contents", "Figures made-up", "Figures made-up (2)"]
        )
        sheet = book["Figures made-up"]
        self.assertEqual(sheet["A2"].value, "Test Association – 2021")
        self.assertEqual(
            [cell.value for cell in sheet[4]][1:], ["2021", "2020", "Change"]
        )
        self.assertEqual(sheet["B5"].value, 1234.5)
        self.assertEqual(sheet["B7"].value, "=SUM(B5:B6)")
        self.assertEqual(sheet["D5"].value, "=B5-C5")
        self.assertEqual(sheet.freeze_panes, "B5")
        self.assertEqual(sheet.print_area, ["$A$1:$D$9"])
        self.assertEqual(sheet["A9"].value, "A note below.")
        wide = book["Figures made-up (2)"]
        self.assertEqual(wide.page_setup.orientation, "landscape")
        self.assertEqual(wide["M64"].value, 71)
        contents = book["Contents"]
        self.assertEqual(
            [contents.cell(row, 1).value for row in range(5, 9)],
            ["1. Moral report", "2. Our figures", "2. Our figures", "3. Thanks"],
        )
        self.assertEqual(contents["B7"].hyperlink.location, "'Figures made-up (2)'!A1")

    def test_long_sheet_names(self):
        """Two chapters of one long title, that ends with a quote where it is cut."""
        title = "The account of our association' and more"
        pack = self._create_pack(
            *({"kind": "lcc.report.fake", "title": title} for _ in range(2))
        )
        one_table = patch.object(
            LccReportFake,
            "_get_tables",
            lambda self, options, get=LccReportFake._get_tables: get(self, options)[:1],
        )
        with one_table:
            names = self._read_xlsx(self._generate(pack)).sheetnames
        self.assertEqual(
            names[1:],
            ["The account of our association", "The account of our (2)"],
        )

    def test_figures_are_read_once(self):
        pack = self._create_full()
        LccReportFake.calls = 0
        self._generate(pack)
        self.assertEqual(LccReportFake.calls, 1)

    def test_again_keeps_texts(self):
        pack = self._generate(self._create_full())
        pack.chapter_ids[1].text_before = "<p>Read this instead.</p>"
        pages = self._read_pdf(self._generate(pack))
        self.assertPrinted("A year of bread and coupons.", pages[2])
        self.assertPrinted("Read this instead.", pages[3])
        self.assertPrinted("Read that last.", pages[8])
        self.assertEqual(len(pack.file_ids), 1)
        self.assertEqual(pack.file_ids.user_id, self.accountant)
        self.assertEqual(pack.file_ids.pdf_name, "Report 2021.pdf")

    def test_options_and_obstacle(self):
        pack = self._create_pack(
            {
                "kind": "lcc.report.fake",
                "options": {"is_empty": True},
                "text_before": "<p>Words stay.</p>",
            }
        )
        chapter = pack.chapter_ids
        self.assertEqual(chapter.title, "Figures: made/up")
        self.assertEqual([one["value"] for one in chapter.filters], [True])
        self._generate(pack)
        page = self._read_pdf(pack)[2]
        self.assertPrinted("Nothing was made up.", page)
        self.assertPrinted("Words stay.", page)
        contents = self._read_xlsx(pack)["Contents"]
        self.assertEqual(contents["B5"].value, "Nothing was made up.")

    def test_no_chart_of_accounts(self):
        pack = self._create_pack({"kind": "lcc.report.accounts"})
        page = self._read_pdf(self._generate(pack))[2]
        self.assertPrinted("has no chart of accounts yet", page)

    def test_bad_options(self):
        """What a report refuses is printed in its own words."""
        pack = self._create_pack(
            {"kind": "lcc.report.fake", "title": "Figures"},
            compare="dates",
            compare_from="2020-12-31",
            compare_to="2020-01-01",
        )
        page = self._read_pdf(self._generate(pack))[2]
        self.assertPrinted("stands before the first", page)

    def test_kind_that_is_gone(self):
        pack = self._create_pack({"kind": "lcc.report.fake", "title": "Figures"})
        pack.chapter_ids.flush_recordset()
        book = self.env.registry["lcc.report.book"]
        with patch.object(book, "_get_report_models", lambda self: []):
            page = self._read_pdf(self._generate(pack))[2]
            self.assertPrinted("are not available any more", page)
            added = pack._add_chapters(
                [{"kind": "lcc.report.fake"}, {"kind": "text", "title": "Known"}]
            )
        self.assertEqual(added.mapped("title"), ["Known"])

    def test_empty(self):
        pack = self._create_pack({"title": "Nothing", "is_included": False})
        with self.assertRaisesRegex(UserError, "Include at least one"):
            pack.with_user(self.accountant).action_generate()
        self.assertFalse(pack.step)

    def test_first_chapters(self):
        vals = {"name": "R", "date_from": "2021-01-01", "date_to": "2021-12-31"}
        pack = self.env["lcc.assembly.pack"].create(vals)
        kinds = ["text", "lcc.report.accounts", "lcc.report.fake", "mandates"]
        self.assertEqual(
            pack.chapter_ids.mapped("kind"), [*kinds, "decisions", "discharge"]
        )
        self.assertEqual(pack.chapter_ids[0].title, "Moral report")
        self.assertEqual(pack.chapter_ids[2].title, "Figures: made/up")
        with patch.object(LccReportFake, "_report_is_for_assembly", False, create=True):
            names = self.env["lcc.assembly.pack.chapter"]._get_first_kinds()
        self.assertNotIn("lcc.report.fake", dict(names))

    def test_fault_is_told(self):
        """What breaks is kept in words; the old files stay."""
        pack = self._generate(self._create_full())
        old = pack.file_ids
        pack.with_user(self.accountant).action_generate()
        with (
            patch.object(LccReportFake, "_get_tables", lambda self, options: 1 / 0),
            mute_logger("odoo.addons.lcc_reports.models.lcc_assembly_pack_run"),
        ):
            self._run_cron()
        self.assertIn("could not be made: division by zero", pack.error)
        self.assertFalse(pack.step)
        self.assertEqual(pack.file_ids, old)
        self._generate(pack)
        self.assertFalse(pack.error)

    def test_fault_reopens_final(self):
        pack = self._create_full()
        pack.with_user(self.accountant).action_finalise()
        with (
            patch.object(LccReportFake, "_get_tables", lambda self, options: 1 / 0),
            mute_logger("odoo.addons.lcc_reports.models.lcc_assembly_pack_run"),
        ):
            self._run_cron()
        self.assertEqual(pack.state, "draft")
        self.assertTrue(pack.error)

    def test_progress(self):
        pack = self._create_full()
        self.assertEqual(pack.get_progress(), {"is_running": False})
        pack.with_user(self.accountant).action_generate()
        self.assertEqual(pack.get_progress()["step"], "Waiting for its turn")
        steps = []
        with patch.object(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, *args, **kw: steps.append(pack.get_progress().get("step")),
        ):
            pack._cron_generate()
        self.assertEqual(steps, ["Reading the figures", "Laying out the pages", None])

    def test_no_picture(self):
        for vals in (
            {"image": b64encode(b"no picture at all")},
            {"image": b64encode(b"%PDF-1.4 neither")},
        ):
            pack = self._create_pack({"title": "Text"})
            with self.assertRaisesRegex(UserError, "image"):
                pack.chapter_ids.picture_ids = [Command.create(vals)]
        with self.assertRaisesRegex(UserError, "image"):
            self._create_pack(cover_picture=b64encode(b"no picture"))

    def test_html_is_clean(self):
        pack = self._create_pack(
            {
                "title": "Text",
                "text_before": "<p onclick='steal()'>Kept<script>steal()</script></p>"
                "<img src='https://elsewhere.example/spy.png'>",
            }
        )
        text = str(pack.chapter_ids.text_before)
        self.assertIn("Kept", text)
        self.assertNotIn("steal", text)
        # nothing is fetched from elsewhere: the engine prints a crossed box
        self.assertPrinted("Kept", self._read_pdf(self._generate(pack))[2])

    def test_title_is_text(self):
        pack = self._create_pack({"title": "<b>Bold & =1+1</b>"}, name="=1+1 <i>")
        self._generate(pack)
        self.assertPrinted("<b>Bold & =1+1</b>", self._read_pdf(pack)[2])
        self.assertEqual(self._read_xlsx(pack)["Contents"]["A1"].data_type, "s")

    def test_dates_ordered(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self._create_pack(date_to="2020-01-01")

    def test_copy_next(self):
        usage = self.env["lcc.usage.table"].create(
            {
                "name": "Services",
                "company_id": self.company.id,
                "date_from": "2021-01-01",
                "date_to": "2021-12-31",
                "column_ids": [Command.create({"name": "Accounts"})],
                "row_ids": [Command.create({"name": "Mail", "value_1": 7})],
            }
        )
        pack = self._create_full()
        pack.chapter_ids[0].write({"kind": "usage", "usage_table_id": usage.id})
        self._generate(pack)
        pack.with_user(self.accountant).action_finalise()
        self._run_cron()
        action = pack.with_user(self.manager).action_new_from()
        new = self.env["lcc.assembly.pack"].browse(action["res_id"])
        self.assertEqual(new.name, "Report 2022")
        self.assertEqual(str(new.date_from), "2022-01-01")
        self.assertEqual(str(new.date_to), "2022-12-31")
        self.assertEqual((new.state, len(new.file_ids)), ("draft", 0))
        self.assertEqual(
            new.chapter_ids.mapped("title"), pack.chapter_ids.mapped("title")
        )
        self.assertIn("bread and coupons", new.chapter_ids[0].text_before)
        self.assertEqual(new.chapter_ids[3].picture_ids.caption, "The market")
        self.assertTrue(new.chapter_ids[3].picture_ids.image)
        table = new.chapter_ids[0].usage_table_id
        self.assertEqual(table.previous_id, usage)
        self.assertEqual(table.row_ids.mapped("value_1"), [7])
        self.assertEqual(str(table.date_to), "2022-12-31")

    def test_final_is_closed(self):
        pack = self._create_full()
        pack.with_user(self.accountant).action_finalise()
        self._run_cron()
        mine = pack.with_user(self.manager)
        chapter = mine.chapter_ids[0]
        for change in (
            lambda: mine.write({"name": "Other"}),
            lambda: chapter.write({"text_before": "<p>Other</p>"}),
            lambda: chapter.picture_ids.create(
                {"chapter_id": chapter.id, "image": self.png}
            ),
            lambda: chapter.copy(),
            lambda: chapter.unlink(),
            lambda: mine.chapter_ids.picture_ids.unlink(),
            lambda: mine.unlink(),
            lambda: mine.action_generate(),
        ):
            with self.assertRaisesRegex(UserError, "back to draft"):
                change()
        mine.action_draft()
        mine.name = "Other"
        self.assertEqual(pack.name, "Other")

    def test_usage_compared_with_itself(self):
        usage = self.env["lcc.usage.table"].create(
            {"name": "U", "date_from": "2021-01-01", "date_to": "2021-12-31"}
        )
        with self.assertRaises(ValidationError):
            usage.previous_id = usage
