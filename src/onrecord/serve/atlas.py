"""Which places do the pages name, and how often?

The place of a dateline, of an event and of a figure, and the venue of a saying. A place has a point or a state on the
map only where the record says so ("Lurin" may lie anywhere); all others are listed by their name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Text, cast, func, select

from onrecord.gazetteer import STATES
from onrecord.model import Where
from onrecord.serve.desk import Desk
from onrecord.serve.moments import countable_of
from onrecord.store import Record
from onrecord.store.rows import chunks
from onrecord.store.schema import NAMES, PUBLIC

PLACED: dict[str, str] = {"pages": "dateline_place", "statements": "venue", "figures": "place", "events": "place"}
"""The kinds of rows that have a place, and the field that names it."""

MOST_SPOTS = 300
"""Places shown, those named most often."""

SEVERAL = 2_000
"""Names of places of a kind that are looked at, those named most often."""

ENTITIES = PUBLIC["entities"]

CALLED: dict[str, str] = {state.code: state.name for state in STATES if state.code}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by the name that pages give it: how many rows of each kind it has, and where it is, if that is known."""

    place: str
    country: str
    lat: float | None
    lon: float | None
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Land:
    """A state (ISO 3166-1 alpha-2): the rows of all its places."""

    country: str
    name: str
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """States and places, the most named first; `spots` lie in a state, `unplaced` nobody knows where.

    `cut` counts places that are not listed; their rows are in the counts of their state.
    """

    lands: tuple[Land, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[Spot, ...]
    cut: int


Key = tuple[str, Where | None]


def atlas_of(record: Record, desk: Desk, *, country: str = "") -> Atlas:
    """The places of a record, or of one state."""
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    with record.asking() as connection:
        for kind in PLACED:
            for place, where, count in _counted(connection, desk, kind):
                if not country or (where and where.country == country):
                    found[place, _at(where)][kind] += count
    spots = sorted((_spot(*key, counts) for key, counts in found.items()), key=lambda spot: (-spot.total, spot.place))
    placed = [spot for spot in spots if spot.country]
    unplaced = [spot for spot in spots if not spot.country]
    cut = len(placed[MOST_SPOTS:]) + len(unplaced[MOST_SPOTS:])
    return Atlas(_lands(placed), tuple(placed[:MOST_SPOTS]), tuple(unplaced[:MOST_SPOTS]), cut)


def rows_at(record: Record, desk: Desk, place: str, *, most: int) -> Iterator[tuple[str, str]]:
    """The rows of each kind that name a place, as (kind, id), at most some of each."""
    with record.asking() as connection:
        for kind, field in PLACED.items():
            table = PUBLIC[kind]
            asked = select(table.c.id).where(table.c[field] == place, countable_of(kind, desk))
            yield from ((kind, name) for name in connection.execute(asked.order_by(table.c.id).limit(most)).scalars())


def _counted(connection: Connection, desk: Desk, kind: str) -> Iterable[tuple[str, Where | None, int]]:
    """How many rows of a kind name which place; a venue that is no name ("a closed session") names none."""
    table = PUBLIC[kind]
    by: list[ColumnElement[Any]] = [table.c[PLACED[kind]]]
    if kind != "statements":  # a venue is words alone; its place is looked up by them
        by.append(cast(table.c.located, Text))
    count = func.count().label("count")
    asked = select(count, *by).select_from(table).where(by[0].is_not(None), countable_of(kind, desk))
    rows = connection.execute(asked.group_by(*by).order_by(count.desc(), by[0]).limit(SEVERAL)).all()
    if kind != "statements":
        return [(place, _where(cell), count) for count, place, cell in rows]
    known = _known(connection, {_town(venue) for _, venue in rows})
    found = ((venue, known.get(_town(venue)), count) for count, venue in rows)
    return [(venue, where, count) for venue, where, count in found if where or venue[:1].isupper()]


def _where(cell: str | None) -> Where | None:
    return msgspec.json.decode(cell, type=Where | None) if cell else None


def _at(where: Where | None) -> Where | None:
    """The place without the reason, which differs from page to page."""
    return Where(where.country, where.lat, where.lon) if where else None


def _town(venue: str) -> str:
    """The name in the words for a venue: "Minsel" of "a session of the commission in Minsel"."""
    return venue.rpartition(" in ")[2].casefold()


def _known(connection: Connection, names: Iterable[str]) -> dict[str, Where]:
    """Where the entities of these names are, when all of one name are in one place."""
    found: dict[str, set[Where | None]] = defaultdict(set)
    for some in chunks(names):
        asked = select(NAMES.c.name, cast(ENTITIES.c.located, Text)).join(ENTITIES, ENTITIES.c.id == NAMES.c.entity)
        for name, cell in connection.execute(asked.where(NAMES.c.name.in_(some))):
            found[name].add(_at(_where(cell)))
    return {name: where for name, several in found.items() if len(several) == 1 for where in several if where}


def _spot(place: str, where: Where | None, counts: Counter[str]) -> Spot:
    known = where or Where("")
    return Spot(place, known.country, known.lat, known.lon, dict(counts), counts.total())


def _lands(spots: Iterable[Spot]) -> tuple[Land, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for spot in spots:
        found[spot.country].update(spot.counts)
    lands = (Land(code, CALLED.get(code, code), dict(counts), counts.total()) for code, counts in found.items())
    return tuple(sorted(lands, key=lambda land: (-land.total, land.country)))
