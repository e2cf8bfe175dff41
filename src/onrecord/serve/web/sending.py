"""How does an answer become a page, JSON or CSV?

All words of a page pass through Jinja's escaping, and what could reorder a line is made visible on the way; JSON and
CSV carry them as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from onrecord.serve.charts import chart_of
from onrecord.serve.dating import steps_of
from onrecord.serve.desk import citation_of
from onrecord.serve.harm import RESTORED
from onrecord.serve.items import STATES, item_of, pages_naming
from onrecord.serve.report import emphasised
from onrecord.serve.terminal import FILES, json_of
from onrecord.serve.visible import UNSAFE, visible
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Lines, Problem, Screen
from onrecord.serve.web.assets import address_of
from onrecord.serve.web.sealing import FIELD
from onrecord.serve.web.tables import table_of
from onrecord.serve.words import day_of, many

SHORT = 240
"""Characters of a title or name in a heading, link or cell: a page may claim one of megabytes."""

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PROBLEM = "application/problem+json"
CSV = "text/csv; charset=utf-8; header=present"

Sender: TypeAlias = Callable[[Answer, Asked | None], Response]
"""Makes the response; what was asked is unknown where no screen is."""


def _shown(value: Any) -> Any:
    """Whatever a template prints, without characters that act on its reader."""
    if isinstance(value, Markup):
        # What a macro made is told again wherever it is printed: it is made anew only where it must be.
        return Markup(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value)) if UNSAFE.search(value) else value
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


def twin_of(path: str, ending: str) -> str:
    """The address of a screen's JSON or CSV, from its path or its pattern."""
    address, mark, asked = path.partition("?")
    return f"{'/index' if address == '/' else address}.{ending}{mark}{asked}"


TEMPLATES = Environment(
    loader=PackageLoader("onrecord.serve.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_shown,
)
TEMPLATES.filters |= {
    "short": _short,
    "emphasised": emphasised,
    "cited": citation_of,
    "day": day_of,
    "steps": steps_of,
    "twin": twin_of,
}
TEMPLATES.tests["linkable"] = _linkable
TEMPLATES.globals |= {
    "chart_of": chart_of,
    "many": many,
    "restored": RESTORED,
    "files": FILES,
    "kind_of": lambda view: type(view).__name__,
    "query": lambda **words: urlencode(words),
    "sealed_by": FIELD,
    "states": STATES,
    "item_of": item_of,
    "pages_naming": pages_naming,
    "asset": address_of,
}


def as_page(template: str, *, status: int = 200) -> Sender:
    """Sends a screen as the page that a template makes of it; the template sees `screen`, its `body`, and `asked`."""

    def page(answer: Answer, asked: Asked | None) -> Response:
        if isinstance(answer, Elsewhere):
            return RedirectResponse(answer.path, HTTPStatus.SEE_OTHER)
        if isinstance(answer, Problem):
            return problem(answer, asked)
        if isinstance(answer, Lines):
            return as_lines(answer)
        words = TEMPLATES.get_template(template).render(screen=answer, body=answer.body, asked=asked)
        return Response(words, status, media_type=HTML)

    return page


def problem(told: Problem, asked: Asked | None) -> Response:
    """Says what cannot be shown or done."""
    screen = Screen(told.title, "", "", told)
    words = TEMPLATES.get_template("problem.html").render(screen=screen, body=told, asked=asked)
    return Response(words, told.status, told.headers, HTML)


def as_json(answer: Answer, asked: Asked | None = None) -> Response:
    """Sends a screen as JSON, a problem as RFC 9457 has it."""
    if isinstance(answer, Elsewhere):
        return _twin_elsewhere(answer, "json")
    if isinstance(answer, Lines):
        return as_lines(answer)
    if isinstance(answer, Problem):
        return Response(json_of(answer), answer.status, answer.headers, PROBLEM)
    return Response(json_of(answer), 200, media_type=JSON)


def as_csv(answer: Answer, asked: Asked | None = None) -> Response:
    """Sends the rows that a screen shows as CSV (RFC 4180), a problem as JSON."""
    if isinstance(answer, Elsewhere):
        return _twin_elsewhere(answer, "csv")
    if isinstance(answer, Lines):
        return as_lines(answer)
    if isinstance(answer, Problem):
        return as_json(answer)
    name = twin_of(answer.path.partition("?")[0], "csv").strip("/").replace("/", "-")
    return Response(table_of(answer.body), 200, {"content-disposition": f'attachment; filename="{name}"'}, CSV)


def as_lines(answer: Lines) -> Response:
    """Sends a file of JSON lines (jsonlines.org) to keep."""
    kept = {"content-disposition": f'attachment; filename="{answer.name}"'}
    return Response(b"".join(answer.lines), 200, kept, "application/jsonl; charset=utf-8")


def _twin_elsewhere(answer: Elsewhere, ending: str) -> Response:
    return RedirectResponse(twin_of(answer.path.partition("#")[0], ending), HTTPStatus.SEE_OTHER)
