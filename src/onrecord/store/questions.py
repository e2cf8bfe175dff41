"""Which questions does the record answer? One named, dialect-free statement for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from onrecord.errors import NotOnRecord, UnknownName
from onrecord.model import KINDS, Judgement
from onrecord.store.cells import FIELDS, POSITIONAL, known_kind, raw_record_of, record_of
from onrecord.store.rows import CHUNK, batches, chunks
from onrecord.store.schema import JUDGED, NAMES, PUBLIC, SPEAKERS
from onrecord.store.worded import Worded, worded

ORDER: dict[str, tuple[str, ...]] = {"pages": ("source", "id"), "refusals": ("source", "stage", "why")}
"""Kinds that are not listed by id."""

SHORTEST_PREFIX = 6
"""Characters of an id that are enough to name a row when no other row begins with them."""


def rows_of(kind: str, /, **equal: object) -> Select[Any]:
    """The rows of a kind whose columns equal the given values (None asks for nothing), in the export's order.

    Raises UnknownName for a kind or column that is not there.
    """
    table = PUBLIC[known_kind(kind)]
    asked = select(*(table.c[name] for name in FIELDS[kind]))
    for name, value in equal.items():
        _known_column(kind, name)
        if value is not None:
            asked = asked.where(table.c[name] == value)
    return asked.order_by(*(table.c[name] for name in ORDER.get(kind, ("id",))))


def rows_with(connection: Connection, kind: str, column: str, values: Iterable[str]) -> dict[str, Any]:
    """The rows of a kind whose column has one of these values, by id."""
    return {row.id: row for row in quick_rows(connection, kind, column, sorted(set(values)))}


QUICK: tuple[int, ...] = (1, 8, 64, CHUNK)
"""For how many values a quick question is worded; those that are fewer are filled up with the last of them."""


def quick_rows(connection: Connection, kind: str, column: str, values: Iterable[str]) -> list[Any]:
    """The rows of a kind whose column has one of these values, value by value and in the export's order within each.

    Past SQLAlchemy's work on every single value, as a screen asks for many rows: see `cells.write`. Raises UnknownName.
    """
    at, places = _known_column(kind, column), {value: n for n, value in enumerate(dict.fromkeys(values))}
    found: list[tuple[int, Any]] = []
    for some in batches(places, CHUNK):
        filled = some + some[-1:] * (next(size for size in QUICK if size >= len(some)) - len(some))
        asked = _quick(connection.dialect.name, kind, column, len(filled))
        rows = connection.exec_driver_sql(asked, tuple(filled))
        found.extend((places[cells[at]], raw_record_of(kind, cells)) for cells in rows)
    return [row for _, row in sorted(found, key=itemgetter(0))]  # stable: the order within a value stays


def first_row(connection: Connection, kind: str, column: str, value: str) -> Any | None:
    """The first row of a kind, by id, whose column has a value."""
    _known_column(kind, column)
    asked = f"{_quick(connection.dialect.name, kind, column, 1, 'id')} LIMIT 1"
    cells = connection.exec_driver_sql(asked, (value,)).first()
    return None if cells is None else raw_record_of(kind, cells)


def _known_column(kind: str, column: str) -> int:
    """The place of a column among the fields of its kind. Raises UnknownName when it is not there."""
    if column not in FIELDS[known_kind(kind)]:
        raise UnknownName(f"column of {kind}", column, FIELDS[kind])
    return FIELDS[kind].index(column)


@cache
def _quick(dialect: str, kind: str, column: str, several: int, *order: str) -> str:
    """The words of a question for several values, which are given by position."""
    table = PUBLIC[kind]
    asked = rows_of(kind).where(table.c[column].in_([bindparam(f"v{n}") for n in range(several)]))
    if order:
        asked = asked.order_by(None).order_by(*(table.c[name] for name in order))
    return str(asked.compile(dialect=POSITIONAL[dialect]()))


def judged(connection: Connection, rows: Iterable[str] | None = None) -> dict[str, tuple[Judgement, ...]]:
    """The rows that people judged, of some or of all, each with the judgements on it, withdrawn too, oldest first."""
    dialect, found = connection.dialect.name, defaultdict(list)
    several = [_judged(dialect, 0).rows(connection, {})] if rows is None else _judged_of(connection, rows)
    for cells in chain.from_iterable(several):
        *values, row = cells
        found[row].append(raw_record_of("judgements", values))
    return {row: tuple(judgements) for row, judgements in found.items()}


def _judged_of(connection: Connection, rows: Iterable[str]) -> Iterator[Sequence[Any]]:
    for some in chunks(rows):
        filled = some + some[-1:] * (next(size for size in QUICK if size >= len(some)) - len(some))
        asked = _judged(connection.dialect.name, len(filled))
        yield asked.rows(connection, {f"v{n}": row for n, row in enumerate(filled)})


@cache
def _judged(dialect: str, several: int) -> Worded:
    """The judgements on some rows, or (0) on all."""
    table = PUBLIC["judgements"]
    asked = rows_of("judgements").add_columns(JUDGED.c.row).join(JUDGED, JUDGED.c.judgement == table.c.id)
    asked = asked.order_by(None).order_by(table.c.at, table.c.id)
    values: list[Any] = [bindparam(f"v{n}", required=False) for n in range(several)]
    return worded(dialect, asked.where(JUDGED.c.row.in_(values)) if several else asked)


def statements_by(speaker: str) -> Select[Any]:
    """The ids of the statements attributed to a speaker: an entity id, a name or an alias."""
    entities = select(NAMES.c.entity).where(NAMES.c.name == speaker.casefold())
    whose = or_(SPEAKERS.c.entity == speaker, SPEAKERS.c.name == speaker, SPEAKERS.c.entity.in_(entities))
    return select(SPEAKERS.c.statement).where(whose)


def from_outlet(asked: Select[Any], kind: str, outlet: str) -> Select[Any]:
    """The rows of a question that were read on an outlet's pages, whatever the case of its name."""
    pages = PUBLIC["pages"]
    theirs = select(pages.c.id).where(func.lower(pages.c.outlet) == outlet.lower())
    return asked.where(PUBLIC[kind].c.page.in_(theirs))


