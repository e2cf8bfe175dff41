"""What should a person look at next, and what did people decide?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from onrecord.serve import queues
from onrecord.serve.items import Decided, Item, decided_of, decision_of, item_of, items_of, lately, orphaned
from onrecord.serve.opinions import Agreement, agreement_of, opinions_of
from onrecord.serve.queues import Queue
from onrecord.serve.web.asking import Answer, Asked, Lines, Screen, Sheet, screen_of, sheet_of
from onrecord.serve.web.settled import settles_at_once
from onrecord.store import lines_of

ON_A_SHEET = 20
"""Rows on a sheet of a queue: each has its passage and its forms."""

MOST_DONE = 50
"""Decisions just given that are listed to be taken back."""

QUEUES: dict[str, tuple[str, str, Callable[..., Queue]]] = {
    "statements": ("Statements", "statement", queues.waiting),
    "figures": ("Figures", "figure", queues.unseen_figures),
    "conflicts": ("Accounts differ", "pair", queues.unseen_conflicts),
    "names": ("Joined names", "joining", queues.joined_names),
    "differing": ("Opinions differ", "row", queues.differing),
    "mine": ("Given to me", "row", queues.waiting),
}
"""The queues: what each is called, what is in it, and what finds it."""

LISTS: dict[str, tuple[str, str, Callable[[Asked], list[Decided]]]] = {
    "decided": ("Decided", "decision", lambda asked: lately(asked.record, asked.desk)),
    "waiting": ("Words gone", "decision", lambda asked: orphaned(asked.record) if asked.record.settled else []),
}
"""The lists of decisions: what each is called, what is in it, and what makes it."""


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """`/review?kind=`: rows to look at, or decisions.

    `sheet` has the rows of the queue `kind`, the least sure and most used first; or decisions, the latest first, with
    the `agreement` of those who judged the same rows. `done` are decisions just given, which can be taken back;
    `changed` counts rows that a deed left alone, since somebody had changed them. `settled` and `at_once` tell whether
    decisions show everywhere already, and whether each does at once.
    """

    kind: str
    noun: str
    sheet: Sheet[Any]
    agreement: Agreement | None
    done: tuple[Decided, ...]
    changed: int
    settled: bool
    at_once: bool

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The queues and lists that there are, and what each is called."""
        return tuple((name, told[0]) for name, told in (*QUEUES.items(), *LISTS.items()))

    @property
    def path(self) -> str:
        """The address of this queue."""
        return f"/review?kind={self.kind}"


def review(asked: Asked) -> Answer:
    """`/review`: a queue of rows to look at, or a list of decisions; unless told, the statements that wait."""
    kind = asked.given.get("kind", "")
    kind = kind if kind in QUEUES or kind in LISTS else next(iter(QUEUES))
    listed = kind in LISTS
    body = ReviewScreen(
        kind=kind,
        noun=(LISTS if listed else QUEUES)[kind][1],
        sheet=sheet_of(LISTS[kind][2](asked), asked.sheet()) if listed else _sheet(asked, kind),
        agreement=_agreement(asked) if listed else None,
        done=tuple(_done(asked)),
        changed=int(told) if (told := asked.given.get("changed", "")).isdecimal() and len(told) < 9 else 0,
        settled=asked.record.settled,
        at_once=settles_at_once(asked.record),
    )
    number = f"&sheet={body.sheet.number}" if body.sheet.number > 1 else ""
    path = "/review" + (f"?kind={kind}{number}" if number or kind != next(iter(QUEUES)) else "")
    return screen_of(asked, "For review", path, body)


def _sheet(asked: Asked, kind: str) -> Sheet[Item]:
    """A sheet of a queue; beyond the last one it is the last."""
    find = queues.mine(asked.by.name) if kind == "mine" else QUEUES[kind][2]
    number = max(1, asked.sheet())
    found = find(asked.record, asked.desk, first=(number - 1) * ON_A_SHEET, most=ON_A_SHEET)
    sheets = max(1, -(-found.total // ON_A_SHEET))
    if number > sheets:
        number = sheets
        found = find(asked.record, asked.desk, first=(number - 1) * ON_A_SHEET, most=ON_A_SHEET)
    return Sheet(tuple(items_of(asked.record, asked.desk, found.rows)), number, sheets, found.total)


def _agreement(asked: Asked) -> Agreement:
    judged = asked.desk.holdings.all_judged().values()
    return agreement_of(opinions_of(several).values() for several in judged)


def _done(asked: Asked) -> list[Decided]:
    names = asked.given.get("done", "").split(",")[:MOST_DONE]
    held = asked.desk.holdings.judgements
    held.bring(names)
    found = [row for name in names if (row := held.get(name)) and row.by.startswith("person:")]
    return [decision_of(row, "withdrawn" if row.withdrawn else "stands") for row in found]


@dataclass(frozen=True, slots=True)
class ClashScreen:
    """What is shown to somebody whose form came after another's: the row as it is now, and what was typed.

    `item` is None where the row is gone; `decided` are the decisions on it. `typed` are the fields of the form. `busy`
    tells that the row is as it was, and a build is writing.
    """

    row: str
    item: Item | None
    decided: tuple[Decided, ...]
    typed: dict[str, str]
    busy: bool


def clash(asked: Asked, typed: dict[str, str], *, busy: bool = False) -> Screen:
    """The row as it stands now, with what was typed kept."""
    item = item_of(asked.record, asked.desk, asked.name)
    decided = tuple(decided_of(asked.desk.holdings.judged(asked.name)))
    body = ClashScreen(asked.name, item, decided, typed, busy)
    return Screen(
        "A build is writing" if busy else "Somebody was here before you", f"/row/{quote(asked.name, safe='')}", "", body
    )


def with_done(back: str, done: list[str], changed: int = 0) -> str:
    """The address to go back to, with what was just done, so that it can be taken back."""
    address, _, rest = back.partition("#")
    path, _, asked = address.partition("?")
    kept = [part for part in asked.split("&") if part and not part.startswith(("done=", "changed="))]
    if path == "/review":
        kept += [f"done={','.join(done[:MOST_DONE])}"] if done else []
        kept += [f"changed={changed}"] if changed else []
    query = "&".join(kept)
    return f"{path}{'?' + query if query else ''}{'#' + rest if rest else ''}"


def judgements(asked: Asked) -> Answer:
    """`/judgements.jsonl`: all that people decided of rows, as another record takes it in."""
    return Lines("judgements.jsonl", tuple(lines_of(asked.record)))
