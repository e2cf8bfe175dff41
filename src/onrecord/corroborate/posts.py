"""Which offices cannot both be held as told?

Two pages, or two places of one page, that disagree are shown side by side and never merged: one calls somebody the
head of a body and the other its deputy head, or its former one; or two people hold an office that one holds at a
time. Only what is said for about the same day differs: a later page may tell of a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations, product

from onrecord.corroborate.days import days_of, gap, width
from onrecord.corroborate.months import OPEN, months_of
from onrecord.model import Link, Office, id_of

STATUSES: dict[str, str] = {
    "former": "former",
    "ex": "former",
    "past": "former",
    "previous": "former",
    "deputy": "deputy",
    "vice": "deputy",
    "assistant": "deputy",
    "associate": "deputy",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "elect": "elect",
    "designate": "elect",
    "incoming": "elect",
    "outgoing": "outgoing",
}
"""Words of a title that tell how it is held -> what they mean."""

SYNONYMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ex-|-(?=elect\b|designate\b)"), " "),
    (re.compile(r"\bchair(?:man|woman|person)\b"), "chair"),
    (re.compile(r"\bceo\b"), "chief executive"),
    (re.compile(r"\b(?:chief(?! executive)|leader)\b"), "head"),
    (re.compile(r"\b(?:premier|pm)\b"), "prime minister"),
    (re.compile(r"\bfm\b"), "foreign minister"),
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"(?<=[ry])-(?=general\b)"), " "),
)
"""Wordings by which news calls one office, in the order in which they are made one; head and chief do not differ."""

SINGLE = re.compile(
    r"(?:president|prime minister|chancellor|governor|mayor|king|queen|emir|chair|head|chief executive"
    r"|secretary general|director general|pope|speaker|rector|archbishop"
    r"|attorney general|head coach|editor in chief|chief of staff|commander in chief|(?:[\w-]+ )+minister)"
)
"""Offices that one person holds at a time."""

HOUSE = re.compile(
    r"\b(?:institute|museum|agency|centre|center|laboratory|observatory|hospital|school|theatre|theater|library|zoo|bureau"
    r"|gallery|orchestra|festival|observatory|academy)\b",
    re.IGNORECASE,
)
"""Bodies that have one director; a company has several."""

THEN = re.compile(r"\b(?:then|was|were|had|served|until|once|late|becoming|appointed|named|elected|from \d{4})\b")
"""Words in a cite that tell of another time than the page's day."""

WITHIN: dict[str, int] = {"office_status": 31, "office_holder": 3}
"""Days within which a person's office hardly changed unsaid, and an office its holder."""


def posts_of(office: Office) -> tuple[str, ...]:
    """The keys under which an office meets others: its holder and its post, on its page and in its months.

    A month and the one behind it, so that two days within `WITHIN` of each other have a month in common, and no key
    grows with the years that somebody is in office.
    """
    if not office.organization:
        return ()
    core = _core(office.title)
    whose = [f"holder {office.entity or office.person} {office.organization}"]
    if _single(office):
        whose.append(f"post {core} {office.organization}")
    return tuple(f"{who} {time}" for who in whose for time in (office.page, *months_of(days_of(office.as_of.edtf))))


def disputed(block: Iterable[Office]) -> list[Link]:
    """`conflicts` links between offices of one block that cannot both hold, one for each two wordings; sorted by id."""
    groups: dict[tuple[str, str], dict[str, Office]] = {}
    for office in sorted(block, key=lambda office: office.id):
        if not THEN.search(office.text.lower()):
            days = groups.setdefault((_who(office), office.title.lower()), {})
            days.setdefault(office.as_of.edtf or office.page, office)  # a day tells a wording once, however many pages
    links = []
    for one, other in combinations(sorted(groups), 2):
        mine, yours = list(groups[one].values()), list(groups[other].values())
        rule = _rule(mine[0], yours[0])
        met = rule and next(((a, b) for a, b in product(mine, yours) if _at_once(a, b, rule)), None)
        if rule and met:
            links.append(_link(*met, rule))
    return sorted(links, key=lambda link: link.id)


def _rule(a: Office, b: Office) -> str | None:
    """The rule by which two wordings differ, None where they may both hold. Symmetric."""
    if not a.organization or a.organization != b.organization or _core(a.title) != _core(b.title):
        return None
    if _who(a) == _who(b):
        differ = _status(a) ^ _status(b)
        return "office_status" if differ & {"former", "deputy"} else None
    single = _single(a) and not _status(a) and not _status(b)
    return "office_holder" if single and not _alike(a.person, b.person) else None


def _single(office: Office) -> bool:
    core = _core(office.title)
    return bool(SINGLE.fullmatch(core)) or (core == "director" and bool(HOUSE.search(office.organization or "")))


def _who(office: Office) -> str:
    return office.entity or office.person


def _words(title: str) -> list[str]:
    """The words of a title, lower case, one wording for each office."""
    told = title.lower()
    for pattern, word in SYNONYMS:
        told = pattern.sub(word, told)
    return told.split()


def _core(title: str) -> str:
    """The office itself, without the words that tell how it is held."""
    parts = [word for word in _words(title) if word not in STATUSES]
    return " ".join(re.sub(r"^(?:vice|deputy)-", "", word) for word in parts)


def _status(office: Office) -> frozenset[str]:
    words = [part for word in _words(office.title) for part in (word, word.split("-")[0])]
    return frozenset(STATUSES[word] for word in words if word in STATUSES)


def _at_once(a: Office, b: Office, rule: str) -> bool:
    """Whether two offices are told of one time. Who is a former holder later on has left meanwhile."""
    if a.page == b.page:
        return True
    first, second = days_of(a.as_of.edtf), days_of(b.as_of.edtf)
    if first is None or second is None or max(width(first), width(second)) > OPEN:
        return False
    if "former" in _status(a) ^ _status(b):
        left, held = (first, second) if "former" in _status(a) else (second, first)
        if left[1] > held[0]:
            return False
    apart = gap(first, second)
    return apart is not None and apart <= WITHIN[rule]


def _alike(a: str, b: str) -> bool:
    """Whether two names may be one person's: they share a word ("Oru Sefa", "O. Sefa")."""
    return bool({word.casefold() for word in a.split()} & {word.casefold() for word in b.split()})


WHY: dict[str, str] = {
    "office_status": "Accounts differ: {a.person} is {a.title} here and {b.title} there ({a.organization}).",
    "office_holder": "Accounts differ: {a.title} is {a.person} here and {b.person} there ({a.organization}).",
}


def _link(a: Office, b: Office, rule: str) -> Link:
    why = WHY[rule].format(a=a, b=b)
    return Link(id_of("l", "conflicts", a.id, b.id), "conflicts", a.id, b.id, 0.7, why, f"rule:{rule}")
