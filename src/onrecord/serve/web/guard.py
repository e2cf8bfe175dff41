"""Who may ask this server, and what may a page of it do?

Only names of this machine and those that its owner gives are answered: a name that points here from outside (DNS
rebinding) is turned away by its Host, what another site makes a browser send by where it comes from, and what a proxy
passes on to a server without accounts by what the proxy adds. A page may load our own files and run our own scripts,
none that stands in it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from time import perf_counter

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


MISDIRECTED = "onrecord answers this machine alone, or names given by --allow-host: ask for http://127.0.0.1\n"

PASSED_ON = "a proxy passed this on, so others could ask: serve with --users\n"

HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
"""A name or an address and a port (RFC 9110, 7.2), and nothing by which it could be more than that."""

BY_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""What proxies add when they pass a request on (RFC 7239 and its forerunners)."""

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

    def __init__(self, app: ASGIApp, names: Collection[str] = (), *, alone: bool = True) -> None:
        self.app, self.names, self.alone = app, frozenset(names), alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        began = perf_counter()

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # Milliseconds from the request to the answer, waiting included; the app tells those of its work.
                headers.append("server-timing", f"app;dur={1000 * (perf_counter() - began):.1f}")
                for name, words in HEADERS.items():
                    headers.setdefault(name, words)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        if not self._is_ours(host_of(scope)):
            refusal = PlainTextResponse(MISDIRECTED, 421)
            await refusal(scope, receive, sealed)
        elif self.alone and was_passed_on(scope):
            refusal = PlainTextResponse(PASSED_ON, 403)
            await refusal(scope, receive, sealed)
        elif scope["method"] not in SAFE and not _our_own(Headers(scope=scope)):
            refusal = PlainTextResponse("another site sent this: nothing was changed\n", 403)
            await refusal(scope, receive, sealed)
        else:
            await self.app(scope, receive, sealed)

    def _is_ours(self, host: str) -> bool:
        return is_loopback(host) or host.rstrip(".").lower() in self.names


def _our_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of ours, or from no page at all.

    Browsers say where it comes from (Fetch Metadata; Origin where they are older); programs say nothing.
    """
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def was_passed_on(scope: Scope) -> bool:
    """Whether a proxy passed the request on: it comes from this machine, and whoever asks may not."""
    headers = Headers(scope=scope)
    return any(name in headers for name in BY_PROXIES)


def host_of(scope: Scope) -> str:
    """The name or address under which this server was asked; empty for none, or for what is none."""
    told = HOST.fullmatch(Headers(scope=scope).get("host", ""))
    return told["name"].strip("[]") if told else ""
