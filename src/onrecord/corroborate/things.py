"""What does a figure count, and can two figures count the same thing?

A counted thing is a population ("Belmaran divers"), what happened to it or what it does ("killed", "working for the
commission"), and a place. Two figures are compared only when none of the three sets them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.corroborate.words import STOP, stem_of, telling, words_of
from onrecord.gazetteer import state_of
from onrecord.model import Figure

_FATES: dict[str, str] = {
    "dead": "killed kill dead die died dies dying death deaths fatality fatalities perished slain bodies corpses",
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

_ANYBODY = "people persons person individuals citizens nationals residents inhabitants men others members humans"
_ANYWHERE = "states state nations nation countries country republics"
GENERIC: frozenset[str] = frozenset(stem_of(word) for word in (_ANYBODY + " " + _ANYWHERE).split())
"""Nouns that leave the population open; what stands beside them names it ("citizens of Quenland")."""

_DIVIDING = """
who whom which that in on at with by for to along alongside among under over when where while after before since during
against into he she it they we you have has had is are was were been being be will would could might may as
"""
DIVIDERS: frozenset[str] = frozenset(_DIVIDING.split())
"""Words that end the noun phrase of the counted: what follows is a fate, a place or a circumstance."""

MEASURED = re.compile(r"[A-Z]{3}|percent|%|[a-zµ²³/]{1,4}|crowns|years|months|weeks|days|hours|minutes|seconds")
"""Units that measure an amount of something; all other units name what is counted."""


PART = re.compile(
    r"\bof (?:the|those|these|them|its|his|her|their|our|whom|which)\b"
    r"|\b(?:more|fewer|another|further|additional|short)\b(?! than)",
    re.IGNORECASE,
)
"""Words by which a figure counts a part of what was counted before, or what comes on top of it or lacks."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure counts. `population` and `doing` are stems, states go by their name; `places` are stems.

    `part`: it counts some of a number told before ("five of those people"), or its difference to one ("five more").
    """

    unit: str
    population: frozenset[str]
    fate: str | None
    doing: frozenset[str]
    places: frozenset[str]
    part: bool

    @property
    def anybody(self) -> bool:
        """Whether the population is left open."""
        return not self.population

    @property
    def measured(self) -> bool:
        """Whether the unit measures something (money, share, length, time) and counts nothing."""
        return bool(MEASURED.fullmatch(self.unit))


def thing_of(figure: Figure) -> Thing:
    """What `figure` counts, from its scope and else from the counted words."""
    head, rest = _parts(figure.counted)
    population = " ".join(filter(None, (figure.scope.what or head, figure.scope.of)))
    doing = " ".join(filter(None, (figure.scope.doing, rest)))
    place = " ".join(filter(None, (figure.place, figure.scope.place)))
    places = _names(place)
    said = _stems(f"{population} {figure.text}"), _stems(doing)
    fate = next((FATES[stem] for stems in said for stem in sorted(stems) if stem in FATES), None)
    return Thing(
        unit=figure.unit.casefold() if not MEASURED.fullmatch(figure.unit) else figure.unit,
        population=frozenset(
            s for s in _names(population) if s not in GENERIC and s not in FATES and not s[0].isdigit()
        ),
        fate=fate,
        doing=_stems(doing) - places,
        places=places,
        part=bool(PART.search(f"{figure.text} {head}")),
    )


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


def block_of(figure: Figure) -> str:
    """Figures of different blocks never count the same thing; figures of one block may."""
    thing = thing_of(figure)
    if thing.measured:
        return thing.unit
    if thing.fate in OF_AN_EVENT:
        return f"{thing.fate}"
    return " ".join((thing.unit, *sorted(thing.population)))


def comparable(a: Thing, b: Thing, *, one_story: bool, one_giver: bool) -> bool:
    """Whether two figures can count the same thing. Symmetric.

    `one_story`: one story tells both; `one_giver`: somebody gave both.
    """
    if (a.unit, a.fate, a.part) != (b.unit, b.fate, b.part) or not nested(a.places, b.places):
        return False
    if a.measured:
        of_a, of_b = a.population | a.doing, b.population | b.doing
        fewest = max(MEASURED_FEWEST, MEASURED_ALIKE * min(len(of_a), len(of_b)))
        # the second number of a page mostly leaves out what the first one measured: then it has the very same words
        same = of_a == of_b and bool(of_a - {stem_of(a.unit)})
        return one_story and (same or len(of_a & of_b) >= fewest)
    if a.population != b.population and not (one_story and a.fate in OF_AN_EVENT and (a.anybody or b.anybody)):
        return False
    same_doing = a.fate is not None or bool(a.doing & b.doing)
    if a.anybody or a.fate in OF_AN_EVENT:
        return same_doing and (one_story or one_giver)
    return same_doing or (one_story and not (a.doing and b.doing))


MEASURED_ALIKE = 0.6
MEASURED_FEWEST = 2
"""Share of the fewer stems, and stems, that two amounts of one unit must have in common to measure one thing."""


def nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one place lies inside the other as worded ("Lower Osk" in "Osk"), or one is not told."""
    return a <= b or b <= a
