"""Which day is an undated page of? Other pages that tell the same remark or story may know, and its own words.

What stays open stays open: a month, an interval, or no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from onrecord.model import Page, PageId, Statement, Time, When
from onrecord.resolve.anchors import Stretch, stretch_of, written
from onrecord.resolve.dates import time_at

ROOM = 7
"""Days: how far behind the saying of its news a page may appear when only a weekday dates it."""

VICINITY = 2
"""Days: how far a page that quotes the same speaker may lie from a dateline to lend it its year."""

NEAR = 45
"""Days: how far apart pages of one story may lie for one to lend the other its year."""


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
        return When(written(stretch), "cross_reference", why)
    # a page follows the remark it reports, by how much nobody says
    return When(written(Stretch(stretch.day, stretch.day + timedelta(ROOM))), "cross_reference", why)


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
    return When(written(Stretch(first, last)), "cross_reference", f"the year is that of another page: {why}")


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
    time = time_at(own.said_words, times)
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
