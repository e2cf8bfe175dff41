"""Which day do time words mean, once it is known when the page appeared?

Pure functions over readings (the notation is explained in `extract/times.py`). An anchor may be a day, a month or
nothing at all; what stays open stays open: an interval, a set of days, or no date. Nothing is rounded to a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from onrecord.model import Basis, Cite, Figure, Page, PageId, Statement, Time, When

Tense = Literal["past", "future"]

STEPS: dict[str, int] = {"last": -1, "this": 0, "next": 1}
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month, as northern news counts them (meteorological seasons)."""

ROOM = 7
"""Days: how far behind the saying of its news a page may appear when only a weekday dates it."""

VICINITY = 2
"""Days: how far a page that quotes the same speaker may lie from a dateline to lend it its year."""

NEAR = 45
"""Days: how far apart pages of one story may lie for one to lend the other its year."""

FRESH = 2
"""Days: how long before publication the news of a page may lie."""

OPENING = 3
"""Paragraphs in which a page names the day of its news."""

REACH = 600
"""Characters: how far back the date may stand that "the next year" or "at the time" counts from."""

BESIDE = 6
"""Characters between "a year earlier" and the date that it explains (", in ")."""

PART = re.compile(r"^(early|mid|late|start|end):")
ABSOLUTE = re.compile(r"\d{2}[\dX]{2}(-\d\d){0,2}(/\d{4})?")
"""Readings that are EDTF as they stand, without a clock time."""

CLOCK = re.compile(r"T(?:\d\d:\d\dZ?|MO|AF|EV|NI)$")
PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([DWMYHS])")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days an anchor may mean, first and last; one day when they are the same."""

    first: date
    last: date

    @property
    def day(self) -> date | None:
        """The one day, if it is known."""
        return self.first if self.first == self.last else None


def anchored(time: Time, anchor: When, *, tense: Tense | None = None) -> When:
    """The date that `time` means on a page of `anchor`; EDTF None when the words or the anchor do not tell.

    `tense` is that of the clause: a weekday or month of a past clause lies behind the anchor, of a future one ahead.
    """
    reading = CLOCK.sub("", PART.sub("", time.reading))
    if ABSOLUTE.fullmatch(reading):
        return When(reading, "stated", time.text)
    base, _, frame = reading.partition("@")
    if frame == "ahead":
        frame, tense = "", "future"
    stretch = stretch_of(anchor.edtf)
    if stretch is None:
        return When()
    edtf = _relative(base, frame, stretch, tense)
    basis: Basis = "weekday" if base.startswith("weekday") else "relative"
    return When(edtf, basis, f"“{time.text}” on a page of {anchor.edtf}") if edtf else When()


def stretch_of(edtf: str | None) -> Stretch | None:
    """The days an EDTF date may mean; None for open or unspecified dates."""
    if edtf is None or "X" in edtf:
        return None
    days = [_days_of(part) for part in re.split(r",|/|\.\.", edtf.strip("[]{}")) if part]
    known = [stretch for stretch in days if stretch is not None]
    return Stretch(known[0].first, known[-1].last) if known and len(known) == len(days) else None


