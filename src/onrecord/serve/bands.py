"""How does a timeline look?

One band for each kind of rows: a column for the rows of each bin, as high as they are many, and below the columns a
bar for rows whose dates span several bins. Places along the time are shares in percent, so a chart fits any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.serve.timeline import UNITS, Group, Timeline, Window, bins

COLUMN = 44
"""Height of the highest column of a band, in pixels."""

LEAST = 4
"""Height of a column of one row: it must be seen and hit."""

LANE = 9
"""Height of a bar for dates that span several bins, with the room below it."""

MOST_LANES = 8
"""Bars below each other in a band; those that find no room are in the table only."""

MOST_MARKS = 6
"""Marks of the axis; every other one has its words left out on a telephone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A group in its place: `left` and `width` in percent of the time, `top` and `height` in pixels."""

    group: Group
    left: float
    width: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of a kind; `unseen` counts groups that found no room."""

    kind: str
    marks: tuple[Mark, ...]
    height: float
    most: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Bands:
    """A timeline as drawn, the marks of its axis (place in percent, words), its first day and how many days it has."""

    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    first: str
    days: int


def bands_of(timeline: Timeline) -> Bands:
    """The drawing of a timeline; a kind without rows has no band."""
    window = Window(date.fromisoformat(timeline.first), date.fromisoformat(timeline.last), timeline.unit)
    each = list(bins(window))
    first, days = each[0][0], (each[-1][1] - each[0][0]).days + 1
    groups = [group for group in timeline.groups if group.count]
    kinds = dict.fromkeys(kind for kind in timeline.shown if any(group.kind == kind for group in groups))
    bands = (_band(kind, [group for group in groups if group.kind == kind], first, days) for kind in kinds)
    called = UNITS["day" if timeline.unit == "week" else timeline.unit][2]
    step = -(-len(each) // MOST_MARKS)
    ticks = ((_share((start - first).days, days), called(start)) for start, _ in each[::step])
    return Bands(tuple(bands), tuple(ticks), first.isoformat(), days)


def _band(kind: str, groups: Sequence[Group], first: date, days: int) -> Band:
    narrow = [group for group in groups if not group.wide]
    most = max((group.count for group in narrow), default=0)
    floor = float(COLUMN + 2 if narrow else 0)
    columns = [_column(group, first, days, most) for group in narrow]
    bars, lanes, unseen = _bars([group for group in groups if group.wide], first, days, floor)
    return Band(kind, (*columns, *bars), floor + lanes * LANE, most, unseen)


def _column(group: Group, first: date, days: int, most: int) -> Mark:
    height = round(LEAST + (COLUMN - LEAST) * (group.count - 1) / max(1, most - 1), 1) if most > 1 else COLUMN / 2
    left, width = _across(group, first, days)
    return Mark(group, left, width, COLUMN - height, height)


def _bars(groups: Iterable[Group], first: date, days: int, floor: float) -> tuple[list[Mark], int, int]:
    """Bars in lanes, none over another; how many lanes there are, and bars without room."""
    lanes: list[list[tuple[str, str]]] = []
    marks: list[Mark] = []
    unseen = 0
    for group in sorted(groups, key=lambda each: (date.fromisoformat(each.first), each.last)):
        free = (at for at, lane in enumerate(lanes) if all(group.first > last for _, last in lane))
        at = next(free, len(lanes))
        if at == MOST_LANES:
            unseen += 1
            continue
        lanes[at:] = [[*(lanes[at] if at < len(lanes) else []), (group.first, group.last)], *lanes[at + 1 :]]
        marks.append(Mark(group, *_across(group, first, days), floor + at * LANE, LANE - 3))
    return marks, len(lanes), unseen


def _across(group: Group, first: date, days: int) -> tuple[float, float]:
    start, end = (date.fromisoformat(day).toordinal() - first.toordinal() for day in (group.first, group.last))
    left = _share(start, days)
    return left, round(_share(end + 1, days) - left, 3)


def _share(day: int, days: int) -> float:
    return round(100 * day / days, 3)
