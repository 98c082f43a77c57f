# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Many sessions post exchanges at once, over real connections."""

import functools
import statistics
import threading
import time

import pytest

import association
from conftest import RpcClient, RpcError

SESSIONS = 8
POSTS = 25  # by each session
ROUTE = "/lcc/operations"


@pytest.fixture(scope="module")
def world(demo_db, odoo):
    """An association in the database, described by plain numbers."""
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    with Registry(demo_db).cursor() as cr:
        made = association.create(
            Environment(cr, SUPERUSER_ID, {}),
            "Concurrency",
            [f"desk{number}" for number in range(SESSIONS)],
            counters=SESSIONS,
            stock=20_000,
            supply=1_000,
        )
        cr.commit()
        yield made
    Registry.delete(demo_db)
    odoo.sql_db.close_db(demo_db)


@pytest.fixture(scope="module")
def sessions(world, server):
    clients = [RpcClient(server, f"desk{number}") for number in range(SESSIONS)]
    for client, counter in zip(clients, world.counters, strict=True):
        post(client, exchange(world, counter))  # warm
    return clients


@pytest.fixture(scope="module")
def close_of_the_day(rpc):
    """A function that runs the nightly job now, in a transaction of its own."""
    admin = rpc("admin")
    [job] = admin.call("ir.cron", "search", [("code", "ilike", "_cron_close_books")])

    def close():
        # an error would come as an action that shows it
        assert admin.call("ir.cron", "method_direct_trigger", [job]) is True

    return close


def exchange(world, counter, coupons=None, **vals):
    return association.values(
        world,
        "exchange",
        counter,
        world.holders,
        coupons or {1: 1, 2: 1, 5: 1},
        date="2021-02-01",
        payment_method_line_id=world.cash.id,
        **vals,
    )


def post(client, *operations):
    return client.post(ROUTE, operations=list(operations))


def post_by_button(client, vals):
    """As the form of the web client does: save, then the button."""
    press(client, "action_post", save(client, vals))


def save(client, vals):
    [saved] = client.call("lcc.operation", "web_save", [], vals, specification={})
    return saved["id"]


def press(client, button, *numbers):
    client.post(
        f"/web/dataset/call_button/lcc.operation/{button}",
        model="lcc.operation",
        method=button,
        args=[numbers],
        kwargs={},
    )


def post_draft(client, vals):
    """As programs do by the ordinary way in: create, then post."""
    number = client.call("lcc.operation", "create", [vals])[0]
    client.call("lcc.operation", "action_post", [number])


