"""Who speaks about whom, and to whom?

Of bodies, states and persons in an office or public role. A tie counts independent origins: pages that copy each
other, or relay one utterance, count once. Of somebody of whom very much is on record a sample is counted; ids are
hashes of content, so that the rows with the first ids are a sample like any other, and always the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from onrecord.model import Entity, EntityKind
from onrecord.serve.counting import ENTITIES, OFFICES, STATEMENTS, countable, public_one
from onrecord.serve.desk import Desk
from onrecord.store import Record
from onrecord.store.rows import chunks
from onrecord.store.schema import NAMES, PUBLIC, SPEAKERS

TieKind = Literal["about", "to", "office", "member"]

MENTIONS, UTTERANCES, MEMBERSHIPS = (PUBLIC[kind] for kind in ("mentions", "utterances", "memberships"))

MOST_NODES = 40
"""Names in a network; more cannot be told apart."""

ACTING: tuple[EntityKind, ...] = ("person", "organization", "state", "place", "group")
"""Kinds of names that speak or are spoken to; of a place its government or people speak."""

SAMPLE = 100
"""Statements of each speaker that are counted in the network of the whole record, and of the neighbours of one."""

OF_ONE = 1_000
"""Statements of one name, and mentions of it, that are counted in its own network."""

ARTICLE = "the "
"""What may stand before a name in the words for an audience."""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody who may have a page; `counted` of their statements are looked at, a sample of them where `sampled`."""

    id: str
    name: str
    kind: str
    counted: int
    sampled: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """`a` speaks about `b` or to `b`, holds an office of `b` or belongs to it.

    Of words, `origins` counts the independent reportings and `sayings` the acts of saying; `row` is one of the rows
    that tell the tie.
    """

    a: str
    b: str
    kind: TieKind
    origins: int
    sayings: int
    row: str


