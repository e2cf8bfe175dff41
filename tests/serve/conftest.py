"""A record on disk for each test, written from the invented newsroom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import doors
import newsroom
import pytest

from onrecord.store import Record


@pytest.fixture
def kinds(tmp_path: Path) -> newsroom.Kinds:
    """The rows of the newsroom; their pages lie as files in the test's folder."""
    return newsroom.rows(tmp_path)


@pytest.fixture
def write(tmp_path: Path, kinds: newsroom.Kinds) -> Iterator[Callable[[], Record]]:
    """A function that writes the rows, as the test left them, to a new record and opens it."""
    records: list[Record] = []

    def opened() -> Record:
        records.append(newsroom.record_at(tmp_path / f"news{len(records)}.db", kinds))
        return records[-1]

    yield opened
    for record in records:
        record.close()


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The newsroom's record as it is, for tests that only read it."""
    folder = tmp_path_factory.mktemp("newsroom")
    with newsroom.record_at(folder / "news.db", newsroom.rows(folder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def shown(record: Record) -> dict[str, str]:
    """All of the record, as each door shows it."""
    return doors.everywhere(record)
