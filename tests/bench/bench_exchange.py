# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Posting exchanges of three denominations, against Odoo's stock transfers."""

from world import Currency, Stock, at_least, median_seconds

DEPENDS = ["stock"]


def run(env):
    currency = Currency(env)
    stock = Stock(env, currency.company)
    for _ in range(5):  # warm both
        currency.post()
        stock.transfer()
    return [
        _single(currency, stock),
        _committed(env, currency, stock),
        *_batches(currency, stock),
    ]


def _single(currency, stock):
    transfers, exchanges = [], []
    for _ in range(4):  # in turns, so that both meet the same machine
        transfers.append(median_seconds(stock.transfer, 15))
        exchanges.append(median_seconds(currency.post, 60))
    return at_least("one exchange, warm", _middle(transfers), _middle(exchanges), 8)


def _committed(env, currency, stock):
    def committed(work):
        work()
        env.cr.commit()

    transfers, exchanges = [], []
    for _ in range(4):
        transfers.append(median_seconds(lambda: committed(stock.transfer), 15))
        exchanges.append(median_seconds(lambda: committed(currency.post), 40))
    return at_least(
        "one exchange, with a commit", _middle(transfers), _middle(exchanges), 6
    )


def _batches(currency, stock):
    def post_with_message():
        operations = currency.post(1000)
        operations._message_log_batch(dict.fromkeys(operations.ids, "Posted"))

    transfer = median_seconds(lambda: stock.transfer(200), 3) / 200
    exchange = median_seconds(lambda: currency.post(1000), 3) / 1000
    noted = median_seconds(post_with_message, 2) / 1000
    return [
        at_least("1,000 exchanges in a batch, each", transfer, exchange, 20),
        at_least("the same, each with a message", transfer, noted, 15),
    ]


def _middle(values):
    return sorted(values)[len(values) // 2]
