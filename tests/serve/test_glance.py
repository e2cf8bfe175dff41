"""Does the overview show what is newest, count what it cuts, and hold back at once what a person held back?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import newsroom
import pytest

from onrecord.model import Story
from onrecord.serve import glance
from onrecord.serve.desk import Desk
from onrecord.serve.front import overview_of
from onrecord.serve.glance import Glances, glance_of
from onrecord.serve.holdings import Holdings
from onrecord.store import Record, forget

AT = "2031-05-01T09:00:00+00:00"


def glanced(record: Record, glances: Glances | None = None) -> glance.Glance:
    desk = Desk(Holdings(record))
    standing = (glances or Glances()).of(desk, record.where, lambda: (("new", 1),))
    return glance_of(desk, standing, settled=record.settled)


@pytest.fixture
def record(tmp_path: Path):
    with newsroom.record_at(tmp_path / "r.db", newsroom.rows()) as opened:
        yield opened


def test_a_small_record_is_shown_as_on_the_terminal(record):
    told, whole = glanced(record), overview_of(Desk(Holdings(record)))
    assert told.overview == replace(whole, refusals=())
    assert told.in_all == {
        "stories": 1, "runs": len(whole.runs), "differences": len(whole.differences),
        "corrections": len(whole.corrections), "refusals": len(whole.refusals),
    }  # fmt: skip
    assert told.fresh == (("new", 1),)


def test_stories_stand_newest_first_and_those_of_one_page_last(tmp_path):
    kinds = newsroom.rows()
    pages = kinds["stories"][0].pages
    days = {"t2": "2031-04-09", "t3": "2031-04-01", "t4": None}
    kinds["stories"] += [Story(name, name, pages, day, day, 2) for name, day in days.items()]
    kinds["stories"].append(Story("t5", "alone", pages[:1], "2031-05-01", "2031-05-01", 1))
    with newsroom.record_at(tmp_path / "r.db", kinds) as record:
        assert [story.id for story in glanced(record).overview.stories] == ["t2", "t1", "t3", "t4", "t5"]


def test_a_long_series_is_shown_with_its_last_figures(record, monkeypatch):
    monkeypatch.setattr(glance, "LAST_FIGURES", 1)
    [run] = glanced(record).overview.runs
    assert [figure.low for figure in run.figures] == [None]


def test_what_is_forgotten_goes_at_once_though_nothing_is_settled_yet(record):
    glances = Glances()
    assert "Oda Brenn" in str(glanced(record, glances))
    forget(record, "Oda Brenn", by="person:desk", why="asked to", at=AT)
    assert "Oda Brenn" not in str(glanced(record, glances))


def test_nobody_without_an_office_is_named_and_what_waits_is_counted_alone(record):
    told = glanced(record)
    assert "Ilo Venn" not in str(told)
    assert "turbines" not in str(told) and told.overview.review == overview_of(Desk(Holdings(record))).review > 0
