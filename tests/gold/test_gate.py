"""Does the quality gate close when a score falls or a page changes?"""

from __future__ import annotations

from pathlib import Path

import floors
import labels
from floors import Floors

PINNED = Floors("pages-1", {"cites": 1.0, "stories": 0.9})


def test_equal_and_better_scores_pass() -> None:
    assert floors.complaints(PINNED, Floors("pages-1", {"cites": 1.0, "stories": 0.95, "new": 0.1})) == []


def test_a_worse_score_fails_and_is_named() -> None:
    worse = Floors("pages-1", {"cites": 0.99, "stories": 0.9})
    assert floors.complaints(PINNED, worse) == ["cites: 0.9900 is below its floor 1.0000"]


def test_a_measure_that_vanished_fails() -> None:
    assert floors.complaints(PINNED, Floors("pages-1", {"cites": 1.0})) == ["stories: no longer measured"]


def test_changed_pages_fail_even_when_scores_rise() -> None:
    assert "changed" in floors.complaints(PINNED, Floors("pages-2", {"cites": 1.0, "stories": 1.0}))[0]


def test_raising_never_lowers_a_floor() -> None:
    assert floors.raised(PINNED, Floors("pages-1", {"cites": 0.5, "stories": 1.0})).scores == {
        "cites": 1.0,
        "stories": 1.0,
    }


def test_the_option_to_raise_refuses_a_fallen_score(tmp_path: Path) -> None:
    place = tmp_path / "floors.json"
    floors.write(PINNED, place)
    fell = Floors("pages-2", {"cites": 1.0, "stories": 0.8})
    assert floors.held(place, fell, move="raise") == ["stories: 0.8000 is below its floor 0.9000"]
    assert floors.read(place) == PINNED


def test_only_the_option_to_lower_takes_a_fallen_score(tmp_path: Path) -> None:
    place = tmp_path / "floors.json"
    floors.write(PINNED, place)
    fell = Floors("pages-1", {"cites": 1.0, "stories": 0.8})
    assert floors.held(place, fell) != []
    assert floors.held(place, fell, move="lower") == []
    assert floors.read(place) == fell


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    floors.write(PINNED, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == PINNED


def test_one_changed_page_changes_the_digest(tmp_path: Path) -> None:
    for path in labels.PAGES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert labels.digest(tmp_path) == labels.digest()
    with (tmp_path / "delta-notes-divers.txt").open("a", encoding="utf-8") as file:
        file.write(" ")
    assert labels.digest(tmp_path) != labels.digest()
