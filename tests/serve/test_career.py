"""Does an actor's page tell offices, words and figures as the pages do, and only those that may be shown?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import browser
import doors
import newsroom

import make
from onrecord.serve.career import bars_of, figures_by, said_by, tenures_of
from onrecord.store import Record

Write = Callable[[], Record]


def test_an_office_is_told_from_the_first_day_to_the_last_that_pages_name_it(
    write: Write, kinds: newsroom.Kinds
) -> None:
    courier, herald, _ = kinds["pages"]
    brenn = newsroom.BRENN.id
    words = "Water Minister Oda Brenn"
    kinds["offices"] += [
        make.office(
            herald, "Oda Brenn", "water minister", "Belmara", "Brenn", entity=brenn, as_of=make.when("2031-06")
        ),
        make.office(herald, "Oda Brenn", "deputy premier", None, "her deputy", entity=brenn, as_of=make.when("2033")),
    ]
    kinds["offices"][0] = replace(kinds["offices"][0], as_of=make.when("2031-04-03"))
    record = write()
    tenures, _ = tenures_of(record, doors.desk_of(record), newsroom.BRENN)
    assert [(each.line.title, each.pages, each.first, each.last) for each in tenures] == [
        ("Water Minister", 2, "2031-04-03", "2031-06-30"),
        ("deputy premier", 1, "2033-01-01", "2033-12-31"),
    ]
    assert tenures[0].line.passage.pieces and words in courier.text
    bars = bars_of(tenures)
    assert bars[0].left == 0 and bars[0].width < bars[1].left and bars[1].left + bars[1].width == 100


def test_an_office_without_a_day_is_told_without_one(record: Record) -> None:
    tenures, _ = tenures_of(record, doors.desk_of(record), newsroom.BRENN)
    assert [(each.first, each.words) for each in tenures] == [("", "day unknown")]
    assert bars_of(tenures) == ()


def test_statements_come_latest_first_and_without_those_that_wait(record: Record) -> None:
    desk = doors.desk_of(record)
    rows = [desk.holdings.statements[name] for name in said_by(record, desk, newsroom.RUSK)]
    assert [row.content[0].text for row in rows] == [
        "The lower valley is in grave danger",
        "We were never asked about the gates",
    ]
    passed = {row.id for row in desk.holdings.said_by(newsroom.BRENN.id) if desk.held_back(row) is None}
    assert set(said_by(record, desk, newsroom.BRENN)) == passed


def test_figures_are_those_that_the_actors_own_statements_give(write: Write, kinds: newsroom.Kinds) -> None:
    said = {row.content[0].text: row for row in kinds["statements"]}
    first, second = kinds["figures"]
    kinds["figures"] = [
        replace(first, statement=said["Nobody is in danger"].id),
        replace(second, statement=said["the locks would hold"].id),
    ]
    record = write()
    desk = doors.desk_of(record)
    assert figures_by(record, desk, newsroom.BRENN, most=5) == ([first.id], 1)
    assert figures_by(record, desk, newsroom.BRENN, most=0) == ([], 1)
    words = browser.Markup(browser.browser(record).get(f"/actor/{newsroom.BRENN.id}").text).words
    assert "About 1,700 families" in words and "Up to 4,000 families" not in words


def test_of_very_many_offices_those_that_most_pages_name_are_told(write: Write, kinds: newsroom.Kinds) -> None:
    one = kinds["offices"][0]
    kinds["offices"] += [replace(one, id=f"o{n}", title=f"envoy {n}") for n in range(40)]
    record = write()
    tenures, cut = tenures_of(record, doors.desk_of(record), newsroom.BRENN)
    assert (len(tenures), cut) == (24, 17)
