"""How do the figures of a series look over time?

Each figure is a box: as wide as the days it may be of, as high as from its lower to its upper bound. A bound that the
page leaves open is drawn open. Who gives a figure is told by colour and by sign, so that either is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from onrecord.corroborate.days import days_of
from onrecord.serve.bands import MOST_MARKS
from onrecord.serve.charts import step_of
from onrecord.serve.timeline import FIRST, LAST, UNITS, bins, window_of
from onrecord.serve.views import Counted
from onrecord.serve.words import number_of

HEIGHT = 240
"""Height of the plot in pixels."""

MOST_GIVERS = 6
"""Givers with a colour and sign of their own, those with most figures; the others share one."""

LEAST_HEIGHT = 3.0
LEAST_WIDTH = 0.8
"""What must be seen of a box: pixels of its height, percent of its width."""

MOST_TICKS = 5

FROM_NOUGHT = 0.5
"""The axis begins at nought unless all figures lie above this share of the highest: then the differences are seen."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure of a series with what its drawing needs: first and last day (ISO 8601, empty where unknown or open),

    who gives it, what narrows it beside the others, and whether accounts of it differ.
    """

    id: str
    first: str
    last: str
    low: float | None
    high: float | None
    words: str
    giver: str
    scope: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A figure in its place: across in percent, down in pixels; `sign` is the number of its giver, from 1."""

    figure: Dated
    left: float
    width: float
    top: float
    height: float
    sign: int
    shape: str

    @property
    def middle(self) -> tuple[float, float]:
        """Where its sign stands."""
        return round(self.left + self.width / 2, 3), round(self.top + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Plot:
    """The boxes, the marks of both axes, the givers in the order of their signs, and how many figures are not drawn."""

    boxes: tuple[Box, ...]
    days: tuple[tuple[float, str], ...]
    values: tuple[tuple[float, str], ...]
    givers: tuple[str, ...]
    undrawn: int
    height: int = HEIGHT


def dated_of(edtf: str | None) -> tuple[str, str]:
    """The first and last day of a date, ISO 8601; empty where it is unknown or open."""
    span = days_of(edtf)
    if span is None or span[0] == FIRST or span[1] == LAST:
        return "", ""
    return span[0].isoformat(), span[1].isoformat()


def plot_of(figures: Sequence[Dated]) -> Plot | None:
    """The plot of a series; None where there are no two days or no two numbers to compare."""
    known = [each for each in figures if each.first and (each.low is not None or each.high is not None)]
    if len({(each.first, each.last) for each in known}) < 2:
        return None
    window = window_of({}, _day(min(each.first for each in known)), _day(max(each.last for each in known)), None)
    if window is None:
        return None
    edges = list(bins(window))
    start, days = edges[0][0], (edges[-1][1] - edges[0][0]).days + 1
    ticks = _values([bound for each in known for bound in (each.low, each.high) if bound is not None])
    signs = {giver: min(place, MOST_GIVERS) for place, giver in enumerate(_givers(known), 1)}
    called = UNITS["day" if window.unit == "week" else window.unit][2]
    marks = edges[:: -(-len(edges) // MOST_MARKS)]
    return Plot(
        boxes=tuple(_box(each, start, days, ticks, signs[each.giver]) for each in known),
        days=tuple((_across(first, start, days), called(first)) for first, _ in marks),
        values=tuple((_down(value, ticks), number_of(round(value, 10))) for value in ticks),
        givers=tuple(list(signs)[:MOST_GIVERS]),
        undrawn=len(figures) - len(known),
    )


def view_of(view: Counted, edtf: str | None, giver: str, scope: str, differing: Collection[str]) -> Dated:
    """A worded figure with its days."""
    first, last = dated_of(edtf)
    return Dated(view.id, first, last, view.low, view.high, view.words, giver, scope, view.id in differing)


def _day(words: str) -> date:
    return date.fromisoformat(words)


def _givers(figures: Iterable[Dated]) -> list[str]:
    counts = Counter(each.giver for each in figures)
    return sorted(counts, key=lambda giver: (-counts[giver], giver))


def _values(bounds: list[float]) -> list[float]:
    """The marks of the value axis, from under the lowest bound to over the highest."""
    least, most = min(bounds), max(bounds)
    low = min(0.0, least) if least < FROM_NOUGHT * most or least == most else least
    step = step_of(((most - low) or 1.0) / MOST_TICKS)
    first, last = floor(low / step), ceil(most / step)
    return [step * place for place in range(first, max(last, first + 1) + 1)]


def _down(value: float, ticks: Sequence[float]) -> float:
    return round(HEIGHT * (1 - (value - ticks[0]) / (ticks[-1] - ticks[0])), 1)


def _across(day: date, start: date, days: int) -> float:
    return round(100 * (day - start).days / days, 3)


def _box(each: Dated, start: date, days: int, ticks: Sequence[float], sign: int) -> Box:
    left = _across(_day(each.first), start, days)
    width = max(LEAST_WIDTH, round(100 * ((_day(each.last) - _day(each.first)).days + 1) / days, 3))
    top = _down(ticks[-1] if each.high is None else each.high, ticks)
    bottom = _down(ticks[0] if each.low is None else each.low, ticks)
    if bottom - top < LEAST_HEIGHT:
        top, bottom = (top + bottom - LEAST_HEIGHT) / 2, (top + bottom + LEAST_HEIGHT) / 2
    shape = "open_low" if each.low is None else "open_high" if each.high is None else "closed"
    return Box(each, left, min(width, 100 - left), round(top, 1), round(bottom - top, 1), sign, shape)
