"""With accounts on: who is there, and may they come in here?

Wraps the app. Every address names the least role that it needs, in ROLES_NEEDED or in its deed; one that is named
nowhere is answered to nobody. Whoever is not logged in sees the way in and nothing else. What is asked is read where
the router reads it (`scope["path"]`), never from an address put together with the Host that was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.errors import RecordError
from onrecord.serve.accounts import sessions, tokens
from onrecord.serve.accounts.person import VISITOR, Caller, Person
from onrecord.serve.api.problems import problem as as_details
from onrecord.serve.api.problems import sort_of
from onrecord.serve.web.asking import Problem
from onrecord.serve.web.deeds import ACCOUNT_DEEDS, DEEDS
from onrecord.serve.web.guard import SAFE, host_of, is_loopback, was_passed_on
from onrecord.serve.web.sending import as_json, problem
from onrecord.store import Record

ANYBODY = ""
"""The role of somebody who is not logged in."""

ROLES_NEEDED: dict[str, str] = {
    "/static/{rest:path}": ANYBODY,
    "/login": ANYBODY,
    "/": "reader",
    "/search": "reader",
    "/conflicts": "reader",
    "/changes": "reader",
    "/designations": "reader",
    "/quality": "reader",
    "/page/{name}": "reader",
    "/page/{name}/saved": "reader",
    "/statement/{name}": "reader",
    "/utterance/{name}": "reader",
    # Whose office is public has a page for every reader; who has none has a page for nobody, admins included.
    "/actor/{name}": "reader",
    "/series/{name}": "reader",
    "/story/{name}": "reader",
    "/why/{name}": "reader",
    "/row/{name}": "reader",
    "/timeline": "reader",
    "/network": "reader",
    "/map": "reader",
    # What waits for a person's look, in one heap, is for those who look; a reader meets it on its page, with its doubt.
    "/review": "reviewer",
    "/judgements.jsonl": "reviewer",
    "/add": "editor",
    "/add/{name}": "editor",
    "/add/{name}/progress": "editor",
    "/api": "reader",
    "/api/v1": "reader",
    "/api/v1/{rest:path}": "reader",
    "/account": "reader",
    "/users": "admin",
    "/audit": "admin",
}
"""The least role for reading at an address; a screen's JSON and CSV need what the screen needs."""

API = "/api/"

API_WRITES = "reviewer"
"""The least role for writing through the API: what is written there is judgements."""

IN_PERSON: frozenset[str] = frozenset({"/account", "/users", "/audit"})
"""Screens that no token opens: a token that can make tokens would never end."""

TWIN = re.compile(r"\.(?:json|csv)$")
"""What stands after a screen's address where its JSON or CSV is asked for."""

OUTSIDE = Problem(401, "Log in first", "Send a token as: Authorization: Bearer TOKEN, or log in at /login.")
LOGGED_OUT = Problem(
    401, "You are not logged in", "Nothing was changed. Log in, then go back in your browser and load that page again."
)
NO_SUCH = Problem(404, "No such page", "The overview leads to everything that is on record.")
ONLY_IN_PERSON = Problem(403, "Not for tokens", "This is done by a person who is logged in, in the browser.")
ONLY_BY_TOKEN = Problem(403, "Only with a token", "The API is written to with: Authorization: Bearer TOKEN.")

REALM = {"www-authenticate": 'Bearer realm="onrecord"'}

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present."""
    return datetime.now(UTC)


def role_needed(method: str, path: str) -> str | None:
    """The least role for an address, ANYBODY's included; None when no row of the tables names it."""
    if method not in SAFE:
        return _named(path, WRITING)
    screen = TWIN.sub("", path)
    return _named("/" if screen == "/index" else screen, READING)


def _named(path: str, rows: Iterable[tuple[re.Pattern[str], str]]) -> str | None:
    return next((role for pattern, role in rows if pattern.match(path)), None)


def _patterns(roles: dict[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compile_path(path)[0], role) for path, role in roles.items())


READING = _patterns(ROLES_NEEDED)
WRITING = _patterns({deed.path: deed.role for deed in (*DEEDS, *ACCOUNT_DEEDS)} | {"/api/v1/{rest:path}": API_WRITES})


