# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Amount, period and renewal of dues: plain functions of plain arguments.

Amounts are `Decimal` in the company's currency, rounded half up to the cent; periods
are days, both ends included. Errors are lazy translations: show them with
`env._(error.message)`.
"""

import math
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo.tools.translate import LazyGettext, LazyTranslate

_lt = LazyTranslate(__name__, default_lang="en_US")

CENT = Decimal("0.01")
DAY = timedelta(days=1)


class DuesError(ValueError):
    """Dues that cannot be worked out.

    :ivar message: lazy translation, a full sentence that says what to do
    """

    def __init__(self, message: LazyGettext):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return str(self.message)


class Period(NamedTuple):
    """Days of a membership, both included."""

    start: date
    end: date


class Bracket(NamedTuple):
    """From `threshold` on, `amount` plus `rate` for each unit of the basis.

    :ivar ceiling: the most that this bracket asks for; zero is no limit
    """

    threshold: Decimal
    amount: Decimal
    rate: Decimal = Decimal(0)
    ceiling: Decimal = Decimal(0)


# Periods


def after(day: date, unit: str, quantity: int) -> date:
    """The day on which a period of this length, begun on a day, is over.

    Where a month lacks the day, the period is over on the first of the next month:
    a year begun on 29 February covers the whole of the next February.

    :param unit: days, weeks, months or years

    >>> str(after(date(2024, 2, 29), "years", 1))
    '2025-03-01'
    >>> str(after(date(2023, 8, 31), "months", 6))
    '2024-03-01'
    >>> str(after(date(2023, 3, 1), "months", 12))
    '2024-03-01'
    >>> str(after(date(2024, 1, 1), "weeks", 2))
    '2024-01-15'
    """
    end = day + relativedelta(**{unit: quantity})
    shortened = unit in ("months", "years") and end.day < day.day
    return end + DAY if shortened else end


def civil_year(day: date, covered: date | None = None) -> Period:
    """The civil year of a day, or the one after the year that is paid already.

    Newcomers are members from the day on; who was a member up to the eve of the year
    is one from its first day, however late the renewal.

    :param covered: last day of the dues that the member has had, if any

    >>> civil_year(date(2026, 5, 4)) == (date(2026, 5, 4), date(2026, 12, 31))
    True
    >>> civil_year(date(2026, 11, 4), date(2026, 12, 31)).start.isoformat()
    '2027-01-01'
    >>> civil_year(date(2026, 3, 4), date(2025, 12, 31)).start.isoformat()
    '2026-01-01'
    >>> civil_year(date(2026, 3, 4), date(2024, 12, 31)).start.isoformat()
    '2026-03-04'
    """
    eve = date(day.year - 1, 12, 31)
    if covered and covered >= eve:
        day = covered + DAY
    return Period(day, date(day.year, 12, 31))


def rolling(
    day: date, covered: date | None = None, unit: str = "months", quantity: int = 12
) -> Period:
    """A period of a certain length, begun on a day or where the running one ends.

    A late renewal begins on its own day: nobody pays for days that are gone.

    >>> rolling(date(2026, 5, 4)).end.isoformat()
    '2027-05-03'
    >>> rolling(date(2026, 5, 4), date(2026, 6, 30)).start.isoformat()
    '2026-07-01'
    >>> rolling(date(2026, 5, 4), date(2026, 3, 31)).start.isoformat()
    '2026-05-04'
    """
    start = covered + DAY if covered and covered >= day else day
    return Period(start, after(start, unit, quantity) - DAY)


def until(day: date, start: date, end: date, covered: date | None = None) -> Period:
    """What is left of fixed dates on a day.

    :raise DuesError: the dates are over, or paid already

    >>> until(date(2026, 5, 4), date(2026, 1, 1), date(2026, 8, 31)).start.isoformat()
    '2026-05-04'
    >>> until(date(2025, 12, 4), date(2026, 1, 1), date(2026, 8, 31)).start.isoformat()
    '2026-01-01'
    >>> until(date(2026, 9, 1), date(2026, 1, 1), date(2026, 8, 31))
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_membership.tools.dues.DuesError: These dues ended on 2026-08-31. \
Choose other dues, or give them new dates.
    """
    if day > end:
        raise DuesError(
            _lt(
                "These dues ended on %(end)s. Choose other dues, or give them new "
                "dates.",
                end=end,
            )
        )
    first = max(day, start)
    if covered and covered >= first:
        first = covered + DAY
    if first > end:
        raise DuesError(
            _lt(
                "The member has paid until %(covered)s already, and these dues end on "
                "%(end)s. Choose other dues, or give them new dates.",
                covered=covered,
                end=end,
            )
        )
    return Period(first, end)


# Amounts


def to_cents(amount) -> Decimal:
    """
    >>> to_cents(Decimal("10.005")), to_cents(0.1 + 0.2), to_cents(12)
    (Decimal('10.01'), Decimal('0.30'), Decimal('12.00'))
    """
    return to_decimal(amount).quantize(CENT, ROUND_HALF_UP)


def to_decimal(number) -> Decimal:
    """A number as it is shown: 15 significant digits.

    >>> to_decimal(0.1 + 0.2), to_decimal(3)
    (Decimal('0.3'), Decimal('3'))
    """
    return Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)


def scale_amount(basis, brackets, minimum=0, ceiling=0) -> Decimal:
    """Dues by population, headcount or turnover.

    The bracket of the highest threshold that the basis reaches counts, for the whole
    of the basis.

    :param minimum: the least that is asked for; zero is no limit
    :param ceiling: the most that is asked for; zero is no limit
    :raise DuesError: the basis is below every threshold

    >>> scale = [Bracket(Decimal(0), Decimal(30)),
    ...          Bracket(Decimal(500), Decimal(0), Decimal("0.10"), Decimal(250))]
    >>> scale_amount(499, scale), scale_amount(500, scale), scale_amount(9765, scale)
    (Decimal('30.00'), Decimal('50.00'), Decimal('250.00'))
    >>> scale_amount(499, scale, minimum=40), scale_amount(9765, scale, ceiling=200)
    (Decimal('40.00'), Decimal('200.00'))
    """
    basis = to_decimal(basis)
    reached = [bracket for bracket in brackets if bracket.threshold <= basis]
    if not reached:
        raise DuesError(
            _lt(
                "No bracket of the scale holds %(basis)s. Add one to the dues.",
                basis=basis,
            )
        )
    bracket = max(reached, key=lambda one: one.threshold)
    amount = bracket.amount + bracket.rate * basis
    for limit in filter(None, (bracket.ceiling, to_decimal(ceiling))):
        amount = min(amount, limit)
    return to_cents(max(amount, to_decimal(minimum)))


def share_paid(amount: Decimal, total: Decimal, refunded: Decimal, open_: Decimal):
    """What has been collected of one line of an invoice.

    :param amount: the line's amount, less what was refunded of it
    :param total: the invoice's total
    :param refunded: what credit notes took off the whole invoice
    :param open_: what is still to be paid of the invoice

    >>> share_paid(Decimal(20), Decimal(30), Decimal(0), Decimal(0))
    Decimal('20.00')
    >>> share_paid(Decimal(20), Decimal(30), Decimal(0), Decimal(15))
    Decimal('10.00')
    >>> share_paid(Decimal(0), Decimal(30), Decimal(30), Decimal(0))
    Decimal('0.00')
    """
    kept = total - refunded
    if not kept:
        return to_cents(0)
    return to_cents(amount * (kept - min(open_, kept)) / kept)


def share_out(amount: Decimal, weights: list) -> list[Decimal]:
    """Share an amount in proportion to weights, to the cent: the parts add up to it.

    >>> [str(part) for part in share_out(Decimal(10), [30, 20])]
    ['6.00', '4.00']
    >>> [str(part) for part in share_out(Decimal(10), [1, 1, 1])]
    ['3.33', '3.34', '3.33']
    >>> [str(part) for part in share_out(Decimal(10), [5, -5])]
    ['10.00', '0.00']
    """
    total = sum(weights)
    if not total:
        return [to_cents(amount), *(to_cents(0) for _weight in weights[1:])]
    reached = [to_cents(amount * sum(weights[:n]) / total) for n in range(len(weights))]
    return [
        after - before
        for before, after in zip(reached, [*reached[1:], to_cents(amount)], strict=True)
    ]


def periods_of(quantity: float) -> int:
    """Whole periods that a quantity on an invoice stands for.

    >>> periods_of(1), periods_of(1.5), periods_of(0)
    (1, 2, 1)
    """
    return max(1, math.ceil(quantity))
