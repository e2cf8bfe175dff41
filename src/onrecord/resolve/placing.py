"""Where is a place that a page names: in which state, and at which point of the map?

A state has a code and no point. Of the cities of one name it is the one in a state that the page names; where the page
names no state of any of them, only a capital that is the largest of its name or a city known to all is meant. Whatever
is left open has no place: a wrong point on a map is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.gazetteer import State, capital_of, state_named, state_of
from onrecord.model import BODY, Claims, Entity, Event, Figure, Page, Where
from onrecord.resolve.cities import Atlas, City, plain

FAR_LARGER = 10
"""How many times the inhabitants of its namesakes in the same states make a city the one that is meant."""

KNOWN_TO_ALL = 1_000_000
"""Inhabitants of a city that pages name without its state, if it is also far larger than its namesakes."""

ONE_CITY = 0.5
"""Degrees: two rows of the atlas that are closer are one city and its middle."""

SHARED = frozenset({"Georgia"})
"""States whose name is also that of a part of another state: the page must name their people too."""

LONGEST = 4
"""Words of the longest name of a state that is looked for in running text."""

_CAPITALS = re.compile(r"[A-Z][\w.'’-]*(?:\s(?:(?:and|of|the)\s){0,2}[A-Z][\w.'’-]*)*")
_PART = r",\s(?P<part>[A-Z]\w+(?:\s[A-Z]\w+)?)"
"""What stands behind a city and tells where it is: "Springfield, Illinois"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of where it is: the codes of the states it names, and its body's text."""

    states: frozenset[str] = frozenset()
    text: str = ""


def placed(page: Page, claims: Claims, atlas: Atlas) -> Claims:
    """The claims, with where the places of figures and events are."""
    if not any(figure.place for figure in claims.figures) and not any(event.place for event in claims.events):
        return claims
    told = _told_on(page)

    def located(row: Figure | Event) -> Where | None:
        return where(row.place, told, atlas) if row.place else None

    figures = tuple(replace(figure, located=located(figure)) for figure in claims.figures)
    return replace(claims, figures=figures, events=tuple(replace(e, located=located(e)) for e in claims.events))


def dateline_of(page: Page, atlas: Atlas) -> Where | None:
    """Where the place of the page's dateline is."""
    return where(page.dateline_place, _told_on(page), atlas) if page.dateline_place else None


def seated(entity: Entity, atlas: Atlas) -> Entity:
    """A state or place with where it is, as far as its own names tell."""
    if entity.kind not in ("state", "place"):
        return entity
    named = [state for name in (entity.name, *entity.aliases) if (state := state_named(name))]
    certain = frozenset(state.code for state in named if state.name not in SHARED)
    return replace(entity, located=where(entity.name, Told(certain), atlas))


def where(place: str, told: Told, atlas: Atlas) -> Where | None:
    """Where a place is; None when that is not told."""
    name = place.title() if place.isupper() and len(place) > LONGEST else place
    state = state_named(name)
    if state is not None:
        known = state.name not in SHARED or state.code in told.states
        return Where(state.code, why=f"{state.name} is a state") if known else None
    if part := atlas.parts.get(plain(name)):
        return Where(part[0], why=f"a part of {part[0]}")
    seat = capital_of(name)
    if city := _meant(name, seat, told, atlas):
        return city
    if seat is not None and seat.code in told.states and not atlas.named(name):
        return Where(seat.code, why=f"the capital of {seat.name}, which the page names")
    return None


def _meant(name: str, seat: State | None, told: Told, atlas: Atlas) -> Where | None:
    """The one city of that name that a page can mean."""
    some = atlas.named(name)
    if some and (part := _part(name, told, atlas)):
        inside = [city for city in some if (city.country, city.part) == part]
        return _at(inside[0], f"told as being in {part[1]}, {part[0]}") if len(inside) == 1 else None
    here = [city for city in some if city.country in told.states]
    if here:
        return _at(here[0], f"the page names its state, {here[0].country}") if _stands_out(here) else None
    if some and seat is not None and some[0].country == seat.code:
        return _at(some[0], f"the capital of {seat.name} and the largest city of that name")
    if some and some[0].population >= KNOWN_TO_ALL and _stands_out(some):
        return _at(some[0], "a city of a million, far larger than all others of that name")
    return None


def _stands_out(some: Sequence[City]) -> bool:
    """Whether the first of some cities is far larger than all others, its own middle left out."""
    others = [city for city in some[1:] if not _is_one(some[0], city)]
    return all(some[0].population >= FAR_LARGER * city.population for city in others)


def _part(name: str, told: Told, atlas: Atlas) -> tuple[str, str] | None:
    """The part of a state that the page tells behind the city's name."""
    behind = re.search(rf"\b{re.escape(name)}{_PART}", told.text)
    words = behind["part"].casefold() if behind else ""
    return atlas.parts.get(words) or atlas.parts.get(words.partition(" ")[0])


def _is_one(one: City, other: City) -> bool:
    return one.country == other.country and max(abs(one.lat - other.lat), abs(one.lon - other.lon)) < ONE_CITY


def _at(city: City, why: str) -> Where:
    return Where(city.country, city.lat, city.lon, why)


def _told_on(page: Page) -> Told:
    """The states that the page's body names, by their own names or those of their people; a shared name tells none."""
    text = "\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind in BODY)
    told = {state.code for words in _names_in(text) if (state := _pointed(words))}
    return Told(frozenset(told), text)


def _names_in(text: str) -> Iterator[str]:
    """Every run of one to four words that a capital opens."""
    for run in _CAPITALS.finditer(text):
        words = run[0].split()
        for first in range(len(words)):
            for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
                yield " ".join(words[first:last]).rstrip(".,'’-") if last - first > 1 else words[first].rstrip(",'’-")


def _pointed(words: str) -> State | None:
    state = state_of(words)
    return state if state is not None and (words not in SHARED) else None
