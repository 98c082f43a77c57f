# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
from datetime import date, datetime
from unittest.mock import patch

from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models import lcc_operation_import_run as run
from ..tools import operation_file
from .common import LccCurrencyCase

LONG = "Date;Nature;De;Vers;Contact;Coupure;Série;Quantité;Montant;Référence;Moyen\n"
WIDE = "Date;Nature;De;Vers;Contact;1;2;5;10 TST;20;50;Total;Référence\n"


class ImportCase(LccCurrencyCase):
    def _import(self, content, user=None, filename="operations.csv", **vals):
        """An import prepared by the manager unless said otherwise."""
        if isinstance(content, str):
            content = content.encode()
        return (
            self.env["lcc.operation.import"]
            .with_user(user or self.manager)
            .create(
                {
                    "file": base64.b64encode(content),
                    "filename": filename,
                    "lcc_currency_id": self.currency.id,
                    **vals,
                }
            )
        )

    def _errors(self, content, **vals):
        """What the check says of a file: (line, column, value, message)."""
        record = self._import(content, **vals)
        record.action_check()
        self.assertFalse(record.operation_ids)
        if record.state == "checked":
            return []
        self.assertEqual(record.state, "refused")
        self.assertEqual(record.error_count, len(record.error_ids))
        return [
            (error.line, error.column or "", error.value or "", error.message)
            for error in record.error_ids
        ]

    def assertRefused(self, content, line, column, value, message, **vals):
        """One error, and nothing was written by trying to import either."""
        known = self.env["lcc.operation"].search([])
        errors = self._errors(content, **vals)
        self.assertEqual([error[:3] for error in errors], [(line, column, value)])
        self.assertIn(message, errors[0][3])
        record = self._import(content, **vals)
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "refused")
        self.assertEqual(record.error_count, 1)
        self.assertEqual(self.env["lcc.operation"].search([]), known)

    @staticmethod
    def _make_xlsx(rows):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        output = io.BytesIO()
        book.save(output)
        return output.getvalue()


