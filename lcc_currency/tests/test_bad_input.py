# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
@freeze_time("2020-06-15 12:00:00")
class TestBadInput(LccCurrencyCase):
    """Each mistake is refused with its own message, by both ways of posting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_currency = cls._create_currency("Other currency", cls.company)
        cls.other_counter = cls.env["lcc.place"].create(
            {
                "name": "Counter elsewhere",
                "kind": "counter",
                "lcc_currency_id": cls.other_currency.id,
            }
        )

    def _post_both_ways(self, message, *args, **vals):
        """Refused when a draft is posted, and when a program posts at once."""
        with self.assertRefused(message):
            self._post(*args, **vals)
        with self.assertRefused(message):
            self._post_new(self._vals(*args, **vals))

    def _post_new(self, *vals_list, user=None):
        operations = self.env["lcc.operation"].with_user(user or self.treasurer)
        return operations.post_new(list(vals_list))

    def _exchange_vals(self, coupons=None, **vals):
        return self._vals(
            "exchange", self.counter_a, self.holders, coupons or {10: 1}, **vals
        )

    def _sql_message(self, error):
        """What a person reads when a constraint of the database refuses."""
        model = self.env[error.diag.table_name.replace("_", ".")]
        return model._sql_error_to_message(error)

    # ------------------------------------------------------------------
    # Quantities
    # ------------------------------------------------------------------

    def test_quantity_zero_or_negative(self):
        for quantity in (0, -3):
            message = f"a whole number above zero, not {quantity}"
            with self.subTest(quantity):
                with self.assertRefused(message):
                    self._post_new(self._exchange_vals({10: quantity}))
                with self.assertRefused(message):
                    self._draft(
                        "exchange", self.counter_a, self.holders, {10: quantity}
                    )
                draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
                with self.assertRefused(message):
                    draft.line_ids.quantity = quantity

    def test_quantity_fraction(self):
        with self.assertRefused("a whole number above zero, not 1.5"):
            self._post_new(self._exchange_vals({10: 1.5}))

    def test_quantity_text_or_missing(self):
        with self.assertRefused("a whole number above zero, not 2"):
            self._post_new(self._exchange_vals({10: "2"}))
        vals = self._exchange_vals()
        del vals["line_ids"][0][2]["quantity"]
        with self.assertRefused("a whole number above zero"):
            self._post_new(vals)

    def test_no_line(self):
        self._post_both_ways(
            "Say which coupons move", "exchange", self.counter_a, self.holders, {}
        )

    def test_line_without_denomination_or_series(self):
        for name in ("denomination_id", "series_id"):
            vals = self._exchange_vals()
            del vals["line_ids"][0][2][name]
            with self.assertRefused("denomination and the series of every line"):
                self._post_new(vals)

    def test_lines_that_are_no_lines(self):
        line = self._exchange().line_ids[:1]
        for command in (
            Command.link(line.id),
            Command.set(line.ids),
            Command.delete(line.id),
            "coupon",
            {"denomination_id": "10", "series_id": self.series.id, "quantity": 1},
            {"denomination_id": self.denominations[10].id, "series_id": [1]},
        ):
            with self.subTest(command), self.assertRefused("A line is sent with"):
                self._post_new(self._exchange_vals([command]))

    def test_amount_that_the_coupons_do_not_make(self):
        self._post_both_ways(
            r"The coupons make \D*10\.00\D*, the operation is of \D*12\.00",
            "exchange",
            self.counter_a,
            self.holders,
            {10: 1},
            amount=12,
        )

    def test_more_than_held(self):
        self._post_both_ways(
            "(?s)not enough coupons.*Counter A holds 100 coupons of 50.TST "
            r"\(2020\), 101 are asked for",
            "exchange",
            self.counter_a,
            self.holders,
            {50: 101},
        )

    def test_more_than_held_in_one_batch(self):
        with self.assertRefused("Counter A holds 100 coupons .* 120 are asked for"):
            self._post_new(self._exchange_vals({50: 60}), self._exchange_vals({50: 60}))

    def test_one_wrong_operation_posts_none(self):
        with self.assertRefused("The coupons make"):
            self._post_new(
                self._exchange_vals(),
                self._exchange_vals(amount=11),
                self._exchange_vals(),
            )

    # ------------------------------------------------------------------
    # Places
    # ------------------------------------------------------------------

    def test_same_place(self):
        message = "from a place to the same place: choose two places"
        with self.assertRefused(message):
            self._post_new(
                self._vals("supply", self.vault, self.vault, {10: 1}),
            )
        draft = self._draft("supply", self.vault, self.counter_a, {10: 1})
        with self.assertRaises(IntegrityError) as refused, mute_logger("odoo.sql_db"):
            draft.place_to_id = self.vault
            draft.flush_model()
            draft.line_ids.flush_model()
        self.assertIn(
            "Coupons cannot move from a place to the same place.",
            self._sql_message(refused.exception),
        )

    def test_missing_place(self):
        vals = self._exchange_vals(place_to_id=False)
        with self.assertRefused("choose two places"):
            self._post_new(vals)

    def test_place_of_another_currency(self):
        self._post_both_ways(
            "Counter elsewhere is no place of Test currency",
            "exchange",
            self.other_counter,
            self.holders,
            {10: 1},
        )

    def test_places_that_the_kind_does_not_allow(self):
        for kind, source, target in (
            ("exchange", self.holders, self.counter_a),
            ("reconversion", self.counter_a, self.holders),
            ("supply", self.counter_a, self.holders),
            ("destruction", self.counter_a, self.destroyed),
            ("grant", self.counter_a, self.holders),
            ("lapse", self.vault, self.lapsed),
            ("till_withdrawal", self.till, self.counter_a),
            ("emission", self.printer, self.counter_a),
        ):
            with self.subTest(kind):
                self._post_both_ways(
                    f"does not move coupons from {source.name} to {target.name}",
                    kind,
                    source,
                    target,
                    {10: 1},
                )

    def test_archived_place(self):
        counter = self.env["lcc.place"].create(
            {
                "name": "Closed counter",
                "kind": "counter",
                "lcc_currency_id": self.currency.id,
                "active": False,
            }
        )
        self._post_both_ways(
            "Closed counter is archived", "supply", self.vault, counter, {10: 1}
        )

    # ------------------------------------------------------------------
    # Coupons
    # ------------------------------------------------------------------

    def test_denomination_of_another_currency(self):
        lines = self._coupons({10: 1})
        lines[0][2]["denomination_id"] = self.other_currency.denomination_ids[:1].id
        self._post_both_ways(
            "is no coupon of Test currency",
            "exchange",
            self.counter_a,
            self.holders,
            lines,
        )

    def test_series_of_another_currency(self):
        self._post_both_ways(
            "is no coupon of Test currency",
            "exchange",
            self.counter_a,
            self.holders,
            self._coupons({10: 1}, series=self.other_currency.series_ids),
        )

    def test_only_a_swap_goes_both_ways(self):
        self._post_both_ways(
            "Only a swap takes coupons in",
            "exchange",
            self.counter_a,
            self.holders,
            self._coupons({10: 2}) + self._coupons({5: 1}, is_return=True),
        )

    def test_swap_of_unequal_values(self):
        self._post_both_ways(
            "A swap exchanges equal face values",
            "swap",
            self.counter_a,
            self.holders,
            self._coupons({10: 2}) + self._coupons({5: 1}, is_return=True),
        )

    # ------------------------------------------------------------------
    # Dates
    # ------------------------------------------------------------------

    def test_future(self):
        self._post_both_ways(
            r"cannot be dated in the future \(06/16/2020\)",
            "exchange",
            self.counter_a,
            self.holders,
            {10: 1},
            date="2020-06-16",
        )

    def test_locked(self):
        for lock in ("fiscalyear_lock_date", "hard_lock_date"):
            self.company[lock] = "2020-03-31"
            with self.subTest(lock):
                self._post_both_ways(
                    r"locked up to 03/31/2020: an operation cannot be dated 03/31/2020",
                    "exchange",
                    self.counter_a,
                    self.holders,
                    {10: 1},
                    date="2020-03-31",
                )
        self._exchange(date="2020-04-01")

    def test_locked_kinds_without_books(self):
        self.company.fiscalyear_lock_date = "2020-03-31"
        self._post_both_ways(
            "locked up to", "supply", self.vault, self.counter_a, {10: 1}
        )

    def test_before_the_series(self):
        series = self.env["lcc.coupon.series"].create(
            {
                "name": "2020 bis",
                "lcc_currency_id": self.currency.id,
                "date_from": "2020-05-01",
            }
        )
        self._post_both_ways(
            r"Series 2020 bis exists from 05/01/2020 only: .* dated 04/30/2020",
            "opening",
            self.printer,
            self.vault,
            self._coupons({10: 5}, series=series),
            date="2020-04-30",
        )

    def test_after_validity(self):
        self._exchange({10: 5})
        self.series.date_to = "2020-04-30"
        for kind, source in (
            ("exchange", self.counter_a),
            ("grant", self.vault),
            ("swap", self.counter_a),
        ):
            with self.subTest(kind):
                lines = self._coupons({10: 1})
                if kind == "swap":
                    lines += self._coupons({10: 1}, is_return=True)
                self._post_both_ways(
                    "valid until 04/30/2020: its coupons are no longer given out",
                    kind,
                    source,
                    self.holders,
                    lines,
                    date="2020-05-01",
                )
        # until then, and back from the holders afterwards
        self._exchange(date="2020-04-30")
        self._post(
            "reconversion", self.holders, self.counter_a, {10: 1}, date="2020-05-02"
        )

    def test_earlier_than_the_supply(self):
        """On 31 January counter A held nothing yet."""
        self._post_both_ways(
            r"on 01/31/2020, Counter A would hold -1 coupons of 10",
            "exchange",
            self.counter_a,
            self.holders,
            {10: 1},
            date="2020-01-31",
        )

    def test_later_day_would_go_negative(self):
        """100 held, 95 taken on 10 March, 20 brought on 20 March: 5 are free before."""
        self._exchange({10: 95}, date="2020-03-10")
        self._post("supply", self.vault, self.counter_a, {10: 20}, date="2020-03-20")
        self._post_both_ways(
            r"on 03/19/2020, Counter A would hold -1 coupons of 10",
            "exchange",
            self.counter_a,
            self.holders,
            {10: 6},
            date="2020-03-05",
        )
        self._exchange({10: 5}, date="2020-03-05")
        self._exchange({10: 20}, date="2020-03-20")

    def test_later_day_in_the_same_batch(self):
        """A supply of the 20th does not feed an exchange of the 10th."""
        late_supply = self._vals(
            "supply", self.vault, self.counter_b, {50: 20}, date="2020-03-20"
        )
        early = self._vals(
            "exchange", self.counter_b, self.holders, {50: 60}, date="2020-03-10"
        )
        with self.assertRefused(
            r"on 03/19/2020, Counter B would hold -10 coupons of 50"
        ):
            self._post_new(late_supply, early)
        self._post_new({**late_supply, "date": "2020-03-10"}, early)
        self.assertEqual(self._held(self.counter_b)[50], 10)

    def test_same_day_in_any_order(self):
        """What a place holds is counted at the end of the day."""
        self._exchange({50: 50}, place=self.counter_b, date="2020-03-20")
        self._post_new(
            self._vals(
                "exchange", self.counter_b, self.holders, {50: 5}, date="2020-03-25"
            ),
            self._vals(
                "supply", self.vault, self.counter_b, {50: 5}, date="2020-03-25"
            ),
        )
        self.assertNotIn(50, self._held(self.counter_b))

    # ------------------------------------------------------------------
    # Rules of the currency
    # ------------------------------------------------------------------

    def test_who_may_reconvert(self):
        self._exchange({10: 5})
        args = ("reconversion", self.holders, self.counter_a, {10: 1})
        self._post_both_ways(
            "Test person is a person", *args, partner_id=self.person.id
        )
        self._post_both_ways("Say who reconverts", *args, partner_id=False)
        contact = self.env["res.partner"].create(
            {"name": "Test clerk", "parent_id": self.shop.id}
        )
        self._post(*args, partner_id=contact.id)
        self.currency.reconversion_by = "all"
        self._post(*args, partner_id=self.person.id)

    def test_smallest_and_largest_amount(self):
        self.currency.write({"exchange_min": 20, "exchange_max": 100})
        args = ("exchange", self.counter_a, self.holders)
        self._post_both_ways(r"from \D*20\.00\D* to \D*100\.00\D*, not", *args, {10: 1})
        self._post_both_ways(r"not \D*101\.00", *args, {50: 2, 1: 1})
        self._post(*args, {20: 1})
        self._post(*args, {50: 2})

    def test_lapse_needs_a_decision(self):
        self._exchange({10: 5})
        with self.assertRefused("Coupons lapse by a decision only"):
            self._post("lapse", self.holders, self.lapsed, {10: 1})

    # ------------------------------------------------------------------
    # Another company
    # ------------------------------------------------------------------

    def test_another_company(self):
        company = self.env["res.company"].create({"name": "Another company"})
        place = self.env["lcc.place"].create(
            {
                "name": "Far away",
                "kind": "counter",
                "lcc_currency_id": self._create_currency("Far", company).id,
            }
        )
        self._post_both_ways(
            "Far away is no place of Test currency",
            "supply",
            self.vault,
            place,
            {10: 1},
        )
        journal = (
            self.env["account.journal"]
            .with_company(company)
            .create({"name": "Far bank", "type": "bank", "code": "FAR"})
        )
        stranger = self.env["res.partner"].create(
            {"name": "Stranger", "company_id": company.id}
        )
        message = "must belong to Test association"
        args = ("exchange", self.counter_a, self.holders, {10: 1})
        method = self.cash.copy({"journal_id": journal.id})
        self._post_both_ways(message, *args, payment_method_line_id=method.id)
        for name in ("partner_id", "payer_id"):
            self._post_both_ways(message, *args, **{name: stranger.id})
        account = self.env["account.account"].create(
            {
                "name": "Far expense",
                "code": "657199",
                "account_type": "expense",
                "company_ids": [Command.set(company.ids)],
            }
        )
        self._post_both_ways(
            message,
            "grant",
            self.vault,
            self.holders,
            {10: 1},
            counterpart_account_id=account.id,
        )
        with self.assertRefused("multi-company issue", error=AccessError):
            self._post_new(
                self._exchange_vals(lcc_currency_id=place.lcc_currency_id.id)
            )

    # ------------------------------------------------------------------
    # What a program may send
    # ------------------------------------------------------------------

    def test_post_new_whitelist(self):
        for name, value in (
            ("state", "draft"),
            ("name", "2020/999999"),
            ("books_state", "done"),
            ("company_id", 1),
            ("posted_by_id", 1),
            ("prepared_by_id", 1),
            ("move_id", 1),
            ("payment_id", 1),
            ("emission_id", 1),
            ("reversed_operation_id", 1),
            ("commission_amount", 0),
            ("create_uid", 1),
        ):
            with self.subTest(name), self.assertRefused(f"cannot be sent: {name}"):
                self._post_new(self._exchange_vals(**{name: value}))

    def test_post_new_lines_are_made_by_the_ledger(self):
        vals = self._exchange_vals()
        vals["line_ids"][0][2].update(
            amount=1000,
            face_value=1000,
            circulation_amount=0,
            state="draft",
            place_from_id=self.vault.id,
            date="2020-01-01",
        )
        [answer] = self._post_new(vals)
        self.assertRecordValues(
            self.env["lcc.operation"].browse(answer["id"]).line_ids,
            [
                {
                    "amount": 10,
                    "face_value": 10,
                    "circulation_amount": 10,
                    "state": "posted",
                    "place_from_id": self.counter_a.id,
                    "date": date(2020, 3, 1),
                }
            ],
        )

    def test_post_new_takes_lines_as_dicts(self):
        vals = self._exchange_vals()
        vals["line_ids"] = [line[2] for line in vals["line_ids"]]
        [answer] = self._post_new(vals)
        operation = self.env["lcc.operation"].browse(answer["id"])
        self.assertEqual((operation.state, operation.amount), ("posted", 10))
        self.assertEqual(answer["name"], operation.name)

    def test_unknown_kind(self):
        with self.assertRefused("“gift” is no value of “Kind”"):
            self._post_new({**self._exchange_vals(), "kind": "gift"})

    # ------------------------------------------------------------------
    # Once
    # ------------------------------------------------------------------

    def test_posting_twice_posts_once(self):
        operation = self._exchange({10: 1})
        name, posted_at = operation.name, operation.posted_at
        operation.action_post()
        operation.with_user(self.manager).action_post()
        self.assertEqual((operation.name, operation.posted_at), (name, posted_at))
        self.assertEqual(self._held(self.counter_a)[10], 99)
        self.assertEqual(self._totals("2020-03-01")["circulation"], 10)

    def test_client_ref_posts_once(self):
        vals = self._exchange_vals(client_ref="desk-1")
        first = self._post_new(vals)
        self.assertEqual(self._post_new(vals), first)
        self.assertEqual(
            self._post_new(vals, self._exchange_vals(client_ref="desk-2"), vals)[::2],
            first * 2,
        )
        self.assertEqual(self._held(self.counter_a)[10], 98)

    def test_client_ref_twice_in_a_call(self):
        vals = self._exchange_vals(client_ref="desk-1")
        first, second = self._post_new(vals, vals)
        self.assertEqual(first, second)
        self.assertEqual(self._held(self.counter_a)[10], 99)

    def test_empty_client_ref_is_none(self):
        first, second = self._post_new(
            self._exchange_vals(client_ref=""), self._exchange_vals(client_ref="")
        )
        self.assertNotEqual(first["id"], second["id"])
        self.assertFalse(first["client_ref"])

    def test_client_ref_of_another_company(self):
        """The same reference in another company is another operation."""
        [first] = self._post_new(self._exchange_vals(client_ref="desk-1"))
        other = self._create_association("Second association")
        currency = self._create_currency("Second", other)
        vault = self.env["lcc.place"].create(
            {"name": "Vault", "kind": "vault", "lcc_currency_id": currency.id}
        )
        user = self._create_user(
            "second", "lcc_base.group_lcc_treasurer", company=other
        )
        [second] = (
            self.env["lcc.operation"]
            .with_user(user)
            .with_context(allowed_company_ids=other.ids)
            .post_new(
                [
                    {
                        "kind": "opening",
                        "date": "2020-03-01",
                        "lcc_currency_id": currency.id,
                        "place_from_id": currency._get_place("printer").id,
                        "place_to_id": vault.id,
                        "client_ref": "desk-1",
                        "line_ids": [
                            {
                                "denomination_id": currency.denomination_ids[0].id,
                                "series_id": currency.series_ids.id,
                                "quantity": 1,
                            }
                        ],
                    }
                ]
            )
        )
        self.assertNotEqual(second["id"], first["id"])

    # ------------------------------------------------------------------
    # Print runs
    # ------------------------------------------------------------------

    def _print_run(self, quantity, first, last, series=None, face=50, **vals):
        emission = (
            self.env["lcc.emission"]
            .with_user(self.manager)
            .create(
                {
                    "name": "Print run",
                    "lcc_currency_id": self.currency.id,
                    "series_id": (series or self.series).id,
                    "date": "2020-03-01",
                    "vault_id": self.vault.id,
                    "line_ids": [
                        Command.create(
                            {
                                "denomination_id": self.denominations[face].id,
                                "quantity": quantity,
                                "serial_first": first,
                                "serial_last": last,
                            }
                        )
                    ],
                    **vals,
                }
            )
        )
        emission.flush_model()
        emission.line_ids.flush_model()
        return emission

    def _print_run_refused(self, message, *args, **vals):
        with self.assertRaises(IntegrityError) as refused, mute_logger("odoo.sql_db"):
            self._print_run(*args, **vals)
        self.assertIn(message, self._sql_message(refused.exception))

    def test_serials_overlap(self):
        message = "already has some of these serial numbers"
        self._print_run_refused(message, 10, 1000, 1009)
        self._print_run_refused(message, 10, 500, 509)
        self._print_run_refused(message, 1, 1, 1)
        self._print_run(10, 1001, 1010)
        self._print_run_refused(message, 1, 1010, 1010)

    def test_serials_of_another_series_or_face(self):
        """Each series numbers each face value from 1."""
        series = self.env["lcc.coupon.series"].create(
            {
                "name": "2020 bis",
                "lcc_currency_id": self.currency.id,
                "date_from": "2020-02-01",
            }
        )
        self._print_run(1000, 1, 1000, series=series)
        self._print_run(10, 1001, 1010, face=20)
        self._print_run(10, 1001, 1010, face=50)

    def test_serials_in_one_print_run(self):
        emission = self._print_run(10, 2001, 2010)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            emission.line_ids.copy(
                {"emission_id": emission.id, "serial_first": 2010, "serial_last": 2019}
            ).flush_model()

    def test_serials_that_do_not_match(self):
        message = "The serial numbers do not match the quantity"
        self._print_run_refused(message, 10, 1001, 1009)
        self._print_run_refused(message, 10, 1001, 1011)
        self._print_run_refused(message, 10, 1001, 0)
        self._print_run_refused(message, 10, 0, 10)
        self._print_run_refused(message, 10, -10, -1)

    def test_print_run_without_serials(self):
        first = self._print_run(10, 0, 0)
        second = self._print_run(10, 0, 0)
        (first + second).with_user(self.treasurer).action_post()
        self.assertEqual(self._held(self.vault)[50], 870)

    def test_print_run_quantity(self):
        for quantity in (0, -5):
            self._print_run_refused(
                "Print at least one coupon of each denomination", quantity, 0, 0
            )

    def test_print_run_without_line(self):
        emission = self._print_run(10, 0, 0)
        emission.line_ids.unlink()
        with self.assertRefused("how many coupons of each denomination"):
            emission.with_user(self.treasurer).action_post()

    def test_print_run_of_another_currency(self):
        with self.assertRefused("is no denomination of", error=ValidationError):
            self._print_run(10, 0, 0, lcc_currency_id=self.other_currency.id)
        emission = self._print_run(10, 0, 0, series=self.other_currency.series_ids)
        with self.assertRefused("is no coupon of Test currency"):
            emission.with_user(self.treasurer).action_post()

    def test_print_run_twice_posted_once(self):
        emission = self._print_run(10, 1001, 1010).with_user(self.treasurer)
        emission.action_post()
        emission.action_post()
        self.assertEqual(len(emission.operation_ids), 1)

    def test_print_run_before_its_series_or_locked(self):
        emission = self._print_run(10, 1001, 1010, date="2019-12-31")
        with self.assertRefused("exists from 01/01/2020 only"):
            emission.with_user(self.treasurer).action_post()
        self.company.fiscalyear_lock_date = "2020-03-31"
        emission = self._print_run(10, 1011, 1020)
        with self.assertRefused("locked up to"):
            emission.with_user(self.treasurer).action_post()
        self.assertEqual(emission.state, "draft")
