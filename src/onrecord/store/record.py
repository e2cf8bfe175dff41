"""What is a record, and what can one ask it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, exists, func, select

from onrecord.errors import NotOnRecord, RecordError
from onrecord.model import (
    Entity,
    Figure,
    Judgement,
    Link,
    Page,
    Reading,
    Refusal,
    Series,
    Statement,
    Story,
    Trace,
    Utterance,
)
from onrecord.store import adding, forgotten, postgres, questions
from onrecord.store.cells import reading_of, trace_of
from onrecord.store.engine import check, compact, create, engine_of, log_ahead, migrate, there, told
from onrecord.store.rows import BATCH, Rows
from onrecord.store.schema import INPUTS, PUBLIC, REACHED, READINGS, STATE
from onrecord.store.settle import Settling

NOWHERE: Mapping[str, str] = MappingProxyType({})


class Record:
    """A record on disk. Open it with `Record.open`, close it or use it as a context manager."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Self:
        """Open the record in a SQLite file, or in the PostgreSQL database at `postgresql://USER@HOST/NAME`; `create`
        makes the file, or the tables in that database, when there are none.

        Raises NotOnRecord when there is no record, NotARecord when it is something else (it is left as it is),
        NewerRecord when a newer onrecord wrote it, RecordError when it cannot be read.
        """
        address = postgres.told_by(where)
        if not address and not (isinstance(where, str) and "://" in where):
            _ready(Path(where), create)
        engine = engine_of(where)
        where = postgres.shown(address) if address else where
        try:
            if not create:
                there(engine, where)
            migrate(engine, where)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, str(where))

    @property
    def name(self) -> str:
        """The name of the file or of the database, without where it lies: what a citation calls the record."""
        return Path(self.where.partition("?")[0] if postgres.told_by(self.where) else self.where).name

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection that sees one state of the record, whatever is written meanwhile."""
        with told(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, at_once: bool = False) -> Iterator[Connection]:
        """A transaction: all of it or nothing. Raises RecordBusy when another process keeps writing, and RecordError
        when the file was moved or deleted: it could be written to, and all would be lost with the last who has it open.

        `at_once` does not wait for another process: for what can be written later as well.
        """
        if "://" not in self.where and not Path(self.where).exists():
            raise RecordError(f"{self.where}: the file was moved or deleted; put it back, nothing was written")
        with told(self.where), self._engine.connect() as opened:
            connection = opened.execution_options(writes=True, at_once=at_once)
            with connection.begin():
                yield connection

    def compact(self) -> bool:
        """Rewrite the file without deleted words; False when another process still reads them."""
        with told(self.where):
            return compact(self._engine)

    # The first half of a build

    def holds(self, source: str, sha256: str) -> bool:
        """Whether these bytes from this source were dealt with before: taken, refused or forgotten."""
        asked = select(exists().where(INPUTS.c.source == source, INPUTS.c.sha256 == sha256))
        with self.asking() as connection:
            if connection.execute(asked).scalar():
                return True
            return forgotten.refuses(forgotten.marks(connection), source, sha256)

    def forgotten(self, source: str, sha256: str) -> bool:
        """Whether these bytes, or whatever comes from this source, were taken down."""
        with self.asking() as connection:
            return forgotten.refuses(forgotten.marks(connection), source, sha256)

    def reached(self, container: str) -> str | None:
        """How far a build that was stopped had read a container, as `add` was told; None when it is to be read."""
        with self.asking() as connection:
            return connection.execute(select(REACHED.c.place).where(REACHED.c.container == container)).scalar()

    def add(
        self,
        readings: Sequence[Reading],
        refusals: Sequence[Refusal] = (),
        *,
        done: Iterable[tuple[str, str]] = (),
        reached: Mapping[str, str] = NOWHERE,
    ) -> None:
        """Write one batch in one transaction; adding it again changes nothing.

        `done` names the inputs, as (source, sha256), that were dealt with and gave no reading: `holds` knows them.
        `reached` tells how far each container is read with this batch, until the record is settled.
        A page whose source has pages of other content gets `revision_of`.
        """
        with self.writing() as connection:
            adding.add(connection, readings, refusals, done, reached)

    def readings(self) -> Iterator[Reading]:
        """All readings by page id, as they were added; one batch is held at a time."""
        with self.asking() as connection:
            asked = connection.execute(_readings(), execution_options={"yield_per": BATCH // 10})
            with asked as found:
                for blobs in found:
                    yield reading_of(*blobs)

    def reading(self, page: str) -> Reading:
        """One page's reading. Raises NotOnRecord."""
        with self.asking() as connection:
            found = connection.execute(_readings().where(READINGS.c.page == page)).one_or_none()
        if found is None:
            raise NotOnRecord(f"{self.where}: no page {page}; list the pages with: onrecord show {self.where}")
        return reading_of(*found)

    def traces(self) -> Iterator[Trace]:
        """What every page leaves for comparison with others, by page id."""
        asked = select(READINGS.c.trace).order_by(READINGS.c.page)
        with self.asking() as connection, connection.execute(asked, execution_options={"yield_per": BATCH}) as found:
            yield from map(trace_of, found.scalars())

    # The second half

    @property
    def settled(self) -> bool:
        """Whether the derived rows were computed after the last page was added."""
        with self.asking() as connection:
            return bool(connection.execute(select(STATE.c.settled)).scalar())

    @contextmanager
    def settling(self, *, at: str | None = None, whole: bool = True) -> Iterator[Settling]:
        """Compute the derived rows anew, or (not `whole`) those that new pages touch: one transaction, committed at the
        end, undone by any error.

        What that changed is kept as a build of its own (see `history`); `at` is its ISO 8601 time, by default the
        present.
        """
        with self.writing() as connection:
            new = Settling(connection, whole=whole)
            yield new
            new.finish(at or datetime.now(UTC).isoformat(timespec="seconds"))

    # Questions

    def rows(self, kind: str, /, **equal: object) -> Rows[Any]:
        """Rows of any kind whose columns equal the given values: `rows("links", kind="conflicts")`.

        Raises UnknownName for a kind or column that is not there.
        """
        return Rows(kind, questions.rows_of(kind, **equal), self.asking)

    def rows_in(self, kind: str, column: str, values: Iterable[str]) -> list[Any]:
        """The rows of a kind whose column has one of these values, value by value: one question for many rows."""
        with self.asking() as connection:
            return questions.quick_rows(connection, kind, column, values)

    def first(self, kind: str, column: str, value: str) -> Any | None:
        """The first row of a kind, by id, whose column has a value; None when there is none."""
        with self.asking() as connection:
            return questions.first_row(connection, kind, column, value)

    def pages(self, *, source: str | None = None, outlet: str | None = None, story: str | None = None) -> Rows[Page]:
        """The pages, by source."""
        return Rows("pages", questions.rows_of("pages", source=source, outlet=outlet, story=story), self.asking)

    def statements(
        self,
        *,
        speaker: str | None = None,
        page: str | None = None,
        story: str | None = None,
        outlet: str | None = None,
    ) -> Rows[Statement]:
        """The statements; `speaker` is an entity id, a name or an alias."""
        asked = questions.rows_of("statements", page=page, story=story)
        if speaker is not None:
            asked = asked.where(PUBLIC["statements"].c.id.in_(questions.statements_by(speaker)))
        asked = questions.from_outlet(asked, "statements", outlet) if outlet is not None else asked
        return Rows("statements", asked, self.asking)

    def figures(
        self,
        *,
        page: str | None = None,
        statement: str | None = None,
        series: str | None = None,
        unit: str | None = None,
    ) -> Rows[Figure]:
        """The reported quantities."""
        asked = questions.rows_of("figures", page=page, statement=statement, series=series, unit=unit)
        return Rows("figures", asked, self.asking)

    def entities(self, *, kind: str | None = None, name: str | None = None) -> Rows[Entity]:
        """The persons, organisations, states and places the record knows."""
        return Rows("entities", questions.rows_of("entities", kind=kind, name=name), self.asking)

    def stories(self) -> Rows[Story]:
        """Which pages tell one event."""
        return Rows("stories", questions.rows_of("stories"), self.asking)

    def utterances(self, *, speaker: str | None = None) -> Rows[Utterance]:
        """Acts of saying, each with all its renderings."""
        return Rows("utterances", questions.rows_of("utterances", speaker=speaker), self.asking)

    def series(self, *, verdict: str | None = None) -> Rows[Series]:
        """Figures of one counted thing, in time order."""
        return Rows("series", questions.rows_of("series", verdict=verdict), self.asking)

    def links(self, *, row: str | None = None) -> Rows[Link]:
        """What belongs together, agrees, changes or conflicts; `row` is the id of either end."""
        asked = questions.rows_of("links") if row is None else questions.links_of(row)
        return Rows("links", asked, self.asking)

    def refusals(self) -> Rows[Refusal]:
        """What was not read further, and why."""
        return Rows("refusals", questions.rows_of("refusals"), self.asking)

    def row(self, name: str) -> tuple[str, Any]:
        """The kind and the row of an id, or of an unambiguous beginning of six characters or more.

        Raises NotOnRecord.
        """
        with self.asking() as connection:
            return questions.row_named(connection, name)

    def judged(self, rows: Iterable[str] | None = None) -> dict[str, tuple[Judgement, ...]]:
        """The rows that people judged, of some or all, each with the judgements on it, withdrawn too, oldest first."""
        with self.asking() as connection:
            return questions.judged(connection, rows)

    def revisions(self) -> int:
        """How many pages are a later content of a source that the record had before."""
        pages = PUBLIC["pages"]
        with self.asking() as connection:
            asked = select(func.count()).select_from(pages).where(pages.c.revision_of.is_not(None))
            return int(connection.execute(asked).scalar_one())

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        with self.asking() as connection:
            return questions.counts(connection)


def _ready(path: Path, may_create: bool) -> None:
    if may_create and not path.exists():
        create(path)
    check(path)
    log_ahead(path)


def _readings() -> Select[Any]:
    pages = PUBLIC["pages"]
    columns = (pages.c.text, pages.c.blocks, pages.c.revision_of, READINGS.c.own, READINGS.c.claims, READINGS.c.trace)
    return select(*columns).join(pages, pages.c.id == READINGS.c.page).order_by(READINGS.c.page)
