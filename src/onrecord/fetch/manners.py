"""How does one behave at a host? One request at a time, spaced out, inside what robots.txt allows, patient when asked.

robots.txt is read as RFC 9309 says: what a server error or silence hides is forbidden, what is not there is allowed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from onrecord.fetch.asking import Answer
from onrecord.fetch.rights import Rule
from onrecord.fetch.world import World

SITE_FILE_BYTES = 512 * 1024
"""Bytes of a robots.txt and of a file of reservations that are read (RFC 9309, 2.5: at least 500 KiB)."""

FRESH_SECONDS = 24 * 3600.0
"""Seconds for which a host's rules hold before they are asked for again (RFC 9309, 2.4)."""

UNREACHED_SECONDS = 600.0
"""Seconds after which a host is asked again that gave no robots.txt."""

LONGEST_DELAY = 120.0
"""Seconds between two visits up to which a host's wish is waited for; a host that asks for more is left alone."""

TRIES = 4
FIRST_WAIT = 1.0
LONGEST_WAIT = 120.0
"""Tries for one answer; seconds before the second (doubled for each one after); seconds that are waited at most."""

BUSY: frozenset[int] = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that pass: the same request may succeed later."""

ABSENT = range(400, 500)
"""Statuses that say there is no robots.txt: then everything is allowed (RFC 9309, 2.3.1.3), but for those in BUSY."""


@dataclass(slots=True)
class Gate:
    """The door of one host: one request at a time, `interval` seconds from one beginning to the next."""

    world: World
    interval: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    opens: float = 0.0

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Wait for the turn."""
        async with self.turn:
            wait = self.opens - self.world.clock()
            if wait > 0:
                await self.world.sleep(wait)
            self.opens = self.world.clock() + self.interval
            yield

    def shut(self, seconds: float) -> None:
        """Let nobody in for so long."""
        self.opens = max(self.opens, self.world.clock() + seconds)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows: its robots.txt (None: nothing), its reservations, and until when that is known.

    `why` says what stands in the way where nothing is allowed, `again` whether it may pass.
    """

    robots: Protego | None
    reservations: tuple[Rule, ...]
    until: float
    why: str = ""
    again: bool = False

    def interval(self, token: str) -> float:
        """Seconds between two visits that the host asks for; 0 where it asks for none."""
        if self.robots is None:
            return 0.0
        rate = self.robots.request_rate(token)
        spaced = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.robots.crawl_delay(token) or 0.0, spaced)


def robots_of(data: bytes) -> Protego:
    """A robots.txt as rules; whatever cannot be read is no rule."""
    return Protego.parse(data.decode("utf-8-sig", "replace"))


def wait_before(attempt: int, answer: Answer | None, world: World) -> float:
    """Seconds to wait before try number `attempt` (2, 3, ...): as the server asks, or longer each time."""
    asked = asked_wait(answer, world.now()) if answer else None
    spread = FIRST_WAIT * 2.0 ** (attempt - 2) * (0.5 + world.chance())
    return spread if asked is None else max(asked, spread)


def asked_wait(answer: Answer, now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for: a number of seconds or a date; None where it says neither."""
    told = (answer.header("retry-after") or "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (ValueError, TypeError):
        return None
