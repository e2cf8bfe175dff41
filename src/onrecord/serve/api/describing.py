"""What does the API say of itself? Its OpenAPI 3.1 document: FastAPI's, with what that cannot know.

Which problems an address may answer with, which headers come along, and an example of each answer, taken from an
invented record (examples.json; tests/serve/test_api_examples.py keeps it true).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from onrecord.serve.api.asking import Endpoint
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.serve.api.problems import PROBLEM, SORTS, ProblemDetails
from onrecord.serve.api.sending import JSON
from onrecord.store.history import TRACKED

Json = dict[str, Any]

ROOT = "/api/v1"
"""Where the API stands."""

ABOUT = """\
A record of published news: who said what, with which figures, and which pages tell one event, copy each other, or give
accounts that differ. Rows carry the field names of docs/record.md.

A row says what an outlet reports, never that it is so: pass words on in the `wording` given with them. What waits for a
person's look carries `held_back`, and comes by its page, its own address and the review list alone.

Lists are read in stretches: follow `next`, or the `Link` header. Answers carry a strong `ETag`; ask again with
`If-None-Match`, and what has not changed comes as 304. HEAD is answered wherever GET is. Errors are RFC 9457 problem
details. One answer is read from one state of the record, whatever is written meanwhile.
"""

ANYWHERE = ("sign-in", "not-allowed", "no-such-method", "not-acceptable", "invalid", "broken", "unavailable")
"""What any address may answer with."""

SECURITY: Json = {
    "token": {"type": "http", "scheme": "bearer", "description": "An API token, where accounts are on."},
}

ETAG: Json = {
    "description": "A strong validator: the same for the same bytes of the same build.",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}
LINK: Json = {"description": 'The rest of the list, as `rel="next"` (RFC 8288).', "schema": {"type": "string"}}
LOCATION: Json = {"description": "Where it stands.", "required": True, "schema": {"type": "string"}}


def document(app: FastAPI) -> Json:
    """The OpenAPI document of the API, as routed."""
    found = get_openapi(
        title="onrecord",
        version=app.version,
        openapi_version="3.1.0",
        description=ABOUT,
        routes=app.routes,
        servers=[{"url": ROOT}],
    )
    for endpoint in ENDPOINTS:
        operation = found["paths"][endpoint.path][endpoint.method.lower()]
        operation["responses"] = _responses(endpoint, operation["responses"])
        _put_example(operation, endpoint)
    parts = found["components"]
    parts["schemas"] = {name: _whole(schema) for name, schema in parts["schemas"].items() if name not in FASTAPIS}
    parts["schemas"] |= _schema_of(ProblemDetails)
    parts["responses"] = {name: _problem(name) for name in SORTS}
    parts["securitySchemes"] = SECURITY
    found["security"] = [{}, {"token": []}]
    return found


FASTAPIS = frozenset({"HTTPValidationError", "ValidationError"})
"""Schemas of errors that are not answered here."""


def _responses(endpoint: Endpoint, found: Json) -> Json:
    problems = {SORTS[name].status: {"$ref": f"#/components/responses/{name}"} for name in _problems(endpoint)}
    return _answers(endpoint, found) | {str(status): problems[status] for status in sorted(problems)}


def _answers(endpoint: Endpoint, found: Json) -> Json:
    """What is answered where nothing goes wrong."""
    if endpoint.gives is None:
        return {"303": _elsewhere()}
    status = "201" if endpoint.takes else "200"
    told = found[status] | {"description": "What was written" if endpoint.takes else "The answer"}
    if not endpoint.reads:
        return {status: told | ({"headers": {"Location": LOCATION}} if endpoint.takes else {})}
    listed = "{id}" not in endpoint.path
    told["headers"] = {"ETag": ETAG} | ({"Link": LINK} if listed else {})
    known = {"description": "As it was: see `If-None-Match`", "headers": {"ETag": ETAG}}
    moved = {"303": _elsewhere()} if endpoint.path.startswith(("/why/", "/origins/")) else {}
    return {status: told, **moved, "304": known}


def _elsewhere() -> Json:
    return {"description": "The row stands at another address", "headers": {"Location": LOCATION}}


def _problems(endpoint: Endpoint) -> tuple[str, ...]:
    """The sorts of problems that an address may answer with."""
    of_row = ("not-on-record",) if "{id}" in endpoint.path or endpoint.takes or endpoint.name == "changes" else ()
    of_kind = endpoint.path.split("/")[1] in TRACKED and "{id}" in endpoint.path
    of_body = ("malformed", "does-not-fit", "too-large", "media-type") if endpoint.takes else ()
    return (*ANYWHERE, *of_row, *of_body, *(("gone",) if of_kind else ()))


def _problem(name: str) -> Json:
    sort = SORTS[name]
    schema = {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"}
    return {"description": f"{sort.title}: {sort.when}", "content": {PROBLEM: {"schema": schema}}}


def _schema_of(kind: type[Any]) -> Json:
    """The schema of an answer, and of what it is made of."""
    schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    parts: Json = schema.pop("$defs", {})
    return {name: _whole(part) for name, part in (parts | {kind.__name__: schema}).items()}


def _whole(schema: Json) -> Json:
    """A schema of an answer: every field is always there, so none is left to a default."""
    if schema.get("additionalProperties") is False or "properties" not in schema:
        return schema  # what is taken, not what is sent
    fields = {name: {k: v for k, v in field.items() if k != "default"} for name, field in schema["properties"].items()}
    return schema | {"properties": fields, "required": list(fields)}


@cache
def examples() -> Json:
    """An example of the answer of each operation, and of what it takes, by its name."""
    found: Json = msgspec.json.decode((files("onrecord.serve.api") / "examples.json").read_bytes())
    return found


def _put_example(operation: Json, endpoint: Endpoint) -> None:
    """Put the example of an operation beside its schema, and its id beside the parameter."""
    told = examples().get(endpoint.name, {})
    if "answer" in told:
        operation["responses"]["201" if endpoint.takes else "200"]["content"][JSON]["example"] = told["answer"]
    if "body" in told:
        operation["requestBody"]["content"][JSON]["example"] = told["body"]
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = _sayable(parameter["schema"])
        if parameter["name"] in told.get("given", {}):
            parameter["example"] = told["given"][parameter["name"]]


def _sayable(schema: Json) -> Json:
    """The schema of a parameter: what is left out is not null, and an address cannot say null."""
    [*kinds] = (kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"})
    rest = {name: part for name, part in schema.items() if name not in ("anyOf", "title", "description")}
    return kinds[0] | rest if len(kinds) == 1 else rest | {"anyOf": kinds} if kinds else rest
