"""Which words on a page tell a time, and what do they say before anybody anchors them?

TIMEX3's four kinds (DATE, TIME, DURATION, SET) over every parsed block. What time words look like is a table of the
language (`lexicon/en/time_shapes.py`); each has a reading, in the notation below. A reading is anchored later
(`resolve.dates`), where the page's day is known.

    reading             words                       meaning
    2015-04-17, 2015    "17 April 2015", "2015"     an EDTF date; also 199X, 11XX, 2015-04-17T18:00Z, 1939/1945
    [2015-03-04,...]    "03/04/2015"                one of these days: day and month may stand in either order
    day:04-17           "on April 17"               a day without a year
    dom:17              "on the 17th"               a day without a month
    month:04            "in April"                  a month without a year
    weekday:5           "on Friday"                 Monday is 1
    season:spring       "in spring"                 and season:spring@2014
    quarter:1, half:1   "the first quarter"         and quarter:1@2014
    nth:09-1-2@2014     "the second Monday in September 2014"   month, weekday, and the how-manieth (-1: the last)
    opening:P9M@2014    "the first nine months of 2014"     also closing:, and without a year
    fiscal:2014         "fiscal 2014"               a year of accounts: about 2014; fiscal:this:year
    feast:easter        "Easter"                    a day with a name that moves (`resolve/feasts.py`)
    this:week           "this week"                 also last: and next:; day (today), weekend, month, year, ...
    ...@this:year       "in April this year"        the year of what stands before the @ (also @last:year, @next:year)
    ...@last            "last Friday"               the latest one before (@next: the first one after, @this: nearest)
    ...@ahead           "will meet on Friday"       the first one from the anchor on
    .../...             "April 3-5"                 from the one to the other
    ago:P3D             "three days ago"            before the anchor; ahead:P2W after it
    past:P2Y            "the past two years"        a stretch that ends at the anchor; coming:P2Y begins there
    after:P1D           "the next day"              counted from a time told before it; before:P1Y, same:day,
                                                    after:weekday:1 ("the following Monday"), same:season:summer
    now, recent, soon   "currently", "recently"     present, past and future without a date
    P3D, PT20M, PXY     "three days", "years"       a duration; X where the number is open; P2D/P3D: two to three
    every:P1W           "weekly"                    repeated; also every:weekday:5
    early:...           "early April"               a part of what follows: early, mid, late, start, end
    ...T18:00Z          "18:00 UTC on Friday"       a clock time on a day; TMO, TAF, TEV, TNI for parts of the day
    at:T18:00Z, at:day  "at 18:00 UTC", "the day"   on the day that the sentence tells, else on the anchor's

The letters of periods are ISO 8601's (PnY, PnM, PnW, PnD, PTnH, PTnM, PTnS), and Q for quarters as in TIMEX3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from onrecord.extract.grains import granularity_of
from onrecord.extract.lexicon.en.time_words import DAY_PARTS
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.readings import Found, matches
from onrecord.extract.tenses import is_time, with_tense
from onrecord.model import Time, When, id_of

__all__ = ["Found", "expressions", "found_in"]

PARAGRAPHS = 256
"""Paragraphs whose time words are kept: those of the page that several extractors are asking about."""

STATED = re.compile(r"[\d[][\dX,/T:Z+\]-]*")
"""Readings that are EDTF as they stand."""

ONE_DAY = re.compile(
    r"(?:early:|mid:|late:)?(?:(?:weekday:\d|day:\d\d-\d\d|dom:\d\d|feast:[\w-]+|nth:[\d-]+)(?:@[\w:]+)?|(?:this|last|next|same):day"
    r"|(?:after|before|ago|ahead):P\d+D|(?:same|after|before):weekday:\d|\d{4}-\d\d-\d\d)"
)
"""Readings of one day: a clock time or a part of the day beside it belongs to it."""
CLOCK = re.compile(r"at:(T[\w:+-]+)")
PART = re.compile(r"T(?:MO|AF|EV|NI)$")
LATE = frozenset({"TAF", "TEV"})
HALF = re.compile(r"[ap]m\b")
"""A part of the day, those in which hours are counted from noon, and the letters that tell the half of the day."""

BEHIND = re.compile(rf"\s(?:at\s)?({'|'.join(DAY_PARTS)})\b", re.IGNORECASE)
AHEAD = re.compile(
    rf"(?:\b(?:the|late|early|late in the|early in the)\s)*\b({'|'.join(DAY_PARTS)})\s(?:of|on|of the)\s$",
    re.IGNORECASE,
)
"""Parts of the day behind and before a day: "Friday night", "the morning of May 3"."""
BETWEEN = re.compile(r",?\s(?:(?:on|at)\s)?(?:the\s)?")
"""What may stand between a day and its clock time."""


def expressions(parsed: Parsed) -> Iterator[Time]:
    """The time expressions of a page in the order of the text, unanchored; absolute ones have their EDTF as value."""
    for paragraph in parsed.paragraphs:
        for found in found_in(paragraph):
            cite = paragraph.cite((found.start, found.end))
            yield Time(
                id=id_of("t", parsed.page.id, cite.start, cite.end),
                page=parsed.page.id,
                text=cite.text,
                start=cite.start,
                end=cite.end,
                type=found.type,
                value=When(found.reading, "stated", cite.text) if STATED.fullmatch(found.reading) else When(),
                reading=found.reading,
                granularity=granularity_of(found.reading),
            )


@lru_cache(maxsize=PARAGRAPHS)
def found_in(paragraph: Paragraph) -> tuple[Found, ...]:
    """The time words of one paragraph in the order of the text; where several overlap, the longest."""
    text = paragraph.plain
    candidates = (one for one in matches(text) if is_time(one[1], paragraph, text))
    found = list(_apart(sorted(candidates, key=lambda one: (one[1].start - one[1].end, one[0], one[1].start))))
    found.sort(key=lambda one: one.start)
    days = [_with_part(one, before, text) for before, one in zip([None, *found], found, strict=False)]
    return tuple(with_tense(one, paragraph, text) for one in _with_clock(days, text))


def _apart(ranked: list[tuple[int, Found]]) -> Iterator[Found]:
    """The expressions that overlap none before them."""
    taken: set[int] = set()
    for _, found in ranked:
        if taken.isdisjoint(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            yield found


def _with_part(found: Found, before: Found | None, text: str) -> Found:
    """A day with the part of it that stands beside it ("Friday night", "the morning of May 3")."""
    if not ONE_DAY.fullmatch(found.reading):
        return found
    if behind := BEHIND.match(text, found.end):
        part = DAY_PARTS[behind[1].lower()]
        return replace(found, end=behind.end(), type="TIME", reading=found.reading + part)
    start = before.end if before else 0
    if ahead := AHEAD.search(text, start, found.start):
        part = DAY_PARTS[ahead[1].lower()]
        return replace(found, start=ahead.start(), type="TIME", reading=found.reading + part)
    return found


def _with_clock(found: list[Found], text: str) -> Iterator[Found]:
    """The expressions, each day and the clock time next to it as one."""
    last: Found | None = None
    for one in found:
        joined = _joined(last, one, text) if last else None
        if last and not joined:
            yield last
        last = joined or one
    yield from chain((last,) if last else ())


def _joined(one: Found, other: Found, text: str) -> Found | None:
    if not BETWEEN.fullmatch(text, one.end, other.start):
        return None
    for day, clock in ((one, other), (other, one)):
        hour, part = CLOCK.fullmatch(clock.reading), PART.search(day.reading)
        bare = day.reading[: part.start()] if part else day.reading
        if hour and ONE_DAY.fullmatch(bare):
            told = text[clock.start : clock.end].lower().replace(".", "")
            late = part is not None and part[0] in LATE and not HALF.search(told)
            return Found(one.start, other.end, "TIME", bare + (_after_noon(hour[1]) if late else hour[1]))
    return None


def _after_noon(clock: str) -> str:
    """A clock time of the afternoon or evening: "six o'clock on Friday evening" is 18:00."""
    hour = int(clock[1:3])
    return f"T{hour + 12:02d}{clock[3:]}" if 1 <= hour < 12 else clock
