"""How does a record of the model become a row of a table, and back?"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.errors import UnknownName
from onrecord.model import KINDS, Block, Claims, Page, PageId, Reading, Trace, names_of

KIND_OF: dict[type, str] = {kind: name for name, kind in KINDS.items()}
"""The table of each record type."""

FIELDS: dict[str, tuple[str, ...]] = {name: names_of(kind) for name, kind in KINDS.items()}
VALUES: dict[str, Callable[[Any], tuple[Any, ...]]] = {name: attrgetter(*names) for name, names in FIELDS.items()}

PACKING = 1
"""zlib level: claims repeat their field names, so the fastest level already packs them about tenfold."""

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def known_kind(kind: str) -> str:
    """The kind itself. Raises UnknownName when there is no such table."""
    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    return kind


def cells_of(kind: str, record: Any) -> dict[str, Any]:
    """The row of a record: JSON columns keep the objects, the engine writes them as JSON."""
    return dict(zip(FIELDS[kind], VALUES[kind](record), strict=True))


def record_of(kind: str, cells: Iterable[Any]) -> Any:
    """The record of a row, its cells in field order: the inverse of `cells_of`."""
    return msgspec.convert(dict(zip(FIELDS[kind], cells, strict=False)), KINDS[kind])


def insert_new(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in bulk. Ids are computed from content, so a row whose key is there already says nothing new."""
    waiting = list(rows)
    if waiting:
        connection.execute(INSERTS[connection.dialect.name](table).on_conflict_do_nothing(), waiting)


def packed(value: Any) -> bytes:
    """A compact blob of any record."""
    return zlib.compress(msgspec.msgpack.encode(value), PACKING)


def own_of(page: Page) -> bytes:
    """The page as read, without its text and blocks, which the `pages` table keeps once."""
    return packed(replace(page, text="", blocks=()))


def page_of(own: bytes) -> Page:
    """The page of an `own` blob, without text and blocks."""
    return msgspec.msgpack.decode(zlib.decompress(own), type=Page)


def claims_of(blob: bytes) -> Claims:
    """The claims of a blob."""
    return msgspec.msgpack.decode(zlib.decompress(blob), type=Claims)


def trace_of(blob: bytes) -> Trace:
    """The trace of a blob."""
    return msgspec.msgpack.decode(zlib.decompress(blob), type=Trace)


def reading_of(text: str, blocks: Any, revision_of: PageId | None, own: bytes, claims: bytes, trace: bytes) -> Reading:
    """A reading from its columns in `pages` and `readings`; the page is as it was read, not as settled."""
    marked = msgspec.convert(blocks, tuple[Block, ...])
    page = replace(page_of(own), text=text, blocks=marked, revision_of=revision_of)
    return Reading(page, claims_of(claims), trace_of(trace))
