"""How does one get from an address to a page? Robots rules first, then patience, then redirects, each hop checked.

A visit ends in an answer that is a page, a listing, an unchanged one, or in a refusal that says why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from onrecord.errors import NotFetched
from onrecord.fetch.asking import OK, Answer, Caller, TooSlow
from onrecord.fetch.manners import (
    ABSENT,
    BUSY,
    FRESH_SECONDS,
    LONGEST_DELAY,
    LONGEST_WAIT,
    SITE_FILE_BYTES,
    TRIES,
    UNREACHED_SECONDS,
    Gate,
    Rules,
    robots_of,
    wait_before,
)
from onrecord.fetch.rights import WELL_KNOWN, Reservation, Rule, by_headers, by_rules, rules_in
from onrecord.fetch.world import World

REDIRECTS: frozenset[int] = frozenset({301, 302, 303, 307, 308})
MOST_HOPS = 8
"""Redirects that are followed for one page; real ones take up to three."""

NOT_MODIFIED = 304

READABLE: tuple[str, ...] = ("text/", "application/xhtml", "application/json", "application/feed+json")
READABLE_PARTS: tuple[str, ...] = ("xml", "gzip", "octet-stream")
"""Media types (their beginnings, and words in them) that may be a page, a feed or a sitemap; others are not read."""

FORBIDDEN = "robots.txt does not allow {} to read it; ask the outlet"
HIDDEN = "robots.txt could not be read (status {}), so nothing on this host may be; try again later"
SLOW = "the host asks for {:,.0f} seconds between two visits; ask the outlet for another way"
LOOP = "redirects in a circle"
FAR = f"redirects more than {MOST_HOPS} times"
NO_ADDRESS = "is no http or https address; write it like https://example.org/news.xml"
SECRET = "carries a user name or password; leave it out"
LATER = "the server answered {} and asks to wait {:,.0f} seconds; try again then"

Conditions = Callable[[str], Mapping[str, str]]
"""The headers that ask for a page only if it changed, for an address."""


class Forbidden(NotFetched):
    """robots.txt does not allow a page."""


class Reserved(NotFetched):
    """The owner reserved a page."""

    def __init__(self, url: str, reservation: Reservation) -> None:
        told = f"; its terms: {reservation.policy}" if reservation.policy else ""
        super().__init__(url, f"reserved by its owner ({reservation.by}: {reservation.words}){told}")
        self.reservation = reservation


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a visit led: the last answer, and the redirects on the way (status and the address it was given for)."""

    answer: Answer
    hops: tuple[tuple[int, str], ...] = ()