@dataclass(frozen=True, slots=True)
class Network:
    """The names and their ties, the strongest first. `cut` counts names that have ties and are not shown."""

    centre: str
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement by a speaker: its row, where its words stand, to whom they were said."""

    row: str
    speaker: str
    page: str
    spans: tuple[tuple[int, int], ...]
    audience: str
    saying: str

    def holds(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.spans)


class _Web:
    """Ties as they are found: for each, the acts of saying that tell it and a row of each."""

    def __init__(self) -> None:
        self.sayings: dict[tuple[str, str, TieKind], dict[str, str]] = defaultdict(dict)
        self.counted: Counter[str] = Counter()
        self.sampled: set[str] = set()

    def add(self, a: str, b: str, kind: TieKind, saying: str, row: str) -> None:
        if a != b:
            rows = self.sayings[a, b, kind]
            rows[saying] = min(row, rows.get(saying, row))


def network_of(record: Record, desk: Desk, centre: Entity | None, *, most: int = MOST_NODES) -> Network:
    """The network around one name, or of the names with most statements on record."""
    with record.asking() as connection:
        names: dict[str, int] = {centre.id: OF_ONE} if centre else dict.fromkeys(_loudest(connection, most), SAMPLE)
        web = _Web()
        _speak(connection, desk, web, names)
        if centre:
            _spoken_of(connection, desk, web, centre.id)
        near = _strongest(connection, web, names, most)
        within = [name for name in near if name not in names]
        _speak(connection, desk, web, dict.fromkeys(within, SAMPLE), within=set(near))
        _belong(connection, web, near)
        return _drawn(connection, web, near, centre)


def _loudest(connection: Connection, most: int) -> list[str]:
    """Who has most statements on record, of those who may have a page."""
    count = func.count().label("count")
    asked = select(SPEAKERS.c.entity, count).where(SPEAKERS.c.entity.is_not(None)).group_by(SPEAKERS.c.entity)
    ranked = connection.execute(asked.order_by(count.desc(), SPEAKERS.c.entity).limit(4 * most)).all()
    allowed = _allowed(connection, (row.entity for row in ranked))
    return [row.entity for row in ranked if row.entity in allowed][:most]


def _allowed(connection: Connection, names: Iterable[str]) -> dict[str, Any]:
    """Those of some entities that may have a page."""
    found = {}
    for some in chunks(set(names)):
        asked = select(ENTITIES.c.id, ENTITIES.c.name, ENTITIES.c.kind).where(ENTITIES.c.id.in_(some), public_one())
        found.update({row.id: row for row in connection.execute(asked.where(ENTITIES.c.kind.in_(ACTING)))})
    return found


def _speak(
    connection: Connection, desk: Desk, web: _Web, samples: Mapping[str, int], *, within: set[str] | None = None
) -> None:
    """What some speakers say about whom and to whom; `within` these names alone, where they are given."""
    said = list(_said_by(connection, desk, samples))
    web.counted.update(one.speaker for one in said)
    web.sampled |= {name for name, most in samples.items() if _in_all(connection, name) > most}
    on_page = defaultdict(list)
    for one in said:
        on_page[one.page].append(one)
    for mention in _mentions(connection, on_page, within):
        for one in on_page[mention.page]:
            if one.holds(mention.start, mention.end):
                web.add(one.speaker, mention.entity, "about", one.saying, one.row)
    heard = _called(connection, {one.audience for one in said if one.audience})
    for one in said:
        if (hearer := heard.get(one.audience)) and (within is None or hearer in within):
            web.add(one.speaker, hearer, "to", one.saying, one.row)


def _said_by(connection: Connection, desk: Desk, samples: Mapping[str, int]) -> Iterator[_Said]:
    """Of each speaker a sample of the statements that may be counted."""
    whose = defaultdict(list)
    for name, most in samples.items():
        theirs = select(SPEAKERS.c.statement).where(SPEAKERS.c.entity == name).order_by(SPEAKERS.c.statement)
        for row in connection.execute(theirs.limit(most)).scalars():
            whose[row].append(name)
    asked = select(*_columns()).where(countable(desk))
    for some in chunks(whose):
        for row in connection.execute(asked.where(STATEMENTS.c.id.in_(some))):
            yield from (_said(row, name) for name in whose[row.id])


def _in_all(connection: Connection, name: str) -> int:
    return connection.execute(select(func.count()).where(SPEAKERS.c.entity == name)).scalar_one()


def _columns() -> list[Any]:
    return [STATEMENTS.c[name] for name in ("id", "page", "content", "audience", "utterance")]


def _said(row: Any, speaker: str) -> _Said:
    spans = tuple((cite["start"], cite["end"]) for cite in row.content)
    return _Said(row.id, speaker, row.page, spans, row.audience or "", row.utterance or row.id)


def _mentions(connection: Connection, pages: Iterable[str], within: set[str] | None) -> Iterator[Any]:
    """The mentions on some pages of those who may have a page."""
    columns = (MENTIONS.c.page, MENTIONS.c.start, MENTIONS.c.end, MENTIONS.c.entity)
    for some in chunks(pages):
        found = select(*columns).where(MENTIONS.c.page.in_(some), MENTIONS.c.entity.is_not(None))
        rows = connection.execute(found).all()
        allowed = within if within is not None else set(_allowed(connection, (row.entity for row in rows)))
        yield from (row for row in rows if row.entity in allowed)


def _called(connection: Connection, audiences: Iterable[str]) -> dict[str, str]:
    """Whom the words for an audience name, where they are the name of one who may have a page, and of nobody else."""
    names = {words: words.lower().removeprefix(ARTICLE) for words in audiences}
    entities = defaultdict(set)
    for some in chunks(set(names.values())):
        for row in connection.execute(select(NAMES.c.name, NAMES.c.entity).where(NAMES.c.name.in_(some))):
            entities[row.name].add(row.entity)
    allowed = _allowed(connection, (name for several in entities.values() for name in several))
    one = {name: next(iter(several)) for name, several in entities.items() if len(several) == 1}
    return {words: one[name] for words, name in names.items() if one.get(name) in allowed}


def _spoken_of(connection: Connection, desk: Desk, web: _Web, name: str) -> None:
    """Who speaks about a name: from a sample of its mentions."""
    columns = (MENTIONS.c.page, MENTIONS.c.start, MENTIONS.c.end)
    sample = select(*columns).where(MENTIONS.c.entity == name).order_by(MENTIONS.c.id).limit(OF_ONE)
    places = defaultdict(list)
    for place in connection.execute(sample):
        places[place.page].append(place)
    asked = select(*_columns(), SPEAKERS.c.entity).join(SPEAKERS, SPEAKERS.c.statement == STATEMENTS.c.id)
    asked = asked.where(SPEAKERS.c.entity.is_not(None), countable(desk))
    for some in chunks(places):
        for row in connection.execute(asked.where(STATEMENTS.c.page.in_(some))):
            one = _said(row, row.entity)
            if any(one.holds(place.start, place.end) for place in places[one.page]):
                web.add(one.speaker, name, "about", one.saying, one.row)


def _strongest(connection: Connection, web: _Web, first: Iterable[str], most: int) -> list[str]:
    """The names asked for, and those tied to them by most acts of saying."""
    weights: Counter[str] = Counter()
    for (a, b, _), rows in web.sayings.items():
        weights.update({a: len(rows), b: len(rows)})
    chosen = [name for name in first if name in weights]
    others = sorted(set(weights) - set(chosen), key=lambda name: (-weights[name], name))
    ranked = sorted(chosen, key=lambda name: (-weights[name], name)) if len(chosen) > 1 else chosen
    return (ranked[: most * 2 // 3] + others)[:most]


def _belong(connection: Connection, web: _Web, near: Sequence[str]) -> None:
    """Offices and memberships between the names."""
    people = {row.id: row.name for row in _allowed(connection, near).values()}
    bodies = {name.lower(): entity for entity, name in people.items()}
    names = sorted(people.values())
    held = select(OFFICES.c.id, OFFICES.c.entity, OFFICES.c.organization).where(
        OFFICES.c.entity.in_(sorted(people)), OFFICES.c.organization.in_(names)
    )
    for row in connection.execute(held.order_by(OFFICES.c.id).limit(OF_ONE)):
        web.add(row.entity, bodies[row.organization.lower()], "office", row.id, row.id)
    belong = select(MEMBERSHIPS.c.id, MEMBERSHIPS.c.member, MEMBERSHIPS.c.body).where(
        MEMBERSHIPS.c.member.in_(names), MEMBERSHIPS.c.body.in_(names)
    )
    for row in connection.execute(belong.order_by(MEMBERSHIPS.c.id).limit(OF_ONE)):
        web.add(bodies[row.member.lower()], bodies[row.body.lower()], "member", row.id, row.id)


def _drawn(connection: Connection, web: _Web, near: Sequence[str], centre: Entity | None) -> Network:
    known = set(near)
    inside = {tie: rows for tie, rows in web.sayings.items() if tie[0] in known and tie[1] in known}
    origins = _origins(connection, {saying for rows in inside.values() for saying in rows})
    ties = sorted(
        (
            Tie(a, b, kind, sum(origins.get(saying, 1) for saying in rows), len(rows), min(rows.values()))
            for (a, b, kind), rows in inside.items()
        ),
        key=lambda tie: (-tie.origins, tie.a, tie.b, tie.kind),
    )
    tied = {end for tie in ties for end in (tie.a, tie.b)} | ({centre.id} if centre else set())
    rows = _allowed(connection, tied)
    nodes = (
        Node(name, rows[name].name, rows[name].kind, web.counted[name], name in web.sampled)
        for name in sorted(rows, key=lambda name: (-web.counted[name], name))
    )
    everybody = {end for a, b, _ in web.sayings for end in (a, b)}
    return Network(centre.id if centre else "", tuple(nodes), tuple(ties), len(everybody - known))


def _origins(connection: Connection, sayings: Iterable[str]) -> dict[str, int]:
    """How many independent origins each utterance has; a statement that is in none has one."""
    found: dict[str, int] = {}
    for some in chunks(sayings):
        asked = select(UTTERANCES.c.id, UTTERANCES.c.origins).where(UTTERANCES.c.id.in_(some))
        found.update({row.id: row.origins for row in connection.execute(asked)})
    return found
