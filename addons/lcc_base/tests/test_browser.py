# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, no_retry, tagged

from odoo.addons.web.tests.test_js import unit_test_error_checker

SUITE = "077c1da4"  # hash of @lcc_base, by which a page of tests runs these alone


@tagged("post_install", "-at_install")
class TestBrowser(HttpCase):
    @no_retry
    def test_unit_desktop(self):
        """The tests of static/tests, in a browser."""
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={SUITE}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