def address_of(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address as it is asked for: absolute, ASCII, without the part behind '#'.

    Raises NotFetched for what is no http(s) address of a host.
    """
    try:
        url = (base.join(text.strip()) if base else httpx.URL(text.strip())).copy_with(fragment=None)
        if url.scheme not in {"http", "https"} or not url.raw_host:
            raise NotFetched(text, NO_ADDRESS)
        if url.userinfo:
            raise NotFetched(str(url.copy_with(userinfo=b"")), SECRET)
        return httpx.URL(str(url.copy_with(raw_path=url.raw_path or b"/")))
    except (httpx.InvalidURL, UnicodeError, ValueError) as trouble:
        raise NotFetched(text, NO_ADDRESS) from trouble


def is_readable(answer: Answer) -> bool:
    """Whether an answer may be a page, feed or sitemap by its declared type; what declares none is looked into."""
    kind = answer.media_type
    return not kind or kind.startswith(READABLE) or any(part in kind for part in READABLE_PARTS)


class Visitor:
    """Visits pages politely. `token` is our name in robots rules, `interval` seconds between requests to one host."""

    def __init__(self, caller: Caller, world: World, *, token: str, interval: float) -> None:
        self._caller = caller
        self._world = world
        self._interval = interval
        self._gates: dict[str, Gate] = {}
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self.token = token

    async def visit(self, address: str, conditions: Conditions) -> Visit:
        """Where an address leads, redirects followed. Raises NotFetched, also as Forbidden and Reserved."""
        url, hops = address_of(address), list[tuple[int, str]]()
        while True:
            await self._check(url)
            answer = await self._patiently(url, conditions(str(url)), self._is_wanted)
            reservation = by_headers(answer.headers, self.token)
            if reservation:
                raise Reserved(str(url), reservation)
            if answer.status not in REDIRECTS:
                return Visit(answer, tuple(hops))
            url = _next(url, answer, hops)

    async def _check(self, url: httpx.URL) -> None:
        """Raise where a page must not be asked for."""
        rules = await self._rules_of(url)
        if rules.robots is None:
            raise NotFetched(str(url), rules.why, again=rules.again)
        if not rules.robots.can_fetch(str(url), self.token):
            raise Forbidden(str(url), FORBIDDEN.format(self.token))
        if rules.interval(self.token) > LONGEST_DELAY:
            raise Forbidden(str(url), SLOW.format(rules.interval(self.token)))
        reservation = by_rules(rules.reservations, str(url))
        if reservation:
            raise Reserved(str(url), reservation)

    def _is_wanted(self, answer: Answer) -> bool:
        return is_readable(answer) and by_headers(answer.headers, self.token) is None

    async def _patiently(
        self, url: httpx.URL, more: Mapping[str, str], wanted: Callable[[Answer], bool], *, cut_at: int | None = None
    ) -> Answer:
        """The answer to one request, tried again where that may help; the whole host waits in between."""
        gate = self._gate(url)
        for attempt in range(2, TRIES + 2):
            answer: Answer | None = None
            try:
                async with gate.entered():
                    answer = await self._caller.ask(url, more, wanted, cut_at=cut_at)
            except NotFetched as trouble:
                if not trouble.again or isinstance(trouble, TooSlow) or attempt > TRIES:
                    raise
            if answer and (answer.status not in BUSY or attempt > TRIES):
                return answer
            wait = wait_before(attempt, answer, self._world)
            if answer and wait > LONGEST_WAIT:
                raise NotFetched(str(url), LATER.format(answer.status, wait), again=True)
            gate.shut(wait)
        raise AssertionError("the last try answers or raises")

    def _gate(self, url: httpx.URL) -> Gate:
        if url.host not in self._gates:
            self._gates[url.host] = Gate(self._world, self._interval)
        return self._gates[url.host]

    async def _rules_of(self, url: httpx.URL) -> Rules:
        """What the page's origin allows, asked for once a day."""
        origin = str(url.copy_with(raw_path=b"/"))
        async with self._asking.setdefault(origin, asyncio.Lock()):
            known = self._rules.get(origin)
            if known is None or self._world.clock() >= known.until:
                known = self._rules[origin] = await self._asked_rules(url)
                gate = self._gate(url)
                gate.interval = max(self._interval, min(known.interval(self.token), LONGEST_DELAY))
            return known

    async def _asked_rules(self, url: httpx.URL) -> Rules:
        later = self._world.clock() + UNREACHED_SECONDS
        try:
            told = await self._site_file(url, "/robots.txt")
        except NotFetched as trouble:
            return Rules(None, (), later, trouble.why, trouble.again)
        if told.status != OK and (told.status in BUSY or told.status not in ABSENT):
            return Rules(None, (), later, HIDDEN.format(told.status), again=True)
        robots = robots_of(told.content if told.status == OK else b"")
        return Rules(robots, await self._reservations(url), self._world.clock() + FRESH_SECONDS)

    async def _reservations(self, url: httpx.URL) -> tuple[Rule, ...]:
        """The site's file of reservations; one that cannot be had reserves nothing, as the protocol says."""
        try:
            told = await self._site_file(url, WELL_KNOWN)
        except NotFetched:
            return ()
        return rules_in(told.content) if told.status == OK else ()

    async def _site_file(self, url: httpx.URL, path: str) -> Answer:
        """A file that speaks for the whole site, its redirects followed."""
        url, hops = url.copy_with(raw_path=path.encode("ascii")), list[tuple[int, str]]()
        while True:
            answer = await self._patiently(url, {}, lambda answer: True, cut_at=SITE_FILE_BYTES)
            if answer.status not in REDIRECTS:
                return answer
            url = _next(url, answer, hops)


def _text(header: str) -> str:
    """A header as it is meant: servers write addresses in UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _next(url: httpx.URL, answer: Answer, hops: list[tuple[int, str]]) -> httpx.URL:
    """Where a redirect leads; the hop is noted."""
    hops.append((answer.status, str(url)))
    following = address_of(_text(answer.header("location") or ""), url)
    if str(following) in {place for _, place in hops}:
        raise NotFetched(str(url), LOOP)
    if len(hops) > MOST_HOPS:
        raise NotFetched(str(url), FAR)
    return following
