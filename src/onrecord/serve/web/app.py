"""Which address is answered by what?

Each screen has three routes: its page, its JSON and its CSV. Each deed has one, by POST: its form must carry the
token of a page of ours and come from somebody whose role allows it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from time import thread_time
from typing import TypeAlias

import anyio.to_thread
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from onrecord.errors import OnRecordError, RecordError
from onrecord.serve.accounts import audit
from onrecord.serve.accounts.person import Caller, Person, somebody_here
from onrecord.serve.api.app import api_of
from onrecord.serve.api.describing import ROOT
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.serve.intake.intake import Intake, intake_of
from onrecord.serve.web.asking import Answer, Answering, Asked, Deed, Elsewhere, Problem, answered
from onrecord.serve.web.assets import PATH, asset
from onrecord.serve.web.deeds import ACCOUNT_DEEDS, DEEDS
from onrecord.serve.web.following import PROGRESS, following
from onrecord.serve.web.gate import Clock, Gate, forbidden, keep, now
from onrecord.serve.web.guard import Guard
from onrecord.serve.web.screens import ACCOUNT_SCREENS, SCREENS
from onrecord.serve.web.screens.saved import PATH as SAVED
from onrecord.serve.web.screens.saved import as_saved, saved
from onrecord.serve.web.sealing import FIELD, Seal
from onrecord.serve.web.sending import Sender, as_csv, as_json, as_page, problem, twin_of
from onrecord.serve.web.warming import Warming
from onrecord.store import Record
from onrecord.store.snapshot import snapshot_of

THREADS = 6
"""Requests answered at a time. Each may hold two of the record's fifteen connections, and machines have few cores."""

LONGEST = 5_000_000
"""Bytes of one field of a form, which is held in memory: the markup of the longest page that one would paste."""

READING = ["GET", "HEAD"]

UNSEALED = Problem(
    403, "This form cannot be taken", "It is not from a page of this server as it runs now: load the page again."
)

TOO_LARGE = Problem(413, "This is too much at once", "Send less, or add files with: onrecord build")

Who: TypeAlias = Callable[[Request], Person]
"""Tells who asks."""


@dataclass(frozen=True, slots=True)
class Doors:
    """How the app is reached: under which names beside this machine's own, and whether one needs an account."""

    users: bool = False
    names: frozenset[str] = frozenset()
    clock: Clock = now


def caller_of(request: Request) -> Caller:
    """Who came in: as the gate found, or, without accounts, whoever sits at this machine."""
    found: Caller | None = request.scope.get("caller")
    return found or somebody_here()


def who_asks(request: Request) -> Person:
    """Who asks, by name and role."""
    return caller_of(request).person


