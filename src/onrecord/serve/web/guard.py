"""Who may ask this server, and what may a page of it do?

The record is served to this machine alone. A name that points here from outside (DNS rebinding) is turned away by its
Host, and what another site makes a browser send is turned away by where it comes from; a page may load our own files
and run our own scripts, none that stands in it.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the ticks and arrows of forms are drawn in the style sheet
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load and do (Content Security Policy 3)."""

HEADERS: dict[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with "no-referrer" our own forms would come from Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
"""Sent with every answer, but for what an answer sets itself (a saved page has a policy of its own)."""


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own and reaches nobody else."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Wraps the app: turns other hosts away and sends the headers with every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, words in HEADERS.items():
                    headers.setdefault(name, words)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        if not is_loopback(_host(scope)):
            refusal = PlainTextResponse("onrecord answers this machine alone: ask for http://127.0.0.1\n", 421)
            await refusal(scope, receive, sealed)
        elif scope["method"] not in SAFE and not _our_own(Headers(scope=scope)):
            refusal = PlainTextResponse("another site sent this: nothing was changed\n", 403)
            await refusal(scope, receive, sealed)
        else:
            await self.app(scope, receive, sealed)


def _our_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of ours, or from no page at all.

    Browsers say where it comes from (Fetch Metadata; Origin where they are older); programs say nothing.
    """
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _host(scope: Scope) -> str:
    try:
        return urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return ""
