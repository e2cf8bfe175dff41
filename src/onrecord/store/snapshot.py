"""How does one answer see one state of the record, however many questions it takes?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from onrecord.store.record import Record


class Snapshot(Record):
    """A record as it stood when it was first asked; what is written meanwhile is not seen."""

    def __init__(self, record: Record, connection: Connection) -> None:
        super().__init__(record._engine, record.where)
        self._connection = connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """The one connection of the snapshot."""
        yield self._connection


@contextmanager
def snapshot_of(record: Record) -> Iterator[Snapshot]:
    """The record as it stands now, for as long as the context lasts: one read transaction."""
    with record.asking() as connection:
        yield Snapshot(record, connection)
