# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import doctest

from odoo.tests import BaseCase

from ..tools import (
    cash,
    flow,
    layout,
    pack,
    periods,
    processor,
    statement,
    table,
    usage,
)

MODULES = (cash, flow, layout, pack, periods, processor, statement, table, usage)


class TestTools(BaseCase):
    def test_examples(self):
        for module in MODULES:
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertGreater(result.attempted, 0)
                self.assertFalse(result.failed)
