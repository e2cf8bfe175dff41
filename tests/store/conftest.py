"""A fresh record for each test: a copy of one that is made once, since making one takes as long as ten tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shelf

from onrecord.store import Record


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty record."""
    path = tmp_path_factory.mktemp("empty") / "r.db"
    Record.open(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Path:
    """The file of a settled record of two pages."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("settled") / "r.db"))
    with Record.open(path) as record:
        record.add([shelf.gates(), shelf.boats()])
        shelf.settle(record)
    return path


@pytest.fixture
def record(tmp_path: Path, empty: Path) -> Iterator[Record]:
    """An empty record."""
    with Record.open(shutil.copy(empty, tmp_path / "r.db")) as opened:
        yield opened


@pytest.fixture
def newsroom(tmp_path: Path, settled: Path) -> Iterator[Record]:
    """A settled record of two pages."""
    with Record.open(shutil.copy(settled, tmp_path / "r.db")) as opened:
        yield opened
