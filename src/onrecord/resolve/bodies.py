"""Which names of bodies, states and places are one thing's?

A long name is a thing's own: the same one on two pages is the same body, whatever its spelling, legal form or place of
its state ("Norwegian Foreign Ministry", "Ministry of Foreign Affairs of Norway"). Another name is the same body's only
where a page states it, where it is the one body of that name with an owner, or where the world knows both names.
Subsidiaries, branches and namesakes stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

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
class Body:
    """What goes by one compared name, or by several that were joined. All of it can be added up."""

    key: str
    members: list[Sighting] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    ties: list[BodyTie] = field(default_factory=list)

    @property
    def kinds(self) -> Counter[EntityKind]:
        """How many pages say that it is of each kind."""
        return Counter(sighting.kind for sighting in self.members if not sighting.seat)

    @property
    def kind(self) -> EntityKind:
        """What most pages say, and of a tie the last by name: which page has the lowest id says nothing of it."""
        if any(state_named(sighting.name) is not None for sighting in self.members):
            return "state"
        kinds = self.kinds or Counter(sighting.kind for sighting in self.members)
        return max(kinds, key=lambda kind: (kinds[kind], kind))


def bodies_of(sightings: Iterable[Sighting], decisions: Sequence[Decision] = ()) -> list[Body]:
    """All bodies, states and places among sightings; the same whatever their order."""
    found: dict[str, Body] = {}
    shut = _shut(decisions)
    keys: dict[str, str] = {}
    for sighting in sorted(sightings, key=lambda sighting: sighting.id):
        key = f"{sighting.key}@{sighting.page}" if sighting.id in shut else sighting.key
        keys[sighting.id] = key
        found.setdefault(key, Body(key, keys={key})).members.append(replace(sighting, key=key))
    ties = sorted(ties_of(found), key=lambda tie: (-tie.score, tie.a, tie.b))
    return _joined(found, ties, [each for each in decisions if each.b is not None], keys)


def _shut(decisions: Iterable[Decision]) -> set[str]:
    """Sightings that a person set apart from all others of their name."""
    alone = {each.a for each in decisions if not each.same and each.b is None}
    same = {
        max(each.a, each.b)
        for each in decisions
        if not each.same and each.b is not None and each.a.partition(" ")[2] == each.b.partition(" ")[2]
    }
    return alone | same


def ties_of(found: dict[str, Body]) -> list[BodyTie]:
    """Which compared names are one body's, as far as the pages that use them tell; other names do not matter."""
    stated = _stated(found)
    owned: dict[str, list[str]] = {}
    for key in found:
        base, _, owner = key.partition("@")
        if owner:
            owned.setdefault(base, []).append(key)
    family = {key: FAMILIES.get(body.kind, "body") for key, body in found.items()}
    known: dict[str, list[str]] = {}
    for key in sorted(found):
        if family[key] == "body" and key in KNOWN:
            known.setdefault(KNOWN[key], []).append(key)
    ties = [
        BodyTie(keys[0], key, 0.9, "known_name", "two names of one well-known body")
        for keys in known.values()
        for key in keys[1:]
    ]
    for key in sorted(found.keys() - KNOWN.keys()):
        longer = {long for long in stated.get(key, ()) if family[long] == family[key]}
        if len(longer) == 1:
            long = next(iter(longer))
            ties.append(BodyTie(key, long, 0.95, "stated_name", "a page states that the two names are one body's"))
        elif not longer and len(owned.get(key, ())) == 1 and _is_of(found[key], owned[key][0]):
            ties.append(BodyTie(key, owned[key][0], 0.8, "owner_named", "one name, with and without whose body it is"))
    return ties


def _is_of(body: Body, owned: str) -> bool:
    """Whether a bare name is the one with an owner: no name of branches, and each page that uses it names the owner."""
    key, _, owner = owned.partition("@")
    if is_shared(key) or BRANCHED.fullmatch(key) or " " not in key or not state_key(owner.title()):
        return False
    return all(owner in sighting.places for sighting in body.members)


def _stated(found: dict[str, Body]) -> dict[str, set[str]]:
    """Further name -> the bodies to which pages give it."""
    stated: dict[str, set[str]] = {}
    for key, body in found.items():
        for sighting in body.members:
            for name in () if sighting.seat else sighting.names:
                other = body_key(name)
                if other != key and key_of(name) != key_of(sighting.name) and _may_stand(name, sighting.name):
                    stated.setdefault(other, set()).add(key)
    return stated


def _may_stand(short: str, name: str) -> bool:
    """Whether a name in capitals may stand for another: it opens like one of its words; a photo credit does not."""
    return not short.isupper() or short[0].lower() in {word[0] for word in key_of(name).split()}


def _joined(
    found: dict[str, Body], ties: Sequence[BodyTie], decisions: Sequence[Decision], keys: dict[str, str]
) -> list[Body]:
    of = dict(found)
    apart = {frozenset((keys[each.a], keys[each.b or ""])) for each in decisions if not each.same and _both(each, keys)}
    for each in decisions:
        if each.same and _both(each, keys):
            _take(of, keys[each.a], keys[each.b or ""], None)
    for tie in ties:
        a, b = of[tie.a], of[tie.b]
        if not any(frozenset((x, y)) in apart for x in a.keys for y in b.keys):
            _take(of, tie.a, tie.b, tie)
    return sorted({id(body): body for body in of.values()}.values(), key=lambda body: body.key)


def _both(each: Decision, keys: dict[str, str]) -> bool:
    return each.a in keys and each.b in keys


def _take(of: dict[str, Body], one: str, other: str, tie: BodyTie | None) -> None:
    """Make two bodies one, under the name that comes first by alphabet."""
    a, b = sorted((of[one], of[other]), key=lambda body: body.key)
    if a is not b:
        a.members += b.members
        a.keys |= b.keys
        a.ties += b.ties + ([tie] if tie is not None else [])
        for key in b.keys:
            of[key] = a
