"""Which pages give one event two days?

Most events of a kind come again: there are meetings, attacks and arrests every day. So two rows are one event only when
what happens once tells them together (a body's 12th session, a named person's arrest, a crash at one place), and the
days that they are given are told in words of their own and lie near each other. Both days are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.days import Days, days_of, gap, width
from onrecord.corroborate.meeting import met
from onrecord.corroborate.words import STOP, stem_of, telling, words_of
from onrecord.gazetteer import state_of
from onrecord.model import Event, Link, id_of

ONCE: frozenset[str] = frozenset(
    {"agreement", "arrest", "crash", "disaster", "explosion", "launch", "resignation", "vote"}
)
"""Kinds of events that a name or a place mostly has once within `NEAR` days."""

OF_A_PERSON: frozenset[str] = frozenset({"arrest", "resignation"})
"""Of these the person who bears them must be one, whatever else is."""

TOGETHER: frozenset[str] = frozenset({"meeting", "visit", "call", "conference", "hearing"})
"""Kinds that need two named parties, or a number, to be known again."""

NEAR: dict[str, int] = {"once": 31, "placed": 7, "together": 7, "numbered": 366}
"""Days between which two days can be given to one event, by how it is known again."""

TOLD: frozenset[str] = frozenset({"stated", "weekday", "relative"})
"""Bases of a date that rest on words of the page."""

DAYS = 3
"""Days that a date may leave open to be set against another one."""

NUMBER = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|annual|previous|another"
    r"|other|next|new|earlier|latest|aftershocks?|foreshock|replica)\b",
    re.IGNORECASE,
)
"""Words that tell one event of a kind from the others."""

MOVED = re.compile(r"\b(?:postpone\w*|reschedul\w*|put off|brought forward|moved to|delay\w*|cancel\w*)\b", re.I)
"""An event that was moved has two days, one after the other."""


def keys_of(event: Event, story: str | None) -> tuple[str, ...]:
    """The keys under which an event meets others: its kind and each of its names within its story, and its number with
    each word of its name wherever it is told. Events that no words date have none.
    """
    if event.date.basis not in TOLD or event.kind not in ONCE | TOGETHER:
        return ()
    names = sorted(_names(event) | _place(event))
    within = [f"event {story} {event.kind} {name}" for name in names] if story else []
    return (*within, *(f"event {event.kind} {number} {name}" for number in sorted(_numbers(event)) for name in names))


def dated_twice(block: Iterable[Event]) -> list[Link]:
    """`conflicts` links between the events that met under one key, one for each two days; sorted by id."""
    found: dict[tuple[str | None, ...], Link] = {}
    for a, b in met({"": sorted(block, key=lambda event: (event.date.edtf or "", event.id))}):
        if two_days(a, b):
            found.setdefault((a.date.edtf, b.date.edtf), _link(a, b))
    return sorted(found.values(), key=lambda link: link.id)


def two_days(a: Event, b: Event) -> bool:
    """Whether two rows tell one event and give it two days. Symmetric."""
    known = _known_again(a, b)
    days = [days_of(event.date.edtf) for event in (a, b)]
    if known is None or a.page == b.page or not all(map(_exact, days)):
        return False
    return 0 < (gap(*days) or 0) <= NEAR[known]


def _exact(days: Days | None) -> bool:
    return days is not None and width(days) <= DAYS


def _known_again(a: Event, b: Event) -> str | None:
    """By what two rows are one event: a number, what happens once, or two parties; None when they may be two."""
    if a.kind != b.kind or {a.date.basis, b.date.basis} - TOLD or _numbers(a) != _numbers(b):
        return None
    if MOVED.search(a.text) or MOVED.search(b.text):
        return None
    places = _place(a), _place(b)
    if places[0] and places[1] and not places[0] & places[1]:
        return None
    names = _names(a) & _names(b)
    if any(number[0].isdigit() for number in _numbers(a)) and names:
        return "numbered"
    own = {name for name in names if not state_of(name.title())}
    if a.kind in OF_A_PERSON:
        return "once" if _parties(a) & _parties(b) else None
    words = _words(a) & _words(b) - own
    if a.kind in ONCE and own and (len(names) > 1 or words or places[0] & places[1]):
        return "once"
    if a.kind in ONCE and places[0] & places[1] and words:
        return "placed"
    return "together" if a.kind in TOGETHER and len(_parties(a) & _parties(b)) > 1 else None


def _numbers(event: Event) -> frozenset[str]:
    return frozenset(match.lower() for match in NUMBER.findall(event.name))


def _names(event: Event) -> frozenset[str]:
    """Stems of the names of those who took part, and of those in the event's own name."""
    told = " ".join((event.name, *(participant.name for participant in event.participants)))
    words = [word for word in told.split() if word[:1].isupper()]
    return frozenset(telling(" ".join(words))) - _DAYS - _place(event)


def _words(event: Event) -> frozenset[str]:
    """Stems of the event's own words, without its place, days and kind ("ferry" of "ferry crash off Tavra")."""
    own = frozenset(telling(event.name)) - _place(event) - _DAYS - OF_ANY
    return frozenset(stem for stem in own if weights()[stem] >= TELLING)


TELLING = 2.5
"""Weight of a stem that eight articles in a hundred have."""

_KINDS = """
earthquake quake tremor flood floods storm cyclone fire blaze broke crash crashed collision derailed derailment hit
struck explosion blast exploded bomb launch launched fired sign signed signing vote voted election referendum killed
people deadly powerful magnitude
"""
OF_ANY: frozenset[str] = frozenset(telling(_KINDS))
"""Words in which any event of such a kind is told."""


def _parties(event: Event) -> frozenset[str]:
    """Those who took part by name, each as its last word."""
    named = (p.name.split() for p in event.participants if p.name[:1].isupper())
    return frozenset(stem_of(words_of(words[-1])[0]) for words in named if words and words_of(words[-1]))


def _place(event: Event) -> frozenset[str]:
    return frozenset(stem_of(word) for word in words_of(event.place or "") if word not in STOP)


_CALENDAR = """
January February March April May June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_DAYS: frozenset[str] = frozenset(telling(_CALENDAR))


def _link(a: Event, b: Event) -> Link:
    a, b = sorted((a, b), key=lambda event: event.id)
    why = f'Accounts differ on the day: "{a.name}" ({_day(a)}) and "{b.name}" ({_day(b)}).'
    return Link(id_of("l", "conflicts", a.id, b.id), "conflicts", a.id, b.id, 0.7, why, "rule:event_day")


def _day(event: Event) -> str:
    words = f', "{event.date_words.text}"' if event.date_words else ""
    return f"{event.date.edtf}{words}"
