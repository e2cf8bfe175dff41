"""A site, a clock that tests move, and a round of fetching into a file of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from newsstand import Fetch, Site, Time, served

from onrecord.fetch import Fetched, Options, World, fetch
from onrecord.fetch.addresses import is_public


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def world(time: Time) -> World:
    return World(clock=time.clock, now=time.now, sleep=time.sleep, chance=lambda: 0.5)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    return tmp_path / "news.warc.gz"


@pytest.fixture
def guarded(warc: Path, time: Time) -> Fetch:
    """The same with the site's own address as the one private address that may be asked."""
    near = World(
        clock=time.clock, now=time.now, sleep=time.sleep, is_public=lambda it: it == "127.0.0.1" or is_public(it)
    )

    def run(*addresses: str, **world: Any) -> Fetched:
        options = Options(agent="sarnbot/1.0 (+https://example.org)", seconds=5.0)
        return next(fetch(addresses, warc, options, world=replace(near, **world)))

    return run


@pytest.fixture
def get(warc: Path, world: World) -> Fetch:
    """One round over addresses, into the test's file, on loopback."""

    def run(*addresses: str, **options: Any) -> Fetched:
        chosen = {"agent": "sarnbot/1.0 (+https://example.org)", "private": True, "seconds": 5.0} | options
        return next(fetch(addresses, warc, Options(**chosen), world=world))

    return run
