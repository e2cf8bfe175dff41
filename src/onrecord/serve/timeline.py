"""When did what happen, as far as dates are known?

Rows are put into bins of a day, week, month, year or decade. A date that is wider than its bin (a year, seen by
months) stays as wide as it is: the group it belongs to spans several bins. Rows without a date are counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.corroborate.days import days_of
from onrecord.serve.moments import Tally
from onrecord.serve.words import day_of

Unit = Literal["day", "week", "month", "year", "decade"]

MOST_BINS = 60
"""Bins of a timeline when no unit was asked for: as many as can be told apart on a telephone."""

WIDEST = 400
"""Bins of a timeline with the unit asked for; a wider window is told in the next coarser unit."""

MOST_GROUPS = 600
"""Groups drawn, those with most rows; the others are counted."""

TRIMMED = 100
"""From so many dated rows on, the window first shown leaves out the first and the last hundredth: a few rows of a
distant year would press all others together."""

FIRST, LAST = date.min, date.max
"""What `days_of` gives for the open end of an interval."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days shown, both included, and the unit of the bins."""

    first: date
    last: date
    unit: Unit


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a kind whose dates span the same bins. `first` and `last` are the days from bin to bin, ISO 8601."""

    kind: str
    first: str
    last: str
    words: str
    count: int
    wide: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The groups of a window. `before` and `after` count dated rows outside of it, `undated` rows without a date.

    `cut` counts rows inside the window that are in no group shown.
    """

    first: str
    last: str
    unit: Unit
    groups: tuple[Group, ...]
    shown: Mapping[str, int]
    undated: Mapping[str, int]
    before: int
    after: int
    cut: int


def _week(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _after_month(start: date) -> date:
    return _made(start.year + start.month // 12, start.month % 12 + 1)


def _made(year: int, month: int = 1) -> date:
    """The first of a month; the last day there is where the calendar has no more."""
    return date(year, month, 1) if year <= LAST.year else LAST


def _later(day: date, days: int) -> date:
    return LAST if (LAST - day).days < days else day + timedelta(days=days)


UNITS: dict[Unit, tuple[Callable[[date], date], Callable[[date], date], Callable[[date], str]]] = {
    "day": (lambda day: day, lambda start: _later(start, 1), lambda start: day_of(start.isoformat())),
    "week": (_week, lambda start: _later(start, 7), lambda start: f"week of {day_of(start.isoformat())}"),
    "month": (lambda day: day.replace(day=1), _after_month, lambda start: day_of(start.isoformat()[:7])),
    "year": (lambda day: date(day.year, 1, 1), lambda start: _made(start.year + 1), lambda start: str(start.year)),
    "decade": (
        lambda day: date(max(1, day.year // 10 * 10), 1, 1),
        lambda start: _made(start.year // 10 * 10 + 10),
        lambda start: f"{start.year // 10 * 10}s",
    ),
}
"""For each unit: the first day of the bin that holds a day, the first day of the next bin, what a bin is called."""

ORDER: tuple[Unit, ...] = tuple(UNITS)


def bins(window: Window) -> Iterator[tuple[date, date]]:
    """The bins of a window, each by its first and last day."""
    start_of, after, _ = UNITS[window.unit]
    start = start_of(window.first)
    while start <= window.last:
        following = after(start)
        yield start, max(start, following - timedelta(days=1)) if following < LAST else LAST
        if following == LAST:
            return
        start = following


def window_of(tally: Tally, first: date | None, last: date | None, unit: Unit | None) -> Window | None:
    """The window asked for; what is not told of it is chosen so that it holds what there is. None without any date."""
    spans = sorted(
        (max(span[0], FIRST), span[1], count)
        for dates in tally.values()
        for edtf, count in dates.items()
        if (span := days_of(edtf))
    )
    edges = _edges([span for span in spans if span[0] > FIRST], 0), _edges([s for s in spans if s[1] < LAST], 1)
    first, last = first or edges[0] or edges[1], last or edges[1] or edges[0]
    if first is None or last is None:
        return None
    first, last = min(first, last), max(first, last)
    return Window(first, last, _fitting(first, last, unit))


def _edges(spans: list[tuple[date, date, int]], end: Literal[0, 1]) -> date | None:
    """The first (or last) day of some spans, without the outermost hundredth where there are many rows."""
    days: Counter[date] = Counter()
    for span in spans:
        days[span[end]] += span[2]
    spare = days.total() // 100 if days.total() >= TRIMMED else 0
    for day in sorted(days, reverse=bool(end)):
        spare -= days[day]
        if spare < 0:
            return day
    return None


def _fitting(first: date, last: date, unit: Unit | None) -> Unit:
    """The unit asked for, or the finest one with few enough bins."""
    allowed = ORDER[ORDER.index(unit) :] if unit else ORDER
    most = WIDEST if unit else MOST_BINS
    long = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
    days = (last - first).days + 1
    return next((one for one in allowed if days / long[one] <= most), "decade")


def timeline_of(tally: Tally, window: Window) -> Timeline:
    """The groups of a window, in order of time, and what is not in them."""
    counts: Counter[tuple[date, date, str]] = Counter()
    before = after = 0
    for kind, dates in tally.items():
        for edtf, count in dates.items():
            span = days_of(edtf)
            if span and span[1] < window.first:
                before += count
            elif span and span[0] > window.last:
                after += count
            elif span:
                counts[(*_binned(span, window), kind)] += count
    drawn = sorted(counts, key=lambda group: (-counts[group], group))[:MOST_GROUPS]
    groups = tuple(_group(*group, counts[group], window.unit) for group in sorted(drawn))
    return Timeline(
        first=window.first.isoformat(),
        last=window.last.isoformat(),
        unit=window.unit,
        groups=groups,
        shown={kind: sum(count for (_, _, of), count in counts.items() if of == kind) for kind in tally},
        undated={kind: count for kind, dates in tally.items() if (count := _undated(dates))},
        before=before,
        after=after,
        cut=counts.total() - sum(group.count for group in groups),
    )


def _undated(dates: Mapping[str | None, int]) -> int:
    return sum(count for edtf, count in dates.items() if days_of(edtf) is None)


def _binned(span: tuple[date, date], window: Window) -> tuple[date, date]:
    """A span from the beginning of its first bin to the end of its last one, inside the window."""
    start_of, after, _ = UNITS[window.unit]
    first, last = max(span[0], window.first), min(span[1], window.last)
    end = after(start_of(last))
    return start_of(first), end - timedelta(days=1) if end < LAST else LAST


def _group(first: date, last: date, kind: str, count: int, unit: Unit) -> Group:
    start_of, _, called = UNITS[unit]
    from_words, to_words = called(start_of(first)), called(start_of(last))
    wide = from_words != to_words
    words = f"{from_words} to {to_words}" if wide else from_words
    return Group(kind, first.isoformat(), last.isoformat(), words, count, wide)


def inside(tally: Tally, window: Window) -> dict[str, list[str]]:
    """By kind, the dates of the tally that have a day in the window."""
    found: dict[str, list[str]] = {}
    for kind, dates in tally.items():
        known = [edtf for edtf in dates if edtf and (span := days_of(edtf))]
        found[kind] = [
            edtf for edtf in known if (span := days_of(edtf)) and span[0] <= window.last and span[1] >= window.first
        ]
    return found
