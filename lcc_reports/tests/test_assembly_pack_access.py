# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .pack_common import PackCase

BOOKS = {"kind": "lcc.report.accounts", "title": "Accounts"}


@tagged("post_install", "-at_install")
class TestAssemblyPackAccess(PackCase):
    def test_manager(self):
        pack = self.env["lcc.assembly.pack"].with_user(self.manager)
        pack = pack.create(
            {
                "name": "Report",
                "date_from": "2021-01-01",
                "date_to": "2021-12-31",
                "chapter_ids": [Command.create({"title": "Text"})],
            }
        )
        self._generate(pack, self.manager)
        self.assertTrue(pack.file_ids.with_user(self.auditor).pdf)
        pack.unlink()

    def test_auditor(self):
        pack = self._create_pack({"title": "Text"})
        mine = pack.with_user(self.auditor)
        self.assertEqual(mine.chapter_ids.title, "Text")
        self.assertEqual(mine.get_progress(), {"is_running": False})
        for change in (
            lambda: mine.write({"name": "Mine"}),
            lambda: mine.chapter_ids.write({"title": "Mine"}),
            lambda: mine.action_generate(),
            lambda: mine.action_finalise(),
            lambda: mine.action_draft(),
            lambda: mine.action_new_from(),
            lambda: mine.unlink(),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_others(self):
        pack = self._create_pack({"title": "Text"})
        for group in ("lcc_base.group_lcc_keeper", "base.group_user"):
            user = new_test_user(
                self.env,
                login=f"pack_{group}",
                groups=group,
                company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)],
            )
            with self.assertRaises(AccessError):
                pack.with_user(user).read(["name"])

    def test_company(self):
        other = self.env["res.company"].create({"name": "Other association"})
        pack = self._create_pack({"title": "Text"})
        usage = self.env["lcc.usage.table"].create(
            {
                "name": "U",
                "company_id": self.company.id,
                "date_from": "2021-01-01",
                "date_to": "2021-12-31",
                "column_ids": [Command.create({"name": "C"})],
                "row_ids": [Command.create({"name": "R"})],
            }
        )
        self.manager.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        for records in (pack, pack.chapter_ids, usage, usage.row_ids, usage.column_ids):
            mine = records.with_user(self.manager).with_context(
                allowed_company_ids=other.ids
            )
            with self.subTest(records._name), self.assertRaises(AccessError):
                mine.read(["display_name"])

    def test_books_are_refused_before(self):
        """Who may not read the books is told which chapter holds them."""
        pack = self._create_pack({"title": "Text"}, BOOKS)
        mine = pack.with_user(self.manager)
        self.assertFalse(mine.chapter_ids[0].refusal)
        self.assertIn("not among the figures that you may", mine.chapter_ids[1].refusal)
        for action in (mine.action_generate, mine.action_finalise):
            with self.assertRaisesRegex(UserError, "Charges and income by account"):
                action()
        self.assertFalse(pack.step)
        mine.chapter_ids[1].is_included = False
        self._generate(pack, self.manager)

    def test_chapter_of_books_is_opened(self):
        """Its text can be written by those who may not read its figures."""
        models = patch.object(
            self.env.registry["lcc.report.book"],
            "_get_report_models",
            lambda self: ["lcc.report.income"],
        )
        with models:
            pack = self._create_pack({"kind": "lcc.report.income"})
            for user, names in ((self.manager, []), (self.accountant, ["form"])):
                chapter = pack.chapter_ids.with_user(user)
                found = [one["name"] for one in chapter.filters or []]
                self.assertEqual(found[:1], names)
            pack.chapter_ids.with_user(self.manager).text_before = "<p>Ours</p>"
            self.assertIn("Ours", pack.chapter_ids.text_before)

    def test_files_with_books(self):
        """A draft that holds them is for those who read them; a final one for all."""
        pack = self._generate(self._create_pack(BOOKS), self.accountant)
        file = pack.file_ids
        self.assertTrue(file.has_books)
        self.assertTrue(file.with_user(self.accountant).pdf)
        for user in (self.manager, self.auditor):
            self.env.invalidate_all()
            self.assertFalse(pack.with_user(user).file_ids)
            with self.assertRaises(AccessError):
                file.with_user(user).read(["pdf"])
        pack.with_user(self.accountant).action_finalise()
        self._run_cron()
        self.env.invalidate_all()
        self.assertTrue(pack.with_user(self.auditor).file_ids.pdf)

    def test_files_are_the_jobs(self):
        pack = self._generate(self._create_pack({"title": "Text"}))
        file = pack.file_ids.with_user(self.accountant)
        with self.assertRaises(AccessError):
            file.write({"has_books": False})
        with self.assertRaises(AccessError):
            file.unlink()

    def test_states_are_not_written(self):
        pack = self._create_pack(BOOKS)
        mine = pack.with_user(self.manager)
        for vals in (
            {"state": "final"},
            {"step": "waiting"},
            {"runner_id": self.accountant.id},
            {"error": "<b>"},
        ):
            with self.assertRaises(UserError):
                mine.write(vals)
            with self.assertRaises(UserError):
                mine.copy(vals)
        forged = mine.with_context(
            default_state="final", default_runner_id=self.accountant.id
        ).copy()
        self.assertEqual(forged.state, "draft")
        self.assertFalse(forged.sudo().runner_id)

    def test_rights_at_the_run(self):
        """The job has the rights of who asked, on the day that it runs."""
        pack = self._create_pack(BOOKS)
        pack.with_user(self.accountant).action_generate()
        books = self.env.ref("account.group_account_user")
        self.accountant.group_ids = [Command.unlink(books.id)]
        self._run_cron()
        self.assertIn("not among the figures that you may read", pack.error)
        self.assertFalse(pack.file_ids)

    def test_final_chapter_from_elsewhere(self):
        """A chapter does not slip into a final report."""
        pack = self._create_pack({"title": "Text"})
        pack.with_user(self.accountant).action_finalise()
        self._run_cron()
        other = self._create_pack({"title": "Slip"})
        with self.assertRaisesRegex(UserError, "back to draft"):
            other.chapter_ids.with_user(self.manager).pack_id = pack
