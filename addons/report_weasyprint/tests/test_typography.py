# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import doctest

from odoo.tests import BaseCase, tagged

from ..tools import typography


@tagged("post_install", "-at_install")
class TestTypography(BaseCase):
    def test_doctests(self):
        result = doctest.testmod(typography)
        self.assertEqual(result.failed, 0)
        self.assertEqual(result.attempted, 9)
