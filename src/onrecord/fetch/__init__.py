"""How do pages get from the web into a file? Feeds, sitemaps and addresses go in, a WARC file comes out.

The one part of onrecord that uses a network, and only when asked to. It takes what robots.txt allows and what its
owner has not reserved, slowly, from public addresses only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from onrecord.fetch.archive import Archive, folder_made
from onrecord.fetch.asking import Caller, Limits
from onrecord.fetch.memory import Memory
from onrecord.fetch.rounds import Choice, Fetched, Rounds, Step
from onrecord.fetch.visits import Visitor
from onrecord.fetch.world import World

__all__ = ["Fetched", "Options", "Step", "World", "fetch"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to fetch. `agent` is the User-Agent, `rate` requests a second to one host, `size` bytes and `seconds` bound
    one answer, `limit` and `since` choose among what a listing names, `every` is the seconds from one round to the
    next (None: one round)."""

    agent: str
    rate: float = 1.0
    size: int = 10_000_000
    seconds: float = 60.0
    limit: int = 100
    since: date | None = None
    private: bool = False
    every: float | None = None

    @property
    def token(self) -> str:
        """Our name in robots rules: the agent's first word, without its version."""
        return self.agent.partition("/")[0].split()[0]


def fetch(
    addresses: Sequence[str],
    warc: Path,
    options: Options,
    *,
    world: World | None = None,
    progress: Callable[[Step], None] = lambda step: None,
) -> Iterator[Fetched]:
    """Fetch pages into a WARC file, made or added to; one result for each round, without end when `every` is given.

    Raises UnreadableInput when the file cannot be added to. Pages that cannot be had are refusals.
    """
    world = world or World()
    folder_made(warc)
    with closing(Memory(warc)) as memory, asyncio.Runner() as runner:
        archive = _archive(warc, memory, options)
        caller = Caller(world, Limits(options.size, options.seconds), agent=options.agent, private=options.private)
        visitor = Visitor(caller, world, token=options.token, interval=1 / options.rate)
        choice = Choice(options.limit, options.since)
        rounds = Rounds(visitor, archive, memory, world, choice, options.size, progress)
        try:
            while True:
                began = world.clock()
                yield runner.run(rounds.run(addresses))
                if options.every is None:
                    return
                runner.run(_until(world, began + options.every))
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _archive(warc: Path, memory: Memory, options: Options) -> Archive:
    """The file to add to."""
    about = (
        ("software", f"onrecord {version('onrecord')}"),
        ("format", "WARC File Format 1.1"),
        ("http-header-user-agent", options.agent),
        ("robots", "RFC 9309, TDM Reservation Protocol and noai honoured"),
    )
    known, own = memory.known_of(warc)
    archive = Archive(warc, about, known=known, own=own)
    memory.wrote(warc, archive.size)
    return archive


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What broke a round: tasks that ran at the same time tell it as a group of one."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


async def _until(world: World, moment: float) -> None:
    await world.sleep(max(0.0, moment - world.clock()))
