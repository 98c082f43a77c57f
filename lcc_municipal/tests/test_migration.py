# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import importlib.util

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL, file_path

from .common_convention import LccConventionCase


@tagged("post_install", "-at_install")
class TestMigration(LccConventionCase):
    def _migrate(self):
        path = file_path("lcc_municipal/migrations/19.0.1.1.0/post-migrate.py")
        spec = importlib.util.spec_from_file_location("post_migrate", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        self.env.invalidate_all()
        for _twice in range(2):  # what is done already stays as it is
            script.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def _set_address(self, deliberation, url):
        self.env.flush_all()
        self.cr.execute(
            SQL(
                "UPDATE lcc_deliberation SET url = %s WHERE id = %s",
                url,
                deliberation.id,
            )
        )

    def test_address_of_acts_that_were_published(self):
        deliberation = self._deliberate()
        self._set_address(deliberation, None)
        self._migrate()
        self.assertEqual(
            deliberation.url,
            f"{deliberation.get_base_url()}/councils/deliberations/{deliberation.id}",
        )

    def test_address_of_ones_own_stays(self):
        deliberation = self._deliberate()
        self._set_address(deliberation, "https://commune.example.org/012")
        self._migrate()
        self.assertEqual(deliberation.url, "https://commune.example.org/012")

    def test_no_address_of_what_is_not_published(self):
        deliberation = self._deliberate(executory=False)
        self._migrate()
        self.assertFalse(deliberation.url)

    def test_stage_of_a_convention_that_has_ended(self):
        commune = self.env["lcc.commune"].create({"code": "97990", "name": "Testisle"})
        follow_up = self.env["lcc.municipal.follow.up"].create(
            {"commune_id": commune.id, "partner_id": self.commune.id}
        )
        with freeze_time("2024-05-02 10:00:00"):
            self._sign(
                self._convene("adhesion", end_date="2024-12-31", **self._elsewhere())
            )
            self.assertEqual(follow_up.stage, "signed")
            self.env.flush_all()
        with freeze_time("2025-01-01 10:00:00"):
            self._migrate()
            self.assertEqual(follow_up.stage, "planned")
