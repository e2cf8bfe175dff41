"""What was brought, and how far is it read?

Each delivery has a journal beside the record: one line for each thing that happened, added and never changed, so that
a crash at any point leaves what was told before. What a delivery is now is what its lines add up to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from onrecord.errors import NotOnRecord
from onrecord.model import Refusal, id_of

FOLDER = "{name}.added"
"""Where a record's deliveries lie: a folder beside it, under its name."""

State = Literal["waiting", "reading", "settling", "done", "stopped", "failed"]

OPEN: frozenset[State] = frozenset(("waiting", "reading", "settling"))
"""States of a delivery that is still to be built in; a server that starts goes on with these."""

OURS = 0o700
"""Rights of the folder: pages that somebody brought are for the owner of the record alone."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file that was brought: its name as given, where it is kept (`path`, from the record's folder) and its bytes.

    `refused` says why it was not kept.
    """

    name: str
    path: str = ""
    size: int = 0
    refused: str = ""


class Brought(msgspec.Struct, frozen=True, tag="brought"):
    """The first line of a journal."""

    by: str
    at: str
    items: tuple[Item, ...]


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """It is being built in. `known` are the pages of it that the record had before."""

    known: tuple[str, ...]


class Step(msgspec.Struct, frozen=True, tag="step"):
    """How far the build is; `total` is None while it cannot be known."""

    stage: Literal["reading", "settling"]
    done: int
    refused: int
    total: int | None


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The build ended. `pages` are the first of those on record, `more` counts the others."""

    state: Literal["done", "stopped", "failed"]
    why: str = ""
    pages: tuple[str, ...] = ()
    more: int = 0
    refusals: tuple[Refusal, ...] = ()


class Again(msgspec.Struct, frozen=True, tag="again"):
    """Somebody wants a delivery that was stopped or failed to be gone on with."""

    by: str


Line: TypeAlias = Brought | Begun | Step | Ended | Again


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody brought, and what has become of it. `known` of its `pages` were on record before it came."""

    id: str
    by: str
    at: str
    items: tuple[Item, ...]
    state: State = "waiting"
    done: int = 0
    refused: int = 0
    total: int | None = None
    why: str = ""
    known: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    more: int = 0
    refusals: tuple[Refusal, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are kept of it, from the record's folder."""
        return tuple(item.path for item in self.items if item.path)


class Shelf:
    """The deliveries of a record, as they lie beside it."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.folder = record.parent / FOLDER.format(name=record.name)
        self._journals = self.folder / "deliveries"

    def brought(self, items: Sequence[Item], *, by: str, at: str) -> Delivery:
        """Write down what was brought; it waits to be built in."""
        name = id_of("b", at, by, *(item.path or item.name for item in items))
        self.folder.mkdir(mode=OURS, exist_ok=True)
        self._journals.mkdir(mode=OURS, exist_ok=True)
        self.add(name, Brought(by, at, tuple(items)))
        return self.delivery(name)

    def add(self, name: str, line: Line) -> None:
        """Add a line to a delivery's journal; it is on disk when this returns."""
        with self._journal(name).open("ab") as journal:
            journal.write(b"\n" + msgspec.json.encode(line) + b"\n")  # the one before it may have been cut by a crash
            journal.flush()
            os.fsync(journal.fileno())

    def delivery(self, name: str) -> Delivery:
        """A delivery as it is now. Raises NotOnRecord."""
        found = _read(self._journal(name)) if name.isalnum() else None
        if found is None:
            raise NotOnRecord(f"{name}: no such delivery; what was brought is listed under Add")
        return found

    def deliveries(self) -> list[Delivery]:
        """All deliveries, the first brought first."""
        journals = self._journals.glob("*.log") if self._journals.is_dir() else ()
        return sorted(filter(None, map(_read, journals)), key=lambda each: (each.at, each.id))

    def rewrite(self, name: str, items: Sequence[Item]) -> None:
        """A delivery without some of its items: its journal is written anew, as if they had not been brought."""
        found = self.delivery(name)
        lines: list[Line] = [Brought(found.by, found.at, tuple(items))]
        if found.state not in OPEN:
            lines.append(Ended("done"))
        new = self._journal(name).with_suffix(".new")
        new.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        new.replace(self._journal(name))

    def _journal(self, name: str) -> Path:
        return self._journals / f"{name}.log"


def _read(journal: Path) -> Delivery | None:
    """What a journal adds up to; None where there is none, or its first line was cut."""
    try:
        lines = list(_lines(journal.read_bytes()))
    except FileNotFoundError:
        return None
    if not lines or not isinstance(lines[0], Brought):
        return None
    found = Delivery(journal.stem, lines[0].by, lines[0].at, lines[0].items)
    for line in lines[1:]:
        found = _after(found, line)
    return found


def _lines(data: bytes) -> Iterator[Line]:
    """The whole lines; one that was cut by a crash told of nothing that had happened."""
    for line in filter(None, data.split(b"\n")):
        with suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=Line)


def _after(found: Delivery, line: Line) -> Delivery:
    match line:
        case Begun(known):
            return replace(found, state="reading", known=known)
        case Step(stage, done, refused, total):
            return replace(found, state=stage, done=done, refused=refused, total=total)
        case Ended(state, why, pages, more, refusals):
            return replace(found, state=state, why=why, pages=pages, more=more, refusals=refusals)
        case Again():
            return replace(found, state="waiting", why="")
        case Brought():
            return found
