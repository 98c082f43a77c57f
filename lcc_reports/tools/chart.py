# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Charts as SVG pictures, for the screen and for paper.

Pure functions of texts and numbers. A series is (name, values), None where there is
no figure; names and labels are escaped. What they return is Markup, ready for t-out.

>>> picture = bar_chart(["Foix", "Massat"], [("2020", [14, 28]), ("2021", [31, 12])],
...                     title="Members")
>>> picture[:41], picture.count("<title>")
(Markup('<svg xmlns="http://www.w3.org/2000/svg" v'), 5)
>>> line_chart(["2019", "2020", "2021"], [("<A>", [3, None, 5])],
...            title="Gaps & marks").count('class="mark"')
2
>>> "Nothing yet" in line_chart([], [], title="Fund", empty="Nothing yet")
True
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from .chart_scale import (
    FONT_SIZE,
    lay_in_rows,
    pieces,
    round_ticks,
    shorten,
    text_width,
    wrap,
)
from .chart_shapes import (
    RIGHT,
    WIDTH,
    bar,
    empty_picture,
    picture,
    polyline,
    rule,
    text_at,
)
from .chart_style import GRID, INK, mark

PLOT_HEIGHT = 230
LEGEND_HEIGHT, SWATCH, GAP = 22, 32, 24
LINE_HEIGHT, LABEL_ROOM, SLANT = 15, 170, math.radians(35)
MARKS_UP_TO = 36


class Series(NamedTuple):
    name: str
    values: Sequence[float | None]


class Frame(NamedTuple):
    """Where the figures of a chart stand in its picture."""

    left: float
    top: float
    slots: int
    ticks: Sequence[float]

    @property
    def slot(self) -> float:
        return (WIDTH - RIGHT - self.left) / self.slots

    def x(self, index: float) -> float:
        """The middle of a slot."""
        return self.left + self.slot * (index + 0.5)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + PLOT_HEIGHT * (high - value) / (high - low)


def plain_number(value: float, digits: int) -> str:
    """
    >>> plain_number(127801, 0), plain_number(0.5, 1)
    ('127,801', '0.5')
    """
    return f"{value:,.{digits}f}"


def line_chart(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    title: str,
    number: Callable[[float, int], str] = plain_number,
    unit: str = "",
    empty: str = "",
    from_zero: bool = True,
) -> Markup:
    """Lines over what follows in time; labels that have no room are left out.

    :param labels: of the horizontal axis, one for each value
    :param series: list of (name, values)
    :param title: what the picture is called for those who do not see it
    :param number: writes a figure: (value, decimals) -> text
    :param unit: printed above the vertical axis
    :param empty: the sentence instead of a chart without figures
    :param from_zero: whether the axis starts at zero
    """
    series = [Series(*one) for one in series]
    values = [v for one in series for v in one.values if v is not None]
    if not values:
        return empty_picture(title, empty)
    values += [0] if from_zero else []
    chart = _Chart(labels, series, values, title, number, unit, is_time=True)
    return chart.draw([chart.draw_line(index) for index in range(len(series))])


def bar_chart(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    title: str,
    number: Callable[[float, int], str] = plain_number,
    unit: str = "",
    empty: str = "",
    is_stacked: bool = False,
) -> Markup:
    """Bars side by side, or one on the other: those below zero hang from it.

    Parameters as for `line_chart`. Labels are broken in lines or slanted; of very
    many, some are left out.
    """
    series = [Series(*one) for one in series]
    values = [v for one in series for v in one.values if v is not None]
    if not values:
        return empty_picture(title, empty)
    spans = _stack(series) if is_stacked else _stand(series)
    values = [0, *(v for one in spans for span in one if span for v in span)]
    chart = _Chart(labels, series, values, title, number, unit, has_bars=True)
    places = 1 if is_stacked else len(series)
    return chart.draw(
        [
            chart.draw_bars(index, spans[index], 0 if is_stacked else index, places)
            for index in range(len(series))
        ]
    )


def _stand(series):
    """(from, to) of each bar, from zero.

    >>> _stand([Series("a", [3, None])])
    [[(0, 3), None]]
    """
    return [[None if v is None else (0, v) for v in one.values] for one in series]


def _stack(series):
    """(from, to) of each bar, on those of the series before.

    >>> _stack([Series("a", [3, -1]), Series("b", [2, -2])])
    [[(0, 3), (0, -1)], [(3, 5), (-1, -3)]]
    """
    above, below, spans = {}, {}, []
    for one in series:
        spans.append([])
        for index, value in enumerate(one.values):
            if value is None:
                spans[-1].append(None)
                continue
            ends = above if value >= 0 else below
            start = ends.get(index, 0)
            ends[index] = start + value
            spans[-1].append((start, start + value))
    return spans


