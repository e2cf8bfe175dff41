"""Does the bench word figures as its labels do, by their policy and not by the record's?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import newsquant  # noqa: E402


def rows(text: str) -> list[tuple[float, str, str]]:
    (row,) = newsquant.figures([{"id": "a", "text": text}])
    return [(found["value"] or found["low"], found["unit"], found["modifier"]) for found in row["figures"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They have one solution.", [(1, "solution", "exact")]),
        ("The two sides met.", [(2, "side", "exact")]),
        ("The bridge is 400 years old.", [(400, "year of age", "exact")]),
        ("Several boats sank.", []),
        ("The levy rose 7 percent.", [(7, "percentage", "up")]),
        ("They saw a 7 percent rise.", [(7, "percentage", "exact")]),
        ("The permit is $15 a month.", [(15, "dollar per month", "exact")]),
        ("A third of the boats sank.", [(1 / 3, "% boat", "exact")]),
        ("More than 12 tired divers came.", [(12, "tired diver", "over")]),
    ],
)
def test_the_policy_of_the_labels_is_kept(text: str, wanted: list[tuple[float, str, str]]) -> None:
    assert rows(text) == wanted


def test_the_two_ends_of_a_change_are_one_range() -> None:
    (row,) = newsquant.figures([{"id": "a", "text": "The valve lift was raised from 13.5 to 14 mm."}])
    assert [(f["low"], f["high"], f["unit"]) for f in row["figures"]] == [(13.5, 14, "millimetre")]
