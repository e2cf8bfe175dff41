"""Does a term tell more the fewer pages have it, whatever the order, and hardly less for one page more?"""

from __future__ import annotations

import random

from onrecord.corroborate.rarity import Rarity, rarity_of, stepped
from onrecord.model import PageId, Trace


def test_a_rare_term_tells_more_than_a_common_one() -> None:
    rarity = Rarity(64, {"dam": 2, "river": 40})
    assert rarity.weight("hinge") == rarity.weight("unseen") == 1.0
    assert 1.0 > rarity.weight("dam") > rarity.weight("river") > 0.0


def test_what_is_common_in_english_news_tells_little_in_any_pile() -> None:
    assert Rarity(2, {"year": 1}).weight("year") < Rarity(2, {"tavra": 1}).weight("tavra")


def test_a_term_of_every_page_and_an_empty_pile_have_weights() -> None:
    assert 0.0 <= Rarity(4, {"dam": 9}).weight("dam") < 0.5
    assert Rarity().weight("dam") >= 0.0


def test_counts_go_in_powers_of_two() -> None:
    assert [stepped(count) for count in (0, 1, 2, 3, 4, 7, 8)] == [0, 1, 2, 2, 4, 4, 8]


def test_the_sample_is_the_same_in_every_order() -> None:
    traces = [Trace(PageId(f"p{i}"), terms=("dam", f"t{i % 3}"), lead=("river",)) for i in range(9)]
    shuffled = random.Random(1).sample(traces, 9)
    assert rarity_of(traces, sample=4) == rarity_of(shuffled, sample=4)
    assert rarity_of(traces, sample=4).spread["river"] == 4
