"""Are two persons of one name, on two pages, one person?

A name is never enough. Each thing that both pages say counts by how telling it is: an office with its body, a body, a
title, words that describe the person, the company the person is seen in. What cannot be true of one person keeps two
apart. A verdict hangs on the two sightings alone, and on how rare names are among pages at large (`Spread`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.gazetteer import BODY_NOUNS, state_of, word_set
from onrecord.resolve.callings import is_sovereign
from onrecord.resolve.sightings import NAMELESS, Post, Sighting
from onrecord.resolve.spelling import Fit, fit, is_short, rarity_of
from onrecord.sampled import BACKGROUND, SAMPLE, stepped

ENOUGH: dict[Fit, float] = {"equal": 0.9, "spelling": 1.0, "short": 1.15}
"""What must speak for two sightings to be one person, by how their names go together. Chosen on 973 development pages:
of two people of different events who were given one name .25 percent are tied, of pages of one event 73 percent."""

SAID: dict[Fit, float] = {"equal": 0.0, "spelling": 0.4, "short": 0.4}
"""How much of it must be said of the person: company alone does not make one name of two."""

POST = 1.2
"""Same title in the same body."""
POST_WITHIN = 1.0
"""Same title, and the body of one page is named within the other's ("fever ward of Orle Hospital", "Orle Hospital")."""
POST_PLACE_NAMED = 1.0
"""Same title, one page names no body but names the state or place that the other page gives it."""
BODY = 0.9
"""Another title in the same body."""
BODY_WITHIN = 0.6
"""The same, one body's name within the other's."""
BODY_BESIDE = 0.5
"""The body that one page gives the person stands beside the person on the other."""
BODY_STATE = 0.4
"""Another office of the same state."""
TITLE = 0.5
"""Same title, and one page or both name no body for it."""
TITLE_TELLING = 1.0
"""The same, for a title that says of what ("energy minister", "harbor master")."""
COMMON_TITLES: frozenset[str] = word_set(
    """
    chief executive vice president managing director deputy general manager senior first second head analyst officer
    official spokesperson assistant associate co founder secretary chair member leader team captain representative
    professor doctor major lieutenant colonel judge
    """
)
"""Words of titles that every body has somebody of."""
WORD = 0.35
"""A word that describes the person on both pages, at its rarest; all such words together count `WORDS` at most."""
WORDS = 0.7
PLACE_WORD = 0.1
"""The same for a state's adjective."""
OFFICE_WORDS = 0.5
"""Both pages say of the person what it is and of what, in the same words ("mayor", "ansel")."""
COMPANY_WEIGHTS: dict[str, float] = {"p": 0.5, "b": 0.35, "l": 0.2}
"""A name that stands beside the person on both pages, at its rarest: a person, a body, a place."""
COMPANY_MOST = 0.95
CONTEXT_WEIGHT, CONTEXT_MOST = 0.09, 0.45
"""A word that stands around the person's names on both pages, at its rarest, and all such words together."""
TOGETHER = 0.35
"""The two pages name much the same people and things: they tell one event."""
TOGETHER_LEAST, TOGETHER_SHARE = 3, 0.5
PLACE_NAMED = 0.05
"""A state or place that both pages name: nearly nothing; two at most count."""
OTHER_POST = -0.45
"""Both pages say what office the person holds, and the offices share neither title nor body."""
OTHER_TITLE = -0.15
"""The same where one page or both leave the body out: an envoy is also a delegate."""
NAME_RARE, NAME_COMMON = 0.25, -0.15
"""A full name that few people have, or one that many have."""
CALLED = 0.4
"""A word on both pages that says what the person is ("commander")."""

WITHIN = 400
"""Days within which nobody holds an office of one state and then one of another."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of `pages` sampled pages name each name of company."""

    pages: int = 0
    named: Mapping[str, int] = field(default_factory=dict)

    def rare(self, name: str) -> float:
        """From 1 for a name that only two pages share down to near 0 for one on all; counts go in powers of two."""
        return 1 - math.log(max(stepped(self.named.get(name, 0) - 1), 1)) / math.log(1 + BACKGROUND + self.pages)

    def said(self, word: str) -> float:
        """The same for a word said of a person: half of it tells, however many pages use the word of somebody."""
        return (1 + self.rare(word)) / 2


