# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The daily close of 1,000 exchanges at 10 counters, against entries made by hand."""

from world import DATE, Currency, at_most, median_seconds

from odoo import Command


def run(env):
    currency = Currency(env)
    _by_hand(currency)  # warm both
    currency.post(1000)
    _close(env)
    closes, hands = [], []
    for _ in range(7):
        operations = currency.post(1000)
        env.cr.commit()  # a close comes later than the exchanges of its day
        closes.append(median_seconds(lambda: _close(env), 1))
        assert set(operations.mapped("books_state")) == {"done"}
        hands.append(median_seconds(lambda: _by_hand(currency), 1))
    return [
        at_most(
            "daily close of 1,000 exchanges at 10 counters",
            sorted(closes)[3],
            sorted(hands)[3],
            1.2,
        )
    ]


def _close(env):
    """As the scheduler does it, commit included."""
    env["lcc.operation"]._cron_close_books()


def _by_hand(currency):
    """The same ten entries, as an accountant's script would post them."""
    journal = currency.currency.journal_id
    coupons = currency.currency.coupon_account_id
    cash = currency.cash.default_account_id
    moves = (
        currency.env["account.move"]
        .sudo()  # as the close does
        .create(
            [
                {
                    "move_type": "entry",
                    "journal_id": journal.id,
                    "date": DATE,
                    "ref": counter.name,
                    "line_ids": [
                        Command.create(
                            {"account_id": cash.id, "name": "Exchange", "balance": 1700}
                        ),
                        Command.create(
                            {
                                "account_id": coupons.id,
                                "name": "Exchange",
                                "balance": -1700,
                            }
                        ),
                    ],
                }
                for counter in currency.counters
            ]
        )
    )
    moves._post(soft=False)
    currency.env.cr.commit()
    return moves
