"""Which names of bodies, states and places are one thing's?

A long name is a thing's own: the same one on two pages is the same body, whatever its spelling, legal form or place of
its state ("Norwegian Foreign Ministry", "Ministry of Foreign Affairs of Norway"). Another name is the same body's only
where a page states it, where it is the one body of that name with an owner, or where the world knows both names.
Subsidiaries, branches and namesakes stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from onrecord.gazetteer import state_named
from onrecord.model import EntityKind
from onrecord.resolve.callings import body_key, is_shared, state_key
from onrecord.resolve.naming import key_of
from onrecord.resolve.persons import Decision
from onrecord.resolve.sightings import Sighting

_KNOWN = """
north atlantic treaty organization|nato|otan
united nations|un|onu
world health organization
international monetary fund|imf
world trade organization|wto
european union|eu
european central bank|ecb
organization of the petroleum exporting countries|opec
association of southeast asian nations|asean
african union
doctors without borders|medecins sans frontieres|msf
reporters without borders|reporters sans frontieres|rsf
international committee of the red cross|icrc
organization for security and co-operation in europe|organization for security and cooperation in europe|osce
organization for economic co-operation and development|organization for economic cooperation and development|oecd
international atomic energy agency|iaea
united nations children's fund|unicef
united nations high commissioner for refugees|un refugee agency|united nations refugee agency|unhcr
united nations educational, scientific and cultural organization|unesco
federal bureau of investigation|fbi
central intelligence agency|cia
national aeronautics and space administration|nasa
agence france-presse|agence france presse|afp
british broadcasting corporation|bbc
federation internationale de football association|fifa
union of european football associations|uefa
international olympic committee|ioc
commonwealth of independent states|cis
collective security treaty organization|csto
shanghai cooperation organization|sco
"""
KNOWN: dict[str, str] = {
    body_key(name.upper() if len(name) < 6 else name): row.split("|")[0]
    for row in _KNOWN.strip().splitlines()
    for name in row.split("|")
}
"""Compared names that the world knows for one body's, by initials or in another language -> the one they stand for.
Initials of more than one well-known body are not here."""

MATES: dict[str, tuple[str, ...]] = {
    row: tuple(sorted(key for key, known in KNOWN.items() if known == row)) for row in set(KNOWN.values())
}
"""The compared names of each of them."""

FAMILIES: dict[EntityKind, str] = {"place": "place", "state": "place", "work": "work"}
"""Kinds that another name may not cross: a body is not a place, though both may be called alike."""

BRANCHED = re.compile(r".*\b(?:party|cross|crescent|commission|committee|hospital|church|union|league|association)\b.*")
"""Compared names of bodies that have a branch, or a namesake, in many states: the bare name is not one state's."""


@dataclass(frozen=True, slots=True)
class BodyTie:
    """Two compared names are one body's."""

    a: str
    b: str
    score: float
    rule: str
    why: str


@dataclass(slots=True)
class Card:
    """What pages say of one compared name, added up: a name may stand on a third of all pages, so none is kept.

    `wordings` and `kinds` tell how often; `seats` are kinds too, where the page says the city for the government.
    `names` are the compared names under which it is looked up, `stated` further names that pages give it, `first` is
    the page of smallest id with the name there, `common` the places that all its pages name (None: nobody asks).
    """

    key: str
    wordings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    seats: Counter[EntityKind] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    first: tuple[str, str] = ("", "")
    pages: int = 0
    count: int = 0
    is_state: bool = False
    common: set[str] | None = None

    def add(self, sighting: Sighting, *, again: bool) -> None:
        """Add what a page says; `again`: it said something before."""
        self.wordings[sighting.name] += sighting.count or 1
        self.wordings.update(name for name in sighting.names if name != sighting.name)
        (self.seats if sighting.seat else self.kinds)[sighting.kind] += 1
        self.names.update(map(key_of, names_on_page(sighting)))
        self.stated.update(_stated(self.key, sighting))
        self.first = min((sighting.page, sighting.name), self.first) if self.pages else (sighting.page, sighting.name)
        if may_be_owned(self.key):
            self.common = set(sighting.places) if self.common is None else self.common.intersection(sighting.places)
        self.pages += not again
        self.count += sighting.count
        self.is_state = self.is_state or state_named(sighting.name) is not None

    @property
    def kind(self) -> EntityKind:
        """What most pages say, and of a tie the last by name: which page has the lowest id says nothing of it."""
        return kind_of([self])

    @property
    def family(self) -> str:
        """What no further name crosses."""
        return FAMILIES.get(self.kind, "body")


def kind_of(cards: Sequence[Card]) -> EntityKind:
    """What the pages of several names of one body say that it is."""
    if any(card.is_state for card in cards):
        return "state"
    kinds: Counter[EntityKind] = Counter()
    for card in cards:
        kinds.update(card.kinds)
    if not kinds:
        for card in cards:
            kinds.update(card.seats)
    return max(kinds, key=lambda kind: (kinds[kind], kind))


def names_on_page(sighting: Sighting) -> tuple[str, ...]:
    """The names that mean a sighting wherever they stand on its page: not the city that stands for a government."""
    return (sighting.name,) if sighting.seat else (sighting.name, *sighting.names)


def _stated(key: str, sighting: Sighting) -> Iterator[str]:
    """The further names that a page gives a body, compared."""
    for name in () if sighting.seat else sighting.names:
        other = body_key(name)
        if other != key and key_of(name) != key_of(sighting.name) and _may_stand(name, sighting.name):
            yield other