def spread_of(sightings: Iterable[Sighting], *, sample: int = SAMPLE) -> Spread:
    """How often names are seen on the `sample` pages of smallest id; the order of sightings does not matter."""
    on: dict[str, set[str]] = {}
    for sighting in sightings:
        on.setdefault(sighting.page, set()).update(sighting.company)
        on[sighting.page] |= {f"w{word}" for word in (*sighting.traits, *sighting.context)}
    sampled = sorted(on)[:sample]
    return Spread(stepped(len(sampled)), Counter(name for page in sampled for name in on[page]))


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sightings are one person: `score` is how much speaks for it, `rule` what spoke most, `why` all of it."""

    a: str
    b: str
    score: float
    rule: str
    why: str
    short: bool = False


RULES: tuple[str, ...] = tuple(
    f"{sign}{how}"
    for sign in ("body", "company", "context", "description", "name", "office", "other_office", "title")
    for how in ("", "_spelling", "_short")
)
"""What may have spoken most for a tie, and how the names go together. The order stays: records keep places in it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that two pages share. `said`: of the person itself, not of its company."""

    weight: float
    rule: str
    why: str
    said: bool = True


def compared(a: Sighting, b: Sighting, spread: Spread) -> Tie | None:
    """The tie between two sightings of persons; None where too little speaks for it, or anything against. Symmetric."""
    how = best_fit((a.name, *a.also), (b.name, *b.also))
    if how is None or a.page == b.page or against(a, b) is not None:
        return None
    first, second = sorted((a, b), key=lambda each: each.id)
    signs = list(_signs(first, second, spread))
    total = sum(sign.weight for sign in signs)
    said = sum(sign.weight for sign in signs if sign.said and sign.weight > 0)
    asked = "short" if is_short(a.name) or is_short(b.name) else how
    if total < ENOUGH[asked] or said < SAID[asked]:
        return None
    signs.sort(key=lambda sign: (-sign.weight, sign.rule))
    rule = signs[0].rule if how == "equal" else f"{signs[0].rule}_{how}"
    why = "; ".join(sign.why for sign in signs if sign.weight > 0 and sign.why)
    return Tie(first.id, second.id, round(min(total, 2.0) / 2, 3), rule, why, how == "short")


FITS: tuple[Fit | None, ...] = ("equal", "spelling", "short", None)


def best_fit(names: Iterable[str], others: Iterable[str]) -> Fit | None:
    """How the names of one person go together with those of another, at best."""
    theirs = tuple(others)
    return min((fit(x, y) for x in names for y in theirs), key=FITS.index, default=None)


def against(a: Sighting, b: Sighting) -> str | None:
    """What cannot be true of one person: offices of two states at one time; None for nothing. Symmetric."""
    for mine in a.posts:
        for yours in b.posts:
            if _rivals(mine, yours) and _at_once(a.day, b.day):
                return f"{mine.title} of {mine.body} and {yours.title} of {yours.body} at one time"
    return None


def _rivals(a: Post, b: Post) -> bool:
    return a.body != b.body and of_state(a) and of_state(b)


def of_state(post: Post) -> bool:
    """Whether a post is one that nobody holds in two states at a time."""
    return post.held and is_sovereign(post.title) and bool(post.body) and _is_place(post.body)


def _is_place(body: str) -> bool:
    return "@" not in body and not BODY_NOUNS & set(body.split())


def _at_once(a: str, b: str) -> bool:
    """Whether two days lie close together; days that are not told may."""
    if not (a[:4].isdigit() and b[:4].isdigit()):
        return True
    return abs(_days(a) - _days(b)) <= WITHIN


def _days(day: str) -> int:
    """Days since year 0, near enough, of a date that may be a month or a year."""
    parts = [int(part) for part in day[:10].split("-") if part.isdigit()]
    year, month, day_of_month = (*parts, 6, 15)[:3] if len(parts) < 2 else (*parts, 15)[:3]
    return year * 365 + month * 30 + day_of_month


def _signs(a: Sighting, b: Sighting, spread: Spread) -> Iterable[Sign]:
    """All that the pages of two sightings share. `a` has the smaller id, so that words come in one order."""
    office = _office(a, b)
    yield from office
    counted = (
        {word for post in (*a.posts, *b.posts) for word in f"{post.title} {post.body}".split()} if office else set()
    )
    yield from _described(set(a.traits) & set(b.traits) - counted, spread, alone=not office)
    if not any(sign.weight > 0 for sign in office):
        yield from _beside(a, b)
    yield from _companions(a, b, spread)
    context = set(a.context) & set(b.context)
    if context:
        weight = sum(CONTEXT_WEIGHT * spread.rare(f"w{word}") for word in context)
        yield Sign(min(weight, CONTEXT_MOST), "context", f"told of with {', '.join(sorted(context)[:4])}", False)
    shared = len(set(a.places) & set(b.places))
    if shared:
        yield Sign(min(shared, 2) * PLACE_NAMED, "company", "", False)
    full = max((a.name, b.name), key=lambda name: (len(name), name))
    if not is_short(full) and rarity_of(full):
        yield Sign(NAME_RARE if rarity_of(full) > 0 else NAME_COMMON, "name", "", False)


def _office(a: Sighting, b: Sighting) -> list[Sign]:
    """The strongest that two pages say of a person's offices in common, or that they have nothing in common."""
    best = max((_posts(x, y, a, b) for x in a.posts for y in b.posts), key=lambda sign: sign.weight, default=None)
    return [best] if best is not None else []


