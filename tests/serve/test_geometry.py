"""Do drawings stay inside their frames, and does the map have the states of the world where they are?"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gazetteer import STATES
from onrecord.serve.atlas import Atlas, Land, Spot
from onrecord.serve.bands import MOST_LANES, bands_of
from onrecord.serve.timeline import ORDER, Window, timeline_of
from onrecord.serve.worldmap import HEIGHT, WIDTH, at, map_of, world

BUILT = pytest.mark.skipif(not world(), reason="the outlines come with the browser's parts: make built")

DATES = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(str) | st.sampled_from(
    ["2001", "1995-03", "../2020", "2030/.."]
)


@given(dates=st.dictionaries(DATES, st.integers(1, 10**6), max_size=40), unit=st.sampled_from(ORDER[2:]))
def test_every_mark_of_a_timeline_lies_in_its_band(dates: dict[str | None, int], unit: object) -> None:
    window = Window(date(1990, 1, 1), date(2039, 12, 31), unit)  # type: ignore[arg-type]
    for band in bands_of(timeline_of({"events": dates}, window)).bands:
        for mark in band.marks:
            assert mark.left >= 0 and mark.left + mark.width <= 100.01 and mark.width > 0
            assert mark.top >= 0 and mark.top + mark.height <= band.height


def test_dates_that_span_the_same_bins_lie_below_each_other_as_far_as_there_is_room() -> None:
    window = Window(date(2031, 1, 1), date(2031, 12, 31), "month")
    dates: dict[str | None, int] = {f"2031-01/2031-{month:02}": 1 for month in range(2, 13)}
    (band,) = bands_of(timeline_of({"statements": dates}, window)).bands
    assert len({mark.top for mark in band.marks}) == MOST_LANES
    assert band.unseen == len(dates) - MOST_LANES


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (180, 0), (-180, 0), (37.6, 55.8), (-58.4, -34.6), (0, 90)])
def test_a_point_lies_on_the_map(lon: float, lat: float) -> None:
    x, y = at(lon, lat)
    assert 0 <= x <= WIDTH and -5 <= y <= HEIGHT


def test_east_is_right_and_north_is_up() -> None:
    assert at(10, 0)[0] > at(-10, 0)[0] and at(0, 10)[1] < at(0, -10)[1]


@BUILT
def test_the_outlines_are_paths_inside_the_map_and_know_the_larger_states() -> None:
    shapes = world()
    codes = {shape.code for shape in shapes}
    assert {"US", "BR", "NG", "DE", "RU", "CN", "AU", "CD", "XK"} <= codes
    assert len(codes) > 160 and codes - {""} <= {state.code for state in STATES}
    for shape in shapes:
        assert re.fullmatch(r"(M-?[\d.]+,-?[\d.]+(L-?[\d.]+,-?[\d.]+)*Z)+", shape.path), shape.name
        assert all(0 <= float(x) <= WIDTH for x in re.findall(r"[ML]([\d.]+),", shape.path))


@BUILT
def test_no_outline_runs_across_the_whole_map() -> None:
    for shape in world():
        for part in shape.path.split("Z"):
            across = [float(x) for x in re.findall(r"[ML]([\d.]+),", part)]
            assert not across or max(b - a for a, b in pairwise(across)) < WIDTH / 2, shape.name


@BUILT
def test_a_state_is_tinted_by_how_often_its_places_are_named() -> None:
    spots = (Spot("Lurin", "RO", 44.5, 26.1, {"pages": 9}, 9), Spot("Elsewhere", "FR", None, None, {"pages": 1}, 1))
    lands = (Land("RO", "Romania", {"pages": 9}, 9), Land("FR", "France", {"pages": 1}, 1))
    drawn = map_of(Atlas(lands, spots, (), 0))
    steps = {shape.code: step for shape, _, step in drawn.shapes}
    assert steps["RO"] == 5 and 0 < steps["FR"] < 5 and steps["DE"] == 0
    assert [point.spot.place for point in drawn.points] == ["Lurin"]
