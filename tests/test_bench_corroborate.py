"""Do the benches of corroboration measure what they say: an invented world whose cites hold, records that grow?"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import chronicle  # noqa: E402
import grow  # noqa: E402

from onrecord.model import Reading  # noqa: E402


@pytest.fixture(scope="module")
def world() -> list[Reading]:
    return list(chronicle.readings(400))


def test_every_cite_of_the_invented_world_holds(world: list[Reading]) -> None:
    for reading in world:
        text, claims = reading.page.text, reading.claims
        said = [cite for s in claims.statements for cite in (*s.content, s.cue, s.said_words) if cite]
        rows = (*said, *claims.figures, *claims.offices, *claims.events, *claims.times, *claims.mentions)
        assert all(text[row.start : row.end] == row.text for row in (*rows, *claims.aliases))
        for speaker in (speaker for s in claims.statements for speaker in s.speakers):
            assert text[speaker.start : speaker.end] == speaker.mention


def test_the_world_is_the_same_on_every_run_and_a_larger_one_begins_with_it(world: list[Reading]) -> None:
    assert list(islice(chronicle.readings(500), 300)) == world[:300]


def test_nobody_speaks_on_more_than_a_few_pages_of_a_hundred_and_a_tenth_are_reprints() -> None:
    pages = list(chronicle.readings(2_000))
    speakers = Counter(name for page in pages for name in {s.speakers[0].name for s in page.claims.statements})
    assert 0.01 < speakers.most_common(1)[0][1] / len(pages) < 0.03
    said = {tuple(s.content[0].text for s in page.claims.statements) for page in pages}
    assert 0.07 < 1 - len(said) / len(pages) < 0.13


def test_late_pages_are_kept_apart_from_all_over_the_world(world: list[Reading]) -> None:
    late: list[Reading] = []
    held = list(grow.kept_apart(world, late, 400, 4))
    assert [world.index(one) for one in late] == [99, 199, 299, 399]
    assert len(held) == 396


def test_a_record_that_grew_page_by_page_is_measured_and_equals_one_from_nothing(tmp_path: Path) -> None:
    grown = grow.grown(40, 2, tmp_path / "grow.db", equal=True)
    assert grown.equal
    assert len(grown.more) == 2 and grown.peak >= grown.before > 0
    assert "| 40 |" in grow.row(grown, grown)
