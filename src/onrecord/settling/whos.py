"""What does the ledger keep of names: sightings of persons, bodies by compared name, and whom names mean on a page?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from onrecord.model import Entity, EntityId, EntityKind, PageId
from onrecord.resolve import persons
from onrecord.resolve.bodies import BodyTie, Card, KeyDecision
from onrecord.resolve.entities import Known, NameCount, Own
from onrecord.resolve.persons import Decision, number_of
from onrecord.resolve.sightings import Post, Sighting
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Shelf, name_of

T = TypeVar("T")

Who: TypeAlias = tuple[EntityId, EntityKind, str]
"""What the rows of a page tell of an entity: its id, kind and name."""


@dataclass(slots=True)
class Seen:
    """A sighting of a person, and who it is; None where it is none (see `NameCount.is_slip`)."""

    sighting: Sighting
    who: Who | None = None


@dataclass(slots=True)
class Called:
    """What pages say of one compared name of a body, which other names it ties to itself, and what it is."""

    card: Card
    ties: list[BodyTie] = field(default_factory=list)
    who: Who | None = None


def who_of(entity: Entity) -> Who:
    """What is kept of an entity beside what it is called."""
    return entity.id, entity.kind, entity.name


# How each lies on its shelf


def _seen(seen: Seen) -> list[Any]:
    row = seen.sighting
    told = [row.page, row.name, row.key, row.names, row.count, row.day, [astuple(post) for post in row.posts]]
    return [*told, row.traits, row.company, row.places, row.also, row.context, seen.who]


def _seen_again(laid: Sequence[Any]) -> Seen:
    page, name, key, names, count, day, posts, traits, company, places, also, context, who = laid
    row = Sighting(
        page, name, "person", key, tuple(names), count, day, tuple(Post(*post) for post in posts), tuple(traits),
        tuple(company), tuple(places), tuple(also), tuple(context),
    )  # fmt: skip
    return Seen(row, _who(who))


def _who(laid: Sequence[Any] | None) -> Who | None:
    return (laid[0], laid[1], laid[2]) if laid is not None else None


def _called(called: Called) -> list[Any]:
    card = called.card
    counts = [sorted(several.items()) for several in (card.wordings, card.kinds, card.seats)]
    names = [sorted(card.names), sorted(card.stated), None if card.common is None else sorted(card.common)]
    told = [card.first, card.pages, card.count, card.is_state]
    return [card.key, *counts, *names, *told, [astuple(tie) for tie in called.ties], called.who]


def _called_again(laid: Sequence[Any]) -> Called:
    key, wordings, kinds, seats, names, stated, common, first, pages, count, is_state, ties, who = laid
    card = Card(
        key, Counter(dict(wordings)), Counter(dict(kinds)), Counter(dict(seats)), set(names), set(stated),
        (first[0], first[1]), pages, count, is_state, None if common is None else set(common),
    )  # fmt: skip
    return Called(card, [BodyTie(*tie) for tie in ties], _who(who))


def _count(count: NameCount) -> list[Any]:
    return list(astuple(count))


def _count_again(laid: Sequence[Any]) -> NameCount:
    return NameCount(*laid)


class Drawer(Generic[T]):
    """Values by number, kept on a shelf: what was taken out and changed is put back at the end."""

    def __init__(self, shelf: Shelf, lay: Callable[[T], list[Any]], take: Callable[[Sequence[Any]], T]) -> None:
        self._shelf = shelf
        self._lay, self._take = lay, take
        self._laid: dict[int, list[Any] | None] = {}
        self._out: dict[int, T] = {}
        self._changed: set[int] = set()

    def get(self, number: int) -> T | None:
        """The value, for looking at; None where there is none."""
        if number not in self._out:
            laid = self.laid(number)
            if laid is None:
                return None
            self._out[number] = self._take(laid)
        return self._out[number]

    def laid(self, number: int) -> list[Any] | None:
        """The value as it lay there, in plain values."""
        if number not in self._laid:
            self._laid[number] = self._shelf.get([_name(number)]).get(_name(number))
        return self._laid[number]

    def before(self, number: int) -> T | None:
        """The value as it lay there."""
        laid = self.laid(number)
        return self._take(laid) if laid is not None else None

    def put(self, number: int, value: T) -> T:
        """Keep a value; one that was got may be changed from now on."""
        self._out[number] = value
        self._changed.add(number)
        return value

    def fill(self, values: Iterable[tuple[int, T]]) -> None:
        """Lay many values on an empty shelf."""
        self._shelf.put((_name(number), self._lay(value)) for number, value in values)

    def back(self) -> None:
        """Put back what changed."""
        laid = ((number, self._lay(self._out[number])) for number in sorted(self._changed))
        self._shelf.put((_name(number), lain) for number, lain in laid if _plain(lain) != self.laid(number))
        self._changed.clear()


def _name(number: int) -> str:
    return name_of("", number)


def _plain(laid: Any) -> Any:
    """A value as it comes back from a shelf: lists for tuples."""
    if isinstance(laid, list | tuple):
        return [_plain(each) for each in laid]
    return laid


class Whos:
    """All that is kept of names, in an open settling.

    `index` tells by a letter and a compared name: p, the sightings of persons of that name; n, the bodies that are
    looked up under it; s, those to which pages give it as a further name; o, those of that name with an owner; a, the
    pages that asked for it.
    """

    def __init__(self, new: Settling) -> None:
        self.people = Drawer(new.shelf("people"), _seen, _seen_again)
        self.bodies = Drawer(new.shelf("bodies"), _called, _called_again)
        self.names = Drawer(new.shelf("names"), _count, _count_again)
        self.index = new.meetings("names")
        self.meetings = new.meetings("persons", crowd=persons.CROWD, neighbours=persons.NEIGHBOURS)
        self.ties, self.body_ties = new.ties(Step.PERSONS), new.ties(Step.BODIES)
        self._own, self._decided = new.shelf("own"), new.shelf("decided")
        self._pages: dict[PageId, list[Any]] = {}

    def number(self, key: str) -> int:
        """The number of a body, or of a name: of what goes by a compared name."""
        return self.index.key(f"k{key}")

    def name(self, key: str) -> NameCount:
        """What is known of a compared name, for looking at."""
        return self.names.get(self.number(key)) or NameCount()

    def person_before(self, number: int) -> tuple[Who | None, str]:
        """Who a sighting was before this settling, and its compared name; None for one that is new, or was nobody."""
        laid = self.people.laid(number)
        return (_who(laid[-1]), laid[2]) if laid is not None else (None, "")

    def body_before(self, number: int) -> tuple[Who | None, Sequence[str]]:
        """What a compared name was before this settling, and the names under which it was looked up."""
        laid = self.bodies.laid(number)
        return (_who(laid[-1]), laid[4]) if laid is not None else (None, ())

    def counted(self, key: str) -> NameCount:
        """The same, for counting on."""
        return self.names.put(self.number(key), self.name(key))

    def name_before(self, key: str) -> NameCount:
        """The same, as it was before this settling."""
        return self.names.before(self.number(key)) or NameCount()

    def words_of(self, card: Card) -> list[str]:
        """Under which words a body is found again."""
        base, _, owner = card.key.partition("@")
        owned = [f"o{base}"] if owner else []
        return [*owned, *(f"n{name}" for name in sorted(card.names)), *(f"s{name}" for name in sorted(card.stated))]

    def put_own(self, several: Iterable[tuple[PageId, Own]], key_of_body: Callable[[Sighting], str]) -> None:
        """Keep whom names mean on their page."""
        self._own.put((page, self._laid(own, key_of_body)) for page, own in several)

    def _laid(self, own: Own, key_of_body: Callable[[Sighting], str]) -> list[Any]:
        people = {key: [number_of(row.id) for row in rows] for key, rows in sorted(own.people.items())}
        return [people, {key: self.number(key_of_body(row)) for key, row in sorted(own.bodies.items())}]

    def own(self, page: PageId) -> tuple[Mapping[str, Sequence[int]], Mapping[str, int]]:
        """Sightings of persons and bodies that names mean on a page, by number."""
        if page not in self._pages:
            self._pages[page] = self._own.get([page]).get(page, [{}, {}])
        people, bodies = self._pages[page]
        return people, bodies

    def put_decided(self, decisions: Sequence[Decision], of_bodies: Sequence[KeyDecision], *, clash: bool) -> None:
        """Keep what people decided of names, and whether two entities have one id."""
        laid = [[astuple(each) for each in decisions], [astuple(each) for each in of_bodies], clash]
        self._decided.put([("", laid)])

    def decided(self) -> tuple[list[Decision], list[KeyDecision], bool]:
        """The same again."""
        decisions, of_bodies, clash = self._decided.get([""]).get("", [[], [], True])
        return [Decision(*each) for each in decisions], [KeyDecision(*each) for each in of_bodies], clash

    def back(self) -> None:
        """Put back all that changed."""
        for drawer in (self.people, self.bodies, self.names):
            drawer.back()

    # What `ties_of` asks (see bodies.Near)

    def card(self, key: str) -> Card | None:
        """What pages say of a compared name."""
        called = self.bodies.get(self.number(key))
        return called.card if called is not None else None

    def stating(self, key: str) -> Iterable[str]:
        """The bodies to which pages give a further name."""
        return list(self._keys(f"s{key}"))

    def owned(self, key: str) -> Sequence[str]:
        """The bodies of that name that have an owner."""
        return list(self._keys(f"o{key}"))

    def _keys(self, words: str) -> Iterator[str]:
        called = (self.bodies.get(number) for number in self.index.under(words))
        yield from sorted(one.card.key for one in called if one is not None)


class Kept(Known):
    """What is known of names, asked of the ledger. `stirred` are pages of which a name may mean somebody else now."""

    def __init__(self, whos: Whos, stirred: frozenset[PageId]) -> None:
        super().__init__()
        self.stirred = stirred
        self._whos = whos

    def meant(self, page: PageId, key: str) -> Entity | None:
        """The entity that a compared name means on a page; what is known of it beside its name is left out."""
        who = self._on_page(page, key)
        return Entity(*who) if who is not None else None

    def _on_page(self, page: PageId, key: str) -> Who | None:
        people, bodies = self._whos.own(page)
        for number in people.get(key, ()):
            seen = self._whos.people.get(number)
            if seen is not None and seen.who is not None:
                return seen.who
        if key in bodies:
            return self._of_body(bodies[key])
        under = self._whos.index.under(f"n{key}") if self._whos.name(key).is_sole else ()
        return self._of_body(under[0]) if under else None

    def _of_body(self, number: int) -> Who | None:
        called = self._whos.bodies.get(number)
        return called.who if called is not None else None
