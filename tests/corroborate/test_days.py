"""Are dates of the record read as the days they can mean?"""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.corroborate.days import apart, days_of, gap, width


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2031-05-03", date(2031, 5, 3), date(2031, 5, 3)),
        ("2031-05-03T14:37", date(2031, 5, 3), date(2031, 5, 3)),
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2031-05-XX", date(2031, 5, 1), date(2031, 5, 31)),
        ("2031-05~", date(2031, 5, 1), date(2031, 5, 31)),
        ("2031-05-03/2031-05-24", date(2031, 5, 3), date(2031, 5, 24)),
        ("[2031-05-03,2031-05-10]", date(2031, 5, 3), date(2031, 5, 10)),
        ("../2031-05", date.min, date(2031, 5, 31)),
        ("2031-05/..", date(2031, 5, 1), date.max),
    ],
)
def test_a_date_spans_the_days_it_leaves_open(edtf: str, first: date, last: date) -> None:
    assert days_of(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "spring", "2031-13", "2031-02-30", "../.."])
def test_what_names_no_day_spans_none(edtf: str | None) -> None:
    assert days_of(edtf) is None


def test_the_gap_is_counted_between_the_closest_days() -> None:
    assert gap(days_of("2031-05"), days_of("2031-06-02")) == 2
    assert gap(days_of("2031-05-09"), days_of("2031-05")) == 0
    assert gap(days_of("2031"), None) is None


def test_width_counts_both_ends() -> None:
    day = days_of("2031-05-03")
    assert day and width(day) == 1


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        ("XXXX-09-18", "2031-09-20T14:37", 2),
        ("2031-01-01", "XXXX-12-31", 1),
        ("XXXX-09-18", "2031-04", 141),
        ("XXXX-09-18", "XXXX-09-18", 0),
        ("XXXX-02-29", "2032-03-01", 1),
        ("2031-05-03", "2031-05-09", 6),
        ("XXXX-09-18", None, None),
        ("XXXX-09-18", "spring", None),
    ],
)
def test_a_day_without_year_is_compared_in_the_closest_year(a: str, b: str | None, days: int | None) -> None:
    assert apart(a, b) == apart(b, a) == days
