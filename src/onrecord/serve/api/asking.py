"""What is asked of the API, and what can be answered?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from onrecord.serve.accounts.person import Person
from onrecord.serve.desk import Desk
from onrecord.store import Record


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, and of what.

    `record` as it stood when it was asked, its `desk` and its last `build`; `name`, the id in the address; `given`,
    what stands after the question mark; `body`, what was sent along; `by`, who asks; `path`, the whole address, and
    `root`, the API's own.
    """

    record: Record
    desk: Desk
    build: int | None
    name: str
    given: Any
    body: Any
    by: Person
    root: str
    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """A row that was written, and where it stands."""

    row: object
    path: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The row stands at another address."""

    path: str


Answering: TypeAlias = Callable[[Asking], Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API: how it is asked, who may ask, and what is answered.

    `gives` is the type of the answer, `given` and `takes` are what may stand after the question mark and in the body;
    `summary` is what it is for.
    """

    method: str
    path: str
    name: str
    role: str
    summary: str
    answer: Answering
    gives: Any
    given: type[BaseModel]
    takes: type[BaseModel] | None = None

    @property
    def reads(self) -> bool:
        """Whether it leaves the record as it is."""
        return self.method == "GET"
