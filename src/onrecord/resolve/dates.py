"""When was it said, and for which day does a figure hold?

The time words of a page are dated once, in the order of the text (`calendar_of`): most count from the page's day, some
from a date told before ("the next day"), and those inside reported speech from the day of the speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from onrecord.model import Cite, Figure, Page, Statement, Time, When
from onrecord.resolve.anchors import ABSOLUTE, CLOCK, PART, Stretch, anchored, away, stretch_of, told_from

FRESH = 2
"""Days: how long before publication the news of a page may lie."""

OPENING = 3
"""Paragraphs in which a page names the day of its news."""

REACH = 600
"""Characters: how far back the date may stand that "the next year" or "at the time" counts from."""

RECENT = 7
"""Days: how far from publication the news of a page lies; what lies farther is its background."""

LOOKED = 3
"""Time words before and behind a clock time among which its day is looked for."""

BESIDE = 6
"""Characters between "a year earlier" and the date that it explains (", in ")."""

SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘(])|\n")
"""Where a sentence ends: between it and a clock time no day is looked for."""

COUNTED = re.compile(r"(?:same|after|before):")
CLOCKED = re.compile(r"at:")
"""Readings that count from a date told before, and those that wait for the day of their sentence."""

HOUR = re.compile(r"T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?$")
"""The clock time of a reading."""

SINCE = re.compile(r"\bsince\s+(?:(?:at\s+least|as\s+early\s+as|the|about|around)\s+)?$", re.IGNORECASE)
SINCE_REACH = 24
"""What stands before a date from which something lasts, and in how many characters before it that is looked for."""

UNDATED = frozenset({"now", "recent", "soon"})
"""Readings that date nothing beside them."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time words of a page in the order of the text, and the date that each means, by its id."""

    times: tuple[Time, ...]
    days: Mapping[str, When]

    def day_of(self, words: Cite | None) -> When:
        """The date of the time words that a cite holds; no date where it holds none."""
        time = time_at(words, self.times)
        return self.days[time.id] if time is not None else When()


def calendar_of(page: Page, times: Sequence[Time], *, spoken: Mapping[str, When] = MappingProxyType({})) -> Calendar:
    """The time words of a page with their dates; `spoken` has the anchors, by id, of those that somebody said."""
    ordered = tuple(sorted(times, key=lambda time: time.start))
    days: dict[str, When] = {}
    latest: tuple[Time, Stretch] | None = None
    for time in ordered:
        anchor = spoken.get(time.id) or posted_on(page, time.start)
        told = latest if latest and latest[0].start > time.start - REACH else None
        when = _counted(time, told, anchor) if COUNTED.match(time.reading) else anchored(time, anchor)
        days[time.id] = when
        stretch = stretch_of(when.edtf)
        if stretch is not None and _is_told(time):
            latest = time, stretch
    return Calendar(ordered, MappingProxyType(days | dict(_clocks(page, ordered, days))))


def _is_told(time: Time) -> bool:
    """Whether other times can count from a time: dates can, "now" and clock times tell none of their own."""
    return time.type in ("DATE", "TIME") and not CLOCKED.match(time.reading) and time.reading not in UNDATED


def _counted(time: Time, told: tuple[Time, Stretch] | None, anchor: When) -> When:
    """The date of "the next day" and the like: counted from the date told before, the past from the page else."""
    if told is not None:
        edtf = told_from(time.reading, told[1])
        return When(edtf, "relative", f"“{time.text}” after “{told[0].text}”") if edtf else When()
    stretch, (kind, _, value) = stretch_of(anchor.edtf), time.reading.partition(":")
    edtf = away(value, -1, stretch) if kind == "before" and stretch is not None else None
    return When(edtf, "relative", f"“{time.text}” on a page of {anchor.edtf}") if edtf else When()


