# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .member_import import LccMemberImportCase, read_xlsx

# As volunteers keep it: a title, names in capitals, one column for the address, phones
# as numbers, dues of several years side by side, a line of totals.
NASTY = [
    ["Fichier des adhérents", None, "mis à jour en mars"],
    [],
    [
        "N°",
        "Nom",
        "Prénom",
        "Structure",
        "Type",
        "Adresse",
        "Tél",
        "Portable",
        "Mail",
        "Newsletter",
        2019,
        "Cotisation 2020",
        "Date 2020",
        "Mode 2020",
        "Couleur",
        "Remarques",
    ],
    [
        1,
        "DE LA TOUR",
        "jean-marie",
        None,
        "Particulier",
        "12 rue des Lilas 09991 TESTVILLE",
        561990000,
        "06.39.98.00.01",
        "JM@Nasty.example.org ; jean@nasty.example.com",
        "oui",
        "10 €",
        "10+5 don",
        datetime(2020, 5, 4),
        "chq 0012345",
        "bleu",
        "Aime le pain",
    ],
    [
        2,
        None,
        None,
        "SARL LE FOURNIL",
        "Pro",
        "Le bourg, 9992 VILLETEST",
        "05 61 99 00 01",
        None,
        "fournil@nasty.example.org",
        "non",
        None,
        "30,00",
        "3 mars 2020",
        "virement",
        None,
        None,
    ],
    [],
    [
        3,
        "MCDONALD",
        "IAN",
        None,
        None,
        "09991 Testville",
        None,
        "+33 6 99 88 77 66",
        "-",
        "x",
        "x",
        0,
        None,
        None,
        None,
        None,
    ],
    [None, "TOTAL", None, None, None, None, None, None, None, None, 20, 40],
]


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImport(LccMemberImportCase):
    def test_nasty_file(self):
        record = self._check(NASTY)
        self.assertEqual(self._errors(record), [])
        self.assertEqual(record.state, "checked")
        self.assertEqual(record.headings_line, 3)
        self.assertEqual(
            [record.line_count, record.new_count, record.ignored_count],
            [3, 3, 1],
            record.line_ids.mapped("partner_id.name"),
        )
        self.assertEqual(record.unused_columns, "N°, Couleur, Remarques")
        self.assertEqual(record.gift_amount, 5)
        self.assertEqual(
            [(s.year, s.amount, s.count, s.total) for s in record.summary_ids],
            [
                (2020, 30, 1, 30),
                (2020, 10, 1, 10),
                (2019, 20, 1, 20),
                (2019, 10, 1, 10),
            ],
        )
        record.action_import()
        self.assertEqual(record.state, "done")
        member = self._member("de la Tour Jean-Marie")
        self.assertRecordValues(
            member,
            [
                {
                    "street": "12 rue des Lilas",
                    "zip": "09991",
                    "city": "Testville",
                    "phone": "+33 5 61 99 00 00",
                    "email": "jm@nasty.example.org",
                    "lcc_member_type_id": self.person_type.id,
                    "lcc_territory_id": self.foix.id,
                    "is_company": False,
                }
            ],
        )
        self.assertEqual(str(member.lcc_newsletter_date), "2021-02-01")
        self.assertEqual(str(member.lcc_entry_date), "2019-01-01")
        self.assertIn("jean@nasty.example.com", member.comment)
        self.assertNotIn("Aime le pain", member.comment, "no right to private notes")
        self.assertEqual(
            self._dues(member),
            [
                (2019, 10, "2019-01-01", "2019-12-31", "2019-01-01"),
                (2020, 10, "2020-01-01", "2020-12-31", "2020-05-04"),
            ],
        )
        bakery = self._member("SARL Le Fournil")
        self.assertRecordValues(
            bakery,
            [
                {
                    "street": "Le bourg",
                    "zip": "09992",
                    "city": "Villetest",
                    "lcc_member_type_id": self.professional_type.id,
                    "lcc_territory_id": self.couserans.id,
                    "is_company": True,
                    "lcc_newsletter_date": False,
                }
            ],
        )
        self.assertEqual(
            self._dues(bakery),
            [(2020, 30, "2020-03-03", "2021-03-02", "2020-03-03")],
            "twelve months, the professionals' dues",
        )
        ian = self._member("McDonald Ian")
        self.assertEqual(ian.phone, "+33 6 99 88 77 66")
        self.assertEqual(
            self._dues(ian), [(2019, 20, "2019-01-01", "2019-12-31", "2019-01-01")]
        )

    def test_csv_of_one_line_per_payment(self):
        record = self._import(
            [
                ["Prénom", "Nom", "CP", "Ville", "Date", "Montant", "Don", "Année"],
                [
                    "Jean",
                    "DUPONT",
                    "9991",
                    "TESTVILLE",
                    "20/12/2019",
                    "12,50",
                    "",
                    "2020",
                ],
                ["Eve", "Martin", "F-09992", "Villetest", "1.2.20", "8 €", "3", ""],
            ],
            filename="payments.csv",
        )
        self.assertEqual(record.gift_amount, 3)
        jean = self._member("Jean Dupont")
        self.assertEqual(jean.zip, "09991")
        self.assertEqual(
            self._dues(jean), [(2020, 12.5, "2020-01-01", "2020-12-31", "2019-12-20")]
        )
        self.assertEqual(
            self._dues(self._member("Eve Martin")),
            [(2020, 8, "2020-02-01", "2020-12-31", "2020-02-01")],
        )

    def test_columns_of_two_payments(self):
        """A lone Nom is the whole name; each Date belongs to the year before it."""
        self._import(
            [
                ["Nom", "2019", "Date", "2020", "Date"],
                ["ARNAUD Zoé", "10", "3/4/2019", "12", "5/6/2020"],
            ]
        )
        self.assertEqual(
            self._dues(self._member("Arnaud Zoé")),
            [
                (2019, 10, "2019-04-03", "2019-12-31", "2019-04-03"),
                (2020, 12, "2020-01-01", "2020-12-31", "2020-06-05"),
            ],
            "who renews is a member from the first of January on",
        )

    def test_errors_by_line(self):
        record = self._check(
            [
                ["Nom", "Type", "Mail", "Tél", "CP", "Montant", "Date", "Groupe local"],
                ["Un", "troubadour", "un@", "06 12", "99", "dix", "31/02/2020", ""],
                ["", "", "deux@nasty.example.org", "", "", "", "", "Nulle part"],
                ["Trois", "", "", "", "", 10, "", ""],
                ["Quatre", "", "", "", "", 10, "1/3/2021", ""],
                ["Cinq", "", "", "", "", "10+10", "1/3/2020", ""],
            ]
        )
        self.assertEqual(record.error_count, 5)
        self.assertEqual(
            [(line, column, value) for line, column, value, _m in self._errors(record)],
            [
                (2, "Type", "troubadour"),
                (2, "Mail", "un@"),
                (2, "Tél", "06 12"),
                (2, "CP", "99"),
                (2, "Montant", "dix"),
                (2, "Date", "31/02/2020"),
                (3, "Nom", ""),
                (3, "Groupe local", "Nulle part"),
                (4, "", ""),
                (5, "Montant", "10"),
                (6, "Montant", "10+10"),
            ],
        )
        messages = {line: message for line, *_rest, message in self._errors(record)}
        self.assertIn("several amounts", messages[6])
        self.assertIn("day to come", messages[5])
        self.assertIn("The year of these dues is missing", messages[4])
        with self.assertRaisesRegex(UserError, "5 lines have errors"):
            record.action_import()
        self.assertFalse(self._member("Quatre"))
        record.action_skip_errors()
        self.assertEqual([record.error_count, record.skip_count], [0, 5])

    def test_mapping_is_remembered(self):
        rows = [["Nom", "Qui", "Combien 2020"], ["Paul", "asso", 12]]
        record = self._create_import(rows)
        record.action_check()
        self.assertEqual(record.unused_columns, "Qui, Combien 2020")
        kind, amount = record.column_ids[1:]
        self.assertEqual(kind.samples, "asso")
        record.write(
            {
                "column_ids": [
                    Command.update(kind.id, {"field_name": "member_type"}),
                    Command.update(amount.id, {"field_name": "dues", "year": 2020}),
                ]
            }
        )
        self.assertEqual(record.state, "mapped")
        self.assertFalse(record.line_ids)
        with self.assertRaisesRegex(UserError, "Check the file first"):
            record.action_import()
        record.action_check()
        self.assertEqual(record.line_ids.member_type_id, self.association_type)
        again = self._check([["COMBIEN 2020", "nom", "qui"], [15, "Pauline", "asso"]])
        self.assertEqual(
            [(column.field_name, column.year) for column in again.column_ids],
            [("dues", 2020), ("name", 0), ("member_type", 0)],
        )
        self.assertEqual(again.line_ids.dues_text, "2020: 15.00\N{NO-BREAK SPACE}€")

    def test_columns_are_checked(self):
        record = self._create_import([["Couleur", "Prix"], ["bleu", 12]])
        with self.assertRaisesRegex(UserError, "which column holds the names"):
            record.action_check()
        record = self._check([["Nom", "Prix"], ["Paul", 12]])
        with self.assertRaisesRegex(UserError, "Two columns hold the same: Whole name"):
            record.column_ids[1].field_name = "name"
            record.action_check()
        with self.assertRaisesRegex(UserError, "cannot be about one year"):
            record.column_ids[0].year = 2020

    def test_files_that_cannot_be_read(self):
        imports = self.env["lcc.member.import"].with_user(self.manager)
        for content, message in (
            (b"", "Put the file here first"),
            (b"%PDF-1.4 ...", "is no spreadsheet"),
            (b"\xd0\xcf\x11\xe0", "old Excel format"),
            (b"Alone\r\n", "No line of headings"),
        ):
            record = imports.create(
                {"file": base64.b64encode(content), "filename": "members.csv"}
            )
            with self.assertRaisesRegex(UserError, message):
                record.action_check()

    def test_territory(self):
        group = self.env["lcc.local.group"].create({"name": "Groupe d'Olmes"})
        record = self._check(
            [
                ["Nom", "CP", "Ville", "Pays", "Territoire", "Groupe local"],
                ["Un", "09991", "", "", "", "groupe d'olmes"],
                ["Deux", "1000", "Bruxelles", "Belgium", "", ""],
                ["Trois", "", "", "", "Test Couserans", ""],
                ["Quatre", "31999", "Nulle part", "France", "", ""],
            ]
        )
        self.assertEqual(self._errors(record), [])
        self.assertEqual(
            [line.territory_id.name for line in record.line_ids],
            ["Test Foix", False, "Test Couserans", False],
        )
        self.assertEqual(record.without_territory_count, 2)
        record.action_import()
        members = record.line_ids.result_partner_id
        self.assertEqual(
            [member.lcc_territory_id.name for member in members],
            ["Test Foix", False, "Test Couserans", False],
        )
        self.assertEqual(members[0].lcc_local_group_id, group)
        self.assertEqual(members[1].zip, "1000")
        self.assertEqual(members[1].country_id.code, "BE")

    def test_numbers_of_the_file(self):
        self._import([["N° adhérent", "Nom"], [9000123, "Paul"], [None, "Zoé"]])
        self.assertEqual(self._member("Paul").lcc_member_number, "9000123")
        self.assertEqual(self._member("Zoé").lcc_member_number, "9000124")

    def test_organisations(self):
        record = self._check(
            [
                ["Structure", "Nom", "Type"],
                ["AMAP DU PLA", "Jeanne DOE", "asso"],
                ["La Ferme", "", ""],
            ]
        )
        self.assertEqual(
            self._errors(record)[0][:3], (3, "Nom", "La Ferme"), "person or not?"
        )
        record.action_skip_errors()
        record.action_import()
        farm = self._member("AMAP du Pla")
        self.assertTrue(farm.is_company)
        self.assertIn("Jeanne Doe", farm.comment)

    def test_another_file(self):
        record = self._check([["Nom", "Mail"], ["Paul", ""]])
        record.write(
            {"file": base64.b64encode("Prénom;Nom\nEve;Luc".encode()), "filename": "b"}
        )
        self.assertEqual(record.state, "new")
        self.assertFalse(record.line_ids or record.column_ids)
        record.action_check()
        self.assertEqual(record.line_ids.name, "Eve Luc")

    def test_template(self):
        record = self._create_import([["Nom", "Mail"], ["Paul", ""]])
        content = self._render("member_import_template", record)
        [rows] = read_xlsx(content).values()
        filled = self._create_import(rows)
        filled.action_check()
        self.assertEqual(filled.unused_columns, "Notes", "without the right to them")
        self.assertEqual(self._errors(filled), [])
        self.assertEqual(filled.line_ids.name, "Example Jeanne")
        self.assertEqual(
            [(s.year, s.amount) for s in filled.summary_ids], [(2021, 20), (2020, 15)]
        )

    def test_report(self):
        record = self._check(
            [
                ["Nom", "Mail", 2020],
                ["Alice", "alice@example.org", 10],
                ["=1+1", "faux@", 10],
            ],
            filename="members.csv",
        )
        record.action_skip_errors()
        sheets = read_xlsx(self._render("member_import_xlsx", record))
        self.assertEqual(
            list(sheets),
            [
                "Import of members",
                "Dues by year",
                "Errors",
                "Known already",
                "Lines to mend",
            ],
        )
        self.assertEqual(sheets["Errors"][-1][1:], [3, "Mail", "faux@"])
        self.assertEqual(
            sheets["Known already"][-1],
            [
                "Alice",
                2,
                self.alice.lcc_member_number,
                None,
                "E-mail",
                "Same: fill in what is empty",
            ],
        )
        self.assertEqual(
            sheets["Lines to mend"], [["Nom", "Mail", "2020"], ["=1+1", "faux@", "10"]]
        )
        self.assertEqual(sheets["Dues by year"][-1], ["2020", 10, 1, 10])

    def test_report_of_who_may_export(self):
        """Names of who is known already are personal data that leave the software."""
        record = self._check([["Nom", "Mail"], ["A. Doe", "alice@example.org"]])
        logs = self.env["lcc.export.log"]
        before = logs.search([])
        sheets = read_xlsx(self._render("member_import_xlsx", record))
        self.assertNotIn("Alice", sheets["Known already"][-1])
        self.assertEqual(logs.search([]), before)
        self.manager.group_ids += self.env.ref("lcc_membership.group_lcc_member_export")
        sheets = read_xlsx(self._render("member_import_xlsx", record))
        self.assertEqual(sheets["Known already"][-1][:3], ["A. Doe", 2, "Alice"])
        self.assertRecordValues(
            logs.search([]) - before,
            [
                {
                    "user_id": self.manager.id,
                    "model": "res.partner",
                    "record_count": 1,
                    "member_count": 1,
                    "file_format": "xlsx",
                }
            ],
        )

    def _render(self, name, record):
        reports = self.env["ir.actions.report"].with_user(self.manager)
        return reports._render_xlsx(f"lcc_membership.{name}", record.ids, {})[0]
