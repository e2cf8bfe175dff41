"""A site, a clock that tests move, and a round of fetching into a file of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from newsstand import Fetch, Site, Time, served

from onrecord.fetch import Fetched, Options, World, fetch


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
def get(warc: Path, world: World) -> Fetch:
    """One round over addresses, into the test's file, on loopback."""

    def run(*addresses: str, **options: Any) -> Fetched:
        chosen = {"agent": "sarnbot/1.0 (+https://example.org)", "private": True, "seconds": 5.0} | options
        return next(fetch(addresses, warc, Options(**chosen), world=world))

    return run
