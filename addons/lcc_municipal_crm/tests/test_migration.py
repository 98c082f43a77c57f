# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import importlib.util

from odoo.tests import tagged
from odoo.tools import SQL, file_path

from odoo.addons.lcc_membership_crm.tests.common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestMigration(LccApplicationCase):
    def _migrate(self):
        path = file_path("lcc_municipal_crm/migrations/19.0.1.1.0/post-migrate.py")
        spec = importlib.util.spec_from_file_location("post_migrate", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        self.env.invalidate_all()
        for _twice in range(2):  # what is done already stays as it is
            script.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_follow_up_of_another_commune(self):
        right = self._apply_commune()
        wrong = self._apply_commune(zip="09992", city="Villetest")
        follow_up = self.env["lcc.municipal.follow.up"].create(
            {"commune_id": right.lcc_commune_id.id}
        )
        self.env.flush_all()
        self.cr.execute(
            SQL("UPDATE crm_lead SET lcc_follow_up_id = NULL WHERE id = %s", right.id)
        )
        self.cr.execute(
            SQL(
                "UPDATE crm_lead SET lcc_follow_up_id = %s WHERE id = %s",
                follow_up.id,
                wrong.id,
            )
        )
        self._migrate()
        self.assertEqual(right.lcc_follow_up_id, follow_up)
        self.assertFalse(wrong.lcc_follow_up_id)
