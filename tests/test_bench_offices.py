"""Does the bench of offices count marks and rows as it says?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import claims_offices  # noqa: E402

TEXT = "Nela Orsk, head of the Dam Agency, spoke. It rained. The gates were shut. The head left."
ROW = {
    "id": "a",
    "text": TEXT,
    "cast": [{"key": "orsk", "name": "Nela Orsk"}],
    "offices": [
        {"person": "orsk", "span": [11, 33], "organization": [23, 33]},
        {"person": "orsk", "span": [74, 82], "organization": None},
    ],
}


def test_a_role_far_from_its_holders_name_is_no_mark() -> None:
    assert claims_offices.labels_of(ROW) == [{"person": "Nela Orsk", "span": [11, 33], "organization": "Dam Agency"}]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ({"person": "Nela Orsk", "span": [0, 33], "organization": "Dam Agency"}, (1.0, 1.0, 1.0)),
        ({"person": "Nela Orsk", "span": [0, 33], "organization": None}, (1.0, 1.0, 0.0)),
        ({"person": "Jon Vey", "span": [0, 33], "organization": "Dam Agency"}, (0.0, 0.0, 0.0)),
        ({"person": "Nela Orsk", "span": [40, 50], "organization": "Dam Agency"}, (0.0, 0.0, 0.0)),
    ],
)
def test_a_row_is_right_at_a_mark_of_its_person(found: dict[str, object], right: tuple[float, ...]) -> None:
    told = claims_offices.scores([({"offices": [found]}, claims_offices.labels_of(ROW))])
    assert (told["precision"], told["recall"], told["organization"]) == right


def test_the_extractor_answers_in_rows_that_can_be_scored() -> None:
    [row] = claims_offices.offices([{"id": "a", "text": TEXT}])
    assert claims_offices.scores([(row, claims_offices.labels_of(ROW))])["F1"] == 1.0
