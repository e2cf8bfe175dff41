"""A real browser before a real server on this machine, with the record of the examples.

Without Debian's Chromium (or Chrome) these tests are skipped; CI installs it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from serving import running

from onrecord import pipeline
from onrecord.serve.intake.deliveries import Ended, Item, Shelf
from onrecord.serve.web.app import app_of
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[2] / "examples/pages"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that is installed; nothing is downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright, closing(playwright.chromium.launch(executable_path=found)) as opened:
        yield opened


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the examples, with a delivery or two; tests that change it take a copy."""
    where = tmp_path_factory.mktemp("examples") / "examples.db"
    pipeline.build([str(EXAMPLES)], where, attribution="rules")
    shelf = Shelf(where)
    done = shelf.brought([Item("gates.txt", "x/gates.txt", 17), Item("x.zip", refused="is no page")], by="Ada", at=AT)
    shelf.add(done.id, Ended("done"))
    shelf.brought([Item("shut.txt", "x/shut.txt", 17)], by="Bo", at=AT)
    return where


AT = "2031-04-03T09:00:00+00:00"


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the record, to be changed."""
    with Record.open(built) as record:
        record.compact()
    return Path(shutil.copy(built, tmp_path / "examples.db"))


@pytest.fixture(scope="session")
def home(built: Path) -> Iterator[str]:
    """The address of a server of the examples, for tests that only read."""
    with Record.open(built) as record, running(app_of(record)) as address:
        yield address


@pytest.fixture
def served(copied: Path) -> Iterator[str]:
    """The address of a server of a record of one's own."""
    with Record.open(copied) as record, running(app_of(record)) as address:
        yield address
