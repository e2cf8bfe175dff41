"""How is the API put together? One route for each row of the table, and one answer for each thing that goes wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, TypeAlias

import msgspec
from fastapi import Body, FastAPI, Path, Query
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp

from onrecord.errors import NotOnRecord, OnRecordError, RecordError
from onrecord.serve.accounts.person import NOBODY_NAMED, Person
from onrecord.serve.api.asking import Asking, Endpoint
from onrecord.serve.api.describing import document
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.serve.api.given import NAME, NUMBER
from onrecord.serve.api.problems import PAGE, Refused, faults_of, problem, sort_of
from onrecord.serve.api.sending import JSON, LARGEST, Edge, check_accepts, sent
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.store import Record
from onrecord.store.history import last_build
from onrecord.store.snapshot import snapshot_of

Who: TypeAlias = Callable[[Request], Person]
"""Tells who asks."""


def api_of(record: Record, *, who: Who = lambda request: NOBODY_NAMED) -> ASGIApp:
    """The API of a record, which stays its caller's to close; `who` tells who asks."""
    return Edge(routed, {"record": record, "who": who})


@cache
def routed() -> FastAPI:
    """The API as FastAPI routes it, for any record: which one, and who asks, comes with the request."""
    app = FastAPI(title="onrecord", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    for endpoint in ENDPOINTS:
        app.add_api_route(
            endpoint.path,
            _route(endpoint),
            methods=[endpoint.method],
            operation_id=endpoint.name,
            summary=endpoint.summary,
            description=inspect.getdoc(endpoint.given),
            response_model=endpoint.gives,
            status_code=201 if endpoint.method == "POST" else 200,
            tags=[endpoint.path.split("/")[1]],
        )
    app.add_api_route("/openapi.json", _document(app), include_in_schema=False)
    app.add_api_route("/", lambda: RedirectResponse(PAGE, 303), include_in_schema=False)
    for kind, handler in HANDLERS:
        app.add_exception_handler(kind, handler)
    return app


def _document(app: FastAPI) -> Callable[[Request], Response]:
    """Sends the API's document, which is made when it is first asked for."""
    made = cache(lambda: msgspec.json.encode(document(app)))

    def answer(request: Request) -> Response:
        return sent(made(), request, None)

    return answer


def _route(endpoint: Endpoint) -> Callable[..., Response]:
    """The function that FastAPI calls; its signature says what the address, its question and its body may hold."""

    def answer(request: Request, given: Any, **told: Any) -> Response:
        check_accepts(request.headers)
        person = request.scope["who"](request)
        if not person.may(endpoint.role):
            raise Refused("not-allowed", f"this needs the role {endpoint.role}; you are here as {person.role}")
        record: Record = request.scope["record"]
        if not endpoint.reads:
            return sent(endpoint.answer(_asking(record, request, person, given, told)), request, None)
        with snapshot_of(record) as still:
            asking = _asking(still, request, person, given, told)
            return sent(endpoint.answer(asking), request, asking.build)

    answer.__signature__ = inspect.Signature(list(_parameters(endpoint)))  # type: ignore[attr-defined]
    return answer


def _parameters(endpoint: Endpoint) -> Any:
    """What FastAPI is to take from a request, and to check."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    yield inspect.Parameter("request", keyword, annotation=Request)
    yield inspect.Parameter("given", keyword, annotation=Annotated[endpoint.given, Query()])
    if "{id}" in endpoint.path:
        shape = NUMBER if endpoint.path.startswith("/refusals/") else NAME
        yield inspect.Parameter("id", keyword, annotation=Annotated[str, Path(pattern=shape)])
    if endpoint.takes:
        yield inspect.Parameter("body", keyword, annotation=Annotated[endpoint.takes, Body()])


def _asking(record: Record, request: Request, person: Person, given: Any, told: dict[str, Any]) -> Asking:
    built = last_build(record)
    return Asking(
        record=record,
        desk=Desk(Holdings(record)),
        build=built[0] if built else None,
        name=told.get("id", ""),
        given=given,
        body=told.get("body"),
        by=person,
        root=_root(request),
        path=request.url.path,
    )


def _root(request: Request) -> str:
    """The API's own address, wherever it is mounted."""
    return str(request.scope.get("root_path", ""))


# What goes wrong


def _told(request: Request, sort: str, detail: str, **more: Any) -> Response:
    return problem(sort, detail, instance=request.url.path, **more)


async def _refused(request: Request, error: Any) -> Response:
    return _told(request, error.sort, error.detail, errors=error.errors)


async def _failed(request: Request, error: Any) -> Response:
    """What the store and the stages raise on purpose: their messages are for a person and say what to do."""
    kinds = ((NotOnRecord, "not-on-record"), (RecordError, "unavailable"), (OnRecordError, "invalid"))
    return _told(request, next(sort for kind, sort in kinds if isinstance(error, kind)), str(error))


async def _misread(request: Request, error: Any) -> Response:
    """A request that does not fit: no JSON though a body is taken, broken JSON, or values out of their shape."""
    found = error.errors()
    in_body = any(each["loc"][:1] == ("body",) for each in found)
    if in_body and request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        return _told(request, "media-type", f"send the body as Content-Type: {JSON}")
    if any(each["type"] == "json_invalid" for each in found):
        return _told(request, "malformed", "the body is no JSON")
    return _told(request, "invalid", "see errors, and /openapi.json for what fits", errors=faults_of(found))


async def _unrouted(request: Request, error: Any) -> Response:
    sort = sort_of(error.status_code)
    if sort == "no-such-method":
        allowed = ", ".join(sorted(_methods(request)))
        return _told(request, sort, f"this address takes {allowed}", headers={"allow": allowed})
    return _told(request, sort, UNROUTED.get(sort, str(error.detail)))


UNROUTED: dict[str, str] = {
    "not-on-record": "no such address; /openapi.json lists them all",
    "too-large": f"a body may have {LARGEST} bytes",
}
"""What to do where the framework found no answer."""


def _methods(request: Request) -> set[str]:
    """What may be done at the address that was asked for."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    methods = {method for route in routes for method in route.methods}
    return methods | ({"HEAD"} if "GET" in methods else set())


async def _broken(request: Request, error: Exception) -> Response:
    return _told(request, "broken", "try again; if it stays so, the server's log tells more")


HANDLERS: tuple[tuple[Any, Any], ...] = (
    (Refused, _refused),
    (OnRecordError, _failed),
    (RequestValidationError, _misread),
    (HTTPException, _unrouted),
    (Exception, _broken),
)
"""Who answers for each sort of error."""
