# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
import logging

import xlsxwriter
from psycopg2 import InterfaceError, OperationalError

from odoo import api, models
from odoo.exceptions import UserError

from ..report.lcc_report_xlsx import FIRST_ROW, TablesBook
from ..tools.pack import PackContent
from .lcc_assembly_pack_chapter import OF_SESSION

_logger = logging.getLogger(__name__)

REPORT = "lcc_reports.assembly_pack_action"


class LccAssemblyPack(models.Model):
    """Making the two files, in the background and with the rights of who asked.

    Each step is committed, so that the form tells how far it is. Figures are read
    once, in one transaction: the paper and the workbook show the same.
    """

    _inherit = "lcc.assembly.pack"

    # Launching

    def action_generate(self):
        """Make the files; the form tells when they are there."""
        self.ensure_one()
        self.check_access("write")
        self._check_draft()
        self._launch()

    def action_finalise(self):
        """Make the files without the mark of a draft, and close the report."""
        self.ensure_one()
        self.check_access("write")
        self._check_draft()
        self._launch()
        pack = self.sudo()  # states are set by actions alone
        pack.file_ids.unlink()
        pack.state = "final"

    def _launch(self):
        self._check_may_generate()
        # set by actions alone
        self.sudo().write(
            {"step": "waiting", "error": False, "runner_id": self.env.uid}
        )
        # jobs are the administrator's; it runs as who asked
        self.env.ref("lcc_reports.lcc_assembly_pack_cron").sudo()._trigger()

    def _check_may_generate(self):
        """
        :raise UserError: a chapter is not for the user to read, or there is none
        """
        chapters = self._get_included()
        if not chapters:
            raise UserError(
                self.env._(
                    "No chapter is included in “%(pack)s”. Include at least one.",
                    pack=self.name,
                )
            )
        refusals = [chapter._get_refusal() for chapter in chapters]
        if any(refusals):
            raise UserError("\n".join(dict.fromkeys(filter(None, refusals))))

    def _get_included(self):
        return self.chapter_ids.filtered("is_included").sorted()

    # In the background

    @api.model
    def _cron_generate(self):
        """Make the files of the packs that wait."""
        for pack in self.search([("step", "!=", False)], order="write_date, id"):
            if pack.try_lock_for_update(allow_referencing=True):
                pack._run()
        self.env["ir.cron"]._commit_progress(remaining=0)

    def _run(self):
        pack = self._as_runner()
        self._tell_step("figures")
        content, error = self._try(pack._read_content)
        if not error:
            self._tell_step("pages")
            _done, error = self._try(pack._make_files, content)
        vals = {"step": False, "error": error}
        if error:
            vals["state"] = "draft"
        self.write(vals)

    def _tell_step(self, step):
        self.step = step
        self.env["ir.cron"]._commit_progress()

    def _as_runner(self):
        """The pack in the company, with the rights of who asked and in the language
        of its papers."""
        runner = self.sudo().runner_id  # kept from those who could forge it
        pack = self.with_user(runner).with_company(self.company_id)
        lang = self.company_id.sudo().partner_id.lang or runner.lang
        return pack.with_context(
            allowed_company_ids=self.company_id.ids, lang=lang, tz=runner.tz
        )

    def _try(self, work, *args):
        """Do a part of the work, or leave no trace of it.

        :return: (its result, what went wrong in words or False)
        """
        try:
            with self.env.cr.savepoint():
                return work(*args), False
        except (InterfaceError, OperationalError):
            raise  # the whole transaction is tried again
        except UserError as error:
            self.env.invalidate_all()
            return None, str(error)
        except Exception as error:
            _logger.exception("The report %s was not made", self.id)
            self.env.invalidate_all()
            message = self.env._(
                "The files could not be made: %(error)s. Tell the administrator of "
                "this Odoo.",
                error=error,
            )
            return None, message

    def _read_content(self):
        """All chapters that are included, with their figures.

        :return: tools.pack.PackContent
        """
        self._check_may_generate()
        return PackContent(
            [
                chapter._read_content(number)
                for number, chapter in enumerate(self._get_included(), 1)
            ]
        )

    def _make_files(self, content):
        name = self.name.replace("/", "-")
        pdf, _kind = self.env["ir.actions.report"]._render_qweb_pdf(
            REPORT, self.ids, data={"content": content}
        )
        files = self.env["lcc.assembly.pack.file"].sudo()  # made by the job alone
        files.search([("pack_id", "=", self.id)]).unlink()
        return files.create(
            {
                "pack_id": self.id,
                "user_id": self.env.uid,
                "pdf": base64.b64encode(pdf),
                "pdf_name": f"{name}.pdf",
                "xlsx": base64.b64encode(self._make_workbook(content)),
                "xlsx_name": f"{name}.xlsx",
                "has_books": any(one.record._needs_books() for one in content.chapters),
                "session_id": self._get_told_session(content).id,
            }
        )

    def _get_told_session(self, content):
        """The session that its chapters tell about."""
        is_told = any(one.record.kind in OF_SESSION for one in content.chapters)
        return self.session_id if is_told else self.env["lcc.session"]

    def _make_workbook(self, content):
        """
        :return: bytes of the xlsx: its contents, and a sheet for each table
        """
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
            book = TablesBook(workbook, self.env.lang)
            rows = self._add_contents_sheet(book, content)
            for chapter in content.chapters:
                about = [self.company_id.name, chapter.subtitle]
                book.add_tables(chapter.get_sheets(), " – ".join(filter(None, about)))
            self._link_sheets(workbook, rows)
        return buffer.getvalue()

    def _add_contents_sheet(self, book, content):
        """The first sheet: chapters, their tables or what stands in their place.

        :return: positions of the rows with a table, in the order of the sheets
        """
        rows, linked = [], []
        for chapter in content.chapters:
            label = f"{chapter.number}. {chapter.title}"
            if not chapter.tables:
                rows.append((label, [chapter.message or None], 1, "text"))
            for table in chapter.get_sheets():
                linked.append(len(rows))
                rows.append((label, [table.title], 1, "text"))
        title = self.env._("Contents")
        head = [self.env._("Chapter"), self.env._("Table")]
        sheet = book.add_sheet(title, self.name, self._get_cover_words(), head, rows)
        sheet.set_column(1, 1, 60)
        return linked

    @api.model
    def _link_sheets(self, workbook, rows):
        contents, *sheets = workbook.worksheets()
        for row, sheet in zip(rows, sheets, strict=True):
            name = sheet.get_name().replace("'", "''")
            text = sheet.get_name()
            contents.write_url(FIRST_ROW + row, 1, f"internal:'{name}'!A1", string=text)

    def _get_cover_words(self):
        """Company and period, below the title."""
        return self.env._(
            "%(company)s, %(first)s to %(last)s",
            company=self.company_id.name,
            first=self.env["lcc.report"]._write_day(self.date_from),
            last=self.env["lcc.report"]._write_day(self.date_to),
        )

    def _get_assembly_words(self):
        """The assembly to which the report is made."""
        session = self.session_id.sudo()  # its day and name are on the notice
        if not session:
            return ""
        return self.env._(
            "%(assembly)s of %(day)s",
            assembly=session.assembly_id.name,
            day=self.env["lcc.report"]._write_day(session.day),
        )

    # Progress

    @api.readonly
    def get_progress(self):
        """How far the generation is, for the bar on the form.

        :return: dict of is_running, step and percent
        """
        self.ensure_one()
        self.check_access("read")
        steps = dict(self._fields["step"]._description_selection(self.env))
        names = list(steps)
        if not self.step:
            return {"is_running": False}
        return {
            "is_running": True,
            "step": steps[self.step],
            "percent": 100 * (names.index(self.step) + 1) // (len(names) + 1),
        }
