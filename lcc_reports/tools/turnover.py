# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Members that came, stayed and left between two years."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple


class Turnover(NamedTuple):
    """Members of a row of a table, as sets of their ids.

    For each row: before = kept + gone, and now = kept + moved_in - moved_out + new.

    :param before: those of the year before in this row
    :param gone: those of them who are no members any more
    :param kept: those of them who still are, wherever they now stand
    :param new: members of the year in this row who were none the year before
    :param moved_in: kept ones who came from another row
    :param moved_out: kept ones who went to another row
    :param now: those of the year in this row
    """

    before: frozenset
    gone: frozenset
    kept: frozenset
    new: frozenset
    moved_in: frozenset
    moved_out: frozenset
    now: frozenset


def turnover(before: Mapping, now: Mapping) -> dict[Hashable, Turnover]:
    """Compare two years by row.

    :param before: {member: row} of the year before
    :param now: {member: row} of the year
    :return: {row: Turnover}

    >>> rows = turnover({1: "Foix", 2: "Foix", 3: "Massat"}, {2: "Massat", 4: "Foix"})
    >>> {name: sorted(ids) for name, ids in rows["Foix"]._asdict().items()}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'before': [1, 2], 'gone': [1], 'kept': [2], 'new': [4], 'moved_in': [],
     'moved_out': [2], 'now': [4]}
    >>> sorted(rows["Massat"].gone), sorted(rows["Massat"].moved_in)
    ([3], [2])
    """
    by_row = {}
    for index, year in enumerate((before, now)):
        for member, row in year.items():
            by_row.setdefault(row, (set(), set()))[index].add(member)
    return {
        row: Turnover(
            before=frozenset(first),
            gone=frozenset(first - now.keys()),
            kept=frozenset(first & now.keys()),
            new=frozenset(second - before.keys()),
            moved_in=frozenset((second & before.keys()) - first),
            moved_out=frozenset((first & now.keys()) - second),
            now=frozenset(second),
        )
        for row, (first, second) in by_row.items()
    }
