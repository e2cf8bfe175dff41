"""What do the claims of a page say once names, places and people's decisions are known?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from onrecord import resolve
from onrecord.model import Claims, PageId, Reading
from onrecord.settling.going import Going
from onrecord.settling.own_days import base_of, rebased
from onrecord.settling.whos import Kept, Whos
from onrecord.store import Settling, text_hash
from onrecord.store.ledger import Meetings, name_of, number_of
from onrecord.store.rows import batches
from onrecord.store.settle import OVERLAID

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

AT_ONCE = 200
"""Pages whose claims are held at a time."""

Asked: TypeAlias = dict[PageId, frozenset[str]]
"""The names that pages asked for, compared."""


def put_claims(going: Going) -> None:
    """Write the rows of every page as the names and people's decisions leave them; or those of pages that are fresh, of
    which a name means somebody else now, or that people judged. Days are told as far as the page itself tells them."""
    if going.whole:
        for readings in batches(going.record.readings(), AT_ONCE):
            _put(going, {reading.page.id: reading for reading in readings})
        return
    known = going.known
    touched = known.stirred if isinstance(known, Kept) else going.new.fresh
    for pages in batches(sorted(touched | going.judged), AT_ONCE):
        _put(going, going.new.readings(pages))


def _put(going: Going, readings: Mapping[PageId, Reading]) -> None:
    """Write what some pages claim, and about a page that is fresh where it lies and which doubts it leaves."""
    new, atlas = going.new, resolve.atlas()
    asked: Asked = {}
    claims = [_claims(going, reading, atlas, asked) for reading in readings.values()]
    if new.whole:
        new.put(row for each in claims for kind in (*DATED, "mentions") for row in getattr(each, kind))
    else:
        _put_instead(new, claims)
    Whos(new).index.fill((number_of(page), {f"a{key}": 0 for key in keys}) for page, keys in asked.items())
    fresh = [r.page for r in readings.values() if new.whole or r.page.id in new.fresh]
    _texts(new).fill((number_of(page.id), {text_hash(page): 0}) for page in fresh)
    seats = ((page.id, seat) for page in fresh if (seat := resolve.dateline_of(page, atlas)))
    new.update("pages", ((page, {"located": seat}) for page, seat in seats))
    note(new, [(page.id, doubt) for page in fresh for doubt in resolve.doubts_of(resolve.dateable(page))])


def pages_of(new: Settling, texts: Iterable[str]) -> frozenset[PageId]:
    """The pages that have these texts, told by their hashes."""
    return frozenset(PageId(name_of("p", page)) for text in set(texts) for page in _texts(new).under(text))


def _texts(new: Settling) -> Meetings:
    return new.meetings("texts")


def _put_instead(new: Settling, several: Iterable[Claims]) -> None:
    """Write claims in place of those that stand. A row that says what it said, but for days that others told, stays."""
    claims = {each.page: each for each in several}
    for kind in (*DATED, "mentions"):
        there = base_of(new, kind, new.where(kind, "page", claims))
        come: dict[str, Any] = {}
        for row in (row for each in claims.values() for row in getattr(each, kind)):
            come.setdefault(row.id, row)
        changed = [row for row in come.values() if row.id not in there or _under(kind, row, there) != there[row.id]]
        gone = there.keys() - come.keys()
        rebased(new, gone.union(row.id for row in changed))
        new.instead(kind, gone, changed)


def _under(kind: str, row: Any, there: Mapping[str, Any]) -> Any:
    """The row with what later stages have set of it."""
    told: dict[str, Any] = {name: getattr(there[row.id], name) for name in OVERLAID.get(kind, ())}
    return replace(row, **told)


def _claims(going: Going, reading: Reading, atlas: resolve.Atlas, asked: Asked) -> Claims:
    known = going.known
    known.asked.clear()
    claims = resolve.dated(reading.page, resolve.linked(reading.claims, known))
    told = going.decisions.applied(reading.page, resolve.placed(reading.page, claims, atlas), known)
    asked[reading.page.id] = frozenset(known.asked)
    return told


def note(new: Settling, doubts: Iterable[tuple[PageId, str]]) -> None:
    """Write doubts about a page's day beside those of its reading."""
    told: dict[PageId, set[str]] = {}
    for page, doubt in doubts:
        told.setdefault(page, set()).add(doubt)
    own = {page: row.notes for page, row in new.where("pages", "id", told).items()}
    notes = ((page, (*own[page], *sorted(doubts.difference(own[page])))) for page, doubts in sorted(told.items()))
    new.update("pages", ((page, {"notes": both}) for page, both in notes))