def _clocks(page: Page, times: Sequence[Time], days: Mapping[str, When]) -> Iterator[tuple[str, When]]:
    """Clock times, of the day that their sentence tells; "the day", of the one told last."""
    for place, time in enumerate(times):
        if not CLOCKED.match(time.reading):
            continue
        before, after = reversed(times[max(0, place - LOOKED) : place]), times[place + 1 : place + 1 + LOOKED]
        told = [(other, stretch) for other in (*before, *after) if (stretch := _beside(page, time, other, days))]
        day = next(((other, stretch.day) for other, stretch in told if stretch.day), None)
        if day is not None:
            yield time.id, When(day[1].isoformat(), "relative", f"“{time.text}” beside “{day[0].text}”")
        elif any(not _holds(stretch, days[time.id]) for _, stretch in told):
            yield time.id, When()  # "last month's vote ended at 2 a.m.": not on the page's day


def _beside(page: Page, time: Time, other: Time, days: Mapping[str, When]) -> Stretch | None:
    """The days of a time that a clock time may be of: told in its sentence, or for "the day" some way before it."""
    stretch = stretch_of(days[other.id].edtf)
    if stretch is None or not _is_told(other):
        return None
    before = other.start < time.start
    # what is told behind a clock time, or sentences before "the day", may be the background
    if (time.reading == "at:day" or not before) and not _is_news(stretch, posted_on(page, time.start)):
        return None
    if time.reading == "at:day":
        return stretch if stretch.day and before and time.start - other.start < REACH else None
    return stretch if _one_sentence(page, time, other) else None


def _is_news(stretch: Stretch, posted: When) -> bool:
    published = stretch_of(posted.edtf)
    return published is None or abs((published.last - stretch.first).days) <= RECENT


def _holds(stretch: Stretch, when: When) -> bool:
    inside = stretch_of(when.edtf)
    return inside is None or stretch.first <= inside.first <= stretch.last


def _one_sentence(page: Page, one: Time, other: Time) -> bool:
    first, last = sorted((one, other), key=lambda time: time.start)
    return SENTENCE_END.search(page.text[first.end : last.start]) is None


def valued(page: Page, calendar: Calendar, spoken: Mapping[str, When]) -> tuple[Time, ...]:
    """The time words of a page with their dates, clock times among them, and what each was counted from."""
    return tuple(replace(time, value=_opened(time, page)) for time in _valued(page, calendar, spoken))


def _valued(page: Page, calendar: Calendar, spoken: Mapping[str, When]) -> Iterator[Time]:
    for time in calendar.times:
        if time.value.edtf is not None:
            yield time
            continue
        anchor = (spoken.get(time.id) or posted_on(page, time.start)).edtf
        yield replace(time, value=_with_clock(time, calendar.days[time.id]), anchor=anchor)


def _opened(time: Time, page: Page) -> When:
    """The date of a time, as an interval without an end behind "since": "since 2013" is 2013/.. in EDTF."""
    edtf, value = time.value.edtf, time.value
    whole = edtf is not None and time.type == "DATE" and re.fullmatch(r"[\d-]+", edtf)
    if whole and SINCE.search(page.text, max(0, time.start - SINCE_REACH), time.start):
        return When(f"{edtf}/..", value.basis, f"since {time.text}" if value.basis == "stated" else value.why)
    return value


def _with_clock(time: Time, when: When) -> When:
    clock, stretch = HOUR.search(time.reading), stretch_of(when.edtf)
    return replace(when, edtf=f"{when.edtf}{clock[0]}") if clock and stretch and stretch.day else when


def speech_days(page: Page, statements: Sequence[Statement], times: Sequence[Time]) -> dict[str, When]:
    """The anchors of the time words inside what was said at another time than the page's, by id of the time."""
    found: dict[str, When] = {}
    ordered = sorted(times, key=lambda time: time.start)
    for statement in statements:
        said, posted = stretch_of(statement.said.edtf), stretch_of(posted_on(page, statement.content[0].start).edtf)
        apart = said is not None and (posted is None or said.last < posted.first)
        for cite in statement.content if apart else ():
            found |= {time.id: statement.said for time in _times_in(cite, ordered)}
    return found


