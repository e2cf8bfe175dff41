"""What do rows say in a few of their columns? For stages that ask for many rows and need little of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import JSON, bindparam, select

from onrecord.model import PageId, When
from onrecord.store import Settling
from onrecord.store.cells import POSITIONAL
from onrecord.store.questions import QUICK
from onrecord.store.rows import CHUNK, batches
from onrecord.store.schema import PUBLIC


def columns_of(
    new: Settling, kind: str, names: Sequence[str], column: str, values: Iterable[str | None]
) -> list[tuple[Any, ...]]:
    """The cells of these columns, of the rows of a kind whose column has one of these values. No row comes twice.

    Where the rows stand (not in a whole settling, which writes them late). Lists and objects come as plain values.
    """
    written = [at for at, name in enumerate(names) if isinstance(PUBLIC[kind].c[name].type, JSON)]
    found: list[tuple[Any, ...]] = []
    for some in batches(sorted(value for value in set(values) if value is not None), CHUNK):
        filled = some + some[-1:] * (next(size for size in QUICK if size >= len(some)) - len(some))
        asked = _asked(new.connection.dialect.name, kind, tuple(names), column, len(filled))
        found += map(tuple, new.connection.exec_driver_sql(asked, tuple(filled)))
    return [_read(cells, written) for cells in found] if written else found


def days_of_pages(new: Settling) -> Iterator[tuple[PageId, When]]:
    """All pages with their days."""
    pages = PUBLIC["pages"]
    for page, published in new.connection.execute(select(pages.c.id, pages.c.published)).all():
        yield PageId(page), msgspec.convert(published, When)


@cache
def _asked(dialect: str, kind: str, names: tuple[str, ...], column: str, several: int) -> str:
    """The words of the question, for values by position: putting them together costs more than asking."""
    table = PUBLIC[kind]
    asked = select(*(table.c[name] for name in names))
    asked = asked.where(table.c[column].in_([bindparam(f"v{n}") for n in range(several)]))
    return str(asked.compile(dialect=POSITIONAL[dialect]()))


def _read(cells: Sequence[Any], written: Iterable[int]) -> tuple[Any, ...]:
    """The cells with those that SQLite keeps as JSON text read; PostgreSQL's driver hands them over taken apart."""
    values = list(cells)
    for at in written:
        values[at] = msgspec.json.decode(values[at]) if isinstance(values[at], str) else values[at]
    return tuple(values)
