"""Are the numbers that the app shows those of the docs?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import browser

from onrecord.serve.measured import SIDE, measured, place_of
from onrecord.store import Record

HERE = Path(__file__).resolve().parents[2]


def test_the_published_numbers_are_those_of_the_docs() -> None:
    found = subprocess.run(
        [sys.executable, "bench/published.py", "--check"], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_every_score_names_its_command_and_data_and_lies_between_nought_and_one() -> None:
    told = measured()
    assert told.day and told.scores
    for score in told.scores:
        assert 0 <= float(score.value) <= 1 and score.command and score.data and score.standing
    for each in told.reliability.bins:
        assert 0 <= each.low <= each.right <= each.high <= 1
        assert 0 <= place_of(each.sure) <= SIDE


def test_the_screen_shows_scores_confidences_and_the_rules_of_the_record(record: Record) -> None:
    words = browser.Markup(browser.browser(record).get("/quality").text).words
    assert "words and speaker right, F1" in words and "invented, no quality" in words
    assert "attribution.en.v1:quote" in words and "the archive ends in the middle of a record" in words
