# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tables of figures, before a screen, a paper or a workbook shows them.

>>> head = [Column("2021"), Column("2020"), Column("Change", less=(0, 1))]
>>> rows = [line("Dues", [30.0, 20.0], head), line("Gifts", [5.1, None], head)]
>>> rows.append(total("Income", rows, (0, 1), head))
>>> rows[-1].cells
(35.1, 20.0, 15.1)
>>> rows[1].cells
(5.1, None, 5.1)

>>> head = [Column("Given"), Column("Back"), Column("Rate", "percent", ratio=(1, 0))]
>>> line("Foix", [80, 20], head).cells, line("Massat", [0, 0], head).cells
((80, 20, 25.0), (0, 0, None))
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

KINDS = ("money", "whole", "count", "percent", "tenth", "date", "text")
NUMBERS = ("money", "whole", "count", "percent", "tenth")
# Decimals of a figure of each kind, as it is shown and as it is added up.
DIGITS = {"money": 2, "whole": 0, "count": 0, "percent": 1, "tenth": 1}
EXACT = {**DIGITS, "whole": 2}


class Column(NamedTuple):
    """A column of figures.

    :param label: its head
    :param kind: money (in the company's currency), whole (money shown without its
        cents), count, percent (100 is 100 %), tenth (a number with one decimal), date
        or text
    :param less: (i, j): its figures are those of column i less those of column j
    :param ratio: (i, j): its figures are those of column i divided by those of column
        j, nothing where that is nothing; in percent if such is their kind
    :param has_total: whether adding its figures up makes sense
    """

    label: str
    kind: str = "money"
    less: tuple[int, int] | None = None
    ratio: tuple[int, int] | None = None
    has_total: bool = True


class Row(NamedTuple):
    """A row of figures.

    :param label: what stands before them
    :param cells: one value per column; None where there is nothing to tell
    :param level: 0 is bold, 1 stands below it, 2 below that
    :param style: "" or "section" (it heads others) or "total"
    :param kind: of all its cells, where it is not their columns'
    :param adds: positions of the rows whose figures it adds up
    :param subtracts: positions of the rows that it takes away from these
    :param opens: one per column: a dict (res_model, domain, and name or context) of
        the records that are behind the figure, or None
    """

    label: str
    cells: Sequence = ()
    level: int = 1
    style: str = ""
    kind: str | None = None
    adds: Sequence[int] = ()
    subtracts: Sequence[int] = ()
    opens: Sequence = ()

    def get_kind(self, column: Column) -> str:
        return self.kind or column.kind


class Table(NamedTuple):
    """Figures under a title.

    :param key: name of the table within its report, a Python identifier
    :param title: printed above it, and the name of its sheet
    :param columns: list of Column
    :param rows: list of Row
    :param label: head of the column of labels
    :param notes: sentences below the table
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    label: str = ""
    notes: Sequence[str] = ()


def difference(value: float | None, other: float | None, digits: int = 2):
    """What is more in a figure than in another; nothing where both are nothing.

    >>> difference(2700.6, 2951.61)
    -251.01
    >>> difference(None, 3.0)
    -3.0
    >>> difference(None, None)
    """
    if value is None and other is None:
        return None
    return round((value or 0) - (other or 0), digits)


def ratio(value: float | None, other: float | None, kind: str = "percent"):
    """A figure divided by another; nothing where that is nothing.

    >>> ratio(20, 80), ratio(304.5, 30, "tenth"), ratio(0, 0), ratio(None, 3)
    (25.0, 10.15, None, None)
    """
    if value is None or not other:
        return None
    return round((100 if kind == "percent" else 1) * value / other, 6)


def _work_out(values: list, columns: Sequence[Column], row: Row):
    """Fill in the figures of columns that compare others."""
    for index, column in enumerate(columns):
        kind = row.get_kind(column)
        if column.less:
            one, other = (values[position] for position in column.less)
            values[index] = difference(one, other, EXACT.get(kind, 2))
    for index, column in enumerate(columns):
        if column.ratio:
            one, other = (values[position] for position in column.ratio)
            values[index] = ratio(one, other, row.get_kind(column))
    return tuple(values)


def line(label: str, cells: Iterable, columns: Sequence[Column], **options) -> Row:
    """A row; the figures of columns that compare others are worked out.

    :param cells: values of the columns that compare no others, in their order
    """
    row = Row(label, (), **options)
    given = iter(cells)
    values = [None if c.less or c.ratio else next(given) for c in columns]
    return row._replace(cells=_work_out(values, columns, row))


def total(
    label: str,
    rows: Sequence[Row],
    adds: Sequence[int],
    columns: Sequence[Column],
    subtracts: Sequence[int] = (),
    **options,
) -> Row:
    """A row that adds others up: a workbook tells it by a formula.

    :param rows: those of the table so far
    :param adds: positions of the rows to add up
    :param subtracts: positions of those to take away

    >>> head = [Column("Members", "count")]
    >>> rows = [line("Foix", [28], head), line("Mirepoix", [22], head)]
    >>> total("Both", rows, (0, 1), head).cells
    (50,)
    >>> total("Between", rows, (0,), head, subtracts=(1,)).cells
    (6,)
    """
    options = {"level": 0, "style": "total", **options}
    signs = [(position, 1) for position in adds]
    signs += [(position, -1) for position in subtracts]
    cells = []
    for index, column in enumerate(columns):
        if column.kind not in NUMBERS or column.ratio or not column.has_total:
            cells.append(None)
            continue
        figures = [
            sign * rows[position].cells[index]
            for position, sign in signs
            if rows[position].cells[index] is not None
        ]
        cells.append(round(sum(figures), EXACT[column.kind]) if figures else 0)
    row = Row(label, (), adds=adds, subtracts=subtracts, **options)
    return row._replace(cells=_work_out(cells, columns, row))


def section(label: str, columns: Sequence[Column]) -> Row:
    """A row that heads others.

    >>> section("Charges", [Column("2020")])
    Row(label='Charges', cells=(None,), level=0, style='section', kind=None, \
adds=(), subtracts=(), opens=())
    """
    return Row(label, (None,) * len(columns), level=0, style="section")


def cut_words(text, length):
    """As many whole words of a text as have room; of a longer word, its beginning.

    >>> cut_words("The account of our association' and more", 31)
    'The account of our association'
    >>> cut_words("By counter – 01-01-2021 to 30-09-2021", 31)
    'By counter – 01-01-2021 to'
    >>> cut_words("Anticonstitutionnellement", 10)
    'Anticonsti'
    """
    if len(text) > length:
        words = text[: length + 1].rpartition(" ")[0]
        text = (words if len(words) > length // 2 else text[:length]).rstrip(" –-,")
    return text.rstrip("'")
