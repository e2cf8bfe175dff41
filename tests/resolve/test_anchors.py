"""Do readings of time words land on the right day, month, interval or set of days, and stay open where they must?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import PageId, Time, When
from onrecord.resolve.anchors import anchored, stretch_of, told_from
from onrecord.resolve.feasts import BY_WEEKDAY, FROM_EASTER, day_of


def time(reading: str) -> Time:
    return Time(id="t1", page=PageId("p1"), text="then", start=0, end=4, type="DATE", reading=reading)


@pytest.mark.parametrize(
    ("reading", "anchor", "edtf"),
    [
        ("2031-04-17", None, "2031-04-17"),
        ("1939/1945", None, "1939/1945"),
        ("2031-04-03/2031-04-05", "2031-09-19", "2031-04-03/2031-04-05"),
        ("[2031-03-04,2031-04-03]", "2031-09-19", "[2031-03-04,2031-04-03]"),
        ("weekday:5", "2031-09-19", "2031-09-19"),
        ("weekday:5", "2031-09-18", "2031-09-12"),
        ("weekday:5@next", "2031-09-19", "2031-09-26"),
        ("weekday:5@ahead", "2031-09-18", "2031-09-19"),
        ("weekday:1@ahead", "2031-09-18", "2031-09-22"),
        ("weekday:5@week", "2031-09-18", "2031-09-26"),
        ("weekday:5@last:week", "2031-09-18", "2031-09-12"),
        ("early:weekday:5", "2031-09-18", "2031-09-12"),
        ("month:04@ahead", "2031-09-18", "2032-04"),
        ("weekday:5@last", "2031-09-19", "2031-09-12"),
        ("weekday:5", "2031-04", "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"),
        ("weekday:5", "2031", None),
        ("weekday:5", None, None),
        ("month:04", "2031-09-18", "2031-04"),
        ("month:12", "2031-04-18", "2030-12"),
        ("month:04@this:year", "2031-09-18T09:12", "2031-04"),
        ("late:month:10@this:year", "2031-11-05", "2031-10"),
        ("month:09@last", "2031-11-02", "2031-09"),
        ("day:04-17", "2031-04", "2031-04-17"),
        ("day:12-30", "2031-01-04", "2030-12-30"),
        ("day:02-29", "2031-09-18", None),
        ("day:04-17", None, None),
        ("day:04-17", "XXXX-04", None),
        ("day:04-03/day:04-05", "2031-09-18", "2031-04-03/2031-04-05"),
        ("day:12-30@ahead/day:12-31@ahead", "2031-09-18", "2031-12-30/2031-12-31"),
        ("month:11/month:02", "2031-09-18", "2030-11/2031-02"),
        ("month:12/month:02", "2031-12-18", "2030-12/2031-02"),
        ("day:01-23@ahead/day:03-09@ahead", "2031-01-28", "2031-01-23/2031-03-09"),
        ("dom:15", "2031-09-18", "2031-09-15"),
        ("dom:25", "2031-09-18", "2031-08-25"),
        ("dom:15@ahead", "2031-09-18", "2031-10-15"),
        ("this:month", "2031-04-03/2031-04-24", "2031-04"),
        ("last:week", "2031-09-18", "2031-09-08/2031-09-14"),
        ("this:weekend", "2031-09-15", "2031-09-13/2031-09-14"),
        ("last:year", "2031-09-18", "2030"),
        ("this:decade", "2031-09-18", "203X"),
        ("last:century", "2031-09-18", "19XX"),
        ("last:quarter", "2031-02-18", "2030-10/2030-12"),
        ("last:dayTNI", "2031-09-01", "2031-08-31"),
        ("at:T18:00Z", "2031-09-01", "2031-09-01"),
        ("at:T18:00Z", "2031-09", None),
        ("ago:P3D", "2031-09-01", "2031-08-29"),
        ("ago:PT2H", "2031-09-01", "2031-09-01"),
        ("ago:PT20H", "2031-09-01", None),
        ("ago:P2W", "2031-09-18", "2031-09-01/2031-09-07"),
        ("ago:P14M", "2031-09-18", "2030-07"),
        ("ago:P1Q", "2031-09-18", "2031-04/2031-06"),
        ("ago:PXY", "2031-09-18", None),
        ("ago:P5000Y", "2031-09-18", None),
        ("ahead:P10D", "2031-09-01", "2031-09-11"),
        ("ago:P2Y", "2031-09-01", "2029"),
        ("past:P2Y", "2031-09-01", "2029/2031"),
        ("past:P3M", "2031-09-01", "2031-06/2031-09"),
        ("past:P2W", "2031-09-18", "2031-09-04/2031-09-18"),
        ("coming:P10D", "2031-09-01", "2031-09-01/2031-09-11"),
        ("season:spring@last", "2031-09-18", "2031-03/2031-05"),
        ("season:summer@next", "2031-09-18", "2032-06/2032-08"),
        ("season:winter@next", "2031-09-18", "2031-12/2032-02"),
        ("season:winter", "2031-01-18", "2030-12/2031-02"),
        ("season:winter@2031", None, "2031-12/2032-02"),
        ("quarter:1@2031", "2031-09-18", "2031-01/2031-03"),
        ("quarter:4@ahead", "2031-08-18", "2031-10/2031-12"),
        ("half:1", "2031-09-18", "2031-01/2031-06"),
        ("half:2@last:year", "2031-09-18", "2030-07/2030-12"),
        ("nth:09-1-1", "2031-09-18", "2031-09-01"),
        ("nth:05-5--1@2031", None, "2031-05-30"),
        ("nth:11-2-1@ahead", "2031-09-18", "2031-11-04"),
        ("opening:P9M@2031", "2032-09-18", "2031-01/2031-09"),
        ("closing:P3M@last:year", "2032-09-18", "2031-10/2031-12"),
        ("opening:P6M", "2031-09-18", "2031-01/2031-06"),
        ("opening:P60M", "2031-09-18", None),
        ("day:03-12@this:year/day:03-15@this:year", "2031-09-18", "2031-03-12/2031-03-15"),
        ("fiscal:2031", None, "2031~"),
        ("fiscal:last:year", "2031-09-18", "2030~"),
        ("feast:easter", "2031-09-18", "2031-04-13"),
        ("feast:easter", "2031-03-18", "2030-04-21"),
        ("feast:easter@ahead", "2031-03-18", "2031-04-13"),
        ("feast:easter@2028", None, "2028-04-16"),
        ("feast:good-friday@last:year", "2031-03-18", "2030-04-19"),
        ("feast:ramadan", "2031-09-18", None),
        ("day:12-25@2028", None, "2028-12-25"),
        ("recent", "2031-09-18", None),
        ("P3D", "2031-09-18", None),
        ("every:P1W", "2031-09-18", None),
    ],
)
def test_a_reading_is_anchored(reading: str, anchor: str | None, edtf: str | None) -> None:
    when = anchored(time(reading), When(anchor, "metadata"))
    assert when.edtf == edtf


@pytest.mark.parametrize(
    ("reading", "told", "edtf"),
    [
        ("after:P1D", "2031-04-17", "2031-04-18"),
        ("after:P1DTMO", "2031-04-17", "2031-04-18"),
        ("before:P1Y", "2031-04-17", "2030"),
        ("same:day", "2031-04-17", "2031-04-17"),
        ("same:month", "2031-04-17", "2031-04"),
        ("same:year", "2031-04", "2031"),
        ("same:period", "2031-07/2031-09", "2031-07/2031-09"),
        ("same:period@2029", "2031-07/2031-09", "2029-07/2029-09"),
        ("same:month@last:year", "2031-07", "2030-07"),
        ("same:quarter@last:year", "2031-09-30", "2030-07/2030-09"),
        ("same:day@last:year", "2032-02-29", None),
        ("same:weekday:5", "2031-04-16", "2031-04-18"),
        ("after:weekday:1", "2031-04-16", "2031-04-21"),
        ("before:weekday:1", "2031-04-16", "2031-04-14"),
        ("same:weekday:5", "2031-04", None),
        ("same:season:summer", "2029", "2029-06/2029-08"),
        ("after:season:winter", "2029-05", "2030-12/2031-02"),
    ],
)
def test_a_reading_is_counted_from_a_date_told_before(reading: str, told: str, edtf: str | None) -> None:
    base = stretch_of(told)
    assert base is not None
    assert told_from(reading, base) == edtf


def test_an_anchored_date_says_which_words_decided() -> None:
    when = anchored(time("weekday:5"), When("2031-09-19", "metadata"))
    assert (when.basis, when.why) == ("weekday", "“then” on a page of 2031-09-19")


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("easter", "2024-03-31"),
        ("ash-wednesday", "2024-02-14"),
        ("pentecost", "2025-06-08"),
        ("memorial-day", "2024-05-27"),
        ("thanksgiving", "2023-11-23"),
        ("black-friday", "2023-11-24"),
        ("king-day", "2026-01-19"),
        ("remembrance-sunday", "2024-11-10"),
    ],
)
def test_a_feast_falls_on_its_day(feast: str, day: str) -> None:
    found = day_of(feast, int(day[:4]))
    assert found is not None and found.isoformat() == day


@pytest.mark.parametrize("feast", [*FROM_EASTER, *BY_WEEKDAY])
def test_every_feast_has_a_day_in_every_year(feast: str) -> None:
    assert all(day_of(feast, year) for year in range(1900, 2100))


NUMBER = st.integers(0, 99_999)
VALUE = st.one_of(
    st.builds("P{}{}".format, NUMBER, st.sampled_from("DWMQY")),
    st.builds("PT{}{}".format, NUMBER, st.sampled_from("HMS")),
    st.sampled_from(
        ["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "", "easter", "1", "02-29"]
    ),
)


@given(
    st.sampled_from(["ago", "ahead", "past", "coming", "this", "last", "next", "at"]),
    VALUE,
    st.dates(date(1000, 1, 1), date(8999, 12, 31)),
)
def test_every_period_from_every_day_gives_a_date_or_none(kind: str, value: str, anchor: object) -> None:
    when = anchored(time(f"{kind}:{value}"), When(str(anchor), "metadata"))
    assert when.edtf is None or re.fullmatch(r"[\dX-]{4,10}(?:/[\dX-]{4,10})?", when.edtf)
