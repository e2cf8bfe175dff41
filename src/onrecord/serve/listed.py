"""What does a search find that is narrowed and names no word, and of whom?

There are no lists of the words or names of persons without an office or public role, so this makes none: theirs are
found by words that they hold.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from onrecord.serve.counting import public_one
from onrecord.store import Record
from onrecord.store.narrowed import newest
from onrecord.store.schema import NAMES, PUBLIC
from onrecord.store.search import Finding
from onrecord.store.seeking import EVERYWHERE, Narrowing

ENTITIES = PUBLIC["entities"]


def listed(record: Record, wanted: Narrowing, *, start: int = 0, limit: int = 50) -> Finding:
    """The rows that a narrowing leaves, the newest first; nothing where it narrows nothing.

    Raises UnknownName for a kind that is not searched.
    """
    if wanted == EVERYWHERE:
        return Finding()
    actors = entities_named(wanted.speaker) if wanted.speaker else select(ENTITIES.c.id).where(public_one())
    return newest(record, wanted, actors=actors, start=start, limit=limit)


def entities_named(words: str) -> Select[Any]:
    """The ids of the entities that may be shown and have this id, name or alias."""
    called = select(NAMES.c.entity).where(NAMES.c.name == words.casefold())
    return select(ENTITIES.c.id).where(or_(ENTITIES.c.id == words, ENTITIES.c.id.in_(called)), public_one())
