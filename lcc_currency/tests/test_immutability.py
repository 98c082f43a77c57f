# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2.errors import UniqueViolation

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LccCurrencyCase

# What a client can put in a context: nothing that the ledger would take for its own.
FORGED = (True, 1, "LEDGER", "<object object at 0x7f0000000000>", {}, [])


@tagged("post_install", "-at_install")
class TestImmutability(LccCurrencyCase):
    """A posted operation never changes, whatever the way in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operation = cls._exchange({10: 2, 5: 1}).with_user(cls.treasurer)
        cls.lines = cls.operation.line_ids
        cls.line = cls.lines[:1]

    def test_write(self):
        for vals in (
            {"date": "2020-03-02"},
            {"kind": "grant"},
            {"place_from_id": self.counter_b.id},
            {"place_to_id": self.till.id},
            {"partner_id": self.person.id},
            {"payer_id": self.person.id},
            {"amount": 1},
            {"note": "Changed"},
            {"decision": "Changed"},
            {"payment_mode": "counter"},
            {"payment_method_line_id": self.cheque.id},
            {"charged_partner_id": self.shop.id},
            {"counterpart_account_id": self._account("623800").id},
            {"lcc_currency_id": self.currency.copy().id},
            {"client_ref": "new"},
            {"active": False},
        ):
            if not vals.keys() & self.operation._fields.keys():
                continue
            with self.subTest(vals), self.assertRefused("is posted: it can no longer"):
                self.operation.write(vals)

    def test_write_system_fields(self):
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        draft = draft.with_user(self.treasurer)
        for vals in (
            {"name": "2020/000001"},
            {"state": "posted"},
            {"state": "draft"},
            {"posted_by_id": self.manager.id},
            {"prepared_by_id": self.keeper.id},
            {"posted_at": "2020-03-01 10:00:00"},
            {"books_state": "done"},
            {"move_id": False},
            {"payment_id": False},
            {"emission_id": self.emission.id},
            {"reversed_operation_id": draft.id},
            {"company_id": self.env.ref("base.main_company").id},
            {"currency_id": self.env.ref("base.USD").id},
            {"client_ref": "forged"},
        ):
            with self.subTest(vals):
                with self.assertRefused("is posted: it can no longer"):
                    self.operation.write(vals)
                with self.assertRefused("are set by the system"):
                    draft.write(vals)

    def test_line_commands(self):
        for name in ("line_ids", "line_out_ids", "line_in_ids"):
            for command in (
                Command.create(self._coupons({1: 1})[0][2]),
                Command.update(self.line.id, {"quantity": 5}),
                Command.delete(self.line.id),
                Command.unlink(self.line.id),
                Command.clear(),
                Command.set([]),
            ):
                with self.subTest((name, command)):
                    with self.assertRefused("is posted: it can no longer"):
                        self.operation.write({name: [command]})

    def test_lines_themselves(self):
        message = "is posted: it can no longer"
        with self.assertRefused(message):
            self.line.write({"quantity": 5})
        with self.assertRefused(message):
            self.line.write({"is_return": True})
        with self.assertRefused(message):
            self.line.unlink()
        with self.assertRefused(message):
            self.lines.create(
                {**self._coupons({1: 1})[0][2], "operation_id": self.operation.id}
            )
        with self.assertRefused(message):
            self.line.copy()

    def test_lines_cannot_change_operation(self):
        """A line of a draft does not move to a posted operation, nor back."""
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        draft = draft.with_user(self.treasurer)
        with self.assertRefused("cannot be set: operation_id"):
            draft.line_ids.write({"operation_id": self.operation.id})
        with self.assertRefused("is posted: it can no longer"):
            self.line.write({"operation_id": draft.id})
        with self.assertRefused("is posted: it can no longer"):
            draft.write({"line_ids": [Command.link(self.line.id)]})
        with self.assertRefused("is posted: it can no longer"):
            draft.write({"reversal_ids": [Command.link(self.operation.id)]})

    def test_draft_lines_follow_their_operation(self):
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        line = draft.line_ids
        for name, value in (
            ("state", "posted"),
            ("date", "2020-01-01"),
            ("place_from_id", self.vault.id),
            ("face_value", 1000),
            ("amount", 1000),
            ("circulation_amount", 1000),
        ):
            with self.subTest(name), self.assertRefused(f"cannot be set: {name}"):
                line.write({name: value})
        forged = line.create(
            {
                **self._coupons({5: 1})[0][2],
                "operation_id": draft.id,
                "state": "posted",
                "amount": 1000,
                "face_value": 1000,
                "circulation_amount": 1000,
                "place_from_id": self.vault.id,
            }
        )
        draft.action_post()
        self.assertEqual(forged.amount, 5)
        self.assertEqual(forged.circulation_amount, 5)
        self.assertEqual(forged.place_from_id, self.counter_a)
        self.assertEqual(draft.amount, 15)
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        draft.write({"date": "2020-03-05", "place_from_id": self.counter_b.id})
        self.assertEqual(str(draft.line_ids.date), "2020-03-05")
        self.assertEqual(draft.line_ids.place_from_id, self.counter_b)

    def test_unlink(self):
        with self.assertRefused("is posted: it can no longer change nor be deleted"):
            self.operation.unlink()
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        with self.assertRefused("is posted"):
            (draft + self.operation).unlink()
        draft.unlink()

    def test_created_posted(self):
        with self.assertRefused("created as a draft, then posted by its button"):
            self._draft(
                "exchange", self.counter_a, self.holders, {10: 1}, state="posted"
            )
        draft = self._draft(
            "exchange",
            self.counter_a,
            self.holders,
            {10: 1},
            books_state="done",
            posted_by_id=self.treasurer.id,
            name="2020/777777",
            reversed_operation_id=self.operation.id,
        )
        self.assertFalse(draft.name)
        self.assertEqual(draft.books_state, "none")
        self.assertFalse(draft.posted_by_id)
        self.assertFalse(draft.reversed_operation_id)

    def test_forged_context(self):
        for value in FORGED:
            with self.subTest(value):
                operation = self.operation.with_context(lcc_ledger=value)
                with self.assertRefused("is posted: it can no longer"):
                    operation.write({"amount": 1})
                with self.assertRefused("is posted: it can no longer"):
                    operation.line_ids[:1].write({"quantity": 1})
                with self.assertRefused("is posted: it can no longer"):
                    operation.unlink()
                with self.assertRefused("created as a draft"):
                    operation.create(
                        {
                            **self._vals(
                                "exchange", self.counter_a, self.holders, {10: 1}
                            ),
                            "state": "posted",
                        }
                    )

    def test_import(self):
        """The list's import writes as a form does: refused, line by line."""
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "lcc_operation_posted",
                "model": "lcc.operation",
                "res_id": self.operation.id,
            }
        )
        before = self._snapshot()
        for fields, row in (
            (["id", "note"], ["__import__.lcc_operation_posted", "Changed"]),
            ([".id", "amount"], [str(self.operation.id), "1"]),
            (
                [".id", "line_ids/.id", "line_ids/quantity"],
                [str(self.operation.id), str(self.line.id), "7"],
            ),
            ([".id", "state"], [str(self.operation.id), "Draft"]),
        ):
            with self.subTest(fields):
                result = self.operation.browse().load(fields, [row])
                self.assertFalse(result["ids"])
                self.assertIn("is posted", result["messages"][0]["message"])
        result = self.line.browse().load(
            [".id", "quantity"], [[str(self.line.id), "7"]]
        )
        self.assertFalse(result["ids"])
        self.env.invalidate_all()
        self.assertEqual(self._snapshot(), before)

    def test_through_other_records(self):
        """Links from entries, payments and print runs are no way in either."""
        move = self.operation.sudo()._post_books()
        for command in (
            Command.unlink(self.operation.id),
            Command.delete(self.operation.id),
            Command.clear(),
            Command.update(self.operation.id, {"amount": 1}),
        ):
            with self.subTest(command), self.assertRefused("is posted"):
                move.with_user(self.treasurer).sudo().write(
                    {"lcc_operation_ids": [command]}
                )
        second = self._exchange({1: 1})
        with self.assertRefused("is posted"):
            move.write({"lcc_operation_ids": [Command.link(second.id)]})
        printed = self.emission.operation_ids
        with self.assertRefused("is posted"):
            self.emission.write(
                {"operation_ids": [Command.update(printed.id, {"amount": 1})]}
            )

    def test_onchange_changes_nothing(self):
        before = self._snapshot()
        result = self.operation.onchange(
            {"amount": 50},
            ["amount"],
            {"amount": {}, "kind": {}, "line_ids": {"fields": {"quantity": {}}}},
        )
        self.assertNotIn("line_ids", result["value"])
        self.assertEqual(self._snapshot(), before)

    def test_web_save(self):
        with self.assertRefused("is posted"):
            self.operation.web_save({"note": "Changed"}, {"note": {}})

    def test_totals_are_never_written(self):
        balance = self.env["lcc.place.balance"].search(
            [("place_id", "=", self.counter_a.id)], limit=1
        )
        flow = self.env["lcc.flow"].search([], limit=1)
        for record in (balance, flow):
            for user in (self.env.user, self.treasurer, self.keeper):
                record = record.with_user(user)
                with self.subTest((record._name, user.login)):
                    message = "follow the operations and are never edited"
                    with self.assertRefused(message):
                        record.write({"quantity": 1})
                    with self.assertRefused(message):
                        record.unlink()
                    with self.assertRefused(message):
                        record.create({"quantity": 1})
                    with self.assertRefused(message):
                        record.sudo().write({"quantity": 1})
        with self.assertRefused("never edited"):
            self.counter_a.with_user(self.treasurer).write(
                {"balance_ids": [Command.update(balance.id, {"quantity": 1})]}
            )

    def test_conversation_goes_on(self):
        """People may still talk about a posted operation or print run."""
        for record in (self.operation, self.emission.with_user(self.treasurer)):
            message = record.message_post(
                body="A word", attachments=[("bill.txt", b"text")]
            )
            self.assertIn(message, record.message_ids)
            record.message_subscribe(partner_ids=self.person.ids)

    def test_emission(self):
        emission = self.emission.with_user(self.treasurer)
        message = "is posted and can no longer change"
        for vals in (
            {"name": "Changed"},
            {"date": "2020-01-01"},
            {"state": "draft"},
            {"vault_id": False},
            {"line_ids": [Command.clear()]},
            {"line_ids": [Command.update(emission.line_ids[0].id, {"quantity": 1})]},
        ):
            with self.subTest(vals), self.assertRefused(message):
                emission.write(vals)
        line = emission.line_ids[:1]
        with self.assertRefused(message):
            line.write({"quantity": 1})
        with self.assertRefused(message):
            line.unlink()
        with self.assertRefused(message):
            line.copy({"serial_first": 0, "serial_last": 0})
        with self.assertRefused(message):
            emission.unlink()

    def test_emission_system_fields(self):
        """A print run is not created posted, nor its serials created free."""
        emission = self.emission.with_user(self.manager).copy(
            {
                "state": "posted",
                "prepared_by_id": self.keeper.id,
                "line_ids": [
                    Command.create(
                        {
                            "denomination_id": self.denominations[1].id,
                            "quantity": 5,
                            "serial_first": 5001,
                            "serial_last": 5005,
                            "is_released": True,
                        }
                    )
                ],
            }
        )
        self.assertEqual(
            (emission.state, emission.prepared_by_id.id), ("draft", self.manager.id)
        )
        self.assertFalse(emission.line_ids.is_released)
        for vals in ({"is_released": True}, {"emission_id": self.emission.id}):
            with self.assertRefused("are set by the system"):
                emission.line_ids.write(vals)
        emission.write({"state": "posted"})
        self.assertEqual(emission.state, "draft")


