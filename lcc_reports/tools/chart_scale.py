# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a chart needs before it is drawn: round numbers and the room that texts take.

Lengths are units of the picture; a text is 12 of them high.
"""

import math
import textwrap
from collections.abc import Iterable, Sequence

FONT_SIZE = 12
# Part of the font's size that a character takes, in the widest usual fonts.
NARROW, WIDE = (
    frozenset("iljtfr.,;:'’!|()[] \N{NO-BREAK SPACE}-"),
    frozenset("mwMW%@œæ—"),
)
ELLIPSIS = "…"


def round_ticks(low: float, high: float, count: int = 6, is_whole=False):
    """Round numbers from the last one below the lowest value to the first one above
    the highest, about as many as asked for, and the decimals that they need.

    :param is_whole: values are of things that cannot be cut

    >>> round_ticks(0, 127801)
    ([0.0, 50000.0, 100000.0, 150000.0], 0)
    >>> round_ticks(-375.61, 910)
    ([-500.0, 0.0, 500.0, 1000.0], 0)
    >>> round_ticks(0, 0.9)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1)
    >>> round_ticks(0, 2, is_whole=True)
    ([0.0, 1.0, 2.0], 0)
    >>> round_ticks(0, 0, is_whole=True), round_ticks(5, 5, is_whole=True)
    (([0.0, 1.0], 0), ([5.0, 6.0], 0))
    """
    if high <= low:
        high = low + 1
    rough = (high - low) / (count - 1)
    power = math.floor(math.log10(rough))
    step = next(s for s in (1, 2, 5, 10) if s * 10.0**power >= rough * (1 - 1e-9))
    digits = max(0, -power - (step == 10))
    step = step * 10.0**power
    if is_whole and step < 1:
        step, digits = 1.0, 0
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(i * step, digits) + 0.0 for i in range(first, last + 1)], digits


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Room that a text may take, rather more than less.

    >>> text_width("il."), text_width("2021"), text_width("MW")
    (14.4, 30.2, 24.0)
    """
    parts = (
        0.4 if c in NARROW else 1.0 if c in WIDE else 0.75 if c.isupper() else 0.63
        for c in text
    )
    return round(size * sum(parts), 1)


def shorten(text: str, width: float) -> str:
    """A text that fits, with an ellipsis where it was cut.

    >>> shorten("Mirepoix", 100), shorten("Mirepoix, Pays d’Olmes", 60)
    ('Mirepoix', 'Mirepoi…')
    """
    if text_width(text) <= width:
        return text
    while text and text_width(text + ELLIPSIS) > width:
        text = text[:-1].rstrip()
    return text + ELLIPSIS


def wrap(text: str, width: float, lines: int = 4) -> list[str] | None:
    """The text on several lines of a width; None where it takes more.

    >>> wrap("Haut Salat, Massatois", 90)
    ['Haut Salat,', 'Massatois']
    >>> wrap("Saint-Girons", 30)
    """
    average = text_width(text) / len(text) if text else FONT_SIZE
    for characters in range(int(width / average) + 2, 0, -1):
        parts = textwrap.wrap(text, characters, break_long_words=False) or [""]
        if len(parts) > lines:
            return None
        if all(text_width(part) <= width for part in parts):
            return parts
    return None


def lay_in_rows(widths: Iterable[float], room: float) -> list[tuple[float, int]]:
    """Where things that follow each other stand: (x, row).

    >>> lay_in_rows([100, 250, 100], 400)
    [(0, 0), (100, 0), (0, 1)]
    """
    places, x, row = [], 0, 0
    for width in widths:
        if x and x + width > room:
            x, row = 0, row + 1
        places.append((x, row))
        x += width
    return places


def pieces(values: Sequence[float | None]) -> list[list[int]]:
    """Positions of the values that follow each other without a gap.

    >>> pieces([1, 2, None, 4])
    [[0, 1], [3]]
    """
    runs, last = [], None
    for index, value in enumerate(values):
        if value is None:
            continue
        if last is None or index > last + 1:
            runs.append([])
        runs[-1].append(index)
        last = index
    return runs
