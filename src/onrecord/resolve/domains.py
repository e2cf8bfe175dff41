"""Which days may a thing be of? Sets of days, kept as stretches, and what EDTF writes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.resolve.anchors import Stretch, stretch_of, written

EARLIEST = date(1800, 1, 1).toordinal()
LATEST = date(2199, 12, 31).toordinal()
"""The days that news may be of; a day outside is taken for a slip."""

TOLD_APART = 60
"""Days or stretches up to which a set is written out; a larger one is written as the interval around it."""

Run = tuple[int, int]
"""The first and the last day of a stretch, as proleptic Gregorian ordinals."""


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days: stretches in order that neither overlap nor touch."""

    runs: tuple[Run, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.runs)

    def __iter__(self) -> Iterator[int]:
        for first, last in self.runs:
            yield from range(first, last + 1)

    @property
    def width(self) -> int:
        """Days from the first to the last one, both counted; 0 for none."""
        return self.runs[-1][1] - self.runs[0][0] + 1 if self.runs else 0

    def and_in(self, other: Days) -> Days:
        """The days that lie in both."""
        found: list[Run] = []
        mine, theirs = iter(self.runs), iter(other.runs)
        a, b = next(mine, None), next(theirs, None)
        while a is not None and b is not None:
            if max(a[0], b[0]) <= min(a[1], b[1]):
                found.append((max(a[0], b[0]), min(a[1], b[1])))
            if a[1] < b[1]:
                a = next(mine, None)
            else:
                b = next(theirs, None)
        return Days(tuple(found))

    def moved(self, least: int | None, most: int | None) -> Days:
        """The days that lie `least` to `most` days after one of these; None is as far as days go."""
        low = EARLIEST - LATEST if least is None else least
        high = LATEST - EARLIEST if most is None else most
        return days_from((max(EARLIEST, a + low), min(LATEST, b + high)) for a, b in self.runs)


ALL = Days(((EARLIEST, LATEST),))
"""The days of a thing about which nothing is known."""


def days_from(runs: Iterable[Run]) -> Days:
    """The days of any stretches; those that end before they begin hold none."""
    joined: list[Run] = []
    for first, last in sorted(run for run in runs if run[0] <= run[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return Days(tuple(joined))


def days_in(edtf: str | None) -> Days | None:
    """The days that an EDTF date may mean; None where it is open, unspecified or told without a year."""
    if edtf is None or stretch_of(edtf) is None:
        return None
    parts = edtf.strip("[]{}").split(",") if edtf[0] in "[{" else [edtf]
    stretches = [stretch_of(part.replace("..", "/")) for part in parts]
    return days_from((s.first.toordinal(), s.last.toordinal()) for s in stretches if s is not None).and_in(ALL)


def each_year(month: int, day: int) -> Days:
    """That day of every year that has it."""
    return days_from((d, d) for d in _in_years(month, day))


def rest_of_month(month: int, day: int) -> Days:
    """From that day to the end of its month, in every year."""
    first = _in_years(month, day)
    return days_from((d, _month_end(d)) for d in first)


def _in_years(month: int, day: int) -> list[int]:
    found = []
    for year in range(date.fromordinal(EARLIEST).year, date.fromordinal(LATEST).year + 1):
        try:
            found.append(date(year, month, day).toordinal())
        except ValueError:  # 29 February of most years, 31 June of all
            continue
    return found


def _month_end(ordinal: int) -> int:
    first = date.fromordinal(ordinal).replace(day=1)
    return ((first + timedelta(32)).replace(day=1) - timedelta(1)).toordinal()


def edtf_of(days: Days) -> str | None:
    """EDTF of a set of days: a day, a month, a year, an interval, or "one of" a set; None for no days."""
    stretches = [Stretch(date.fromordinal(a), date.fromordinal(b)) for a, b in days.runs]
    if not stretches:
        return None
    if len(stretches) == 1 or len(stretches) > TOLD_APART or any(s.day is None for s in stretches):
        return written(Stretch(stretches[0].first, stretches[-1].last))
    return f"[{','.join(written(s) for s in stretches)}]"


YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
"""EDTF of a day without its year, as a dateline tells it."""
