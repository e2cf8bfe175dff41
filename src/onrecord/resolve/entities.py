"""Who on one page is who on another?

Bodies and states are one when a page states that their names are one, or when a long name is the same. Persons are
never joined on a name alone: two pages must also agree on what they say of the person (title, body) or on the
company the person is named in. The outcome does not depend on the order in which pages came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.gazetteer import state_named, state_of
from onrecord.model import Claims, Entity, EntityId, EntityKind, Named, PageId, id_of
from onrecord.resolve.naming import TITLES, family_of, is_initials, key_of, same_spelling, skeleton, words_of

SHARED = 2
"""Traits or companions that two pages must share before persons of one name are one person."""
TRAITS_SHARED = 1
"""Of these, how many must be said of the person itself when the names are spelt differently or one is short."""
COMPANY = 40
"""Names of a page kept as company: the first that long pages name, enough to tell two Smiths apart."""


@dataclass(slots=True)
class Group:
    """Names on pages that are one entity. `keys` are compared names, `seen` counts each wording."""

    kind: EntityKind
    keys: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    traits: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    pages: int = 0
    mentions: int = 0
    first: str = ""
    joined: list[str] = field(default_factory=list)
    kinds: Counter[EntityKind] = field(default_factory=Counter)

    def take(self, other: Group) -> None:
        """Make the other group part of this one."""
        self.keys |= other.keys
        self.seen += other.seen
        self.traits |= other.traits
        self.company |= other.company
        self.pages += other.pages
        self.mentions += other.mentions
        self.first = min(self.first, other.first)
        self.joined.extend(other.joined)


class Known:
    """The entities of a record, found by the name a page uses."""

    def __init__(
        self, entities: list[Entity], by_key: dict[str, list[Entity]], by_page: dict[tuple[str, str], Entity]
    ) -> None:
        self.entities = entities
        self._by_key = by_key
        self._by_page = by_page

    def entity(self, page: PageId, name: str) -> Entity | None:
        """The entity a name means on a page; None when the record knows none or cannot tell."""
        key = key_of(name)
        own = self._by_page.get((page, key))
        if own is not None:
            return own
        all_of_name = self._by_key.get(key, [])
        return all_of_name[0] if len(all_of_name) == 1 else None

    def name(self, page: PageId, name: str | None) -> str | None:
        """The canonical name for a name on a page; the name itself when nothing is known of it."""
        if name is None:
            return None
        entity = self.entity(page, name)
        return entity.name if entity is not None else name


def known_from(pages: Iterable[Claims]) -> Known:
    """The entities of all pages. Memory grows with the number of different names, not with the text."""
    persons: dict[str, list[Group]] = {}
    where: dict[tuple[str, str], Group] = {}
    others: dict[str, Group] = {}
    for claims in pages:
        company = {key_of(n.name) for n in claims.named if n.kind != "person"}
        for named in claims.named:
            if named.kind == "person":
                key = key_of(named.name)
                group = _person(persons.setdefault(key, []), named, claims.page, set(sorted(company)[:COMPANY]))
                for name in named.names:
                    where[(claims.page, key_of(name))] = group
                where[(claims.page, key)] = group
            else:
                _other(others, named, claims.page)
    _lone(persons, others, where)
    merged = _spellings(persons) | _families(persons)
    bodies = _bodies(others)
    return _known(persons, where, merged, bodies)


def _lone(persons: dict[str, list[Group]], others: dict[str, Group], where: dict[tuple[str, str], Group]) -> None:
    """Persons that the record knows as places or bodies, and no page says what office they hold: the tagger slipped."""
    told = {key for key, groups in persons.items() if any(group.traits & TITLES for group in groups)}
    slipped = {key for key in persons if key in others and key not in told}
    gone = set()
    for key in slipped:
        groups = persons.pop(key)
        others[key].mentions += sum(group.mentions for group in groups)
        gone |= {id(group) for group in groups}
    for place in [place for place, group in where.items() if id(group) in gone]:
        del where[place]


def _person(groups: list[Group], named: Named, page: PageId, company: set[str]) -> Group:
    traits = set(named.traits)
    fresh = Group(
        "person", {key_of(named.name)}, Counter({named.name: named.count or 1}), traits, company, 1, named.count, page
    )
    for group in groups:
        if _shared(group, fresh) >= SHARED:
            group.take(fresh)
            return group
    groups.append(fresh)
    return fresh


def _shared(a: Group, b: Group) -> int:
    return len(a.traits & b.traits) + len(a.company & b.company)


def _spellings(persons: dict[str, list[Group]]) -> dict[int, Group]:
    """Groups whose full names are spellings of one, with traits in common: id of the group -> the group it joins."""
    blocks: dict[str, list[Group]] = {}
    for key in sorted(persons):
        if len(key.split()) > 1:
            for group in persons[key]:
                blocks.setdefault(skeleton(family_of(key)), []).append(group)
    merged: dict[int, Group] = {}
    for block in blocks.values():
        for number, one in enumerate(block):
            for other in block[number + 1 :]:
                a, b = _final(merged, one), _final(merged, other)
                if a is not b and _one_spelling(a, b):
                    a.take(b)
                    a.joined.append("spelt " + " and ".join(sorted({*b.seen})[:3]))
                    merged[id(b)] = a
    return merged


def _one_spelling(a: Group, b: Group) -> bool:
    if not any(same_spelling(x, y) for x in a.keys for y in b.keys):
        return False
    return len(a.traits & b.traits) >= TRAITS_SHARED and _shared(a, b) >= SHARED


def _families(persons: dict[str, list[Group]]) -> dict[int, Group]:
    """Persons whom a page knows by one name only, joined with the one full name that fits them."""
    full: dict[str, list[Group]] = {}
    for key, groups in persons.items():
        if len(key.split()) > 1:
            full.setdefault(family_of(key), []).extend(groups)
    merged: dict[int, Group] = {}
    for key in sorted(persons):
        if len(key.split()) > 1:
            continue
        for short in persons[key]:
            fits = [
                g
                for g in full.get(key, [])
                if len(g.traits & short.traits) >= TRAITS_SHARED and _shared(g, short) >= SHARED
            ]
            if len(fits) == 1:
                fits[0].take(short)
                merged[id(short)] = fits[0]
    return merged


def _final(merged: dict[int, Group], group: Group) -> Group:
    while id(group) in merged:
        group = merged[id(group)]
    return group


def _other(others: dict[str, Group], named: Named, page: PageId) -> None:
    key = key_of(named.name)
    group = others.setdefault(key, Group(named.kind, {key}, first=page))
    group.seen.update({named.name: named.count or 1, **{name: 1 for name in named.names if name != named.name}})
    group.keys |= {key_of(name) for name in named.names}
    group.pages += 1
    group.mentions += named.count
    group.first = min(group.first, page)
    # What most pages say, and of a tie the last by name: which page has the lowest id says nothing about the thing.
    group.kinds[named.kind] += 1
    group.kind = max(group.kinds, key=lambda kind: (group.kinds[kind], kind))
    if state_named(named.name) is not None:
        group.kind = "state"


def _bodies(others: dict[str, Group]) -> list[Group]:
    """Groups of bodies and places, short forms joined with the one long form that the record states for them."""
    stated: dict[str, set[str]] = {}
    for key, group in others.items():
        for alias in group.keys - {key}:
            stated.setdefault(alias, set()).add(key)
    final: dict[str, str] = {}
    for key in sorted(others, key=lambda k: (-len(k.split()), k)):
        longer = {long for long in stated.get(key, set()) if long != key} or _without_state(key, others)
        target = next(iter(longer)) if len(longer) == 1 else None
        if target is not None and final.get(target, target) != key:
            others[final.get(target, target)].take(others[key])
            final[key] = final.get(target, target)
    return [group for key, group in sorted(others.items()) if key not in final]


def _without_state(key: str, others: dict[str, Group]) -> set[str]:
    """ "russian x y" is "x y" where the record knows that body too."""
    words = key.split()
    if len(words) < 3 or state_of(words[0].capitalize()) is None:
        return set()
    rest = " ".join(words[1:])
    return {rest} if rest in others and others[rest].kind == "organization" else set()


def _known(
    persons: dict[str, list[Group]], where: dict[tuple[str, str], Group], merged: dict[int, Group], bodies: list[Group]
) -> Known:
    made: dict[int, Entity] = {}
    by_key: dict[str, list[Entity]] = {}
    shared = Counter(
        key for groups in persons.values() for group in groups if id(group) not in merged for key in group.keys
    )
    for group in (*(g for key in sorted(persons) for g in persons[key]), *bodies):
        if id(group) not in merged:
            entity = made[id(group)] = _entity(group, alone=all(shared[key] < 2 for key in group.keys))
            for key in sorted(group.keys):
                by_key.setdefault(key, []).append(entity)
    by_page = {}
    for place, group in where.items():
        entity = made[id(_final(merged, group))]
        if by_key.get(place[1]) != [entity]:
            by_page[place] = entity
    entities = sorted({e.id: e for e in made.values()}.values(), key=lambda e: e.id)
    return Known(entities, by_key, by_page)


def _entity(group: Group, *, alone: bool) -> Entity:
    name = _canonical(group)
    own = () if alone else (group.first,)
    aliases = tuple(sorted({wording for wording in group.seen if wording != name}))
    return Entity(
        EntityId(id_of("e", group.kind, key_of(name), *own)),
        group.kind,
        name,
        aliases,
        group.mentions,
        _why(group, alone),
    )


def _canonical(group: Group) -> str:
    def rank(item: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        name, count = item
        clean = not any(mark in name for mark in "'’()")
        many = len(words_of(name))
        full = not any(is_initials(name, other) for other in group.seen)
        return (clean, full, min(many, 3) if group.kind == "person" else int(many > 1), count, name)

    state = state_named(max(group.seen.items(), key=rank)[0]) if group.kind == "state" else None
    return state.name if state is not None else max(group.seen.items(), key=rank)[0]


def _why(group: Group, alone: bool) -> str:
    told = f"named on {group.pages} page{'s' if group.pages != 1 else ''}"
    if group.kind == "person":
        told += "; pages of one name joined because they share titles, bodies or company" if group.pages > 1 else ""
        told += "" if alone else "; another person of this name is kept apart"
    elif len(group.seen) > 1:
        told += "; its names are stated to be one, or are one name in two forms"
    return "; ".join([told, *sorted(set(group.joined))])
