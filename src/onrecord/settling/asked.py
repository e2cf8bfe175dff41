"""What do rows say in a few of their columns? For stages that ask for many rows and need little of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from onrecord.store import Settling
from onrecord.store.rows import chunks
from onrecord.store.schema import PUBLIC


def columns_of(
    new: Settling, kind: str, names: Iterable[str], column: str, values: Iterable[str]
) -> list[tuple[Any, ...]]:
    """The cells of these columns, of the rows of a kind whose column has one of these values. No row comes twice.

    Where the rows stand (not in a whole settling, which writes them late).
    """
    table = PUBLIC[kind]
    asked = select(*(table.c[name] for name in names))
    found = (new.connection.execute(asked.where(table.c[column].in_(some))) for some in chunks(set(values)))
    return [tuple(cells) for rows in found for cells in rows]
