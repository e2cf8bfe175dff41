"""What is a program told when it cannot be answered? Problem details (RFC 9457), one row for each sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.responses import Response

PROBLEM = "application/problem+json"

PAGE = "/api"
"""The screen that explains the API to people, each sort of problem at its name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in a `parameter` of the address, or in the body at a JSON `pointer` ("#/row")."""

    detail: str
    parameter: str | None = None
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """Why there is no answer (RFC 9457): `type` names the sort, `detail` says what to do, `errors` what was wrong."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of problem: its status and title, and when it is given."""

    status: int
    title: str
    when: str


SORTS: dict[str, Sort] = {
    "malformed": Sort(400, "This cannot be read", "the request is no HTTP or its body no JSON"),
    "sign-in": Sort(401, "Sign in first", "accounts are on, and no valid token or session came along"),
    "not-allowed": Sort(403, "Not yours to ask for", "the role of the account or token does not allow it"),
    "not-on-record": Sort(404, "Not on record", "there is no such row, or none that may be shown"),
    "no-such-method": Sort(405, "Not done here", "the address is there; `Allow` lists what it takes"),
    "not-acceptable": Sort(406, "Only JSON is sent", "`Accept` leaves out application/json"),
    "does-not-fit": Sort(409, "The decision does not fit", "the row is of another kind, or needs another value"),
    "gone": Sort(410, "No longer on record", "the row was on record at an earlier build"),
    "too-large": Sort(413, "This is too much at once", "the body has more than 64 KiB"),
    "media-type": Sort(415, "Only JSON is taken", "the body is not declared as application/json"),
    "invalid": Sort(422, "Something in the request does not fit", "`errors` says what, and where"),
    "broken": Sort(500, "This went wrong here", "an error of ours; what was asked for is in the server's log"),
    "unavailable": Sort(503, "The record cannot be used just now", "another process is writing, or its disk is full"),
}
"""The sorts of problems; their names stand in `type`, after the address of the page that explains them."""

OF_STATUS: dict[int, str] = {sort.status: name for name, sort in SORTS.items()}


class Refused(Exception):  # it refuses a request and is no error of ours
    """A request that is not answered: the sort of problem, what to do, and what was wrong with it."""

    def __init__(self, sort: str, detail: str, errors: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.sort = sort
        self.detail = detail
        self.errors = tuple(errors)


def problem(
    sort: str, detail: str, *, instance: str, errors: Iterable[Fault] = (), headers: Mapping[str, str] = {}
) -> Response:
    """The response for a sort of problem; `instance` is the path that was asked for."""
    kind = SORTS[sort]
    told = ProblemDetails(f"{PAGE}#{sort}", kind.title, kind.status, detail, instance, tuple(errors))
    return Response(
        msgspec.json.encode(told), kind.status, {"cache-control": "no-store"} | dict(headers), media_type=PROBLEM
    )


def sort_of(status: int) -> str:
    """The sort of problem for a status that the framework gives."""
    return OF_STATUS.get(status, "invalid" if status < 500 else "broken")


def faults_of(errors: Iterable[Any]) -> tuple[Fault, ...]:
    """What was wrong with a request, from the errors that its validation gave; nothing of the request is repeated."""
    return tuple(_fault(error) for error in errors)


def _fault(error: Mapping[str, Any]) -> Fault:
    place, *path = error["loc"]
    said = str(error["msg"])
    if place == "body":
        return Fault(said, pointer="#" + "".join(f"/{_escaped(str(part))}" for part in path))
    return Fault(said, parameter=".".join(str(part) for part in path))


def _escaped(part: str) -> str:
    """A name as it stands in a JSON pointer (RFC 6901)."""
    return part.replace("~", "~0").replace("/", "~1")
