# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestTerritory(LccApplicationCase):
    def test_proposed_and_chosen(self):
        lead = self._apply(zip="F-09991", city="TESTVILLE")
        self.assertEqual(lead.lcc_commune_id, self.testville)
        self.assertEqual(lead.lcc_territory_id, self.foix)
        lead.lcc_territory_id = self.couserans
        lead.street = "1 Test street"
        self.assertEqual(lead.lcc_territory_id, self.couserans)
        lead.write({"zip": "09992", "city": "Villetest"})
        self.assertEqual(lead.lcc_commune_id, self.villetest)
        self.assertEqual(lead.lcc_territory_id, self.couserans)
        lead.write({"zip": "09991", "city": "Testville"})
        self.assertEqual(lead.lcc_territory_id, self.foix)

    def test_unknown(self):
        lead = self._apply(city="Nowhere", zip="99999")
        self.assertFalse(lead.lcc_commune_id)
        self.assertFalse(lead.lcc_territory_id)

    def test_territory_of_postcode(self):
        """As of a contact: sure if all communes of the postcode lie in it."""
        lead = self._apply(city="Hamlet", user_id=self.leader.id)
        self.assertFalse(lead.lcc_commune_id)
        self.assertEqual(lead.lcc_territory_id, self.foix)
        lead.with_user(self.local).check_access("write")
        self.villetest.postcode_ids.create(
            {"name": "09991", "commune_id": self.villetest.id}
        )
        self.assertFalse(self._apply(city="Hamlet").lcc_territory_id)

    def test_population(self):
        self.assertEqual(self._apply().lcc_population, 0)
        self.assertEqual(self._apply_commune().lcc_population, 9765)
        epci = self.env["lcc.epci"].create({"name": "Test epci", "siren": "111111118"})
        (self.testville + self.villetest).epci_id = epci
        lead = self._apply_commune(
            lcc_member_type_id=self.grouping_type.id, lcc_epci_id=epci.id
        )
        self.assertEqual(lead.lcc_population, 10245)

    def test_local_group(self):
        groups = self.env["lcc.local.group"]
        self.assertFalse(self._apply().lcc_local_group_id)
        whole = self.env["lcc.territory"].create({"name": "Test whole"})
        self.foix.parent_id = whole
        group = groups.create(
            {"name": "Test group", "state": "planned", "territory_ids": whole.ids}
        )
        self.assertEqual(self._apply().lcc_local_group_id, group)
        active = groups.create(
            {"name": "Active", "state": "active", "territory_ids": self.foix.ids}
        )
        self.assertEqual(self._apply().lcc_local_group_id, active)
        groups.create(
            {"name": "Other", "state": "active", "territory_ids": self.foix.ids}
        )
        self.assertFalse(self._apply().lcc_local_group_id)

    def test_siret(self):
        self._apply(lcc_siret="732 829 320 00074")
        for siret in ("73282932000", "732 829 321 00074", "Bakery"):
            with self.assertRaisesRegex(ValidationError, "is not a SIRET"):
                self._apply(lcc_siret=siret)
