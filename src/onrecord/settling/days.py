"""Which days that are open do other rows tell?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from onrecord import corroborate, resolve
from onrecord.model import Event, Link, PageId, Statement, When
from onrecord.settling.claims import DATED, note
from onrecord.settling.comparing import Compared
from onrecord.settling.going import Going
from onrecord.settling.own_days import base_before, base_of
from onrecord.store import Record, Settling

__all__ = ["base_before", "base_of", "put_days"]


def put_days(going: Going) -> None:
    """Date pages and sayings whose day is open by what stands around them."""
    new, record, found, known = going.new, going.record, going.held.found, going.held.known
    links = [*found.reused, *corroborate.pointed(going.held.traces, found.facts, found.stories)]
    near = _surroundings(record, new, found, links)
    dates = resolve.dated_pages(near)
    note(new, chain(resolve.doubts_between(links, near.pages), dates.notes))
    new.update("pages", ((page, {"published": day}) for page, day in sorted(dates.pages.items())))
    for page, day in sorted(dates.pages.items()):
        reading = record.reading(page)
        claims = resolve.dated(replace(reading.page, published=day), resolve.linked(reading.claims, known))
        for kind, fields in DATED.items():
            rows = getattr(claims, kind)
            new.update(kind, ((row.id, {field: getattr(row, field) for field in fields}) for row in rows))
    rows = new.where("statements", "id", dates.said)
    said = [(s, {"said": when}) for s, when in sorted(dates.said.items()) if resolve.is_closer(when, rows[s].said)]
    new.update("statements", said)


def _surroundings(record: Record, new: Settling, found: Compared, links: Sequence[Link]) -> resolve.Surroundings:
    """The undated pages and open sayings of the record, and the rows that may date them."""
    readings = {p.id: record.reading(p.id) for p in found.facts.values() if not (p.published or "")[:1].isdigit()}
    pages = {
        p.id: resolve.Dateable(p.id, p.source, When(p.published), revision_of=p.revision_of)
        for p in found.facts.values()
    }
    pages |= {p: replace(resolve.dateable(r.page), revision_of=pages[p].revision_of) for p, r in readings.items()}
    # what is said again on another day dates nothing: an undated report of it may be of either
    again = {end for link in found.said_twice if link.kind == "repeats" for end in (link.a, link.b)}
    told = (u.statements for u in found.utterances if again.isdisjoint(u.statements))
    shared = [statements for statements in told if len({found.page_of[s] for s in statements}) > 1]
    events = _sessions(new, set(readings))
    return resolve.Surroundings(
        pages,
        _told(new, set(readings), {s for group in shared for s in group}, {event.id for event in events}),
        {page: reading.claims.times for page, reading in readings.items()},
        events,
        shared,
        [story.pages for story in found.stories if not readings.keys().isdisjoint(story.pages)],
        [link for link in links if readings.keys() & {link.a, link.b}],
    )


def _told(new: Settling, undated: set[PageId], twice: set[str], events: set[str]) -> dict[str, Statement]:
    """What undated pages tell, what several pages tell, and what the same speakers and sessions have told elsewhere."""
    if not undated and not twice:
        return {}
    own = [s for s in new.rows("statements") if s.page in undated or s.id in twice]
    speakers = {resolve.speaker_of(s) for s in own if s.page in undated} - {None}
    others = (s for s in new.rows("statements") if resolve.speaker_of(s) in speakers or s.event in events)
    return {s.id: s for s in (*own, *others)}


def _sessions(new: Settling, undated: set[PageId]) -> list[Event]:
    """The numbered sessions that undated pages tell of, and all others of their bodies."""
    if not undated:
        return []
    events = [event for event in new.rows("events") if resolve.session_of(event)]
    bodies = {session.series for event in events if event.page in undated and (session := resolve.session_of(event))}
    return [event for event in events if (session := resolve.session_of(event)) and session.series in bodies]