class Gate:
    """Lets in whoever may, and notes in the request who it is."""

    def __init__(self, app: ASGIApp, record: Record, clock: Clock) -> None:
        self.app, self.record, self.clock = app, record, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            caller = await run_in_threadpool(self._caller, request)
        except RecordError as error:
            await _told(request, Problem(503, "The record cannot be used just now", str(error)))(scope, receive, send)
            return
        scope["caller"] = caller
        refusal = _refusal(request, caller)
        await (refusal or self.app)(scope, receive, send)

    def _caller(self, request: Request) -> Caller:
        secret, at = request.cookies.get(cookie_of(request), ""), self.clock()
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        by_token = kind.lower() == "bearer"
        found: Person | None = None
        if by_token:
            found = tokens.person_of(self.record, bearer.strip(), at)
        elif secret:
            found = sessions.person_of(self.record, secret, at)
        address = request.client.host if request.client else ""
        return Caller(found or VISITOR, at, secret, address, private=_private(request), by_token=by_token)


def _refusal(request: Request, caller: Caller) -> Response | None:
    """Why somebody may not come in here, as it is sent; None when they may."""
    needed, reads = role_needed(request.method, request.scope["path"]), request.method in SAFE
    if needed == ANYBODY:
        return None
    if not caller.person.role:
        return _way_in(request, caller)
    if needed is None:
        return _told(request, NO_SUCH)
    api = request.scope["path"].startswith(API)
    if caller.by_token and not (api or (reads and TWIN.sub("", request.scope["path"]) not in IN_PERSON)):
        return _told(request, ONLY_IN_PERSON)
    if api and not reads and not caller.by_token:
        return _told(request, ONLY_BY_TOKEN)
    return None if caller.person.may(needed) else _told(request, forbidden(caller.person, needed))


def forbidden(person: Person, role: str) -> Problem:
    """What somebody is told who may not do this."""
    return Problem(403, "Not yours to do", f"This needs the role {role}; you are here as {person.role}.")


def _way_in(request: Request, caller: Caller) -> Response:
    if _by_program(request) or caller.by_token:
        return _told(request, OUTSIDE, REALM)
    if request.method not in SAFE:
        return _told(request, LOGGED_OUT, REALM)
    query = request.scope["query_string"].decode("latin-1")
    path = quote(request.scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(f"/login?{urlencode({'onward': path})}" if path != "/" else "/login", 303)


def _told(request: Request, why: Problem, headers: dict[str, str] | None = None) -> Response:
    if request.scope["path"].startswith(API):
        told = f"{why.title}. {why.detail}"
        answer = as_details(sort_of(why.status), told, instance=request.scope["path"])
    else:
        answer = as_json(why) if _by_program(request) else problem(why, None)
    answer.headers.update(headers or {})
    return answer


def _by_program(request: Request) -> bool:
    """Whether a program asks, which can do nothing with a page."""
    path = request.scope["path"]
    return path.startswith(API) or TWIN.search(path) is not None or "authorization" in request.headers


def _private(request: Request) -> bool:
    """Whether nobody on the way can read along: by https, or within this machine."""
    here = request.client is not None and is_loopback(request.client.host) and is_loopback(host_of(request.scope))
    return request.scope["scheme"] == "https" or (here and not was_passed_on(request.scope))


# The cookie


def cookie_of(request: Request) -> str:
    """The name under which a browser keeps its session.

    By https the prefix keeps other servers of the domain from planting one (RFC 6265bis, 4.1.3.2). Without it, on
    this machine, all ports share their cookies: each server has its own by its port.
    """
    _, port = request.scope.get("server") or ("", None)
    return "__Host-onrecord" if request.scope["scheme"] == "https" else f"onrecord-{port or 80}"


def keep(request: Request, answer: Response, secret: str) -> None:
    """Make the browser keep a session, or drop the one it has when `secret` is empty."""
    private = {"path": "/", "httponly": True, "samesite": "lax", "secure": request.scope["scheme"] == "https"}
    if secret:
        answer.set_cookie(cookie_of(request), secret, max_age=int(sessions.LIFE.total_seconds()), **private)
    else:
        answer.delete_cookie(cookie_of(request), **private)
