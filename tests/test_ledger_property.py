# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Random operations of every kind, played on the ledger and on a model of a few lines.

After each step the invariants of the ledger are checked for today and for every day
of the past:

1. printed = vault + counters + tills + holders + destroyed + lapsed, per series and
   denomination;
2. no physical place ever holds less than zero of anything, at the end of any day;
3. the liability in the books equals the circulation once the books are closed, and
   before that the operations that wait explain the difference;
4. a posted operation never changes, and posting twice posts once;
5. two print runs of a series never share a serial number.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import association

FIRST_DAY = date(2021, 1, 1)
DAYS = 75  # over three months: monthly totals and lines are both read
SECOND_SERIES_FROM = 20
PHYSICAL = ("vault", "counter 1", "counter 2", "till")
CIRCULATING = ("holders", "till")
# kind: places it leaves, places it enters
MOVES = {
    "supply": (["vault"], ["counter 1", "counter 2"]),
    "return": (["counter 1", "counter 2"], ["vault"]),
    "exchange": (["counter 1", "counter 2", "vault"], ["holders"]),
    "swap": (["counter 1", "vault"], ["holders"]),
    "grant": (["vault"], ["holders"]),
    "reconversion": (["holders"], ["vault", "counter 1", "counter 2"]),
    "till_receipt": (["holders"], ["till"]),
    "till_spending": (["till"], ["holders"]),
    "till_withdrawal": (["till"], ["vault"]),
    "loss": (["counter 1", "counter 2", "vault"], ["holders"]),
    "surplus": (["holders"], ["counter 1", "vault"]),
    "till_loss": (["till"], ["holders"]),
    "till_surplus": (["holders"], ["till"]),
    "destruction": (["vault"], ["destroyed"]),
    "lapse": (["holders"], ["lapsed"]),
    "opening": (["printer"], ["counter 2"]),
}

days = st.integers(0, DAYS - 1)
coupons = st.dictionaries(
    st.tuples(st.sampled_from(["A", "A", "A", "B"]), st.sampled_from([1, 5, 20])),
    st.integers(1, 30),
    min_size=1,
    max_size=3,
)


class Model:
    """Where the coupons are: the whole reference that the ledger is held to."""

    def __init__(self):
        self.moves = []  # (day, from, to, coupon, quantity)

    def held(self, day):
        """Counter of (place, coupon) at the end of a day."""
        total = Counter()
        for moved_on, source, target, coupon, quantity in self.moves:
            if moved_on <= day:
                total[source, coupon] -= quantity
                total[target, coupon] += quantity
        return Counter({key: quantity for key, quantity in total.items() if quantity})

    def circulation(self, day):
        return sum(
            quantity * coupon[1]
            for (place, coupon), quantity in self.held(day).items()
            if place in CIRCULATING
        )

    def accepts(self, moves):
        """Whether the moves leave every physical place at zero or more, every day."""
        if any(
            coupon[0] == "B" and day < SECOND_SERIES_FROM
            for day, *_, coupon, _ in moves
        ):
            return False
        after = Model()
        after.moves = self.moves + moves
        touched = {day for day, *_ in after.moves}
        return all(
            quantity >= 0
            for day in touched
            for (place, _coupon), quantity in after.held(day).items()
            if place in PHYSICAL
        )


