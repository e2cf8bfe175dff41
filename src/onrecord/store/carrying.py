"""How do people's judgements get from one record to another?

One JSON object a line, with the fields of docs/record.md. A judgement is tied to the text of a page and to words on
it, so it holds in any record that has that text; where it is not, the judgement waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import insert, select, update

from onrecord.errors import UnreadableInput
from onrecord.model import Judgement
from onrecord.store.cells import cells_of
from onrecord.store.deciding import VALUES
from onrecord.store.judgements import BY_PEOPLE, CONFLICT, by_people
from onrecord.store.record import Record
from onrecord.store.schema import PUBLIC, STATE

LARGEST = 1_000_000
"""Bytes of a line that are read: a judgement quotes a passage, no book."""

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
"""An ISO 8601 time with its offset, as judgements carry."""

NAME = re.compile(r"person:[^\x00-\x1f]{1,200}")

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in: judgements that are new, those now withdrawn, and those that were known and say nothing new."""

    new: int
    withdrawn: int
    known: int


def lines_of(record: Record) -> Iterator[bytes]:
    """What people decided on rows, withdrawn decisions too, as lines of JSON, oldest first."""
    for each in sorted(by_people(record), key=lambda one: (one.at, one.id)):
        if each.kind in BY_PEOPLE:
            yield msgspec.json.encode(each) + b"\n"


def bring(record: Record, lines: Iterable[bytes]) -> Brought:
    """Take judgements in, all of them or none; one that is here already gains only its withdrawal.

    They take effect when the record is settled. Raises UnreadableInput for a line that is no judgement of a person.
    """
    judgements = {each.id: each for number, line in enumerate(lines, 1) if (each := _read(number, line))}
    table, new, withdrawn = PUBLIC["judgements"], 0, 0
    with record.writing() as connection:
        for each in judgements.values():
            asked = select(table.c.withdrawn).where(table.c.id == each.id)
            here = connection.execute(asked).one_or_none()
            if here is None:
                connection.execute(insert(table), cells_of("judgements", each))
                new += 1
            elif here[0] is None and each.withdrawn is not None:
                connection.execute(update(table).where(table.c.id == each.id).values(withdrawn=each.withdrawn))
                withdrawn += 1
        if new or withdrawn:
            connection.execute(update(STATE).values(settled=False))
    return Brought(new, withdrawn, len(judgements) - new - withdrawn)


def _read(number: int, line: bytes) -> Judgement | None:
    """The judgement on a line, None for an empty one."""
    if not line.strip():
        return None
    if len(line) > LARGEST:
        raise UnreadableInput(f"line {number}: longer than a judgement is; nothing was taken in")
    try:
        found = msgspec.json.decode(line, type=Judgement)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"line {number}: no judgement ({error}); nothing was taken in") from error
    if trouble := _trouble(found):
        raise UnreadableInput(f"line {number}: {trouble}; nothing was taken in")
    return found


def _trouble(judgement: Judgement) -> str:
    """Why this cannot be a person's judgement; empty when it can."""
    times = (judgement.at, judgement.withdrawn or judgement.at)
    shape = VALUES.get(judgement.kind)
    halves = 2 if judgement.kind in (CONFLICT, "same") else 1
    size, odd = divmod(len(judgement.target), halves)
    checks = (
        (judgement.kind in BY_PEOPLE, f"no decision named {judgement.kind!r}"),
        (NAME.fullmatch(judgement.by), f"{judgement.by!r} is no person; write person:NAME"),
        (all(map(TIME.fullmatch, times)), "its time is none, write it as 2031-05-01T09:00:00Z"),
        (re.fullmatch(r"j[0-9a-f]{16}", judgement.id), f"{judgement.id!r} is no id of a judgement"),
        (not odd and size in (2, 3), "its target is not a text and the words on it"),
        (all(HASH.fullmatch(text) for text in judgement.target[:: size or 1]), "its target names no text by SHA-256"),
        (shape is None or shape[1].fullmatch(judgement.value), f"{judgement.value!r} is not {shape and shape[0]}"),
    )
    return next((told for holds, told in checks if not holds), "")