def _may_stand(short: str, name: str) -> bool:
    """Whether a name in capitals may stand for another: it opens like one of its words; a photo credit does not."""
    return not short.isupper() or short[0].lower() in {word[0] for word in key_of(name).split()}


@lru_cache(maxsize=16384)
def may_be_owned(key: str) -> bool:
    """Whether a compared name can be a body's that goes by its owner elsewhere: a bare name, and none of branches."""
    return "@" not in key and " " in key and not is_shared(key) and not BRANCHED.fullmatch(key)


@dataclass(slots=True)
class Body:
    """What goes by one compared name, or by several that were joined."""

    key: str
    cards: list[Card]
    ties: list[BodyTie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KeyDecision:
    """What a person decided of two compared names: they are one body's (`same`), or not."""

    same: bool
    a: str
    b: str


class Near(Protocol):
    """What is known of other compared names when the ties of one are asked for."""

    def card(self, key: str) -> Card | None:
        """What pages say of a name; None when no page uses it."""

    def stating(self, key: str) -> Iterable[str]:
        """The bodies to which pages give a further name."""

    def owned(self, key: str) -> Sequence[str]:
        """The bodies of that name that have an owner."""


class Cards:
    """The cards of all names, and what they are to each other."""

    def __init__(self, sightings: Iterable[Sighting], shut: Set[str] = frozenset()) -> None:
        self.of: dict[str, Card] = {}
        last = ""
        for sighting in sorted(sightings, key=lambda one: (one.id, one.name)):
            key = key_in(sighting, shut)
            self.of.setdefault(key, Card(key)).add(sighting, again=sighting.id == last)
            last = sighting.id
        self._stating: dict[str, list[str]] = {}
        self._owned: dict[str, list[str]] = {}
        for key in sorted(self.of):
            base, _, owner = key.partition("@")
            if owner:
                self._owned.setdefault(base, []).append(key)
            for other in self.of[key].stated:
                self._stating.setdefault(other, []).append(key)

    def card(self, key: str) -> Card | None:
        """See `Near`."""
        return self.of.get(key)

    def stating(self, key: str) -> Iterable[str]:
        """See `Near`."""
        return self._stating.get(key, ())

    def owned(self, key: str) -> Sequence[str]:
        """See `Near`."""
        return self._owned.get(key, ())


def key_in(sighting: Sighting, shut: Set[str]) -> str:
    """The compared name by which a sighting goes; by itself where a person set it apart from all others of its name."""
    return f"{sighting.key}@{sighting.page}" if sighting.id in shut else sighting.key


def shut_by(decisions: Iterable[Decision]) -> set[str]:
    """Sightings that a person set apart from all others of their name."""
    alone = {each.a for each in decisions if not each.same and each.b is None}
    same = {
        max(each.a, each.b)
        for each in decisions
        if not each.same and each.b is not None and each.a.partition(" ")[2] == each.b.partition(" ")[2]
    }
    return alone | same


def ties_of(card: Card, near: Near) -> list[BodyTie]:
    """Which other names of its body a name itself tells, as far as the pages that use them say; at most one.

    It hangs on the card and on what `near` says of: the bodies to which pages give this name, those of this name with
    an owner, and the other names in the same row of `KNOWN`.
    """
    if card.key in KNOWN:
        mates = [key for key in mates_of(card.key) if (mate := near.card(key)) is not None and mate.family == "body"]
        known = card.family == "body" and card.key != mates[0]
        return [BodyTie(mates[0], card.key, 0.9, "known_name", "two names of one well-known body")] if known else []
    longer = [key for key in near.stating(card.key) if (long := near.card(key)) and long.family == card.family]
    if len(longer) == 1:
        return [BodyTie(card.key, longer[0], 0.95, "stated_name", "a page states that the two names are one body's")]
    if longer or not card.common:
        return []
    owned = near.owned(card.key)
    if len(owned) == 1 and _is_of(card, owned[0]):
        return [BodyTie(card.key, owned[0], 0.8, "owner_named", "one name, with and without whose body it is")]
    return []


def mates_of(key: str) -> tuple[str, ...]:
    """All compared names of the well-known body that goes by this one."""
    return MATES.get(KNOWN.get(key, ""), ())


def _is_of(card: Card, owned: str) -> bool:
    """Whether a bare name is the one with an owner: a state, and each page that uses the name names it."""
    owner = owned.partition("@")[2]
    return bool(state_key(owner.title())) and card.common is not None and owner in card.common


def joined_bodies(
    cards: Mapping[str, Card], ties: Iterable[BodyTie], decisions: Iterable[KeyDecision] = ()
) -> list[Body]:
    """The bodies that go by some names, as ties and people join them; of what hangs together, or of all, it is one."""
    of = {key: Body(key, [card]) for key, card in cards.items()}
    held = [each for each in decisions if each.a in of and each.b in of]
    apart = {frozenset((each.a, each.b)) for each in held if not each.same}
    for each in held:
        if each.same:
            _take(of, each.a, each.b, None)
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.a, tie.b, tie.rule)):
        a, b = of[tie.a], of[tie.b]
        if not apart or not any(frozenset((x.key, y.key)) in apart for x in a.cards for y in b.cards):
            _take(of, tie.a, tie.b, tie)
    return sorted({id(body): body for body in of.values()}.values(), key=lambda body: body.key)


def _take(of: dict[str, Body], one: str, other: str, tie: BodyTie | None) -> None:
    """Make two bodies one, under the name that comes first by alphabet."""
    a, b = sorted((of[one], of[other]), key=lambda body: body.key)
    if a is not b:
        a.cards += b.cards
        a.ties += b.ties + ([tie] if tie is not None else [])
        for card in b.cards:
            of[card.key] = a
