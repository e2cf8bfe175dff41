"""How does an answer become a response? JSON with a strong ETag, sent again only when it changed (RFC 9110)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.api.asking import Elsewhere, Made
from onrecord.serve.api.problems import Refused
from onrecord.serve.api.rows import Listed

JSON = "application/json"

FRESH = "private, no-cache"
"""What may be kept: by whoever asked, and asked for again before each use."""

LARGEST = 64 * 1024
"""Bytes of a body that are read: a decision and its reason."""

TAKEN: tuple[str, ...] = ("*/*", "application/*", JSON)
"""What an `Accept` may name for JSON to be sent, the least telling first."""


def sent(answer: object, request: Request, build: int | None) -> Response:
    """The response with an answer, of a record whose last build is `build`; bytes are JSON already."""
    if isinstance(answer, Elsewhere):
        return Response(status_code=303, headers={"location": answer.path, "cache-control": FRESH})
    if isinstance(answer, Made):
        made = msgspec.json.encode(answer.row)
        return Response(made, 201, {"location": answer.path, "cache-control": "no-store"}, media_type=JSON)
    body = answer if isinstance(answer, bytes) else msgspec.json.encode(answer, enc_hook=str)
    if request.method not in ("GET", "HEAD"):
        return Response(body, headers={"cache-control": "no-store"}, media_type=JSON)
    headers = {"etag": etag_of(body, build), "cache-control": FRESH}
    if isinstance(answer, Listed) and answer.next:
        headers["link"] = f'<{answer.next}>; rel="next"'
    if _known(request.headers, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=JSON)


def etag_of(body: bytes, build: int | None) -> str:
    """A strong ETag: the same only for the same bytes read from the same build."""
    return f'"{hashlib.sha256(b"%d " % (build or 0) + body).hexdigest()[:32]}"'


def _known(headers: Headers, etag: str) -> bool:
    """Whether whoever asks has it already (If-None-Match, compared weakly as RFC 9110 has it)."""
    told = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return etag in told or told == ["*"]


def check_accepts(headers: Headers) -> None:
    """Raise Refused unless JSON is among what whoever asks can read."""
    weights = {}
    for told in ",".join(headers.getlist("accept")).split(","):
        kind, *parameters = (part.strip().lower() for part in told.split(";"))
        weights[kind] = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    named = [weights[kind] for kind in TAKEN if kind in weights]
    if weights.keys() - {""} and (not named or _is_none(named[-1])):
        raise Refused("not-acceptable", f"ask with Accept: {JSON}, or leave it out")


def _is_none(weight: str) -> bool:
    return weight.strip("0.") == ""


class Edge:
    """Answers HEAD as GET, without the body, and reads no more of what is sent than a decision may be long.

    The app is made when it is first asked; what is to be `known` to it comes along in the scope.
    """

    def __init__(self, made: Callable[[], ASGIApp], known: Mapping[str, Any]) -> None:
        self.made, self.known = made, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.made()(scope, receive, send)
            return
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST:
                raise HTTPException(413)
            return message

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        headless = scope["method"] == "HEAD"
        method = "GET" if headless else scope["method"]
        await self.made()({**scope, **self.known, "method": method}, bounded, bodiless if headless else send)
