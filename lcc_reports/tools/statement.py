# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Parts of statements: what a total adds up, and two sides that stand side by side."""

import ast
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from .table import Column, Row, Table, line, total


def read_sum(expression: str | None) -> dict[str, int]:
    """The names that an expression adds up or takes away; nothing where it does more.

    >>> read_sum("dues + gifts - charges")
    {'dues': 1, 'gifts': 1, 'charges': -1}
    >>> read_sum("-bal[756%]")
    {}
    >>> read_sum("income / 2")
    {}
    >>> read_sum("bal[")
    {}
    """
    try:
        tree = ast.parse(expression or "", mode="eval").body
    except SyntaxError:
        return {}
    signs = {}
    return signs if _add_signs(tree, 1, signs) else {}


def _add_signs(node, sign, signs):
    if isinstance(node, ast.Name):
        signs[node.id] = signs.get(node.id, 0) + sign
        return abs(signs[node.id]) == 1
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return False
    right = sign if isinstance(node.op, ast.Add) else -sign
    return _add_signs(node.left, sign, signs) and _add_signs(node.right, right, signs)


class Entry(NamedTuple):
    """A line of one side.

    :param label: its name
    :param amounts: one per period; None where there is nothing
    :param opens: one per period, see tools.table.Row
    :param is_own: it is about own funds
    """

    label: str
    amounts: Sequence[float | None]
    opens: Sequence = ()
    is_own: bool = False


def add_up(entries: Sequence[Entry], count: int) -> list[float]:
    """The sums of a side, one per period.

    >>> add_up([Entry("Dues", [10.1, None]), Entry("Gifts", [0.2, 3.0])], 2)
    [10.3, 3.0]
    """
    return [
        round(sum(entry.amounts[index] or 0 for entry in entries), 2)
        for index in range(count)
    ]


def make_sides(
    key: str,
    title: str,
    sides: Sequence[tuple[str, Sequence[Entry]]],
    heads: Sequence[str],
    total_label: str,
) -> Table:
    """A table of two sides, each with its labels and its figures.

    :param sides: (label, entries) of the left one, and of the right one
    :param heads: of the figures of each side

    >>> table = make_sides("result", "Result", [
    ...     ("Charges", [Entry("Stamps", [50.0]), Entry("Profit", [5.0])]),
    ...     ("Income", [Entry("Dues", [55.0])])], ["2020"], "Total")
    >>> [(row.label, row.cells) for row in table.rows]
    [('Stamps', (50.0, 'Dues', 55.0)), ('Profit', (5.0, None, None)), \
('Total', (55.0, None, 55.0))]
    """
    (left_label, left), (right_label, right) = sides
    columns = [
        *(Column(head) for head in heads),
        Column(right_label, "text"),
        *(Column(head) for head in heads),
    ]
    rows: list[Row] = []
    for one, other in zip_longest(left, right, fillvalue=_get_gap(len(heads))):
        cells = [*one.amounts, other.label or None, *other.amounts]
        opens = [*_get_opens(one), None, *_get_opens(other)]
        rows.append(line(one.label, cells, columns, opens=opens))
    rows.append(total(total_label, rows, range(len(rows)), columns))
    return Table(key, title, columns, rows, label=left_label)


def _get_gap(count):
    return Entry("", [None] * count)


def _get_opens(entry):
    return entry.opens or [None] * len(entry.amounts)
