"""Who on one page is who on another?

Persons are never joined on a name alone (persons.py, likeness.py); bodies and states are what their long names say
(bodies.py). Every joining is a row that says by which rule and why, and a person may undo it or join what no rule does.
The outcome does not depend on the order in which pages came, and what hangs together can be told by itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.gazetteer import state_named
from onrecord.model import Entity, EntityId, EntityKind, Judgement, PageId, id_of
from onrecord.resolve.bodies import Body, BodyTie, kind_of, names_on_page
from onrecord.resolve.callings import body_key
from onrecord.resolve.likeness import Tie
from onrecord.resolve.naming import TITLES, is_initials, key_of, words_of
from onrecord.resolve.sightings import Sighting

RULE = "same"
"""The kind of the judgement that a joining leaves: its target are two names, each behind its page, its value what they
became."""


class Known(ABC):
    """The entities of a record, found by the name a page uses. `asked` are the compared names that were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def entity(self, page: PageId, name: str) -> Entity | None:
        """The entity a name means on a page; None when the record knows none or cannot tell.

        A name that the page itself says nothing of means the one body or state of that name, and never a person.
        """
        key = key_of(name)
        self.asked.add(key)
        return self.meant(page, key)

    def name(self, page: PageId, name: str | None) -> str | None:
        """The canonical name for a name on a page; the name itself when nothing is known of it."""
        if name is None:
            return None
        entity = self.entity(page, name)
        return entity.name if entity is not None else name

    @abstractmethod
    def meant(self, page: PageId, key: str) -> Entity | None:
        """The same for a compared name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of names on pages: `a` and `b` are one's (`same`) or not; `a` alone is nobody else's."""

    same: bool
    a: tuple[PageId, str]
    b: tuple[PageId, str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What is one entity, added up, and the rows that say why.

    `wordings` tell how often each was seen, `keys` are the compared names under which it is looked up on any page,
    `first` is the page of smallest id and the compared name there, `names` how many compared names were joined; `pages`
    are those of the most used of them.
    """

    kind: EntityKind
    wordings: Mapping[str, int]
    keys: frozenset[str]
    first: tuple[str, str]
    pages: int
    count: int
    names: int = 1
    rules: frozenset[str] = frozenset()


def person_of(members: Sequence[Sighting], rules: Iterable[str] = ()) -> Group:
    """Sightings that are one person, and the rules that joined them."""
    wordings: Counter[str] = Counter()
    for sighting in members:
        wordings[sighting.name] += sighting.count or 1
        wordings.update(name for name in sighting.also if name != sighting.name)
    return Group(
        "person",
        wordings,
        frozenset(key_of(sighting.name) for sighting in members),
        min((sighting.page, sighting.key) for sighting in members),
        len({sighting.page for sighting in members}),
        sum(sighting.count for sighting in members),
        rules=frozenset(rules),
    )


def body_of(body: Body) -> Group:
    """Names that are one body's."""
    wordings: Counter[str] = Counter()
    for card in body.cards:
        wordings.update(card.wordings)
    return Group(
        kind_of(body.cards),
        wordings,
        frozenset(name for card in body.cards for name in card.names),
        min((card.first[0], card.key) for card in body.cards),
        max(card.pages for card in body.cards),
        sum(card.count for card in body.cards),
        len(body.cards),
        frozenset(tie.rule for tie in body.ties),
    )


def body_merges(body: Body, entity: EntityId) -> Iterator[Judgement]:
    """The rows that say why names are one body's, which they became."""
    first = {card.key: card.first for card in body.cards}
    for tie in body.ties:
        yield _merge((*first[tie.a], *first[tie.b]), tie, entity)


def person_merge(tie: Tie, a: Sighting, b: Sighting, entity: EntityId) -> Judgement:
    """The row that says why two sightings are one person: `a` and `b` are those of the tie."""
    return _merge((a.page, a.name, b.page, b.name), tie, entity)


def merge_id(a: Sighting, b: Sighting, rule: str) -> str:
    """The id of that row."""
    return id_of("j", RULE, a.page, a.name, b.page, b.name, rule)


def _merge(target: tuple[str, ...], tie: Tie | BodyTie, entity: EntityId) -> Judgement:
    made, why = id_of("j", RULE, *target, tie.rule), f"score {tie.score:.2f}: {tie.why}"
    return Judgement(made, RULE, target, entity, f"rule:{tie.rule}", "", why)


# Which sightings are a person's


def is_told(person: Sighting) -> bool:
    """Whether a page says what office or title somebody has."""
    return bool(person.posts) or bool(set(person.traits) & TITLES)


@dataclass(slots=True)
class NameCount:
    """What the record knows of one compared name. `told`: a page gives a person of this name an office or a title.

    `seen` are sightings of persons, `count` how often they were named, `persons` and `bodies` how many entities are
    looked up under the name.
    """

    told: bool = False
    seen: int = 0
    count: int = 0
    persons: int = 0
    bodies: int = 0

    def add(self, person: Sighting) -> None:
        """Add a sighting of a person of this name."""
        self.told = self.told or is_told(person)
        self.seen += 1
        self.count += max(person.count, 0)

    def is_slip(self, *, is_body: bool) -> bool:
        """Whether persons of this name are none: it is a place's or body's (`is_body`), and no page tells an office."""
        return is_body and self.seen > 0 and not self.told

    @property
    def lost(self) -> int:
        """How often the one place or body of this name was taken for a person."""
        return self.count if self.bodies == 1 and self.is_slip(is_body=True) else 0

    def is_shared(self, kind: EntityKind) -> bool:
        """Whether several entities go by this name: persons, or else bodies and places."""
        return (self.persons if kind == "person" else self.bodies) > 1

    @property
    def is_sole(self) -> bool:
        """Whether the name means one place or body wherever it stands."""
        return self.bodies == 1 and self.persons == 0


# What a page says of itself


@dataclass(frozen=True, slots=True)
class Own:
    """Whom the names of one page mean there: persons by compared name, those to be asked first in front, and bodies."""

    people: Mapping[str, Sequence[Sighting]]
    bodies: Mapping[str, Sighting]


def own_of(rows: Iterable[Sighting]) -> Own:
    """Whom the names of a page mean, from its sightings: who is called so comes before who is also called so."""
    people: dict[str, dict[str, Sighting]] = {}
    bodies: dict[str, Sighting] = {}
    ordered = sorted(rows, key=lambda row: (row.id, row.name))
    for further in (False, True):
        for row in ordered:
            for key in {key_of(name) for name in names_on_page(row)} if further else {key_of(row.name)}:
                if row.kind == "person":
                    people.setdefault(key, {}).setdefault(row.id, row)
                else:
                    bodies.setdefault(key, row)
    return Own({key: tuple(several.values()) for key, several in people.items()}, bodies)


# The row


def entity_of(group: Group, names: Mapping[str, NameCount]) -> Entity:
    """The entity that a group is. `names`: those of its keys at least, all groups counted.

    Its id hangs on its name, and where it shares a name with another of its kind, on where it is seen first.
    """
    alone = not any(names[key].is_shared(group.kind) for key in group.keys)
    name = _canonical(group.kind, group.wordings)
    lost = 0 if group.kind == "person" else sum(names[key].lost for key in group.keys)
    return Entity(
        EntityId(id_of("e", group.kind, key_of(name), *(() if alone else _seen_first(group, name)))),
        group.kind,
        name,
        tuple(sorted(set(group.wordings) - {name})),
        group.count + lost,
        _why(group, alone),
    )


def _seen_first(group: Group, name: str) -> tuple[str, ...]:
    page, key = group.first
    # A page may name two things that other pages call by one name.
    return (page,) if key in (key_of(name), body_key(name)) else (page, key)


def _canonical(kind: EntityKind, seen: Mapping[str, int]) -> str:
    def rank(item: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        name, count = item
        clean = not any(mark in name for mark in "'’()")
        many = sum(len(word) > 1 for word in words_of(name))
        full = not any(is_initials(name, other) for other in seen)
        return (clean, full, min(many, 3) if kind == "person" else int(many > 1), count, name)

    best = max(seen.items(), key=rank)[0]
    state = next((state_named(name) for name in sorted(seen) if state_named(name) is not None), None)
    return state.name if kind == "state" and state is not None else best


def _why(group: Group, alone: bool) -> str:
    told = [f"named on {group.pages} page{'s' if group.pages != 1 else ''}"]
    if group.kind == "person":
        told += ["pages of one name joined by what they say of the person"] if group.pages > 1 else []
        told += [] if alone else ["another person of this name is kept apart"]
    elif len(group.wordings) > 1:
        told = [f"{told[0]} by one of its names"] if group.names > 1 else told
        told.append("its names are stated to be one, or are one name in two forms")
    rules = sorted({rule.replace("_", " ") for rule in group.rules})
    return "; ".join([*told, f"joined by: {', '.join(rules)}"] if rules else told)
