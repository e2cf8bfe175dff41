"""What does a row look like when it leaves by the API?

The dataclasses of the record, field by field, and beside them what a reader needs to pass a row on: the desk's words,
and why a row goes no further where it must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from onrecord.model import KINDS, Designation, Figure, Link, Page, Refusal, Statement
from onrecord.serve.chains import Origins, Step

T = TypeVar("T")

What: TypeAlias = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class StatementWords:
    """A statement in the only words it may be passed on in: `lead` is "OUTLET reports that X said"."""

    lead: str
    words: str
    manner: str
    verbatim: bool
    review: str
    citation: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure in the only words it may be passed on in: `lead` is "OUTLET reports, citing X"."""

    lead: str
    words: str
    bounds: str
    review: str
    citation: str


@dataclass(frozen=True, slots=True)
class PageRow(Page):
    """A page as read. `text` is null unless a page is asked for with `text=full`: it is its owner's own."""

    text: str | None = None  # type: ignore[assignment]  # the record's is never null: here it mostly stays at home


@dataclass(frozen=True, slots=True)
class StatementRow(Statement):
    """Somebody said something, and `content` is where we read it.

    `held_back` is why the row is on its page, at its own address and in the review list only; null where it may be
    passed on, in the `wording` given. Speakers without an office or public role have no `entity`.
    """

    held_back: str | None = None
    wording: StatementWords | None = None


@dataclass(frozen=True, slots=True)
class FigureRow(Figure):
    """A reported quantity. Where its statement waits for review, `held_back` says so and nobody is named as giver."""

    held_back: str | None = None
    wording: FigureWords | None = None


@dataclass(frozen=True, slots=True)
class DesignationRow(Designation):
    """An act of listing. Where its statement waits for review, `held_back` says so and `by` is null."""

    held_back: str | None = None


@dataclass(frozen=True, slots=True)
class RefusalRow(Refusal):
    """What a stage would not take further, and why. `id` is its number in this record."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow(Link):
    """Two rows belong together. `wording` is how a reader is told: of a conflict, that accounts differ."""

    wording: str = ""


ROWS: dict[str, type[Any]] = KINDS | {
    "pages": PageRow,
    "statements": StatementRow,
    "figures": FigureRow,
    "designations": DesignationRow,
    "links": LinkRow,
    "refusals": RefusalRow,
}
"""What a row of each kind is when it leaves; the others leave as they are on record."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One stretch of a list. `next` is the address of the rest, null at its end; `build` is the record's last build."""

    rows: tuple[T, ...]
    next: str | None
    build: int | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What happened to a row after a build: it is `new` or `gone`, or `changed` in these `fields`; `build` is the last
    one that changed it."""

    kind: str
    row: str
    what: What
    fields: tuple[str, ...]
    build: int


@dataclass(frozen=True, slots=True)
class OriginsOf:
    """From how many independent places a row comes, and by which way: `chains` lead from the page that carries it back
    to its origin. `origins` is null for kinds of which they are not counted."""

    row: str
    origins: Origins | None
    chains: tuple[tuple[Step, ...], ...]
