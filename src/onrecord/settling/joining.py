"""Who is who once a few more pages name somebody? Only what hangs together with their names is grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord import resolve
from onrecord.model import Entity, EntityId, Judgement, PageId
from onrecord.resolve.bodies import Body, Card, joined_bodies, mates_of, ties_of
from onrecord.resolve.entities import (
    RULE,
    Group,
    body_merges,
    body_of,
    entity_of,
    merge_id,
    own_of,
    person_merge,
    person_of,
)
from onrecord.resolve.likeness import Spread, Tie, compared
from onrecord.resolve.persons import Person, joined, number_of, places_of
from onrecord.resolve.sightings import Sighting
from onrecord.settling.going import Whole
from onrecord.settling.person_ties import Watched, is_calm, is_chosen, light, marked, rule_of, weight_of
from onrecord.settling.whos import Called, Seen, Who, Whos, who_of
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Pair, Parts, Ties, join, name_of, pair_of


@dataclass(frozen=True, slots=True)
class Regrouped:
    """An entity that was made anew: its group, and the numbers of its sightings or compared names."""

    group: Group
    members: tuple[int, ...]
    body: Body | None = None


class Joining:
    """A few pages on their way into what is known of names. `stirred` are pages whose names may mean others now."""

    def __init__(self, new: Settling, whos: Whos, spread: Spread) -> None:
        self._new = new
        self._whos = whos
        self._spread = spread
        self._decisions, self._key_decisions, clash = whos.decided()
        if clash:
            raise Whole("two entities have one id")
        self._names: set[str] = set()
        self._ties = Watched(new)
        self._weights: dict[Pair, float] = {}
        self._new_ties: set[Pair] = set()
        self._chosen: set[Pair] = set()
        self._refused: set[Pair] = set()
        self._persons: dict[int, Regrouped] = {}
        self._bodies: dict[int, Regrouped] = {}
        self._gone: set[int] = set()
        self.stirred: set[PageId] = set()

    def take_in(self, sightings: Sequence[Sighting]) -> None:
        """Take in the sightings of the pages that came."""
        rows = sorted(sightings, key=lambda row: (row.page, row.key, row.name))
        people = {row.id: row for row in rows if row.kind == "person"}
        others = [row for row in rows if row.kind != "person"]
        pages = groupby(rows, key=lambda row: row.page)
        self._whos.put_own(((page, own_of(there)) for page, there in pages), lambda row: row.key)
        numbers = self._carded(others)
        gone, come = self._counted(people)
        self._group_bodies(self._tied(numbers))
        self._gone = gone
        met = self._met(gone, come)
        self._group_persons(set(met.rows), met.parts, gone)
        self._follow()

    # Bodies

    def _carded(self, others: Sequence[Sighting]) -> dict[int, Card | None]:
        """Add up what the pages say of bodies; the cards that changed, as they were before."""
        before: dict[int, Card | None] = {}
        last = ""
        for row in others:
            number = self._whos.number(row.key)
            if number not in before:
                was = self._whos.bodies.before(number)
                before[number] = was.card if was is not None else None
            called = self._whos.bodies.put(number, self._whos.bodies.get(number) or Called(Card(row.key)))
            called.card.add(row, again=row.id == last)
            last = row.id
        for number, card in self._cards(before):
            self._whos.index.fill([(number, dict.fromkeys(self._whos.words_of(card), 0))])
            self._names |= card.names
        return before

    def _tied(self, before: Mapping[int, Card | None]) -> set[int]:
        """Look again at the ties that changed cards touch; the numbers of all that may hang together otherwise now."""
        stirred = set(before)
        asked = {key for number, card in self._cards(before) for key in self._asked(card, before[number])}
        for key in sorted(asked):
            called = self._whos.bodies.get(self._whos.number(key))
            if called is None:
                continue
            told = ties_of(called.card, self._whos)
            changed = {(tie.a, tie.b) for tie in set(called.ties).symmetric_difference(told)}
            self._whos.bodies.put(self._whos.number(key), called).ties = told
            stirred.update(self._whos.number(end) for pair in changed for end in pair)
            self._retie(changed)
        return stirred

    def _asked(self, card: Card, was: Card | None) -> Iterator[str]:
        """The names whose ties a changed card may change."""
        if was is None or was.family != card.family or was.common != card.common:
            yield card.key
        if was is None or was.family != card.family:
            yield from (*card.stated, *mates_of(card.key))
        else:
            yield from card.stated - was.stated
        base, _, owner = card.key.partition("@")
        if owner and was is None:
            yield base

    def _retie(self, pairs: Iterable[tuple[str, str]]) -> None:
        for a, b in pairs:
            one, other = self._whos.number(a), self._whos.number(b)
            ends = (self._whos.bodies.get(one), self._whos.bodies.get(other))
            if any({tie.a, tie.b} == {a, b} for end in ends if end is not None for tie in end.ties):
                self._whos.body_ties.put([(one, other, 1.0)])
            else:
                self._whos.body_ties.take([pair_of(one, other)])

    def _cards(self, numbers: Iterable[int]) -> Iterator[tuple[int, Card]]:
        for number in numbers:
            called = self._whos.bodies.get(number)
            if called is not None:
                yield number, called.card

    def _group_bodies(self, numbers: Iterable[int]) -> None:
        """Group anew the names that hang together with some."""
        whos = self._whos
        pairs = [(whos.number(each.a), whos.number(each.b)) for each in self._key_decisions if each.same]
        new = set(numbers) - self._bodies.keys()
        rows, _ = _hanging(whos.body_ties, new, whos.body_ties.parts(new), pairs)
        called = {number: one for number in sorted(rows) if (one := whos.bodies.get(number)) is not None}
        for keys in _keys_of(map(whos.body_before, called)):
            self._count(keys, bodies=-1)
        ties = [tie for one in called.values() for tie in one.ties]
        cards = {one.card.key: one.card for one in called.values()}
        for body in joined_bodies(cards, ties, self._key_decisions):
            group = body_of(body)
            self._count(group.keys, bodies=1)
            made = Regrouped(group, tuple(whos.number(card.key) for card in body.cards), body)
            self._bodies |= dict.fromkeys(made.members, made)

    def _count(self, keys: Iterable[str], *, persons: int = 0, bodies: int = 0) -> None:
        for key in keys:
            self._names.add(key)
            count = self._whos.counted(key)
            count.persons += persons
            count.bodies += bodies

    # Persons

    def _counted(self, people: Mapping[str, Sighting]) -> tuple[set[int], set[int]]:
        """Count the sightings of persons that came; the numbers of those that are none any more, and of those that are
        one now."""
        whos, numbers = self._whos, {name: number_of(name) for name in people}
        bodies = frozenset(self._names)
        fresh: dict[str, list[int]] = {key: [] for key in bodies}
        for name, row in people.items():
            whos.people.put(numbers[name], Seen(row))
            whos.counted(row.key).add(row)
            fresh.setdefault(row.key, []).append(numbers[name])
        gone: set[int] = set()
        come: set[int] = set()
        for key, several in fresh.items():
            was, now = whos.name_before(key), whos.name(key)
            slipped = was.is_slip(is_body=was.bodies > 0)
            slips = now.is_slip(is_body=was.bodies > 0 or key in bodies)
            if slipped != slips:
                (gone if slips else come).update(whos.index.under(f"p{key}"))
            come.update(() if slips else several)
        self._names |= fresh.keys()
        whos.index.fill((numbers[name], {f"p{row.key}": 0}) for name, row in people.items())
        return gone, come

    def _met(self, gone: set[int], come: set[int]) -> Parts:
        """Compare the sightings that came with those they meet; what may hang together otherwise now."""
        meetings = self._whos.meetings
        return join(meetings, self._ties, self._keyed(gone), self._keyed(come), self._compared, self._keyed)

    def _keyed(self, numbers: Iterable[int]) -> Keyed:
        return {number: places_of(self._sighting(number)) for number in numbers}

    def _compared(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, int, float]]:
        for a, b in pairs:
            tie = compared(self._sighting(a), self._sighting(b), self._spread)
            if tie is not None:
                self._new_ties.add((a, b))
                yield a, b, weight_of(tie)

    def _sighting(self, number: int) -> Sighting:
        seen = self._whos.people.get(number)
        if seen is None:
            raise Whole("a sighting is missing in the ledger")
        return seen.sighting

    def _group_persons(
        self, numbers: set[int], parts: Iterable[Mapping[Pair, float]], gone: Iterable[int] = ()
    ) -> None:
        """Group anew the sightings that hang together with some; those that are `gone` were part of it before."""
        pairs = [(number_of(each.a), number_of(each.b)) for each in self._decisions if each.same and each.b is not None]
        rows, weights = _hanging(self._ties, numbers, parts, pairs)
        rows = {number for number in rows if self._is_person(number)}  # people may have decided on a name that slipped
        befores = (self._whos.person_before(number) for number in rows.union(gone))
        for keys in _keys_of((who, (key,)) for who, key in befores):
            self._count(keys, persons=-1)
        ids = {number: self._sighting(number).id for number in rows}
        sightings = {name: self._sighting(number) for number, name in ids.items()}
        for person in self._joined(sightings, ids, weights):
            self._chosen.update(_pairs(person.ties))
            self._refused.update(_pairs(person.refused))
            group = person_of([sightings[name] for name in person.members], (tie.rule for tie in person.ties))
            self._count(group.keys, persons=1)
            made = Regrouped(group, tuple(map(number_of, person.members)))
            self._persons |= dict.fromkeys(made.members, made)
        self._weights |= weights

    def _joined(
        self, sightings: Mapping[str, Sighting], ids: Mapping[int, str], weights: Mapping[Pair, float]
    ) -> list[Person]:
        """The persons among sightings, by their ties."""
        rows = list(sightings.values())
        if not self._ties.gone and is_calm(weights.values()):
            # Where no tie was ever left out, those that joined nothing join nothing now, unless one is left out.
            few = {pair: weight for pair, weight in weights.items() if is_chosen(weight) or pair in self._new_ties}
            persons = joined(rows, [light(ids[a], ids[b], weight) for (a, b), weight in few.items()], self._decisions)
            if not any(person.refused for person in persons):
                return persons
        return joined(rows, [light(ids[a], ids[b], weight) for (a, b), weight in weights.items()], self._decisions)

    def _is_person(self, number: int) -> bool:
        seen = self._whos.people.get(number)
        if seen is None:
            return False
        count = self._whos.name(seen.sighting.key)
        return not count.is_slip(is_body=count.bodies > 0)

    # What follows from it

    def _follow(self) -> None:
        """Make those anew as well that go by a name which is theirs alone no more, or now."""
        persons: set[int] = set()
        bodies: set[int] = set()
        for key in self._names:
            was, now = self._whos.name_before(key), self._whos.name(key)
            if was.is_shared("person") != now.is_shared("person"):
                persons.update(filter(self._is_person, self._whos.index.under(f"p{key}")))
            if was.is_shared("organization") != now.is_shared("organization") or was.lost != now.lost:
                bodies.update(self._whos.index.under(f"n{key}"))
            if was.is_sole != now.is_sole:
                self._stir(key)
        self._group_bodies(bodies)
        persons -= self._persons.keys()
        self._group_persons(persons, self._ties.parts(persons))

    def _stir(self, key: str) -> None:
        self.stirred.update(PageId(name_of("p", page)) for page in self._whos.index.under(f"a{key}"))

    def write(self) -> None:
        """Write all that was made anew. Raises Whole where two entities would have one id."""
        old = {who[0]: who for who in self._who_before()}
        for number in self._gone - self._persons.keys():
            self._tell_person(number, None)
        made = [*map(self._person, _each(self._persons)), *map(self._body, _each(self._bodies))]
        entities = {entity.id: entity for entity in made}
        if len(entities) < len(made) or self._new.where("entities", "id", entities.keys() - old.keys()):
            raise Whole("two entities have one id")
        atlas = resolve.atlas()
        self._new.instead("entities", old, (resolve.seated(entity, atlas) for entity in made))
        self._write_body_merges(who[0] for who in old.values() if who[1] != "person")
        self._write_person_merges()

    def _who_before(self) -> Iterator[Who]:
        yield from (who for number in self._persons.keys() | self._gone if (who := self._whos.person_before(number)[0]))
        yield from (who for number in self._bodies if (who := self._whos.body_before(number)[0]))

    def _person(self, made: Regrouped) -> Entity:
        entity = self._entity(made.group)
        for number in made.members:
            self._tell_person(number, who_of(entity))
        return entity

    def _body(self, made: Regrouped) -> Entity:
        entity = self._entity(made.group)
        for number in made.members:
            called = self._whos.bodies.get(number)
            if called is not None and called.who != who_of(entity):
                self._whos.bodies.put(number, called).who = who_of(entity)
                for key in called.card.names:
                    self._stir(key)
        return entity

    def _entity(self, group: Group) -> Entity:
        return entity_of(group, {key: self._whos.name(key) for key in group.keys})

    def _tell_person(self, number: int, who: Who | None) -> None:
        """Keep who somebody is; the page that names them is stirred where that is somebody else now."""
        seen = self._whos.people.get(number)
        if seen is not None and seen.who != who:
            self._whos.people.put(number, seen).who = who
            self.stirred.add(seen.sighting.page)

    # What joined them

    def _write_body_merges(self, old: Iterable[str]) -> None:
        told = self._new.where("judgements", "value", old).values()
        rules = [row.id for row in told if row.kind == RULE and row.by.startswith("rule:")]
        bodies = ((each.body, self._who(each)) for each in _each(self._bodies))
        merges = [row for body, who in bodies if body is not None for row in body_merges(body, who)]
        self._new.instead("judgements", rules, merges)

    def _write_person_merges(self) -> None:
        """Write the rows of ties that join two now and did not, and take away those of the others. What was joined in
        the same way before says the same, unless it became somebody else."""
        before = self._ties.gone | {pair: weight for pair, weight in self._weights.items() if is_chosen(weight)}
        gone = [self._merge_id(pair, weight) for pair, weight in before.items() if pair not in self._chosen]
        self._new.instead("judgements", gone, map(self._merge, self._chosen - before.keys()))
        stayed = ((pair, self._who(self._persons[pair[0]])) for pair in self._chosen & before.keys())
        turned = (one for one in stayed if self._was(one[0][0]) != one[1])
        self._new.update("judgements", ((self._merge_id(pair, before[pair]), {"value": who}) for pair, who in turned))
        told = (
            (pair, weight, marked(weight, chosen=pair in self._chosen, refused=pair in self._refused))
            for pair, weight in self._weights.items()
        )
        self._ties.put((*pair, now) for pair, weight, now in told if now != weight)

    def _who(self, made: Regrouped) -> EntityId:
        kept = self._whos.people.get(made.members[0]) if made.body is None else self._whos.bodies.get(made.members[0])
        assert kept is not None
        assert kept.who is not None
        return kept.who[0]

    def _was(self, number: int) -> EntityId | None:
        who, _ = self._whos.person_before(number)
        return who[0] if who is not None else None

    def _merge(self, pair: Pair) -> Judgement:
        first, second = self._ends(pair)
        tie = compared(first, second, self._spread)
        if tie is None:
            raise Whole("two sightings are tied in the ledger that do not hold together")
        return person_merge(tie, first, second, self._who(self._persons[pair[0]]))

    def _merge_id(self, pair: Pair, weight: float) -> str:
        return merge_id(*self._ends(pair), rule_of(weight))

    def _ends(self, pair: Pair) -> tuple[Sighting, Sighting]:
        first, second = sorted(map(self._sighting, pair), key=lambda row: row.id)
        return first, second


def _pairs(ties: Iterable[Tie]) -> Iterator[Pair]:
    for tie in ties:
        yield pair_of(number_of(tie.a), number_of(tie.b))


def _each(made: Mapping[int, Regrouped]) -> Iterable[Regrouped]:
    return {each.members[0]: each for each in made.values()}.values()


def _keys_of(befores: Iterable[tuple[Who | None, Iterable[str]]]) -> Iterable[set[str]]:
    """The names of each entity that stood, from all its members."""
    keys: dict[str, set[str]] = {}
    for who, several in befores:
        if who is not None:
            keys.setdefault(who[0], set()).update(several)
    return keys.values()


def _hanging(
    ties: Ties, rows: set[int], parts: Iterable[Mapping[Pair, float]], pairs: Sequence[Pair]
) -> tuple[set[int], dict[Pair, float]]:
    """All that hangs together with some rows, by ties (`parts`) and by pairs that people joined, and its ties."""
    found = set(rows)
    weights: dict[Pair, float] = {}
    while True:
        for part in parts:
            weights.update(part)
            found.update(row for pair in part for row in pair)
        new = {row for a, b in pairs if (a in found) != (b in found) for row in (a, b)} - found
        if not new:
            return found, weights
        found |= new
        parts = ties.parts(new)
