"""How does a record of the model become a row of a table, and back?"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial
from operator import attrgetter
from typing import Any, get_type_hints

import msgspec
from sqlalchemy import JSON, Boolean, Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.errors import UnknownName
from onrecord.model import KINDS, Block, Claims, Page, PageId, Reading, Trace, names_of
from onrecord.store.schema import PUBLIC

KIND_OF: dict[type, str] = {kind: name for name, kind in KINDS.items()}
"""The table of each record type."""

FIELDS: dict[str, tuple[str, ...]] = {name: names_of(kind) for name, kind in KINDS.items()}

PACKING = 1
"""zlib level: claims repeat their field names, so the fastest level already packs them about tenfold."""

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
POSITIONAL: dict[str, Callable[[], Dialect]] = {
    "sqlite": partial(sqlite.dialect, paramstyle="qmark"),
    "postgresql": partial(postgresql.psycopg.dialect, paramstyle="format"),
}
"""The databases that a record can lie in: how each words "insert what is new", with values by position."""

COLUMNS: dict[str, tuple[str, ...]] = {
    kind: tuple(name for column in PUBLIC[kind].columns if (name := column.name) in names)
    for kind, names in FIELDS.items()
}
"""The public columns of each table, as they lie in it."""

VALUES: dict[str, Callable[[Any], tuple[Any, ...]]] = {kind: attrgetter(*names) for kind, names in COLUMNS.items()}

JSONS: dict[str, tuple[int, ...]] = {
    kind: tuple(at for at, name in enumerate(names) if isinstance(PUBLIC[kind].c[name].type, JSON))
    for kind, names in COLUMNS.items()
}
"""Which of these columns are JSON."""


def known_kind(kind: str) -> str:
    """The kind itself. Raises UnknownName when there is no such table."""
    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    return kind


def cells_of(kind: str, record: Any) -> dict[str, Any]:
    """The row of a record: JSON columns keep the objects, the engine writes them as JSON."""
    return dict(zip(COLUMNS[kind], VALUES[kind](record), strict=True))


def record_of(kind: str, cells: Iterable[Any]) -> Any:
    """The record of a row, its cells in field order: the inverse of `cells_of`."""
    return msgspec.convert(dict(zip(FIELDS[kind], cells, strict=False)), KINDS[kind])


def reader_of(kind: str) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Which cells of a raw row need reading, by place in field order, and how each is read."""
    hints, table = get_type_hints(KINDS[kind]), PUBLIC[kind]
    return tuple(
        (at, READERS[type(table.c[name].type)](hints[name]))
        for at, name in enumerate(FIELDS[kind])
        if type(table.c[name].type) in READERS
    )


def _json_reader(hint: Any) -> Callable[[Any], Any]:
    read = msgspec.json.Decoder(hint).decode
    # SQLite keeps JSON as text; PostgreSQL's driver hands it over taken apart.
    return lambda cell: read(cell) if isinstance(cell, str | bytes) else msgspec.convert(cell, hint)


READERS: dict[type, Callable[[Any], Callable[[Any], Any]]] = {JSON: _json_reader, Boolean: lambda hint: bool}
"""Types of columns whose cells are not what a record holds, and what reads them."""

READING: dict[str, tuple[tuple[int, Callable[[Any], Any]], ...]] = {kind: reader_of(kind) for kind in KINDS}


def raw_record_of(kind: str, cells: Iterable[Any]) -> Any:
    """The record of a row as the database's driver gives it, its cells in field order."""
    values = list(cells)
    for at, read in READING[kind]:
        if values[at] is not None:
            values[at] = read(values[at])
    return KINDS[kind](*values)


def insert_new(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in bulk. Ids are computed from content, so a row whose key is there already says nothing new."""
    waiting = list(rows)
    if waiting:
        connection.execute(INSERTS[connection.dialect.name](table).on_conflict_do_nothing(), waiting)


def write(connection: Connection, kind: str, records: Iterable[Any]) -> None:
    """Insert records of one kind as `insert_new` does, past SQLAlchemy's work on every single value."""
    rows = [_positional(kind, record) for record in records]
    if rows:
        connection.exec_driver_sql(_insert_of(connection.dialect.name, kind), rows)


def _positional(kind: str, record: Any) -> tuple[Any, ...]:
    cells = list(VALUES[kind](record))
    for at in JSONS[kind]:
        if cells[at] is not None:
            cells[at] = encoded(cells[at])
    return tuple(cells)


@cache
def _insert_of(dialect: str, kind: str) -> str:
    table = PUBLIC[kind]
    columns = dict.fromkeys(FIELDS[kind])
    insert = INSERTS[dialect](table).values(columns).on_conflict_do_nothing()
    return str(insert.compile(dialect=POSITIONAL[dialect]()))


def encoded(value: Any) -> str:
    """A JSON cell's text."""
    return msgspec.json.encode(value).decode()


def decoded(cell: Any) -> Any:
    """A list in JSON: SQLite gives its text, PostgreSQL's driver takes it apart and gives None for an empty one."""
    return msgspec.json.decode(cell) if isinstance(cell, str) else cell or []


def packed(value: Any) -> bytes:
    """A compact blob of any record."""
    return zlib.compress(msgspec.msgpack.encode(value), PACKING)


def unpacked(blob: bytes) -> Any:
    """What `packed` made a blob of, as plain values."""
    return msgspec.msgpack.decode(zlib.decompress(blob))


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
