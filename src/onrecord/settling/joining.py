"""Who is who once a few more pages name somebody? Only what hangs together with their names is grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord import resolve
from onrecord.model import Entity, EntityId, Judgement, PageId
from onrecord.resolve.bodies import Card, joined_bodies, mates_of, ties_of
from onrecord.resolve.entities import RULE, Group, body_of, entity_of, merges_of, own_of, person_of
from onrecord.resolve.likeness import Spread, Tie, compared
from onrecord.resolve.persons import joined, number_of, places_of
from onrecord.resolve.sightings import Sighting
from onrecord.settling.going import Whole
from onrecord.settling.whos import Called, Seen, Who, Whos, who_of
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Pair, Ties, join, name_of, pair_of

SHORT = 10.0
"""What is added to the weight of a tie by a name without a first name; scores are 1 at most."""


def weight_of(tie: Tie) -> float:
    """A tie as the ledger keeps it."""
    return tie.score + SHORT * tie.short


@dataclass(frozen=True, slots=True)
class Regrouped:
    """An entity that was made anew: its group, and the numbers of its sightings or compared names."""

    group: Group
    members: tuple[int, ...]


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
        self._group_persons(self._met(gone, come), gone)
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
            called = self._whos.bodies.get(number) or self._whos.bodies.put(number, Called(Card(row.key)))
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
            called.ties = told
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
        rows, _ = _hanging(whos.body_ties, set(numbers) - self._bodies.keys(), pairs)
        called = {number: one for number in sorted(rows) if (one := whos.bodies.get(number)) is not None}
        for keys in self._keys_before(whos.bodies.before(number) for number in called):
            self._count(keys, bodies=-1)
        ties = [tie for one in called.values() for tie in one.ties]
        cards = {one.card.key: one.card for one in called.values()}
        for body in joined_bodies(cards, ties, self._key_decisions):
            group = body_of(body)
            self._count(group.keys, bodies=1)
            made = Regrouped(group, tuple(whos.number(card.key) for card in body.cards))
            self._bodies |= dict.fromkeys(made.members, made)

    def _keys_before(self, called: Iterable[Called | None]) -> Iterable[set[str]]:
        """The names of each entity that stood, from all cards of it."""
        keys: dict[str, set[str]] = {}
        for one in called:
            if one is not None and one.who is not None:
                keys.setdefault(one.who[0], set()).update(one.card.names)
        return keys.values()

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

    def _met(self, gone: set[int], come: set[int]) -> set[int]:
        """Compare the sightings that came with those they meet; the numbers of all that may hang together otherwise."""
        whos = self._whos
        return set(
            join(whos.meetings, whos.ties, self._keyed(gone), self._keyed(come), self._compared, self._keyed).rows
        )

    def _keyed(self, numbers: Iterable[int]) -> Keyed:
        return {number: places_of(self._sighting(number)) for number in numbers}

    def _compared(self, pairs: Sequence[Pair]) -> Iterator[tuple[int, int, float]]:
        for a, b in pairs:
            tie = compared(self._sighting(a), self._sighting(b), self._spread)
            if tie is not None:
                yield a, b, weight_of(tie)

    def _sighting(self, number: int) -> Sighting:
        seen = self._whos.people.get(number)
        if seen is None:
            raise Whole("a sighting is missing in the ledger")
        return seen.sighting

    def _group_persons(self, numbers: Iterable[int], gone: Iterable[int] = ()) -> None:
        """Group anew the sightings that hang together with some; those that are `gone` were part of it before."""
        whos = self._whos
        pairs = [(number_of(each.a), number_of(each.b)) for each in self._decisions if each.same and each.b is not None]
        rows, weights = _hanging(whos.ties, set(numbers) - self._persons.keys(), pairs)
        rows = {number for number in rows if self._is_person(number)}  # people may have decided on a name that slipped
        for keys in self._persons_before(rows.union(gone)):
            self._count(keys, persons=-1)
        sightings = {(row := self._sighting(number)).id: row for number in rows}
        ties = [_light(self._sighting(a), self._sighting(b), weight) for (a, b), weight in weights.items()]
        for person in joined(list(sightings.values()), ties, self._decisions):
            told = [self._tie(sightings[tie.a], sightings[tie.b]) for tie in person.ties]
            group = person_of([sightings[name] for name in person.members], list(merges_of(told, sightings)))
            self._count(group.keys, persons=1)
            made = Regrouped(group, tuple(map(number_of, person.members)))
            self._persons |= dict.fromkeys(made.members, made)

    def _persons_before(self, numbers: Iterable[int]) -> Iterable[set[str]]:
        """The names of each person that stood, from all sightings of it."""
        keys: dict[str, set[str]] = {}
        for number in numbers:
            seen = self._whos.people.before(number)
            if seen is not None and seen.who is not None:
                keys.setdefault(seen.who[0], set()).add(seen.sighting.key)
        return keys.values()

    def _is_person(self, number: int) -> bool:
        seen = self._whos.people.get(number)
        if seen is None:
            return False
        count = self._whos.name(seen.sighting.key)
        return not count.is_slip(is_body=count.bodies > 0)

    def _tie(self, a: Sighting, b: Sighting) -> Tie:
        """The tie of two sightings again, with its reason."""
        tie = compared(a, b, self._spread)
        if tie is None:
            raise Whole("two sightings are tied in the ledger that do not hold together")
        return tie

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
        self._group_persons(persons)

    def _stir(self, key: str) -> None:
        self.stirred.update(PageId(name_of("p", page)) for page in self._whos.index.under(f"a{key}"))

    def write(self) -> None:
        """Write all that was made anew. Raises Whole where two entities would have one id."""
        old = {who[0] for who in self._who_before()}
        made: dict[EntityId, Entity] = {}
        merges: list[Judgement] = []
        for number in self._gone - self._persons.keys():
            self._tell(number, None)
        groups = {each.members[0]: each for each in (*self._persons.values(), *self._bodies.values())}
        atlas = resolve.atlas()
        for each in groups.values():
            entity = entity_of(each.group, {key: self._whos.name(key) for key in each.group.keys})
            if entity.id in made:
                raise Whole("two entities have one id")
            made[entity.id] = resolve.seated(entity, atlas)
            merges += (replace(row, value=entity.id) for row in each.group.merges)
            for number in each.members:
                self._tell(number, who_of(entity))
        if self._new.where("entities", "id", made.keys() - old):
            raise Whole("two entities have one id")
        told = self._new.where("judgements", "value", old).values()
        rules = [row.id for row in told if row.kind == RULE and row.by.startswith("rule:")]
        self._new.instead("entities", old, made.values())
        self._new.instead("judgements", rules, merges)

    def _who_before(self) -> Iterator[Who]:
        for seen in map(self._whos.people.before, self._persons.keys() | self._gone):
            if seen is not None and seen.who is not None:
                yield seen.who
        for called in map(self._whos.bodies.before, self._bodies):
            if called is not None and called.who is not None:
                yield called.who

    def _tell(self, number: int, who: Who | None) -> None:
        """Keep who somebody is; pages that tell it are stirred where that is somebody else now."""
        if number in self._persons or number in self._gone:
            seen = self._whos.people.get(number)
            if seen is not None and seen.who != who:
                seen.who = who
                self.stirred.add(seen.sighting.page)
            return
        called = self._whos.bodies.get(number)
        if called is not None and called.who != who:
            called.who = who
            for key in called.card.names:
                self._stir(key)


def _hanging(ties: Ties, rows: set[int], pairs: Sequence[Pair]) -> tuple[set[int], dict[Pair, float]]:
    """All that hangs together with some rows, by ties and by pairs that people joined, and its ties."""
    found = set(rows)
    weights: dict[Pair, float] = {}
    new = set(rows)
    while new:
        for part in ties.parts(new):
            weights |= part
            found.update(row for pair in part for row in pair)
        new = {row for a, b in pairs if (a in found) != (b in found) for row in (a, b)} - found
        found |= new
    return found, weights


def _light(a: Sighting, b: Sighting, weight: float) -> Tie:
    """A tie from its weight (see `weight_of`), without its reason."""
    first, second = sorted((a.id, b.id))
    short = weight > SHORT / 2
    return Tie(first, second, round(weight - SHORT * short, 3), "", "", short)
