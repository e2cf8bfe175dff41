"""How is the reading of a delivery followed while it goes on? By server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import anyio
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.errors import NotOnRecord
from onrecord.serve.intake.deliveries import OPEN, Delivery, Shelf
from onrecord.serve.web.asking import Problem
from onrecord.serve.web.screens.add import progress_of
from onrecord.serve.web.sending import as_json

EVERY = 0.5
"""Seconds between two looks at the journal."""

LONGEST = 600
"""Looks before the browser is left to ask again by itself, so that no connection stays for ever."""


PROGRESS = "/add/{name}/progress"


def following(shelf: Shelf, closing: Callable[[], bool]) -> Callable[[Request], Response]:
    """The endpoint that tells what becomes of a delivery, as it happens, until it ends or the server does."""

    def followed(request: Request) -> Response:
        name = request.path_params["name"]
        try:
            shelf.delivery(name)
        except NotOnRecord as error:
            return as_json(Problem(404, "Not on record", str(error)))
        return StreamingResponse(_events(shelf, name, closing), media_type="text/event-stream")

    return followed


async def _events(shelf: Shelf, name: str, closing: Callable[[], bool]) -> AsyncIterator[bytes]:
    told: Delivery | None = None
    for _ in range(LONGEST):
        found = await run_in_threadpool(shelf.delivery, name)
        if found != told:
            yield _event(found)
            told = found
        if found.state not in OPEN or closing():
            return
        await anyio.sleep(EVERY)


def _event(found: Delivery) -> bytes:
    told = {"told": progress_of(found), "done": found.done, "total": found.total, "open": found.state in OPEN}
    return b"data: " + msgspec.json.encode(told) + b"\n\n"
