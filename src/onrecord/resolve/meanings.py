"""Which days can time words mean when the day that they count from is not known?

A reading such as "weekday:5" ties two days to each other: the one it is told on and the one it means. `anchors` says
which day it means on one page; here it is asked for many possible days.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from onrecord.resolve import anchors
from onrecord.resolve.anchors import CLOCK, PART, Stretch
from onrecord.resolve.domains import Days, days_in

TIED = re.compile(
    r"(?:weekday:\d|day:\d\d-\d\d|dom:\d\d|feast:[\w-]+|nth:[\d-]+|month:\d\d|season:\w+|(?:last|this):(?:day|week|weekend"
    r"|month|year)|ago:P\d+[DWMY])(?:@[\w:]+)?"
)
"""Readings that tie a day to the page's. The others count from another time, tell no day, or tell it alone."""

AHEAD = re.compile(r"@(?:ahead|next)")
"""Readings of what is still to come; nobody can have spoken then."""

SAMPLE = range(date(2001, 1, 1).toordinal(), date(2005, 1, 1).toordinal())
"""Four years, a leap year among them: enough to see how far behind its anchor a reading can lie."""

SHIFTS = 40
"""Days by which a reading of more than a week may lie farther back in years that were not sampled: a feast moves by
35 days, a month by three."""

WEEK = 7


def reading_of(reading: str) -> str:
    """The reading without its clock time and without "early", "mid" and "late"."""
    return PART.sub("", CLOCK.sub("", reading))


@lru_cache(maxsize=1 << 16)
def meaning(reading: str, day: int) -> Days | None:
    """The days that a reading means when it is told on `day`; None when it tells none there."""
    told = date.fromordinal(day)
    return days_in(anchors.edtf_of(reading, Stretch(told, told)))


@lru_cache(maxsize=1 << 10)
def behind(reading: str) -> tuple[int, int] | None:
    """How many days a reading that is not ahead can lie behind the day it is told on, at least and at most.

    None when it ties no days, or when it may lie ahead.
    """
    if TIED.fullmatch(reading) is None or AHEAD.search(reading):
        return None
    meant = [(day, days) for day in SAMPLE if (days := meaning(reading, day))]
    if not meant:
        return None
    least = min(day - days.runs[-1][1] for day, days in meant)
    most = max(day - days.runs[0][0] for day, days in meant)
    return max(0, least - SHIFTS if least > WEEK else least), most + SHIFTS if most > 2 * WEEK else most
