"""What does fetching take from the world? The clock, sleep, chance and names, handed in."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.fetch.addresses import Resolve, is_public, resolve


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """`clock` counts seconds, `now` is the time of day in UTC, `chance` gives numbers from 0 to 1.

    `resolve` gives the addresses of a host, `is_public` says which of them may be connected to.
    """

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    resolve: Resolve = resolve
    is_public: Callable[[str], bool] = is_public
