# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A server killed in the middle of posting loses nothing answered, doubles nothing.

Killed in the middle of the close it leaves no entry half made: the next close enters
everything, once.
"""

import contextlib
import http.client
import itertools
import threading
import time
import urllib.error

import pytest

import association
from conftest import RpcClient

SESSIONS = 3
KILLS = 2
SECONDS = 4  # of posting before each kill


@pytest.fixture(scope="module")
def world(demo_db, odoo):
    from odoo.api import SUPERUSER_ID, Environment
    from odoo.modules.registry import Registry

    with Registry(demo_db).cursor() as cr:
        made = association.create(
            Environment(cr, SUPERUSER_ID, {}),
            "Crash",
            [f"crash{number}" for number in range(SESSIONS)],
            counters=2,
            stock=100_000,
            supply=40_000,
        )
        cr.commit()
        yield made
    Registry.delete(demo_db)
    odoo.sql_db.close_db(demo_db)


class Desk:
    """A program that sends exchanges of 3.00 and remembers what was answered."""

    def __init__(self, world, rank):
        self.world = world
        self.rank = rank
        self.numbers = itertools.count()
        self.sent = {}  # client reference -> values
        self.answered = {}  # client reference -> id of the operation

    def send(self, client, reference):
        [answer] = client.post("/lcc/operations", operations=[self.sent[reference]])
        assert answer["client_ref"] == reference
        assert self.answered.setdefault(reference, answer["id"]) == answer["id"]

    def work(self, client):
        """Send exchanges until the server is gone."""
        try:
            while True:
                reference = f"crash {self.rank} {next(self.numbers)}"
                self.sent[reference] = association.values(
                    self.world,
                    "exchange",
                    self.world.counters[self.rank % 2],
                    self.world.holders,
                    {1: 1, 2: 1},
                    date="2021-02-01",
                    payment_method_line_id=self.world.cash.id,
                    client_ref=reference,
                )
                self.send(client, reference)
        except (OSError, urllib.error.URLError, http.client.HTTPException):
            pass  # killed

    def send_again(self, client):
        """After the restart: everything, as nobody knows what went through."""
        for reference in list(self.sent):
            self.send(client, reference)


def one(cr, query, *arguments):
    cr.execute(query, arguments)
    return cr.fetchone()


def test_killed_while_posting(world, server, connect):
    desks = [Desk(world, rank) for rank in range(SESSIONS)]
    for _kill in range(KILLS):
        threads = [
            threading.Thread(
                target=desk.work, args=(RpcClient(server, f"crash{desk.rank}"),)
            )
            for desk in desks
        ]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS)
        server.kill()
        for thread in threads:
            thread.join(30)
        answered = {
            reference: number
            for desk in desks
            for reference, number in desk.answered.items()
        }
        connection = connect(world.env.cr.dbname)
        with connection, connection.cursor() as cr:
            cr.execute(
                "SELECT client_ref, id FROM lcc_operation"
                " WHERE client_ref LIKE 'crash %' AND state = 'posted'"
            )
            posted = dict(cr.fetchall())
        assert answered.items() <= posted.items(), "an answer was lost"
        server.start()
        for desk in desks:
            desk.send_again(RpcClient(server, f"crash{desk.rank}"))
    sent = sum(len(desk.sent) for desk in desks)
    print(f"{sent} exchanges sent, {len(answered)} answered before the last kill")
    assert sent > 20
    connection = connect(world.env.cr.dbname)
    with connection, connection.cursor() as cr:
        currency = world.currency.id
        assert one(
            cr,
            "SELECT count(*), count(DISTINCT client_ref), sum(amount)"
            " FROM lcc_operation WHERE client_ref LIKE 'crash %%' AND state = 'posted'",
        ) == (sent, sent, 3 * sent)
        # no operation without its lines, no coupon without its balance
        assert one(
            cr,
            "SELECT count(*), sum(quantity) FROM lcc_operation_line"
            " WHERE lcc_currency_id = %s AND kind = 'exchange'",
            currency,
        ) == (2 * sent, 2 * sent)
        assert one(
            cr,
            "SELECT sum(quantity) FROM lcc_flow"
            " WHERE lcc_currency_id = %s AND place_to_id = %s",
            currency,
            world.holders.id,
        ) == (2 * sent,)
        # 40,000 coupons of six face values at two counters
        assert one(
            cr,
            "SELECT sum(quantity) FROM lcc_place_balance WHERE place_id IN %s",
            tuple(counter.id for counter in world.counters),
        ) == (480_000 - 2 * sent,)


def exchanges(world):
    """Six exchanges of 3.00: at each of two counters one on each of three days."""
    return [
        association.values(
            world,
            "exchange",
            counter,
            world.holders,
            {1: 1, 2: 1},
            date=day,
            payment_method_line_id=world.cash.id,
        )
        for counter in world.counters
        for day in ("2021-02-02", "2021-02-03", "2021-02-04")
    ]


def close(client):
    """Run the nightly job now, as the scheduler does."""
    [job] = client.call("ir.cron", "search", [("code", "ilike", "_cron_close_books")])
    # an error would come as an action that shows it
    assert client.call("ir.cron", "method_direct_trigger", [job]) is True


def kill_at(server, connection, table, work):
    """Kill the server at the moment when its work comes to write in a table."""

    def until_killed():
        with contextlib.suppress(OSError, http.client.HTTPException):
            work()

    thread = threading.Thread(target=until_killed)
    with connection, connection.cursor() as cr:
        # whoever writes there waits for the end of this transaction
        cr.execute(f"LOCK TABLE {table} IN SHARE MODE")
        thread.start()
        association.wait_for_a_lock(cr)
        server.kill()
    thread.join(30)


def books(connect, world):
    connection = connect(world.env.cr.dbname)
    with connection, connection.cursor() as cr:
        return association.books(cr, world)


@pytest.mark.parametrize(
    ("table", "is_entered"),
    [
        ("account_move", False),  # before the first entry
        ("account_move_line", False),  # entries without lines
        ("lcc_operation", False),  # entries that no operation knows
        ("ir_cron", True),  # all is committed, the job not yet told done
    ],
)
def test_killed_while_closing(world, server, connect, table, is_entered):
    RpcClient(server, "crash0").post("/lcc/operations", operations=exchanges(world))
    close(RpcClient(server, "admin"))
    RpcClient(server, "crash0").post("/lcc/operations", operations=exchanges(world))
    before = books(connect, world)
    connection = connect(world.env.cr.dbname)
    admin = RpcClient(server, "admin")
    kill_at(server, connection, table, lambda: close(admin))
    server.start()
    killed = books(connect, world)
    # an entry for each of two counters on each of three days, or none at all
    assert killed.entries - before.entries == 6 * is_entered
    assert killed.odd == ([] if is_entered else [None])
    close(RpcClient(server, "admin"))
    after = books(connect, world)
    assert (after.odd, after.missing) == ([], set())
    assert after.entries - before.entries == 6
    # six exchanges of 3.00 waited
    assert after.liability - before.liability == 18
    assert after.liability == after.circulation
