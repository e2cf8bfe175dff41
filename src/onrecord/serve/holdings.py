"""What does a view ask of a record?

One row, the rows that share a value, or all rows of a kind. A view of one row asks for a few of them; the report
loads whole kinds first and then asks no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

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

ON_STATEMENTS = ("statement", "confirm", "reject", "speaker", "said")
"""Kinds of judgements that people give on statements: few, where those of rules on names are many."""


class Asked(Protocol):
    """What is needed of a record; `onrecord.store.Record` is one."""

    def rows(self, kind: str, /, **equal: object) -> Iterable[Any]:
        """The rows of a kind whose columns equal the given values, in a stable order."""

    def row(self, name: str) -> tuple[str, Any]:
        """The kind and row of an id or of the beginning of one. Raises NotOnRecord."""

    def counts(self) -> Mapping[str, int]:
        """How many rows of each kind there are."""

    def links(self, *, row: str) -> Iterable[Link]:
        """The links of which a row is one end."""

    def statements(self, *, speaker: str) -> Iterable[Statement]:
        """The statements attributed to an entity."""


class Row(Protocol):
    """A row with an id."""

    @property
    def id(self) -> str:
        """The row's id."""


T = TypeVar("T", bound=Row)


class Table(Generic[T]):
    """The rows of one kind, asked for one by one until `load` brings them all."""

    def __init__(self, ask: Callable[..., Iterable[T]]) -> None:
        self._ask = ask
        self._known: dict[str, T | None] = {}
        self._groups: dict[tuple[str, str], tuple[T, ...]] = {}
        self._grouped: set[str] = set()
        self._loaded = False

    def load(self) -> None:
        """Bring all rows, once."""
        if not self._loaded:
            self._known = {row.id: row for row in self._ask()}
            self._loaded = True

    def get(self, name: str | None) -> T | None:
        """The row of an id, or None."""
        if name is None:
            return None
        if name not in self._known and not self._loaded:
            self._known[name] = next(iter(self._ask(id=name)), None)
        return self._known.get(name)

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
            self._group(field)
        if (field, value) not in self._groups and not self._loaded:
            self._groups[field, value] = tuple(self._ask(**{field: value}))
        return self._groups.get((field, value), ())

    def _group(self, field: str) -> None:
        groups: dict[str, list[T]] = defaultdict(list)
        for row in self:
            groups[getattr(row, field)].append(row)
        self._groups |= {(field, value): tuple(rows) for value, rows in groups.items()}
        self._grouped.add(field)


class Holdings:
    """The tables of one record, and the few questions that go across a field."""

    def __init__(self, record: Asked) -> None:
        self._record = record
        self._ends: dict[str, tuple[Link, ...]] | None = None
        self._judged: dict[str, tuple[Judgement, ...]] | None = None
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
        return Table(lambda **equal: self._record.rows(kind, **equal))

    def load(self) -> None:
        """Bring everything that the report shows, so that no row is asked for by itself."""
        for table in (self.pages, self.statements, self.figures, self.entities, self.offices, self.links):
            table.load()
        for others in (self.stories, self.utterances, self.series):
            others.load()
        self._ends = _grouped((end, link) for link in self.links for end in (link.a, link.b))
        self._spoken = _grouped(
            (speaker.entity, row) for row in self.statements for speaker in row.speakers if speaker.entity
        )

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
        return tuple(self._record.statements(speaker=entity)) if self._spoken is None else self._spoken.get(entity, ())

    def judged(self, row: str) -> tuple[Judgement, ...]:
        """The judgements on a row."""
        return self._decisions().get(row, ())

    def looked_at(self) -> tuple[Statement, ...]:
        """The statements that people gave judgements on: few."""
        return tuple(row for name in sorted(self._decisions()) if (row := self.statements.get(name)))

    def _decisions(self) -> dict[str, tuple[Judgement, ...]]:
        if self._judged is None:
            rows = (row for kind in ON_STATEMENTS for row in self._record.rows("judgements", kind=kind))
            self._judged = _grouped((target, row) for row in rows for target in row.target)
        return self._judged

    def merges_of(self, entity: str) -> tuple[Judgement, ...]:
        """What joined the names of an entity, by rules."""
        return tuple(self._record.rows("judgements", kind="same", value=entity))

    def links_of(self, row: str) -> tuple[Link, ...]:
        """The links of which a row is one end."""
        return tuple(self._record.links(row=row)) if self._ends is None else self._ends.get(row, ())

    def offices_of(self, entity: str | None, name: str) -> tuple[Office, ...]:
        """The offices that pages give to an entity, by its id or by its canonical name."""
        by_id = self.offices.where("entity", entity) if entity else ()
        return by_id + tuple(row for row in self.offices.where("person", name) if row not in by_id)


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
