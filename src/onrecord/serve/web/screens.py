"""What does each screen hold? One frozen record for each feeds the page and the JSON at the same address.

The rows in a screen are the views of `serve.views`, worded and held back by the desk as at every other door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from onrecord.serve.chains import Origins, Step
from onrecord.serve.news import News
from onrecord.serve.passages import Piece
from onrecord.serve.views import (
    Actor,
    DesignationLine,
    Finds,
    Linked,
    MembershipLine,
    Overview,
    PageLine,
    PageView,
    Renderings,
    Run,
    StoryView,
    Told,
)
from onrecord.serve.why import Why
from onrecord.store.history import Build

T = TypeVar("T")
V = TypeVar("V")

ON_A_SHEET = 50
"""Rows on one sheet of a long list."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One sheet of a list: its rows, its number from 1, how many sheets and how many rows there are in all."""

    rows: tuple[T, ...]
    number: int
    sheets: int
    total: int

    def showing(self, rows: Iterable[V]) -> Sheet[V]:
        """The sheet with its rows as they are shown."""
        return Sheet(tuple(rows), self.number, self.sheets, self.total)


def sheet_of(rows: Sequence[T], number: int) -> Sheet[T]:
    """The sheet with a number; beyond the last one it is the last."""
    sheets = max(1, -(-len(rows) // ON_A_SHEET))
    number = min(max(number, 1), sheets)
    return Sheet(tuple(rows[(number - 1) * ON_A_SHEET : number * ON_A_SHEET]), number, sheets, len(rows))


@dataclass(frozen=True, slots=True)
class Cover:
    """How many pages of an outlet are on record, in all and in each of the weeks shown."""

    outlet: str
    pages: int
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """`/`: what the record holds and what is new.

    `weeks` are the Mondays of the last weeks with pages, `builds` the last build, `fresh` what it changed: a section
    of the news and its number of items. `stories_in_all` and the like count what is cut from long lists.
    """

    overview: Overview
    builds: tuple[Build, ...]
    fresh: tuple[tuple[str, int], ...]
    weeks: tuple[str, ...]
    covers: tuple[Cover, ...]
    in_all: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: what it is called, how many of the rows shown it keeps, the question that does it."""

    words: str
    count: int
    question: str


@dataclass(frozen=True, slots=True)
class SearchScreen:
    """`/search?q=`: the rows that were found, best first; `trouble` says what of the question cannot be answered."""

    question: str
    finds: Finds | None
    facets: tuple[Facet, ...]
    trouble: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of page text: in which layers it lies, the card it leads to, and the rows that begin here.

    `note` is what the record reads in it (the day that a time means).
    """

    text: str
    layers: tuple[str, ...]
    card: str
    anchors: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block of the page: `kind` as in docs/record.md, empty between blocks."""

    kind: str
    pieces: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand together: the article, or what was left out of it."""

    left_out: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of marks: how many rows it marks, whether they are shown, and the query that turns it over."""

    name: str
    rows: int
    shown: bool
    turned: str


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody on the page who may have a page of their own."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReaderScreen:
    """`/page/<id>`: the page's text with its marks, and all that was read on it."""

    view: PageView
    layers: tuple[Layer, ...]
    sections: tuple[Section, ...]
    names: tuple[Name, ...]
    revisions: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class StatementScreen:
    """`/statement/<id>`: one statement, by which way it came, and what it agrees or differs with."""

    told: Told
    origins: Origins | None
    chains: tuple[tuple[Step, ...], ...]
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class UtteranceScreen:
    """`/utterance/<id>`: one act of saying. `differing` marks, rendering by rendering, the words the first has not."""

    renderings: Renderings
    differing: tuple[tuple[Piece, ...], ...]
    origins: Origins | None
    chains: tuple[tuple[Step, ...], ...]
    held_back: int


@dataclass(frozen=True, slots=True)
class ActorScreen:
    """`/actor/<id>`: somebody in an office or public role, or a body."""

    actor: Actor
    statements: Sheet[Told]
    memberships: tuple[MembershipLine, ...]


@dataclass(frozen=True, slots=True)
class SeriesScreen:
    """`/series/<id>`: the figures of one counted thing in time order, and where accounts of them differ."""

    run: Run
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a story, and for each of its pages whether it reports words of theirs."""

    speaker: str
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class StoryScreen:
    """`/story/<id>`: a story; `voices` tell who is quoted on which of `sides`, the pages that copy no other."""

    story: StoryView
    sides: tuple[PageLine, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ConflictsScreen:
    """`/conflicts`: claim against claim. `held_back` counts those of this sheet that wait for a person's look."""

    sheet: Sheet[Linked]
    held_back: int


@dataclass(frozen=True, slots=True)
class ChangesScreen:
    """`/changes?since=`: what changed since a build or day."""

    news: News
    builds: tuple[Build, ...]


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """`/review`: statements that a person should look at, the least sure first."""

    sheet: Sheet[Told]


@dataclass(frozen=True, slots=True)
class DesignationsScreen:
    """`/designations`: steps of listing by target, each with its source."""

    sheet: Sheet[DesignationLine]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why sources were not read further, how many, and the first of them."""

    stage: str
    why: str
    count: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityScreen:
    """`/quality`: the published threshold, the versions at work, the builds, and what was refused."""

    threshold: float
    versions: Mapping[str, str]
    counts: Mapping[str, int]
    builds: tuple[Build, ...]
    refused: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WhyScreen:
    """`/why/<id>`: from a row back to raw bytes; `held_back` counts rows that are not shown with it."""

    why: Why
    address: str
    held_back: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be shown, why, and what to do; `status` as in HTTP."""

    status: int
    title: str
    detail: str


Body: TypeAlias = (
    OverviewScreen | SearchScreen | ReaderScreen | StatementScreen | UtteranceScreen | ActorScreen | SeriesScreen
    | StoryScreen | ConflictsScreen | ChangesScreen | ReviewScreen | DesignationsScreen | QualityScreen | WhyScreen
    | Problem
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screen:
    """What is sent: `body` under its title, at its permalink, with the words to cite it by."""

    title: str
    path: str
    citation: str
    body: Body


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The row stands at another address."""

    path: str


Answer: TypeAlias = Screen | Elsewhere | Problem
