"""Does the timeline keep dates as uncertain as they are, and private persons out?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import doors
import newsroom
import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.model import Event
from onrecord.serve.moments import DATED, Chosen, dated, tally
from onrecord.serve.timeline import ORDER, Window, bins, timeline_of, window_of
from onrecord.store import Record

Write = Callable[[], Record]

DATES = st.one_of(
    st.none(),
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    st.dates().map(lambda day: f"../{day}"),
    st.dates().map(lambda day: f"{day}/.."),
    st.tuples(st.dates(), st.dates()).map(lambda days: f"[{min(days)},{max(days)}]"),
    st.sampled_from(["2031-21", "XXXX-05-03", "nonsense", "2031-13-45", "", "0001-01-01", "9999-12-31"]),
)


def window(first: str, last: str, unit: str) -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last), unit)  # type: ignore[arg-type]


def test_a_year_seen_by_months_is_as_wide_as_the_year() -> None:
    drawn = timeline_of({"statements": {"2031": 2, "2031-04-03": 5}}, window("2031-01-01", "2031-12-31", "month"))
    assert [(each.first, each.last, each.count, each.wide) for each in drawn.groups] == [
        ("2031-01-01", "2031-12-31", 2, True),
        ("2031-04-01", "2031-04-30", 5, False),
    ]
    assert [each.words for each in drawn.groups] == ["January 2031 to December 2031", "April 2031"]


@pytest.mark.parametrize(
    ("unit", "words"),
    [("day", "3 April 2031"), ("week", "week of 31 March 2031"), ("month", "April 2031"), ("year", "2031")],
)
def test_one_day_is_called_by_the_bin_that_holds_it(unit: str, words: str) -> None:
    drawn = timeline_of({"events": {"2031-04-03": 1}}, window("2031-04-01", "2031-04-30", unit))
    assert [each.words for each in drawn.groups] == [words]


def test_a_decade_is_a_bin() -> None:
    drawn = timeline_of({"events": {"2031-04-03": 1, "2039": 1}}, window("2031-04-01", "2055-04-30", "decade"))
    assert [(each.words, each.count) for each in drawn.groups] == [("2030s", 2)]


def test_an_unknown_day_is_counted_and_drawn_nowhere() -> None:
    drawn = timeline_of({"figures": {None: 3, "XXXX-05-03": 1}}, window("2031-01-01", "2031-12-31", "month"))
    assert (drawn.groups, dict(drawn.undated)) == ((), {"figures": 4})


@given(dates=st.dictionaries(DATES, st.integers(1, 9), max_size=8), unit=st.sampled_from([None, *ORDER]))
def test_every_row_is_in_a_group_or_counted_beside_them(dates: dict[str | None, int], unit: object) -> None:
    rows = {"statements": dates}
    found = window_of(rows, None, None, unit)  # type: ignore[arg-type]
    if found is None:
        return
    drawn = timeline_of(rows, found)
    told = sum(each.count for each in drawn.groups) + drawn.before + drawn.after + drawn.cut
    assert told + sum(drawn.undated.values()) == sum(dates.values())
    assert all(each.first <= each.last for each in drawn.groups)


@given(first=st.dates(), last=st.dates(), unit=st.sampled_from([None, *ORDER]))
def test_the_bins_of_a_window_follow_each_other_and_are_bounded(first: date, last: date, unit: object) -> None:
    found = window_of({}, first, last, unit)  # type: ignore[arg-type]
    assert found is not None
    each = list(bins(found))
    assert each[0][0] <= found.first and each[-1][1] >= found.last
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(each))
    assert len(each) <= 1001


def test_a_few_rows_of_a_distant_year_do_not_set_the_window() -> None:
    found = window_of({"events": {"1850": 1, "2031-04-03": 300, "2031-04-04": 40}}, None, None, None)
    assert found == window("2031-04-03", "2031-04-04", "day")


def ids(record: Record, chosen: Chosen) -> set[str]:
    desk = doors.desk_of(record)
    counts = tally(record, desk, chosen)
    return {
        name
        for kind, dates in counts.items()
        for name in dated(record, desk, chosen, kind, [edtf for edtf in dates if edtf], 100)
    }


def test_the_timeline_holds_what_may_be_counted_and_no_private_person(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    place = make.cite(courier, "A neighbour, Ilo Venn, said the water had reached his door")
    flood = Event("v1", courier.id, "flood", place.text, place.start, place.end, place.text, date=make.when("2031-04"))
    calm = make.cite(courier, "until the talks resume")
    talks = replace(flood, id="v2", start=calm.start, end=calm.end, text=calm.text, name=calm.text)
    kinds["events"] = [flood, talks]
    kinds["mentions"] = [make.mention(courier, "Ilo Venn", entity=newsroom.VENN.id)]
    listed = kinds["designations"][0]
    kinds["designations"].append(replace(listed, id="d-venn", target="Ilo Venn", date=make.when("2031-03")))
    record = write()
    shown = ids(record, Chosen())
    words = {row.id: row.content[0].text for row in record.rows("statements")}
    assert {words[name] for name in shown if name in words} == {
        "The gates stay shut until the commission meets",
        "Nobody is in danger",
        "The closed gates will not be opened before a meeting of the commission",
        "The lower valley is in grave danger",
    }
    assert "v2" in shown and not {"v1", "d-venn"} & shown
    assert {row.id for row in record.rows("figures")} <= shown
    # The question of a story is worded once for many, and looks up each entity by itself.
    whole = replace(next(iter(record.rows("stories"))), pages=tuple(page.id for page in record.pages()))
    desk = doors.desk_of(record)
    assert tally(record, desk, Chosen(story=whole)) == tally(record, desk, Chosen())


def test_rows_can_be_chosen_by_actor_outlet_and_story(record: Record) -> None:
    of_brenn = ids(record, Chosen(actor=newsroom.BRENN))
    said = {row.id for row in record.statements(speaker=newsroom.BRENN.id)}
    assert of_brenn & said == of_brenn and len(of_brenn) == 3
    herald = {row.id for row in record.rows("pages") if row.outlet == "Osk Herald"}
    pages = {row.id: row.page for kind in DATED for row in record.rows(kind)}
    assert {pages[name] for name in ids(record, Chosen(outlet="osk herald"))} == herald
    story = next(iter(record.rows("stories")))
    assert {pages[name] for name in ids(record, Chosen(story=story))} == set(story.pages)
    assert not ids(record, Chosen(story=replace(story, pages=())))
    assert ids(record, Chosen(kinds=("figures",))) == {row.id for row in record.rows("figures")}
