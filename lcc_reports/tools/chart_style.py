# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the series of a chart are told apart, on a black and white print too: each has
a grey of its own under its colour, and its own dashes, marks and hatching."""

import math

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
# Hatchings as letters: / and \\ lean, - and | are straight, : is broken. Without any,
# a bar is full.
HATCHES = ("", "/", "-", "/\\", "|", ":")
STEP = 6


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
    """What fills the bars of a series, below its hatching."""
    return PAPER if HATCHES[index % len(HATCHES)] else colour_of(index)


def hatching(index: int, x: float, y: float, width: float, height: float) -> Markup:
    """The lines on a bar of a series: drawn one by one, since patterns are named, and
    names must differ in a page of many pictures."""
    letters = HATCHES[index % len(HATCHES)]
    lines = [line for letter in letters for line in hatch(letter, x, y, width, height)]
    if not lines:
        return Markup("")
    path = "".join(f"M{a:.1f},{b:.1f}L{c:.1f},{d:.1f}" for a, b, c, d in lines)
    return Markup(
        '<path class="hatch" d="{}" stroke="{}" stroke-width="1.5" fill="none"'
        ' stroke-dasharray="{}"/>'
    ).format(path, colour_of(index), "2 4" if ":" in letters else "none")


def hatch(letter: str, x: float, y: float, width: float, height: float):
    """Lines inside a rectangle, on a grid that is the same for all.

    :return: list of (x, y, x, y)

    >>> hatch("-", 0, 10, 20, 9)
    [(0, 12, 20, 12), (0, 18, 20, 18)]
    >>> hatch("|", 4, 0, 3, 5)
    [(6, 0, 6, 5)]
    >>> hatch("/", 0, 0, 7, 4)
    [(2, 4, 6, 0)]
    >>> hatch("\\\\", 0, 0, 7, 4)
    [(0, 0, 4, 4), (6, 0, 7, 1)]
    """
    right, bottom = x + width, y + height
    if letter in "-:":
        return [(x, at, right, at) for at in _grid(y, bottom)]
    if letter == "|":
        return [(at, y, at, bottom) for at in _grid(x, right)]
    if letter == "/":
        return [
            (max(x, at - bottom), min(bottom, at - x))
            + (min(right, at - y), max(y, at - right))
            for at in _grid(x + y, right + bottom)
        ]
    return [
        (
            max(x, at + y),
            max(y, x - at),
            min(right, at + bottom),
            min(bottom, right - at),
        )
        for at in _grid(x - bottom, right - y)
    ]


def _grid(start, end):
    return range(math.floor(start / STEP) * STEP + STEP, math.ceil(end), STEP)
