"""Do pages that come late leave the copies that all pages together leave?"""

from __future__ import annotations

import random

import pytest
from world import readings, trial

from onrecord.corroborate import bands

SHARED, COPIES = "shared passages", "copies"


@pytest.fixture(scope="module")
def pages():
    return readings(60)


@pytest.mark.parametrize(("seed", "crowd"), [(0, 2), (1, 2), (2, 40)])
def test_what_late_pages_share_is_found_as_if_all_came_together(tmp_path, pages, seed, crowd, monkeypatch):
    monkeypatch.setattr(bands, "CROWD", crowd)
    several = random.Random(seed).sample(pages, len(pages))
    assert trial(tmp_path, SHARED, several[6:], several[:6]) == []


def test_late_copies_are_linked_by_the_days_in_the_end(tmp_path, pages):
    several = random.Random(0).sample(pages, len(pages))
    assert trial(tmp_path, COPIES, several[6:], several[:6]) == []
