"""Who on one page is who on another?

Persons are never joined on a name alone (persons.py, likeness.py); bodies and states are what their long names say
(bodies.py). Every joining is a row that says by which rule and why, and a person may undo it or join what no rule does.
The outcome does not depend on the order in which pages came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.gazetteer import state_named
from onrecord.model import Entity, EntityId, EntityKind, Judgement, PageId, id_of
from onrecord.resolve.bodies import Body, bodies_of
from onrecord.resolve.likeness import spread_of
from onrecord.resolve.naming import TITLES, is_initials, key_of, words_of
from onrecord.resolve.persons import Decision, Person, persons_of
from onrecord.resolve.sightings import Sighting

RULE = "same"
"""The kind of the judgement that a joining leaves: its target are two names, each behind its page, its value what they
became."""


class Known:
    """The entities of a record, found by the name a page uses. `merges` tells what joined them."""

    def __init__(
        self,
        entities: list[Entity],
        by_key: dict[str, list[Entity]],
        by_page: dict[tuple[str, str], Entity],
        merges: tuple[Judgement, ...] = (),
    ) -> None:
        self.entities = entities
        self.merges = merges
        self._by_key = by_key
        self._by_page = by_page

    def entity(self, page: PageId, name: str) -> Entity | None:
        """The entity a name means on a page; None when the record knows none or cannot tell.

        A name that the page itself says nothing of means the one body or state of that name, and never a person.
        """
        key = key_of(name)
        own = self._by_page.get((page, key))
        if own is not None:
            return own
        all_of_name = self._by_key.get(key, [])
        return all_of_name[0] if len(all_of_name) == 1 and all_of_name[0].kind != "person" else None

    def name(self, page: PageId, name: str | None) -> str | None:
        """The canonical name for a name on a page; the name itself when nothing is known of it."""
        if name is None:
            return None
        entity = self.entity(page, name)
        return entity.name if entity is not None else name


@dataclass(frozen=True, slots=True)
class Group:
    """Sightings that are one entity, and the rows that say why."""

    kind: EntityKind
    members: tuple[Sighting, ...]
    merges: tuple[Judgement, ...] = ()

    @property
    def seen(self) -> Counter[str]:
        """How often each wording of the name was seen."""
        seen: Counter[str] = Counter()
        for sighting in self.members:
            seen[sighting.name] += sighting.count or 1
            others = sighting.names if self.kind != "person" else sighting.also
            seen.update(name for name in others if name != sighting.name)
        return seen

    @property
    def keys(self) -> frozenset[str]:
        """The compared names under which an entity of this group is looked up on any page."""
        if self.kind == "person":
            return frozenset(key_of(sighting.name) for sighting in self.members)
        return frozenset(key_of(name) for sighting in self.members for name in _names(sighting))


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of names on pages: `a` and `b` are one's (`same`) or not; `a` alone is nobody else's."""

    same: bool
    a: tuple[PageId, str]
    b: tuple[PageId, str] | None = None


def known_from(sightings: Iterable[Sighting], decisions: Iterable[Decided] = ()) -> Known:
    """The entities of all pages' sightings (see `sightings_of`), as people's decisions leave them."""
    rows = list(sightings)
    decided = _meant(rows, list(decisions))
    people = [row for row in rows if row.kind == "person"]
    others = [row for row in rows if row.kind != "person"]
    slipped = _slipped(people, others)
    people = [row for row in people if row.key not in slipped]
    groups = [*_of_persons(people, decided), *_of_bodies(others, decided)]
    return _known(groups, [row for row in rows if row.kind == "person" and row.key in slipped])


def _meant(rows: Sequence[Sighting], decided: Sequence[Decided]) -> list[Decision]:
    """The decisions on the sightings that they mean; one whose names are gone from their pages waits."""
    pages = {place[0] for each in decided for place in (each.a, each.b) if place is not None}
    ids = {
        (row.page, key_of(name)): row.id
        for row in sorted(rows, key=lambda row: row.kind == "person")
        if row.page in pages
        for name in _names(row)
    }
    found = []
    for each in decided:
        a = ids.get((each.a[0], key_of(each.a[1])))
        b = ids.get((each.b[0], key_of(each.b[1]))) if each.b is not None else None
        if a is not None and (b is not None or each.b is None):
            found.append(Decision(each.same, a, b))
    return found


def _slipped(people: Sequence[Sighting], others: Sequence[Sighting]) -> set[str]:
    """Names of persons that the record knows as places or bodies, and no page says what office they hold."""
    told = {row.key for row in people if row.posts or set(row.traits) & TITLES}
    return ({key_of(name) for row in others for name in _names(row)} & {row.key for row in people}) - told


