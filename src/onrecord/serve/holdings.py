"""What does a view ask of a record?

One row, the rows that share a value, or all rows of a kind. A view of one row asks for a few of them, and a view of
many brings what they need in one question for each kind; the report loads whole kinds first and then asks no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, or_, select

from onrecord.model import (
    Designation,
    Entity,
    Figure,
    Judgement,
    Link,
    Membership,
    Mention,
    Office,
    Page,
    Refusal,
    Series,
    Statement,
    Story,
    Utterance,
)
from onrecord.store.schema import PUBLIC

OFFICES = PUBLIC["offices"]

MANY = 2000
"""Rows of which the judgements are asked for one list at a time; of more, all judgements are brought."""


class Asked(Protocol):
    """What is needed of a record; `onrecord.store.Record` is one."""

    def rows(self, kind: str, /, **equal: object) -> Iterable[Any]:
        """The rows of a kind whose columns equal the given values, in a stable order."""

    def rows_in(self, kind: str, column: str, values: Iterable[str]) -> list[Any]:
        """The rows of a kind whose column has one of these values, value by value."""

    def first(self, kind: str, column: str, value: str) -> Any | None:
        """The first row of a kind, by id, whose column has a value; None when there is none."""

    def row(self, name: str) -> tuple[str, Any]:
        """The kind and row of an id or of the beginning of one. Raises NotOnRecord."""

    def counts(self) -> Mapping[str, int]:
        """How many rows of each kind there are."""

    def judged(self, rows: Iterable[str] | None = None) -> Mapping[str, tuple[Judgement, ...]]:
        """The rows that people judged, of some or of all, each with the judgements on it."""

    def asking(self) -> AbstractContextManager[Connection]:
        """A connection for questions that count."""

    def statements(self, *, speaker: str) -> Iterable[Statement]:
        """The statements attributed to an entity."""


class Row(Protocol):
    """A row with an id."""

    @property
    def id(self) -> str:
        """The row's id."""


T = TypeVar("T", bound=Row)


class Table(Generic[T]):
    """The rows of one kind, asked for one by one or some at a time, until `load` brings them all."""

    def __init__(self, record: Asked, kind: str) -> None:
        self._record = record
        self._kind = kind
        self._known: dict[str, T | None] = {}
        self._groups: dict[tuple[str, str], tuple[T, ...]] = {}
        self._grouped: set[str] = set()
        self._loaded = False

    def load(self) -> None:
        """Bring all rows, once."""
        if not self._loaded:
            self._known = {row.id: row for row in self._record.rows(self._kind)}
            self._loaded = True

    def bring(self, names: Iterable[str | None]) -> None:
        """Ask for the rows of several ids at once, for `get`."""
        new = {name for name in names if name is not None and name not in self._known}
        if new and not self._loaded:
            self._known |= dict.fromkeys(new)
            self._known |= {row.id: row for row in self._record.rows_in(self._kind, "id", sorted(new))}

    def keep(self, rows: Iterable[T]) -> None:
        """Take note of rows that were brought by another question."""
        self._known |= {row.id: row for row in rows}

    def bring_where(self, field: str, values: Iterable[str | None]) -> None:
        """Ask for the rows of several values of a field at once, for `where`."""
        new = {value for value in values if value is not None and (field, value) not in self._groups}
        if new and not self._loaded:
            rows = self._record.rows_in(self._kind, field, sorted(new))
            self._groups |= {(field, value): () for value in new}
            self._groups |= {(field, value): found for value, found in grouped_by(field, rows).items()}
            self._known |= {row.id: row for row in rows}

    def get(self, name: str | None) -> T | None:
        """The row of an id, or None."""
        self.bring((name,))
        return self._known.get(name) if name is not None else None

    def __getitem__(self, name: str) -> T:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[T]:
        self.load()
        return (row for row in self._known.values() if row is not None)

    def where(self, field: str, value: str) -> tuple[T, ...]:
        """The rows whose field has a value, in the record's order."""
        if self._loaded and field not in self._grouped:
            self._groups |= {(field, value): rows for value, rows in grouped_by(field, self).items()}
            self._grouped.add(field)
        self.bring_where(field, (value,))
        return self._groups.get((field, value), ())

    def names(self) -> Iterable[str]:
        """The ids of the rows that were brought."""
        return self._known

    def first(self, field: str, value: str) -> T | None:
        """The first row by id whose field has a value, however many have it."""
        if self._loaded or (field, value) in self._groups:
            return next(iter(self.where(field, value)), None)
        found: T | None = self._record.first(self._kind, field, value)
        return found


