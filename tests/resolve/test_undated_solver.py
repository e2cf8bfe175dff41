"""Does the solver keep every day that the evidence allows, drop only what it rules out, and tell why?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.constraints import Evidence, Solved, Sure, solved
from onrecord.resolve.domains import ALL, Days, days_from, days_in, each_year, edtf_of, rest_of_month
from onrecord.resolve.meanings import behind, meaning

START = date(2031, 4, 1).toordinal()
SPAN = 6
"""Days of the small calendar in which all assignments are counted out."""

NAMES = ("a", "b", "c", "d")


def of(name: str, *offsets: int, sure: Sure = Sure.CERTAIN, why: str = "") -> Evidence:
    """That a thing is of one of these days of the small calendar."""
    days = days_from((START + n, START + n) for n in offsets)
    return Evidence(name, rule="own", why=why or f"{name} is of {offsets}", sure=sure, runs=days.runs)


def after(a: str, b: str, least: int | None, most: int | None, *, sure: Sure = Sure.CERTAIN) -> Evidence:
    return Evidence(a, b, "apart", f"{a} is {least} to {most} days after {b}", sure, least=least, most=most)


@st.composite
def trees(draw: st.DrawFn) -> list[Evidence]:
    """Evidence without a circle: some days for each thing, and each thing but the first tied to one before it."""
    found = []
    for place, name in enumerate(NAMES):
        offsets = draw(st.sets(st.integers(0, SPAN - 1), min_size=1))
        found.append(of(name, *sorted(offsets)))
        if place:
            other = draw(st.sampled_from(NAMES[:place]))
            least = draw(st.integers(-3, 3))
            found.append(after(name, other, least, least + draw(st.integers(0, 2))))
    return found


def assignments(evidence: Sequence[Evidence]) -> Iterator[dict[str, int]]:
    """Every choice of days that all evidence allows, counted out one by one."""
    for days in product(range(START, START + SPAN), repeat=len(NAMES)):
        chosen = dict(zip(NAMES, days, strict=True))
        if all(_allowed(piece, chosen) for piece in evidence):
            yield chosen


def _allowed(piece: Evidence, chosen: dict[str, int]) -> bool:
    if piece.runs is not None and not any(a <= chosen[piece.a] <= b for a, b in piece.runs):
        return False
    apart = chosen[piece.a] - chosen[piece.b] if piece.b else 0
    return not piece.b or ((piece.least or 0) <= apart <= (piece.most or 0))


@given(trees())
def test_without_a_circle_exactly_the_days_of_some_consistent_assignment_remain(evidence: list[Evidence]) -> None:
    possible = list(assignments(evidence))
    found = solved(evidence)
    if not possible:
        assert found.conflicts
    else:
        assert not found.conflicts
        for name in NAMES:
            assert set(found.days[name]) == {chosen[name] for chosen in possible}


@given(trees(), st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(-2, 2)), max_size=3))
def test_with_circles_no_day_of_a_consistent_assignment_is_lost(
    evidence: list[Evidence], more: list[tuple[str, str, int]]
) -> None:
    whole = evidence + [after(a, b, least, least + 1) for a, b, least in more if a != b]
    found = solved(whole)
    for chosen in assignments(whole):
        assert all(chosen[name] in set(found.days[name]) for name in NAMES)


@given(trees(), st.randoms())
def test_the_order_of_the_evidence_changes_nothing(evidence: list[Evidence], chance: random.Random) -> None:
    shuffled = list(evidence)
    chance.shuffle(shuffled)
    assert solved(shuffled) == solved(evidence) == solved([*evidence, *shuffled])


@given(trees())
def test_what_was_found_added_as_evidence_changes_nothing(evidence: list[Evidence]) -> None:
    found = solved(evidence)
    told = [Evidence(name, rule="found", runs=days.runs) for name, days in found.days.items() if days]
    assert solved([*found.followed, *told]).days == found.days


@given(trees())
def test_a_conflict_names_no_piece_that_could_be_spared(evidence: list[Evidence]) -> None:
    for conflict in solved(evidence).conflicts:
        assert solved(conflict.evidence).conflicts
        for piece in conflict.evidence:
            assert not solved([other for other in conflict.evidence if other != piece]).conflicts


@given(trees())
def test_the_reasons_alone_leave_the_same_days(evidence: list[Evidence]) -> None:
    found = solved(evidence)
    for name, days in found.days.items():
        reasons = found.reasons(name)
        assert solved(reasons).days.get(name, ALL) == days
        assert set(reasons) <= set(found.followed)


def test_a_circle_of_relative_evidence_dates_nothing() -> None:
    found = solved([after("a", "b", 0, 3), after("b", "c", 0, 3), after("c", "a", -6, 0)])
    assert all(days.width > 100_000 for days in found.days.values())


def test_a_circle_in_which_each_comes_after_the_next_is_a_conflict_and_none_of_it_is_followed() -> None:
    found = solved([after("a", "b", 1, None), after("b", "c", 1, None), after("c", "a", 1, None)])
    assert [conflict.about for conflict in found.conflicts] == [("a", "b", "c")]
    assert found.followed == ()


def test_likely_evidence_does_not_overrule_certain_evidence() -> None:
    certain, likely = of("a", 1, 2), of("a", 4, sure=Sure.LIKELY)
    found = solved([likely, certain])
    assert set(found.days["a"]) == {START + 1, START + 2}
    assert found.conflicts[0].evidence == (likely, certain) or found.conflicts[0].evidence == (certain, likely)


def test_of_hints_that_differ_none_is_followed_even_if_two_agree() -> None:
    hints = [of("a", 1, sure=Sure.HINT, why=why) for why in ("one", "two")] + [of("a", 3, sure=Sure.HINT)]
    found = solved([of("a", 1, 2, 3), *hints])
    assert set(found.days["a"]) == {START + 1, START + 2, START + 3}


def test_reasons_go_from_what_is_known_to_what_is_asked() -> None:
    chain = [of("c", 1), after("b", "c", 1, 1), after("a", "b", 1, 1)]
    assert [piece.ends for piece in solved(chain).reasons("a")] == [("c",), ("b", "c"), ("a", "b")]


def test_evidence_that_takes_nothing_away_is_no_reason() -> None:
    found = solved([of("a", 1), of("a", 1, 2, why="wide"), after("a", "b", 0, 9), of("b", 0, 1)])
    assert [piece.why for piece in found.reasons("a")] == ["a is of (1,)"]


def test_words_tie_the_day_they_are_told_on_to_the_day_they_mean() -> None:
    month = days_in("2031-04")
    assert month is not None
    friday = Evidence("said", "page", "words", least=-6, most=0, reading="weekday:5")
    found = solved([friday, Evidence("said", rule="own", runs=month.runs)])
    assert edtf_of(found.days["said"]) == "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"
    assert edtf_of(found.days["page"]) == "2031-04-04/2031-05-01"


def test_words_on_a_page_of_any_day_rule_nothing_out() -> None:
    found: Solved = solved([Evidence("said", "page", "words", reading="month:04")])
    assert found.days == {"said": ALL, "page": ALL}


@pytest.mark.parametrize(
    ("reading", "reach"),
    [
        ("weekday:5", (0, 6)),
        ("weekday:5@last", (1, 7)),
        ("last:day", (1, 1)),
        ("this:day", (0, 0)),
        ("ago:P3D", (3, 3)),
        ("weekday:5@ahead", None),
        ("month:04@next:year", None),
        ("2031-04", None),
        ("now", None),
        ("after:P1D", None),
    ],
)
def test_how_far_words_reach_back(reading: str, reach: tuple[int, int] | None) -> None:
    assert behind(reading) == reach


@given(
    st.sampled_from(["day:02-29", "day:04-17", "month:12", "season:winter", "feast:easter", "last:month", "dom:31"]),
    st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal()),
)
def test_no_year_reaches_farther_back_than_is_said(reading: str, day: int) -> None:
    reach, days = behind(reading), meaning(reading, day)
    if reading == "last:month":
        assert reach is not None
    if reach is not None and days:
        assert day - days.runs[0][0] <= reach[1]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=6))
def test_sets_of_days_are_read_back_from_the_edtf_they_are_written_in(runs: list[tuple[int, int]]) -> None:
    days = days_from((START + first, START + first + length) for first, length in runs)
    read = days_in(edtf_of(days))
    if days:
        assert read is not None
        assert days.and_in(read) == days
        assert (read.runs[0][0], read.runs[-1][1]) == (days.runs[0][0], days.runs[-1][1])


def test_a_29_february_is_of_a_leap_year_and_a_31_june_of_none() -> None:
    years = [date.fromordinal(day).year for day in each_year(2, 29)]
    assert years[:2] == [1804, 1808]
    assert each_year(6, 31) == Days()


def test_the_rest_of_a_month_ends_with_it() -> None:
    first = rest_of_month(12, 30).runs[0]
    assert [date.fromordinal(day).isoformat() for day in first] == ["1800-12-30", "1800-12-31"]