def app_of(
    record: Record, *, who: Who = who_asks, doors: Doors = Doors(), closing: Callable[[], bool] = lambda: False
) -> ASGIApp:
    """The app for a record, which stays its caller's to close. `closing` tells that the server is about to end."""
    intake = intake_of(record)
    app = FastAPI(title="onrecord", lifespan=_alive(intake, record), docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route(PATH, asset, methods=READING)
    if intake:
        app.add_api_route(PROGRESS, following(intake.shelf, closing), methods=["GET"])
    desk = Counter(record, who, Seal(), intake)
    for path, template, answer in (*SCREENS, *(ACCOUNT_SCREENS if doors.users else ())):
        for ending, sent in (("json", as_json), ("csv", as_csv)):
            app.add_api_route(twin_of(path, ending), desk.screen(answer, sent), methods=READING)
        app.add_api_route(path, desk.screen(answer, as_page(template)), methods=READING)
    app.add_api_route(SAVED, desk.screen(saved, as_saved), methods=READING)
    for deed in (*DEEDS, *(ACCOUNT_DEEDS if doors.users else ())):
        app.add_api_route(deed.path, desk.deed(deed), methods=["POST"])
    app.mount(ROOT, api_of(record, who=who))
    app.add_exception_handler(HTTPException, _unknown)
    return Guard(Gate(app, record, doors.clock) if doors.users else app, doors.names, alone=not doors.users)


def _alive(intake: Intake | None, record: Record) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What runs as long as the server does: what was brought is built in, what is slow to ask for is asked for."""

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        if intake:
            await run_in_threadpool(intake.wake)
        warming = Warming(record)
        yield
        await run_in_threadpool(warming.end)
        if intake:
            await run_in_threadpool(intake.close)

    return alive


class Counter:
    """Takes what is asked over HTTP: who asks, for what, with which form."""

    def __init__(self, record: Record, who: Who, seal: Seal, intake: Intake | None) -> None:
        self.record, self.who, self.seal, self.intake = record, who, seal, intake

    def screen(self, answer: Answering, sent: Sender) -> Callable[[Request], Response]:
        """The endpoint of a screen."""

        def endpoint(request: Request) -> Response:
            began = thread_time()
            asked = self._asked(request)
            told = sent(_tried(at_one_moment(answer), asked), asked)
            told.headers["server-timing"] = f"cpu;dur={1000 * (thread_time() - began):.1f}"
            return told

        return endpoint

    def deed(self, deed: Deed) -> Callable[[Request], object]:
        """The endpoint of a deed; its form is read only as far as it may be long."""
        sent = as_page(deed.template, status=deed.status)

        async def endpoint(request: Request) -> Response:
            asked = self._asked(request)
            if deed.role and not asked.by.may(deed.role):
                return problem(forbidden(asked.by, deed.role), asked)
            async with _limited(request, deed.largest).form(max_part_size=min(deed.largest, LONGEST)) as form:
                asked = replace(asked, form=form)
                if not self.seal.holds(asked.filled(FIELD), asked.by):
                    return problem(UNSEALED, asked)
                answer = await run_in_threadpool(_done, deed, asked)
            told = sent(answer, asked)
            if isinstance(answer, Elsewhere) and answer.session is not None:
                keep(request, told, answer.session)
            return told

        return endpoint

    def _asked(self, request: Request) -> Asked:
        person = self.who(request)
        return Asked(
            record=self.record,
            desk=Desk(Holdings(self.record)),
            name=request.path_params.get("name", ""),
            given=dict(request.query_params),
            form=FormData(),
            by=person,
            token=self.seal.token(person),
            caller=caller_of(request),
            intake=self.intake,
        )


def at_one_moment(answer: Answering) -> Answering:
    """The same answer by one state of the record, however many questions it takes."""

    def answering(asked: Asked) -> Answer:
        with snapshot_of(asked.record) as still:
            return answer(replace(asked, record=still, desk=Desk(Holdings(still))))

    return answering


def _tried(answer: Answering, asked: Asked) -> Answer:
    try:
        return answered(answer, asked)
    except RecordError as error:
        return Problem(503, "The record cannot be used just now", str(error))
    except OnRecordError as error:
        return Problem(422, "This cannot be done", str(error))


def _done(deed: Deed, asked: Asked) -> Answer:
    """What came of a deed, once it is noted in the audit log."""
    answer = _tried(deed.done, asked)
    if deed.notes_itself or not isinstance(answer, Elsewhere):
        return answer
    name = deed.path.partition("/{")[0].strip("/").replace("/", " ")
    try:
        with asked.record.writing() as connection:
            for row in (asked.name,) if answer.rows is None else answer.rows:
                audit.note(connection, asked.by.name, name, row, asked.caller.at)
    except RecordError as error:
        return Problem(503, "Done, but not noted in the audit log", str(error))
    return answer


def _limited(request: Request, largest: int) -> Request:
    """The request, which ends with an error where its body is longer."""
    received = 0

    async def receive() -> object:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > largest:
            raise HTTPException(413)
        return message

    return Request(request.scope, receive)  # type: ignore[arg-type]


TITLES: dict[int, Problem] = {
    404: Problem(404, "No such page", "The overview leads to everything that is on record."),
    413: TOO_LARGE,
}
"""What is answered where no screen is; of other errors it is that this cannot be asked."""


async def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = TITLES.get(status, Problem(status, "This cannot be asked", TITLES[404].detail))
    return as_json(told) if request.url.path.endswith((".json", ".csv")) else problem(told, None)
