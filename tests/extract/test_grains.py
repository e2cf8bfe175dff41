"""Is the smallest unit that time words tell the one that a reader would name?"""

from __future__ import annotations

import pytest

from onrecord.extract.grains import granularity_of


@pytest.mark.parametrize(
    ("reading", "granularity"),
    [
        ("2031-04-17", "day"),
        ("[2031-03-04,2031-04-03]", "day"),
        ("weekday:5T18:00Z", "minute"),
        ("at:T18:40", "minute"),
        ("last:dayTNI", "part_of_day"),
        ("at:day", "day"),
        ("early:weekday:5@last", "day"),
        ("after:weekday:1", "day"),
        ("feast:easter@ahead", "day"),
        ("2031-04", "month"),
        ("late:month:10@this:year", "month"),
        ("2031", "year"),
        ("2026/2029", "year"),
        ("fiscal:2031", "year"),
        ("199X", "decade"),
        ("18XX", "century"),
        ("season:spring@last", "season"),
        ("same:season:summer", "season"),
        ("quarter:1@2031", "quarter"),
        ("half:2", "half_year"),
        ("this:week", "week"),
        ("this:weekend", "weekend"),
        ("every:weekend", "weekend"),
        ("same:month@last:year", "month"),
        ("ago:P3D", "day"),
        ("past:P2Y", "year"),
        ("P60D/P90D", "day"),
        ("PT20M", "minute"),
        ("PXY", "year"),
        ("P2.5Y", "year"),
        ("every:P1W", "week"),
        ("every:season:spring", "season"),
        ("now", None),
        ("same:time", None),
    ],
)
def test_a_reading_tells_its_unit(reading: str, granularity: str | None) -> None:
    assert granularity_of(reading) == granularity
