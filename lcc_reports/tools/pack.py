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
