"""Is what is slow to ask for there before anybody asks, and does the work end with the server?"""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from onrecord.serve.desk import Desk
from onrecord.serve.glance import Fresh
from onrecord.serve.holdings import Holdings
from onrecord.serve.web.app import app_of
from onrecord.serve.web.screens.overview import GLANCES
from onrecord.serve.web.warming import Warming
from onrecord.store import Record

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def fresh(write: Callable[[], Record]) -> Record:
    """A record of which nothing was counted yet."""
    return write()


def nothing_counted() -> Fresh:
    raise AssertionError("the overview was not counted before it was asked for")


def counted(record: Record) -> int:
    return GLANCES.of(Desk(Holdings(record)), record.where, nothing_counted).counts["pages"]


def warming_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "warming"]


def test_the_overview_is_counted_before_anybody_asks_for_it(fresh: Record) -> None:
    with pytest.raises(AssertionError, match="not counted"):
        counted(fresh)
    Warming(fresh).wait()
    assert counted(fresh) == len(fresh.rows("pages")) > 0


def test_a_server_counts_while_it_answers_and_stops_when_it_ends(fresh: Record) -> None:
    with TestClient(app_of(fresh), base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
    assert warming_threads() == []
    assert counted(fresh) == len(fresh.rows("pages")) > 0


def test_a_question_under_way_is_given_up_when_the_server_ends_and_the_record_can_be_written(fresh: Record) -> None:
    begun = threading.Event()

    def endless(record: Record) -> None:
        with record.asking() as connection:
            begun.set()
            connection.execute(ENDLESS)

    warming = Warming(fresh, (endless,))
    assert begun.wait(60)
    warming.end()
    assert warming_threads() == []
    with fresh.writing() as connection:
        assert connection.execute(text("SELECT count(*) FROM pages")).scalar_one() > 0


def test_a_record_that_cannot_be_asked_is_left_to_those_who_ask(fresh: Record) -> None:
    with fresh.writing() as connection:
        connection.execute(text("DROP TABLE changes"))
    Warming(fresh).wait()
    assert warming_threads() == []