@tagged("post_install", "-at_install")
class TestOperationImport(ImportCase):
    def test_long_layout(self):
        content = LONG + (
            "01/03/2020;Échange;Counter A;Porteurs;;10;2020;2;20,00;A1;Espèces\n"
            "01/03/2020;Échange;Counter A;Porteurs;;5 TST;2020;1;5;A1;\n"
            "2020-03-02;Reconversion;;Vault;Test shop;10;;1;10,00;;Espèces\n"
        )
        record = self._import(content, books="waiting")
        record.action_check()
        self.assertEqual(record.state, "checked")
        self.assertFalse(record.error_ids)
        self.assertEqual((record.line_count, record.operation_count), (3, 2))
        self.assertEqual(
            [
                (s.kind, s.operation_count, s.quantity, s.amount, s.date_from)
                for s in record.summary_ids
            ],
            [
                ("exchange", 1, 3, 25.0, date(2020, 3, 1)),
                ("reconversion", 1, 1, 10.0, date(2020, 3, 2)),
            ],
        )
        self.assertFalse(record.operation_ids)
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.imported_by_id, self.treasurer)
        self.assertEqual(record.uploaded_by_id, self.manager)
        exchange, reconversion = record.operation_ids.sorted("date")
        self.assertEqual(exchange.amount, 25.0)
        self.assertEqual(exchange.note, "A1")
        self.assertEqual(exchange.prepared_by_id, self.manager)
        self.assertEqual(exchange.posted_by_id, self.treasurer)
        self.assertEqual(exchange.payment_method_line_id, self.cash)
        self.assertEqual(
            sorted((int(line.face_value), line.quantity) for line in exchange.line_ids),
            [(5, 1), (10, 2)],
        )
        self.assertEqual(reconversion.partner_id, self.shop)
        self.assertEqual(reconversion.payment_method_line_id, self.cash_out)
        self.assertEqual(
            self._held(self.counter_a),
            {1: 100, 2: 100, 5: 99, 10: 98, 20: 100, 50: 100},
        )
        self.assertEqual(self._totals("2020-03-31")["circulation"], 15.0)
        self.assertBooks(
            record.operation_ids,
            [
                ("463300", 0.0, 25.0, ""),
                ("530000", 25.0, 0.0, ""),
                ("463300", 10.0, 0.0, ""),
                ("530000", 0.0, 10.0, ""),
            ],
        )

    def test_wide_layout(self):
        content = WIDE + (
            "15/03/2020;Approvisionnement;Coffre;Counter B;;10;;;2;;;30,00;B1\n"
            "16/03/2020;échange;Counter B;;;1;;;;;1;51;\n"
            "16/03/2020;ECHANGE;Counter B;;;1;;;;;1;51;\n"
            "17/03/2020;Retour;Counter B;Coffre;;;;;0;;;;\n"
        )
        errors = self._errors(content)
        self.assertEqual(
            errors,
            [
                (
                    5,
                    "",
                    "",
                    "Say how many coupons move: the line has no quantity.",
                )
            ],
        )
        record = self._import("\n".join(content.splitlines()[:-1]))
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.operation_count, 3)
        # 50 + 10 - 2 of 1; 50 + 2 of 10; 50 - 2 of 50
        self.assertEqual(
            self._held(self.counter_b), {1: 58, 2: 50, 5: 50, 10: 52, 20: 50, 50: 48}
        )

    def test_opening_balances(self):
        content = WIDE + (
            "15/01/2020;Ouverture;Imprimeur;Till;;;;;5;;;50,00;\n"
            "15/01/2020;Ouverture;;Porteurs;;100;;;;;20;1 100,00;\n"
            "15/01/2020;Ouverture;;Counter B;;;;;;;;;\n"
        )
        record = self._import(content)
        with self.assertRaisesRegex(UserError, "the treasurer must import it"):
            record.action_import()
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.operation_count, 2)
        self.assertEqual(set(record.operation_ids.mapped("books_state")), {"none"})
        totals = self._totals("2020-02-01")
        self.assertEqual(totals["printed"], 89150.0)  # 88,000 + 50 + 1,100
        self.assertEqual(totals["circulation"], 1150.0)
        # The books say nothing of it yet: an opening entry is missing.
        self.assertEqual(record.circulation_after, 1150.0)
        self.assertEqual(record.liability_after, 0.0)
        self.assertEqual(record.books_gap, 1150.0)

    def test_swap(self):
        self._exchange({50: 1})
        content = LONG + (
            "05/03/2020;Remplacement;Counter A;Porteurs;;10;;5;;S1;\n"
            "05/03/2020;Remplacement;Porteurs;Counter A;;50;;1;;S1;\n"
        )
        record = self._import(content)
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.operation_ids.kind, "swap")
        self.assertEqual(
            self._held(self.counter_a),
            {1: 100, 2: 100, 5: 100, 10: 95, 20: 100, 50: 100},
        )

    def test_already_in_the_books(self):
        record = self._import(
            WIDE + "16/03/2020;Échange;Counter B;;;;;;;;1;50;\n", books="done"
        )
        record.action_import()
        operation = record.operation_ids
        self.assertEqual(operation.books_state, "done")
        self.assertFalse(operation.move_id)
        self.assertFalse(operation._post_books())

    def test_books_default_follows_the_first_close(self):
        Import = self.env["lcc.operation.import"].with_user(self.manager)
        self.assertEqual(Import._default_books(), "done")
        self._exchange()._post_books()
        self.assertEqual(Import._default_books(), "waiting")

    def test_partner_by_reference_and_email(self):
        self.shop.ref = "P-12"
        self.grocer.email = "grocer@example.com"
        content = LONG + (
            "02/03/2020;Échange;Counter A;;p-12;10;;1;;;\n"
            "03/03/2020;Échange;Counter A;;GROCER@example.com;10;;1;;;\n"
            "04/03/2020;Échange;Counter A;;test PERSON;10;;1;;;\n"
        )
        record = self._import(content)
        record.action_import()
        self.assertEqual(
            record.operation_ids.sorted("date").partner_id.mapped("name"),
            ["Test shop", "Test grocer", "Test person"],
        )

    def test_create_missing_partners(self):
        content = LONG + (
            "02/03/2020;Échange;Counter A;;Nobody yet;10;;1;;;Espèces\n"
            "03/03/2020;Reconversion;;Counter A;New bakery;10;;1;;;Espèces\n"
        )
        record = self._import(content, user=self.manager, is_creating_partners=True)
        record.action_check()
        self.assertEqual(record.state, "refused")
        self.assertIn("You may not create contacts", record.error_ids.message)
        self.manager.group_ids += self.env.ref("base.group_partner_manager")
        record.action_check()
        self.assertEqual(record.state, "checked", record.error_ids.mapped("message"))
        self.assertEqual(record.new_partners, "New bakery, Nobody yet")
        created = [("name", "in", ["Nobody yet", "New bakery"])]
        self.assertFalse(self.env["res.partner"].search(created))
        record.action_import()
        self.assertEqual(
            [
                (partner.name, partner.is_company)
                for partner in self.env["res.partner"].search(created, order="name")
            ],
            [("New bakery", True), ("Nobody yet", False)],
        )

    # Files as people make them

    def test_files(self):
        line = "31/12/2020;Échange;Counter A;;;10;2020;231;2 310,00;É1;\n"
        line = line.replace("231;", "23;").replace("2 310,00", "230,00")
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            with self.subTest(encoding=encoding):
                errors = self._errors((LONG + line).encode(encoding))
                self.assertEqual(errors, [])
        rows = [
            ["Operations of 2020"],
            [],
            ["Date", "Kind", "From", "To", 1, 50, "Total"],
            [datetime(2020, 12, 31), "Exchange", "counter a", "Holders", 2, None, 2.0],
            ["31/12/2020", "Exchange", "COUNTER A", None, "3", 1.0, "53,00"],
        ]
        record = self._import(self._make_xlsx(rows), filename="operations.xlsx")
        record.action_import()
        self.assertEqual(record.state, "done", record.error_ids.mapped("message"))
        self.assertEqual(record.operation_ids.mapped("amount"), [53.0, 2.0])
        self.assertEqual(set(record.operation_ids.mapped("date")), {date(2020, 12, 31)})

    def test_amounts_as_people_write_them(self):
        for amount in ("33345,00", "33 345,00", "33345.00", "33\u202f345 €", "33345"):
            with self.subTest(amount=amount):
                content = LONG + f"15/01/2020;Ouverture;;Vault;;5;;6669;{amount};;\n"
                self.assertEqual(self._errors(content), [])

    def test_empty_and_foreign_files(self):
        for content, message in (
            (b"", "is empty"),
            (b"PK\x03\x04 no zip", "is damaged"),
            (b"Nom;Prix\nPain;2\n", "has no line of headings that fits"),
            (LONG.encode(), "The file holds no operation."),
        ):
            with self.subTest(content=content):
                if not content:
                    record = self._import(b" \n ")
                else:
                    record = self._import(content)
                record.action_check()
                self.assertEqual(record.state, "refused")
                self.assertEqual(record.error_ids.line, 0)
                self.assertIn(message, record.error_ids.message)

    # Bad lines

    def test_bad_lines(self):
        good = {
            "date": "01/03/2020",
            "kind": "Échange",
            "source": "Counter A",
            "target": "Porteurs",
            "contact": "",
            "face": "10",
            "series": "2020",
            "quantity": "1",
            "amount": "10,00",
            "reference": "R",
            "means": "",
        }
        for change, column, value, message in (
            ({"date": ""}, "Date", "", "A date is missing."),
            ({"date": "31/02/2020"}, "Date", "31/02/2020", "is not a date"),
            ({"date": "12/31/2020"}, "Date", "12/31/2020", "is not a date"),
            ({"kind": "Vente"}, "Nature", "Vente", "is no kind of operation"),
            ({"kind": ""}, "Nature", "", "Say the kind of operation."),
            (
                {"source": "Counter Z"},
                "De",
                "Counter Z",
                "is no place of this currency",
            ),
            ({"source": ""}, "De", "", "Say which place the coupons leave."),
            ({"contact": "Nobody"}, "Contact", "Nobody", "is no contact's name"),
            ({"face": "25"}, "Coupure", "25", "There is no denomination of 25."),
            ({"face": ""}, "Coupure", "", "is no face value"),
            ({"face": "ten"}, "Coupure", "ten", "is no face value"),
            ({"series": "2019"}, "Série", "2019", "is no series of this currency"),
            ({"quantity": ""}, "Quantité", "", "A number is missing."),
            ({"quantity": "0"}, "Quantité", "0", "whole number above zero"),
            ({"quantity": "-1"}, "Quantité", "-1", "is not negative"),
            ({"quantity": "1,5"}, "Quantité", "1,5", "is not a whole number"),
            ({"quantity": "1o"}, "Quantité", "1o", "is not a number"),
            ({"quantity": "99999999999"}, "Quantité", "99999999999", "more coupons"),
            ({"amount": "12,00"}, "Montant", "12,00", "1 coupons of 10 make 10.00."),
            ({"amount": "10,00,0"}, "Montant", "10,00,0", "is not a number"),
            ({"means": "Perlimpinpin"}, "Moyen", "Perlimpinpin", "no means of payment"),
        ):
            with self.subTest(change=change):
                line = ";".join({**good, **change}.values())
                self.assertRefused(f"{LONG}{line}\n", 2, column, value, message)

    def test_two_places_or_contacts_of_one_name(self):
        self.shop.copy({"name": "Test shop"})
        self.assertRefused(
            LONG + "01/03/2020;Échange;Counter A;;Test shop;10;;1;;;\n",
            2,
            "Contact",
            "Test shop",
            "Several contacts are called",
        )

    def test_series_to_be_said(self):
        self.currency.series_ids.create(
            {
                "name": "2021",
                "lcc_currency_id": self.currency.id,
                "date_from": "2021-01-01",
            }
        )
        line = "01/03/2020;Échange;Counter A;;;10;;1;;;\n"
        self.assertRefused(LONG + line, 2, "Série", "", "Say the series of the coupons")
        self.assertEqual(self._errors(LONG + line, series_id=self.series.id), [])

    def test_totals(self):
        content = (
            "Date;Nature;De;Vers;Coupure;Quantité;Total;Référence\n"
            "01/03/2020;Échange;Counter A;;10;1;25,00;T1\n"
            "01/03/2020;Échange;Counter A;;5;2;25,00;T1\n"
        )
        self.assertRefused(
            content, 2, "Total", "25.00", "the coupons of this operation make 20.00."
        )
        self.assertRefused(
            WIDE + "01/03/2020;Échange;Counter A;;;1;;;;;;2,00;\n",
            2,
            "Total",
            "2.00",
            "the coupons of this operation make 1.00.",
        )

    def test_lines_of_one_operation_that_disagree(self):
        content = LONG + (
            "01/03/2020;Échange;Counter A;;Test shop;10;;1;;D1;\n"
            "01/03/2020;Échange;Counter A;;Test grocer;5;;1;;D1;\n"
        )
        errors = self._errors(content)
        self.assertEqual(len(errors), 1)
        self.assertEqual(errors[0][:2], (3, "Contact"))
        self.assertIn("Line 2 has the same reference", errors[0][3])

    def test_unknown_denomination_in_the_headings(self):
        record = self._import(WIDE.replace("10 TST", "25 TST") + "01/03/2020;x\n")
        record.action_check()
        self.assertIn("There is no denomination of 25.", record.error_ids.message)

    def test_column_that_stands_twice(self):
        record = self._import(
            "Date;Date;Nature;De;1\n01/03/2020;;Échange;Counter A;1\n"
        )
        record.action_check()
        self.assertIn("“Date” stands twice", record.error_ids.message)

    def test_column_not_used_is_named(self):
        record = self._import(
            "Date;Nature;De;Montnat;1\n01/03/2020;Échange;Counter A;7;1\n"
        )
        record.action_check()
        self.assertEqual(record.state, "checked")
        self.assertEqual(record.unused_columns, "Montnat")

    def test_more_cells_than_headings(self):
        self.assertRefused(
            "Date,Nature,De,10,Total\n01/03/2020,Échange,Counter A,1,10,00\n",
            2,
            "",
            "00",
            "more cells than there are headings",
        )

    def test_every_error_is_told_at_once(self):
        content = LONG + (
            "01/03/2020;Vente;Counter A;;;10;;1;;;\n"
            "01/03/2020;Échange;Counter A;;;10;;1;;;\n"
            "xx;Échange;Counter Z;;;10;;-1;;;\n"
        )
        self.assertEqual(
            [error[:2] for error in self._errors(content)],
            [(2, "Nature"), (4, "Quantité"), (4, "Date"), (4, "De")],
        )

    def test_reading_stops_after_many_errors(self):
        line = "xx;Échange;Counter A;;;10;;1;;;\n"
        with patch.object(operation_file, "MAX_ERRORS", 5):
            self.assertEqual(len(self._errors(LONG + 9 * line)), 5)

    # The ledger's own rules

    def test_rules_of_the_ledger_are_told_by_line(self):
        good = "01/03/2020;Échange;Counter A;;;10;;1;;;\n"
        self.company.sudo().fiscalyear_lock_date = "2019-12-31"
        for line, message in (
            ("01/03/2120;Échange;Counter A;;;10;;1;;;", "in the future"),
            ("31/12/2019;Ouverture;;Vault;;10;;1;;;", "books are locked up to"),
            ("01/03/2020;Approvisionnement;Counter A;Vault;;10;;1;;;", "does not move"),
            ("01/03/2020;Ouverture;Vault;Vault;;10;;1;;;", "to the same place"),
            ("02/03/2020;Reconversion;;Vault;;10;;1;;;Espèces", "Say who reconverts"),
            (
                "02/03/2020;Reconversion;;Vault;Test person;10;;1;;;Espèces",
                "Test person is a person",
            ),
            ("02/03/2020;Échange;Counter A;;;10;;1;;;à payer", "is paid at once"),
        ):
            with self.subTest(line=line):
                self.assertRefused(
                    f"{LONG}{good}{line}\n", 3, "", "", message, books="waiting"
                )
        self.company.sudo().fiscalyear_lock_date = False
        self.assertRefused(
            LONG + good + "31/12/2019;Ouverture;;Vault;;10;;1;;;\n",
            3,
            "",
            "",
            "Series 2020 exists from",
        )

    def test_archived_place(self):
        empty = self.env["lcc.place"].create(
            {
                "name": "Old counter",
                "lcc_currency_id": self.currency.id,
                "active": False,
            }
        )
        self.assertTrue(empty)
        self.assertRefused(
            LONG + "01/03/2020;Approvisionnement;Vault;Old counter;;10;;1;;;\n",
            2,
            "",
            "",
            "Old counter is archived: unarchive it",
        )

    def test_shortage_within_the_file(self):
        """101 coupons leave counter A, which holds 100, and 40 come a day late."""
        content = LONG + (
            "01/03/2020;Échange;Counter A;;;10;;60;;;\n"
            "02/03/2020;Échange;Counter A;;;10;;41;;;\n"
            "03/03/2020;Approvisionnement;Vault;Counter A;;10;;40;;;\n"
        )
        self.assertRefused(
            content, 3, "", "41", "Counter A would hold -1 coupons of 10"
        )
        record = self._import(content.replace("03/03/2020", "02/03/2020"))
        record.action_import()
        self.assertEqual(record.state, "done")

    def test_shortage_on_a_later_day_of_the_ledger(self):
        self._exchange({10: 95}, date="2020-04-01")
        self.assertRefused(
            LONG + "01/03/2020;Échange;Counter A;;;10;;6;;;\n",
            2,
            "",
            "6",
            "On 04/01/2020 Counter A would hold -1 coupons of 10",
        )

    def test_refused_while_writing(self):
        """A rule that only the posting sees: nothing half done."""
        record = self._import(
            LONG + "01/03/2020;Échange;Counter A;;;10;;1;;;\n", books="waiting"
        )
        known = self.env["lcc.operation"].search([])
        with patch.object(
            type(self.env["lcc.operation"]),
            "_post_ledger",
            side_effect=UserError("No more coupons."),
        ):
            record.action_import()
        self.assertEqual(record.state, "refused")
        self.assertEqual(record.error_ids.mapped("message"), ["No more coupons."])
        self.assertEqual(self.env["lcc.operation"].search([]), known)
        record.action_import()
        self.assertEqual(record.state, "done")

    # Once only, two persons, undoing

    def test_imported_once(self):
        line = "01/03/2020;Échange;Counter A;;;10;;1;;R1;\n"
        self._import(LONG + line, filename="first.csv").action_import()
        again = self._import(LONG + line)
        again.action_import()
        self.assertEqual(again.state, "refused")
        self.assertIn(
            "All operations of this file were imported already, from first.csv by "
            "lcc_currency_manager",
            again.error_ids.message,
        )
        longer = self._import(LONG + line + line.replace("R1", "R2"))
        longer.action_import()
        self.assertEqual(longer.error_ids.mapped("line"), [2])
        self.assertIn("was imported already as", longer.error_ids.message)
        self.assertEqual(self._held(self.counter_a)[10], 99)

    def test_twins_within_a_file(self):
        line = "01/03/2020;Échange;Counter A;;;10;;1;;;\n"
        record = self._import(LONG + line + line)
        record.action_import()
        self.assertEqual(record.operation_count, 2)
        self.assertEqual(self._held(self.counter_a)[10], 98)

    def test_two_persons(self):
        content = LONG + "01/03/2020;Destruction;Vault;;;10;;5;;;\n"
        record = self._import(content)
        record.action_check()
        self.assertEqual(record.state, "checked")
        self.assertTrue(record.is_two_persons)
        with self.assertRaisesRegex(UserError, "another manager must import it"):
            record.action_import()
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "done")
        operation = record.operation_ids
        self.assertEqual(operation.prepared_by_id, self.manager)
        self.assertEqual(operation.posted_by_id, self.treasurer)
        self.assertIn(
            "Prepared by lcc_currency_manager", operation.message_ids[:1].body
        )
        with self.assertRaisesRegex(UserError, "takes two persons"):
            record.with_user(self.treasurer).action_undo()
        record.action_undo()
        self.assertEqual(record.state, "undone")

    def test_who_changes_the_file_brings_it(self):
        content = LONG + "01/03/2020;Destruction;Vault;;;10;;5;;;\n"
        record = self._import(content).with_user(self.treasurer)
        record.file = base64.b64encode(content.encode())
        self.assertEqual(record.uploaded_by_id, self.treasurer)
        with self.assertRaisesRegex(UserError, "another manager must import it"):
            record.action_import()

    def test_undo(self):
        content = LONG + (
            "01/03/2020;Approvisionnement;Vault;Counter A;;10;;900;;;\n".replace(
                "900", "800"
            )
            + "02/03/2020;Échange;Counter A;;;10;;850;;;\n"
        )
        record = self._import(content, books="waiting")
        record.action_import()
        record.operation_ids._post_books()
        self.assertEqual(self._totals("2020-03-31")["liability"], 8500.0)
        record.action_undo()
        self.assertEqual(record.state, "undone")
        reversals = record.operation_ids.reversal_ids
        self.assertEqual(set(reversals.mapped("books_state")), {"none", "waiting"})
        reversals._post_books()
        totals = self._totals("2020-03-31")
        self.assertEqual((totals["circulation"], totals["liability"]), (0.0, 0.0))
        self.assertEqual(self._held(self.counter_a)[10], 100)
        again = self._import(content)
        again.action_import()
        self.assertEqual(again.state, "done", again.error_ids.mapped("message"))

    def test_undo_of_what_was_in_the_books_makes_no_entry(self):
        record = self._import(
            LONG + "02/03/2020;Échange;Counter A;;;10;;5;;;\n", books="done"
        )
        record.action_import()
        record.action_undo()
        reversal = record.operation_ids.reversal_ids
        self.assertEqual(reversal.books_state, "done")
        self.assertFalse(reversal._post_books())

    def test_undo_when_the_coupons_moved_on(self):
        record = self._import(
            LONG + "02/02/2020;Approvisionnement;Vault;Counter A;;10;;5;;;\n"
        )
        record.action_import()
        self._exchange({10: 105})
        with self.assertRaises(UserError) as caught:
            record.action_undo()
        self.assertIn("There are not enough coupons", str(caught.exception))
        self.assertEqual(record.state, "done")
        self.assertFalse(record.operation_ids.reversal_ids)

    def test_done_is_frozen(self):
        record = self._import(LONG + "02/03/2020;Échange;Counter A;;;10;;5;;;\n")
        record.action_import()
        for refused in (
            record.action_import,
            record.action_check,
            record.unlink,
            lambda: record.write({"books": "waiting"}),
            lambda: record.write({"state": "new"}),
            lambda: record.write({"uploaded_by_id": self.treasurer.id}),
        ):
            with self.assertRaises(UserError):
                refused()
        forged = self._import(
            LONG, state="done", uploaded_by_id=self.treasurer.id, operation_count=3
        )
        self.assertEqual(forged.state, "new")
        self.assertEqual(forged.uploaded_by_id, self.manager)
        self.assertEqual(forged.operation_count, 0)

    def test_chunks(self):
        lines = "".join(
            f"{day:02}/03/2020;Échange;Counter A;;;10;;1;;;\n" for day in range(1, 8)
        )
        with patch.object(run, "BATCH", 2):
            record = self._import(LONG + lines)
            record.action_check()
            record.action_import()
        self.assertEqual(record.operation_count, 7)
        self.assertEqual(self._held(self.counter_a)[10], 93)
        names = record.operation_ids.sorted("date").mapped("name")
        self.assertEqual(names, sorted(names))

    # Rights

    def test_access(self):
        line = "02/03/2020;Échange;Counter A;;;10;;5;;;\n"
        record = self._import(LONG + line)
        record.action_check()
        as_auditor = record.with_user(self.auditor)
        self.assertEqual(as_auditor.summary_ids.amount, 50.0)
        for user in (self.auditor, self.keeper):
            with self.subTest(user=user.login), mute_logger("odoo.models"):
                with self.assertRaises(AccessError):
                    self._import(LONG + line, user=user)
                with self.assertRaises(AccessError):
                    record.with_user(user).action_import()
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()
        with self.assertRaises(AccessError):
            record.with_user(self.keeper).read(["filename"])
        with self.assertRaises(AccessError):
            record.summary_ids.with_user(self.manager).write({"amount": 1})
        with self.assertRaises(AccessError):
            record.error_ids.with_user(self.manager).create(
                {"import_id": record.id, "line": 1}
            )
        with self.assertRaises(AccessError):
            record.with_user(self.keeper).get_progress()

    def test_other_company(self):
        other = self._create_association("Other association")
        user = self._create_user("other", "lcc_base.group_lcc_manager", other)
        record = self._import(LONG)
        self.assertFalse(
            self.env["lcc.operation.import"]
            .with_user(user)
            .with_context(allowed_company_ids=other.ids)
            .search([("id", "=", record.id)])
        )

    def test_territory(self):
        """Who follows some territories sees one's own imports only."""
        territory = self.env["lcc.territory"].create({"name": "Test territory"})
        record = self._import(LONG)
        self.treasurer.lcc_territory_ids = territory
        mine = self._import(LONG, user=self.treasurer)
        seen = self.env["lcc.operation.import"].with_user(self.treasurer).search([])
        self.assertIn(mine, seen)
        self.assertNotIn(record, seen)

    def test_undo_of_what_one_does_not_see_whole(self):
        territory = self.env["lcc.territory"].create({"name": "Test territory"})
        self.counter_a.territory_id = territory
        self.counter_b.territory_id = territory.copy({"name": "Other territory"})
        record = self._import(
            LONG
            + "02/03/2020;Échange;Counter A;;;10;;5;;;\n"
            + "02/03/2020;Échange;Counter B;;;10;;5;;;\n"
        )
        record.action_import()
        self.manager.lcc_territory_ids = territory
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "places that you do not follow"):
            record.action_undo()
        self.assertEqual((record.state, self._held(self.counter_a)[10]), ("done", 95))
        self.manager.lcc_territory_ids = False
        self.env.invalidate_all()
        record.action_undo()
        self.assertEqual(
            (record.state, self._held(self.counter_a)[10]), ("undone", 100)
        )

    # Progress and templates

    def test_progress(self):
        record = self._import(LONG + "02/03/2020;Échange;Counter A;;;10;;5;;;\n")
        idle = {"is_running": False, "percent": 0, "step": ""}
        self.assertEqual(record.get_progress(), idle)
        seen = []

        def look_on(operations):
            # Another transaction would read it from the database.
            self.env["lcc.operation.import.progress"].invalidate_model()
            seen.append(record.get_progress())

        operation_class = type(self.env["lcc.operation"])
        with (
            self.enter_registry_test_mode(),
            patch.object(operation_class, "_check_postable", look_on),
        ):
            record.action_import()
        self.assertEqual(
            seen[0], {"is_running": True, "percent": 0, "step": "Reading the file"}
        )

    def test_templates(self):
        record = self._import(LONG)
        content = record._make_template("wide", "csv").decode("utf-8-sig").splitlines()
        self.assertEqual(
            content[0],
            "Date;Kind;From;To;Contact;Series;1\xa0TST;2\xa0TST;5\xa0TST;10\xa0TST;"
            "20\xa0TST;50\xa0TST;Total;Means of payment;Reference;Note",
        )
        self.assertEqual(len(content), 6)  # vault, counters A and B, till, holders
        self.assertIn(";Opening;Printer;Vault;;2020;;;;;;;;;1;", content[5])
        for layout in ("wide", "long"):
            for extension in ("csv", "xlsx"):
                template = record._make_template(layout, extension)
                with self.subTest(layout=layout, extension=extension):
                    errors = self._errors(template)
                    self.assertEqual(
                        [error[3] for error in errors], ["The file holds no operation."]
                    )
        book = load_workbook(io.BytesIO(record._make_template("long", "xlsx")))
        self.assertEqual(book.sheetnames, ["Operations", "Examples", "Names"])
        self.assertEqual(book["Operations"].max_row, 31)  # 5 places, 6 denominations
        self.assertEqual(book["Examples"]["B2"].value, "Supply")

    def test_a_filled_template_imports(self):
        record = self._import(LONG)
        book = load_workbook(io.BytesIO(record._make_template("wide", "xlsx")))
        sheet = book["Operations"]
        for row in sheet.iter_rows(min_row=2):
            if row[3].value == "Vault":
                row[0].value = date(2020, 1, 15)
                row[6].value = 12
        output = io.BytesIO()
        book.save(output)
        filled = self._import(output.getvalue(), filename="filled.xlsx")
        filled.with_user(self.treasurer).action_import()
        self.assertEqual(filled.state, "done", filled.error_ids.mapped("message"))
        self.assertEqual(filled.operation_ids.amount, 12.0)
        self.assertEqual(self._held(self.vault)[1], 862)


