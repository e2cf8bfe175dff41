"""Is it kept what each build changed, and can an earlier state of a row be cited?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from shelf import boats, gates, settle

import make
from onrecord.errors import NotOnRecord
from onrecord.model import When
from onrecord.store import Record, forget
from onrecord.store.history import TRACKED, Build, builds, changes, changes_of, gone, last_build, row_at

DAYS = ("2031-04-05T08:00:00+00:00", "2031-04-06T08:00:00+00:00")


@pytest.fixture
def twice(record):
    """Two builds: the gates, and a day later the boats. Returns the record."""
    for reading in (gates(), boats()):
        record.add([reading])
        settle(record)
    return record


def told(record: Record, since: int) -> dict[str, tuple[object, object]]:
    return {change.row: (change.before, change.after) for change in changes(record, since)}


def test_every_settling_is_a_build_with_its_time_and_pages(record):
    for at, reading in zip(DAYS, (gates(), boats()), strict=True):
        record.add([reading])
        with record.settling(at=at):
            pass
        assert last_build(record) == (builds(record)[-1].number, at)
    assert builds(record) == [Build(1, DAYS[0], 1), Build(2, DAYS[1], 1)]


def test_before_the_first_settling_there_is_no_last_build(record):
    record.add([gates()])
    assert last_build(record) is None


def test_the_first_build_changes_nothing(record):
    record.add([gates()])
    settle(record)
    assert list(changes(record, 1)) == []


def test_new_rows_changed_rows_and_rows_that_went_are_told_once(twice):
    found = told(twice, 1)
    story = next(iter(twice.stories()))
    [said] = boats().claims.statements
    assert found[boats().page.id] == (None, next(p for p in twice.pages() if p.id == boats().page.id))
    assert found[said.id][0] is None and found[said.id][1].id == said.id
    assert found[story.id] == (replace(story, pages=(gates().page.id,)), story)
    assert found["l1"][0] is None
    assert gates().claims.statements[0].id not in found


def test_changes_of_a_kind_come_by_id_and_go_on_beyond_one(twice):
    of_kinds = [change for kind in TRACKED for change in changes_of(twice, kind, 0)]
    assert {change.row: change.build for change in of_kinds} == {c.row: c.build for c in changes(twice, 0)}
    pages = [change.row for change in changes_of(twice, "pages", 0)]
    assert pages == sorted({gates().page.id, boats().page.id})
    assert [change.row for change in changes_of(twice, "pages", 0, beyond=pages[0])] == pages[1:]


def test_what_settling_decides_of_a_page_is_a_change_of_it(twice):
    page = gates().page.id
    settle(twice)
    with twice.settling() as new:
        new.put(row for row in [] if row)
        new.put([next(iter([make.entity("Ilen Marrow", "Marrow")]))])
        new.update("pages", [(page, {"published": When("2031-04-03", "cross_reference", "another page")})])
    before, after = told(twice, 3)[page]
    assert (before.published.edtf, after.published.edtf) == ("2031-04-04", "2031-04-03")
    assert row_at(twice, page, 3)[1].published.edtf == "2031-04-04"


def test_a_row_that_came_and_went_between_two_builds_did_not_change(twice):
    settle(twice)
    with twice.settling():
        pass
    settle(twice)
    assert told(twice, 3) == {}
    assert told(twice, 2) == {}


def test_a_row_is_cited_as_it_stood_at_a_build(twice):
    story = next(iter(twice.stories()))
    assert row_at(twice, story.id, 1) == ("stories", replace(story, pages=(gates().page.id,)))
    assert row_at(twice, story.id, 2) == ("stories", story)
    statement = gates().claims.statements[0].id
    assert row_at(twice, statement[:8], 1)[1].id == statement


@pytest.mark.parametrize("row", ["l1", "page"])
def test_a_row_that_was_not_there_is_not_on_record_of_that_build(twice, row):
    name = boats().page.id if row == "page" else row
    with pytest.raises(NotOnRecord, match="was not on record when build 1 ended"):
        row_at(twice, name, 1)


def test_a_row_that_is_gone_is_still_on_record_of_its_build(twice):
    story = next(iter(twice.stories()))
    with twice.settling():
        pass
    with pytest.raises(NotOnRecord, match="no such row"):
        twice.row(story.id)
    assert row_at(twice, story.id, 2) == ("stories", story)


def test_of_a_row_that_went_it_is_told_which_build_no_longer_had_it(twice):
    [said] = boats().claims.statements
    assert gone(twice, "statements", said.id) is None
    with twice.settling():
        pass
    went = gone(twice, "statements", said.id)
    assert went is not None and (went.before.id, went.after, went.build) == (said.id, None, 3)
    assert gone(twice, "statements", "s-never-was") is None


def test_a_build_that_never_was_is_named_with_those_that_were(twice):
    with pytest.raises(NotOnRecord, match="builds 1 to 2 on record, not 9"):
        row_at(twice, gates().page.id, 9)


def test_a_takedown_erases_what_earlier_builds_told_of_the_page(twice):
    with twice.settling():
        pass
    statement = boats().claims.statements[0].id
    assert row_at(twice, statement, 2)
    forget(twice, boats().page.id, by="person:tests", why="asked for")
    with pytest.raises(NotOnRecord):
        row_at(twice, statement, 2)


def test_a_takedown_erases_the_person_from_earlier_builds(twice):
    with twice.settling():
        pass
    settle(twice)
    statement = boats().claims.statements[0].id
    with twice.settling():
        pass
    settle(twice)
    forget(twice, "Oru Tashkel", by="person:tests", why="asked for")
    settle(twice)
    assert "Tashkel" not in repr([row.before for row in changes(twice, 1)])
    with pytest.raises(NotOnRecord):
        row_at(twice, statement, 2)


def test_an_error_while_settling_keeps_the_changes_as_they_were(twice):
    kept = told(twice, 1)
    with pytest.raises(ZeroDivisionError), twice.settling():
        raise ZeroDivisionError
    assert told(twice, 1) == kept
    assert len(builds(twice)) == 2
