"""Is a record that took in its pages one by one the record that is settled from nothing, whatever the order?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import world
from sqlalchemy import Table, select

from onrecord.model import KINDS, Reading
from onrecord.pipeline import read_batch
from onrecord.read.sources import sources_of
from onrecord.settling import STAGES, settle, settle_near
from onrecord.store import Record, decide, forget, search, undo
from onrecord.store.schema import DOUBTS, JUDGED, KEPT, NAMES, PASSAGES, QUEUED, SPEAKERS

EXAMPLES = Path(__file__).parents[2] / "examples/pages"

FIRST, LAST = STAGES[1][0], STAGES[-1][0]

PRIVATE: tuple[Table, ...] = (SPEAKERS, NAMES, DOUBTS, QUEUED, JUDGED)
"""Tables that follow from the rows; the index of words is numbered as rows come, and looked at by itself."""


@pytest.fixture(scope="module")
def examples() -> list[Reading]:
    """The pages of the examples, as read."""
    return list(read_batch(list(sources_of([str(EXAMPLES)]))).readings)


def all_of(record: Record) -> dict[str, list[str]]:
    """Every row of a record, derived and private."""
    rows = {kind: sorted(repr(row) for row in record.rows(kind)) for kind in KINDS}
    with record.asking() as connection:
        rows |= {table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table))) for table in PRIVATE}
        indexed = select(PASSAGES.c.kind, PASSAGES.c.row, PASSAGES.c.page, PASSAGES.c.day)
        rows["passages"] = sorted(repr(tuple(row)) for row in connection.execute(indexed))
    return rows


def whole(path: Path, batches: Iterable[Sequence[Reading]]) -> Record:
    """A record of these pages, added batch by batch and settled once."""
    record = Record.open(path, create=True)
    for batch in batches:
        record.add(batch)
    assert settle(record)
    return record


def split(several: Sequence[Any], sizes: random.Random) -> list[Sequence[Any]]:
    """The pages in batches of one to three."""
    left, batches = list(several), []
    while left:
        size = sizes.randint(1, 3)
        batches.append(left[:size])
        left = left[size:]
    return batches


@pytest.mark.parametrize("seed", range(4))
def test_pages_of_any_day_are_taken_in_as_a_settling_from_nothing_has_them(seed: int, tmp_path: Path) -> None:
    several = world.readings(48)
    random.Random(seed).shuffle(several)
    assert world.trial(tmp_path, FIRST, several[:-3], several[-3:], last=LAST) == []


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_the_examples_are_taken_in_as_a_settling_from_nothing_has_them(
    seed: int, tmp_path: Path, examples: list[Reading]
) -> None:
    several = sorted(examples, key=lambda one: one.page.id)
    random.Random(seed).shuffle(several)
    late = 1 + seed % 3
    assert world.trial(tmp_path, FIRST, several[:-late], several[-late:], last=LAST) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_record_that_grew_page_by_page_equals_one_settled_once(seed: int, tmp_path: Path) -> None:
    several, drawn = world.readings(46 + 4), random.Random(seed)
    held, late = several[:46], several[46:]
    drawn.shuffle(held)
    with whole(tmp_path / "a.db", split(held, drawn)) as grown, whole(tmp_path / "b.db", [several]) as anew:
        for page in late:
            grown.add([page])
            assert not settle(grown)
        assert all_of(grown) == all_of(anew)
        for words in ("the", "government", late[0].page.title or "", "board"):
            assert found(grown, words) == found(anew, words)


def found(record: Record, words: str) -> list[tuple[str, str]]:
    return sorted((hit.kind, hit.id) for hit in search(record, words, limit=1_000))


def test_what_a_page_changed_is_told_as_after_any_build(tmp_path: Path) -> None:
    several = world.readings(50)
    with whole(tmp_path / "a.db", [several[:46]]) as grown, whole(tmp_path / "b.db", [several[:46]]) as anew:
        for record in (grown, anew):
            record.add(several[46:47])
        assert not settle(grown)
        with anew.writing() as connection:
            connection.exec_driver_sql("DELETE FROM kept")  # so that all is computed again
        assert settle(anew)
        with grown.asking() as one, anew.asking() as other:
            told = "SELECT kind, row, build, before FROM changes ORDER BY kind, row"
            assert one.exec_driver_sql(told).all() == other.exec_driver_sql(told).all() != []


AT = "2033-06-01T10:00:00+00:00"


def anew(record: Record) -> dict[str, list[str]]:
    """Every row of a record once all of it is computed again."""
    with record.writing() as connection:
        connection.execute(KEPT.delete())
    assert settle(record)
    return all_of(record)


@pytest.mark.parametrize(("kind", "value"), [("reject", ""), ("confirm", ""), ("speaker", "Ada Orsk")])
def test_a_decision_on_a_statement_touches_what_it_touches(kind: str, value: str, tmp_path: Path) -> None:
    with whole(tmp_path / "a.db", [world.readings(46)]) as record:
        utterance = max(record.utterances(), key=lambda one: (len(one.statements), one.id))
        made = decide(record, utterance.best, kind, value, by="person:ada", why="not said so", at=AT)
        assert settle_near(record)
        assert all_of(record) == anew(record)
        undo(record, made, by="person:ada", why="", at=AT)
        assert settle_near(record)
        assert all_of(record) == anew(record)


def test_a_decision_on_a_figure_touches_what_it_touches(tmp_path: Path) -> None:
    with whole(tmp_path / "a.db", [world.readings(46)]) as record:
        series = max(record.series(), key=lambda one: (len(one.figures), one.id))
        decide(record, series.figures[0], "value", "7", by="person:ada", why="misread", at=AT)
        assert settle_near(record)
        assert all_of(record) == anew(record)


def test_a_decision_on_names_or_a_takedown_has_all_computed_anew(tmp_path: Path) -> None:
    several = world.readings(50)
    with whole(tmp_path / "a.db", [several[:46]]) as record:
        entity = next(one for one in record.entities(kind="person") if one.mentions > 1)
        page = next(iter(record.rows("mentions", entity=entity.id))).page
        decide(record, entity.id, "apart", page, by="person:ada", why="another one", at=AT)
        assert not settle_near(record) and settle(record)
        record.add(several[46:47])
        assert not settle(record)
        forget(record, several[0].page.source, by="person:ada", why="takedown")
        assert not settle_near(record) and settle(record)
        record.add(several[47:48])
        assert settle(record), "nothing is kept where something was taken down"


def test_a_settling_without_news_changes_nothing(tmp_path: Path) -> None:
    with whole(tmp_path / "a.db", [world.readings(46)]) as record:
        before = all_of(record)
        assert not settle(record)
        assert all_of(record) == before
