# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged

# How Hoot names the suite @report_weasyprint.
SUITE_ID = "434514ff"


@tagged("post_install", "-at_install")
class TestJs(HttpCase):
    def test_hoot(self):
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&id={SUITE_ID}",
            "",
            "",
            login="admin",
            timeout=120,
            success_signal="[HOOT] Test suite succeeded",
        )