def _of_persons(people: Sequence[Sighting], decided: Sequence[Decision]) -> Iterator[Group]:
    rows = {row.id: row for row in people}
    for person in persons_of(people, spread_of(people), decided):
        yield Group("person", tuple(rows[name] for name in person.members), tuple(_merges(person, rows)))


def _merges(person: Person, rows: dict[str, Sighting]) -> Iterator[Judgement]:
    for tie in person.ties:
        a, b = rows[tie.a], rows[tie.b]
        yield _merge((a.page, a.name, b.page, b.name), tie.score, tie.rule, tie.why)


def _merge(target: tuple[str, ...], score: float, rule: str, why: str) -> Judgement:
    return Judgement(id_of("j", RULE, *target, rule), RULE, target, "", f"rule:{rule}", "", f"score {score:.2f}: {why}")


def _of_bodies(others: Sequence[Sighting], decided: Sequence[Decision]) -> Iterator[Group]:
    for body in bodies_of(others, decided):
        yield Group(body.kind, tuple(body.members), tuple(_body_merges(body)))


def _body_merges(body: Body) -> Iterator[Judgement]:
    first: dict[str, Sighting] = {}
    for sighting in sorted(body.members, key=lambda sighting: sighting.id):
        first.setdefault(sighting.key, sighting)
    for tie in body.ties:
        a, b = first[tie.a], first[tie.b]
        yield _merge((a.page, a.name, b.page, b.name), tie.score, tie.rule, tie.why)


def _known(groups: Sequence[Group], slipped: Sequence[Sighting]) -> Known:
    shared = Counter((group.kind == "person", key) for group in groups for key in group.keys)
    by_key: dict[str, list[Entity]] = {}
    by_page: dict[tuple[str, str], Entity] = {}
    lost = Counter(row.key for row in slipped for _ in range(max(row.count, 0)))
    made: list[tuple[Group, Entity]] = []
    for group in groups:
        entity = _entity(group, alone=all(shared[group.kind == "person", key] < 2 for key in group.keys), lost=lost)
        made.append((group, entity))
        for key in sorted(group.keys):
            by_key.setdefault(key, []).append(entity)
    for group, entity in made:
        for row in group.members:
            _place(by_page, by_key, row, entity)
    entities = {entity.id: entity for _, entity in made}
    rows = (replace(row, value=entity.id) for group, entity in made for row in group.merges)
    merges = tuple(sorted(rows, key=lambda row: row.id))
    return Known(sorted(entities.values(), key=lambda e: e.id), by_key, by_page, merges)


def _names(row: Sighting) -> tuple[str, ...]:
    """The names that mean a sighting wherever they stand on its page: not the city that stands for a government."""
    return (row.name,) if row.seat else (row.name, *row.names)


def _place(
    by_page: dict[tuple[str, str], Entity], by_key: dict[str, list[Entity]], row: Sighting, entity: Entity
) -> None:
    """Note whom the names of a sighting mean on its page; where any page would mean the same, that is known anyway."""
    for key in {key_of(name) for name in _names(row)}:
        if row.kind == "person" or by_key.get(key) != [entity]:
            by_page.setdefault((row.page, key), entity)


def _entity(group: Group, *, alone: bool, lost: Counter[str]) -> Entity:
    wordings = group.seen
    name = _canonical(group.kind, wordings)
    own = () if alone else (min(row.page for row in group.members),)
    seen = sum(row.count for row in group.members)
    if group.kind != "person":
        seen += sum(lost[key] for key in group.keys)
    return Entity(
        EntityId(id_of("e", group.kind, key_of(name), *own)),
        group.kind,
        name,
        tuple(sorted(set(wordings) - {name})),
        seen,
        _why(group, alone, len(wordings)),
    )


def _canonical(kind: EntityKind, seen: Counter[str]) -> str:
    def rank(item: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        name, count = item
        clean = not any(mark in name for mark in "'’()")
        many = sum(len(word) > 1 for word in words_of(name))
        full = not any(is_initials(name, other) for other in seen)
        return (clean, full, min(many, 3) if kind == "person" else int(many > 1), count, name)

    best = max(seen.items(), key=rank)[0]
    state = next((state_named(name) for name in sorted(seen) if state_named(name) is not None), None)
    return state.name if kind == "state" and state is not None else best


def _why(group: Group, alone: bool, names: int) -> str:
    pages = len({row.page for row in group.members})
    told = [f"named on {pages} page{'s' if pages != 1 else ''}"]
    if group.kind == "person":
        told += ["pages of one name joined by what they say of the person"] if pages > 1 else []
        told += [] if alone else ["another person of this name is kept apart"]
    elif names > 1:
        told.append("its names are stated to be one, or are one name in two forms")
    rules = sorted({row.by.removeprefix("rule:").replace("_", " ") for row in group.merges})
    return "; ".join([*told, f"joined by: {', '.join(rules)}"] if rules else told)
