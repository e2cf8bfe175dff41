"""Which pages share passages, and which of them copy each other?

What two pages share hangs on their texts alone: it is found once and kept. What one is to the other hangs on days and
outlets too. By the pages' own days it tells stories and open days; by those in the end it is written on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import IntEnum
from itertools import chain
from typing import TypeAlias

import msgspec

from onrecord import corroborate
from onrecord.corroborate import PageFacts, Shared, bands, facts_of
from onrecord.corroborate.bands import bands_of, may_be_alike
from onrecord.corroborate.likeness import Likeness
from onrecord.corroborate.reuse import alike, kind_of
from onrecord.model import Link, Page, PageId, Trace, When
from onrecord.settling.asked import columns_of
from onrecord.settling.comparing import Compared, facts_in
from onrecord.settling.going import Going
from onrecord.settling.own_days import base_of
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Meetings, Pair, Places, name_of, number_of, pair_of

STEP = "shared"
"""Where pages stand in the ledger under what their texts have in common."""

SHELF = "shared"
"""What two pages share, by both their ids."""

PREFIX = "p"
"""How ids of pages begin."""

Two: TypeAlias = tuple[PageId, PageId]
"""Two pages, the smaller id first."""


class Kin(IntEnum):
    """What ties two pages by their own days (the weights of `Step.BASE_COPIES`)."""

    COPY = 1
    STATE = 2
    """One of them revises the other."""


def put_shared(going: Going) -> None:
    """Find what pages share of their bodies, and which of them copy each other by their own days."""
    if going.whole:
        _share_all(going)
    else:
        going.parted, going.kin = _share_touched(going.new)


def put_copies(going: Going) -> None:
    """Write which pages copy which, or carry passages of others along, by the days in the end."""
    if going.whole:
        _copy_all(going)
    else:
        _copy_touched(going.new, {page for page, _ in going.parted})


def shared_with(new: Settling, pages: Iterable[PageId]) -> Shared:
    """What pages share with any others."""
    return _kept(new, tied(new, Step.SHARED, pages))


def copies_by_own_days(new: Settling, pages: Collection[PageId]) -> list[Link]:
    """The `reuses` links of pages that copy one another by their own days, with any of these pages."""
    found = shared_with(new, pages)
    ends = {page for pair, _ in found for page in pair}
    return corroborate.copies(found, new.traces(ends).values(), facts_read(new, ends))


def kin_of(new: Settling, pages: Iterable[PageId]) -> dict[Two, Kin]:
    """What pages are to those of their family that they are tied to."""
    tied = new.ties(Step.BASE_COPIES).around(map(number_of, pages))
    return {two(row, other): Kin(int(weight)) for row, near in tied.items() for other, weight in near.items()}


def facts_read(new: Settling, pages: Iterable[PageId]) -> dict[PageId, PageFacts]:
    """The facts of pages with the days that they have of their own; without headlines."""
    return _facts(base_of(new, "pages", _pages(new, pages)))


# All pages


def _share_all(going: Going) -> None:
    new, held = going.new, going.held
    held.facts = facts_in(new)
    held.shared = corroborate.shared(held.traces, lambda pages: new.where("pages", "id", pages))
    copies = corroborate.copies(held.shared, held.traces, held.facts)
    held.found = Compared(held.facts, {}, [], [], copies, [])
    _meetings(new).fill((number_of(trace.page), _places(trace)) for trace in held.traces)
    _keep(new, held.shared)
    kin = dict.fromkeys(((PageId(link.a), PageId(link.b)) for link in copies), Kin.COPY)
    _tie(new, kin | _states(held.facts.values(), held.facts))


def _copy_all(going: Going) -> None:
    held = going.held
    held.facts = facts_in(going.new)
    held.found = replace(held.found, facts=held.facts, reused=corroborate.copies(held.shared, held.traces, held.facts))
    going.new.put([*held.found.reused, *corroborate.carried(held.shared, held.traces, held.facts)])


def _keep(new: Settling, found: Shared) -> None:
    new.ties(Step.SHARED).put((number_of(a), number_of(b), common.share) for (a, b), common in found)
    new.shelf(SHELF).put((f"{a}{b}", common) for (a, b), common in found)


def _states(pages: Iterable[PageFacts], known: Collection[PageId]) -> dict[Two, Kin]:
    pairs = ((page.id, page.revision_of) for page in pages if page.revision_of in known)
    return {(min(a, b), max(a, b)): Kin.STATE for a, b in pairs if b is not None}


def _tie(new: Settling, kin: Mapping[Two, Kin]) -> None:
    new.ties(Step.BASE_COPIES).put((number_of(a), number_of(b), float(tie)) for (a, b), tie in kin.items())


# What fresh pages touch


def _share_touched(new: Settling) -> tuple[frozenset[Two], frozenset[Two]]:
    """The pairs that share passages and are compared no more, and those of which the kinship changed."""
    parted, met = _met(new)
    new.ties(Step.SHARED).take(map(pair, parted))
    new.shelf(SHELF).take(f"{a}{b}" for a, b in parted)
    found = _compared(new, met)
    _keep(new, found)
    changed = parted.union(pair for pair, _ in found)
    return parted, _tie_anew(new, changed)


def _met(new: Settling) -> tuple[frozenset[Two], list[Two]]:
    """The pairs of pages that share passages and meet no more, and those that meet now."""
    meetings, ties = _meetings(new), new.ties(Step.SHARED)
    fresh = new.traces(new.fresh).values()
    lost, met = meetings.changed({}, {number_of(trace.page): _places(trace) for trace in fresh})
    displaced = ties.held(lost)
    traces = new.traces(named(displaced))
    keys = {number_of(page): _places(trace) for page, trace in traces.items()}
    parted = {(a, b) for a, b in displaced if not meetings.meet(a, keys[a], b, keys[b])}
    return frozenset(two(*pair) for pair in parted), sorted(two(*pair) for pair in met)


def _compared(new: Settling, met: Iterable[Two]) -> Shared:
    pairs = list(met)
    traces = new.traces(chain.from_iterable(pairs))
    likely = [(a, b) for a, b in pairs if may_be_alike(traces[a], traces[b])]
    return alike(likely, lambda pages: new.where("pages", "id", pages))


def _tie_anew(new: Settling, changed: Iterable[Two]) -> frozenset[Two]:
    """Tie copies and states of one page anew, where pages share something else or revise others; the pairs of which
    something changed."""
    pages = new.fresh | new.revised
    pairs = {*changed, *tied(new, Step.SHARED, pages)}
    facts = facts_read(new, chain(pages, chain.from_iterable(pairs)))
    facts |= facts_read(new, {page.revision_of for page in facts.values() if page.revision_of} - facts.keys())
    copies = {pair for pair, common in _kept(new, pairs) if kind_of(facts[pair[0]], facts[pair[1]], common) == "copy"}
    now = dict.fromkeys(copies, Kin.COPY) | _states((facts[page] for page in pages), facts)
    around = kin_of(new, chain(pages, chain.from_iterable(pairs)))
    before = {pair: tie for pair, tie in around.items() if pair in pairs or not pages.isdisjoint(pair)}
    moved = {pair for pair in before.keys() | now.keys() if before.get(pair) != now.get(pair)}
    new.ties(Step.BASE_COPIES).take(pair(pages) for pages in moved if pages not in now)
    _tie(new, {pair: now[pair] for pair in moved if pair in now})
    return frozenset(moved)


def _copy_touched(new: Settling, parted: Iterable[PageId]) -> None:
    changed = new.changed("pages").values()
    redated = {now.id for was, now in changed if was and now and _dated(was) != _dated(now)}
    pages = new.fresh.union(new.revised, redated, parted)
    found = shared_with(new, pages)
    ends = {page for pair, _ in found for page in pair}
    facts, traces = _facts(_pages(new, ends)), new.traces(ends).values()
    links = (new.where("links", end, pages).values() for end in ("a", "b"))
    there = [link.id for link in chain.from_iterable(links) if link.kind == "reuses"]
    new.instead("links", there, [*corroborate.copies(found, traces, facts), *corroborate.carried(found, traces, facts)])


def _dated(page: Page) -> tuple[str | None, str | None]:
    return page.published.edtf, page.outlet


# What is kept


def _meetings(new: Settling) -> Meetings:
    return new.meetings(STEP, crowd=bands.CROWD, neighbours=bands.NEIGHBOURS)


def _places(trace: Trace) -> Places:
    return dict.fromkeys(bands_of(trace), 0)


def tied(new: Settling, step: Step, pages: Iterable[PageId]) -> set[Two]:
    """The pairs of pages that are tied, with any of these."""
    return {two(row, other) for row, near in new.ties(step).around(map(number_of, pages)).items() for other in near}


def _kept(new: Settling, pairs: Iterable[Two]) -> Shared:
    named = {f"{a}{b}": (a, b) for a, b in sorted(pairs)}
    kept = new.shelf(SHELF).get(named)
    return [(pair, msgspec.convert(kept[name], Likeness)) for name, pair in named.items() if name in kept]


def _pages(new: Settling, pages: Iterable[PageId]) -> dict[str, Page]:
    """Pages without their texts."""
    names = ("id", "source", "sha256", "outlet", "published", "revision_of", "refused", "language")
    rows = (dict(zip(names, cells, strict=True)) for cells in columns_of(new, "pages", names, "id", pages))
    return {
        row["id"]: Page(**row | {"published": msgspec.convert(row["published"], When)}, media_type="", text="")
        for row in rows
    }


def _facts(pages: Mapping[str, Page]) -> dict[PageId, PageFacts]:
    return {page.id: facts_of(page) for page in pages.values()}


def named(pairs: Iterable[Pair]) -> set[PageId]:
    """The pages of pairs of numbers."""
    return {name(row) for pair in pairs for row in pair}


def name(row: int) -> PageId:
    """The page of a number."""
    return PageId(name_of(PREFIX, row))


def two(a: int, b: int) -> Two:
    """The pages of two numbers."""
    one, other = name(a), name(b)
    return (one, other) if one < other else (other, one)


def pair(pages: Two) -> Pair:
    """The numbers of two pages."""
    return pair_of(*map(number_of, pages))