@tagged("post_install", "-at_install")
class TestMasters(LccCurrencyCase):
    """What the ledger rests on is frozen once used."""

    def test_denomination(self):
        denomination = self.denominations[10]
        message = "can be archived, not changed or deleted"
        with self.assertRefused(message):
            denomination.value = 11
        with self.assertRefused(message):
            denomination.lcc_currency_id = self.currency.copy({"name": "Copy"})
        with self.assertRefused(message):
            denomination.unlink()
        denomination.active = False
        unused = self.env["lcc.denomination"].create(
            {"lcc_currency_id": self.currency.id, "value": 0.5}
        )
        unused.value = 0.2
        unused.unlink()

    def test_series(self):
        message = "can be archived, not moved or deleted"
        with self.assertRefused(message):
            self.series.lcc_currency_id = self.currency.copy({"name": "Copy"})
        with self.assertRefused(message):
            self.series.unlink()
        with self.assertRefused("cannot begin later", error=ValidationError):
            self.series.date_from = "2020-01-16"
        self.series.date_from = "2020-01-15"

    def test_place(self):
        message = "The kind and the currency are frozen"
        for vals in (
            {"kind": "till"},
            {"lcc_currency_id": self.currency.copy({"name": "Copy"}).id},
        ):
            with self.assertRefused(message):
                self.counter_a.write(vals)
        with self.assertRefused(message):
            self.counter_a.unlink()
        self.counter_a.write({"is_physical": False, "is_circulating": True})
        self.assertTrue(self.counter_a.is_physical)
        self.assertFalse(self.counter_a.is_circulating)
        self.counter_a.name = "Counter A bis"

    def test_archived_places(self):
        with self.assertRefused("still holds coupons", error=ValidationError):
            self.counter_a.active = False
        with self.assertRefused("cannot be archived", error=ValidationError):
            self.holders.active = False
        self._post(
            "return",
            self.counter_b,
            self.vault,
            dict.fromkeys((1, 2, 5, 10, 20, 50), 50),
        )
        self.counter_b.active = False
        self.assertEqual(self._totals("2020-02-15")["counters"], 13_200)

    def test_virtual_places_are_unique(self):
        for kind in ("holders", "printer", "destroyed", "lapsed"):
            with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
                self.env["lcc.place"].create(
                    {
                        "name": f"Second {kind}",
                        "kind": kind,
                        "lcc_currency_id": self.currency.id,
                    }
                ).flush_recordset()
        self._exchange({1: 1})
        with self.assertRefused("not deleted"):
            self.holders.unlink()

    def test_till_only(self):
        with self.assertRefused("is no till", error=ValidationError):
            self.counter_a.account_id = self._account("531800")

    def test_currency(self):
        with self.assertRefused("The company of a currency in use cannot change"):
            self.currency.company_id = self.env.ref("base.main_company")
        with self.assertRefused("A currency with operations cannot be deleted"):
            self.currency.unlink()
        unused = self._create_currency("Unused", self.company)
        places, sequence = unused.place_ids, unused.sequence_id
        self.assertEqual(len(places), 4)
        unused.unlink()
        self.assertFalse(places.exists())
        self.assertFalse(sequence.exists())

    def test_currency_default_accounts(self):
        self.assertRecordValues(
            self.currency,
            [
                {
                    "coupon_account_id": self._account("463300").id,
                    "grant_account_id": self._account("657100").id,
                    "loss_account_id": self._account("658000").id,
                    "surplus_account_id": self._account("758800").id,
                    "lapse_account_id": self._account("758800").id,
                    "keeper_account_id": self._account("467000").id,
                    "commission_rate": 0,
                    "reconversion_by": "company",
                    "books_mode": "day",
                    "fund_target": 100,
                }
            ],
        )

    def test_commission_needs_its_product(self):
        with self.assertRefused("Choose the commission product", error=ValidationError):
            self.currency.write({"commission_rate": 5, "commission_product_id": False})

    def test_names_are_drawn_once(self):
        first, second = self._exchange({1: 1}), self._exchange({1: 1})
        self.assertNotEqual(first.name, second.name)
        self.assertRegex(first.name, r"^\d{4}/\d{6}$")