class Holdings:
    """The tables of one record, and the few questions that go across a field."""

    def __init__(self, record: Asked) -> None:
        self._record = record
        self._judged: dict[str, tuple[Judgement, ...]] = {}
        self._judged_all = False
        self._asked: set[str] = set()
        self._spoken: dict[str, tuple[Statement, ...]] | None = None
        self.pages: Table[Page] = self._table("pages")
        self.statements: Table[Statement] = self._table("statements")
        self.figures: Table[Figure] = self._table("figures")
        self.entities: Table[Entity] = self._table("entities")
        self.offices: Table[Office] = self._table("offices")
        self.memberships: Table[Membership] = self._table("memberships")
        self.designations: Table[Designation] = self._table("designations")
        self.stories: Table[Story] = self._table("stories")
        self.utterances: Table[Utterance] = self._table("utterances")
        self.series: Table[Series] = self._table("series")
        self.links: Table[Link] = self._table("links")
        self.mentions: Table[Mention] = self._table("mentions")
        self.judgements: Table[Judgement] = self._table("judgements")

    def _table(self, kind: str) -> Table[Any]:
        return Table(self._record, kind)

    def load(self) -> None:
        """Bring everything that the report shows, so that no row is asked for by itself."""
        for table in (self.pages, self.statements, self.figures, self.entities, self.offices, self.links):
            table.load()
        for others in (self.stories, self.utterances, self.series):
            others.load()
        self._spoken = _grouped(
            (speaker.entity, row) for row in self.statements for speaker in row.speakers if speaker.entity
        )

    def asking(self) -> AbstractContextManager[Connection]:
        """A connection for questions that count over the record instead of bringing its rows."""
        return self._record.asking()

    def find(self, name: str) -> tuple[str, Any]:
        """The kind and row of an id or of the beginning of one. Raises NotOnRecord."""
        return self._record.row(name)

    def table(self, kind: str) -> Table[Any]:
        """The rows of any kind that has ids."""
        found = getattr(self, kind, None)
        return found if isinstance(found, Table) else self._table(kind)

    def counts(self) -> Mapping[str, int]:
        """How many rows of each kind there are."""
        return self._record.counts()

    def refusals(self) -> tuple[Refusal, ...]:
        """What was not read further, and why."""
        return tuple(self._record.rows("refusals"))

    def said_on(self, page: str) -> tuple[Statement, ...]:
        """The statements of a page, in the order of the text."""
        return tuple(sorted(self.statements.where("page", page), key=lambda row: row.content[0].start))

    def counted_on(self, page: str) -> tuple[Figure, ...]:
        """The figures of a page, in the order of the text."""
        return tuple(sorted(self.figures.where("page", page), key=lambda row: row.start))

    def said_by(self, entity: str) -> tuple[Statement, ...]:
        """The statements of which an entity is a speaker."""
        return (
            tuple(iter(self._record.statements(speaker=entity)))
            if self._spoken is None
            else self._spoken.get(entity, ())
        )

    def judged(self, row: str) -> tuple[Judgement, ...]:
        """The judgements of people on a row, withdrawn ones too, oldest first."""
        if row not in self._asked and not self._judged_all:
            self._bring_judged({row, *self.statements.names(), *self.figures.names()} - self._asked)
        return self._judged.get(row, ())

    def _bring_judged(self, rows: set[str]) -> None:
        """Ask for the judgements on all rows that were brought, since what is brought is shown."""
        if len(rows) > MANY:
            self.all_judged()
        else:
            self._judged |= self._record.judged(rows)
            self._asked |= rows

    def looked_at(self) -> tuple[Statement, ...]:
        """The statements that people gave judgements on: few."""
        names = sorted(self.all_judged())
        self.statements.bring(names)
        return tuple(row for name in names if (row := self.statements.get(name)))

    def all_judged(self) -> Mapping[str, tuple[Judgement, ...]]:
        """All rows that people judged, each with the judgements on it."""
        if not self._judged_all:
            self._judged, self._judged_all = dict(self._record.judged()), True
        return self._judged

    def merges_of(self, entity: str) -> tuple[Judgement, ...]:
        """What joined the names of an entity, by rules."""
        return tuple(row for row in self.judgements.where("value", entity) if row.kind == "same")

    def bring_links(self, rows: Iterable[str]) -> None:
        """Ask for the links of several rows at once, for `links_of`."""
        ends = list(rows)
        self.links.bring_where("a", ends)
        self.links.bring_where("b", ends)

    def links_of(self, row: str) -> tuple[Link, ...]:
        """The links of which a row is one end."""
        found = {link.id: link for end in ("a", "b") for link in self.links.where(end, row)}
        return tuple(found[name] for name in sorted(found))

    def office_of(self, entity: str | None, name: str, *, page: str | None = None) -> Office | None:
        """One office that a page gives to an entity, by its id or by its canonical name; this page's before others'."""
        here = self.offices.where("page", page) if page else ()
        for field, value in (("entity", entity), ("person", name)):
            found = next((row for row in here if value and getattr(row, field) == value), None)
            if found:
                return found
        return (self.offices.first("entity", entity) if entity else None) or self.offices.first("person", name)

    def offices_of(self, entity: str | None, name: str) -> tuple[Office, ...]:
        """The offices that pages give to an entity, by its id or by its canonical name."""
        by_id = self.offices.where("entity", entity) if entity else ()
        known = {row.id for row in by_id}
        return by_id + tuple(row for row in self.offices.where("person", name) if row.id not in known)

    def titles_of(self, entity: str | None, name: str) -> Iterator[tuple[str, str, str | None]]:
        """Of the same offices the id, the title and the organisation alone, as far as somebody walks through them: of a
        minister a thousand pages tell the same one."""
        asked = select(OFFICES.c.id, OFFICES.c.title, OFFICES.c.organization)
        asked = asked.where(or_(OFFICES.c.entity == entity, OFFICES.c.person == name))
        with self.asking() as connection, connection.execute(asked) as found:
            yield from map(tuple, found)


def grouped_by(field: str, rows: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """Rows by the value of a field, each group in their order."""
    return _grouped((getattr(row, field), row) for row in rows)


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
