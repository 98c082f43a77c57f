# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A server killed in the middle of posting loses nothing answered, doubles nothing."""

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
