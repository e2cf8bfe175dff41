"""Is every two pages told of that came to be of one family, or ceased to be, when ties came and went?"""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from onrecord.model import PageId, id_of
from onrecord.settling.copies import pair
from onrecord.settling.kinship import Families, parted_from
from onrecord.settling.steps import Step
from onrecord.store import Record

PAGES = sorted(PageId(id_of("p", number)) for number in range(12))


@pytest.mark.parametrize("seed", range(12))
def test_of_two_pages_that_part_or_join_one_is_told(tmp_path, seed):
    chance = random.Random(seed)
    pairs = list(combinations(PAGES, 2))
    before, after = (set(chance.sample(pairs, 7)) for _ in "ab")
    after |= set(chance.sample(sorted(before), 4))
    with Record.open(tmp_path / "r.db", create=True) as record, record.settling() as new:
        families = []
        for ties in (before, after):
            new.ties(Step.BASE_COPIES).take(map(pair, pairs))
            new.ties(Step.BASE_COPIES).put((*pair(both), 1.0) for both in ties)
            asked = Families(new)
            families.append({page: asked.of(page) for page in PAGES})
        told = parted_from(new, before ^ after)
    then, now = families
    for a, b in pairs:
        if (then[a] == then[b]) != (now[a] == now[b]):
            assert a in told or b in told


def test_a_page_that_joins_a_large_family_is_told_and_the_family_is_not(tmp_path):
    first, *others = PAGES
    with Record.open(tmp_path / "r.db", create=True) as record, record.settling() as new:
        ties = list(pairwise(others))
        new.ties(Step.BASE_COPIES).put((*pair(both), 1.0) for both in [*ties, (first, others[0])])
        assert parted_from(new, [(first, others[0])]) == {first}
