# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import importlib.util

from odoo.tests import tagged
from odoo.tools import SQL, file_path

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestMigration(LccAssemblyCase):
    def _migrate(self):
        path = file_path("lcc_assembly/migrations/19.0.1.1.0/post-migrate.py")
        spec = importlib.util.spec_from_file_location("post_migrate", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        self.env.invalidate_all()
        for _twice in range(2):  # what is done already stays as it is
            script.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def _reword(self, user):
        template = self.env.ref("lcc_assembly.mail_template_notice")
        template.body_html = "<p>Come.</p>"
        self.env.flush_all()
        self.cr.execute(
            SQL(
                "UPDATE mail_template SET write_uid = %s WHERE id = %s",
                user.id,
                template.id,
            )
        )
        return template

    def test_notice_is_renewed(self):
        """In each language: the old words of French are no longer there."""
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.env.ref("lcc_assembly.mail_template_notice").with_context(
            lang="fr_FR"
        )
        french.body_html = "<p>Venez.</p>"
        template = self._reword(self.env.ref("base.user_root"))
        self.assertEqual(french.body_html, "<p>Venez.</p>")
        self._migrate()
        for record in (template, french):
            self.assertIn("_may_give_proxy", record.body_html)

    def test_notice_of_ones_own_stays(self):
        template = self._reword(self.clerk)
        self._migrate()
        self.assertEqual(template.body_html, "<p>Come.</p>")

    def test_sessions_keep_their_rules(self):
        """A session of a small commune stays one when the commune has grown."""
        self._open()
        self.session.action_close()
        self.env.flush_all()
        self.cr.execute("UPDATE lcc_session SET kept_rules = NULL")
        self.council.rules = "commune_large"
        self._migrate()
        self.assertEqual(self.session.kept_rules["notice_days"], 3)
        self.assertEqual(self.session.kept_rules["quorum"], "1/2")

    def test_minutes_that_were_printed_before(self):
        """They were found by their description, whoever had written them."""
        files = self.env["ir.attachment"]
        vals = {"raw": b"%PDF", "res_model": "lcc.session", "res_id": self.session.id}
        before = files.with_user(self.clerk).create(
            {**vals, "name": "Minutes.pdf", "description": "lcc_minutes 2024-05-21"}
        )
        other = files.with_user(self.clerk).create({**vals, "name": "Plan.pdf"})
        own = files.create(
            {**vals, "name": "Minutes.pdf", "description": "lcc_minutes 2024-05-22"}
        )
        self._migrate()
        self.assertFalse(before.exists())
        self.assertTrue(other.exists() and own.exists())
