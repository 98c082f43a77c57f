# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import doctest

from odoo.tests import BaseCase, tagged

from ..tools import mandate_payments


@tagged("post_install", "-at_install")
class TestTools(BaseCase):
    def test_doctests(self):
        results = doctest.testmod(mandate_payments)
        self.assertEqual(results.failed, 0)
        self.assertGreater(results.attempted, 10)
