"""Who is who in a record, told from all its pages at once?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.model import Entity, Judgement, PageId
from onrecord.resolve.bodies import BodyTie, Cards, KeyDecision, joined_bodies, key_in, names_on_page, shut_by, ties_of
from onrecord.resolve.entities import (
    Decided,
    Known,
    NameCount,
    body_merges,
    body_of,
    entity_of,
    own_of,
    person_merge,
    person_of,
)
from onrecord.resolve.likeness import Spread, spread_of
from onrecord.resolve.naming import key_of
from onrecord.resolve.persons import Decision, joined, ties_among
from onrecord.resolve.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Sorted:
    """All sightings of a record: `rows` by page, `people` those of persons by id, without slips; the `cards` of bodies
    and all `names`; what people decided of sightings and of compared names."""

    rows: Sequence[Sighting]
    people: Mapping[str, Sighting]
    cards: Cards
    names: Mapping[str, NameCount]
    decisions: Sequence[Decision]
    key_decisions: Sequence[KeyDecision]
    shut: frozenset[str]


def sorted_out(sightings: Iterable[Sighting], decided: Sequence[Decided] = ()) -> Sorted:
    """What of the sightings of a record are persons and what bodies."""
    rows = sorted(sightings, key=lambda row: (row.page, row.key, row.name))
    decisions = _meant(rows, decided)
    shut = frozenset(shut_by(decisions))
    others = [row for row in rows if row.kind != "person"]
    cards = Cards(others, shut)
    names = {key: NameCount() for card in cards.of.values() for key in card.names}
    bodies = frozenset(names)
    people = {row.id: row for row in rows if row.kind == "person"}
    for row in people.values():
        names.setdefault(row.key, NameCount()).add(row)
    kept = {name: row for name, row in people.items() if not names[row.key].is_slip(is_body=row.key in bodies)}
    keys = {row.id: key_in(row, shut) for row in others if decisions}
    return Sorted(rows, kept, cards, names, decisions, key_decisions(decisions, keys), shut)


def key_decisions(decisions: Iterable[Decision], keys: Mapping[str, str]) -> list[KeyDecision]:
    """Decisions on sightings of bodies as decisions on compared names; `keys`: the name of each sighting."""
    both = (each for each in decisions if each.a in keys and each.b in keys)
    return [KeyDecision(each.same, keys[each.a], keys[each.b or ""]) for each in both]


def _meant(rows: Sequence[Sighting], decided: Sequence[Decided]) -> list[Decision]:
    """The decisions on the sightings that they mean; one whose names are gone from their pages waits."""
    pages = {place[0] for each in decided for place in (each.a, each.b) if place is not None}
    ids = {
        (row.page, key_of(name)): row.id
        for row in sorted(rows, key=lambda row: row.kind == "person")
        if row.page in pages
        for name in names_on_page(row)
    }
    found = []
    for each in decided:
        a = ids.get((each.a[0], key_of(each.a[1])))
        b = ids.get((each.b[0], key_of(each.b[1]))) if each.b is not None else None
        if a is not None and (b is not None or each.b is None):
            found.append(Decision(each.same, a, b))
    return found


class Everybody(Known):
    """All that is known of names, from all sightings of a record.

    `ties` of persons are all that were found, `body_ties` those that each compared name tells; `who` are the entities
    of persons by sighting, `whose` those of bodies by compared name. `merges` tell what joined them. `clash`: two
    entities have one id.
    """

    def __init__(self, told: Sorted, spread: Spread) -> None:
        super().__init__()
        self.told = told
        self.ties = list(dict.fromkeys(ties_among(list(told.people.values()), spread)))
        self.body_ties = {card.key: ties_of(card, told.cards) for _, card in sorted(told.cards.of.items())}
        self.who: dict[str, Entity] = {}
        self.whose: dict[str, Entity] = {}
        self.persons = joined(list(told.people.values()), self.ties, told.decisions)
        self.bodies = joined_bodies(told.cards.of, self._all_body_ties(), told.key_decisions)
        made = self._made()
        self.entities = sorted({entity.id: entity for entity in made}.values(), key=lambda entity: entity.id)
        self.clash = len(self.entities) < len(made)
        self.merges = tuple(sorted(self._merges(), key=lambda row: row.id))
        names = ((key, card.key) for card in told.cards.of.values() for key in card.names)
        self._sole = {key: self.whose[body] for key, body in names if told.names[key].is_sole}
        self._own = dict(self._there())

    def meant(self, page: PageId, key: str) -> Entity | None:
        """The entity that a compared name means on a page."""
        return self._own.get((page, key)) or self._sole.get(key)

    def _all_body_ties(self) -> Iterator[BodyTie]:
        for ties in self.body_ties.values():
            yield from ties

    def _made(self) -> list[Entity]:
        """All entities: an id hangs on how many share a name, so they are made when all are grouped."""
        names, rows = self.told.names, self.told.people
        persons = [person_of([rows[m] for m in each.members], (tie.rule for tie in each.ties)) for each in self.persons]
        bodies = [body_of(each) for each in self.bodies]
        for key in (key for group in persons for key in group.keys):
            names[key].persons += 1
        for key in (key for group in bodies for key in group.keys):
            names[key].bodies += 1
        people, things = ([entity_of(group, names) for group in groups] for groups in (persons, bodies))
        for person, entity in zip(self.persons, people, strict=True):
            self.who |= dict.fromkeys(person.members, entity)
        for body, entity in zip(self.bodies, things, strict=True):
            self.whose |= {card.key: entity for card in body.cards}
        return people + things

    def _merges(self) -> Iterator[Judgement]:
        rows = self.told.people
        for person in self.persons:
            entity = self.who[person.members[0]].id
            yield from (person_merge(tie, rows[tie.a], rows[tie.b], entity) for tie in person.ties)
        for body in self.bodies:
            yield from body_merges(body, self.whose[body.key].id)

    def _there(self) -> Iterator[tuple[tuple[str, str], Entity]]:
        """Whom names mean on the page where they stand, but for those that mean the same on any page."""
        for page, rows in groupby(self.told.rows, key=lambda row: row.page):
            own = own_of(rows)
            for key, row in own.bodies.items():
                if not self.told.names[key].is_sole:
                    yield (page, key), self.whose[key_in(row, self.told.shut)]
            for key, several in own.people.items():
                if meant := next((self.who[row.id] for row in several if row.id in self.who), None):
                    yield (page, key), meant


def known_from(
    sightings: Iterable[Sighting], decisions: Iterable[Decided] = (), spread: Spread | None = None
) -> Everybody:
    """The entities of all pages' sightings (see `sightings_of`), as people's decisions leave them.

    `spread` is how often names are seen; without it, it is counted on these pages.
    """
    told = sorted_out(sightings, list(decisions))
    return Everybody(told, spread or spread_of(told.people.values()))
