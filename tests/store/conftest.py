"""A fresh record for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shelf

from onrecord.store import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record."""
    with Record.open(tmp_path / "r.db", create=True) as opened:
        yield opened


@pytest.fixture
def newsroom(record: Record) -> Record:
    """A settled record of two pages."""
    record.add([shelf.gates(), shelf.boats()])
    shelf.settle(record)
    return record
