"""Did one voice say both?

Pages name a speaker by a full name, a short one, an office or a pronoun, and the reading of each may go wrong. So two
statements are of one voice, of voices that may be one, or of two voices: the less the names tell, the more the words
must (see `utterances`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.model import PageId, Speaker, Statement

Kinship = Literal["one", "near", "other"]
"""`near`: one of the two is unnamed, goes by a part of the other's name, or speaks for it on the page."""

CANDIDATE = 0.25
"""Weight from which on one of several possible speakers counts as a voice of the statement."""

NAME = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may have said it: `keys` under which its statements meet, and the `words` that point at it on the page.

    A full name is a key beside the entity, as persons are never made one entity on the name alone. `named` is False
    where only words name the speaker ("a police source"), or none do, `full` True where a name of two words or more
    does, as "Police" may be any police; `shown` is the likeliest name, empty for none.
    """

    keys: frozenset[str]
    words: frozenset[str]
    named: bool
    full: bool
    shown: str


def voice_of(statement: Statement, family: Mapping[PageId, PageId]) -> str:
    """Whose statements are compared with this one: its weightiest speaker's.

    A speaker whom only words name ("a police source") is one person at most within a page and its copies; `family`
    names a page's family (see `origins.families`).
    """
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    within = family.get(statement.page, statement.page)
    if first is None:
        return f"nobody on {within}"
    return _key(first, within)


def _key(speaker: Speaker, within: str) -> str:
    return speaker.entity or f"{speaker.name.casefold()} on {within}"


def heard(statement: Statement) -> Voice:
    """The voice of a statement, all candidates of some weight taken together."""
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    likely = [one for one in statement.speakers if one is first or one.weight >= CANDIDATE]
    named = frozenset(pair for one in likely for pair in _pairs(one.name))
    pointing = " ".join(f"{one.name} {one.mention or ''}" for one in likely)
    return Voice(
        keys=named | {_key(one, statement.page) for one in likely},
        words=frozenset(_words(pointing)),
        named=bool(named) or any(one.entity for one in likely),
        full=bool(named),
        shown=first.name if first else "",
    )


def _pairs(name: str) -> Iterator[str]:
    """The last word of a name with the first and with the one before it: titles and initials come and go."""
    written = [word for word in NAME.findall(name.partition(" of ")[0]) if len(word.rstrip(".")) > 1]
    if len(written) > 1 and all(word[0].isupper() for word in written):
        *others, last = (word.casefold() for word in written)
        yield f"{others[0]} {last}"
        yield f"{others[-1]} {last}"


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("'s").removesuffix("’s") for word in NAME.findall(name.casefold()))


def kinship(a: Voice, b: Voice) -> Kinship:
    """How two voices stand to each other. Symmetric."""
    if a.keys & b.keys:
        return "one"
    if not (a.named and b.named):
        return "near"
    return "near" if _inside(a, b) or _inside(b, a) else "other"


def _inside(part: Voice, whole: Voice) -> bool:
    """Whether the words for one voice hold the other's name, or its last word (a family name)."""
    name = _words(part.shown)
    return bool(name) and (set(name) <= whole.words or name[-1] in whole.words)


_DEPUTIES = """
    spokesman spokeswoman spokesperson secretary minister chief head director president chair chairman chairwoman leader
    representative commander commissioner ambassador official adviser lawyer attorney
"""
SPEAKING_FOR: frozenset[str] = frozenset(_DEPUTIES.split())


def speaks_for(deputy: Voice, body: Voice) -> bool:
    """Whether the words for one voice say that it speaks for the other ("council spokeswoman Sefa Marrow")."""
    name = _words(body.shown)
    return bool(name) and name[-1] in deputy.words and bool(SPEAKING_FOR & deputy.words)
