"""What is asked of a screen or a deed, and what can be answered?

A screen is one frozen dataclass (its docstring and fields are its documentation) that feeds its page, its JSON and
its CSV. A deed is what a person does: it changes the record and leads back to a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import quote

from starlette.datastructures import FormData

from onrecord.errors import NotOnRecord
from onrecord.serve.accounts.person import NOBODY_NAMED, Caller, Person, somebody_here
from onrecord.serve.desk import NO_ACTOR, Desk
from onrecord.serve.intake.intake import Intake
from onrecord.serve.words import day_of
from onrecord.store import Record, history

T = TypeVar("T")
V = TypeVar("V")

ADDRESSES: dict[str, str] = {
    "pages": "/page/{id}",
    "statements": "/statement/{id}",
    "figures": "/page/{page}#{id}",
    "entities": "/actor/{id}",
    "stories": "/story/{id}",
    "utterances": "/utterance/{id}",
    "series": "/series/{id}",
}
"""Where rows of a kind are shown; those of any other kind have their trail and nothing more."""

ON_A_SHEET = 50
"""Rows on one sheet of a long list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and of what.

    `record` and its `desk`; `name`, the id in the address; `given`, what stands after the question mark; `form`, what
    a person filled in (of a deed); `by`, who asks, and `caller`, how they came in; `token`, which every form must
    carry (see guard.py); `intake`, what builds in what was brought, None where nothing can be brought.
    """

    record: Record
    desk: Desk
    name: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    form: FormData = field(default_factory=FormData)
    by: Person = NOBODY_NAMED
    token: str = ""
    caller: Caller = field(default_factory=somebody_here)
    intake: Intake | None = None

    def sheet(self) -> int:
        """The number of the sheet asked for; the first one where it is no number."""
        told = self.given.get("sheet", "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 1

    def filled(self, name: str) -> str:
        """What stands in a field of the form, without spaces around it; empty where there is none, or a file."""
        return self.typed(name).strip()

    def typed(self, name: str) -> str:
        """What stands in a field of the form, to the letter; empty where there is none, or a file."""
        words = self.form.get(name, "")
        return words if isinstance(words, str) else ""


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


def sheet_path(path: str, number: int) -> str:
    """The address of a sheet of a list; the first one is the list's own."""
    return f"{path}?sheet={number}" if number > 1 else path


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be shown or done, why, and what to do; `status` as in HTTP.

    `wait` are the seconds after which it can be tried again; 0 where waiting does not help.
    """

    status: int
    title: str
    detail: str
    wait: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What is told beside it (RFC 9110, 10.2.3)."""
        return {"retry-after": str(self.wait)} if self.wait else {}


@dataclass(frozen=True, slots=True)
class Screen:
    """What is sent: `body`, a screen's dataclass, under its title, at its permalink, with the words to cite it by."""

    title: str
    path: str
    citation: str
    body: object


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The row stands, or the deed leads, to another address.

    `rows` are those that the deed was done to, for the audit log; by default the one in its own address. `session` is
    what the browser keeps from here on as its session; empty, it keeps none.
    """

    path: str
    rows: tuple[str, ...] | None = None
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """A file to keep, line by line as JSON, under its name."""

    name: str
    lines: tuple[bytes, ...]


Answer: TypeAlias = Screen | Elsewhere | Problem | Lines

Answering: TypeAlias = Callable[[Asked], Answer]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person does by POST to `path`, who must have `role`.

    `done` does it and leads `Elsewhere`; where it cannot, it answers with a Problem, or with a Screen that keeps what
    was typed, printed by `template` and sent with `status`. `largest` is how many bytes the form may have. What was
    done is noted in the audit log, unless the function `notes_itself`.
    """

    path: str
    role: str
    done: Answering
    template: str = ""
    largest: int = 1_000_000
    status: int = 409
    notes_itself: bool = False


WAITS = Problem(
    404, "Waits for a person's look", "Nothing of this row may be shown before review; its statements are in the list."
)

PRIVATE = Problem(404, "No page for this name", NO_ACTOR[0].upper() + NO_ACTOR[1:] + ".")


def address_of(kind: str, row: Any) -> str:
    """Where a row is shown."""
    pattern = ADDRESSES.get(kind, "/why/{id}")
    return pattern.format(id=quote(row.id, safe=""), page=quote(getattr(row, "page", ""), safe=""))


def one_of(asked: Asked, kind: str) -> Any:
    """The row of a kind that an address names, or where the address should have pointed. Raises NotOnRecord."""
    if there := asked.desk.holdings.table(kind).get(asked.name):
        return there
    return Elsewhere(address_of(*asked.desk.holdings.find(asked.name)))


def screen_of(asked: Asked, title: str, path: str, body: object, *, cite: str = "") -> Screen:
    """A screen under its title, with the words to cite it by: `cite` or the title, the record and its build."""
    built = history.last_build(asked.record)
    build = f", build {built[0]} of {day_of(built[1][:10])}" if built else ""
    record = f"record {asked.record.name}{build}"
    name = f"; onrecord {asked.name}" if asked.name else ""
    return Screen(title, path, f"{cite}; {record}" if cite else f"{title}; {record}{name}", body)


def answered(answer: Answering, asked: Asked) -> Answer:
    """The answer, or what a reader is told when there is no such row."""
    try:
        return answer(asked)
    except NotOnRecord as error:
        return Problem(404, "Not on record", str(error))
