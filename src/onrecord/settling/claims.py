"""What do the claims of a page say once names, places and people's decisions are known?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord import resolve
from onrecord.model import Claims, PageId, Where
from onrecord.settling.going import Going
from onrecord.store import Settling

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


def put_claims(going: Going) -> None:
    """Write the rows of every page as the names and people's decisions leave them."""
    new, known = going.new, going.held.known
    atlas = resolve.atlas()
    seats: dict[PageId, Where] = {}
    doubts: list[tuple[PageId, str]] = []
    for reading in going.record.readings():
        page = reading.page
        claims = resolve.placed(page, resolve.dated(page, resolve.linked(reading.claims, known)), atlas)
        if seat := resolve.dateline_of(page, atlas):
            seats[page.id] = seat
        doubts += [(page.id, doubt) for doubt in resolve.doubts_of(resolve.dateable(page))]
        new.put(_rows_of(going.decisions.applied(page, claims, known)))
    new.update("pages", ((page, {"located": seat}) for page, seat in seats.items()))
    note(new, doubts)


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
