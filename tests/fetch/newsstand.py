"""A small news site on loopback, with traps, and a clock of its own.

Its paths answer as a test says, and it notes what it was asked.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from onrecord.fetch import Fetched

PAGE = """<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>
<p>The gates of the {title} dam stay shut, the river office said on Thursday.</p></body></html>"""

BEGAN = datetime(2031, 4, 3, 12, 0, tzinfo=UTC)

HTML = {"Content-Type": "text/html; charset=utf-8"}


Fetch = Callable[..., Fetched]


@dataclass(slots=True)
class Time:
    """A clock that is moved by sleeping, and notes how long anybody slept."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


def page(title: str, head: str = "") -> bytes:
    return PAGE.format(title=title, head=head).encode()


def rss(*links: str, more: str = "") -> bytes:
    items = "".join(f"<item><title>About {link}</title><link>{link}</link>{more}</item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Sarn</title>{items}</channel></rss>'.encode()


@dataclass(slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


Behaviour = Callable[["Handler"], None]


@dataclass(slots=True)
class Site:
    """The site. `paths` says how each path answers: a body, or a function that does as it likes with the connection."""

    address: str = ""
    paths: dict[str, bytes | Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return self.address + path

    def count(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    def last(self, path: str) -> dict[str, str]:
        return next(asked.headers for asked in reversed(self.asked) if asked.path == path)


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the site's table says."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        how = self.site.paths.get(self.path)
        if how is None:
            self.answer(404, b"not here")
        elif callable(how):
            how(self)
        else:
            self.answer(200, how, HTML)

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """A whole answer; `Content-Length` is set unless it is given."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no error of ours."""


@contextmanager
def served(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that runs for as long as the block."""
    site = Site()
    handler = type("Bound", (Handler,), {"site": site})
    with Server((host, 0), handler) as server:
        site.address = f"http://{host}:{server.server_address[1]}"
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            running.join()


def gives(status: int = 200, body: bytes = b"", **headers: str) -> Behaviour:
    """An answer of this status; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(status, body, (HTML if body else {}) | named)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other; the last one stays."""
    waiting = list(behaviours)
    return lambda handler: (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)


def cached(body: bytes, tag: str = '"one"', media_type: str = "text/html") -> Behaviour:
    """A page with an ETag, which is not sent again to who has it."""

    def behave(handler: Handler) -> None:
        known = handler.headers.get("If-None-Match") == tag
        headers = {"ETag": tag, "Content-Type": media_type}
        handler.answer(304 if known else 200, b"" if known else body, headers)

    return behave


def drips(handler: Handler) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while not handler.site.over.wait(0.02):
        handler.wfile.write(b"<")


def drips_headers(handler: Handler) -> None:
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.site.over.wait(0.02):
        handler.wfile.write(b"s")


def never_ends(handler: Handler) -> None:
    """As much as anybody takes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.site.over.is_set():
        handler.wfile.write(b"<p>and so on</p>" * 4096)


def breaks_off(handler: Handler) -> None:
    """Half a body, and a reset."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    handler.connection.close()
    handler.close_connection = True
