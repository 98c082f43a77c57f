# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""From the result of a period to the change of its cash."""

from collections.abc import Iterable

# First digits of accounts of cash: banks, tills and transfers between them.
CASH = ("51", "53", "54", "55", "56", "57", "58")
GUARANTEE = ("5125", "5126")
# What the other accounts are about, by their first digits; the longest counts.
SOURCES = {
    "own": ("10", "11", "12", "99"),
    "subsidies": ("13", "14"),
    "provisions": ("15",),
    "loans": ("16", "17", "18"),
    "dedicated": ("19",),
    "fixed": ("2",),
    "stocks": ("3",),
    "suppliers": ("40",),
    "members": ("41",),
    "coupons": ("4633",),
    "digital": ("4634",),
    "third_parties": ("4",),
    "securities": ("50", "52", "59"),
}


def find_source(code: str) -> str:
    """What an account that holds no cash is about.

    >>> [find_source(code) for code in ("463300", "467100", "110020", "5042", "801")]
    ['coupons', 'third_parties', 'own', 'securities', 'other']
    """
    found = {
        prefix: source
        for source, prefixes in SOURCES.items()
        for prefix in prefixes
        if code.startswith(prefix)
    }
    return found[max(found, key=len)] if found else "other"


def add_up_sources(balances: Iterable[tuple[str, float]]) -> dict[str, float]:
    """What each source brought to cash.

    :param balances: (source, debit less credit over the period) of accounts
    :return: {source: amount}; positive is more cash

    >>> add_up_sources([("coupons", -100.0), ("members", 30.0), ("coupons", 10.0)])
    {'coupons': 90.0, 'members': -30.0}
    """
    sums = {}
    for source, balance in balances:
        sums[source] = round(sums.get(source, 0.0) - balance, 2) + 0.0
    return sums
