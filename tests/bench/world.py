# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What benchmarks measure on: an association with a currency, and Odoo's own stock.

Both are driven by ordinary users: a manager of the currency, a user of the inventory.
"""

import statistics
import time
from itertools import count

from odoo import Command
from odoo.tools import mute_logger

DATE = "2024-03-15"
FACES = (1, 2, 5, 10, 20, 50)


class Currency:
    """A currency with its vault and counters, each well supplied."""

    def __init__(self, env, counters=10):
        company = (
            env["res.company"]
            .with_context(chart_template_load=True)
            .create({"name": "Benchmark", "country_id": env.ref("base.fr").id})
        )
        chart = env["account.chart.template"]
        with mute_logger("odoo.addons.account.models.chart_template"):
            chart.try_loading("fr_asso", company, install_demo=False)
        self.company = company
        self.user = new_user(env, "bench", company, "lcc_base.group_lcc_treasurer")
        self.env = env(user=self.user, context={"allowed_company_ids": company.ids})
        root = env(context={"allowed_company_ids": company.ids})
        self.cash = root["account.journal"].create(
            {"name": "Cash", "type": "cash", "code": "CASH", "company_id": company.id}
        )
        self.method_id = self.cash.inbound_payment_method_line_ids[:1].id
        self.currency = root["lcc.currency"].create(
            {
                "name": "Benchmark",
                "symbol": "B",
                "company_id": company.id,
                "denomination_ids": [Command.create({"value": v}) for v in FACES],
                "series_ids": [
                    Command.create({"name": "2020", "date_from": "2020-01-01"})
                ],
            }
        )
        self.series = self.currency.series_ids
        self.faces = {int(d.value): d for d in self.currency.denomination_ids}
        self.vault = self._place(root, "Vault", "vault")
        self.counters = [
            self._place(root, f"Counter {i}", "counter") for i in range(counters)
        ]
        self.holders = self.currency._get_place("holders")
        self.printer = self.currency._get_place("printer")
        self.refs = count(1)
        self._supply(root)
        root.cr.commit()

    def _place(self, env, name, kind):
        return env["lcc.place"].create(
            {"name": name, "kind": kind, "lcc_currency_id": self.currency.id}
        )

    def _supply(self, env):
        """Opening: enough of everything everywhere, made by the superuser."""
        env["lcc.operation"]._create_posted(
            [
                self.values("opening", self.printer, place, dict.fromkeys(FACES, 10**6))
                for place in (self.vault, *self.counters)
            ]
        )

    def lines(self, coupons):
        return [
            Command.create(
                {
                    "denomination_id": self.faces[face].id,
                    "series_id": self.series.id,
                    "quantity": quantity,
                }
            )
            for face, quantity in coupons.items()
        ]

    def values(self, kind, source, target, coupons, **values):
        return {
            "kind": kind,
            "date": DATE,
            "lcc_currency_id": self.currency.id,
            "place_from_id": source.id,
            "place_to_id": target.id,
            "line_ids": self.lines(coupons),
            **values,
        }

    def exchange(self, number):
        """Values of an exchange of 17 with three denominations."""
        return self.values(
            "exchange",
            self.counters[number % len(self.counters)],
            self.holders,
            {10: 1, 5: 1, 2: 1},
            amount=17.0,
            payment_method_line_id=self.method_id,
            client_ref=f"bench-{next(self.refs)}",
        )

    def post(self, how_many=1):
        numbers = range(how_many)
        start = next(self.refs)
        return self.env["lcc.operation"]._create_posted(
            [self.exchange(start + number) for number in numbers]
        )


class Stock:
    """Internal transfers of one product, done to the end."""

    def __init__(self, env, company):
        root = env(context={"allowed_company_ids": company.ids})
        self.warehouse = root["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        ) or root["stock.warehouse"].create(
            {"name": "Benchmark", "code": "BENCH", "company_id": company.id}
        )
        self.source = self.warehouse.lot_stock_id
        self.target = root["stock.location"].create(
            {
                "name": "Shelf",
                "usage": "internal",
                "location_id": self.warehouse.view_location_id.id,
            }
        )
        self.product = root["product.product"].create(
            {"name": "Box", "type": "consu", "is_storable": True}
        )
        root["stock.quant"]._update_available_quantity(self.product, self.source, 10**6)
        user = new_user(env, "bench-stock", company, "stock.group_stock_user")
        self.env = env(user=user, context={"allowed_company_ids": company.ids})
        root.cr.commit()

    def transfer(self, how_many=1):
        move = {
            "product_id": self.product.id,
            "product_uom_qty": 3,
            "location_id": self.source.id,
            "location_dest_id": self.target.id,
        }
        pickings = self.env["stock.picking"].create(
            [
                {
                    "picking_type_id": self.warehouse.int_type_id.id,
                    "location_id": self.source.id,
                    "location_dest_id": self.target.id,
                    "move_ids": [Command.create(move)],
                }
                for _ in range(how_many)
            ]
        )
        pickings.action_confirm()
        pickings.action_assign()
        pickings.move_ids.picked = True
        pickings.button_validate()
        assert set(pickings.mapped("state")) == {"done"}


def new_user(env, login, company, group):
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": login,
                "login": login,
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [
                    Command.set([env.ref("base.group_user").id, env.ref(group).id])
                ],
            }
        )
    )


def median_seconds(work, times, after=None):
    """Median time of a call; what ``after`` does is not counted."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
        if after:
            after()
    return statistics.median(seconds)


def at_least(name, reference, ours, bound, unit="ms", scale=1000):
    """A row of result: how many times as fast as the reference."""
    ratio = reference / ours
    return {
        "name": name,
        "ours": ours * scale,
        "reference": reference * scale,
        "unit": unit,
        "ratio": ratio,
        "bound": f">= {bound}",
        "met": ratio >= bound,
    }


def at_most(name, ours, reference, bound, unit="ms", scale=1000):
    """A row of result: how much of the reference's cost."""
    ratio = ours / reference
    return {
        "name": name,
        "ours": ours * scale,
        "reference": reference * scale,
        "unit": unit,
        "ratio": ratio,
        "bound": f"<= {bound}",
        "met": ratio <= bound,
    }
