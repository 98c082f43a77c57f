# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestPublishedMinutes(LccAssemblyCase):
    """The file that readers get is the system's, whoever else writes files."""

    def setUp(self):
        super().setUp()
        self._open()
        self.session.action_close()
        self.session.write({"state": "published", "date_adopted": "2024-05-21"})
        self.env.flush_all()

    def _get_minutes(self):
        return self.session.with_user(self.clerk)._get_published_minutes()

    def test_printed_once(self):
        minutes = self._get_minutes()
        self.assertIn("lcc_minutes", minutes.description)
        self.assertEqual(self._get_minutes(), minutes)

    def test_file_of_a_clerk(self):
        forged = (
            self.env["ir.attachment"]
            .with_user(self.clerk)
            .create(
                {
                    "name": "Minutes.pdf",
                    "raw": b"What nobody said",
                    "description": "lcc_minutes " + self.session.write_date.isoformat(),
                    "res_model": "lcc.session",
                    "res_id": self.session.id,
                }
            )
        )
        minutes = self._get_minutes()
        self.assertNotEqual(minutes, forged)
        self.assertNotEqual(minutes.raw, b"What nobody said")

    def test_file_that_a_clerk_changed(self):
        minutes = self._get_minutes()
        minutes.with_user(self.clerk).raw = b"What nobody said"
        self.env.flush_all()
        again = self._get_minutes()
        self.assertNotEqual(again, minutes)
        self.assertNotEqual(again.raw, b"What nobody said")
