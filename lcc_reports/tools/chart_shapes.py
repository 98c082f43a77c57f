# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Shapes that a chart is drawn with, as SVG."""

import math

from markupsafe import Markup

from .chart_scale import FONT_SIZE, shorten
from .chart_style import INK, colour_of, dash_of, fill_of, hatching

WIDTH, RIGHT = 900, 20


def picture(title: str, height: float, parts) -> Markup:
    """
    :param parts: list of Markup
    """
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {:.0f}" role="img"'
        ' aria-label="{}" font-family="sans-serif" font-size="{}" fill="{}">'
        "<title>{}</title>{}</svg>"
    ).format(
        WIDTH, math.ceil(height), title, FONT_SIZE, INK, title, Markup("").join(parts)
    )


def empty_picture(title: str, sentence: str) -> Markup:
    """A sentence instead of a chart."""
    text = text_at(WIDTH / 2, 45, shorten(sentence, WIDTH - 40), "middle")
    return picture(title, 80, [text])


def text_at(x, y, text, anchor="start", angle=0) -> Markup:
    turn = f"rotate({angle:.0f} {x:.1f} {y:.1f})" if angle else ""
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}"{}>{}</text>').format(
        x, y, anchor, Markup(' transform="{}"').format(turn) if turn else "", text
    )


def rule(left: float, y: float, colour: str) -> Markup:
    """A line across the plot."""
    return Markup('<path d="M{:.1f},{:.1f}H{:.1f}" stroke="{}" fill="none"/>').format(
        left, y, WIDTH - RIGHT, colour
    )


def polyline(index: int, points: str) -> Markup:
    """
    :param index: of the series
    """
    return Markup(
        '<polyline class="line" points="{}" fill="none" stroke="{}" stroke-width="2.5"'
        ' stroke-dasharray="{}" stroke-linejoin="round"/>'
    ).format(points, colour_of(index), dash_of(index))


def bar(index: int, x: float, y: float, width: float, height: float, words=""):
    """A bar of a series.

    :param words: Markup, what a pointer that rests on it is told
    """
    return Markup(
        '<g class="bar">{}<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"'
        ' fill="{}" stroke="{}"/>{}</g>'
    ).format(
        words,
        x,
        y,
        width,
        height,
        fill_of(index),
        colour_of(index),
        hatching(index, x, y, width, height),
    )
