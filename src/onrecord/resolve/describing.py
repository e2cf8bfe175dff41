"""What does the text say somebody is, beside their name? Words of titles and appositions, for matching role phrases.

"The sheriff, A B", "A B, 51, a baker from C", "A B, who chairs the board", "A B is a judge", "wheat farmer A B",
"the train operator C Rail".
"""

from __future__ import annotations

import re

from onrecord.gazetteer import word_set
from onrecord.resolve.naming import words_of
from onrecord.resolve.nouns import PEOPLE, singular
from onrecord.resolve.phrases import BODIES, OPENERS, STOPS

NEAR = 110
"""Letters on either side of a name in which it is described."""

LONGEST = 5
"""Words of a title."""

DOING: dict[str, tuple[str, ...]] = {
    "chairs": ("chair", "chairman", "chairwoman"),
    "chaired": ("chair", "chairman", "chairwoman", "former"),
    "heads": ("head", "chief", "leader"),
    "leads": ("leader", "head"),
    "runs": ("head", "owner", "manager"),
    "owns": ("owner",),
    "directs": ("director",),
    "commands": ("commander",),
    "founded": ("founder",),
    "co-founded": ("founder", "co-founder"),
    "represents": ("lawyer", "attorney", "counsel", "solicitor", "barrister", "representative"),
    "represented": ("lawyer", "attorney", "counsel", "solicitor", "barrister"),
    "defends": ("lawyer", "counsel", "barrister"),
    "teaches": ("teacher", "professor", "lecturer"),
    "coaches": ("coach",),
    "edits": ("editor",),
    "wrote": ("author", "writer"),
    "farms": ("farmer",),
    "drives": ("driver",),
    "bought": ("owner", "buyer"),
    "presides": ("judge", "president"),
}
"""What a verb behind "who" says that somebody is."""

SMALL: frozenset[str] = word_set(
    """
    a an the of for in on at to from with by and or who whose which that is was has had been his her their its as also
    still now then same other one two three own mr mrs ms miss s not will would he she they it
    """
)
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Aa]nother|\w+['’]s)"
BEFORE = re.compile(
    rf"(?:^|[\s“\"‘(—–-]){_DETERMINER}\s+(?P<told>(?:[\w’'-]+ ){{0,6}}[\w’'-]+),\s(?:[A-Z]\w{{1,5}}\.? )?$"
)
"""A definite phrase and a comma before the name: "the finance chief, A B"."""
RIGHT_BEFORE = re.compile(r"(?:[A-Za-z][\w’'.-]* ){1,6}$")
AFTER = re.compile(
    r"(?:,\s(?:\d\d,\s)?|\s\((?:\d\d,\s)?|\s[-–—]\s)(?P<told>(?:(?!\bwho\b|\bwhose\b|\bsaid\b|\btold\b)[^.;:!?\n“”\"(),]){3,80})(?=[,.;:)\n]|\s[-–—]|\swho|$)"
)
"""An apposition behind the name."""
AFTER_WHO = re.compile(
    r",?\s(?:\d\d,\s)?who\s(?:still |now |also |once |has |had )?(?P<verb>[a-z-]+)\s(?P<told>[^.;:!?\n“”\",]{0,60})"
)
IS = re.compile(r"\s(?:is|was|became|remains|has been)\s(?:a|an|the)\s(?P<told>[^.;:!?\n“”\",]{3,60})")
BELONGS = re.compile(
    r"\s(?:of|from|at|for)\s(?P<told>(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of|and|&|the|[A-Z][\w’'-]*)){0,4})"
)


def described(text: str, start: int, end: int) -> set[str]:
    """The words by which the text around a name at `start:end` says what its bearer is, as `words_of` compares them."""
    told = [*_before(text[max(0, start - NEAR) : start]), *_after(text[end : end + NEAR])]
    return {word for words in told for word in _parts(words)} - SMALL


def _before(text: str) -> list[str]:
    line = re.split(r"[.!?;:]\s|\n|[“”\"]", text)[-1]
    found = BEFORE.search(line)
    if found:
        return [found["told"]]
    near = RIGHT_BEFORE.search(re.split(r"[,(]\s", line)[-1])
    return _title(near[0].split()) if near else []


def _title(words: list[str]) -> list[str]:
    """The title that ends right before a name: from its head, which is a capital or a noun for people or bodies."""
    told: list[str] = []
    for word in reversed(words):
        low = word.lower().rstrip(".")
        known = word[0].isupper() or singular(low) in PEOPLE or low in BODIES
        plain = told and low not in STOPS and not low.endswith("ed")
        if low in OPENERS or not (known or plain) or len(told) == LONGEST:
            break
        told.append(low)
    return told


def _after(text: str) -> list[str]:
    told = []
    for pattern in (AFTER, IS, BELONGS):
        found = pattern.match(text)
        if found and (pattern is not AFTER or _is_description(found["told"])):
            told.append(found["told"])
    who = AFTER_WHO.match(text)
    if who:
        told.append(" ".join(DOING.get(who["verb"], ())))
        told.append(who["told"])
    return told


def _is_description(words: str) -> bool:
    """Whether words behind a name and a comma describe it: an article, or a noun for people or bodies among them."""
    parts = words_of(words)
    return words.split()[0].lower() in OPENERS or any(singular(part) in PEOPLE or part in BODIES for part in parts)


def _parts(words: str) -> list[str]:
    return [part for word in words_of(words) for part in {word, *word.split("-")}]
