"""Do relative time words land on the right day, month or set of days?"""

from __future__ import annotations

import pytest

from onrecord.model import PageId, Time, When
from onrecord.resolve.dates import anchored


def time(reading: str) -> Time:
    return Time(id="t1", page=PageId("p1"), text="then", start=0, end=4, type="DATE", reading=reading)


@pytest.mark.parametrize(
    ("reading", "anchor", "edtf"),
    [
        ("2031-04-22", None, "2031-04-22"),
        ("weekday:5", "2031-09-19", "2031-09-19"),
        ("weekday:5", "2031-09-18", "2031-09-12"),
        ("weekday:5@next", "2031-09-19", "2031-09-26"),
        ("weekday:5@last", "2031-09-19", "2031-09-12"),
        ("weekday:5", "2031-04", "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"),
        ("weekday:5", None, None),
        ("month:04", "2031-09-18", "2031-04"),
        ("month:12", "2031-04-18", "2030-12"),
        ("month:04@this:year", "2031-09-18T14:37", "2031-04"),
        ("late:month:02@this:year", "2031-03-05", "2031-02"),
        ("month:09@last", "2031-11-02", "2031-09"),
        ("day:04-22", "2031-04", "2031-04-22"),
        ("day:12-30", "2031-01-04", "2030-12-30"),
        ("day:04-22", None, None),
        ("day:04-22", "XXXX-04", None),
        ("this:month", "2031-04-03/2031-04-24", "2031-04"),
        ("last:week", "2031-09-18", "2031-09-08/2031-09-14"),
        ("last:year", "2031-09-18", "2030"),
        ("last:dayTNI", "2031-09-01", "2031-08-31"),
        ("ago:P3D", "2031-09-01", "2031-08-29"),
        ("ago:P2Y", "2031-09-01", "2029"),
        ("season:spring@last", "2031-09-18", "2031-03/2031-05"),
        ("quarter:1@2031", "2031-09-18", "2031-01/2031-03"),
        ("recent", "2031-09-18", None),
        ("P3D", "2031-09-18", None),
    ],
)
def test_a_reading_is_anchored(reading: str, anchor: str | None, edtf: str | None) -> None:
    when = anchored(time(reading), When(anchor, "metadata"))
    assert when.edtf == edtf


def test_a_weekday_of_a_future_clause_lies_ahead() -> None:
    assert anchored(time("weekday:1"), When("2031-09-18"), tense="future").edtf == "2031-09-22"


def test_an_anchored_date_says_which_words_decided() -> None:
    when = anchored(time("weekday:5"), When("2031-09-19", "metadata"))
    assert (when.basis, when.why) == ("weekday", "“then” on a page of 2031-09-19")
