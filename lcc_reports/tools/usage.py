# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A table of usage beside that of the period before."""


def pair(names: list[str], earlier: list[str]) -> list[tuple[int | None, int | None]]:
    """Rows of two tables that bear the same name, whatever its capitals.

    :param names: of the rows of this table, in order
    :param earlier: of those of the earlier one
    :return: positions (here, there): each row of this table, then those that only the
        earlier one has; None where there is none

    >>> pair(["Mail", "Cloud"], ["cloud ", "Chat"])
    [(0, None), (1, 0), (None, 1)]
    >>> pair(["Mail", "Mail"], ["Mail"])
    [(0, 0), (1, None)]
    """
    waiting: dict[str, list[int]] = {}
    for position, name in enumerate(earlier):
        waiting.setdefault(_fold(name), []).append(position)
    found: list[tuple[int | None, int | None]] = []
    for position, name in enumerate(names):
        same = waiting.get(_fold(name))
        found.append((position, same.pop(0) if same else None))
    left = sorted(place for places in waiting.values() for place in places)
    return found + [(None, place) for place in left]


def _fold(name: str) -> str:
    return " ".join((name or "").split()).casefold()
