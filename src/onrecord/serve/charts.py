"""How do the figures of a series look side by side?

Each figure is a bar from its lower to its upper bound on one axis that begins at nought. Positions are shares of the
axis in percent, so a chart fits any width. A bound that the page leaves open is drawn open, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from onrecord.serve.views import Counted
from onrecord.serve.words import number_of

STEPS: tuple[float, ...] = (1, 2, 2.5, 5, 10)
"""Round distances between two marks of an axis, times a power of ten."""

MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure on the axis, in percent. `shape` is `point`, `range`, `open_low`, `open_high` or `none`."""

    figure: Counted
    left: float
    width: float
    shape: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a series and the marks of its axis: (place in percent, label)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


def chart_of(figures: Sequence[Counted]) -> Chart:
    """The chart of a series. Without two bounds to compare there are bars of shape `none` and no axis."""
    bounds = [bound for figure in figures for bound in (figure.low, figure.high) if bound is not None]
    least, most = min([0.0, *bounds]), max([0.0, *bounds])
    if least == most or len({(figure.low, figure.high) for figure in figures}) < 2:
        return Chart(tuple(Bar(figure, 0.0, 0.0, "none") for figure in figures), ())
    step = step_of((most - least) / MOST_TICKS)
    low, high = floor(least / step) * step, ceil(most / step) * step
    marks = [low + step * place for place in range(round((high - low) / step) + 1)]
    ticks = tuple((_share(mark, low, high), number_of(round(mark, 10))) for mark in marks)
    return Chart(tuple(_bar(figure, low, high) for figure in figures), ticks)


def _bar(figure: Counted, low: float, high: float) -> Bar:
    if figure.low is None and figure.high is None:
        return Bar(figure, 0.0, 0.0, "none")
    left = _share(low if figure.low is None else figure.low, low, high)
    right = _share(high if figure.high is None else figure.high, low, high)
    return Bar(figure, left, round(right - left, 3), _shape(figure))


def _shape(figure: Counted) -> str:
    if figure.low is None:
        return "open_low"
    if figure.high is None:
        return "open_high"
    return "point" if figure.low == figure.high else "range"


def _share(value: float, low: float, high: float) -> float:
    return round(100 * (value - low) / (high - low), 3)


def step_of(rough: float) -> float:
    """A round distance between two marks of an axis, the next one that is no smaller."""
    power = 10.0 ** floor(log10(rough))
    return float(next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9)))
