"""Does the line of rows to look at have what may be looked at, with what stands on each?"""

from __future__ import annotations

import pytest
from sqlalchemy import Float, literal, select, text

import make
from onrecord.model import Link
from onrecord.store import Record
from onrecord.store.queued import tenth_of
from onrecord.store.schema import QUEUED

PAGE = make.page("The gates stay shut, said Oda Brenn. The boats wait, said Oda Brenn. About 40 boats wait.")
SURE = make.statement(PAGE, "Oda Brenn", "The gates stay shut", cue="said", confidence=0.9)
DOUBTED = make.statement(PAGE, "Oda Brenn", "The boats wait", cue="said", confidence=0.3)
BOATS = make.figure(PAGE, "About 40 boats", 40, 40.0, modifier="about", confidence=0.84)
DIFFER = Link("l1", "conflicts", SURE.id, BOATS.id, 0.5, "accounts differ", "rule:test")
REPEATS = Link("l2", "repeats", DOUBTED.id, SURE.id, 0.5, "said again", "rule:test")
LINED = {
    (DOUBTED.id, "statements", 2, 1, 0.3),
    (BOATS.id, "figures", 7, 1, 0.84),
    (DIFFER.id, "links", 4, 3, 0.5),
}


def lined(record: Record) -> set[tuple[object, ...]]:
    with record.asking() as connection:
        return set(map(tuple, connection.execute(select(QUEUED)).all()))


@pytest.fixture
def busy(record: Record) -> Record:
    """A record with a statement that waits, a figure, two links, and a statement that does not wait."""
    record.add([make.reading(PAGE)])
    with record.settling() as new:
        new.put([SURE, DOUBTED, BOATS, DIFFER, REPEATS])
    return record


def test_settling_lines_up_what_may_be_looked_at_with_its_tenth_and_how_many_links_end_there(busy):
    assert lined(busy) == LINED


def test_a_line_is_made_anew_by_every_settling(busy):
    with busy.settling() as new:
        new.put([SURE])
    assert lined(busy) == set()


def test_a_record_of_an_older_version_is_lined_up_when_it_is_opened(busy):
    with busy.writing() as connection:
        for table in ("queued", "meetings", "ties", "kept"):  # what later versions made
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DROP INDEX ix_passages_day_kind_n"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0013'"))
    with Record.open(busy.where) as again:
        assert lined(again) == LINED


@pytest.mark.parametrize(
    ("sure", "tenth"),
    [(0.0, 0), (0.04, 0), (0.149, 0), (0.15, 1), (0.449, 3), (0.45, 4), (0.5, 4), (0.549, 4), (0.55, 5), (1.0, 9)],
)  # fmt: skip
def test_a_tenth_begins_at_its_half(record, sure, tenth):
    with record.asking() as connection:
        assert connection.execute(select(tenth_of(literal(sure, Float)))).scalar() == tenth


def test_the_order_of_a_line_is_read_from_its_index(busy):
    order = (QUEUED.c.tenth, QUEUED.c.uses.desc(), QUEUED.c.sure, QUEUED.c.row)
    asked = select(QUEUED.c.row).where(QUEUED.c.kind == "figures").order_by(*order)
    with busy.asking() as connection:
        told = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.compile(compile_kwargs={'literal_binds': True})}")
        plan = " ".join(str(cells[-1]) for cells in told)
    assert "ix_queued_order" in plan and "TEMP B-TREE" not in plan
