"""What does a reader see? One frozen view per thing shown; terminal, JSON and report all print the same views.

A view holds finished sentences and passages. The views decide what may be shown where (see harm.py); printing them
decides nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.model import Refusal
from onrecord.serve.passages import Passage


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page in one line: who published it, when, under which title, and what it copies or points to."""

    id: str
    source: str
    outlet: str
    title: str
    day: str
    url: str | None
    copies: tuple[str, ...]
    refused: str | None
    corrected: Passage | None
    revision_of: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as we pass it on. `lead` is "OUTLET reports that X said"; `held_back` is why it goes no further."""

    id: str
    lead: str
    speaker: str
    office: str
    words: str
    manner: str
    verbatim: bool
    repaired: bool
    cue: str
    day: str
    occasion: str
    confidence: float
    review: str
    held_back: str | None
    page: PageLine
    passage: Passage
    citation: str
    utterance: str | None
    also: tuple[str, ...] = ()
    """Outlets that carry the same words of the same speaker: shown once, counted by their origins elsewhere."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as we pass it on. `lead` is "OUTLET reports, citing X"; bounds are null where open."""

    id: str
    lead: str
    words: str
    bounds: str
    low: float | None
    high: float | None
    modifier: str
    unit: str
    counted: str
    as_of: str
    via: str | None
    confidence: float
    review: str
    page: PageLine
    passage: Passage
    also: tuple[str, ...] = ()
    """Outlets that give the same number in the same words, from the same giver and day."""


@dataclass(frozen=True, slots=True)
class Renderings:
    """One act of saying in all its renderings, side by side."""

    id: str
    speaker: str
    day: str
    origins: str
    variants: tuple[str, ...]
    tellings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of one counted thing in time order, with what can be said of them together."""

    id: str
    counted: str
    unit: str
    scope: str
    verdict: str
    figures: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Two rows that belong together, both shown. Of accounts that differ, `why` tells where, never which is true.

    `held_back` counts ends that wait for a person's look: they are not shown here, and the reason neither.
    """

    id: str
    kind: str
    between: str
    why: str
    by: str
    statements: tuple[Told, ...]
    figures: tuple[Counted, ...]
    pages: tuple[PageLine, ...]
    held_back: int


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story: its pages, what they report, and from how many independent origins."""

    id: str
    headline: str
    days: str
    origins: str
    pages: tuple[PageLine, ...]
    renderings: tuple[Renderings, ...]
    statements: tuple[Told, ...]
    runs: tuple[Run, ...]
    differences: tuple[Linked, ...]
    held_back: int


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office as one page words it."""

    id: str
    title: str
    organization: str
    day: str
    page: PageLine
    passage: Passage
    also: tuple[str, ...] = ()
    """Outlets that word the office the same way."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in an office or public role, or a body: the offices pages name, and what is reported of them."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    statements: tuple[Told, ...]
    note: str


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """Who belongs to which body, in which role, as one page words it."""

    id: str
    member: str
    body: str
    role: str
    day: str
    page: PageLine
    passage: Passage


@dataclass(frozen=True, slots=True)
class DesignationLine:
    """A step of listing, as one page words it."""

    id: str
    target: str
    status: str
    authority: str
    by: str
    day: str
    basis: str
    effect: str
    page: PageLine
    passage: Passage


@dataclass(frozen=True, slots=True)
class Joined:
    """A link of a row, as a sentence: what it joins the row with, why, and which rule or person says so."""

    id: str
    kind: str
    words: str
    other: str
    why: str
    by: str
    score: float


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of a live blog: when it was posted (EDTF), under which heading or with which first words."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with everything read on it, the statements that are held back elsewhere included.

    `about` is what is known of the page beside its line: kind, subtitle, author, section and the notes of its reading.
    """

    line: PageLine
    language: str
    dated: str
    story: str | None
    about: Mapping[str, str]
    entries: tuple[EntryLine, ...]
    statements: tuple[Told, ...]
    figures: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A row that has no view of its own: its fields as stored, and its words where it stands on a page."""

    fields: Mapping[str, Any]
    page: PageLine | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that a search found, and the passage with the words."""

    page: PageLine
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ActorLine:
    """A name in one line: its office or kind, and how many statements are reported of it."""

    id: str
    name: str
    office: str
    statements: int


View: TypeAlias = (
    PageView | Told | Counted | Renderings | Run | Linked | StoryView | Actor
    | OfficeLine | MembershipLine | DesignationLine | Joined | Plain | PageHit | ActorLine
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """`onrecord show RECORD ID`: one row of any kind, and what the record joins it with."""

    kind: str
    id: str
    view: View
    joined: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in one line."""

    id: str
    headline: str
    days: str
    pages: int
    origins: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`onrecord build`: what came in, what the record now holds, what was not read."""

    record: str
    pages: int
    skipped: int
    revised: int
    counts: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Finds:
    """`onrecord search`: what was found, best first, each row worded as everywhere else.

    `held_back` counts statements that hold the words and wait for a person's look.
    """

    words: str
    found: tuple[View, ...]
    held_back: int


@dataclass(frozen=True, slots=True)
class Review:
    """`onrecord show RECORD --review`: statements that a person should look at before they are passed on."""

    statements: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`onrecord show RECORD`: what the record holds, in one screen or two."""

    counts: Mapping[str, int]
    notice: str
    corrections: tuple[PageLine, ...]
    stories: tuple[StoryLine, ...]
    actors: tuple[ActorLine, ...]
    runs: tuple[Run, ...]
    differences: tuple[Linked, ...]
    review: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """`onrecord report RECORD FILE.html`: the whole record on one page."""

    title: str
    made: str
    notice: str
    text: str
    counts: Mapping[str, int]
    corrections: tuple[PageLine, ...]
    stories: tuple[StoryView, ...]
    runs: tuple[Run, ...]
    differences: tuple[Linked, ...]
    actors: tuple[Actor, ...]
    memberships: tuple[MembershipLine, ...]
    designations: tuple[DesignationLine, ...]
    review: tuple[Told, ...]
    pages: tuple[PageLine, ...]
    refusals: tuple[Refusal, ...]
