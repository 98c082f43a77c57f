# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures of the table of dues: worked out from cents, rounded half up for display."""

from decimal import ROUND_HALF_UP, Decimal

from .dues import to_cents

ONE, TENTH = Decimal(1), Decimal("0.1")


def share(part: int, whole: int) -> Decimal | None:
    """Percentage with one decimal; none of nothing.

    >>> share(28, 150), share(0, 150), share(1, 16)
    (Decimal('18.7'), Decimal('0.0'), Decimal('6.3'))
    >>> share(0, 0)
    """
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP)


def average(amount, count: int) -> Decimal | None:
    """Amount for each, with one decimal; none for nobody.

    >>> average(289.60, 28), average(0, 3), average(1.25, 1)
    (Decimal('10.3'), Decimal('0.0'), Decimal('1.3'))
    >>> average(0, 0)
    """
    if not count:
        return None
    return (to_cents(amount) / count).quantize(TENTH, ROUND_HALF_UP)


def whole(amount) -> int:
    """Amount without cents, a half away from zero.

    >>> whole(289.60), whole(2321.40), whole(0.5), whole(-0.5), whole(2.5)
    (290, 2321, 1, -1, 3)
    """
    return int(to_cents(amount).quantize(ONE, ROUND_HALF_UP))
