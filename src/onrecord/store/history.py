"""What did each build change, and how did a row stand before it?

Every settling that ends is a build with a number. What it changed is kept beside the record: the row as it was, or
that it was not there. So the record of an earlier build can be cited long after, and "what is new" is a question to
the record and not to somebody's memory. The first build changes nothing: all of it is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, delete, func, insert, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.types import JSON, Text

from onrecord.errors import NotOnRecord
from onrecord.model import KINDS, PageId
from onrecord.store import forgotten, questions
from onrecord.store.cells import FIELDS, insert_new, packed, unpacked
from onrecord.store.rows import BATCH, batches
from onrecord.store.schema import BUILDS, CHANGES, PUBLIC, READINGS, SETTLED, STATE

if TYPE_CHECKING:
    from onrecord.store.record import Record

TRACKED: tuple[str, ...] = (
    "pages", "statements", "figures", "entities", "offices", "memberships", "designations", "events", "stories",
    "utterances", "series", "links",
)  # fmt: skip
"""Kinds whose changes are kept. Mentions and times follow from these; judgements keep their own history."""

SIGN = "stories"
"""Every page is in a story: a record without any is new, or was emptied by a takedown, and tells no before."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build: its number from 1, when it ended (ISO 8601), and how many pages it added."""

    number: int
    at: str
    pages: int


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after some builds, None where it was not there; `build` is the last one that changed it."""

    kind: str
    row: str
    before: Any | None
    after: Any | None
    build: int


class Aside:
    """All rows of the tracked kinds as they stood, set aside before they are computed anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: list[Table] = []
        if connection.execute(select(PUBLIC[SIGN].c.id).limit(1)).first() is not None:
            self._kept = [self._set_aside(kind) for kind in TRACKED]

    def _set_aside(self, kind: str) -> Table:
        now, names = PUBLIC[kind], _compared(kind)
        columns = [Column(name, now.c[name].type, primary_key=name == "id") for name in names]
        was = Table(f"was_{kind}", MetaData(), *columns, prefixes=["TEMPORARY"])
        was.create(self._connection)
        self._connection.execute(insert(was).from_select(names, select(*(now.c[name] for name in names))))
        return was

    def differing(self) -> Iterator[tuple[str, str, bytes | None]]:
        """Kind and id of each row that differs, with the row as it was; the rows set aside are let go."""
        for was in self._kept:
            kind = was.name.removeprefix("was_")
            yield from ((kind, row, before) for row, before in _differing(self._connection, kind, was))
            was.drop(self._connection)


