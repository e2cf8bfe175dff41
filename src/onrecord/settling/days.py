"""Which days that are open do other rows tell?

Everything here goes by the days that rows have of their own: no day that was told tells another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from onrecord import resolve
from onrecord.model import Event, Link, PageId, Reading, Statement, When
from onrecord.resolve.evidence import tells_time
from onrecord.settling.claims import DATED
from onrecord.settling.comparing import Compared
from onrecord.settling.copies import copies_by_own_days
from onrecord.settling.going import Going
from onrecord.settling.lines import keep_lines, lines_in, lines_of
from onrecord.settling.nearby import Around, Asked, Copies, Reach, voices_asked
from onrecord.settling.own_days import base_before, base_of, overwrite, settled
from onrecord.settling.stirred import keep_asked, keep_sessions, stirred
from onrecord.store import Settling
from onrecord.store.rows import BATCH, batches

__all__ = ["base_before", "base_of", "put_days"]

ON_PAGES = ("published", "notes")
"""What other rows tell of a page."""

AT_ONCE = 64
"""Pages whose rows are held at a time."""

Doubts: TypeAlias = Iterable[tuple[PageId, str]]

Told: TypeAlias = dict[str, dict[str, Any]]
"""What rows are to say, by id and field."""


def put_days(going: Going) -> None:
    """Date pages and sayings whose day is open by what stands around them."""
    if going.whole:
        _whole(going)
    else:
        _touched(going)


def _whole(going: Going) -> None:
    new, found = going.new, going.held.found
    lines = lines_in(going.held.traces, found.facts)
    keep_lines(new, lines)
    links = [*found.reused, *lines]
    readings = new.readings(p.id for p in found.facts.values() if not tells_time(When(p.published)))
    near = _surroundings(new, found, links, readings)
    keep_asked(new, voices_asked(near.statements.values(), readings, near))
    dates = resolve.dated_pages(near)
    _note(new, dates, [*resolve.doubts_between(links, near.pages), *dates.notes], ())
    _date(new, dates, dates.pages, dates.said)


def _touched(going: Going) -> None:
    new, asked = going.new, Asked(going.new)
    found = stirred(going, asked)
    copies = partial(copies_by_own_days, new)
    reach = Reach(asked, copies, new)
    reach.take(found.pages, found.said, found.bodies)
    dates = resolve.Dates()
    if reach.pages or reach.said:
        around = Around(new, reach)
        keep_asked(new, around.voices())
        dates = _within(reach, resolve.dated_pages(around.surroundings()))
    doubted = found.doubted | reach.pages
    _note(new, dates, [*_doubts(new, asked, copies, doubted), *dates.notes], doubted)
    _date(new, dates, reach.pages, reach.said)
    settled(new)


def _within(reach: Reach, dates: resolve.Dates) -> resolve.Dates:
    """The days of what is in reach: of the rest not all is known that may tell them."""
    return resolve.Dates(
        {page: day for page, day in dates.pages.items() if page in reach.pages},
        {name: day for name, day in dates.said.items() if name in reach.said},
        tuple((page, note) for page, note in dates.notes if page in reach.pages),
    )


def _doubts(new: Settling, asked: Asked, copies: Copies, pages: Collection[PageId]) -> Doubts:
    """What pages are at odds with, by their own days."""
    links = [*copies(pages), *lines_of(new, pages)]
    own = asked.seen(pages)
    ends = {PageId(end) for link in links for end in (link.a, link.b)}
    before = {PageId(seen.page.revision_of) for seen in own.values() if seen.page.revision_of}
    seen = {page: one.page for page, one in asked.seen(ends | before | own.keys()).items()}
    return [(page, doubt) for page, doubt in resolve.doubts_between(links, seen) if page in pages]


# What is written


def _note(new: Settling, dates: resolve.Dates, doubts: Doubts, pages: Iterable[PageId]) -> None:
    """Write the days of pages, and doubts about them beside those that pages have of their own: of these `pages` and of
    all that are dated or doubted."""
    told: dict[PageId, set[str]] = defaultdict(set)
    for page, doubt in doubts:
        told[page].add(doubt)
    own = base_of(new, "pages", new.where("pages", "id", {*pages, *told, *dates.pages}))
    says: Told = {page: {"published": day} for page, day in dates.pages.items()}
    for page, several in told.items():
        notes = own[page].notes
        says.setdefault(page, {})["notes"] = (*notes, *sorted(several.difference(notes)))
    overwrite(new, "pages", own, says, ON_PAGES)


def _date(new: Settling, dates: resolve.Dates, pages: Iterable[PageId], said: Iterable[str]) -> None:
    """Write the days of all rows of pages, and of statements elsewhere."""
    left = set(said)
    for some in batches(sorted(pages), AT_ONCE):
        own = {kind: base_of(new, kind, new.where(kind, "page", some)) for kind in DATED}
        told = _redated(new, dates, own["statements"], some)
        left -= own["statements"].keys()
        for kind, fields in DATED.items():
            closer = _closer(dates, own[kind], told[kind]) if kind == "statements" else told[kind]
            overwrite(new, kind, own[kind], closer, fields)
    for names in batches(sorted(left), BATCH):
        rows = base_of(new, "statements", new.where("statements", "id", names))
        overwrite(new, "statements", rows, _closer(dates, rows, {}), DATED["statements"])


def _redated(
    new: Settling, dates: resolve.Dates, said: Mapping[str, Statement], pages: Iterable[PageId]
) -> dict[str, Told]:
    """What the rows of pages say of days, by kind, once the pages are dated. `said`: their statements as they stand."""
    told: dict[str, Told] = {kind: {} for kind in DATED}
    for page, reading in new.readings(page for page in pages if page in dates.pages).items():
        # Who spoke tells which statements without a day share one; what people decided of names holds here too.
        spoken = (replace(s, speakers=said[s.id].speakers) if s.id in said else s for s in reading.claims.statements)
        claims = replace(reading.claims, statements=tuple(spoken))
        claims = resolve.dated(replace(reading.page, published=dates.pages[page]), claims)
        for kind, fields in DATED.items():
            told[kind].update((row.id, {name: getattr(row, name) for name in fields}) for row in getattr(claims, kind))
    return told


def _closer(dates: resolve.Dates, own: Mapping[str, Statement], told: Told) -> Told:
    """What statements say of their days, where a nearer day is told of some."""
    found = dict(told)
    for name, row in own.items():
        day = dates.said.get(name)
        if day is not None and resolve.is_closer(day, told.get(name, {}).get("said", row.said)):
            found[name] = {"said": day}
    return found


# The whole record at once


def _surroundings(
    new: Settling, found: Compared, links: Sequence[Link], readings: Mapping[PageId, Reading]
) -> resolve.Surroundings:
    """The undated pages and open sayings of the record, and the rows that may date them."""
    pages = {
        p.id: resolve.Dateable(p.id, p.source, When(p.published), revision_of=p.revision_of)
        for p in found.facts.values()
    }
    # what is said again on another day dates nothing: an undated report of it may be of either
    again = {end for link in found.said_twice if link.kind == "repeats" for end in (link.a, link.b)}
    told = (u.statements for u in found.utterances if again.isdisjoint(u.statements))
    shared = [statements for statements in told if len({found.page_of[s] for s in statements}) > 1]
    events = list(_sessions(new, readings))
    return resolve.Surroundings(
        pages | {page: resolve.dateable(reading.page) for page, reading in readings.items()},
        _told(new, readings, {s for group in shared for s in group}, {event.id for event in events}),
        {page: reading.claims.times for page, reading in readings.items()},
        events,
        shared,
        [story.pages for story in found.stories if not readings.keys().isdisjoint(story.pages)],
        [link for link in links if link.a in readings or link.b in readings],
    )


def _told(
    new: Settling, undated: Collection[PageId], twice: Collection[str], events: Collection[str]
) -> dict[str, Statement]:
    """What undated pages tell, what several pages tell, and what the same speakers and sessions have told elsewhere."""
    own = [s for s in new.rows("statements") if s.page in undated or s.id in twice] if undated or twice else []
    speakers = {resolve.speaker_of(s) for s in own if s.page in undated} - {None}
    several = new.rows("statements") if undated else ()
    return {s.id: s for s in (*own, *(s for s in several if resolve.speaker_of(s) in speakers or s.event in events))}


def _sessions(new: Settling, undated: Collection[PageId]) -> Iterator[Event]:
    """The numbered sessions that undated pages tell of, and all others of their bodies; all are kept."""
    events = [event for event in new.rows("events") if resolve.session_of(event)]
    keep_sessions(new, events, undated)
    bodies = {session.series for event in events if event.page in undated and (session := resolve.session_of(event))}
    yield from (event for event in events if (session := resolve.session_of(event)) and session.series in bodies)
