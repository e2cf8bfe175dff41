"""Do pages that come late leave the copies that all pages together leave?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from world import readings, trial

from onrecord.corroborate import bands
from onrecord.model import Reading, When

SHARED, COPIES = "shared passages", "copies"


@pytest.fixture(scope="module")
def pages():
    return readings(60)


def disordered(several: Sequence[Reading], chance: random.Random) -> list[Reading]:
    """The pages in any order: some without a day, some from a source that has another page."""
    sources = [reading.page.source for reading in several]
    found = []
    for reading in chance.sample(list(several), len(several)):
        page = reading.page
        if chance.random() < 0.2:
            page = replace(page, published=When())
        if chance.random() < 0.2:
            page = replace(page, source=chance.choice(sources))
        found.append(replace(reading, page=page))
    return found


@pytest.mark.parametrize(("seed", "crowd"), [(0, 2), (1, 2), (2, 40)])
def test_what_late_pages_share_is_found_as_if_all_came_together(tmp_path, pages, seed, crowd, monkeypatch):
    monkeypatch.setattr(bands, "CROWD", crowd)
    several = disordered(pages, random.Random(seed))
    assert trial(tmp_path, SHARED, several[6:], several[:6]) == []


def test_late_copies_are_linked_by_the_days_in_the_end(tmp_path, pages):
    several = disordered(pages, random.Random(0))
    assert trial(tmp_path, COPIES, several[6:], several[:6]) == []
