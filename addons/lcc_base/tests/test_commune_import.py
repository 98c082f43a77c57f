# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import LccBaseCase
from .test_tools import xlsx

COG_HEADER = "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
COG = (
    COG_HEADER
    + "COM,2A004,94,2A,20R,2A1,1,AJACCIO,Ajaccio,Ajaccio,2A99,\n"
    + "COM,2A247,94,2A,20R,2A4,0,PORTO,Porto,Portivechju,2A99,\n"
    + "COM,98799,,,,,,NEW,New,Île-Nouvelle,,\n"
    + "COMD,2A001,94,2A,20R,2A1,1,AFA,Afa,Afa,2A99,2A004\n"
    + "COM,2X004,94,2A,20R,2A1,1,BAD,Bad,Bad,2A99,\n"
    + "COM,98799,,,,,,NEW,New,Again,,\n"
)
POSTCODE_HEADER = (
    "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5\n"
)


@tagged("post_install", "-at_install")
class TestCommuneImport(LccBaseCase):
    def _preview(self, content, filename="file.csv", **values):
        if isinstance(content, str):
            content = content.encode()
        wizard = self.env["lcc.commune.import"].create(
            {"file": base64.b64encode(content), "filename": filename, **values}
        )
        wizard.action_preview()
        return wizard

    def _counts(self, wizard):
        return [
            wizard[f"{name}_count"]
            for name in ("new", "changed", "unchanged", "ignored", "error")
        ]

    def _find(self, code):
        return self.env["lcc.commune"].search([("code", "=", code)])

    def test_communes(self):
        wizard = self._preview(COG)
        self.assertEqual(wizard.layout, "cog")
        self.assertEqual(self._counts(wizard), [1, 1, 1, 1, 2])
        self.assertEqual(
            [(error.line, error.column, error.value) for error in wizard.error_ids],
            [(6, "COM", "2X004"), (7, "COM", "98799")],
        )
        self.assertIn("is not the INSEE code", wizard.error_ids[0].message)
        self.assertIn("stands on line 4 already", wizard.error_ids[1].message)
        self.assertEqual(
            [(line.line, line.kind, line.message) for line in wizard.sample_ids],
            [(3, "changed", "Porto-Vecchio → Portivechju"), (4, "new", "Île-Nouvelle")],
        )
        self.assertFalse(self._find("98799"), "nothing is written before")
        self.assertEqual(self.porto.name, "Porto-Vecchio")
        wizard.action_import()
        self.assertEqual(wizard.state, "done")
        self.assertEqual(self._find("98799").name, "Île-Nouvelle")
        self.assertEqual(self.porto.name, "Portivechju")
        self.assertEqual(self.porto.territory_id, self.coast)
        self.assertEqual(self._counts(self._preview(COG)), [0, 0, 3, 1, 2])

    def test_departments(self):
        wizard = self._preview(COG, departments="2a, 9")
        self.assertEqual(self._counts(wizard), [0, 1, 1, 3, 1])

    def test_postcodes(self):
        content = POSTCODE_HEADER + (
            "2A004;AJACCIO;20000;AJACCIO;\n"
            "2A004;AJACCIO;20090;AJACCIO;\n"
            "2A004;AJACCIO;20167;AJACCIO;MEZZAVIA\n"
            "2A004;AJACCIO;20167;AJACCIO;MEZZAVIA\n"
            "2A999;LOST;20137;LOST;\n"
            "2A247;PORTO VECCHIO;2013X;PORTO VECCHIO;\n"
            "99138;MONACO;98000;MONACO;\n"
        )
        wizard = self._preview(content.encode("latin-1"), departments="2A")
        self.assertEqual(wizard.layout, "postcodes")
        self.assertEqual(self._counts(wizard), [2, 0, 2, 1, 2])
        self.assertEqual(
            [(error.line, error.column) for error in wizard.error_ids],
            [(6, "#Code_commune_INSEE"), (7, "Code_postal")],
        )
        partner = self.env["res.partner"].create(
            {"name": "Test", "zip": "20167", "city": "Mezzavia"}
        )
        self.assertFalse(partner.lcc_commune_id)
        wizard.action_import()
        self.assertEqual(self.ajaccio.postcodes, "20000, 20090, 20167")
        self.assertEqual(partner.lcc_commune_id, self.ajaccio)

    def test_postcodes_with_a_number_for_a_locality(self):
        """A spreadsheet program made a number of what somebody wrote there."""
        content = xlsx(
            [
                ["INSEE", "Code_postal", "Libelle_acheminement", "Ligne_5"],
                ["2A004", 20090, "AJACCIO", 12.0],
                ["2A004", 20167, 1789, None],
            ]
        )
        wizard = self._preview(content, "postcodes.xlsx")
        self.assertEqual(self._counts(wizard), [2, 0, 0, 0, 0])
        wizard.action_import()
        self.assertEqual(
            self.ajaccio.postcode_ids.mapped("locality"), [False, "12", "1789"]
        )

    def test_population(self):
        content = (
            "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT\n"
            "94;Corse;2A;1;99;004;Ajaccio;73 822;800;74622\n"
            "94;Corse;2A;4;99;247;Porto-Vecchio;-3;0;0\n"
        )
        with self.assertRaisesRegex(UserError, "what year"):
            self._preview(content)
        wizard = self._preview(content.encode("cp1252"), population_year=2021)
        self.assertEqual(wizard.layout, "population")
        self.assertEqual(self._counts(wizard), [0, 1, 0, 0, 1])
        wizard.action_import()
        self.assertEqual(self.ajaccio.population, 73822)
        self.assertEqual(self.ajaccio.population_year, 2021)

    def test_population_with_its_year(self):
        content = "code_insee;population;annee\n2A004;73822;2021\n2A247;11000;2020\n"
        wizard = self._preview(content)
        self.assertEqual(wizard.layout, "population")
        self.assertEqual(self._counts(wizard), [0, 2, 0, 0, 0])
        wizard.action_import()
        self.assertEqual(self.ajaccio.population_year, 2021)
        self.assertEqual(self.porto.population_year, 2020)

    def test_population_of_several_years_in_columns(self):
        """INSEE's historical file: the last year counts, whatever the wizard says."""
        content = xlsx(
            [
                ["Historique des populations communales"],
                ["Code géographique", "Libellé", "Population en 2020", "en 2021"],
                ["CODGEO", "LIBGEO", "PMUN2020", "PMUN2021"],
                ["2A004", "Ajaccio", 72000, 73822],
                ["2A247", "Porto-Vecchio", 11000, "N/A"],
            ]
        )
        wizard = self._preview(content, "historique.xlsx", population_year=2019)
        self.assertEqual(wizard.layout, "population")
        self.assertEqual(self._counts(wizard), [0, 1, 0, 0, 1])
        self.assertEqual(wizard.error_ids.column, "PMUN2021")
        wizard.action_import()
        self.assertEqual(self.ajaccio.population, 73822)
        self.assertEqual(self.ajaccio.population_year, 2021)

    def test_population_with_long_headings(self):
        """Sheet "Communes" of INSEE's "ensemble": the code is cut in two."""
        heading = [
            *("Code région", "Nom de la région", "Code département"),
            *("Code arrondissement", "Code canton", "Code commune"),
            *("Nom de la commune", "Population municipale"),
            *("Population comptée à part", "Population totale"),
        ]
        content = xlsx(
            [
                ["Populations légales"],
                ["Code région", "Population municipale"],
                [94, 1],
            ],
            [
                ["Populations légales des communes"],
                heading,
                ["94", "Corse", "2A", "1", "99", "004", "Ajaccio", 73822, 800, 74622],
                [94, "Corse", "2A", 4, 99, 247, "Porto-Vecchio", 11005, 1, 11006],
                [94, "Corse", "2A", 4, 99, 4.0, "Again", 3, 0, 3],
                [94, "Corse", "", 4, 99, "272", "Nowhere", 3, 0, 3],
                [94, "Corse", "2A", 4, 99, 99, "Cut", 3, 0, 3],
            ],
        )
        wizard = self._preview(content, "ensemble.xlsx", population_year=2021)
        self.assertEqual(wizard.layout, "population")
        self.assertEqual(self._counts(wizard), [0, 2, 0, 0, 3])
        self.assertEqual(
            [(error.line, error.column, error.value) for error in wizard.error_ids],
            [
                (5, "Code commune", "2A004"),
                (6, "Code commune", "272"),
                (7, "Code commune", "2A099"),
            ],
        )
        self.assertIn("stands on line 3 already", wizard.error_ids[0].message)
        wizard.action_import()
        self.assertEqual(self.ajaccio.population, 73822)
        self.assertEqual(self.porto.population, 11005)

    def test_population_series(self):
        content = (
            "GEO;GEO_OBJECT;FREQ;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE\n"
            "2A004;COM;A;PMUN;2020;70000\n"
            "2A004;COM;A;PMUN;2022;74000\n"
            "2A004;COM;A;PTOT;2022;75000\n"
            "2A004;COM;A;PMUN;2021;72000\n"
            "2A;DEP;A;PMUN;2022;160000\n"
        )
        wizard = self._preview(content)
        self.assertEqual(self._counts(wizard), [0, 1, 0, 4, 0])
        wizard.action_import()
        self.assertEqual(self.ajaccio.population, 74000)
        self.assertEqual(self.ajaccio.population_year, 2022)

    def test_epci(self):
        content = xlsx(
            [["Documentation"]],
            [
                ["Composition communale des EPCI"],
                ["Code", "Libellé"],
                ["CODGEO", "LIBGEO", "EPCI", "LIBEPCI", "DEP", "REG"],
                ["2A004", "Ajaccio", 242010056, "CA du Pays Ajaccien", "2A", "94"],
                ["2A247", "Porto-Vecchio", "ZZZZZZZZZ", "Sans objet", "2A", "94"],
                ["2A272", "Sari-Solenzara", "242010057", "Wrong", "2A", "94"],
            ],
        )
        wizard = self._preview(content, "epci.xlsx")
        self.assertEqual(wizard.layout, "epci")
        self.assertEqual(self._counts(wizard), [0, 1, 1, 0, 1])
        self.assertIn("check digit", wizard.error_ids.message)
        wizard.action_import()
        self.assertEqual(self.ajaccio.epci_id.siren, "242010056")
        self.assertEqual(self.ajaccio.epci_id.name, "CA du Pays Ajaccien")
        self.assertEqual(self._counts(self._preview(content)), [0, 0, 2, 0, 1])

    def test_shifted_line(self):
        content = "COM,TYPECOM,LIBELLE\n2A004,COM,Ajaccio, la belle\n"
        wizard = self._preview(content)
        self.assertEqual(self._counts(wizard), [0, 0, 0, 0, 1])
        self.assertIn("more cells than the headings", wizard.error_ids.message)

    def test_unreadable(self):
        for words, content in (
            ("is empty", b" "),
            ("expected lines of headings", b"a;b\n1;2"),
            ("old Excel format", b"\xd0\xcf\x11\xe0"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._preview(content)
        with self.assertRaisesRegex(UserError, "Choose a file first"):
            self.env["lcc.commune.import"].create({}).action_preview()

    def test_errors_are_translated(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        wizard = self.env["lcc.commune.import"].with_context(lang="fr_FR")
        with self.assertRaisesRegex(UserError, "est vide"):
            wizard.create(
                {"file": base64.b64encode(b" "), "filename": "a.csv"}
            ).action_preview()

    def test_managers_of_territories(self):
        """Refused at once, and not when the rules stop the import in the middle."""
        manager = self._create_user("lcc_base.group_lcc_manager")
        manager.lcc_territory_ids = self.coast
        wizard = self.env["lcc.commune.import"].with_user(manager)
        with self.assertRaisesRegex(UserError, "You follow some territories only"):
            Form(wizard)
        with self.assertRaisesRegex(UserError, "You follow some territories only"):
            wizard.create({"filename": "v_commune.csv"})

    def test_only_managers(self):
        auditor = self._create_user("lcc_base.group_lcc_auditor")
        with self.assertRaises(AccessError):
            self.env["lcc.commune.import"].with_user(auditor).create({})
        manager = self._create_user("lcc_base.group_lcc_manager")
        wizard = (
            self.env["lcc.commune.import"]
            .with_user(manager)
            .create(
                {"file": base64.b64encode(COG.encode()), "filename": "v_commune.csv"}
            )
        )
        wizard.action_preview()
        wizard.action_import()
        self.assertEqual(self.porto.name, "Portivechju")
