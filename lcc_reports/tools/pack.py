# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a report to the assembly holds, before a paper or a workbook shows it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from .table import Table


class ChapterContent(NamedTuple):
    """A chapter whose figures are read.

    :param record: the chapter, with its texts and pictures
    :param message: what stands in the place of figures, or ""
    :param charts: as lcc.report gives them
    """

    number: int
    record: Any
    title: str
    subtitle: str
    message: str
    tables: Sequence[Table]
    charts: Sequence[dict]

    def get_sheets(self) -> list[Table]:
        """Its tables under the titles of their sheets: that of the chapter where
        there is one only.

        >>> one = Table("a", "Accounts", [], [])
        >>> content = ChapterContent(3, None, "Our accounts", "", "", [one], [])
        >>> [table.title for table in content.get_sheets()]
        ['Our accounts']
        >>> both = content._replace(tables=[one, one._replace(title="Cash")])
        >>> [table.title for table in both.get_sheets()]
        ['Accounts', 'Cash']
        """
        if len(self.tables) == 1:
            return [self.tables[0]._replace(title=self.title)]
        return list(self.tables)


class PackContent(NamedTuple):
    """All chapters; a client cannot send one."""

    chapters: Sequence[ChapterContent]


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
