# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One line of a file of members: its cells, and what they tell."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from odoo.addons.lcc_base.tools.spreadsheet import RowError, SpreadsheetError

from .member_cells import clean_text, is_blank


class FileDues(NamedTuple):
    """Dues that a line tells of.

    :ivar column: heading, and `value` its cell, for what is said of them later
    :ivar amount: None where the file says that they are paid, and not how much
    """

    column: str
    value: Any
    year: int
    date: date | None
    amount: Decimal | None
    gift: Decimal
    means: str
    reference: str


class FileMember:
    """One line.

    :ivar values: of res.partner; the type of member only where the line says it
    :ivar member_type: id of the type of member, maybe that of the whole file
    :ivar emails, phones: all of them; the first ones are in the values too
    :ivar private_note: for those only who have the right to it, so that it is no value
    """

    __slots__ = (
        "dues",
        "emails",
        "errors",
        "line",
        "member_type",
        "phones",
        "private_note",
        "values",
    )

    def __init__(self, line):
        self.line = line
        self.values = {}
        self.member_type = None
        self.emails = []
        self.phones = []
        self.private_note = ""
        self.dues = []
        self.errors = []


class LineCells:
    """The cells of one line, by field; what cannot be read is told once."""

    def __init__(self, reader, member, row):
        self.reader = reader
        self.member = member
        self.row = row + [None] * (len(reader.titles) - len(row))
        self.notes = []

    def is_empty(self):
        positions = [p for found in self.reader.places.values() for p in found]
        return all(is_blank(self.row[position]) for position in positions)

    def get(self, *fields, year=0) -> Any:
        """The first cell of these fields that is filled."""
        for field in fields:
            for position in self.reader.places.get((field, year), ()):
                if self.row[position] not in (None, ""):
                    return self.row[position]
        return ""

    def text(self, field, year=0):
        value = self.get(field, year=year)
        return "" if is_blank(value) else clean_text(value)

    def lines(self, field):
        value = self.get(field)
        return value if isinstance(value, str) else clean_text(value)

    def set(self, name, found):
        """Keep a value, where there is one."""
        for value in filter(None, found):
            self.member.values[name] = value

    def parse(self, field, parse, year=0):
        positions = self.reader.places.get((field, year))
        return self.parse_at(positions[0], parse) if positions else None

    def parse_at(self, position, parse):
        value = self.row[position]
        try:
            return parse(value)
        except SpreadsheetError as error:
            title = self.reader.titles[position]
            self.member.errors.append(
                RowError(self.member.line, title, value, error.message)
            )
            return None

    def fail(self, field, value, message, title=""):
        title = title or self.reader.get_title(field)
        self.member.errors.append(RowError(self.member.line, title, value, message))