def together(calls):
    """Run calls at once, each in its thread; return their results or exceptions."""
    results = [None] * len(calls)
    barrier = threading.Barrier(len(calls))

    def run(rank, call):
        barrier.wait()
        try:
            results[rank] = call()
        except Exception as error:
            results[rank] = error

    threads = [
        threading.Thread(target=run, args=(rank, call))
        for rank, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def latencies(call, count):
    """Seconds that each of ``count`` calls took."""
    taken = []
    for number in range(count):
        start = time.monotonic()
        call(number)
        taken.append(time.monotonic() - start)
    return taken


def held(connect, world, counter):
    """Coupons of 1, 2 and 5 that a counter holds: balance, and ledger lines."""
    connection = connect(world.env.cr.dbname)
    with connection, connection.cursor() as cr:
        faces = {d.id: face for face, d in world.denominations.items()}
        cr.execute(
            "SELECT denomination_id, quantity FROM lcc_place_balance"
            " WHERE place_id = %s",
            [counter.id],
        )
        balance = {faces[id_]: quantity for id_, quantity in cr.fetchall()}
        cr.execute(
            "SELECT denomination_id, SUM(CASE WHEN place_to_id = %(place)s"
            " THEN quantity ELSE -quantity END) FROM lcc_operation_line"
            " WHERE %(place)s IN (place_from_id, place_to_id) AND state = 'posted'"
            " GROUP BY 1",
            {"place": counter.id},
        )
        ledger = {faces[id_]: quantity for id_, quantity in cr.fetchall()}
    assert balance == ledger
    return balance


def flows_equal_lines(connect, world):
    connection = connect(world.env.cr.dbname)
    with connection, connection.cursor() as cr:
        cr.execute(
            """
            SELECT f.quantity, l.quantity
              FROM (SELECT place_from_id, place_to_id, series_id, denomination_id,
                           SUM(quantity) AS quantity
                      FROM lcc_flow WHERE lcc_currency_id = %(currency)s
                  GROUP BY 1, 2, 3, 4) f
         FULL JOIN (SELECT place_from_id, place_to_id, series_id, denomination_id,
                           SUM(quantity) AS quantity
                      FROM lcc_operation_line
                     WHERE lcc_currency_id = %(currency)s AND state = 'posted'
                  GROUP BY 1, 2, 3, 4) l
             USING (place_from_id, place_to_id, series_id, denomination_id)
             WHERE f.quantity IS DISTINCT FROM l.quantity
            """,
            {"currency": world.currency.id},
        )
        return not cr.fetchall()


def test_at_different_counters(world, sessions, connect):
    before = [held(connect, world, counter) for counter in world.counters]
    results = together(
        [
            lambda client=client, counter=counter: latencies(
                lambda _number: post(client, exchange(world, counter)), POSTS
            )
            for client, counter in zip(sessions, world.counters, strict=True)
        ]
    )
    for counter, was, result in zip(world.counters, before, results, strict=True):
        assert isinstance(result, list), result
        now = held(connect, world, counter)
        assert [was[face] - now[face] for face in (1, 2, 5)] == [25, 25, 25]
    assert flows_equal_lines(connect, world)


def test_at_the_same_counter(world, sessions, connect):
    """Exact, and nobody waits longer than a second."""
    counter = world.counters[0]
    before = held(connect, world, counter)
    results = together(
        [
            lambda client=client: latencies(
                lambda _number: post(client, exchange(world, counter)), POSTS
            )
            for client in sessions
        ]
    )
    for result in results:
        assert isinstance(result, list), result
    now = held(connect, world, counter)
    # 8 sessions of 25 exchanges
    assert [before[face] - now[face] for face in (1, 2, 5)] == [200, 200, 200]
    assert flows_equal_lines(connect, world)
    waits = [wait for result in results for wait in result]
    print(f"median {statistics.median(waits):.3f} s, longest {max(waits):.3f} s")
    assert max(waits) < 1


def test_by_the_button_of_the_form(world, sessions, connect):
    """Eight people at one counter: exact, and nobody waits longer than a second."""
    counter = world.counters[3]
    before = held(connect, world, counter)
    waits = []

    def work(client):
        for _number in range(10):
            number = save(client, exchange(world, counter))
            start = time.monotonic()
            press(client, "action_post", number)
            waits.append(time.monotonic() - start)

    results = together([lambda client=client: work(client) for client in sessions])
    assert results == [None] * 8
    now = held(connect, world, counter)
    # 8 sessions of 10 exchanges
    assert [before[face] - now[face] for face in (1, 2, 5)] == [80, 80, 80]
    assert flows_equal_lines(connect, world)
    print(f"median {statistics.median(waits):.3f} s, longest {max(waits):.3f} s")
    assert max(waits) < 1


def test_one_draft_pressed_by_all(world, sessions, connect):
    """Eight clicks on one draft: it is posted once, under one number."""
    counter = world.counters[4]
    manager = sessions[0]
    for _number in range(5):
        before = held(connect, world, counter)
        number = save(manager, exchange(world, counter))
        results = together(
            [
                functools.partial(press, client, "action_post", number)
                for client in sessions
            ]
        )
        assert results == [None] * 8
        now = held(connect, world, counter)
        assert [before[face] - now[face] for face in (1, 2, 5)] == [1, 1, 1]
    assert flows_equal_lines(connect, world)


def test_by_the_ordinary_way_too(world, sessions, connect):
    """It is exact as well, whatever Odoo has to try again."""
    first, second = world.counters[:2]
    before = [held(connect, world, counter)[1] for counter in (first, second)]

    def work(client, counter):
        for _number in range(5):
            post_draft(client, exchange(world, counter, {1: 1}))

    results = together(
        [
            lambda client=client, rank=rank: work(client, (first, second)[rank % 2])
            for rank, client in enumerate(sessions[:4])
        ]
    )
    assert results == [None] * 4
    now = [held(connect, world, counter)[1] for counter in (first, second)]
    assert [was - is_ for was, is_ in zip(before, now, strict=True)] == [10, 10]


@pytest.mark.parametrize("way", ["desk", "button", "ordinary"])
def test_race_for_the_last_coupons(world, sessions, connect, way):
    """Two want the same coupons: one gets them, the other a clear refusal."""
    counter = world.counters[1]
    last = held(connect, world, counter)[50]
    call = {"desk": post, "button": post_by_button, "ordinary": post_draft}[way]
    vals = exchange(world, counter, {50: last})
    results = together(
        [lambda client=client: call(client, vals) for client in sessions[:2]]
    )
    [refusal] = [result for result in results if isinstance(result, Exception)]
    assert isinstance(refusal, RpcError)
    assert "There are not enough coupons for this operation." in str(refusal)
    assert "Counter 2 holds 0 coupons of 50" in str(refusal)
    assert held(connect, world, counter)[50] == 0
    # give them back for the other way
    post(
        sessions[0],
        association.values(
            world, "supply", world.vault, counter, {50: last}, date="2021-02-01"
        ),
    )


def test_no_counter_waits_for_another(world, sessions, connect):
    """A transaction that holds counter 1 does not slow counter 2."""
    connection = connect(world.env.cr.dbname)
    try:
        with connection.cursor() as cr:
            cr.execute(
                "UPDATE lcc_place_balance SET date_last = date_last"
                " WHERE place_id = %s",
                [world.counters[0].id],
            )
            cr.execute(
                "UPDATE lcc_flow SET quantity = quantity WHERE place_from_id = %s",
                [world.counters[0].id],
            )
            waits = latencies(
                lambda _number: post(sessions[1], exchange(world, world.counters[1])),
                10,
            )
            print(f"longest {max(waits):.3f} s while counter 1 is held")
            assert max(waits) < 1
    finally:
        connection.rollback()


def test_one_call_at_one_counter_while_another_is_posted(world, sessions, connect):
    """An open exchange at counter 1, posted but not committed, in this process."""
    env = world.env
    try:
        env["lcc.operation"].with_user(world.users[0]).post_new(
            [exchange(world, world.counters[0])]
        )
        waits = latencies(
            lambda _number: post(sessions[1], exchange(world, world.counters[1])), 10
        )
        assert max(waits) < 1
    finally:
        env.cr.rollback()


def test_same_reference_at_once(world, sessions, connect):
    """Sent by several sessions at the same time, it is posted once."""
    counter = world.counters[2]
    before = held(connect, world, counter)[5]
    vals = exchange(world, counter, {5: 1}, client_ref="sent by all")
    results = together(
        [lambda client=client: post(client, vals) for client in sessions]
    )
    assert {answer["id"] for [answer] in results} == {results[0][0]["id"]}
    assert before - held(connect, world, counter)[5] == 1


def books(connect, world):
    connection = connect(world.env.cr.dbname)
    with connection, connection.cursor() as cr:
        return association.books(cr, world)


def exchanges_beside(world, sessions, *calls):
    """Post 8 x 25 exchanges, two sessions to a counter, while calls run on and on.

    :return: seconds that each exchange took
    """
    posting = threading.Event()
    posting.set()

    def keep(call):
        while posting.is_set():
            call()

    def post_all():
        try:
            return together(
                [
                    lambda client=client, counter=world.counters[rank % 4]: latencies(
                        lambda _number: post(client, exchange(world, counter)), POSTS
                    )
                    for rank, client in enumerate(sessions)
                ]
            )
        finally:
            posting.clear()

    posted, *kept = together(
        [post_all, *(lambda call=call: keep(call) for call in calls)]
    )
    assert kept == [None] * len(calls)
    for waits in posted:
        assert isinstance(waits, list), waits
    return [wait for waits in posted for wait in waits]


@pytest.mark.parametrize("mode", ["day", "operation"])
def test_close_while_exchanges_are_posted(
    world, sessions, connect, close_of_the_day, mode
):
    """Each operation ends in one entry, and no counter waits for the close."""
    world.currency.books_mode = mode
    world.env.cr.commit()
    before = books(connect, world).circulation
    waits = exchanges_beside(world, sessions, close_of_the_day)
    print(f"median {statistics.median(waits):.3f} s, longest {max(waits):.3f} s")
    assert max(waits) < 1
    close_of_the_day()
    after = books(connect, world)
    assert (after.odd, after.missing) == ([], set())
    # 8 sessions of 25 exchanges of 8.00
    assert after.circulation - before == 1600
    assert after.liability == after.circulation


def test_close_and_button_at_once(world, sessions, connect, rpc, close_of_the_day):
    """A manager enters in the books what the job enters too: once, without a row."""
    manager = rpc("desk0")

    def enter_what_waits():
        numbers = manager.call(
            "lcc.operation", "search", [("books_state", "=", "waiting")]
        )
        press(manager, "action_post_books", *numbers)

    before = books(connect, world).circulation
    exchanges_beside(world, sessions, close_of_the_day, enter_what_waits)
    close_of_the_day()
    after = books(connect, world)
    assert (after.odd, after.missing) == ([], set())
    assert after.circulation - before == 1600
    assert after.liability == after.circulation


def test_button_waits_for_the_close(world, sessions, connect, close_of_the_day):
    """The job holds its operations, then draws numbers; the button does it in the same
    order, else each waits for what the other holds and the job of the night fails."""
    close_of_the_day()
    before = books(connect, world)
    [answer] = post(sessions[0], exchange(world, world.counters[0]))
    manager = threading.Thread(
        target=press, args=(sessions[0], "action_post_books", answer["id"])
    )
    cr = world.env.cr
    cr.rollback()  # to see it
    try:
        operation = world.env["lcc.operation"].browse(answer["id"])
        operation.lock_for_update()
        manager.start()
        association.wait_for_a_lock(connect(cr.dbname).cursor())
        time.sleep(1.5)  # the database looks for a deadlock once, after a second
        operation._close_books()
        cr.commit()
    finally:
        cr.rollback()
        manager.join()
    after = books(connect, world)
    assert (after.odd, after.missing) == ([], set())
    assert after.entries - before.entries == 1
