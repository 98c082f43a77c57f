# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LccBaseCase


@tagged("post_install", "-at_install")
class TestCommune(LccBaseCase):
    def _search(self, text):
        found = self.env["lcc.commune"].name_search(text)
        return self.env["lcc.commune"].browse(id_ for id_, _name in found)

    def test_codes(self):
        self.assertEqual(self.ajaccio.department_code, "2A")
        self.assertEqual(self.ajaccio.display_name, "Ajaccio (2A)")
        for code in ("9122", "20004", "96001", "2a004", "Foix"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self.env["lcc.commune"].create({"name": "X", "code": code})
        guadeloupe = self.env["lcc.commune"].create({"name": "X", "code": "97199"})
        self.assertEqual(guadeloupe.department_code, "971")

    @mute_logger("odoo.sql_db")
    def test_code_unique(self):
        with self.assertRaises(IntegrityError):
            self.env["lcc.commune"].create({"name": "X", "code": "2A004"})

    def test_postcodes(self):
        self.assertEqual(self.porto.postcodes, "20137")
        self.porto.postcode_ids = [(0, 0, {"name": "20538"})]
        self.assertEqual(self.porto.postcodes, "20137, 20538")
        for postcode in ("2013", "F-20137", "20 137"):
            with self.subTest(postcode=postcode), self.assertRaises(ValidationError):
                self.porto.postcode_ids = [(0, 0, {"name": postcode})]

    @mute_logger("odoo.sql_db")
    def test_postcode_unique(self):
        with self.assertRaises(IntegrityError):
            self.porto.postcode_ids = [(0, 0, {"name": "20137"})]

    def test_search(self):
        for text in ("porto vecchio", "PORTO-VECC", "Porto-Vecchio (2A)", "2A247"):
            with self.subTest(text=text):
                self.assertIn(self.porto, self._search(text))
        self.assertEqual(self._search("20137"), self.porto)
        self.assertNotIn(self.porto, self._search("Ajaccio"))
        found = self.env["lcc.commune"].search([("postcodes", "=", "20137")])
        self.assertEqual(found, self.porto)

    def test_search_exactly(self):
        """What an export writes, an import finds again."""
        namesake = self._create_commune("58998", "Ajaccio", "58990", self.hills)
        communes = self.env["lcc.commune"]
        for text, expected in (
            ("Ajaccio (2A)", self.ajaccio),
            ("AJACCIO (2a)", self.ajaccio),
            ("Ajaccio (58)", namesake),
            ("Ajaccio (09)", communes),
            ("Ajaccio", self.ajaccio | namesake),
            ("2a004", self.ajaccio),
            (9122000, communes),
            ("Ajacc", communes),
            ("", communes),
        ):
            with self.subTest(text=text):
                found = communes.search([("display_name", "=", text)])
                self.assertEqual(found, expected)
                others = communes.search([("display_name", "!=", text)])
                self.assertEqual(others, communes.search([]) - expected)

    def test_import_of_contacts(self):
        result = self.env["res.partner"].load(
            ["name", "lcc_commune_id"], [["Test", self.ajaccio.display_name]]
        )
        self.assertFalse(result["messages"])
        partner = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(partner.lcc_commune_id, self.ajaccio)

    def test_territory_tree(self):
        island = self.env["lcc.territory"].create({"name": "Test island"})
        self.coast.parent_id = island
        self.assertEqual(self.coast.complete_name, "Test island / Test coast")
        island.name = "Isle"
        self.assertEqual(self.coast.complete_name, "Isle / Test coast")
        self.assertEqual(self.coast.commune_count, 2)
        with self.assertRaises(UserError):
            island.parent_id = self.coast

    def test_territory_in_use_is_kept(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.coast.unlink()

    @mute_logger("odoo.sql_db")
    def test_territory_code_unique(self):
        self.coast.code = "ZZZ"
        with self.assertRaises(IntegrityError):
            self.hills.code = "ZZZ"
            self.hills.flush_recordset()

    def test_epci(self):
        epci = self.env["lcc.epci"].create({"name": "CA", "siren": "242010056"})
        self.ajaccio.epci_id = epci
        self.assertEqual(epci.commune_ids, self.ajaccio)
        with self.assertRaises(ValidationError):
            epci.siren = "242010057"
