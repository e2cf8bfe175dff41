"""Do two pages come nearer by what they share, and is a verdict the same whichever pages stand beside the pair?"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.corroborate import PageFacts
from onrecord.corroborate.nearness import WINDOW, gaps, laid, near
from onrecord.corroborate.rarity import Rarity
from onrecord.model import PageId, Trace

OWN = tuple(f"dam{i}" for i in range(30))
RARITY = Rarity(512)


def trace(page: str, terms: tuple[str, ...], *, days: tuple[str, ...] = ()) -> Trace:
    return Trace(PageId(page), terms=terms, lead=terms[:8], days=days)


def likely(*pages: tuple[Trace, str | None]) -> list[float]:
    """How near the first page is to each other."""
    facts = [PageFacts(trace.page, published=day) for trace, day in pages]
    beside = laid(facts, {trace.page: trace for trace, _ in pages}, RARITY)
    others = np.arange(1, len(pages))
    return list(near(beside, np.zeros_like(others), others).tolist())


def test_pages_are_nearer_the_more_they_share() -> None:
    some = OWN[:12] + tuple(f"fair{i}" for i in range(18))
    same, half, none = likely(
        (trace("a", OWN), None), (trace("b", OWN), None), (trace("c", some), None), (trace("d", some[12:]), None)
    )
    assert same > half > none


def test_pages_that_name_other_weekdays_are_less_near() -> None:
    terms = OWN[:6] + tuple(f"fair{i}" for i in range(40))
    other = OWN[:6] + tuple(f"mill{i}" for i in range(40))
    friday, monday = likely(
        (trace("a", terms, days=("fri",)), None),
        (trace("b", other, days=("fri",)), None),
        (trace("c", other, days=("mon",)), None),
    )
    assert friday > monday


def test_pages_outside_the_window_are_strangers_and_those_without_a_day_are_not() -> None:
    late, undated = likely((trace("a", OWN), "2031-01-01"), (trace("b", OWN), "2031-09-01"), (trace("c", OWN), None))
    assert late == 0.0 < undated
    assert WINDOW < 243


def test_the_verdict_on_a_pair_does_not_hang_on_the_pages_beside_it() -> None:
    a, b = (trace("a", OWN), "2031-05-03"), (trace("b", (*OWN[5:], "x", "y")), "2031-05-06")
    crowd = [(trace(f"c{i}", (*OWN[i:], f"z{i}")), None) for i in range(9)]
    assert likely(a, b, *crowd)[0] == likely(a, b)[0]


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2031-05-03", "2031-05-06", 3),
        ("XXXX-05-03", "2031-05-06", 3),
        ("XXXX-12-31", "2031-01-02", 2),
        ("2031-05", "2031-05-06", 0),
        (None, "2031-05-06", None),
    ],
)
def test_days_between_pages_are_counted_at_their_closest(one: str | None, other: str, days: int | None) -> None:
    facts = [PageFacts(PageId("a"), published=one), PageFacts(PageId("b"), published=other)]
    between = gaps(laid(facts, {}, RARITY), np.array([0]), np.array([1]))[0]
    assert np.isnan(between) if days is None else between == days
