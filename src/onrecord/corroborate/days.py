"""Which days can a date of the record mean?

Two dates are compatible when some day lies in both. Reads the part of EDTF (ISO 8601-2) that the record writes:
a year, a month, a day, a time of day, unspecified digits, an interval (open or not) and a set of alternatives.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Days = tuple[date, date]
"""The first and the last day that a date can mean, both included."""

SOFT: frozenset[str] = frozenset({"metadata", "url", "none"})
"""Bases of a date that come from the page and not from words about the saying."""

DATE = re.compile(r"(\d{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?(?:T.*)?")


@lru_cache(maxsize=16384)
def days_of(edtf: str | None) -> Days | None:
    """The days that `edtf` spans, or None when it is None, empty or in a notation that the record does not write."""
    if not edtf:
        return None
    if edtf[0] in "[{":
        spans = [days_of(part) for part in re.split(r",|\.\.", edtf.strip("[]{}")) if part]
    elif "/" in edtf:
        spans = [days_of(part) if part.strip(".") else None for part in edtf.split("/")]
        return _between(spans[0], spans[-1])
    else:
        return _one(edtf.strip("~?%"))
    known = [span for span in spans if span]
    return (min(s[0] for s in known), max(s[1] for s in known)) if known else None


def _between(first: Days | None, last: Days | None) -> Days | None:
    if first is None and last is None:
        return None
    return (first[0] if first else date.min, last[1] if last else date.max)


def _one(edtf: str) -> Days | None:
    match = DATE.fullmatch(edtf)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        if month in (None, "XX"):
            return date(int(year), 1, 1), date(int(year), 12, 31)
        if day in (None, "XX"):
            return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
        return (date(int(year), int(month), int(day)),) * 2
    except ValueError:  # a month 13 or a day 31 in a short month names no day
        return None


def gap(a: Days | None, b: Days | None) -> int | None:
    """Days between two dates at their closest: 0 when they can be one day, None when either is unknown."""
    if a is None or b is None:
        return None
    return max(0, (max(a[0], b[0]) - min(a[1], b[1])).days)


def apart(a: str | None, b: str | None) -> int | None:
    """Days between two dates in EDTF at their closest, None when either is unknown.

    A day whose year is not told ("XXXX-05-03") is taken in the year that brings it closest to the other date.
    """
    if a is None or b is None:
        return None
    if a.startswith(NO_YEAR) == b.startswith(NO_YEAR):
        common = "2000" if a.startswith(NO_YEAR) else ""  # a leap year: 29 February is a day of it
        return gap(days_of(common + a.removeprefix(NO_YEAR)), days_of(common + b.removeprefix(NO_YEAR)))
    day, dated = (a, days_of(b)) if a.startswith(NO_YEAR) else (b, days_of(a))
    if dated is None:
        return None
    years = {str(year).zfill(4) for first in dated for year in range(max(1, first.year - 1), min(9998, first.year) + 2)}
    gaps = [gap(days_of(year + day.removeprefix(NO_YEAR)), dated) for year in sorted(years)]
    return min((days for days in gaps if days is not None), default=None)


NO_YEAR = "XXXX"


def width(days: Days) -> int:
    """How many days a date leaves open: 1 for a day, 28 to 31 for a month."""
    return (days[1] - days[0]).days + 1
