# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

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

    def test_cancelled_entry_leaves_operations_waiting(self):
        exchange = self._exchange()
        move = exchange._post_books()
        move.button_draft()
        move.button_cancel()
        self.assertEqual(exchange.books_state, "waiting")
        self.assertFalse(exchange.sudo().move_id)
        self.assertEqual(exchange._post_books().state, "posted")

    def test_keepers_of_places_outside(self):
        with self.assertRefused("is no place that somebody keeps", ValidationError):
            self.holders.keeper_ids = self.keeper
