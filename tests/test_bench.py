"""Does the bench measure what it says: the same varied pile every time, and whole builds of it?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import build  # noqa: E402
import pile  # noqa: E402

EXAMPLES = ROOT / "examples" / "pages"


@pytest.fixture(scope="module")
def kit() -> pile.Kit:
    return pile.kit_of(EXAMPLES)


def test_the_same_number_gives_the_same_page_and_another_number_another(kit: pile.Kit) -> None:
    pages = [pile.page(kit, number, 24) for number in range(24)]
    assert pages == [pile.page(kit, number, 24) for number in range(24)]
    assert len({text for _, text in pages}) == 24


def test_a_story_keeps_its_names_and_ends_with_a_reprint(kit: pile.Kit) -> None:
    words = [set(pile.page(kit, number, 24)[1].split()) for number in (0, pile.STORY - 1, pile.STORY)]
    first, reprint, elsewhere = words
    assert len(first & reprint) > 0.8 * len(reprint)
    assert len(first & elsewhere) < 0.6 * len(first)


def test_days_move_by_whole_weeks_and_stay_worded_as_they_were(kit: pile.Kit) -> None:
    world = pile.World({}, pile.timedelta(weeks=2), 1.0)
    told = world.retold("On Sunday, March 9, 2031, and 25 Dec, 2031 (2031-03-09) at 18:00.", pile.random.Random(1))
    assert told == "On Sunday, March 23, 2031, and 8 Jan, 2032 (2031-03-23) at 18:00."


def test_a_measured_build_is_a_whole_build(tmp_path: Path) -> None:
    pile.write(EXAMPLES, tmp_path / "pages", 2)
    run = build.run(tmp_path / "pages", tmp_path / "bench.db", 1)
    assert run.pages == run.counts["pages"] == 2
    assert run.wall >= run.reading + run.settling - 0.01
    assert "| 2 | 1 |" in list(build.table([run]))[-1]
