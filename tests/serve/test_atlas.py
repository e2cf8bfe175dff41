"""Does the map count the places that pages name, and nothing that waits or tells of private persons?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import doors
import newsroom
import pytest

import make
from onrecord.model import Event, Where
from onrecord.serve.atlas import Atlas, atlas_of, rows_at
from onrecord.store import Record

Write = Callable[[], Record]

LURIN = Where("RO", 44.5, 26.1, "a city of the invented atlas")


@pytest.fixture
def placed(kinds: newsroom.Kinds) -> newsroom.Kinds:
    """The newsroom on the map: Lurin is a place of a state, the lower valley is nowhere."""
    courier, herald, blog = kinds["pages"]
    kinds["entities"].append(make.entity("Lurin", kind="place", located=LURIN))
    kinds["pages"] = [
        replace(courier, dateline_place="Lurin", located=replace(LURIN, why="the dateline")),
        herald,
        blog,
    ]
    first, second = kinds["figures"]
    kinds["figures"] = [replace(first, place="lower valley"), replace(second, place="lower valley")]
    flood = make.cite(courier, "A neighbour, Ilo Venn, said the water had reached his door")
    talks = make.cite(courier, "until the talks resume")
    kinds["events"] = [
        Event("v1", courier.id, "flood", flood.text, flood.start, flood.end, flood.text, place="Norrin"),
        Event("v2", courier.id, "talks", talks.text, talks.start, talks.end, talks.text, place="Lurin", located=LURIN),
    ]
    kinds["mentions"] = [make.mention(courier, "Ilo Venn", entity=newsroom.VENN.id)]
    either = next(row for row in kinds["statements"] if row.content[0].text == "the turbines would run again")
    kinds["statements"][kinds["statements"].index(either)] = replace(either, venue="Lurin")
    return kinds


def counts(atlas: Atlas) -> dict[str, dict[str, int]]:
    return {spot.place: dict(spot.counts) for spot in (*atlas.spots, *atlas.unplaced)}


def test_places_are_counted_by_kind_without_what_waits_or_is_private(placed: newsroom.Kinds, write: Write) -> None:
    record = write()
    atlas = atlas_of(record, doors.desk_of(record))
    assert counts(atlas) == {"Lurin": {"pages": 1, "statements": 2, "events": 1}, "lower valley": {"figures": 2}}
    assert [(spot.place, spot.country, spot.lat, spot.lon) for spot in atlas.spots] == [("Lurin", "RO", 44.5, 26.1)]
    assert [(land.country, land.name, land.total) for land in atlas.lands] == [("RO", "Romania", 4)]
    assert [spot.place for spot in atlas.unplaced] == ["lower valley"]


def test_the_rows_of_a_place_are_those_that_were_counted(placed: newsroom.Kinds, write: Write) -> None:
    record = write()
    desk = doors.desk_of(record)
    rows = list(rows_at(record, desk, "Lurin", most=10))
    assert sorted(kind for kind, _ in rows) == ["events", "pages", "statements", "statements"]
    held = {row.id for row in record.rows("statements") if desk.held_back(row)}
    assert not held & {name for _, name in rows}
    assert not list(rows_at(record, desk, "Norrin", most=10))


def test_a_state_can_be_seen_by_itself(placed: newsroom.Kinds, write: Write) -> None:
    record = write()
    assert counts(atlas_of(record, doors.desk_of(record), country="RO")).keys() == {"Lurin"}
    assert counts(atlas_of(record, doors.desk_of(record), country="FR")) == {}


def test_a_venue_in_a_sentence_is_looked_up_by_its_town(placed: newsroom.Kinds, write: Write) -> None:
    quote = placed["statements"][0]
    placed["statements"][0] = replace(quote, venue="a session of the commission in Lurin")
    record = write()
    spots = atlas_of(record, doors.desk_of(record)).spots
    assert {spot.place: spot.country for spot in spots} == {
        "Lurin": "RO",
        "a session of the commission in Lurin": "RO",
    }
