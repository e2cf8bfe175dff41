"""What was brought to the record, and how far is it read?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from onrecord.model import Refusal
from onrecord.read.sources import KINDS
from onrecord.serve.intake.deliveries import OPEN, Delivery, Item, State
from onrecord.serve.intake.taking import LARGEST, MOST
from onrecord.serve.views import PageLine
from onrecord.serve.web.asking import Answer, Asked, Problem, Screen, Sheet, screen_of, sheet_of, sheet_path
from onrecord.serve.words import many

ELSEWHERE = Problem(
    409, "Nothing can be added here", "This record lies on a database server: add pages with onrecord build."
)

STATES: Mapping[State, str] = {
    "waiting": "waits for its turn",
    "reading": "is being read",
    "settling": "is read; what its pages say is being compared with the others",
    "done": "is on record",
    "stopped": "was stopped",
    "failed": "could not be built in",
}
"""What has become of a delivery, in words."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was filled in and could not be taken, and why; it is kept in the form."""

    words: str = ""
    address: str = ""
    day: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery in one line: who brought it and when, the names of its first files, what has become of it."""

    id: str
    by: str
    at: str
    names: tuple[str, ...]
    more: int
    state: State
    told: str


@dataclass(frozen=True, slots=True)
class AddScreen:
    """`/add`: bring pages to the record, and see what became of those that were brought."""

    sheet: Sheet[DeliveryLine]
    typed: Typed
    kinds: tuple[str, ...]
    largest: int
    most: int


@dataclass(frozen=True, slots=True)
class DeliveryScreen:
    """`/add/<id>`: one delivery: how far it is, what was refused and why, and the pages that came of it.

    `total` is None while it cannot be known; `known` counts those of `pages` that were on record before, `more` the
    pages that are not listed.
    """

    id: str
    by: str
    at: str
    state: State
    told: str
    why: str
    open: bool
    done: int
    total: int | None
    items: tuple[Item, ...]
    pages: tuple[PageLine, ...]
    known: int
    more: int
    refusals: tuple[Refusal, ...]


NAMED = 3
"""Files of a delivery that its line names."""

UNTYPED = Typed()


def add(asked: Asked) -> Answer:
    """`/add`: bring pages, and see what became of those that were brought."""
    return adding(asked, UNTYPED)


def adding(asked: Asked, typed: Typed) -> Screen | Problem:
    """The screen, with what was typed."""
    if asked.intake is None:
        return ELSEWHERE
    sheet = sheet_of(asked.intake.shelf.deliveries()[::-1], asked.sheet())
    body = AddScreen(sheet.showing(map(_line, sheet.rows)), typed, tuple(KINDS.split(", ")), LARGEST, MOST)
    return screen_of(asked, "Add pages", sheet_path("/add", sheet.number), body)


def delivery(asked: Asked) -> Answer:
    """`/add/<id>`: one delivery."""
    if asked.intake is None:
        return ELSEWHERE
    found = asked.intake.shelf.delivery(asked.name)
    held = asked.desk.holdings.pages
    names = {item.path: item.name for item in found.items if item.path}
    body = DeliveryScreen(
        id=found.id,
        by=found.by,
        at=found.at,
        state=found.state,
        told=progress_of(found),
        why=found.why,
        open=found.state in OPEN,
        done=found.done,
        total=found.total,
        items=found.items,
        pages=tuple(asked.desk.page(page) for page in found.pages if held.get(page)),
        known=len(set(found.known) & set(found.pages)),
        more=found.more,
        refusals=tuple(Refusal(_named(each.source, names), each.stage, each.why) for each in found.refusals),
    )
    return screen_of(asked, f"Added {found.at[:10]}: {_line(found).names[0]}", f"/add/{found.id}", body)


def progress_of(found: Delivery) -> str:
    """How far a delivery is, in one sentence."""
    told = f"It {STATES[found.state]}"
    if found.state not in ("reading", "settling") or not found.done:
        return f"{told}."
    done = f"{found.done:,} of {many(found.total, 'page')}" if found.total else many(found.done, "page")
    return f"{told}: {done} so far, {found.refused:,} refused."


def _line(found: Delivery) -> DeliveryLine:
    names = tuple(item.name for item in found.items)
    return DeliveryLine(
        found.id, found.by, found.at, names[:NAMED], len(names[NAMED:]), found.state, progress_of(found)
    )


def _named(source: str, names: Mapping[str, str]) -> str:
    """A source under the name it was brought with; a row of a container is named with it."""
    path, mark, row = source.partition(", line ")
    return names.get(path, PurePosixPath(path).name if mark else path) + mark + row