def links_of(row: str) -> Select[Any]:
    """The links of which a row is one end."""
    links = PUBLIC["links"]
    return rows_of("links").where(or_(links.c.a == row, links.c.b == row))


def row_named(connection: Connection, name: str, kinds: Sequence[str] = tuple(KINDS)) -> tuple[str, Any]:
    """The kind and the record of an id, or of an unambiguous beginning of one (six characters or more).

    Raises NotOnRecord when there is no such row, or several.
    """
    found = list(_exactly(connection, name, kinds))
    if not found and len(name) >= SHORTEST_PREFIX:
        found = list(_beginning(connection, name, kinds))
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(sorted(record.id for _, record in found[:5]))
        raise NotOnRecord(f"{name}: several rows begin so ({several}); give more of the id")
    raise NotOnRecord(f"{name}: no such row; look for it by its words, a search gives ids")


def _exactly(connection: Connection, name: str, kinds: Iterable[str]) -> Iterable[tuple[str, Any]]:
    for kind in kinds:
        if "id" in FIELDS[kind]:
            for cells in connection.execute(rows_of(kind, id=name)):
                yield kind, record_of(kind, cells)


def _beginning(connection: Connection, name: str, kinds: Iterable[str]) -> Iterable[tuple[str, Any]]:
    after = name[:-1] + chr(ord(name[-1]) + 1)  # a range uses the index, LIKE would not
    for kind in kinds:
        if "id" in FIELDS[kind]:
            column = PUBLIC[kind].c.id
            for cells in connection.execute(rows_of(kind).where(column >= name, column < after).limit(3)):
                yield kind, record_of(kind, cells)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows of each kind there are."""
    return {
        kind: connection.execute(select(func.count()).select_from(table)).scalar_one() for kind, table in PUBLIC.items()
    }
