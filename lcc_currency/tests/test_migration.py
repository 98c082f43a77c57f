# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import importlib.util

from odoo.tests import tagged
from odoo.tools import SQL, file_path

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestMigration(LccCurrencyCase):
    def _migrate(self):
        path = file_path("lcc_currency/migrations/19.0.1.1.0/post-migrate.py")
        spec = importlib.util.spec_from_file_location("post_migrate", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.invalidate_all()
        for _twice in range(2):  # what is done already stays as it is
            script.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_operations_get_the_terms_that_they_keep_now(self):
        self.currency.commission_rate = 5
        exchange = self._exchange({50: 2}, place=self.counter_b, payment_mode="counter")
        reconversion = self._post("reconversion", self.holders, self.vault, {50: 2})
        self.env.flush_all()
        self.cr.execute(
            SQL(
                "UPDATE lcc_operation"
                " SET charged_partner_id = NULL, commission_account_id = NULL"
                " WHERE id IN %s",
                (exchange.id, reconversion.id),
            )
        )
        self._migrate()
        self.assertEqual(exchange.charged_partner_id, self.grocer)
        self.assertEqual(reconversion.commission_account_id.code, "706000")
        self.assertFalse(reconversion.charged_partner_id)

    def test_rules_are_renewed(self):
        """An auditor's rules had the rights of a manager's."""
        old = self.env.ref("lcc_currency.lcc_place_rule_territory")
        old.write({"perm_write": True})
        self.env.ref("lcc_currency.lcc_place_rule_territory_manager").unlink()
        self._migrate()
        self.assertFalse(old.perm_write)
        self.assertTrue(
            self.env.ref("lcc_currency.lcc_place_rule_territory_manager").perm_write
        )
