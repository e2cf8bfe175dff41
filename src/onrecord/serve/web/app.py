"""How does an answer become a page or JSON?

One route for each screen and one for its JSON. All words pass through Jinja's escaping, and what could reorder a
line is made visible on the way; JSON carries them as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode, urlsplit

import anyio.to_thread
from fastapi import FastAPI
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from onrecord.errors import OnRecordError
from onrecord.serve.charts import chart_of
from onrecord.serve.dating import steps_of
from onrecord.serve.desk import Desk
from onrecord.serve.harm import RESTORED
from onrecord.serve.holdings import Holdings
from onrecord.serve.report import emphasised
from onrecord.serve.terminal import FILES, json_of
from onrecord.serve.views import Counted
from onrecord.serve.visible import UNSAFE, visible
from onrecord.serve.web.answers import SCREENS, Asked, answered
from onrecord.serve.web.guard import Guard
from onrecord.serve.web.screens import Answer, Elsewhere, Problem, Screen
from onrecord.serve.words import day_of, many
from onrecord.store import Record

THREADS = 6
"""Requests answered at a time. Each may hold two of the record's fifteen connections, and machines have few cores."""

ASSETS: dict[str, str] = {"app.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
"""Our own files, and what they are."""

SHORT = 240
"""Characters of a title or name in a heading, link or cell: a page may claim one of megabytes."""

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PROBLEM = "application/problem+json"

Words = str | Markup


def _shown(value: Any) -> Any:
    """Whatever a template prints, without characters that act on its reader."""
    if isinstance(value, Markup):
        return Markup(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value))
    return visible(value) if isinstance(value, str) else value


def _short(words: str, most: int = SHORT) -> str:
    """A title or name, cut where it is longer than any honest one."""
    return words if len(words) <= most else words[:most] + "…"


def _linkable(url: str | None) -> bool:
    """Whether a source may be a link: an address on the web, and nothing that would run."""
    try:
        return bool(url) and urlsplit(str(url)).scheme in ("http", "https")
    except ValueError:
        return False


def _cited(figure: Counted) -> str:
    """What "copy citation" of a figure copies."""
    page, place = figure.page, figure.passage
    return "; ".join(
        [
            f"{figure.lead}: {figure.words} ({figure.bounds})",
            f"as of: {figure.as_of}",
            f"published: {page.day}",
            f"{page.title}, {page.source}, characters {place.start} to {place.end}",
            "not reviewed by a person",
            f"confidence {figure.confidence:.2f}",
            f"onrecord {figure.id}",
        ]
    )


TEMPLATES = Environment(
    loader=PackageLoader("onrecord.serve.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_shown,
)
TEMPLATES.filters |= {"short": _short, "emphasised": emphasised, "cited": _cited, "day": day_of, "steps": steps_of}
TEMPLATES.tests["linkable"] = _linkable
TEMPLATES.globals |= {
    "chart_of": chart_of,
    "many": many,
    "restored": RESTORED,
    "files": FILES,
    "kind_of": lambda view: type(view).__name__,
    "query": lambda **words: urlencode(words),
}


def app_of(record: Record) -> ASGIApp:
    """The app for a record, which stays its caller's to close."""
    app = FastAPI(title="onrecord", lifespan=_narrowed, docs_url=None, redoc_url=None, openapi_url=None)
    assets = {name: (files("onrecord.serve.web") / "static" / name).read_bytes() for name in ASSETS}
    TEMPLATES.globals["version"] = hashlib.sha256(b"".join(assets.values())).hexdigest()[:8]
    for name, data in assets.items():
        app.add_api_route(f"/static/{name}", _asset(data, ASSETS[name]), methods=["GET", "HEAD"])
    for path, template, answer in SCREENS:
        twin = "/index.json" if path == "/" else f"{path}.json"
        app.add_api_route(twin, _endpoint(record, answer, _as_json), methods=["GET", "HEAD"])
        app.add_api_route(path, _endpoint(record, answer, _as_page(template)), methods=["GET", "HEAD"])
    app.add_exception_handler(HTTPException, _unknown)
    return Guard(app)


@asynccontextmanager
async def _narrowed(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _asset(data: bytes, kind: str) -> Callable[[], Response]:
    # The address carries a digest of the files, so that a browser may keep them.
    return lambda: Response(data, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


def _endpoint(
    record: Record, answer: Callable[[Asked], Answer], sent: Callable[[Answer], Response]
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = Asked(record, Desk(Holdings(record)), request.path_params.get("name", ""), dict(request.query_params))
        try:
            return sent(answered(answer, asked))
        except OnRecordError as error:
            return sent(Problem(503, "The record cannot be read just now", str(error)))

    return endpoint


def _as_json(answer: Answer) -> Response:
    if isinstance(answer, Elsewhere):
        path, _, _ = answer.path.partition("#")
        return RedirectResponse(f"{path}.json", 303)
    status, kind = (answer.status, PROBLEM) if isinstance(answer, Problem) else (200, JSON)
    return Response(json_of(answer), status, media_type=kind)


def _as_page(template: str) -> Callable[[Answer], Response]:
    def page(answer: Answer) -> Response:
        if isinstance(answer, Elsewhere):
            return RedirectResponse(answer.path, 303)
        if isinstance(answer, Problem):
            return _problem(answer)
        return Response(TEMPLATES.get_template(template).render(screen=answer, body=answer.body), media_type=HTML)

    return page


def _problem(problem: Problem) -> Response:
    screen = Screen(problem.title, "", "", problem)
    words = TEMPLATES.get_template("problem.html").render(screen=screen, body=problem)
    return Response(words, problem.status, media_type=HTML)


async def _unknown(request: Request, error: Exception) -> Response:
    """What is answered where no screen is."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = "No such page" if status == 404 else "This cannot be asked"
    problem = Problem(status, title, "The overview leads to everything that is on record.")
    return _as_json(problem) if request.url.path.endswith(".json") else _problem(problem)
