"""What must this record not show again?

A takedown is remembered as marks: hashes of a page's bytes, a source's name or a person's names, never the words
themselves. Whatever is written later is checked against them (docs/adr/002-forget.md says why so).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from onrecord.model import (
    Designation,
    Entity,
    Event,
    Figure,
    Judgement,
    Membership,
    Mention,
    Office,
    Speaker,
    Statement,
    Utterance,
    id_of,
)
from onrecord.store.schema import PUBLIC

KIND = "forget"
"""The kind of the judgement that a takedown leaves."""

WORD = re.compile(r"[^\W_]+")

LONGEST_NAME = 5
"""Words of the longest name that is looked for in running text."""

SHORTEST_PART = 3
"""Letters of the shortest part of a name that is blanked by itself on a page that gives the name in full; the shorter
ones ("de", "al") are words of any text."""

Marks = frozenset[str]


def mark_of(what: str, *words: str) -> str:
    """The mark of a page (`bytes`, its SHA-256), a `source` or a `name`, however the name is spaced or cased."""
    return id_of("x", what, *(" ".join(word.casefold().split()) for word in words))


def marks(connection: Connection) -> Marks:
    """The marks of all takedowns that were not withdrawn."""
    judgements = PUBLIC["judgements"]
    asked = select(judgements.c.target).where(judgements.c.kind == KIND, judgements.c.withdrawn.is_(None))
    return frozenset(mark for target in connection.execute(asked).scalars() for mark in target)


def refuses(known: Marks, source: str, sha256: str) -> bool:
    """Whether an input was taken down: its bytes under any name, or everything from its source."""
    return bool(known) and not known.isdisjoint((mark_of("bytes", sha256), mark_of("source", source)))


def names(known: Marks, name: str | None) -> bool:
    """Whether a name, or an entity id, is a forgotten person's."""
    return bool(known and name) and mark_of("name", name or "") in known


def parts_of(name: str) -> set[str]:
    """The words of a name that are looked for by themselves where the whole person is meant."""
    return {word.casefold() for word in WORD.findall(name) if len(word) >= SHORTEST_PART}


def blanked(text: str, known: Marks, *, page: str | None) -> str:
    """The text of a page, or of a row of it, with the names of forgotten persons as spaces.

    Where a name stands in full its parts go too, and on a page that was known to be about the person they always do.
    """
    if not known:
        return text
    gone = {part for name in names_in(text, known) for part in parts_of(name)}
    gone |= {word for word in parts_of(text) if page and mark_of("part", page, word) in known}
    return WORD.sub(lambda word: " " * len(word.group()) if word.group().casefold() in gone else word.group(), text)


def names_in(text: str, known: Marks) -> Iterator[str]:
    """The forgotten names that stand in a text."""
    words = list(WORD.finditer(text))
    for first, word in enumerate(words):
        for last in words[first : first + LONGEST_NAME]:
            name = text[word.start() : last.end()]
            if names(known, name):
                yield name


def speaks(known: Marks, speaker: Speaker) -> bool:
    """Whether a speaker is a forgotten person."""
    return names(known, speaker.name) or names(known, speaker.entity)


def _statement(row: Statement, known: Marks) -> Statement | None:
    if any(speaks(known, speaker) for speaker in row.speakers):
        return None
    return replace(row, via=None) if names(known, row.via) else row


def _figure(row: Figure, known: Marks) -> Figure:
    given_by = tuple(name for name in row.given_by if not names(known, name))
    return replace(row, given_by=given_by, via=None if names(known, row.via) else row.via)


def _entity(row: Entity, known: Marks) -> Entity | None:
    if names(known, row.id) or names(known, row.name):
        return None
    return replace(row, aliases=tuple(alias for alias in row.aliases if not names(known, alias)))


def _event(row: Event, known: Marks) -> Event:
    kept = tuple(one for one in row.participants if not (names(known, one.name) or names(known, one.entity)))
    return replace(row, participants=kept)


def _designation(row: Designation, known: Marks) -> Designation | None:
    if names(known, row.target):
        return None
    return replace(row, by=None, statement=None) if names(known, row.by) else row


def _judgement(row: Judgement, known: Marks) -> Judgement | None:
    """A rule's joining quotes names, and names again in its reason."""
    return None if any(True for _ in names_in(" / ".join((*row.target, row.why)), known)) else row


def _unless(*columns: str) -> Callable[[Any, Marks], Any]:
    return lambda row, known: None if any(names(known, getattr(row, name)) for name in columns) else row


SPARED: dict[type, Callable[[Any, Marks], Any]] = {
    Statement: _statement,
    Figure: _figure,
    Entity: _entity,
    Event: _event,
    Designation: _designation,
    Mention: _unless("entity", "text"),
    Office: _unless("entity", "person"),
    Membership: _unless("member"),
    Utterance: _unless("speaker"),
    Judgement: _judgement,
}
"""How a row of each kind is written when it may name a forgotten person: without the name, or (None) not at all."""


def spared(rows: Iterable[Any], known: Marks) -> Iterator[Any]:
    """The rows that may be written, without the names of forgotten persons."""
    for row in rows:
        kept = SPARED[type(row)](row, known) if known and type(row) in SPARED else row
        if kept is not None:
            yield kept
