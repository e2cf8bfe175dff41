"""What does a server answer to one request? With every limit on size and time, and no redirect followed.

A body is kept as it was sent, but for its chunks: content coding stays, so that what is stored is what came.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import httpx

from onrecord.errors import NotFetched
from onrecord.fetch.world import World

CONNECT_SECONDS = 10.0
"""Seconds for one connection to be made; a host that is there needs under one."""

ADDRESSES_TRIED = 3
"""Addresses of one host that are tried before it counts as unreachable."""

AT_ONCE = 32
"""Connections at the same time, each to another host; systems allow a process some hundreds."""

OK = 200

PORTS: dict[str, int] = {"http": 80, "https": 443}

CODINGS: dict[str, int] = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""Content codings that can be unpacked piece by piece, and zlib's name for each."""

ACCEPTED = "gzip"
"""The one coding that is asked for: every server speaks it and every WARC tool reads it."""

CLOSED = "is at {}, which is no public address; --allow-private reads from your own network"
TOO_LONG = "did not end within {:g} seconds; give it more with --timeout"
TOO_LARGE = "is larger than {:,} bytes; raise --max-size if you want it"
ENDED_EARLY = "the answer ended early; fetch it again later"
CODED = "came in a coding that was not asked for ({}); read it in a browser"
NO_HOST = "the host name is not known; check the spelling and your connection"
NO_ANSWER = "gave no answer ({}); fetch it again later"

Headers = tuple[tuple[str, str], ...]


class TooSlow(NotFetched):
    """An answer that took too long: another try at once would take as long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes an answer may have, as sent and unpacked, and seconds it may take from the first to the last."""

    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `body` is as sent, `content` is unpacked, `asked` the request's head, `address` who answered."""

    url: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    content: bytes
    asked: Headers
    target: str
    address: str
    at: datetime

    def header(self, name: str) -> str | None:
        """A header's value; of several the first."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """The declared media type in lower case, without parameters; empty when none is declared."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


class Caller:
    """Asks servers. Each request has a connection of its own, so that none ever serves a second name."""

    def __init__(self, world: World, limits: Limits, *, agent: str, private: bool) -> None:
        self._world = world
        self._limits = limits
        self._agent = agent
        self._private = private
        self._places = asyncio.Semaphore(AT_ONCE)

    async def ask(
        self, url: httpx.URL, more: Mapping[str, str], wanted: Callable[[Answer], bool], *, cut_at: int | None = None
    ) -> Answer:
        """The answer to GET; its body is read when the status is 200 and `wanted(answer so far)` says so.

        A body over the limit is refused, or with `cut_at` cut off there. Raises NotFetched with `again` set where
        another try may help.
        """
        try:
            async with self._places, asyncio.timeout(self._limits.seconds):
                return await self._asked(url, more, wanted, cut_at)
        except TimeoutError:
            raise TooSlow(str(url), TOO_LONG.format(self._limits.seconds), again=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as trouble:
            raise NotFetched(str(url), NO_ANSWER.format(trouble or type(trouble).__name__), again=True) from trouble

    async def _asked(
        self, url: httpx.URL, more: Mapping[str, str], wanted: Callable[[Answer], bool], cut_at: int | None
    ) -> Answer:
        asked = self._head(url, more)
        async with httpx.AsyncHTTPTransport(verify=_certificates(), trust_env=False) as line:
            response, address = await self._response(line, url, asked)
            head = self._answer(url, asked, response, address)
            if head.status == OK and wanted(head):
                body, content = await self._body(head, response, cut_at)
                head = replace(head, body=body, content=content)
            await response.aclose()
            return head

    async def _response(
        self, line: httpx.AsyncHTTPTransport, url: httpx.URL, asked: Headers
    ) -> tuple[httpx.Response, str]:
        """The beginning of an answer from the first of the host's addresses that can be connected to."""
        *others, last = await self._addresses(url)
        for address in others:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await line.handle_async_request(self._request(url, address, asked)), address
        return await line.handle_async_request(self._request(url, last, asked)), last

    def _request(self, url: httpx.URL, address: str, asked: Headers) -> httpx.Request:
        """A request to an address. Certificates are checked for the name that was asked for."""
        seconds = self._limits.seconds
        waits = {"connect": min(CONNECT_SECONDS, seconds), "read": seconds, "write": seconds, "pool": seconds}
        how = {"timeout": waits, "sni_hostname": url.raw_host.decode("ascii")}
        return httpx.Request("GET", url.copy_with(host=address), headers=asked, extensions=how)

    async def _addresses(self, url: httpx.URL) -> tuple[str, ...]:
        host, port = url.raw_host.decode("ascii"), url.port or PORTS[url.scheme]
        try:
            found = await self._world.resolve(host, port)
        except (OSError, UnicodeError) as trouble:
            passing = isinstance(trouble, OSError) and trouble.errno == socket.EAI_AGAIN
            raise NotFetched(str(url), NO_HOST, again=passing) from trouble
        allowed = tuple(address for address in found if self._private or self._world.is_public(address))
        if not allowed:
            raise NotFetched(str(url), CLOSED.format(", ".join(found)))
        return allowed[:ADDRESSES_TRIED]

    def _head(self, url: httpx.URL, more: Mapping[str, str]) -> Headers:
        own = {"Host": url.netloc.decode("ascii"), "User-Agent": self._agent, "Accept": "*/*"}
        return tuple((own | {"Accept-Encoding": ACCEPTED} | dict(more)).items())

    def _answer(self, url: httpx.URL, asked: Headers, response: httpx.Response, address: str) -> Answer:
        """An answer whose body is not read yet."""
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
        target = url.raw_path.decode("ascii")
        return Answer(
            str(url), response.status_code, reason, headers, b"", b"", asked, target, address, self._world.now()
        )

    async def _body(self, head: Answer, response: httpx.Response, cut_at: int | None) -> tuple[bytes, bytes]:
        limit = cut_at or self._limits.size
        unpack = unpacker_of(head, limit)
        body, content = bytearray(), bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            content += unpack(chunk)
            if max(len(body), len(content)) > limit:
                if cut_at:
                    return bytes(body), bytes(content[:cut_at])
                raise NotFetched(head.url, TOO_LARGE.format(limit))
        content += unpack(b"")
        return bytes(body), bytes(content)


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust (certifi, or SSL_CERT_FILE where it is set); loading them takes a moment."""
    return httpx.create_ssl_context()


def unpacker_of(head: Answer, size: int) -> Callable[[bytes], bytes]:
    """A function from pieces as sent to unpacked pieces, of `size` bytes and one at most; an empty piece is the end.

    Raises NotFetched for a coding that is none of CODINGS, and what the function is given that is no such coding.
    """
    coding = (head.header("content-encoding") or "identity").strip().lower()
    if coding == "identity":
        return bytes
    if coding not in CODINGS:
        raise NotFetched(head.url, CODED.format(coding))
    state = zlib.decompressobj(CODINGS[coding])

    def unpack(piece: bytes) -> bytes:
        if not piece and not state.eof:
            raise NotFetched(head.url, ENDED_EARLY, again=True)
        try:
            return state.decompress(piece, size + 1)
        except zlib.error as trouble:
            raise NotFetched(head.url, NO_ANSWER.format(f"{coding}: {trouble}")) from trouble

    return unpack
