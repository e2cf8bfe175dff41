"""Do pages that come late leave the stories that all pages together leave?"""

from __future__ import annotations

import random

import pytest
from test_copies_touched import disordered
from world import readings, trial

from onrecord.corroborate import stories


@pytest.fixture(scope="module")
def pages():
    return readings(70)


@pytest.mark.parametrize(("seed", "largest"), [(0, 2), (1, 3000)])
def test_late_pages_join_the_stories_they_would_have_been_in(tmp_path, pages, seed, largest, monkeypatch):
    monkeypatch.setattr(stories, "LARGEST", largest)
    several = disordered(pages, random.Random(seed))
    assert trial(tmp_path, "shared passages", several[5:], several[:5], last="stories") == []
