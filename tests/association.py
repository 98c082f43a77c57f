# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""An association with a currency of its own, for tests that need a whole world."""

import time
from types import SimpleNamespace

FACES = (1, 2, 5, 10, 20, 50)


def create(env, name, logins=(), counters=2, stock=1000, supply=100, **currency_vals):
    """Make an association, its users, its currency and the coupons it printed.

    Series "A" exists from 1 January 2021; the print run and the supplies of the
    counters are of that day. Each login is a treasurer whose password is the login.

    :param counters: how many counters, supplied with ``supply`` coupons of each face
    :param stock: coupons of each face value printed, none when 0
    :return: namespace of records: company, users, currency, series, denominations,
        vault, counters, till, holders, printer, destroyed, lapsed, cash
    """
    company = (
        env["res.company"]
        .with_context(chart_template_load=True)
        .create({"name": name, "country_id": env.ref("base.fr").id})
    )
    env["account.chart.template"].try_loading(
        "fr_asso", company=company, install_demo=False
    )
    env = env(context={"allowed_company_ids": company.ids, "tracking_disable": True})
    users = [
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": login,
                "login": login,
                "password": login,
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
                "group_ids": [(6, 0, [env.ref("lcc_base.group_lcc_treasurer").id])],
            }
        )
        for login in logins
    ]
    currency = env["lcc.currency"].create(
        {
            "name": f"Currency of {name}",
            "symbol": "TST",
            "company_id": company.id,
            "denomination_ids": [(0, 0, {"value": face}) for face in FACES],
            "series_ids": [(0, 0, {"name": "A", "date_from": "2021-01-01"})],
            **currency_vals,
        }
    )

    def account(code):
        return env["account.account"].search(
            [("code", "=", code), ("company_ids", "in", company.ids)]
        )

    journal = env["account.journal"].create(
        {
            "name": "Cash of coupons",
            "type": "cash",
            "code": "TCSH",
            "default_account_id": account("530000").id,
        }
    )

    def place(name, kind, **vals):
        return env["lcc.place"].create(
            {"name": name, "kind": kind, "lcc_currency_id": currency.id, **vals}
        )

    world = SimpleNamespace(
        env=env,
        company=company,
        users=users,
        currency=currency,
        series=currency.series_ids,
        denominations={int(d.value): d for d in currency.denomination_ids},
        vault=place("Vault", "vault"),
        counters=[place(f"Counter {n}", "counter") for n in range(1, counters + 1)],
        till=place("Till", "till", account_id=account("531800").id),
        holders=currency._get_place("holders"),
        printer=currency._get_place("printer"),
        destroyed=currency._get_place("destroyed"),
        lapsed=currency._get_place("lapsed"),
        cash=journal.inbound_payment_method_line_ids[:1],
        cash_out=journal.outbound_payment_method_line_ids[:1],
        account=account,
    )
    if stock:
        moves = [("opening", world.printer, world.vault, stock)]
        moves += [
            ("supply", world.vault, counter, supply) for counter in world.counters
        ]
        env["lcc.operation"]._create_posted(
            [
                values(world, kind, source, target, dict.fromkeys(FACES, quantity))
                for kind, source, target, quantity in moves
            ]
        )
    return world


def values(world, kind, source, target, coupons, **vals):
    """Values of an operation for post_new.

    :param coupons: {face value: quantity}
    """
    return {
        "kind": kind,
        "date": "2021-01-01",
        "lcc_currency_id": world.currency.id,
        "place_from_id": source.id,
        "place_to_id": target.id,
        "line_ids": [
            (
                0,
                0,
                {
                    "denomination_id": world.denominations[face].id,
                    "series_id": world.series[:1].id,
                    "quantity": quantity,
                },
            )
            for face, quantity in coupons.items()
        ],
        **vals,
    }


def books(cr, world):
    """How the books stand to the ledger.

    :return: namespace: ``odd``, entries that do not hold what their operations say
        (None: the operations that have none), ``missing``, numbers that no entry
        bears, and the ``circulation``, the ``liability`` and how many posted
        ``entries`` there are
    """
    currency = world.currency
    cr.execute(
        """
        SELECT move_id, b.amount, l.amount
          FROM (SELECT m.id AS move_id, -SUM(i.balance) AS amount
                  FROM account_move m JOIN account_move_line i ON i.move_id = m.id
                 WHERE m.journal_id = %(journal)s AND m.state = 'posted'
                   AND i.account_id = %(account)s GROUP BY 1) b
     FULL JOIN (SELECT o.move_id, SUM(l.circulation_amount) AS amount
                  FROM lcc_operation o JOIN lcc_operation_line l
                    ON l.operation_id = o.id
                 WHERE o.lcc_currency_id = %(currency)s AND o.state = 'posted'
                   AND o.books_state != 'none' GROUP BY 1) l USING (move_id)
        """,
        {
            "journal": currency.journal_id.id,
            "account": currency.coupon_account_id.id,
            "currency": currency.id,
        },
    )
    rows = cr.fetchall()
    cr.execute(
        "SELECT COALESCE(array_agg(sequence_number), '{}') FROM account_move"
        " WHERE journal_id = %s AND state = 'posted'",
        [currency.journal_id.id],
    )
    [numbers] = cr.fetchone()
    return SimpleNamespace(
        odd=[move for move, booked, due in rows if booked != due],
        missing=set(range(1, max(numbers, default=0) + 1)) - set(numbers),
        circulation=sum(due or 0 for _move, _booked, due in rows),
        liability=sum(booked or 0 for _move, booked, _due in rows),
        entries=len(numbers),
    )


def wait_for_a_lock(cr):
    """Return when somebody waits for what another transaction holds."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        cr.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        if cr.fetchone():
            return
        # it is as of the beginning of a transaction else
        cr.execute("SELECT pg_stat_clear_snapshot()")
        time.sleep(0.05)
    raise AssertionError("nobody waits")