def said_on(page: Page, statements: Sequence[Statement], times: Sequence[Time]) -> dict[str, When]:
    """When each statement of a page was said, by statement id.

    A statement without time words is of the day its speaker was dated on in the same paragraph; on a page whose own
    day is unknown, of the day its speaker was last (or else next) dated on; else of the page's news day. In a live
    blog the day of the entry stands for the page's.
    """
    ordered, calendar = sorted(statements, key=lambda s: s.content[0].start), calendar_of(page, times)
    own = {s.id: when for s in ordered if (when := _own_day(s.said_words, calendar, page)) is not None}
    news = news_day(page, times)
    dated = [(s, own[s.id]) for s in ordered if s.id in own]
    days = {s.id: posted_on(page, s.content[0].start) for s in ordered}
    exact = {s.id: (stretch := stretch_of(days[s.id].edtf)) is not None and stretch.day is not None for s in ordered}
    told = {s.id: news if days[s.id] is page.published else _day_part(days[s.id]) for s in ordered}
    return {
        s.id: own.get(s.id) or _inherited(s, dated, times, page, anywhere=not exact[s.id]) or told[s.id]
        for s in ordered
    }


def posted_on(page: Page, place: int) -> When:
    """When the words at a place were published: with the live blog's entry around them, if it has a day."""
    entry = next((entry for entry in page.entries if entry.start <= place < entry.end), None)
    return entry.when if entry is not None and entry.when.edtf is not None else page.published


def _own_day(words: Cite | None, calendar: Calendar, page: Page) -> When | None:
    """The date that words beside a saying give it; None when they give none that lies before the page."""
    when = calendar.day_of(words)
    posted = posted_on(page, words.start) if words is not None else page.published
    said, published = stretch_of(when.edtf), stretch_of(posted.edtf)
    ahead = said is not None and published is not None and said.first > published.last
    return when if when.edtf is not None and not ahead else None


def _inherited(
    statement: Statement,
    dated: list[tuple[Statement, When]],
    times: Sequence[Time],
    page: Page,
    *,
    anywhere: bool,
) -> When | None:
    who = {speaker.entity or speaker.name for speaker in statement.speakers}
    same = [(s, when) for s, when in dated if who & {speaker.entity or speaker.name for speaker in s.speakers}]
    same = [(s, when) for s, when in same if not _in_contrast(s, times)]
    start = statement.content[0].start
    before = [(s, when) for s, when in same if s.content[0].start < start]
    for other, when in reversed(before):
        if anywhere or _block_of(page, other.content[0].start) == _block_of(page, start):
            return When(when.edtf, when.basis, f"{when.why}, as told just before")
    if anywhere and same and not before:
        return When(same[0][1].edtf, same[0][1].basis, f"{same[0][1].why}, as told further on")
    return None


def _contrasts(times: Sequence[Time]) -> Iterator[tuple[Time, Time]]:
    """Pairs like "a year earlier, in January 2030": the stretch, and the date that lies so far behind the page's."""
    for before, then in pairwise(sorted(times, key=lambda time: time.start)):
        beside = 0 <= then.start - before.end <= BESIDE
        if beside and before.reading.startswith("before:") and ABSOLUTE.fullmatch(then.reading):
            yield before, then


def _in_contrast(statement: Statement, times: Sequence[Time]) -> bool:
    """Whether a statement is dated by such a pair: then it tells the background, and lends its date to no other."""
    words = statement.said_words
    pairs = [(before.start, then.end) for before, then in _contrasts(times)]
    return words is not None and any(start <= words.start and words.end <= end for start, end in pairs)


