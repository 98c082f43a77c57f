# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Numbers of a register of deliberations, and what the prefecture takes of them."""

import re
from datetime import date

from odoo.tools.translate import LazyGettext, LazyTranslate

_lt = LazyTranslate(__name__, default_lang="en_US")

ACTS_NUMBER = re.compile(r"[0-9A-Z_]{2,15}")
FIELDS = re.compile(r"\{(\w+)(?::(0\d))?\}")
NAMES = {"number", "year", "yy", "month", "day", "order"}

# What a register's number has and an @ctes number has not, in both directions.
SIGNS = {"/": "_S", "-": "_T", ".": "_P", " ": "_E", "_": "__"}
LETTERS = {code: sign for sign, code in SIGNS.items()}


class RegisterError(ValueError):
    """A pattern or a number that cannot be used.

    :ivar message: lazy translation, a full sentence that says what to do
    """

    def __init__(self, message: LazyGettext):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return str(self.message)


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that would give one number twice.

    :raise RegisterError: a field that is none, or no number

    >>> check_pattern("{number:03}/{yy}")
    >>> check_pattern("{year}-{month}-{order:02}")
    >>> check_pattern("2024")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    RegisterError: The pattern needs {number}, or {order} with {month} or {day}.
    """
    names = {name for name, _width in FIELDS.findall(pattern)}
    if names - NAMES or "{" in FIELDS.sub("", pattern):
        raise RegisterError(
            _lt(
                "The pattern knows {number}, {year}, {yy}, {month}, {day} and {order}, "
                "with a width such as {number:03}."
            )
        )
    if "number" not in names and not ("order" in names and names & {"day", "month"}):
        raise RegisterError(
            _lt("The pattern needs {number}, or {order} with {month} or {day}.")
        )


def format_number(pattern: str, day: date, number: int, order: int) -> str:
    """Number of a deliberation in the register.

    :param day: day of the session
    :param number: place in the year
    :param order: place in the session

    >>> format_number("{number:03}/{yy}", date(2024, 4, 16), 12, 1)
    '012/24'
    >>> format_number("{year}-{month}-{order:02}", date(2024, 4, 16), 40, 12)
    '2024-04-12'
    """
    values = {
        "number": str(number),
        "year": f"{day:%Y}",
        "yy": f"{day:%y}",
        "month": f"{day:%m}",
        "day": f"{day:%d}",
        "order": str(order),
    }

    def fill(match):
        name, width = match.groups()
        return values[name].zfill(int(width or 0))

    return FIELDS.sub(fill, pattern)


def to_acts_number(number: str) -> str:
    """Number for the prefecture (@ctes: 2 to 15 digits, capitals, underscores).

    Reversible: see `from_acts_number`.

    :raise RegisterError: a number that has no such form

    >>> to_acts_number("012/24")
    '012_S24'
    >>> from_acts_number(to_acts_number("2024-04-12"))
    '2024-04-12'
    >>> from_acts_number(to_acts_number("D_1/A"))
    'D_1/A'
    """
    result = "".join(SIGNS.get(sign, sign) for sign in number)
    if not ACTS_NUMBER.fullmatch(result):
        raise RegisterError(
            _lt(
                "The prefecture takes numbers of 2 to 15 characters, digits, capitals "
                "and underscores: shorten the pattern of the register."
            )
        )
    return result


def from_acts_number(number: str) -> str:
    """Number in the register of what the prefecture was given."""
    return re.sub("_.", lambda match: LETTERS[match.group()], number)
