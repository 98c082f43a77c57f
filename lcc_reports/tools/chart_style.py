# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the series of a chart are told apart, on a black and white print too: each has
a grey of its own under its colour, and its own dashes, marks and hatching."""

from markupsafe import Markup

INK, GRID, PAPER = "#222222", "#d0d0d0", "#ffffff"
COLOURS = ("#17435f", "#d97706", "#86b6d9", "#8a1c1c", "#4f9d45", "#a58bbd")
DASHES = ("none", "8 4", "2 3", "12 3 2 3", "5 2")
# Shapes of a mark, around its middle.
MARKS = (
    "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
    "M-3.5,-3.5h7v7h-7z",
    "M0,-4.5l4.5,8h-9z",
    "M0,-5l5,5l-5,5l-5,-5z",
    "M0,4.5l4.5,-8h-9z",
    "M-4.5,-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z",
)
# Hatching of a square of 8; nothing is a full colour, a colour without is a pale one.
HATCHES = (
    "",
    "M-2,2l4,-4M0,8l8,-8M6,10l4,-4",
    "M0,4h8",
    "M0,0l8,8M0,8l8,-8",
    "M4,0v8",
    "M2,2h2v2h-2zM6,6h2v2h-2z",
)


def colour_of(index: int) -> str:
    """
    >>> colour_of(0) == colour_of(6)
    False
    """
    return COLOURS[(index + index // len(COLOURS)) % len(COLOURS)]


def dash_of(index: int) -> str:
    return DASHES[index % len(DASHES)]


def mark(index: int, x: float, y: float) -> Markup:
    """The opening of a mark's shape; the caller closes it."""
    return Markup(
        '<path class="mark" transform="translate({:.1f} {:.1f})" d="{}" fill="{}"'
        ' stroke="{}">'
    ).format(
        x,
        y,
        MARKS[index % len(MARKS)],
        PAPER if index % 2 else colour_of(index),
        colour_of(index),
    )


def fill_of(index: int) -> str:
    """What fills the bars of a series."""
    hatch = HATCHES[index % len(HATCHES)]
    return f"url(#lcc_fill_{index})" if hatch else colour_of(index)


def fills(count: int) -> Markup:
    """Definitions of the hatchings of that many series; the same in every picture of
    a page, which may hold many."""
    pattern = Markup(
        '<pattern id="lcc_fill_{0}" patternUnits="userSpaceOnUse" width="8" height="8">'
        '<rect width="8" height="8" fill="{3}"/>'
        '<path d="{2}" fill="none" stroke="{1}" stroke-width="2"/></pattern>'
    )
    return Markup("<defs>{}</defs>").format(
        Markup("").join(
            pattern.format(
                index, colour_of(index), HATCHES[index % len(HATCHES)], PAPER
            )
            for index in range(count)
            if HATCHES[index % len(HATCHES)]
        )
    )