class LedgerMachine(RuleBasedStateMachine):
    world = None

    def __init__(self):
        super().__init__()
        self.env = self.world.env
        self.savepoint = self.env.cr.savepoint()
        self.model = Model()
        self.posted = {}  # operation id -> (moves, is reversible)
        self.serials = []  # (coupon, first, last)
        self.fingerprints = {}
        self.steps = 0

    def teardown(self):
        self.savepoint.close(rollback=True)

    # ------------------------------------------------------------------
    # Helpers
    # ------------------------------------------------------------------

    def day(self, number):
        return FIRST_DAY + timedelta(days=number)

    def attempt(self, call):
        """Run a call as a request does: all of it or nothing."""
        from odoo.exceptions import UserError

        try:
            with self.env.cr.savepoint():
                return call()
        except UserError:
            return None

    def record(self, operation, moves, is_reversible=True):
        self.model.moves += moves
        self.posted[operation.id] = (moves, is_reversible)

    def play(self, moves, call):
        """Post when the model accepts, be refused when it does not."""
        accepted = self.model.accepts(moves)
        operation = self.attempt(call)
        assert bool(operation) == accepted, (accepted, moves)
        if operation:
            self.record(operation, moves)

    def lines(self, chosen, is_return=False):
        return [
            (
                0,
                0,
                {
                    "series_id": self.world.series_by_name[series].id,
                    "denomination_id": self.world.denominations[face].id,
                    "quantity": quantity,
                    "is_return": is_return,
                },
            )
            for (series, face), quantity in chosen.items()
        ]

    def values(self, kind, day, source, target, lines):
        places = self.world.places
        means = {"exchange": self.world.cash, "reconversion": self.world.cash_out}
        income = kind in ("till_receipt", "till_spending")
        return {
            "kind": kind,
            "date": self.day(day),
            "lcc_currency_id": self.world.currency.id,
            "place_from_id": places[source].id,
            "place_to_id": places[target].id,
            "partner_id": self.world.shop.id,
            "payment_method_line_id": means[kind].id if kind in means else False,
            "counterpart_account_id": self.world.income.id if income else False,
            "line_ids": lines,
        }

    def post(self, vals, by_draft):
        """Post by a draft of another person, or in one go."""
        first, second = self.world.users
        if by_draft or vals["kind"] in ("destruction", "lapse"):
            decision = {"decision": "Assembly of 12 March 2021"}
            drafts = self.env["lcc.operation"].with_user(first)
            operation = drafts.create({**vals, **decision}).with_user(second)
            operation.action_post()
            operation.action_post()
            return operation
        operations = self.env["lcc.operation"].with_user(first)
        vals["client_ref"] = f"ref {len(self.posted)}"
        answers = operations.post_new([vals])
        assert operations.post_new([vals]) == answers
        return operations.browse(answers[0]["id"])

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------

    @initialize()
    def first_print_run(self):
        for series in ("A", "B"):
            for face in (1, 5, 20):
                self.print_run((series, face), 400, 1, SECOND_SERIES_FROM)

    @rule(
        coupon=st.tuples(st.sampled_from("AB"), st.sampled_from([1, 5, 20])),
        quantity=st.integers(1, 50),
        first=st.integers(350, 700),
        day=days,
    )
    def print_run(self, coupon, quantity, first, day):
        from psycopg2.errors import ExclusionViolation

        from odoo.tools import mute_logger

        last = first + quantity - 1
        is_free = not any(
            other == coupon and first <= other_last and other_first <= last
            for other, other_first, other_last in self.serials
        )
        moves = [(day, "printer", "vault", coupon, quantity)]
        first_user, second_user = self.world.users

        def create():
            with self.env.cr.savepoint():
                return (
                    self.env["lcc.emission"]
                    .with_user(first_user)
                    .create(
                        {
                            "name": "Print run",
                            "lcc_currency_id": self.world.currency.id,
                            "series_id": self.world.series_by_name[coupon[0]].id,
                            "date": self.day(day),
                            "vault_id": self.world.vault.id,
                            "line_ids": [
                                (
                                    0,
                                    0,
                                    {
                                        "denomination_id": self.world.denominations[
                                            coupon[1]
                                        ].id,
                                        "quantity": quantity,
                                        "serial_first": first,
                                        "serial_last": last,
                                    },
                                )
                            ],
                        }
                    )
                )

        def post():
            emission = create().with_user(second_user)
            emission.action_post()
            return emission.operation_ids

        if not is_free:
            with pytest.raises(ExclusionViolation), mute_logger("odoo.sql_db"):
                create()
            return
        self.play(moves, post)
        if self.posted and self.model.moves[-1:] == moves:
            self.serials.append((coupon, first, last))

    @rule(
        kind=st.sampled_from(sorted(set(MOVES) - {"swap"})),
        chosen=coupons,
        day=days,
        by_draft=st.booleans(),
        data=st.data(),
    )
    def operation(self, kind, chosen, day, by_draft, data):
        sources, targets = MOVES[kind]
        source = data.draw(st.sampled_from(sources))
        target = data.draw(st.sampled_from([t for t in targets if t != source]))
        moves = [
            (day, source, target, coupon, quantity)
            for coupon, quantity in chosen.items()
        ]
        vals = self.values(kind, day, source, target, self.lines(chosen))
        self.play(moves, lambda: self.post(vals, by_draft))

    @rule(
        source=st.sampled_from(MOVES["swap"][0]),
        day=days,
        quantity=st.integers(1, 10),
        gives_large=st.booleans(),
        by_draft=st.booleans(),
    )
    def swap(self, source, day, quantity, gives_large, by_draft):
        given, taken = {("A", 20): quantity}, {("A", 5): 4 * quantity}
        if not gives_large:
            given, taken = taken, given
        moves = [(day, source, "holders", *item) for item in given.items()]
        moves += [(day, "holders", source, *item) for item in taken.items()]
        lines = self.lines(given) + self.lines(taken, is_return=True)
        vals = self.values("swap", day, source, "holders", lines)
        self.play(moves, lambda: self.post(vals, by_draft))

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def reverse(self, data):
        number = data.draw(st.sampled_from(sorted(self.posted)))
        moves, is_reversible = self.posted[number]
        operation = self.env["lcc.operation"].browse(number)
        opposite = [
            (day, target, source, coupon, quantity)
            for day, source, target, coupon, quantity in moves
        ]
        accepted = is_reversible and self.model.accepts(opposite)
        # posted by one of the two: the other may undo it
        user = self.world.users[operation.posted_by_id == self.world.users[0]]
        reversal = self.attempt(lambda: operation.with_user(user)._reverse())
        assert bool(reversal) == accepted
        if reversal:
            self.record(reversal, opposite, is_reversible=False)
            self.posted[number] = (moves, False)
            if operation.emission_id:
                [(_day, _from, _to, coupon, _quantity)] = moves
                line = operation.emission_id.line_ids
                self.serials.remove((coupon, line.serial_first, line.serial_last))

    @rule()
    def close(self):
        """After the daily close nothing waits, and the books hold the circulation."""
        operations = self.env["lcc.operation"].with_user(self.world.users[0])
        operations.search([("books_state", "=", "waiting")])._post_books()
        liability = self.liability()
        total = 0
        for number in range(DAYS):
            total += liability[self.day(number)]
            assert total == self.model.circulation(number), self.day(number)

    # ------------------------------------------------------------------
    # Invariants
    # ------------------------------------------------------------------

    def liability(self):
        """Credit of the coupons' account by day."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT date, -SUM(balance) FROM account_move_line"
            " WHERE account_id = %s AND parent_state = 'posted' GROUP BY 1",
            [self.world.currency.coupon_account_id.id],
        )
        return Counter(dict(self.env.cr.fetchall()))

    def name_of(self, place_id, series_id, denomination_id):
        names = self.world.names
        coupon = (names[series_id, "series"], names[denomination_id, "face"])
        return names[place_id, "place"], coupon

    @invariant()
    def situation_of_some_days(self):
        """The situation reads monthly totals and lines: it equals the model."""
        self.steps += 1
        for number in {DAYS - 1, 30, self.steps * 13 % DAYS, self.steps * 29 % DAYS}:
            rows = self.env["lcc.situation"]._get_holdings(
                self.world.currency, self.day(number)
            )
            held = {self.name_of(*key): quantity for *key, quantity in rows}
            expected = self.model.held(number)
            assert held == expected, number
            # 1. what the printer gave is somewhere
            printed = Counter()
            for (_place, coupon), quantity in expected.items():
                printed[coupon] += quantity
            assert not any(printed.values())

    @invariant()
    def every_day_of_the_ledger(self):
        """2. Lines add up to the model on every day, and never below zero."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT date, place_id, series_id, denomination_id, SUM(sign * quantity)
              FROM lcc_operation_line
             CROSS JOIN LATERAL (VALUES (place_to_id, 1), (place_from_id, -1))
                                p(place_id, sign)
             WHERE lcc_currency_id = %s AND state = 'posted' GROUP BY 1, 2, 3, 4
            """,
            [self.world.currency.id],
        )
        ledger = {}
        for day, *key, quantity in self.env.cr.fetchall():
            name = self.name_of(*key)
            if quantity:
                ledger[(day - FIRST_DAY).days, name] = quantity
        expected = Counter()
        for day, source, target, coupon, quantity in self.model.moves:
            expected[day, (source, coupon)] -= quantity
            expected[day, (target, coupon)] += quantity
        assert ledger == {
            key: quantity for key, quantity in expected.items() if quantity
        }
        held = Counter()
        for (_day, name), quantity in sorted(ledger.items()):
            held[name] += quantity
            assert held[name] >= 0 or name[0] not in PHYSICAL

    @invariant()
    def present_balances(self):
        balances = self.env["lcc.place.balance"].search(
            [("place_id", "in", [self.world.places[name].id for name in PHYSICAL])]
        )
        held = {
            self.name_of(
                b.place_id.id, b.series_id.id, b.denomination_id.id
            ): b.quantity
            for b in balances
            if b.quantity
        }
        expected = self.model.held(DAYS)
        assert held == {k: q for k, q in expected.items() if k[0] in PHYSICAL}
        for balance in balances:
            assert balance.amount == balance.quantity * balance.denomination_id.value

    @invariant()
    def waiting_operations_explain_the_difference(self):
        """3. Liability plus what waits, named operation by operation, by day."""
        total = self.liability()
        waiting = self.env["lcc.operation"].search(
            [
                ("lcc_currency_id", "=", self.world.currency.id),
                ("books_state", "=", "waiting"),
            ]
        )
        for operation in waiting:
            total[operation.date] += sum(
                operation.line_ids.mapped("circulation_amount")
            )
        # what has no entry moves no circulation
        self.env.cr.execute(
            "SELECT l.date, SUM(l.circulation_amount) FROM lcc_operation_line l"
            " JOIN lcc_operation o ON o.id = l.operation_id"
            " WHERE l.lcc_currency_id = %s AND o.books_state = 'none' GROUP BY 1",
            [self.world.currency.id],
        )
        assert not any(amount for _day, amount in self.env.cr.fetchall())
        circulation = 0
        for number in range(DAYS):
            circulation += total[self.day(number)]
            assert circulation == self.model.circulation(number), number

    @invariant()
    def posted_operations_never_change(self):
        """4. All but their link to the books stays as it was when posted."""
        self.env.cr.execute(
            """
            SELECT o.id, md5((to_jsonb(o) - '{move_id,books_state,write_date,
                   write_uid,message_main_attachment_id}'::text[])::text
                   || string_agg((to_jsonb(l) - '{write_date,write_uid}'::text[])::text,
                                 ' ' ORDER BY l.id))
              FROM lcc_operation o JOIN lcc_operation_line l ON l.operation_id = o.id
             WHERE o.lcc_currency_id = %s AND o.state = 'posted' GROUP BY o.id
            """,
            [self.world.currency.id],
        )
        now = dict(self.env.cr.fetchall())
        assert now.keys() == self.posted.keys()
        for number, fingerprint in self.fingerprints.items():
            assert now[number] == fingerprint
        self.fingerprints = now

    @invariant()
    def serials_stay_apart(self):
        """5. No two print runs in force share a number."""
        lines = self.env["lcc.emission.line"].search(
            [
                ("series_id", "in", self.world.currency.series_ids.ids),
                ("is_released", "=", False),
            ]
        )
        ranges = sorted(
            (line.series_id.name, line.value, line.serial_first, line.serial_last)
            for line in lines
        )
        assert len(ranges) == len(self.serials)
        for before, after in zip(ranges, ranges[1:], strict=False):
            assert before[:2] != after[:2] or before[3] < after[2]


@pytest.fixture(scope="module")
def world(registry):
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        world = association.create(env, "Property", ["first", "second"], stock=0)
        env = world.env
        env["lcc.coupon.series"].create(
            {
                "name": "B",
                "lcc_currency_id": world.currency.id,
                "date_from": FIRST_DAY + timedelta(days=SECOND_SERIES_FROM),
            }
        )
        world.shop = env["res.partner"].create({"name": "Shop", "is_company": True})
        world.income = world.account("756100")
        world.series_by_name = {s.name: s for s in world.currency.series_ids}
        first, second = world.counters
        world.places = {
            "vault": world.vault,
            "counter 1": first,
            "counter 2": second,
            "till": world.till,
            "holders": world.holders,
            "printer": world.printer,
            "destroyed": world.destroyed,
            "lapsed": world.lapsed,
        }
        world.names = {
            **{(place.id, "place"): name for name, place in world.places.items()},
            **{(s.id, "series"): s.name for s in world.currency.series_ids},
            **{(d.id, "face"): face for face, d in world.denominations.items()},
        }
        env.flush_all()
        yield world
        cr.rollback()


@pytest.mark.parametrize(
    ("books_mode", "examples", "steps"), [("day", 18, 50), ("operation", 6, 30)]
)
def test_ledger(world, books_mode, examples, steps):
    world.currency.books_mode = books_mode
    LedgerMachine.world = world
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # shrinking would take minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
