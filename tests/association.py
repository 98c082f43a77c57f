# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""An association with a currency of its own, for tests that need a whole world."""

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
