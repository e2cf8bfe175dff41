"""Do pages that are near each other on average become one group, whatever is compared first?"""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from onrecord.corroborate import linkage as under_test
from onrecord.corroborate.linkage import linked
from onrecord.corroborate.nearness import TOGETHER


def square(chance: random.Random, pages: int) -> np.ndarray:
    """How near pages are to each other, no two pairs alike: some hang together, most do not."""
    near = np.eye(pages)
    told = chance.sample(range(4999), pages * pages)
    for place, (a, b) in enumerate(combinations(range(pages), 2)):
        near[a, b] = near[b, a] = (told[place] + 5000 * (a % 3 == b % 3 and chance.random() < 0.7)) / 10_000
    return near


@pytest.mark.parametrize("seed", range(20))
def test_groups_are_those_of_average_linkage(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "PAIRS_AT_ONCE", 5)
    chance = random.Random(seed)
    near = square(chance, pages := chance.randint(2, 24))
    edges = {(a, b): near[a, b] for a, b in combinations(range(pages), 2) if near[a, b] >= TOGETHER}
    labels = fcluster(linkage(squareform(1 - near, checks=False), "average"), 1 - TOGETHER, "distance")
    groups = {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}
    assert set(map(frozenset, linked(pages, edges, lambda a, b: near[a, b]))) == groups


@pytest.mark.parametrize("seed", range(20))
def test_what_stands_apart_is_grouped_the_same_beside_anything(seed: int) -> None:
    chance = random.Random(seed)
    near = np.round(square(chance, pages := 18), 1)  # many pairs alike: what comes first of them counts
    edges = {(a, b): near[a, b] for a, b in combinations(range(pages), 2) if near[a, b] >= TOGETHER}
    groups = linked(pages, edges, lambda a, b: near[a, b])
    for _ in range(5):
        some = sorted(place for group in chance.sample(groups, chance.randint(1, len(groups))) for place in group)
        at = np.array(some)
        own = {(some.index(a), some.index(b)): n for (a, b), n in edges.items() if {a, b} <= set(some)}
        cut = near[np.ix_(at, at)]
        alone = linked(len(some), own, lambda a, b, cut=cut: cut[a, b])
        assert [[some[place] for place in group] for group in alone] == [g for g in groups if g[0] in some]


def test_pages_that_hold_on_to_nothing_stand_alone() -> None:
    assert linked(3, {}, lambda a, b: np.zeros(len(a))) == [[0], [1], [2]]
    assert linked(0, {}, lambda a, b: np.zeros(len(a))) == []
