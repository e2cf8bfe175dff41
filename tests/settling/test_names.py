"""Who is who once pages came late: the same as had they been there from the start."""

from __future__ import annotations

import random

import pytest

import world


@pytest.mark.parametrize("seed", range(3))
def test_late_pages_leave_the_names_and_claims_that_a_record_from_nothing_has(tmp_path, seed):
    pages = world.readings(120)
    random.Random(seed).shuffle(pages)
    assert world.trial(tmp_path, "names", pages[3:], pages[:3], last="claims") == []
