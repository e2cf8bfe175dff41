"""What does a figure count, and can two figures count the same thing?

A counted thing is a population ("Belmaran divers"), what happened to it or what it does ("killed", "working for the
commission"), a place and a course of time. Two figures are compared only when none of them sets them apart, and what
leaves room between them limits what may be said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.days import days_of
from onrecord.corroborate.months import months_of
from onrecord.corroborate.words import STOP, stem_of, telling, words_of
from onrecord.gazetteer import government_of, is_capital, state_named, state_of
from onrecord.model import Figure

_FATES: dict[str, str] = {
    "dead": "killed kill kills killing dead die died dies dying death deaths fatality fatalities perished slain bodies "
    "corpses",
    "hurt": "injured wounded hurt injury injuries",
    "missing": "missing unaccounted",
    "displaced": "displaced displacement evacuated evacuees fled flee homeless uprooted driven moved shelters shelter",
    "held": "arrested arrests detained detainees jailed imprisoned captured",
    "freed": "released freed",
    "ill": "infected infections diagnosed contracted hospitalised hospitalized sickened",
    "fighting": "fighting fight fights fought fighters battling",
}
FATES: dict[str, str] = {stem_of(word): fate for fate, words in _FATES.items() for word in words.split()}
"""What happens to people or what they do, by stem: two wordings of one fate may count the same people."""

OF_AN_EVENT: frozenset[str] = frozenset({"dead", "hurt", "missing", "displaced", "held", "freed", "ill"})
"""Fates that an event brings: the dead of one flood are not the dead of another, so one story must tell both."""

BOTH_FATES = re.compile(r"([a-z]+),? (?:and|or|and/or) (?:[a-z]+ )?([a-z]+)")
"""Two fates counted together: "killed or injured", "dead and missing"."""

_ANYBODY = (
    "people persons person individuals citizens nationals residents inhabitants men others members humans victims"
)
_ANYWHERE = "states state nations nation countries country republics"
_COUNTING = "total number numbers figure toll count overall estimated confirmed reported least about"
GENERIC: frozenset[str] = frozenset(stem_of(w) for w in f"{_ANYBODY} {_ANYWHERE} {_COUNTING}".split())
"""Nouns that leave the population open; what stands beside them names it ("citizens of Quenland")."""

_DIVIDING = """
who whom which that in on at with by for to along alongside among under over when where while after before since during
against into he she it they we you have has had is are was were been being be will would could might may as
"""
DIVIDERS: frozenset[str] = frozenset(_DIVIDING.split())
"""Words that end the noun phrase of the counted: what follows is a fate, a place or a circumstance."""

MEASURED = re.compile(r"[A-Z]{3}|percent|%|[a-zµ²³/]{1,4}|crowns|years|months|weeks|days|hours|minutes|seconds")
"""Units that measure an amount of something; all other units name what is counted."""

TIMED = re.compile(r"years|months|weeks|days|hours|minutes|seconds|[a-zµ²³/]{1,4}")
"""Units of time and of length: a story tells many stretches, so that only the very same words measure one."""

PART = re.compile(
    r"\bof (?:the|those|these|them|its|his|her|their|our|whom|which)\b"
    r"|\b(?:more|fewer|another|further|additional|short|other|others|remaining|rest)\b(?! than)",
    re.IGNORECASE,
)
"""Words by which a figure counts a part of what was counted before, or what comes on top of it or lacks."""

SUPPOSED = re.compile(
    r"\b(?:may|might|could|would|will|shall|should|can|expect\w*|project\w*|forecasts?|predict\w*"
    r"|plan(?:s|ned)?|target\w*|needed|fear(?:s|ed)|presumed|likely"
    r"|potential(?:ly)?|possibl[ey]|hop(?:es?|ed)|suspected|alleged(?:ly)?|up for)\b",
    re.IGNORECASE,
)
"""Words of what is feared, planned or possible: it contradicts no count."""

ASIDE = re.compile(
    r"\b(?:[A-Z]\w+ )?(?:said|says|told)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
    r"|\b(?:currently|now|already|still|so far|at present|recently|again|alone|there)\b"
)
"""Words that tell who says it, or when, in the middle of what the counted do."""

CASTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("supposed", SUPPOSED),
    ("absent", re.compile(r"\b(?:no|not|never|without)\b|n['’]t\b", re.IGNORECASE)),
    ("one of many", re.compile(r"\w ?- ?(?:yard|foot|metre|meter|mile|kilometre|kilometer|km|inch)\b", re.IGNORECASE)),
    ("left", re.compile(r"\b(?:still|remain(?:s|ed|ing)?|survived|survivors)\b", re.IGNORECASE)),
)
"""Words by which a count is of something else than the plain one: what may be, what is not so, what is left. A length
in front of a noun ("an 11-yard pass") is that of one among many."""

DOUBTFUL: frozenset[str] = frozenset({"supposed", "one of many"})
"""Casts of counts that do not conflict with their like."""


class Reach(IntEnum):
    """What may be said of two figures that count one thing."""

    AGREE = 1
    """One population or stretch of time may be wider than the other: an equal number is worth telling, no more."""
    CHANGE = 2
    """One place lies inside the other, or only one is told: they may also follow each other, and do not conflict."""
    CONFLICT = 3
    """Nothing tells them apart."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure counts. `population` and `doing` are stems, states go by their name; `places` are stems.

    `part`: it counts some of a number told before ("five of those people"), or its difference to one ("five more").
    `moved` is the direction of an amount that something rose or fell by, `period` what a flow runs over, `names`
    are the stems of names in what they do and `whose` those of names that the clause tells the number of; `casts` are
    those of `CASTS` that its words have.
    """

    unit: str
    population: frozenset[str]
    fate: str | None
    doing: frozenset[str]
    places: frozenset[str]
    part: bool
    moved: str = ""
    per: str = ""
    period: str = ""
    names: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    casts: frozenset[str] = frozenset()

    @property
    def measured(self) -> bool:
        """Whether the unit measures something (money, share, length, time) and counts nothing."""
        return bool(MEASURED.fullmatch(self.unit))

    @property
    def named(self) -> frozenset[str]:
        """The stems of the names and places that narrow it, without those of states."""
        return frozenset(n for n in self.names | self.places | self.whose if not state_named(n))

    @property
    def topic(self) -> frozenset[str]:
        """The stems of what is counted and what it does."""
        return self.population | self.doing


def thing_of(figure: Figure) -> Thing:
    """What `figure` counts, from its scope and else from the counted words."""
    head, rest = _parts(figure.counted)
    population = " ".join(filter(None, (figure.scope.what or head, figure.scope.of)))
    doing = " ".join(filter(None, (figure.scope.doing, rest)))
    places = _places(" and ".join(filter(None, (figure.place, figure.scope.place))))
    told = f"{figure.text} {figure.counted} {figure.scope.doing or ''}"
    counted = frozenset(s for s in _names(population) if s not in GENERIC and s not in FATES and not s[0].isdigit())
    return Thing(
        unit=figure.unit.casefold() if not MEASURED.fullmatch(figure.unit) else figure.unit,
        population=counted,
        fate=_fate(f"{population} {figure.text}", doing),
        doing=_stems(ASIDE.sub(" ", doing)) - places,
        places=places,
        part=bool(PART.search(f"{figure.text} {head}")) or (figure.part_of is not None and not counted),
        moved=figure.direction or "by" if figure.move == "by" else "",
        per=figure.per or "",
        period=_period(figure),
        names=_named(doing),
        whose=_named(" ".join(figure.about)),
        casts=frozenset(cast for cast, words in CASTS if words.search(told)),
    )


def _period(figure: Figure) -> str:
    """What a flow runs over; "a year earlier" is a day and no stretch of time."""
    period = figure.period or "-"
    return period if figure.measure == "flow" and not BACK.search(period) else ""


BACK = re.compile(r"\b(?:earlier|ago|before|later|after)\b", re.IGNORECASE)


def _named(text: str) -> frozenset[str]:
    """Stems of the words of `text` that begin with a capital."""
    return _stems(" ".join(word for word in text.split() if word[:1].isupper()))


def _fate(who: str, doing: str) -> str | None:
    """The fate that the words tell, the nearest to the number; "dead+missing" where two are counted together."""
    for words in (who.casefold(), doing.casefold()):
        for both in BOTH_FATES.finditer(words):
            fates = {FATES.get(stem_of(word)) for word in both.groups()}
            if len(fates) > 1 and None not in fates:
                return "+".join(sorted(filter(None, fates)))
        found = [FATES[stem] for stem in map(stem_of, words_of(words)) if stem in FATES]
        if found:
            return found[0]
    return None


def _parts(counted: str) -> tuple[str, str]:
    """The noun phrase of the counted words, and the words behind it."""
    words = counted.split()
    for place, word in enumerate(words):
        bare = word.strip("“”\"',.").casefold()
        if place and (bare in DIVIDERS or stem_of(bare) in FATES or bare.endswith(("ing", "ed"))):
            return " ".join(words[:place]), " ".join(words[place:])
    return counted, ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(telling(text))


def _names(text: str) -> frozenset[str]:
    """Stems of `text`; the adjective, the people and the name of a state are the one name of the state."""
    named = set()
    for word in text.split():
        bare = word.strip("“”\"'’,.()")
        state = state_of(bare) if bare[:1].isupper() else None
        if state:
            named.add(state.name)
        else:
            named.update(stem_of(w) for w in words_of(bare) if w not in STOP)
    return frozenset(named)


def _places(text: str) -> frozenset[str]:
    """Stems of the places of `text`; a state goes by its name, and a capital also by that of its state."""
    named: set[str] = set()
    for part in re.split(r"\s+and\s+|\s*,\s*", text):
        state = state_named(part)
        named |= {state.name} if state else _names(part)
        around = government_of(part) if is_capital(part) else None
        named |= {around.name} if around else set()
    return frozenset(named)


def keys_of(figure: Figure, story: str | None, thing: Thing) -> tuple[str, ...]:
    """The keys under which a figure of a thing meets those that may count the same; `story` is its page's, or None.

    Amounts and what an event brings meet within a story, by a name within a month, or with what the same voice counts
    of one people in one place; a people that is counted at any time meets by place. No key is of a word alone, so that
    none grows with the record but by what is told of one thing.
    """
    within = [*_keys(figure, thing, story)]
    days = days_of(figure.as_of.edtf) if thing.measured or thing.fate in OF_AN_EVENT else None
    named = sorted(thing.named)
    within += [f"{thing.unit} {thing.fate} {name} {month}" for name in named for month in months_of(days)]
    return tuple(dict.fromkeys(within))


def _keys(figure: Figure, thing: Thing, story: str | None) -> Iterator[str]:
    who = " ".join(sorted(thing.population))
    if thing.measured:
        yield from (f"amount {story} {thing.unit} {stem}" for stem in sorted(thing.topic) if story)
        return
    what = thing.fate or ""
    if story:
        if what:
            yield f"fate {story} {thing.unit} {what}"
        else:
            yield from (f"count {story} {thing.unit} {stem}" for stem in sorted(thing.topic))
    if thing.population:
        places = sorted(thing.places) if thing.places else [""]
        givers = figure.given_by if what in OF_AN_EVENT else ("", *figure.given_by)
        yield from (f"people {giver} {thing.unit} {what} {who} {place}" for giver in givers for place in places)
        yield from (f"voice {giver} {thing.unit} {what} {who}" for giver in figure.given_by if what not in OF_AN_EVENT)


def reach(a: Thing, b: Thing, *, one_story: bool, one_giver: bool) -> Reach | None:
    """What may be said of two figures, None when they count different things. Symmetric.

    `one_story`: one story tells both; `one_giver`: somebody gave both.
    """
    if (a.unit, a.fate, a.part, a.per, a.casts) != (b.unit, b.fate, b.part, b.per, b.casts):
        return None
    if (a.moved != b.moved and not (a.moved and b.moved)) or not nested(a.places, b.places):
        return None
    if a.measured:
        return _amounts(a, b) if one_story else None
    who = _one_people(a, b, one_story=one_story)
    if who is None or not _one_doing(a, b, one_story=one_story, one_giver=one_giver):
        return None
    if a.part or a.casts & DOUBTFUL or a.period != b.period or not _known_again(a, b):
        return None if who is Reach.AGREE else Reach.AGREE
    return min(who, _by_place(a, b, one_story=one_story))


def _by_place(a: Thing, b: Thing, *, one_story: bool) -> Reach:
    untold = one_story and not (a.places and b.places)
    return Reach.CONFLICT if a.places == b.places or untold else Reach.CHANGE


def one_event(a: Thing, b: Thing) -> bool:
    """Whether two figures that no story holds together share a name, and so much else that one event brings them."""
    common = (a.topic | a.places) & (b.topic | b.places) - FATES.keys()
    apart = a.named - b.named and b.named - a.named
    return not apart and bool(a.named & b.named) and sum(map(weights().__getitem__, common)) >= EVENT


EVENT = 10.0
"""What the stems in common must weigh for that: two rare ones."""


def _one_people(a: Thing, b: Thing, *, one_story: bool) -> Reach | None:
    """How far the populations are one: fully, or one may be a part of the other (within a story only)."""
    if a.population == b.population:
        return Reach.CONFLICT
    return Reach.AGREE if one_story and nested(a.population, b.population) and a.fate in OF_AN_EVENT else None


def _one_doing(a: Thing, b: Thing, *, one_story: bool, one_giver: bool) -> bool:
    same = a.fate is not None or bool(a.doing & b.doing)
    if a.fate in OF_AN_EVENT and not one_story:
        return one_giver and bool(a.population) and bool(a.places & b.places)
    if not a.population:
        return same and (one_story or one_giver)
    return same or (one_story and not (a.doing and b.doing))


def _known_again(a: Thing, b: Thing) -> bool:
    """Whether what the counted do tells them from others of their kind, and is told alike.

    What an event brings is known by the event; of all else ("12 boats", "40 points") a page tells several numbers.
    """
    one, other = ((thing.topic if a.measured else thing.doing) - FATES.keys() for thing in (a, b))
    apart = (one - other, other - one)
    if any(apart) and bool(apart[0] & a.names) | bool(apart[1] & b.names) and (all(apart) or a.fate not in OF_AN_EVENT):
        return False
    least = MEASURED_TELLING if a.measured and one != other else TELLING
    if a.fate is None and (
        sum(map(weights().__getitem__, one & other)) < least or (a.whose and b.whose and not a.whose & b.whose)
    ):
        return False
    return not all(apart) or len(one & other) >= ALIKE * min(len(one), len(other))


TELLING = 4.0
"""What the stems in common must weigh for two figures to be known as counts of one thing: more than one common word."""

MEASURED_TELLING = 10.0
"""The same for two amounts that are not worded alike: a rare word and two plain ones."""

ALIKE = 0.6
FEWEST = 2
"""Share of the fewer stems, and stems, that two amounts of one unit must have in common to measure one thing."""


def _amounts(a: Thing, b: Thing) -> Reach | None:
    of_a, of_b = a.topic, b.topic
    fewest = max(FEWEST, ALIKE * min(len(of_a), len(of_b)))
    # the second number of a page mostly leaves out what the first one measured: then it has the very same words
    same = of_a == of_b and bool(of_a - {stem_of(a.unit)})
    if not same and len(of_a & of_b) < fewest:
        return None
    apart = (
        a.casts & DOUBTFUL
        or (TIMED.fullmatch(a.unit) and of_a != of_b)
        or a.period != b.period
        or not _known_again(a, b)
    )
    return Reach.AGREE if apart else _by_place(a, b, one_story=True)


def nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one set holds the other, as "Lower Osk" lies in "Osk", or one is not told."""
    return a <= b or b <= a