class Touched:
    """Rows as they stood before they were touched, where only a few rows are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._was: dict[str, dict[str, Any | None]] = defaultdict(dict)
        self._told: dict[str, dict[str, tuple[Any | None, Any | None]]] = {}

    def touch(self, kind: str, ids: Iterable[str]) -> None:
        """Rows are about to be written, changed or deleted: keep them as they stand, or that they are not there."""
        self._told.pop(kind, None)
        held = self._was[kind]
        unknown = {row for row in ids if row not in held}
        found = questions.rows_with(self._connection, kind, "id", unknown)
        held.update((row, found.get(row)) for row in unknown)

    def changed(self, kind: str) -> Mapping[str, tuple[Any | None, Any | None]]:
        """The rows of a kind that differ: before and now, None where the row was not or is not there; by id.

        They are read once, until more rows are touched: many stages ask.
        """
        if kind not in self._told:
            held = self._was.get(kind, {})
            now = questions.rows_with(self._connection, kind, "id", held)
            self._told[kind] = {row: (held[row], now.get(row)) for row in sorted(held) if held[row] != now.get(row)}
        return self._told[kind]

    def differing(self) -> Iterator[tuple[str, str, bytes | None]]:
        """Kind and id of each tracked row that differs, with the row as it was."""
        for kind in TRACKED:
            for row, (before, _) in self.changed(kind).items():
                cells = None if before is None else msgspec.to_builtins(before)
                yield kind, row, cells and packed({name: cells[name] for name in _compared(kind)})


def _compared(kind: str) -> tuple[str, ...]:
    """The columns whose change is one; of a page those that settling decides: the others never change."""
    return ("id", *SETTLED) if kind == "pages" else FIELDS[kind]


def ended(connection: Connection, before: Aside | Touched, at: str) -> None:
    """List the build that ends `at` a time, with what differs from the rows as they stood before it."""
    build = connection.execute(select(STATE.c.build)).scalar_one()
    insert_new(connection, BUILDS, [{"build": build, "at": at}])
    for batch in batches(before.differing()):
        rows = ({"build": build, "kind": kind, "row": row, "before": was} for kind, row, was in batch)
        insert_new(connection, CHANGES, rows)


def _differing(connection: Connection, kind: str, was: Table) -> Iterator[tuple[str, bytes | None]]:
    now = PUBLIC[kind]
    both = was.outerjoin(now, was.c.id == now.c.id)
    differs = or_(now.c.id.is_(None), *(_other(was.c[name], now.c[name]) for name in _compared(kind)))
    old = select(*was.c).select_from(both).where(differs).order_by(was.c.id)
    found = connection.execute(old, execution_options={"yield_per": BATCH})
    yield from ((cells[0], packed(_before(kind, cells))) for cells in found)
    if kind == "pages":
        return  # a page that is new says so by the build that read it
    fresh = select(now.c.id).select_from(now.outerjoin(was, was.c.id == now.c.id)).where(was.c.id.is_(None))
    yield from ((row, None) for row in connection.execute(fresh.order_by(now.c.id)).scalars().all())


def _other(a: ColumnElement[Any], b: ColumnElement[Any]) -> ColumnElement[bool]:
    if isinstance(a.type, JSON):  # compared as written: the same value is always written the same way
        return as_type(a, Text).is_distinct_from(as_type(b, Text))
    return a.is_distinct_from(b)


def _before(kind: str, cells: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(_compared(kind), cells, strict=True))


def builds(record: Record) -> list[Build]:
    """All builds that ended, oldest first."""
    added = select(READINGS.c.build, func.count().label("pages")).group_by(READINGS.c.build).subquery()
    asked = select(BUILDS.c.build, BUILDS.c.at, func.coalesce(added.c.pages, 0))
    with record.asking() as connection:
        found = connection.execute(asked.outerjoin(added, added.c.build == BUILDS.c.build).order_by(BUILDS.c.build))
        return [Build(*cells) for cells in found]


def last_build(record: Record) -> tuple[int, str] | None:
    """Number and time of the last build that ended, without counting its pages; None before the first one."""
    asked = select(BUILDS.c.build, BUILDS.c.at).order_by(BUILDS.c.build.desc()).limit(1)
    with record.asking() as connection:
        found = connection.execute(asked).first()
    return (found.build, found.at) if found else None


def changes(record: Record, since: int) -> Iterator[Change]:
    """What changed after build `since`, each row once: as it stood then and as it stands now; by kind and id.

    A row that came and went in between, or stands again as it stood, did not change. New pages are among them.
    """
    with record.asking() as connection:
        yield from _new_pages(connection, since)
        for kind in TRACKED:
            yield from _changed(connection, kind, since)


def changes_of(record: Record, kind: str, since: int, *, beyond: str = "") -> Iterator[Change]:
    """What changed of one kind after build `since`, by id, `beyond` an id: a page that is new is that and no more.

    It is found as it is asked for, so that a stretch of many changes costs no more than its rows.
    """
    with record.asking() as connection:
        fresh = _new_pages(connection, since, beyond) if kind == "pages" else iter(())
        told = ""
        for change in merge(fresh, _changed(connection, kind, since, beyond), key=lambda change: change.row):
            if change.row != told:
                yield change
            told = change.row


def _changed(connection: Connection, kind: str, since: int, beyond: str = "") -> Iterator[Change]:
    for batch in batches(_touched(connection, kind, since, beyond), BATCH // 10):
        now = questions.rows_with(connection, kind, "id", [row for row, _, _ in batch])
        for row, blob, build in batch:
            before, after = _then(kind, blob, now.get(row)), now.get(row)
            if before != after:
                yield Change(kind, row, before, after, build)


def _new_pages(connection: Connection, since: int, beyond: str = "") -> Iterator[Change]:
    new = (READINGS.c.build > since) & (READINGS.c.page > beyond)
    asked = select(READINGS.c.page, READINGS.c.build).where(new).order_by(READINGS.c.page)
    for batch in batches(connection.execute(asked.execution_options(yield_per=BATCH // 10)), BATCH // 10):
        rows = questions.rows_with(connection, "pages", "id", [page for page, _ in batch])
        yield from (Change("pages", page, None, rows[page], build) for page, build in batch)


def _touched(
    connection: Connection, kind: str, since: int, beyond: str = ""
) -> Iterator[tuple[str, bytes | None, int]]:
    """Rows changed after a build, with how the first change found them and the number of the last one."""
    last = select(CHANGES.c.row, func.min(CHANGES.c.build).label("first"), func.max(CHANGES.c.build).label("last"))
    touched = (CHANGES.c.kind == kind, CHANGES.c.build > since, CHANGES.c.row > beyond)
    spans = last.where(*touched).group_by(CHANGES.c.row).subquery()
    same = (CHANGES.c.row == spans.c.row) & (CHANGES.c.build == spans.c.first) & (CHANGES.c.kind == kind)
    asked = select(CHANGES.c.row, CHANGES.c.before, spans.c.last).join(spans, same).order_by(CHANGES.c.row)
    found = connection.execute(asked.execution_options(yield_per=BATCH // 10))
    yield from (tuple(cells) for cells in found)


def gone(record: Record, kind: str, name: str) -> Change | None:
    """How a row went that earlier builds had; None for one that is on record, never was, or was taken down."""
    last = select(CHANGES.c.before, CHANGES.c.build).where(CHANGES.c.kind == kind, CHANGES.c.row == name)
    with record.asking() as connection:
        found = connection.execute(last.order_by(CHANGES.c.build.desc()).limit(1)).first()
        if found is None or questions.rows_with(connection, kind, "id", [name]):
            return None
    before = _then(kind, found.before, None)
    return Change(kind, name, before, None, found.build) if before is not None else None


def row_at(record: Record, name: str, build: int) -> tuple[str, Any]:
    """The kind and the row of an id (or of its beginning) as it stood when a build had ended.

    Raises NotOnRecord when there is no such build, or the row was not there then.
    """
    known = builds(record)
    if build not in {one.number for one in known}:
        numbers = f"builds {known[0].number} to {known[-1].number}" if known else "no build"
        raise NotOnRecord(f"{record.where}: {numbers} on record, not {build}; see: onrecord changes {record.where}")
    with record.asking() as connection:
        kind, row = _whole(connection, name)
        now = questions.rows_with(connection, kind, "id", [row]).get(row)
        later = select(CHANGES.c.before).where(CHANGES.c.kind == kind, CHANGES.c.row == row, CHANGES.c.build > build)
        changed = connection.execute(later.order_by(CHANGES.c.build).limit(1)).first()
        added = select(READINGS.c.build).where(READINGS.c.page == row)
        new = kind == "pages" and connection.execute(added).scalar_one() > build
    then = None if new else now if changed is None else _then(kind, changed.before, now)
    if then is None:
        raise NotOnRecord(f"{name}: was not on record when build {build} ended")
    return kind, then


def _whole(connection: Connection, name: str) -> tuple[str, str]:
    """The kind and the whole id of a row that is on record, or was."""
    try:
        kind, row = questions.row_named(connection, name, TRACKED)
        return kind, row.id
    except NotOnRecord:
        gone = select(CHANGES.c.kind, CHANGES.c.row).distinct()
        found = connection.execute(gone.where(CHANGES.c.row == name)).all()
        if not found and len(name) >= questions.SHORTEST_PREFIX:
            after = name[:-1] + chr(ord(name[-1]) + 1)
            found = connection.execute(gone.where(CHANGES.c.row >= name, CHANGES.c.row < after).limit(2)).all()
        if len(found) != 1:
            raise
        return found[0].kind, found[0].row


def erase(connection: Connection, pages: Iterable[PageId], known: forgotten.Marks) -> None:
    """Delete what tells of pages that leave the record, or names a forgotten person, from the rows as they were."""
    gone = frozenset(pages)
    asked = select(CHANGES.c.kind, CHANGES.c.row, CHANGES.c.build, CHANGES.c.before)
    for batch in batches(connection.execute(asked.where(CHANGES.c.before.is_not(None))).all()):
        for kind, row, build, before in batch:
            cells = unpacked(before)
            told = msgspec.json.encode(cells).decode()
            if row in gone or cells.get("page") in gone or any(forgotten.names_in(told, known)):
                where = (CHANGES.c.kind == kind, CHANGES.c.row == row, CHANGES.c.build == build)
                connection.execute(delete(CHANGES).where(*where))


def _then(kind: str, blob: bytes | None, now: Any | None) -> Any | None:
    """The row of a `before` blob; a page's holds only what settling decides, the rest never changed."""
    if blob is None:
        return None
    cells = unpacked(blob)
    if kind != "pages":
        return msgspec.convert(cells, KINDS[kind])
    if now is None:
        return None
    whole = msgspec.to_builtins(now) | cells
    return msgspec.convert(whole, KINDS[kind])