def _after_contrast(times: Sequence[Time]) -> When:
    """The present of a page that tells how far behind it a date lies; no date where none is told."""
    for before, then in _contrasts(times):
        years, stretch = re.fullmatch(r"before:P(\d+)Y", before.reading), stretch_of(then.reading)
        if years and stretch and (stretch.first.year, stretch.first.month) == (stretch.last.year, stretch.last.month):
            month = f"{stretch.first.year + int(years[1])}-{stretch.first.month:02d}"
            return When(month, "relative", f"“{before.text}” is said of {then.reading}")
    return When()


def _block_of(page: Page, offset: int) -> int:
    return next((i for i, block in enumerate(page.blocks) if block.start <= offset < block.end), -1)


def news_day(page: Page, times: Sequence[Time]) -> When:
    """The day a page's news is of: a day just before publication that its first paragraphs name, else its own date.

    A page without a date is of the time that it contrasts with another one.
    """
    stretch = stretch_of(page.published.edtf)
    if stretch is None:
        return _after_contrast(times)
    if stretch.day is None:
        return _day_part(page.published)
    opening = _opening(page)
    for time in times:
        if time.start < opening and re.match(r"weekday:\d$|last:day$", CLOCK.sub("", time.reading)):
            when = anchored(time, page.published)
            named = stretch_of(when.edtf)
            if named and named.day and 0 <= (stretch.day - named.day).days <= FRESH:
                return When(when.edtf, when.basis, f"the page's news is of “{time.text}”")
    return _day_part(page.published)


def _opening(page: Page) -> int:
    body = [block for block in page.blocks if block.kind in ("lead", "paragraph")]
    return body[min(OPENING, len(body)) - 1].end if body else 0


def _day_part(published: When) -> When:
    return When(published.edtf.partition("T")[0] if published.edtf else None, published.basis, published.why)


def time_at(words: Cite | None, times: Sequence[Time]) -> Time | None:
    """The date or clock time that a cite holds, of several the longest; `times` stand in the order of the text."""
    if words is None:
        return None
    inside = [time for time in _times_in(words, times) if time.type in ("DATE", "TIME")]
    return max(inside, key=lambda time: min(time.end, words.end) - max(time.start, words.start), default=None)


def _times_in(words: Cite, times: Sequence[Time]) -> Sequence[Time]:
    """The time words that share a letter with a cite; `times` overlap nowhere."""
    first = bisect_right(times, words.start, key=lambda time: time.end)
    last = bisect_right(times, words.end - 1, key=lambda time: time.start)
    return times[first:last]


def as_of(figure: Figure, statement: Statement | None, page: Page, calendar: Calendar) -> When:
    """The time a figure holds for: its own words, else when it was said, else the page's news day.

    `statement` is the one that contains the figure, already dated (`said`). A figure in a sentence about a year or
    century long past has no date of its own.
    """
    time = time_at(figure.as_of_words, calendar.times)
    if time is not None and time.reading not in UNDATED:
        return calendar.days[time.id]
    if statement is not None and statement.said.edtf:
        return statement.said
    if _of_the_past(figure, calendar.times, page):
        return When()
    posted = posted_on(page, figure.start)
    return news_day(page, calendar.times) if posted is page.published else _day_part(posted)


def _of_the_past(figure: Figure, times: Sequence[Time], page: Page) -> bool:
    """Whether the figure's sentence names a year, decade or century before the page's."""
    published = stretch_of(page.published.edtf)
    for time in times:
        reading = PART.sub("", time.reading)
        # "since 2016" and "the 2001 floods" leave the sentence in the present
        then = "X" in reading or page.text[: time.start].lower().endswith("in ")
        if published is None or not then or not ABSOLUTE.fullmatch(reading):
            continue
        year = int(reading[:4].replace("X", "9"))
        between = page.text[min(time.end, figure.end) : max(time.start, figure.start)]
        if year < published.first.year and not re.search(r"[.!?][\"”’)]*\s|\n", between):
            return True
    return False
