# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Euros received for creditors and units handed over to them, day by day.

The same arithmetic serves a till (régie): units that it takes come in, units that are
redeemed go out.
"""

from datetime import date
from math import gcd
from typing import NamedTuple


class Movement(NamedTuple):
    """What came in and went out on a day; what is undone is negative.

    :ivar day: its date
    :ivar came: euros received, or units that a till took
    :ivar went: units handed over, or units that were redeemed
    """

    day: date
    came: float = 0.0
    went: float = 0.0


def lowest(movements: list[Movement]) -> float:
    """Lowest balance at the end of any day; 0 before the first one.

    Nobody is handed more units than the euros that were received by then.

    >>> third, ninth = date(2024, 5, 3), date(2024, 5, 9)
    >>> lowest([Movement(third, came=40), Movement(ninth, went=40)])
    0
    >>> lowest([Movement(ninth, came=40), Movement(third, went=40)])
    -40.0

    Within a day the order does not matter.

    >>> lowest([Movement(third, went=40), Movement(third, came=40)])
    0
    """
    days = {}
    for day, came, went in movements:
        days[day] = days.get(day, 0) + came - went
    balance = least = 0
    for day in sorted(days):
        # sums of money have cents, not the dust of binary fractions
        balance = round(balance + days[day], 2)
        least = min(least, balance)
    return least


def available(movements: list[Movement], day: date) -> float:
    """What may go out on a day without lacking then or later; never negative.

    >>> movements = [
    ...     Movement(date(2024, 5, 3), came=40),
    ...     Movement(date(2024, 5, 9), went=30),
    ...     Movement(date(2024, 6, 3), came=40),
    ... ]
    >>> [available(movements, date(2024, *d)) for d in ((5, 2), (5, 4), (6, 3))]
    [0.0, 10.0, 50.0]
    """
    balances = [
        sum((one.came - one.went for one in movements if one.day <= limit), 0.0)
        for limit in {day, *(one.day for one in movements if one.day > day)}
    ]
    return max(round(min(balances), 2), 0.0)


def in_coupons(amount: float, faces: list[float]) -> float:
    """Largest part of an amount that coupons may make; cents wait for others.

    >>> in_coupons(40.75, [1, 2, 5, 10])
    40.0
    >>> in_coupons(40.75, [0.5, 1])
    40.5
    >>> in_coupons(43, [5, 10])
    40.0
    >>> in_coupons(0.3, [0.1])
    0.3
    >>> in_coupons(40.75, [])
    40.75
    """
    unit = gcd(*(round(face * 100) for face in faces)) or 1
    return round(amount * 100) // unit * unit / 100


def first_of_month(day: date) -> date:
    """
    >>> first_of_month(date(2024, 2, 29))
    datetime.date(2024, 2, 1)
    """
    return day.replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """First days of all months from one day to another.

    >>> [day.isoformat() for day in months_between(date(2023, 11, 9), date(2024, 1, 1))]
    ['2023-11-01', '2023-12-01', '2024-01-01']
    >>> months_between(date(2024, 1, 1), date(2023, 12, 31))
    []
    """
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [date((start + i) // 12, (start + i) % 12 + 1, 1) for i in range(count)]


def monthly_account(
    movements: list[Movement], first: date, last: date
) -> tuple[float, list[tuple[date, float, float, float]]]:
    """What came in, went out and was kept, month by month.

    :param first: first day of the period
    :param last: last day of the period
    :return: balance carried over, and for each month its first day, what came in, what
        went out and what was kept at its end

    >>> movements = [
    ...     Movement(date(2024, 4, 8), came=40),
    ...     Movement(date(2024, 4, 9), went=30),
    ...     Movement(date(2024, 5, 8), came=40),
    ...     Movement(date(2024, 6, 3), went=80),
    ...     Movement(date(2024, 6, 4), went=-30),
    ...     Movement(date(2024, 7, 8), came=40),
    ... ]
    >>> carried, rows = monthly_account(movements, date(2024, 5, 1), date(2024, 6, 30))
    >>> carried
    10.0
    >>> [(month.month, *amounts) for month, *amounts in rows]
    [(5, 40.0, 0.0, 50.0), (6, 0.0, 50.0, 0.0)]
    """
    carried = kept = round(
        sum(one.came - one.went for one in movements if one.day < first), 2
    )
    rows = []
    for month in months_between(first, last):
        within = [
            one
            for one in movements
            if first <= one.day <= last and first_of_month(one.day) == month
        ]
        came = round(sum((one.came for one in within), 0.0), 2)
        went = round(sum((one.went for one in within), 0.0), 2)
        kept = round(kept + came - went, 2)
        rows.append((month, came, went, kept))
    return carried, rows
