"""How are the derived rows computed again: all of them, in one transaction, or none?

Everything but the pages as read, the judgements of people and the refusals of the first half goes, and what the
later stages find takes its place. A crash on the way leaves the record as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from onrecord.errors import UnknownName
from onrecord.model import Entity, Statement, row_of
from onrecord.store import forgotten, history, questions, queued, search
from onrecord.store.cells import FIELDS, KIND_OF, insert_new, known_kind, page_of, record_of, write
from onrecord.store.doubts import is_doubted
from onrecord.store.rows import BATCH, batches, chunks, stream
from onrecord.store.schema import DOUBTS, JUDGED, NAMES, PUBLIC, QUEUED, REACHED, READINGS, SETTLED, SPEAKERS, STATE

KEPT: frozenset[str] = frozenset({"pages", "judgements", "refusals"})
"""Tables that settling does not empty as a whole."""

Batch: TypeAlias = list[tuple[str, Mapping[str, Any]]]
"""Changes of rows: an id, and what its columns are set to."""


class Settling:
    """An open settling: write with `put` and `update`, read back with `rows` and `grouped`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._temporary: list[Table] = []
        self._waiting: dict[str, list[Any]] = defaultdict(list)
        self._forgotten = forgotten.marks(connection)
        self._before = history.remember(connection)
        clear(connection)

    def put(self, records: Iterable[Any]) -> None:
        """Write records, each into the table of its type. An id that is there already keeps its first row.

        Forgotten persons are left out, whatever the caller hands in.
        """
        for record in forgotten.spared(records, self._forgotten):
            waiting = self._waiting[KIND_OF[type(record)]]
            waiting.append(record)
            if len(waiting) >= BATCH:
                self._write()

    def _write(self) -> None:
        for kind, records in self._waiting.items():
            write(self._connection, kind, records)
        self._waiting.clear()

    def update(self, kind: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Set columns of rows, as `("s1", {"utterance": "u1"})`.

        Raises UnknownName for a column that a stage may not set.
        """
        self._write()
        allowed = SETTLED if known_kind(kind) == "pages" else FIELDS[kind]
        for batch in batches(rows):
            alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
            for row, values in self._shown(kind, batch):
                changed = {f"to_{name}": value for name, value in values.items()}
                alike.setdefault(tuple(values), []).append({"row_id": row, **changed})
            for names, changes in alike.items():
                for name in names:
                    if name not in allowed:
                        raise UnknownName(f"settled column of {kind}", name, allowed)
                _set(self._connection, kind, names, changes)

    def _shown(self, kind: str, changes: Batch) -> Batch:
        """The changes but those that would name a forgotten person as speaker: their statements go instead."""
        if kind != "statements" or not self._forgotten:
            return changes
        named = [
            row
            for row, values in changes
            if any(forgotten.speaks(self._forgotten, one) for one in values.get("speakers", ()))
        ]
        table = PUBLIC["statements"]
        for row in named:
            self._connection.execute(delete(table).where(table.c.id == row))
        return [(row, values) for row, values in changes if row not in named]

    def rows(self, kind: str) -> Iterator[Any]:
        """All rows of a kind by id, as they stand now."""
        self._write()
        table = PUBLIC[known_kind(kind)]
        return stream(self._connection, kind, select(*_columns(kind)).order_by(table.c.id))

    def where(self, kind: str, column: str, values: Iterable[str]) -> dict[str, Any]:
        """The rows of a kind whose column has one of these values, as they stand now, by id."""
        self._write()
        return questions.rows_with(self._connection, kind, column, values)

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Take rows away again."""
        self._write()
        for some in chunks(names):
            self._connection.execute(delete(PUBLIC[known_kind(kind)]).where(PUBLIC[kind].c.id.in_(some)))

    def judged(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note on which rows people's judgements hold, as (judgement, row)."""
        for batch in batches(pairs):
            insert_new(self._connection, JUDGED, ({"judgement": one, "row": row} for one, row in batch))

    def grouped(
        self, kind: str, *, by: str | Callable[[Any], str | Iterable[str] | None], several: bool = False
    ) -> Iterator[list[Any]]:
        """Rows of a kind in groups that share a key, by key and id; only one group is held at a time.

        `by` is a column, or a function from a row to its key, its keys (the row is in each group), or None (in none).
        `several`: only groups of two rows and more.
        """
        table, keys = PUBLIC[known_kind(kind)], self._keyed(kind, by)
        asked = select(*_columns(kind), keys.c.key).join(keys, table.c.id == keys.c.row)
        if several:
            shared = select(keys.c.key).group_by(keys.c.key).having(func.count() > 1)
            asked = asked.where(keys.c.key.in_(shared))
        ordered = self._connection.execute(
            asked.order_by(keys.c.key, keys.c.row), execution_options={"yield_per": BATCH}
        )
        with ordered as found:
            for _, group in groupby(found, key=lambda cells: cells[-1]):
                yield [record_of(kind, cells) for cells in group]

    def finish(self, at: str) -> None:
        """Index the rows for search, keep what changed and mark the record settled; the next build gets a new number.

        `at` is the ISO 8601 time at which this build ended.
        """
        self._write()
        for table in self._temporary:
            table.drop(self._connection)
        history.ended(self._connection, self._before, at)
        _unfold(self._connection)
        queued.line_up(self._connection)
        search.index_passages(self._connection, self._forgotten)
        self._connection.execute(delete(REACHED))
        self._connection.execute(update(STATE).values(settled=True, build=STATE.c.build + 1))

    def _keyed(self, kind: str, by: str | Callable[[Any], str | Iterable[str] | None]) -> Table:
        """A temporary table of (key, row id)."""
        name = f"keys_{len(self._temporary)}"
        keys = Table(name, MetaData(), Column("key", Text), Column("row", Text), prefixes=["TEMPORARY"])
        keys.create(self._connection)
        self._temporary.append(keys)
        key_of = attrgetter(by) if isinstance(by, str) else by
        pairs = ({"key": key, "row": row.id} for row in self.rows(kind) for key in _each(key_of(row)))
        for batch in batches(pairs):
            self._connection.execute(insert(keys), batch)
        return keys


def _each(keys: str | Iterable[str] | None) -> Iterable[str]:
    if keys is None:
        return ()
    return (keys,) if isinstance(keys, str) else sorted(set(keys))


def _columns(kind: str) -> list[Column[Any]]:
    return [PUBLIC[kind].c[name] for name in FIELDS[kind]]


def clear(connection: Connection) -> None:
    """Empty the derived tables and put the pages back as they were read."""
    _empty(connection)
    _restore(connection)


def _empty(connection: Connection) -> None:
    for kind, table in PUBLIC.items():
        if kind not in KEPT:
            connection.execute(delete(table))
    for table in (SPEAKERS, DOUBTS, QUEUED, NAMES, JUDGED):
        connection.execute(delete(table))
    connection.execute(delete(PUBLIC["refusals"]).where(PUBLIC["refusals"].c.build.is_(None)))
    # A rule's decisions are derived like any row; a person's are not.
    connection.execute(delete(PUBLIC["judgements"]).where(PUBLIC["judgements"].c.by.startswith("rule:")))


def _restore(connection: Connection) -> None:
    """Put back what an earlier settling changed on pages; rows that are as read are not written again."""
    for batch in batches(_changed(connection)):
        _set(connection, "pages", SETTLED, batch)


def _changed(connection: Connection) -> Iterator[dict[str, Any]]:
    pages = PUBLIC["pages"]
    columns = [pages.c[name] for name in SETTLED]
    asked = select(READINGS.c.own, pages.c.id, *columns).join(pages, pages.c.id == READINGS.c.page)
    # In the order of `readings`, which is not written meanwhile, so that no page is met twice or missed.
    with connection.execute(asked.order_by(READINGS.c.n), execution_options={"yield_per": BATCH}) as found:
        for blob, page, *now in found:
            own = row_of(page_of(blob))
            if [own[name] for name in SETTLED] != now:
                yield {"row_id": page, **{f"to_{name}": own[name] for name in SETTLED}}


def _set(connection: Connection, kind: str, names: Iterable[str], changes: list[dict[str, Any]]) -> None:
    table = PUBLIC[kind]
    values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in names}
    connection.execute(update(table).where(table.c.id == bindparam("row_id")).values(values), changes)


def _unfold(connection: Connection) -> None:
    """Fill the private tables that answer "who said", "who is called so" and "which statements wait"."""
    for table in (SPEAKERS, DOUBTS, NAMES):
        connection.execute(delete(table))
    for statements in batches(stream(connection, "statements", questions.rows_of("statements"))):
        insert_new(connection, SPEAKERS, (cells for statement in statements for cells in _speakers(statement)))
        insert_new(connection, DOUBTS, ({"statement": row.id} for row in statements if is_doubted(row)))
    for entities in batches(stream(connection, "entities", questions.rows_of("entities"))):
        insert_new(connection, NAMES, (cells for entity in entities for cells in _names(entity)))


def _speakers(statement: Statement) -> Iterator[dict[str, Any]]:
    for place, speaker in enumerate(statement.speakers):
        yield {"statement": statement.id, "place": place, "entity": speaker.entity, "name": speaker.name}


def _names(entity: Entity) -> Iterator[dict[str, Any]]:
    for name in sorted({name.casefold() for name in (entity.name, *entity.aliases)}):
        yield {"entity": entity.id, "name": name}