def _days_of(part: str) -> Stretch | None:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", part.strip())
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None  # the pattern begins with a year
    try:
        if day and month:
            return Stretch(date(year, month, day), date(year, month, day))
        last = month or 12
        return Stretch(date(year, month or 1, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError:
        return None  # 2015-02-30 is no date


def _relative(base: str, frame: str, anchor: Stretch, tense: Tense | None) -> str | None:
    kind, _, value = base.partition(":")
    if kind == "weekday":
        return _weekday(int(value), frame, anchor, tense)
    if kind == "day":
        return _day(value, frame, anchor, tense)
    if kind == "month":
        return _month(int(value), frame, anchor, tense)
    if kind in ("season", "quarter"):
        return _months(kind, value, frame, anchor)
    if kind in STEPS:
        return _step(value, STEPS[kind], anchor)
    if kind in ("ago", "ahead"):
        return _away(value, -1 if kind == "ago" else 1, anchor)
    if kind == "now":
        return _written(anchor)
    return None


def _written(stretch: Stretch) -> str:
    """EDTF of a stretch: a day, a month, a year or an interval of days."""
    first, last = stretch.first, stretch.last
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.month == 1 and last.month == 12:
            return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}"
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _weekday(number: int, frame: str, anchor: Stretch, tense: Tense | None) -> str | None:
    if frame.endswith(":week"):
        monday = anchor.day and anchor.day - timedelta(anchor.day.weekday()) + timedelta(7 * STEPS[frame.split(":")[0]])
        return (monday + timedelta(number - 1)).isoformat() if monday else None
    if anchor.day is None:
        return _set_of_days(number, anchor)
    ahead = frame == "next" or (tense == "future" and frame != "last")
    if ahead:
        return (
            anchor.day + timedelta((number - anchor.day.isoweekday() - (frame == "next")) % 7 + (frame == "next"))
        ).isoformat()
    back = (anchor.day.isoweekday() - number - (frame == "last")) % 7 + (frame == "last")
    return (anchor.day - timedelta(back)).isoformat()


def _set_of_days(number: int, anchor: Stretch) -> str | None:
    """Every such weekday of a stretch of up to two months, as an EDTF set "one of"."""
    length = (anchor.last - anchor.first).days + 1
    days = [day for day in (anchor.first + timedelta(i) for i in range(min(length, 63))) if day.isoweekday() == number]
    return f"[{','.join(day.isoformat() for day in days)}]" if days and length <= 62 else None


def _year(month: int, day: int, frame: str, anchor: Stretch, tense: Tense | None) -> int | None:
    """The year of a month (and day) told without one: the latest that is not behind the anchor's clause."""
    if frame.endswith(":year"):
        return anchor.first.year + STEPS[frame.split(":")[0]] if anchor.first.year == anchor.last.year else None
    limit = (anchor.last.month, anchor.last.day)
    year = anchor.last.year
    if (anchor.last - anchor.first).days > 62:
        return None
    if tense == "future" or frame == "next":
        return year + ((month, day or 31) < limit)
    if frame == "last":
        return year - (month >= anchor.last.month)
    return year - ((month, day) > limit)


def _day(value: str, frame: str, anchor: Stretch, tense: Tense | None) -> str | None:
    month, day = (int(part) for part in value.split("-"))
    year = _year(month, day, frame, anchor, tense)
    if year is None or day > monthrange(year, month)[1]:
        return None
    return f"{year}-{value}"


def _month(month: int, frame: str, anchor: Stretch, tense: Tense | None) -> str | None:
    year = _year(month, 0, frame, anchor, tense)
    return f"{year}-{month:02d}" if year else None


def _months(kind: str, value: str, frame: str, anchor: Stretch) -> str | None:
    first, last = SEASONS[value] if kind == "season" else (3 * int(value) - 2, 3 * int(value))
    if frame.isdigit():
        year = int(frame)
    else:
        known = _year(first, 1, frame, anchor, None)
        if known is None:
            return None
        year = known
    return f"{year}-{first:02d}/{year + (last < first)}-{last:02d}"


def _step(unit: str, step: int, anchor: Stretch) -> str | None:
    if unit in ("day", "week", "weekend"):
        return _step_of_days(unit, step, anchor.day)
    first, last = anchor.first, anchor.last
    if unit == "year" and first.year == last.year:
        return str(first.year + step)
    if unit == "decade" and first.year // 10 == last.year // 10:
        return f"{first.year // 10 + step}X"
    if unit == "century" and first.year // 100 == last.year // 100:
        return f"{first.year // 100 + step}XX"
    if unit == "month" and (first.year, first.month) == (last.year, last.month):
        months = first.year * 12 + first.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit == "quarter" and (first.year, first.month) == (last.year, last.month):
        quarter = first.year * 4 + (first.month - 1) // 3 + step
        return f"{quarter // 4}-{quarter % 4 * 3 + 1:02d}/{quarter // 4}-{quarter % 4 * 3 + 3:02d}"
    return None


def _step_of_days(unit: str, step: int, day: date | None) -> str | None:
    if day is None:
        return None
    if unit == "day":
        return (day + timedelta(step)).isoformat()
    monday = day - timedelta(day.weekday()) + timedelta(7 * step)
    if unit == "week":
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    # "over the weekend" on a Monday is the one just gone
    saturday = monday + timedelta(5 if step or day.weekday() >= 5 else -2)
    return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"


def _away(period: str, sign: int, anchor: Stretch) -> str | None:
    """A period before or after the anchor, no more exact than the period's own unit ("two years ago" is a year)."""
    match = PERIOD.fullmatch(period)
    if match is None or match[1] or "." in match[2]:
        return None
    number, unit = int(match[2]) * sign, match[3]
    if unit == "Y" and anchor.first.year == anchor.last.year:
        return str(anchor.first.year + number)
    if anchor.day is None:
        return None
    if unit == "D":
        return (anchor.day + timedelta(number)).isoformat()
    if unit == "W":
        middle = anchor.day + timedelta(7 * number)
        return f"{(middle - timedelta(3)).isoformat()}/{(middle + timedelta(3)).isoformat()}"
    months = anchor.day.year * 12 + anchor.day.month - 1 + number
    return f"{months // 12}-{months % 12 + 1:02d}"


def said_on(page: Page, statements: Sequence[Statement], times: Sequence[Time]) -> dict[str, When]:
    """When each statement of a page was said, by statement id.

    A statement without time words is of the day its speaker was dated on in the same paragraph; on a page whose own
    day is unknown, of the day its speaker was last (or else next) dated on; else of the page's news day. In a live
    blog the day of the entry stands for the page's.
    """
    ordered = sorted(statements, key=lambda s: s.content[0].start)
    own = {s.id: when for s in ordered if (when := _own_day(s.said_words, times, page)) is not None}
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


def _own_day(words: Cite | None, times: Sequence[Time], page: Page) -> When | None:
    """The date that words beside a saying give it; None when they give none that lies before the page."""
    time = _time_at(words, times)
    when = anchored_on(page, time, times, tense="past") if time is not None else When()
    posted = posted_on(page, words.start) if words is not None else page.published
    said, published = stretch_of(when.edtf), stretch_of(posted.edtf)
    ahead = said is not None and published is not None and said.first > published.last
    return when if when.edtf is not None and not ahead else None


def anchored_on(page: Page, time: Time, times: Sequence[Time], *, tense: Tense | None = None) -> When:
    """The date of a time on its page: `anchored` there, or counted from the date told before it ("the next year")."""
    kind, _, value = time.reading.partition(":")
    posted = posted_on(page, time.start)
    if kind not in ("same", "after", "before"):
        return anchored(time, posted, tense=tense)
    earlier = [t for t in times if time.start - REACH < t.start < time.start and t.type in ("DATE", "TIME")]
    for other in reversed(earlier):
        told = anchored_on(page, other, times, tense=tense)
        stretch = stretch_of(told.edtf)
        if stretch is not None:
            edtf = told.edtf if kind == "same" else _away(value, -1 if kind == "before" else 1, stretch)
            return When(edtf, "relative", f"“{time.text}” after “{other.text}”") if edtf else When()
    published = stretch_of(posted.edtf)
    edtf = _away(value, -1, published) if kind == "before" and published is not None else None
    return When(edtf, "relative", f"“{time.text}” on a page of {posted.edtf}") if edtf else When()


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
            when = anchored(time, page.published, tense="past")
            named = stretch_of(when.edtf)
            if named and named.day and 0 <= (stretch.day - named.day).days <= FRESH:
                return When(when.edtf, when.basis, f"the page's news is of “{time.text}”")
    return _day_part(page.published)


def _opening(page: Page) -> int:
    body = [block for block in page.blocks if block.kind in ("lead", "paragraph")]
    return body[min(OPENING, len(body)) - 1].end if body else 0


def _day_part(published: When) -> When:
    return When(published.edtf.partition("T")[0] if published.edtf else None, published.basis, published.why)


def _time_at(words: Cite | None, times: Sequence[Time]) -> Time | None:
    if words is None:
        return None
    inside = [t for t in times if t.start < words.end and words.start < t.end and t.type in ("DATE", "TIME")]
    return max(inside, key=lambda t: min(t.end, words.end) - max(t.start, words.start), default=None)


def as_of(figure: Figure, statement: Statement | None, times: Sequence[Time], page: Page) -> When:
    """The time a figure holds for: its own words, else when it was said, else the page's news day.

    `statement` is the one that contains the figure, already dated (`said`). A figure in a sentence about a year or
    century long past has no date of its own.
    """
    time = _time_at(figure.as_of_words, times)
    if time is not None and time.reading not in ("now", "recent", "soon"):
        return anchored_on(page, time, times)
    if statement is not None and statement.said.edtf:
        return statement.said
    if _of_the_past(figure, times, page):
        return When()
    posted = posted_on(page, figure.start)
    return news_day(page, times) if posted is page.published else _day_part(posted)


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


def dated_pages(
    pages: Iterable[Page],
    pairs: Iterable[tuple[Statement, Statement]],
    times: Mapping[PageId, Sequence[Time]],
    kin: Mapping[PageId, Iterable[PageId]] = MappingProxyType({}),
    spoken: Iterable[Sequence[Statement]] = (),
) -> dict[PageId, When]:
    """Dates for pages that have none (or none with a year), as far as other pages and their own words tell.

    `pairs` are (statement on an undated page, statement of the same utterance on a dated page, its `said` filled in);
    `kin` names the pages that tell the same story as a page; each group of `spoken` holds one speaker's statements.
    `pages` holds all pages that these name. Pages about which nothing is known, or two years, are left out.
    """
    known = {page.id: page for page in pages}
    undated = sorted(page.id for page in known.values() if stretch_of(page.published.edtf) is None)
    told = _by_page(pairs)
    voices = _by_page(_voices(spoken, frozenset(undated)))
    found: dict[PageId, When] = {}
    for page_id in undated:
        page, own = known[page_id], times.get(page_id, ())
        relatives = [known[other] for other in sorted(kin.get(page_id, ())) if other in known and other != page_id]
        when = _from_day(page, own, relatives, voices.get(page_id, []), known)
        when = when or _from_pairs(told.get(page_id, []), known)
        if when is not None:
            found[page_id] = when
    return found


def _voices(spoken: Iterable[Sequence[Statement]], undated: frozenset[PageId]) -> Iterator[tuple[Statement, Statement]]:
    for group in spoken:
        dated = [s for s in group if s.page not in undated and s.said.edtf]
        yield from ((own, other) for own in group if own.page in undated for other in dated)


def _by_page(pairs: Iterable[tuple[Statement, Statement]]) -> dict[PageId, list[tuple[Statement, Statement]]]:
    grouped: dict[PageId, list[tuple[Statement, Statement]]] = {}
    for own, other in pairs:
        grouped.setdefault(own.page, []).append((own, other))
    return grouped


def _from_pairs(pairs: list[tuple[Statement, Statement]], known: Mapping[PageId, Page]) -> When | None:
    """The page is of the time that another page gives to the same remark."""
    dated = [(s, stretch) for _, s in pairs if (stretch := stretch_of(s.said.edtf)) is not None]
    if not dated:
        return None
    statement, stretch = min(dated, key=lambda pair: (pair[1].last - pair[1].first, pair[1].first, pair[0].id))
    why = f"{_source(statement.page, known)} dates the same remark {statement.said.edtf}"
    if stretch.day is None:
        return When(_written(stretch), "cross_reference", why)
    # a page follows the remark it reports, by how much nobody says
    return When(_written(Stretch(stretch.day, stretch.day + timedelta(ROOM))), "cross_reference", why)


def _source(page: PageId, known: Mapping[PageId, Page]) -> str:
    return known[page].source if page in known else page


def _from_day(
    page: Page,
    times: Sequence[Time],
    relatives: list[Page],
    voices: list[tuple[Statement, Statement]],
    known: Mapping[PageId, Page],
) -> When | None:
    """A day without a year (a dateline, or the latest told beside "this month") and the one year others give it."""
    dateline = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", page.published.edtf or "")
    day = (int(dateline[1]), int(dateline[2])) if dateline else _latest_day(times)
    if day is None:
        return None
    hints = [(year, f"{other.source} tells the same story") for other in relatives for year in _years(other, day, NEAR)]
    if dateline:
        near = {other.page for _, other in voices}
        hints += [(y, f"{_source(p, known)} quotes the same speaker") for p in sorted(near & known.keys())
                  for y in _years(known[p], day, VICINITY)]  # fmt: skip
    else:
        hints += [hint for own, other in voices for hint in _same_month(own, other, day, times, known)]
    years = {year for year, _ in hints}
    if len(years) != 1 or day[1] > monthrange(min(years), day[0])[1]:
        return None
    year, why = min(hints)
    first = date(year, *day)
    last = first if dateline else date(year, day[0], monthrange(year, day[0])[1])
    return When(_written(Stretch(first, last)), "cross_reference", f"the year is that of another page: {why}")


def _years(other: Page, day: tuple[int, int], most: int) -> Iterator[int]:
    """The year in which `day` lies at most `most` days from the other page's date."""
    stretch = stretch_of(other.published.edtf)
    if stretch is None:
        return
    for year in (stretch.first.year - 1, stretch.first.year, stretch.first.year + 1):
        if day[1] <= monthrange(year, day[0])[1]:
            mine = date(year, *day)
            if max((stretch.first - mine).days, (mine - stretch.last).days) <= most:
                yield year


def _same_month(
    own: Statement, other: Statement, day: tuple[int, int], times: Sequence[Time], known: Mapping[PageId, Page]
) -> Iterator[tuple[int, str]]:
    """The page's year, if it dates a remark to a month that another page has the same speaker speak in."""
    time = _time_at(own.said_words, times)
    said = stretch_of(other.said.edtf)
    month = re.search(r"(?:month:|day:)(\d\d)", time.reading) if time is not None else None
    if month is None or said is None or said.first.strftime("%Y%m") != said.last.strftime("%Y%m"):
        return
    if int(month[1]) == said.first.month and own.said_words is not None:
        words = own.said_words.text
        why = f"{_source(other.page, known)} has the same speaker speak in {said.first:%Y-%m}, here “{words}”"
        yield said.first.year + (said.first.month > day[0]), why


def _latest_day(times: Sequence[Time]) -> tuple[int, int] | None:
    """The latest day without a year on a page that calls a month "this month"; None when several months are named."""
    days = [(int(t.reading[4:6]), int(t.reading[7:9])) for t in times if re.fullmatch(r"day:\d\d-\d\d", t.reading)]
    this_month = any(t.reading.endswith("this:month") for t in times)
    return max(days) if this_month and len({month for month, _ in days}) == 1 else None
