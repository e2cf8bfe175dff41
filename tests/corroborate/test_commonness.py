"""Does the table weigh what is common in news less than what is rare?"""

from __future__ import annotations

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.words import stem_of


def test_common_stems_weigh_less_than_rare_ones() -> None:
    known = weights()
    assert known["not"] < known[stem_of("government")] < known[stem_of("reservoirs")] <= known["unheard"]


def test_asking_for_a_stem_that_is_in_no_row_adds_none() -> None:
    known = weights()
    rows = len(known)
    assert known["xyzzy"] > 5
    assert len(known) == rows


def test_no_weight_is_nought() -> None:
    assert min(weights().values()) > 0
