# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import Form, tagged

from .common import LccBaseCase


@tagged("post_install", "-at_install")
class TestPartner(LccBaseCase):
    def _create(self, postcode, city, **values):
        return self.env["res.partner"].create(
            {"name": "Test", "zip": postcode, "city": city, **values}
        )

    def test_found_by_address(self):
        for postcode, city, commune in (
            ("20000", "Ajaccio", self.ajaccio),
            ("20000", "AJACCIO CEDEX", self.ajaccio),
            ("F-20137", "porto vecchio", self.porto),
            ("20 137", "Ste Trinite", self.porto),
            ("20137", "", self.porto),
            ("20185", "Ajaccio Cedex 9", self.ajaccio),
        ):
            with self.subTest(postcode=postcode, city=city):
                partner = self._create(postcode, city, country_id=self.france.id)
                self.assertEqual(partner.lcc_commune_id, commune)
                self.assertEqual(partner.lcc_territory_id, commune.territory_id)

    def test_not_found(self):
        for postcode, city in ((False, "Ajaccio"), ("99999", "Nowhere"), ("20185", "")):
            with self.subTest(postcode=postcode, city=city):
                partner = self._create(postcode, city)
                self.assertFalse(partner.lcc_commune_id)
                self.assertFalse(partner.lcc_territory_id)

    def test_abroad(self):
        italy = self.env.ref("base.it")
        partner = self._create("20137", "Porto-Vecchio", country_id=italy.id)
        self.assertFalse(partner.lcc_commune_id)
        self.assertFalse(partner.lcc_territory_id)
        partner.country_id = self.france
        self.assertEqual(partner.lcc_commune_id, self.porto)

    def test_territory_of_postcode(self):
        """Unknown city: the territory is sure if all communes of the postcode agree."""
        other = self._create_commune("2A249", "Testarella", "20137", self.coast)
        partner = self._create("20137", "Hamlet")
        self.assertFalse(partner.lcc_commune_id)
        self.assertEqual(partner.lcc_territory_id, self.coast)
        other.territory_id = self.hills
        self.assertFalse(partner.lcc_territory_id)
        other.territory_id = self.coast
        self.assertEqual(partner.lcc_territory_id, self.coast)

    def test_territories_of_many_addresses(self):
        """As contacts there have them, in a number of queries that does not grow."""
        self._create_commune("2A249", "Testarella", "20137", self.coast)
        self._create_commune("2A273", "Testulella", "20145", self.coast)
        hamlets = {("20137", f"Hamlet {number}") for number in range(50)}
        addresses = hamlets | {
            ("20145", "Solenzara"),
            ("20145", "Hamlet"),  # in one of two territories
            ("20185", "Ajaccio Cedex 9"),
            ("99999", "Nowhere"),
        }
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            found = self.env["lcc.commune"]._find_territories(addresses)
        self.assertEqual(
            found,
            {
                **dict.fromkeys(hamlets, self.coast),
                ("20145", "Solenzara"): self.hills,
                ("20185", "Ajaccio Cedex 9"): self.coast,
            },
        )

    def test_hand_set_survives(self):
        partner = self._create("20137", "Porto-Vecchio")
        partner.lcc_territory_id = self.hills
        partner.lcc_commune_id.name = "Portivechju"
        partner.write({"zip": "20137", "city": "PORTO VECCHIO", "name": "Renamed"})
        self.assertEqual(partner.lcc_territory_id, self.hills)
        self.assertEqual(partner.lcc_commune_id, self.porto)
        partner.write({"zip": "20000", "city": "Ajaccio"})
        self.assertEqual(partner.lcc_commune_id, self.ajaccio)
        self.assertEqual(partner.lcc_territory_id, self.coast)

    def test_postcode_as_a_number(self):
        """A number is a postcode too, as core has it."""
        partner = self._create("20137", "Porto-Vecchio")
        partner.lcc_territory_id = self.hills
        partner.write({"zip": 20137})
        self.assertEqual(partner.zip, "20137")
        self.assertEqual(partner.lcc_territory_id, self.hills)
        partner.write({"zip": 20000, "city": "Ajaccio"})
        self.assertEqual(partner.lcc_commune_id, self.ajaccio)

    def test_hand_set_with_address(self):
        partner = self._create("20137", "x", lcc_territory_id=self.hills.id)
        self.assertEqual(partner.lcc_territory_id, self.hills)
        partner.write({"zip": "20000", "lcc_commune_id": self.sainte.id})
        self.assertEqual(partner.lcc_commune_id, self.sainte)
        self.assertEqual(partner.lcc_territory_id, self.hills)

    def test_form(self):
        with Form(self.env["res.partner"]) as form:
            form.name = "Test"
            form.zip = "20145"
            form.city = "Solenzara"
            self.assertEqual(form.lcc_commune_id, self.sainte)
            self.assertEqual(form.lcc_territory_id, self.hills)
            form.lcc_territory_id = self.coast
        self.assertEqual(form.record.lcc_territory_id, self.coast)

    def test_commune_changes_territory(self):
        follower = self._create("20145", "Solenzara")
        archived = self._create("20145", "Solenzara", active=False)
        chosen = self._create("20137", "Porto-Vecchio")
        chosen.lcc_territory_id = self.hills
        (self.sainte | self.porto).territory_id = False
        self.assertFalse(follower.lcc_territory_id)
        self.assertFalse(archived.lcc_territory_id)
        self.assertEqual(chosen.lcc_territory_id, self.hills)
        self.sainte.territory_id = self.coast
        self.assertEqual(follower.lcc_territory_id, self.coast)

    def test_later_commune_completes_partners(self):
        waiting = self._create("20260", "Calvi")
        settled = self._create("20260", "Calvi")
        settled.lcc_territory_id = self.hills
        self.env.flush_all()
        calvi = self._create_commune("2B050", "Calvi", "20260", self.coast)
        self.assertEqual(waiting.lcc_commune_id, calvi)
        self.assertEqual(waiting.lcc_territory_id, self.coast)
        self.assertEqual(settled.lcc_commune_id, calvi)
        self.assertEqual(settled.lcc_territory_id, self.hills)

    def test_waiting_however_written(self):
        waiting = [
            self._create("20 260", "Calvi"),
            self._create("F-20260", "CALVI"),
            self._create("20260", "Calvi", active=False),
        ]
        elsewhere = [
            self._create("20260", "Calvi", country_id=self.env.ref("base.it").id),
            self._create("202600", "Calvi"),
            self._create("20 261", "Calvi"),
        ]
        self.env.flush_all()
        calvi = self._create_commune("2B050", "Calvi", "20260", self.coast)
        for partner in waiting:
            with self.subTest(zip=partner.zip):
                self.assertEqual(partner.lcc_commune_id, calvi)
                self.assertEqual(partner.lcc_territory_id, self.coast)
        for partner in elsewhere:
            with self.subTest(zip=partner.zip):
                self.assertFalse(partner.lcc_commune_id)

    def test_corrected_postcode_completes_partners(self):
        self._create_commune("2B051", "Other", "20262", self.env["lcc.territory"])
        calvi = self._create_commune("2B050", "Calvi", "20261", self.coast)
        waiting = self._create("20262", "Calvi")
        hamlet = self._create("20 262", "Lumio")
        self.assertFalse(waiting.lcc_commune_id)
        self.assertFalse(hamlet.lcc_commune_id)
        calvi.postcode_ids.name = "20262"
        self.assertEqual(waiting.lcc_commune_id, calvi)
        self.assertEqual(waiting.lcc_territory_id, self.coast)
        self.assertFalse(hamlet.lcc_commune_id)
        calvi.postcode_ids.locality = "Lumio"
        self.assertEqual(hamlet.lcc_commune_id, calvi)
        self.assertEqual(hamlet.lcc_territory_id, self.coast)

    def test_corrected_commune_completes_partners(self):
        calvi = self._create_commune("2B050", "Clavi", "20260", self.coast)
        waiting = self._create("F-20260", "Calvi")
        self.assertFalse(waiting.lcc_commune_id)
        calvi.name = "Calvi"
        self.assertEqual(waiting.lcc_commune_id, calvi)
        calvi.active = False
        late = self._create("20260", "Calvi")
        self.assertFalse(late.lcc_commune_id)
        self.assertEqual(waiting.lcc_commune_id, calvi)
        calvi.active = True
        self.assertEqual(late.lcc_commune_id, calvi)

    def test_unknown_city_follows_however_written(self):
        waiting = self._create("F-20137", "Hamlet")
        self.assertEqual(waiting.lcc_territory_id, self.coast)
        self.porto.territory_id = self.hills
        self.assertEqual(waiting.lcc_territory_id, self.hills)

    def test_child_contact_follows_company(self):
        company = self._create("20137", "Porto-Vecchio", is_company=True)
        child = self.env["res.partner"].create(
            {"name": "Child", "parent_id": company.id, "type": "contact"}
        )
        self.assertEqual(child.lcc_territory_id, self.coast)
        company.write({"zip": "20145", "city": "Solenzara"})
        self.assertEqual(child.lcc_territory_id, self.hills)

    def test_queries_do_not_grow(self):
        """Eight queries at most, however many partners."""
        cities = [("20000", "Ajaccio"), ("20145", "Solenzara"), ("20137", "Hamlet")]
        partners = self.env["res.partner"].create(
            [
                {"name": f"Test {n}", "zip": cities[n % 3][0], "city": cities[n % 3][1]}
                for n in range(600)
            ]
        )
        names = ["lcc_commune_id", "lcc_territory_id"]
        for name in names:
            self.env.add_to_compute(partners._fields[name], partners)
        self.env.flush_all()
        self.env.invalidate_all()
        partners.mapped("country_id.code")
        for name in names:
            self.env.add_to_compute(partners._fields[name], partners)
        with self.assertQueryCount(8):
            partners._recompute_recordset(names)
        self.assertEqual(len(partners.filtered("lcc_commune_id")), 400)
        self.assertEqual(len(partners.filtered("lcc_territory_id")), 600)