@tagged("post_install", "-at_install")
class TestImportTemplate(LccCurrencyCase, HttpCase):
    def _get(self, user, name, currency=None):
        self.authenticate(user.login, user.login)
        currency = currency or self.currency
        return self.url_open(f"/lcc/import_template/{currency.id}/{name}")

    def test_download(self):
        record = (
            self.env["lcc.operation.import"]
            .with_user(self.manager)
            .new({"lcc_currency_id": self.currency.id})
        )
        action = record.with_context(
            template_layout="long", template_extension="csv"
        ).action_download_template()
        url = f"/lcc/import_template/{self.currency.id}/long.csv"
        self.assertEqual(action["url"], url)
        answer = self._get(self.manager, "long.csv")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Denomination;Quantity", answer.text)
        self.assertIn("Test%20currency.csv", answer.headers["Content-Disposition"])
        answer = self._get(self.manager, "wide.xlsx")
        self.assertEqual(
            load_workbook(io.BytesIO(answer.content)).sheetnames,
            ["Operations", "Examples", "Names"],
        )

    def test_refused(self):
        for name in ("tall.csv", "wide.pdf"):
            self.assertEqual(self._get(self.manager, name).status_code, 404)
        other = self._create_association("Other association")
        currency = self._create_currency("Other currency", other)
        answer = self._get(self.manager, "wide.csv", currency)
        self.assertEqual(answer.status_code, 404)
