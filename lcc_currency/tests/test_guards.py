# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestGuards(LccCurrencyCase):
    """Ways around the ledger that look harmless."""

    def test_no_emission_without_a_print_run(self):
        draft = self._draft(
            "emission", self.printer, self.vault, {50: 1}, user=self.manager
        )
        with self.assertRefused("Coupons are printed by a print run"):
            draft.with_user(self.treasurer).action_post()

    def test_malformed_date_and_quantity(self):
        operations = self.env["lcc.operation"].with_user(self.manager)
        vals = self._vals("supply", self.vault, self.counter_a, {50: 1})
        with self.assertRefused("“30/09/21x” is no date"):
            operations._create_posted([{**vals, "date": "30/09/21x"}])
        vals["line_ids"][0][2]["quantity"] = 2**31
        with self.assertRefused("is a whole number above zero"):
            operations._create_posted([vals])

    def test_coupon_account_is_frozen_once_booked(self):
        other = self.currency.coupon_account_id.copy({"code": "463399"})
        before = self.currency.coupon_account_id
        self.currency.coupon_account_id = other  # nothing is booked yet
        self.currency.coupon_account_id = before
        self._exchange()._post_books()
        with self.assertRefused("it can no longer change"):
            self.currency.coupon_account_id = other

    def test_books_are_a_managers(self):
        exchange = self._exchange()
        with self.assertRefused("A manager of the local currency"):
            exchange.with_user(self.keeper).action_post_books()
        self.assertEqual(exchange.books_state, "waiting")

    def test_close_goes_on_after_a_failure(self):
        """A day without an account is told; the others are closed."""
        first = self._exchange(date="2021-02-01")
        lost = self._post("loss", self.counter_a, self.holders, {50: 1})
        self.currency.loss_account_id = False
        with patch.object(self.env.registry["ir.cron"], "_commit_progress") as progress:
            self.env["lcc.operation"]._cron_close_books()
        self.assertEqual(progress.call_args.kwargs, {"remaining": 0})
        self.assertEqual(first.books_state, "done")
        self.assertEqual(lost.books_state, "waiting")
        self.assertIn("Losses", self.currency.message_ids[0].body)

    def test_opening_is_the_treasurers_and_leaves_the_printer(self):
        with self.assertRefused("does not move coupons from Vault"):
            self._post("opening", self.vault, self.destroyed, {50: 1})
        draft = self._draft("opening", self.printer, self.vault, {50: 1})
        with self.assertRefused("Openings are posted by the treasurer"):
            draft.with_user(self.manager).action_post()

    def test_opening_is_of_the_first_day(self):
        """Coupons of the series move since 15 January: later ones are printed."""
        opening = ("opening", self.printer, self.vault, {50: 1})
        with self.assertRefused("move since 01/15/2020"):
            self._post(*opening, date="2020-01-16")
        self._post(*opening, date="2020-01-15")
        new = self._coupons({50: 1}, series=self.series.copy({"name": "2020 bis"}))
        self._post("opening", self.printer, self.vault, new)

    def test_what_keeps_a_close_is_told_once(self):
        lost = self._post("loss", self.counter_a, self.holders, {50: 1})
        account = self.currency.loss_account_id
        self.currency.loss_account_id = False
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["lcc.operation"]._cron_close_books()
            told = self.currency.message_ids
            self.assertIn("The account “Losses”", lost.books_error)
            self.env["lcc.operation"]._cron_close_books()
        self.assertEqual(self.currency.message_ids, told)
        self.currency.loss_account_id = account
        lost._post_books()
        self.assertEqual((lost.books_state, lost.books_error), ("done", False))

    def test_nothing_faces_the_coupons_but_another_account(self):
        coupons = self.currency.coupon_account_id
        message = "serves nothing else: choose another account here"
        for write in (
            {"loss_account_id": coupons.id},
            {"keeper_account_id": coupons.id},
            {"fund_account_ids": [Command.link(coupons.id)]},
        ):
            with self.assertRefused(message, ValidationError):
                self.currency.write(write)
        with self.assertRefused(message, ValidationError):
            self.till.account_id = coupons
        self.cash.payment_account_id = coupons
        with self.assertRefused("is no means of payment in euros"):
            self._exchange()

    def test_keeper_of_a_counter_that_keeps_its_euros(self):
        """Counter B owes what it takes in: its keeper cannot say the bank has it."""
        values = self._vals("exchange", self.counter_b, self.holders, {50: 1})
        operations = self.env["lcc.operation"].with_user(self.keeper_b)
        with self.assertRefused("Counter B keeps its euros"):
            operations._create_posted([values])
        back = self._vals("reconversion", self.holders, self.counter_b, {50: 1})
        with self.assertRefused("Counter B keeps its euros"):
            operations._create_posted([back])
        exchange = operations._create_posted([{**values, "payment_mode": "counter"}])
        self.assertBooks(
            exchange,
            [("463300", 0, 50, ""), ("467000", 50, 0, "Test grocer")],
        )

    def test_tax_lock_date_guards_a_taxed_commission(self):
        tax = self.env["account.tax"].create(
            {"name": "Test tax", "amount": 20, "company_id": self.company.id}
        )
        product = self.env["product.product"].create(
            {
                "name": "Commission",
                "type": "service",
                "property_account_income_id": self._account("706000").id,
                "taxes_id": [Command.set(tax.ids)],
            }
        )
        self.currency.write({"commission_rate": 2, "commission_product_id": product.id})
        self._exchange()
        self.company.sudo().tax_lock_date = "2020-03-31"
        with self.assertRefused("The books are locked up to 03/31/2020"):
            self._post("reconversion", self.holders, self.vault, {10: 1})
        product.taxes_id = False
        self._post("reconversion", self.holders, self.vault, {10: 1})

    def test_places_outside_go_with_their_currency(self):
        unused = self._create_currency("Unused currency", self.company)
        holders = unused._get_place("holders")
        with self.assertRefused("Holders cannot be deleted: every currency needs it"):
            holders.with_user(self.manager).unlink()
        unused.unlink()
        self.assertFalse(holders.exists())

    def test_computed_values_are_nobodys_to_set(self):
        other = self._create_association("Other association")
        place = (
            self.env["lcc.place"]
            .with_user(self.manager)
            .create(
                {
                    "name": "New counter",
                    "lcc_currency_id": self.currency.id,
                    "company_id": other.id,
                    "is_physical": False,
                }
            )
        )
        place.write(
            {"company_id": other.id, "currency_id": self.env.ref("base.XOF").id}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(place.company_id, self.company)
        self.assertEqual(place.currency_id, self.company.currency_id)
        self.assertTrue(place.is_physical)
        face = self.currency.denomination_ids[0]
        face.with_user(self.treasurer).company_id = other
        self.assertEqual(face.company_id, self.company)

    def test_values_of_the_wrong_type(self):
        operations = self.env["lcc.operation"].with_user(self.manager)
        line = {
            "denomination_id": self.denominations[50].id,
            "series_id": self.series.id,
            "quantity": 1,
        }
        good = {
            "kind": "supply",
            "lcc_currency_id": self.currency.id,
            "place_from_id": self.vault.id,
            "place_to_id": self.counter_a.id,
            "line_ids": [line],
        }
        for name, value in (
            ("client_ref", 12),
            ("client_ref", ["a"]),
            ("amount", float("nan")),
            ("amount", "50"),
            ("place_from_id", "vault"),
            ("place_to_id", True),
            ("payment_mode", "barter"),
            ("line_ids", 5),
        ):
            with self.subTest(name, value=value), self.assertRefused("is no value of"):
                operations.post_new([{**good, name: value}])

    def test_client_reference_of_another_content(self):
        operations = self.env["lcc.operation"].with_user(self.manager)
        vals = self._vals("supply", self.vault, self.counter_a, {50: 1})
        first = operations._create_posted([{**vals, "client_ref": "once"}])
        again = operations._create_posted([{**vals, "client_ref": "once"}])
        self.assertEqual(again, first)
        for change in (
            {"line_ids": self._coupons({50: 2})},
            {"line_ids": self._coupons({20: 1})},
            {"place_to_id": self.counter_b.id},
        ):
            with self.assertRefused("The reference once names another operation"):
                operations._create_posted([{**vals, **change, "client_ref": "once"}])

    def test_archived_coupons_are_not_given_out(self):
        self._exchange({50: 1})
        message = "is archived: its coupons are no longer given out"
        for record in (self.denominations[50], self.series):
            record.active = False
            with self.assertRefused(message):
                self._exchange({50: 1})
            self._post("reconversion", self.holders, self.vault, {50: 1})
            record.active = True

    def test_opening_is_undone_by_the_treasurer_on_its_day(self):
        opening = self._post(
            "opening", self.printer, self.vault, {50: 1}, date="2020-01-15"
        )
        with self.assertRefused("Openings are posted by the treasurer"):
            opening.with_user(self.manager)._reverse()
        with self.assertRefused("An opening is undone on its own day, 01/15/2020"):
            opening._reverse(date="2020-03-01")
        self.assertEqual(str(opening._reverse().date), "2020-01-15")

    def test_two_currencies_of_a_company(self):
        """Each has its own account of circulation: the books tell them apart."""
        other = self._create_currency("Other currency", self.company)
        self.assertFalse(other.coupon_account_id)
        situation = self.env["lcc.situation"]
        self.assertEqual(situation.get_differences(other.id, "2020-03-31"), [])
        self.assertEqual(
            situation._get_totals(other, date(2020, 3, 31))["liability"], 0.0
        )
        account = self.currency.coupon_account_id
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "coupon_account_uniq"),
            self.env.cr.savepoint(),
        ):
            other.coupon_account_id = account

    def test_till_keeps_its_account_while_it_holds_coupons(self):
        income = self._account("756100").id
        self._exchange({10: 1})
        self._post(
            "till_receipt",
            self.holders,
            self.till,
            {10: 1},
            counterpart_account_id=income,
        )
        with self.assertRefused("Till holds coupons, which stand on Coupon till"):
            self.till.account_id = False
        self._post("till_withdrawal", self.till, self.vault, {10: 1})
        self.till.account_id = False

    def test_history_is_brought_by_the_treasurer_once_books_are_kept(self):
        content = "Date;Nature;De;Coupure;Quantité\n02/03/2020;Échange;Counter A;10;5\n"
        values = {
            "file": base64.b64encode(content.encode()),
            "filename": "history.csv",
            "lcc_currency_id": self.currency.id,
            "books": "done",
        }
        imports = self.env["lcc.operation.import"].with_user(self.manager)
        imports.create(values).action_import()
        self._exchange()._post_books()
        values["file"] = base64.b64encode(content.replace(";5", ";6").encode())
        record = imports.create(values)
        with self.assertRefused("The books of this currency are kept here"):
            record.action_import()
        record.with_user(self.treasurer).action_import()
        self.assertEqual(record.state, "done")

    def test_more_coupons_than_a_column_holds(self):
        vals = self._vals("supply", self.vault, self.counter_a, {50: 2**31 - 1})
        vals["line_ids"] += self._coupons({50: 2**31 - 1})
        with self.assertRefused("No place holds more than two billion coupons"):
            self.env["lcc.operation"].with_user(self.manager)._create_posted([vals])

    def test_cancelled_entry_leaves_operations_waiting(self):
        exchange = self._exchange()
        move = exchange._post_books()
        move.button_draft()
        move.button_cancel()
        self.assertEqual(exchange.books_state, "waiting")
        self.assertFalse(exchange.sudo().move_id)
        self.assertEqual(exchange._post_books().state, "posted")

    def test_entry_back_in_draft_leaves_the_books(self):
        """The operation waits for that entry, and gets no second one."""
        exchange = self._exchange()
        move = exchange._post_books()
        move.button_draft()
        self.assertEqual(exchange.books_state, "waiting")
        self.assertIn("is back in draft", exchange.books_error)
        self.assertFalse(exchange._post_books())
        with self.assertRefused("is back in draft: post or cancel it"):
            exchange.action_post_books()
        [line] = self.env["lcc.situation"]._get_differences(
            self.currency, date(2020, 3, 31)
        )
        self.assertEqual((line["reason"], line["amount"]), ("Entry still in draft", 17))
        move.action_post()
        self.assertEqual((exchange.books_state, exchange.books_error), ("done", False))
        self.assertEqual(exchange.sudo().move_id, move)

    def test_print_run_is_reversed_from_its_own_form(self):
        action = self.emission.action_view_operations()
        self.assertEqual(action["res_id"], self.emission.operation_ids.id)
        self.assertEqual(self.emission.posted_by_id, self.treasurer)
        wizard = self.emission.with_user(self.treasurer).action_reverse()
        self.assertEqual(
            wizard["context"], {"default_operation_id": self.emission.operation_ids.id}
        )
        run = self.emission.with_user(self.manager).copy({"name": "Second"})
        self.assertEqual(run.vault_id, self.vault)
        run.with_user(self.treasurer).action_post()
        operation = run.operation_ids
        message = r"lcc_currency_treasurer .*posted it, another manager must reverse it"
        with self.assertRefused(message):
            operation.with_user(self.treasurer)._reverse()
        operation.with_user(self.manager)._reverse()
        self.assertEqual(run.state, "reversed")

    def test_import_needs_a_file_and_its_template_needs_none(self):
        record = (
            self.env["lcc.operation.import"]
            .with_user(self.manager)
            .create({"lcc_currency_id": self.currency.id})
        )
        self.assertIn("/lcc/import_template/", record.action_download_template()["url"])
        for call in (record.action_check, record.action_import):
            with self.assertRefused("Put the file here first"):
                call()

    def test_keepers_of_places_outside(self):
        with self.assertRefused("is no place that somebody keeps", ValidationError):
            self.holders.keeper_ids = self.keeper
