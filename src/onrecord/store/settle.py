"""How are the derived rows computed again: all of them, or those that a few new pages touch, in one transaction?

As a whole: everything but the pages as read, the judgements of people and the refusals of the first half goes, and
what the later stages find takes its place. Where only a few pages came, the rows stand, and the stages change those
that the pages touch, by the ledger (see ledger.py). A crash on the way leaves the record as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, groupby
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
from onrecord.model import Entity, PageId, Reading, Statement, Trace, row_of
from onrecord.store import forgotten, history, ledger, questions, queued, search
from onrecord.store.cells import (
    FIELDS,
    KIND_OF,
    insert_new,
    known_kind,
    page_of,
    reading_of,
    record_of,
    trace_of,
    write,
)
from onrecord.store.doubts import is_doubted
from onrecord.store.ledger import Meetings, Shelf, Ties
from onrecord.store.rows import BATCH, batches, chunks, stream
from onrecord.store.schema import DOUBTS, JUDGED, NAMES, PUBLIC, QUEUED, REACHED, READINGS, SETTLED, SPEAKERS, STATE

KEPT: frozenset[str] = frozenset({"pages", "judgements", "refusals"})
"""Tables that settling does not empty as a whole."""

OVERLAID: dict[str, tuple[str, ...]] = {
    "statements": ("utterance", "story", "lineage"),
    "figures": ("series", "lineage", "origins"),
    "designations": ("lineage", "origins"),
    "stories": ("origins",),
    "utterances": ("lineage", "origins"),
}
"""Columns that are set after a row is written: they stand when it is written anew."""

BLOBS = ("own", "claims", "trace")

Fold: TypeAlias = tuple[Table, str, Callable[[Any], Iterator[dict[str, Any]]]]

Batch: TypeAlias = list[tuple[str, Mapping[str, Any]]]
"""Changes of rows: an id, and what its columns are set to."""


class Settling:
    """An open settling: write with `put`, `instead` and `update`, read back with `rows`, `where` and `grouped`.

    `whole`: the derived rows are computed from nothing. Else they stand, and the stages change what is touched by the
    `fresh` pages, which came since the last settling, and by pages `revised`: others that these share a source with.
    """

    def __init__(self, connection: Connection, *, whole: bool = True) -> None:
        self.connection = connection
        self.whole = whole
        self._temporary: list[Table] = []
        self._waiting: dict[str, list[Any]] = defaultdict(list)
        self._dropped: dict[str, set[str]] = defaultdict(set)
        self._judged: set[str] = set()
        self._forgotten = forgotten.marks(connection)
        self._before: history.Aside | history.Touched = (
            history.Aside(connection) if whole else history.Touched(connection)
        )
        if whole:
            clear(connection)

    @cached_property
    def fresh(self) -> frozenset[PageId]:
        """The pages that came since the last settling."""
        build = select(STATE.c.build).scalar_subquery()
        asked = select(READINGS.c.page).where(READINGS.c.build >= build)
        return frozenset(map(PageId, self.connection.execute(asked).scalars()))

    @cached_property
    def revised(self) -> frozenset[PageId]:
        """The other pages of the sources of fresh pages: which of them is the later version may have changed."""
        sources = {page.source for page in self.where("pages", "id", self.fresh).values()}
        return frozenset(map(PageId, self.where("pages", "source", sources))) - self.fresh

    @property
    def forgetting(self) -> bool:
        """Whether anything was taken down."""
        return bool(self._forgotten)

    def count(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return int(self.connection.execute(select(func.count()).select_from(PUBLIC[known_kind(kind)])).scalar_one())

    def empty_ledger(self) -> None:
        """Forget what is kept for the next settling: it is made from nothing."""
        ledger.emptied(self.connection)

    def traces(self, pages: Iterable[PageId]) -> dict[PageId, Trace]:
        """What pages leave for comparison with others, by page."""
        asked = select(READINGS.c.page, READINGS.c.trace)
        found = (self.connection.execute(asked.where(READINGS.c.page.in_(some))).all() for some in chunks(set(pages)))
        return {PageId(page): trace_of(trace) for rows in found for page, trace in rows}

    def readings(self, pages: Iterable[PageId]) -> dict[PageId, Reading]:
        """Pages as they were read, with their claims, by page."""
        table = PUBLIC["pages"]
        columns = (table.c.text, table.c.blocks, table.c.revision_of, *(READINGS.c[name] for name in BLOBS))
        asked = select(READINGS.c.page, *columns).join(table, table.c.id == READINGS.c.page)
        found = (self.connection.execute(asked.where(READINGS.c.page.in_(some))).all() for some in chunks(set(pages)))
        return {PageId(page): reading_of(*cells) for rows in found for page, *cells in rows}

    def meetings(self, step: str, *, crowd: int = 0, neighbours: int = 0) -> Meetings:
        """Under which keys the rows of a step meet. Without a crowd it is only asked who stands under a key."""
        return Meetings(self.connection, step, crowd=crowd, neighbours=neighbours)

    def ties(self, step: int) -> Ties:
        """Which rows of a step hold on to each other."""
        return Ties(self.connection, step)

    def shelf(self, name: str) -> Shelf:
        """What a step keeps by name."""
        return Shelf(self.connection, name)

    def changed(self, kind: str) -> Mapping[str, tuple[Any | None, Any | None]]:
        """The rows of a kind that differ from what stood there when this settling began: before and now, by id.

        None where the row was not there, or is not. Only where the rows stand, not of a whole settling.
        """
        self._write()
        assert isinstance(self._before, history.Touched)
        return self._before.changed(known_kind(kind))

    def put(self, records: Iterable[Any]) -> None:
        """Write records, each into the table of its type. An id that is there already keeps its first row; where the
        rows stand (not `whole`), it is rewritten.

        Forgotten persons are left out, whatever the caller hands in.
        """
        if not self.whole:
            self._rewrite(forgotten.spared(records, self._forgotten), frozenset())
            return
        for record in forgotten.spared(records, self._forgotten):
            waiting = self._waiting[KIND_OF[type(record)]]
            waiting.append(record)
            if len(waiting) >= BATCH:
                self._write()

    def instead(self, kind: str, ids: Iterable[str], records: Iterable[Any], *, overlaid: Iterable[str] = ()) -> None:
        """Write records in place of rows of their kind: of `ids`, those that are not among the records go.

        Columns that later stages set keep what stands there, but for those named `overlaid`.
        """
        several = list(records)
        self.drop(kind, set(ids).difference(record.id for record in several))
        if self.whole:
            self.put(several)
        else:
            self._rewrite(forgotten.spared(several, self._forgotten), frozenset(overlaid))

    def _rewrite(self, records: Iterable[Any], overlaid: frozenset[str]) -> None:
        by_kind: dict[str, dict[str, Any]] = defaultdict(dict)
        for record in records:
            by_kind[KIND_OF[type(record)]].setdefault(record.id, record)
        for kind, rows in by_kind.items():
            there = self.where(kind, "id", rows)
            later = [name for name in OVERLAID.get(kind, ()) if name not in overlaid]
            new = [_under(row, there.get(row.id), later) for row in rows.values()]
            differing = [row for row in new if row != there.get(row.id)]
            self._touch(kind, (row.id for row in differing))
            for some in chunks(row.id for row in differing if row.id in there):
                self.connection.execute(delete(PUBLIC[kind]).where(PUBLIC[kind].c.id.in_(some)))
            write(self.connection, kind, differing)

    def _touch(self, kind: str, ids: Iterable[str]) -> None:
        if isinstance(self._before, history.Touched):
            self._before.touch(kind, ids)

    def _write(self) -> None:
        for kind, records in self._waiting.items():
            write(self.connection, kind, records)
        self._waiting.clear()

    def update(self, kind: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Set columns of rows, as `("s1", {"utterance": "u1"})`.

        Raises UnknownName for a column that a stage may not set.
        """
        self._write()
        allowed = SETTLED if known_kind(kind) == "pages" else FIELDS[kind]
        for batch in batches(rows):
            alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
            for row, values in self._shown(kind, self._differing(kind, batch)):
                changed = {f"to_{name}": value for name, value in values.items()}
                alike.setdefault(tuple(values), []).append({"row_id": row, **changed})
            for names, changes in alike.items():
                for name in names:
                    if name not in allowed:
                        raise UnknownName(f"settled column of {kind}", name, allowed)
                _set(self.connection, kind, names, changes)

    def _differing(self, kind: str, changes: Batch) -> Batch:
        """The changes of rows that are there and do not say so yet; all of them in a whole settling."""
        if self.whole:
            return changes
        there = self.where(kind, "id", {row for row, _ in changes})
        new = [
            (row, values)
            for row, values in changes
            if row in there and any(getattr(there[row], name, ...) != value for name, value in values.items())
        ]
        self._touch(kind, (row for row, _ in new))
        return new

    def _shown(self, kind: str, changes: Batch) -> Batch:
        """The changes but those that would name a forgotten person as speaker: their statements go instead."""
        if kind != "statements" or not self._forgotten:
            return changes
        named = [
            row
            for row, values in changes
            if any(forgotten.speaks(self._forgotten, one) for one in values.get("speakers", ()))
        ]
        self.drop(kind, named)
        return [(row, values) for row, values in changes if row not in named]

    def rows(self, kind: str) -> Iterator[Any]:
        """All rows of a kind by id, as they stand now."""
        self._write()
        table = PUBLIC[known_kind(kind)]
        return stream(self.connection, kind, select(*_columns(kind)).order_by(table.c.id))

    def where(self, kind: str, column: str, values: Iterable[str]) -> dict[str, Any]:
        """The rows of a kind whose column has one of these values, as they stand now, by id."""
        self._write()
        return questions.rows_with(self.connection, kind, column, values)

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Take rows away again."""
        self._write()
        gone = set(names)
        self._touch(kind, gone)
        self._dropped[kind] |= gone
        for some in chunks(gone):
            self.connection.execute(delete(PUBLIC[known_kind(kind)]).where(PUBLIC[kind].c.id.in_(some)))

    def judged(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note on which rows people's judgements hold, as (judgement, row)."""
        for batch in batches(pairs):
            self._judged.update(row for _, row in batch)
            insert_new(self.connection, JUDGED, ({"judgement": one, "row": row} for one, row in batch))

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
        ordered = self.connection.execute(
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
            table.drop(self.connection)
        history.ended(self.connection, self._before, at)
        if isinstance(self._before, history.Touched):
            self._follow(self._before)
        else:
            _unfold(self.connection)
            queued.line_up(self.connection)
            search.index_passages(self.connection, self._forgotten)
        self.connection.execute(delete(REACHED))
        self.connection.execute(update(STATE).values(settled=True, build=STATE.c.build + 1))

    def _follow(self, before: history.Touched) -> None:
        """Have all that is looked up quickly follow the rows that changed."""
        changed = {kind: before.changed(kind) for kind in ("statements", "figures", "entities", "links")}
        for kind, rows in changed.items():
            _unfold_some(self.connection, kind, rows)
            if kind in search.PASSAGE_OF:
                search.reindex_passages(self.connection, self._forgotten, kind, rows)
        ends = (end for pair in changed["links"].values() for row in pair if row is not None for end in (row.a, row.b))
        queued.line_up_some(
            self.connection, chain(ends, *(changed[kind] for kind in ("statements", "figures", "links")))
        )
        for kind, dropped in self._dropped.items():
            for some in chunks(dropped.difference(self.where(kind, "id", dropped), self._judged)):
                self.connection.execute(delete(JUDGED).where(JUDGED.c.row.in_(some)))

    def _keyed(self, kind: str, by: str | Callable[[Any], str | Iterable[str] | None]) -> Table:
        """A temporary table of (key, row id)."""
        name = f"keys_{len(self._temporary)}"
        keys = Table(name, MetaData(), Column("key", Text), Column("row", Text), prefixes=["TEMPORARY"])
        keys.create(self.connection)
        self._temporary.append(keys)
        key_of = attrgetter(by) if isinstance(by, str) else by
        pairs = ({"key": key, "row": row.id} for row in self.rows(kind) for key in _each(key_of(row)))
        for batch in batches(pairs):
            self.connection.execute(insert(keys), batch)
        return keys


def _under(row: Any, there: Any | None, later: Sequence[str]) -> Any:
    """The row as it is to stand: what later stages set of it stays."""
    return row if there is None else replace(row, **{name: getattr(there, name) for name in later})


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
    ledger.emptied(connection)
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
    for kind, folds in FOLDED.items():
        for table, _, _ in folds:
            connection.execute(delete(table))
        for rows in batches(stream(connection, kind, questions.rows_of(kind))):
            _fill(connection, folds, rows)


def _unfold_some(connection: Connection, kind: str, changed: Mapping[str, tuple[Any | None, Any | None]]) -> None:
    """The same for rows of a kind that changed."""
    folds = FOLDED.get(kind, ())
    for some in chunks(changed):
        for table, row, _ in folds:
            connection.execute(delete(table).where(table.c[row].in_(some)))
    _fill(connection, folds, [now for _, now in changed.values() if now is not None])


def _fill(connection: Connection, folds: Iterable[Fold], rows: Sequence[Any]) -> None:
    for table, _, cells_of_row in folds:
        insert_new(connection, table, (cells for row in rows for cells in cells_of_row(row)))


def _speakers(statement: Statement) -> Iterator[dict[str, Any]]:
    for place, speaker in enumerate(statement.speakers):
        yield {"statement": statement.id, "place": place, "entity": speaker.entity, "name": speaker.name}


def _names(entity: Entity) -> Iterator[dict[str, Any]]:
    for name in sorted({name.casefold() for name in (entity.name, *entity.aliases)}):
        yield {"entity": entity.id, "name": name}


def _doubts(statement: Statement) -> Iterator[dict[str, Any]]:
    if is_doubted(statement):
        yield {"statement": statement.id}


FOLDED: dict[str, tuple[Fold, ...]] = {
    "statements": ((SPEAKERS, "statement", _speakers), (DOUBTS, "statement", _doubts)),
    "entities": ((NAMES, "entity", _names),),
}
"""Kinds that private tables unfold: the table, its column that names the row, and its cells of a row."""
