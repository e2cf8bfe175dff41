"""Which offices cannot both be held as told, and which events are given two days?

Rows of such kinds meet in narrow blocks, and what a block tells hangs on all of its rows. So a block is computed as a
whole wherever a row of it changes. Reports of one step of listing are counted together in blocks as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from onrecord.corroborate import occasions, posts
from onrecord.corroborate.origins import act_of, of_designations
from onrecord.model import Link
from onrecord.settling.asked import columns_of
from onrecord.settling.going import Going
from onrecord.settling.rulings import Rulings
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Meetings, name_of, number_of

Story: TypeAlias = str | None
"""The story of a row's page."""

Row: TypeAlias = Any
"""An office, an event or a step of listing."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """How rows of a kind meet: under which keys, and what the rows of a key say together.

    `prefix` is that of their ids; `beside` are fields that make no difference to it.
    """

    kind: str
    prefix: str
    keys_of: Callable[[Row, Story], Iterable[str]]
    beside: tuple[str, ...] = ()

    def met(self, new: Settling) -> Meetings:
        """Who stands under which key; who meets is never asked."""
        return new.meetings(self.kind)


OFFICES = Blocks("offices", "o", lambda office, story: posts.posts_of(office))
EVENTS = Blocks("events", "v", occasions.keys_of)
ACTS = Blocks("designations", "d", lambda row, story: (act_of(row),), beside=("origins",))

LinksOf: TypeAlias = Callable[[Iterable[Row]], list[Link]]

TOLD: tuple[tuple[Blocks, LinksOf], ...] = ((OFFICES, posts.disputed), (EVENTS, occasions.dated_twice))
"""Blocks of which links come."""


def put_blocks(going: Going, rulings: Rulings) -> None:
    """Write the links between offices that cannot both be held, and between events of two days."""
    for blocks, links_of in TOLD:
        if going.whole:
            for block in _all(going.new, blocks):
                going.new.put(rulings.over(links_of(block)))
        else:
            _put_touched(going.new, blocks, links_of, rulings)


def put_acts(new: Settling) -> None:
    """Write from how many origins each report of a step of listing comes."""
    for steps in _all(new, ACTS, several=False) if new.whole else _touched(new, ACTS).now.values():
        counts = of_designations(steps, {row.id: row.lineage for row in steps})
        new.update(ACTS.kind, ((row, {"origins": count}) for row, count in sorted(counts.items())))


def _all(new: Settling, blocks: Blocks, *, several: bool = True) -> Iterator[list[Row]]:
    """The blocks of a kind, one after the other; the keys of its rows are kept."""
    story_of = {page: story.id for story in new.rows("stories") for page in story.pages}

    def keys_of(row: Row) -> Iterable[str]:
        return blocks.keys_of(row, story_of.get(row.page))

    blocks.met(new).fill((number_of(row.id), dict.fromkeys(keys_of(row), 0)) for row in new.rows(blocks.kind))
    yield from new.grouped(blocks.kind, by=keys_of, several=several)


# What a few pages touch


@dataclass(frozen=True, slots=True)
class _Touched:
    """The blocks whose rows changed, by key: their rows as they stood and as they stand."""

    before: Mapping[str, list[Row]]
    now: Mapping[str, list[Row]]


def _touched(new: Settling, blocks: Blocks) -> _Touched:
    """The blocks whose rows changed; the keys of these rows are kept as they are now."""
    changed = _changed(new, blocks)
    was = {name: row for name, (row, _) in changed.items() if row}
    came = {name: row for name, (_, row) in changed.items() if row}
    stories = _stories(new, {row.page for row in (*was.values(), *came.values())})
    pages = {page: before.story for page, (before, _) in new.changed("pages").items() if before}
    gone = _keyed(blocks, was, stories | pages)
    come = _keyed(blocks, came, stories)
    keys = {key for places in (*gone.values(), *come.values()) for key in places}
    before = _under(new, blocks, keys, was)
    blocks.met(new).changed(gone, come)
    return _Touched(before, _under(new, blocks, keys, {}))


def _changed(new: Settling, blocks: Blocks) -> dict[str, tuple[Row | None, Row | None]]:
    """The rows that changed, or whose page's story did, before and now."""
    rows = {name: pair for name, pair in new.changed(blocks.kind).items() if _differ(blocks, *pair)}
    pages = {name for name, (was, now) in new.changed("pages").items() if was and now and was.story != now.story}
    for name, row in new.where(blocks.kind, "page", pages).items():
        rows.setdefault(name, (row, row))
    return rows


def _differ(blocks: Blocks, was: Row | None, now: Row | None) -> bool:
    return was is None or now is None or replace(was, **{name: getattr(now, name) for name in blocks.beside}) != now


def _stories(new: Settling, pages: Iterable[str]) -> dict[str, Story]:
    return dict(columns_of(new, "pages", ("id", "story"), "id", pages))


def _keyed(blocks: Blocks, rows: Mapping[str, Row], story_of: Mapping[str, Story]) -> Keyed:
    return {
        number_of(name): dict.fromkeys(blocks.keys_of(row, story_of.get(row.page)), 0) for name, row in rows.items()
    }


def _under(new: Settling, blocks: Blocks, keys: Iterable[str], instead: Mapping[str, Row]) -> dict[str, list[Row]]:
    """The rows under keys, by id; `instead`: some of them as they are to be taken."""
    met = blocks.met(new)
    names = {key: [name_of(blocks.prefix, row) for row in met.under(key)] for key in sorted(keys)}
    there = new.where(blocks.kind, "id", {name for several in names.values() for name in several})
    rows = {**there, **instead}
    return {key: sorted((rows[name] for name in several), key=lambda row: row.id) for key, several in names.items()}


def _put_touched(new: Settling, blocks: Blocks, links_of: LinksOf, rulings: Rulings) -> None:
    touched = _touched(new, blocks)
    before, found = (_links(links_of, told.values()) for told in (touched.before, touched.now))
    lost = {name: link for name, link in before.items() if name not in found}
    held = _elsewhere(new, blocks, links_of, lost.values(), touched.now.keys())
    new.instead("links", lost.keys() - held, rulings.over(found.values()))


def _links(links_of: LinksOf, several: Iterable[list[Row]]) -> dict[str, Link]:
    return {link.id: link for block in several for link in links_of(block)}


def _elsewhere(
    new: Settling, blocks: Blocks, links_of: LinksOf, lost: Iterable[Link], touched: Collection[str]
) -> set[str]:
    """Links that also come of blocks that were not touched."""
    pairs = [(link.a, link.b) for link in lost]
    rows = new.where(blocks.kind, "id", {end for pair in pairs for end in pair})
    keys = _keyed(blocks, rows, _stories(new, {row.page for row in rows.values()}))
    both = (keys.get(number_of(a), {}).keys() & keys.get(number_of(b), {}).keys() for a, b in pairs)
    shared = {key for several in both for key in several}.difference(touched)
    return set(_links(links_of, _under(new, blocks, shared, {}).values()))