def _posts(x: Post, y: Post, a: Sighting, b: Sighting) -> Sign:
    where = x.body or y.body
    within = bool(x.body and y.body) and _is_within(x.body, y.body)
    if x.title == y.title and x.body and y.body and same_body(x.body, y.body):
        return Sign(POST, "office", f"both {x.title} of {_told(x.body)}")
    if x.title == y.title and not (x.body and y.body):
        places = a.places if not x.body else b.places
        if where and where in places:
            return Sign(POST_PLACE_NAMED, "office", f"both {x.title}, of {_told(where)} or beside it")
        telling = " " in x.title and not set(x.title.split()) <= COMMON_TITLES
        return Sign(TITLE_TELLING if telling else TITLE, "title", f"both {x.title}")
    if x.body and y.body and same_body(x.body, y.body):
        weight = BODY_STATE if _is_place(x.body) else BODY
        return Sign(weight, "body", f"{x.title} and {y.title} of {_told(x.body)}")
    if within:
        weight = POST_WITHIN if x.title == y.title else BODY_WITHIN
        return Sign(weight, "body", f"{x.title} and {y.title} of {_told(min(x.body, y.body, key=len))}")
    if x.title != y.title and set(x.title.split()) & set(y.title.split()) - COMMON_TITLES - NAMELESS:
        return Sign(TITLE, "title", f"{x.title} and {y.title}")
    if not (x.held and y.held and _at_once(a.day, b.day)):
        return Sign(0.0, "other_office", "")
    return Sign(OTHER_POST if x.body and y.body else OTHER_TITLE, "other_office", "")


def same_body(a: str, b: str) -> bool:
    """Whether two compared bodies can be one: equal, or equal but for the owner that one leaves out."""
    return a == b or (a.partition("@")[0] == b.partition("@")[0] and ("@" in a) != ("@" in b))


def _is_within(a: str, b: str) -> bool:
    """Whether one body's name is a part of the other's that says more than what kind of body it is."""
    few, many = sorted((set(a.split()), set(b.split())), key=len)
    return few < many and not few <= BODY_NOUNS and "@" not in a + b and not (_is_place(a) or _is_place(b))


def _beside(a: Sighting, b: Sighting) -> Iterable[Sign]:
    """A body that one page gives the person and that the other names."""
    for one, other in ((a, b), (b, a)):
        for post in one.posts:
            if post.body and f"b{post.body}" in other.company:
                yield Sign(BODY_BESIDE, "body", f"{post.title} of {_told(post.body)}, which is named beside", False)
                return


def _told(body: str) -> str:
    name, _, owner = body.partition("@")
    return f"the {name} of {owner.title()}" if owner else name


def _described(words: set[str], spread: Spread, *, alone: bool) -> Iterable[Sign]:
    """Words that describe the person on both pages; `alone` where no offices were read, so that they stand for one."""
    called, places = (
        words & NAMELESS if alone else set(),
        {word for word in words if state_of(word.capitalize()) is not None},
    )
    things = words - NAMELESS - places
    total = CALLED * bool(called) + PLACE_WORD * bool(places) + sum(WORD * spread.said(f"w{w}") for w in things)
    total = min(total, WORDS) + OFFICE_WORDS * bool(alone and called and things)
    if total:
        yield Sign(total, "description", f"described alike: {', '.join(sorted(words))}")


def _companions(a: Sighting, b: Sighting, spread: Spread) -> Iterable[Sign]:
    """Whom and what both pages name beside the person."""
    shared = sorted(set(a.company) & set(b.company))
    total = sum(COMPANY_WEIGHTS[name[0]] * spread.rare(name) for name in shared)
    if total:
        seen = ", ".join(name[1:].partition("@")[0] for name in shared[:4])
        yield Sign(min(total, COMPANY_MOST), "company", f"both named beside {seen}", False)
    if len(shared) >= TOGETHER_LEAST and len(shared) >= TOGETHER_SHARE * min(len(a.company), len(b.company)):
        yield Sign(TOGETHER, "company", "pages that name much the same", False)