class _Chart:
    """One picture: its frame, and what is drawn in it."""

    def __init__(
        self, labels, series, values, title, number, unit, is_time=False, has_bars=False
    ):
        self.labels, self.series, self.title = [*map(str, labels)], series, title
        self.number, self.unit, self.has_bars = number, unit, has_bars
        is_whole = all(float(value).is_integer() for value in values)
        ticks, self.digits = round_ticks(min(values), max(values), is_whole=is_whole)
        self.tick_labels = [number(tick, self.digits) for tick in ticks]
        names = [shorten(one.name, WIDTH - 2 * GAP - SWATCH) for one in series]
        widths = [SWATCH + text_width(name) + GAP for name in names]
        places = lay_in_rows(widths, WIDTH - GAP)
        self.legend = [*zip(names, places, strict=True)] if len(series) > 1 else []
        rows = places[-1][1] + 1 if self.legend else 0
        top = rows * LEGEND_HEIGHT + (LINE_HEIGHT + 4 if unit else 0) + 10
        left = max(map(text_width, self.tick_labels)) + 14
        self.frame = Frame(left, top, max(len(self.labels), 1), ticks)
        self.bottom = top + PLOT_HEIGHT
        self.label_texts = self._label_thinly() if is_time else self._label_all()

    # ------------------------------------------------------------------
    # Texts
    # ------------------------------------------------------------------

    def _label_thinly(self):
        """As many labels as stand beside each other."""
        widest = max(map(text_width, self.labels), default=0) + 10
        room = WIDTH - RIGHT - self.frame.left
        step = max(1, math.ceil(widest / self.frame.slot))
        half = min(widest, room) / 2
        self.frame = self.frame._replace(left=max(self.frame.left, half))
        self.height = self.bottom + LINE_HEIGHT + 10
        texts = []
        for index in range(0, len(self.labels), step):
            label = shorten(self.labels[index], room)
            half = text_width(label) / 2
            # The last one may end where the picture does.
            x = min(self.frame.x(index), WIDTH - half - 2)
            texts.append(text_at(x, self.bottom + LINE_HEIGHT + 2, label, "middle"))
        return texts

    def _label_all(self):
        wrapped = [wrap(label, self.frame.slot - 4) for label in self.labels]
        if None in wrapped:
            return self._label_slanted()
        lines = max(map(len, wrapped), default=1)
        self.height = self.bottom + lines * LINE_HEIGHT + 10
        return [
            text_at(
                self.frame.x(index),
                self.bottom + (line + 1) * LINE_HEIGHT + 2,
                part,
                "middle",
            )
            for index, parts in enumerate(wrapped)
            for line, part in enumerate(parts)
        ]

    def _label_slanted(self):
        labels = [shorten(label, LABEL_ROOM) for label in self.labels]
        widths = [text_width(label) * math.cos(SLANT) + 10 for label in labels]
        # As far to the right as keeps the first labels inside.
        for index, width in enumerate(widths):
            part = (index + 0.5) / len(widths)
            least = (width - (WIDTH - RIGHT) * part) / (1 - part)
            self.frame = self.frame._replace(left=max(self.frame.left, least))
        step = math.ceil(LINE_HEIGHT / math.sin(SLANT) / self.frame.slot)
        drop = max(map(text_width, labels)) * math.sin(SLANT)
        self.height = self.bottom + LINE_HEIGHT + 10 + drop
        y = self.bottom + LINE_HEIGHT
        return [
            text_at(
                self.frame.x(index) + 4, y, labels[index], "end", -math.degrees(SLANT)
            )
            for index in range(0, len(labels), step)
        ]

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    def draw_line(self, series):
        """A line with its gaps, and its marks where they have room."""
        values, frame = self.series[series].values, self.frame
        has_marks = len(values) <= MARKS_UP_TO
        shapes = []
        for run in pieces(values):
            points = " ".join(
                f"{frame.x(index):.1f},{frame.y(values[index]):.1f}" for index in run
            )
            shapes.append(polyline(series, points))
            for index in run if has_marks or len(run) == 1 else ():
                mark_start = mark(series, frame.x(index), frame.y(values[index]))
                shapes.append(
                    mark_start + self._tell(series, index) + Markup("</path>")
                )
        return Markup("").join(shapes)

    def draw_bars(self, series, spans, place, places):
        """The bars of a series, at its place among those of a slot."""
        width = min(self.frame.slot * 0.8 / places, 60)
        shapes = []
        for index, span in enumerate(spans):
            if span is None:
                continue
            low, high = self.frame.y(min(span)), self.frame.y(max(span))
            x = self.frame.x(index) + width * (place - places / 2)
            words = self._tell(series, index)
            shapes.append(bar(series, x, high, width, low - high, words))
        return Markup("").join(shapes)

    def _tell(self, series, index):
        """The figure in words, for a pointer that rests on it."""
        name, values = self.series[series]
        value = values[index]
        digits = 0 if float(value).is_integer() else 2
        text = f"{self.labels[index]} – {name}: {self.number(value, digits)}"
        return Markup("<title>{}</title>").format(text)

    # ------------------------------------------------------------------
    # The picture
    # ------------------------------------------------------------------

    def draw(self, shapes):
        parts = [*self._draw_legend(), *self._draw_axes(), *shapes]
        zero = min(max(0, self.frame.ticks[0]), self.frame.ticks[-1])
        parts.append(rule(self.frame.left, self.frame.y(zero), INK))
        return picture(self.title, self.height, [*parts, *self.label_texts])

    def _draw_legend(self):
        for index, (name, (x, row)) in enumerate(self.legend):
            left, y = x + GAP / 2, row * LEGEND_HEIGHT + LEGEND_HEIGHT / 2
            if self.has_bars:
                yield bar(index, left, y - 6, 22, 12)
            else:
                yield polyline(index, f"{left:.1f},{y:.1f} {left + 26:.1f},{y:.1f}")
                yield mark(index, left + 13, y) + Markup("</path>")
            yield text_at(left + SWATCH, y + FONT_SIZE / 3, name)

    def _draw_axes(self):
        frame = self.frame
        if self.unit:
            yield text_at(8, frame.top - 14, shorten(self.unit, WIDTH - 16))
        for tick, label in zip(frame.ticks, self.tick_labels, strict=True):
            yield rule(frame.left, frame.y(tick), GRID)
            yield text_at(frame.left - 6, frame.y(tick) + FONT_SIZE / 3, label, "end")
