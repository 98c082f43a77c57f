# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Periods of any length, and those that they are compared with."""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    date_from: date
    date_to: date

    @property
    def months(self) -> int | None:
        """How many whole months it is, None when it is not.

        >>> Period(date(2021, 1, 1), date(2021, 9, 30)).months
        9
        >>> Period(date(2020, 1, 1), date(2020, 12, 31)).months
        12
        >>> Period(date(2021, 1, 15), date(2021, 2, 14)).months
        """
        next_day = self.date_to + timedelta(days=1)
        if self.date_from.day != 1 or next_day.day != 1:
            return None
        years = next_day.year - self.date_from.year
        return years * 12 + next_day.month - self.date_from.month

    @property
    def days(self) -> int:
        """
        >>> Period(date(2020, 2, 1), date(2020, 2, 29)).days
        29
        """
        return (self.date_to - self.date_from).days + 1

    @property
    def is_calendar_year(self) -> bool:
        """
        >>> Period(date(2020, 1, 1), date(2020, 12, 31)).is_calendar_year
        True
        >>> Period(date(2020, 7, 1), date(2021, 6, 30)).is_calendar_year
        False
        """
        return self.months == 12 and self.date_from.month == 1


def previous(period: Period) -> Period:
    """The period of the same length that ends the day before: as many whole months,
    or else as many days.

    >>> previous(Period(date(2021, 1, 1), date(2021, 9, 30)))
    Period(date_from=datetime.date(2020, 4, 1), date_to=datetime.date(2020, 12, 31))
    >>> previous(Period(date(2021, 3, 10), date(2021, 3, 19)))
    Period(date_from=datetime.date(2021, 2, 28), date_to=datetime.date(2021, 3, 9))
    """
    last = period.date_from - timedelta(days=1)
    if period.months:
        return Period(period.date_from - relativedelta(months=period.months), last)
    return Period(period.date_from - timedelta(days=period.days), last)


def year_before(period: Period) -> Period:
    """The same days a year before; a last day of February stays one.

    >>> year_before(Period(date(2021, 2, 1), date(2021, 2, 28)))
    Period(date_from=datetime.date(2020, 2, 1), date_to=datetime.date(2020, 2, 29))
    >>> year_before(Period(date(2021, 1, 1), date(2021, 9, 30)))
    Period(date_from=datetime.date(2020, 1, 1), date_to=datetime.date(2020, 9, 30))
    """
    if period.months:
        first = period.date_from - relativedelta(years=1)
        return Period(
            first, first + relativedelta(months=period.months) - timedelta(days=1)
        )
    return Period(
        period.date_from - relativedelta(years=1),
        period.date_to - relativedelta(years=1),
    )


def months_of(period: Period) -> list[Period]:
    """The calendar months that a period touches, whole.

    >>> [month.date_to.day for month in months_of(Period(
    ...     date(2021, 1, 15), date(2021, 3, 1)))]
    [31, 28, 31]
    """
    month, found = period.date_from.replace(day=1), []
    while month <= period.date_to:
        following = month + relativedelta(months=1)
        found.append(Period(month, following - timedelta(days=1)))
        month = following
    return found


def following(period: Period) -> Period:
    """The period of the same length that begins the day after.

    >>> following(Period(date(2021, 1, 1), date(2021, 9, 30)))
    Period(date_from=datetime.date(2021, 10, 1), date_to=datetime.date(2022, 6, 30))
    >>> following(Period(date(2021, 3, 10), date(2021, 3, 19)))
    Period(date_from=datetime.date(2021, 3, 20), date_to=datetime.date(2021, 3, 29))
    """
    first = period.date_to + timedelta(days=1)
    if not period.months:
        return Period(first, first + timedelta(days=period.days - 1))
    after = first + relativedelta(months=period.months)
    return Period(first, after - timedelta(days=1))


def cut(period: Period, others: list[Period], day: date) -> Period:
    """What others leave of a period around a day, or that other which holds the day.

    >>> year = Period(date(2020, 7, 1), date(2021, 6, 30))
    >>> older = [Period(date(2020, 1, 1), date(2020, 12, 31))]
    >>> cut(year, older, date(2021, 3, 1))
    Period(date_from=datetime.date(2021, 1, 1), date_to=datetime.date(2021, 6, 30))
    >>> cut(year, older, date(2020, 8, 1)) == older[0]
    True
    >>> cut(year, [], date(2020, 8, 1)) == year
    True
    """
    first, last = period
    for other in others:
        if other.date_from <= day <= other.date_to:
            return other
        if other.date_to < day:
            first = max(first, other.date_to + timedelta(days=1))
        else:
            last = min(last, other.date_from - timedelta(days=1))
    return Period(first, last)


def write_day(text: str, lang: str) -> str:
    """A day in words, as French has its first of a month.

    :param text: the day as Odoo writes it at length

    >>> write_day("1 janvier 2021", "fr_FR"), write_day("11 janvier 2021", "fr_FR")
    ('1er janvier 2021', '11 janvier 2021')
    >>> write_day("January 1, 2021", "en_US")
    'January 1, 2021'
    """
    is_first = (lang or "").startswith("fr") and text.startswith("1 ")
    return f"1er{text[1:]}" if is_first else text
