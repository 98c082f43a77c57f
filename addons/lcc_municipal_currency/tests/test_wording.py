# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from pathlib import Path

from odoo.tests import BaseCase, tagged
from odoo.tools import file_path


@tagged("post_install", "-at_install")
class TestWording(BaseCase):
    def test_one_word_for_units_that_become_euros(self):
        """On one screen, French says “reconversion”, as the ledger's operation does."""
        for addon in ("lcc_municipal", "lcc_municipal_currency"):
            terms = Path(file_path(f"{addon}/i18n/fr.po")).read_text(encoding="utf-8")
            self.assertIn("econver", terms)
            self.assertNotRegex(terms, r"(?i)\brach[eè]t|\brachat", addon)
