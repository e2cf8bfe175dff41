"""Are the days that a text names found, and no others?"""

from __future__ import annotations

import pytest

from onrecord.corroborate.days_told import KEPT, dated, marks_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("TAVRA, May 3, 2031 - Water rose.", "2031-05-03"),
        ("Posted 3rd of Sept. 2031", "2031-09-03"),
        ("2031-05-03 The dam broke.", "2031-05-03"),
        ("The dam broke on 3 May.", None),
        ("May 40, 2031 is no day.", None),
        ("x" * 200 + " May 3, 2031", None),
    ],
)
def test_the_day_at_the_top_is_read_when_it_is_told_in_full(text: str, day: str | None) -> None:
    assert dated(text) == day


def test_years_and_weekdays_are_marks() -> None:
    assert marks_of("On Friday, after the flood of 2019, on FRIDAY, 1,900 left.") == ("2019", "fri")


def test_a_chronicle_leaves_only_some_of_its_years() -> None:
    assert len(marks_of(" ".join(map(str, range(1900, 2000))))) == KEPT
