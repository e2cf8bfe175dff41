"""What do the claims of a page say once names, places and people's decisions are known?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord import resolve
from onrecord.model import Claims, Judgement, PageId, Where
from onrecord.settling.judged import Decisions
from onrecord.store import Record, Settling, anchors_of, joinings, text_hash

DATED: dict[str, tuple[str, ...]] = {
    "statements": ("said",),
    "figures": ("as_of",),
    "offices": ("as_of",),
    "memberships": ("as_of",),
    "designations": ("date",),
    "events": ("date",),
    "times": ("value", "anchor"),
}
"""Kinds of claims whose day hangs on the page's own day, and the fields that hold it."""


def put_claims(new: Settling, record: Record, people: Sequence[Judgement], decisions: Decisions) -> resolve.Known:
    """Write who is who, and the rows of every page as that and people's decisions leave them. Returns who is who."""
    sighted = (s for r in record.readings() for s in resolve.sightings_of(r.claims, r.page))
    known = resolve.known_from(sighted, _decided(record, joinings(people)))
    atlas = resolve.atlas()
    seats: dict[PageId, Where] = {}
    doubts: list[tuple[PageId, str]] = []
    new.put(resolve.seated(entity, atlas) for entity in known.entities)
    new.put(known.merges)
    for reading in record.readings():
        page = reading.page
        claims = resolve.placed(page, resolve.dated(page, resolve.linked(reading.claims, known)), atlas)
        if seat := resolve.dateline_of(page, atlas):
            seats[page.id] = seat
        doubts += [(page.id, doubt) for doubt in resolve.doubts_of(resolve.dateable(page))]
        new.put(_rows_of(decisions.applied(page, claims, known)))
    new.update("pages", ((page, {"located": seat}) for page, seat in seats.items()))
    note(new, doubts)
    return known


def _decided(record: Record, people: Sequence[Judgement]) -> list[resolve.Decided]:
    """What people decided of names, on every page that has the text they looked at."""
    anchors = {anchor[0] for each in people for anchor in anchors_of(each)}
    pages: dict[str, list[PageId]] = {}
    for reading in record.readings() if anchors else ():
        told = text_hash(reading.page)
        if told in anchors:
            pages.setdefault(told, []).append(reading.page.id)
    found = []
    for each in people:
        places = [[(page, name) for page in pages.get(text, ())] for text, name in anchors_of(each)]
        if all(places):
            found += [resolve.Decided(True, same[0], other) for same in places for other in same[1:]]
            found.append(resolve.Decided(each.kind == "same", *(same[0] for same in places)))
    return found


def _rows_of(claims: Claims) -> Iterator[object]:
    for kind in DATED:
        yield from getattr(claims, kind)
    yield from claims.mentions


def note(new: Settling, doubts: Iterable[tuple[PageId, str]]) -> None:
    """Write doubts about a page's day beside those of its reading."""
    told: dict[PageId, set[str]] = {}
    for page, doubt in doubts:
        told.setdefault(page, set()).add(doubt)
    own = {page: row.notes for page, row in new.where("pages", "id", told).items()}
    notes = ((page, (*own[page], *sorted(doubts.difference(own[page])))) for page, doubts in sorted(told.items()))
    new.update("pages", ((page, {"notes": both}) for page, both in notes))
