"""Do figures of one thing agree, change and conflict as their bounds, times and voices say?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.corroborate import PageFacts, series
from onrecord.corroborate.series import agree, count_of, disjoint, relayed, rounding, tied
from onrecord.model import Figure, Link, Modifier, PageId, Series

DIVERS = "Danish divers working on the lower gates"


def figure(
    low: float | None,
    high: float | None,
    modifier: Modifier = "exact",
    *,
    name: str = "a.txt",
    day: str | None = "2031-05",
    giver: str | None = "Oru Tashkel",
    words: str = DIVERS,
    **known: Any,
) -> Figure:
    page = make.page("about 300 divers", name=name)
    known.setdefault("scope", make.Scope())
    return make.figure(
        page,
        "about 300 divers",
        low,
        high,
        modifier=modifier,
        counted=words,
        as_of=day,
        given_by=(giver,) if giver else (),
        id=make.id_of("f", name, low, high, day, giver),
        **known,
    )


def followed(
    figures: Iterable[Figure], story_of: Mapping[PageId, str], facts: Mapping[PageId, PageFacts] | None = None
) -> tuple[list[Series], list[Link]]:
    """The series of figures and the links between them, by id."""
    counts = [count_of(f, story_of.get(f.page), (facts or {}).get(f.page)) for f in figures]
    found = series.followed(counts, tied(counts))
    between = [link for _, links in found for link in links]
    return sorted((one for one, _ in found), key=lambda one: one.id), sorted(between, key=lambda link: link.id)


def links(*figures: Figure, story: bool = True) -> list[Link]:
    return followed(figures, {PageId(f.page): "st1" for f in figures} if story else {})[1]


def test_one_number_given_by_two_people_in_two_places_agrees_and_says_so() -> None:
    one = figure(1700, 1700, "about", place="Minsel")
    other = figure(1700, 1700, name="b.txt", giver="Sefa Lindqvist", day="2031-04", place="Minsel and Harvany")
    [link] = links(one, other, story=False)
    assert link.kind == "agrees"
    assert "Sefa Lindqvist" in link.why and "differ in extent" in link.why


def test_a_later_value_by_one_voice_changes_and_the_later_comes_first() -> None:
    early, late = figure(40, 40, day="2029-06"), figure(250, 250, "about", name="b.txt", day="2031-02")
    [link] = links(late, early)
    assert (link.kind, link.a, link.b) == ("changes", late.id, early.id)


def test_every_value_changes_once_into_the_next_one() -> None:
    steps = [figure(n, n, day=f"203{i}-06", name=f"{i}.txt") for i, n in enumerate((40, 250, 900))]
    assert [(link.a, link.b) for link in sorted(links(*steps), key=lambda link: link.a != steps[1].id)] == [
        (steps[1].id, steps[0].id),
        (steps[2].id, steps[1].id),
    ]


def test_two_voices_with_two_numbers_for_one_day_conflict() -> None:
    one = figure(14, 14, words="people killed", day="2031-05-03")
    other = figure(19, 19, words="people who died", name="b.txt", giver="the mayor", day="2031-05-03")
    [link] = links(one, other)
    assert link.kind == "conflicts" and link.why.startswith("Accounts differ")


def test_two_counts_by_one_voice_on_one_day_are_no_conflict() -> None:
    assert not links(figure(12, 12, day="2031-05-03"), figure(14, 14, name="b.txt", day="2031-05-03"))


def test_a_vague_figure_agrees_with_what_it_allows_and_contradicts_nothing() -> None:
    vague = figure(100, 999, "vague", giver="the mayor", name="b.txt")
    assert [link.kind for link in links(vague, figure(300, 300))] == ["agrees"]
    assert not links(vague, figure(4000, 4000))


def test_other_populations_are_never_linked() -> None:
    assert not links(figure(300, 300), figure(300, 300, words="Swedish divers working on the gates", name="b.txt"))


def test_the_dead_of_two_stories_are_never_linked() -> None:
    one = figure(14, 14, words="people killed", giver=None)
    assert not links(one, figure(19, 19, words="people killed", name="b.txt", giver=None), story=False)


@pytest.mark.parametrize(
    ("low", "high", "modifier", "expected"),
    [
        (300, None, "at_least", True),
        (260, None, "over", True),
        (20, None, "at_least", False),  # an open end far away supports nothing
        (None, 320, "up_to", True),
        (None, None, "vague", False),
        (270, 310, "range", True),
    ],
)
def test_an_open_end_supports_only_a_number_near_it(
    low: float | None, high: float | None, modifier: Modifier, expected: bool
) -> None:
    assert agree(figure(low, high, modifier), figure(300, 300)) is expected


def test_a_series_stands_in_time_order_and_names_its_worst_verdict() -> None:
    figures = [
        figure(40, 40, day="2029-06"),
        figure(250, 250, day="2031-02"),
        figure(250, 250, name="b.txt", day="2031-02"),
    ]
    [one] = followed(figures[::-1], {})[0]
    assert one.figures[0] == figures[0].id and one.verdict == "changes"


def test_a_figure_alone_is_a_single_series() -> None:
    [one] = followed([figure(40, 40)], {})[0]
    assert one.verdict == "single"


BOUND = st.none() | st.sampled_from([10.0, 11.0, 300.0, 4000.0])
MODIFIERS: list[Modifier] = ["exact", "about", "vague", "over", "up_to"]
FIGURES = st.builds(
    figure,
    BOUND,
    BOUND,
    st.sampled_from(MODIFIERS),
    name=st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    day=st.sampled_from([None, "2031-05", "2031-05-03", "2030"]),
    giver=st.sampled_from([None, "Oru Tashkel", "the mayor"]),
    words=st.sampled_from([DIVERS, "Danish divers", "people killed"]),
)


@given(st.lists(FIGURES, max_size=6, unique_by=lambda f: f.id), st.randoms())
def test_the_order_of_figures_changes_nothing(figures: list[Figure], shuffle: Any) -> None:
    stories = {PageId(f.page): "st1" for f in figures}
    assert followed(figures, stories) == followed(shuffle.sample(figures, len(figures)), stories)


@given(FIGURES, FIGURES)
def test_agreeing_is_symmetric_and_excludes_being_disjoint(one: Figure, other: Figure) -> None:
    assert agree(one, other) == agree(other, one)
    assert disjoint(one, other) == disjoint(other, one)
    assert not (agree(one, other) and disjoint(one, other))


def test_the_figure_of_one_remark_on_two_pages_is_one_number_however_it_is_counted() -> None:
    one = figure(None, None, "vague", words="citizens of the River Union")
    other = figure(None, None, "vague", words="citizens from RU states", name="b.txt")
    assert [link.kind for link in relayed([one, other])] == ["agrees"]
    assert not relayed([one, figure(300, 300, name="b.txt")])
    assert not relayed([one, figure(None, None, "vague", giver="the mayor")])


def test_two_values_on_one_page_change_only_when_one_voice_gives_both() -> None:
    early = figure(40, 40, day="2029-06", giver=None)
    assert not links(early, figure(250, 250, day="2031-02", giver=None))
    assert links(early, figure(250, 250, day="2031-02", giver=None, name="b.txt"))


def test_a_page_that_dates_an_earlier_value_itself_tells_a_change() -> None:
    words = make.cite(make.page("about 300 divers", name="a.txt"), "300")
    early = figure(200, 200, day="2029-06", giver=None, as_of_words=words)
    vague = figure(100, 999, "vague", name="b.txt", day="2031-02", giver="the mayor")
    late = figure(1700, 1700, day="2031-02")
    assert [(link.kind, link.a, link.b) for link in links(early, late)] == [("changes", late.id, early.id)]
    [one] = followed([early, vague, late], {PageId(f.page): "st1" for f in (early, vague, late)})[0]
    assert one.verdict == "changes"


def test_two_amounts_of_one_page_change_only_where_they_measure_the_same() -> None:
    words = make.cite(make.page("about 300 divers", name="a.txt"), "300")
    farms = figure(25, 25, day="2030", giver=None, words="farmers who agree", unit="percent", as_of_words=words)
    same = figure(40, 40, day="2031", giver=None, words="farmers who agree", unit="percent")
    other = figure(40, 40, day="2031", giver=None, words="farmers who agree to leave the valley", unit="percent")
    assert [link.kind for link in links(farms, same)] == ["changes"]
    assert not links(farms, other)
    cut_off = figure(25, 25, day="2030", giver=None, words="people affected", as_of_words=words)
    assert not links(cut_off, figure(40, 40, day="2031", giver=None, words="people who could be affected"))


def test_the_toll_of_one_story_conflicts_however_the_pages_word_it() -> None:
    one = figure(14, 14, words="people killed", day="2031-05-03", giver="the relief office")
    other = figure(19, 19, words="people died when the station exploded", name="b.txt", giver=None, day="2031-05-03")
    [link] = links(one, other)
    assert link.kind == "conflicts"


def test_a_page_that_revises_another_corrects_its_figure_and_does_not_conflict() -> None:
    early = figure(14, 14, words="people killed", day="2031-05-03", giver=None)
    late = figure(12, 12, words="people killed", name="b.txt", giver=None, day="2031-05-03")
    facts = {late.page: PageFacts(late.page, revision_of=early.page)}
    [link] = followed([late, early], {f.page: "st1" for f in (early, late)}, facts)[1]
    assert (link.kind, link.by, link.a) == ("changes", "rule:corrected", late.id)
    assert "later version" in link.why


@pytest.mark.parametrize(
    ("number", "unit", "open_"),
    [(1700, "people", 50), (2000, "people", 100), (1734, "people", 0), (300, "people", 0), (12, "percent", 0.5)],
)
def test_a_round_number_leaves_open_what_was_rounded_away(number: float, unit: str, open_: float) -> None:
    assert rounding(number, unit) == open_


def test_a_round_number_agrees_with_the_one_it_rounds() -> None:
    rough = figure(1700, 1700, words="people killed", giver=None)
    exact = figure(1682, 1682, words="people killed", name="b.txt", giver=None)
    assert [link.kind for link in links(rough, exact)] == ["agrees"]


def test_who_gave_a_number_first_is_told() -> None:
    first, again = figure(250, 250, day="2031-02-01"), figure(250, 250, day="2031-03-11", name="b.txt", giver="a clerk")
    [link] = links(again, first, story=False)
    assert "First by Oru Tashkel (2031-02-01)." in link.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boats", "boats"),  # nothing tells which
        ("boats moored at the lower quay", "boats repaired in the yard"),
        ("people killed", "sailors killed"),
        ("people killed", "people still missing"),
        ("sailors still aboard the ferry", "sailors aboard the ferry"),
        ("divers who may join the search", "divers who joined the search"),
    ],
)
def test_look_alikes_neither_change_nor_conflict(one: str, other: str) -> None:
    for day in ("2031-05-03", "2031-05-05"):
        a = figure(14, 14, words=one, giver=None, day="2031-05-03")
        assert not links(a, figure(19, 19, words=other, giver=None, day=day, name="b.txt"))


def test_one_who_died_is_not_a_toll() -> None:
    toll = figure(19, 19, words="people killed", giver=None, day="2031-05-03")
    assert not links(toll, figure(1, 1, words="man who died at once", giver=None, day="2031-05-03", name="b.txt"))


def test_undated_counts_conflict_with_nothing() -> None:
    for day in (None, "2031-05-03"):
        dead = [
            figure(14, 14, words="people killed", giver=None, day=day),
            figure(19, 19, words="people killed", giver=None, day=None, name="b.txt"),
        ]
        assert not links(*dead)


def test_counts_far_apart_conflict_only_where_both_voices_are_named() -> None:
    few = figure(7, 7, words="people killed", day="2031-05-03")
    many = figure(90, 90, words="people killed", name="b.txt", giver="the mayor", day="2031-05-03")
    assert [link.kind for link in links(few, many)] == ["conflicts"]
    assert not links(few, figure(90, 90, words="people killed", name="b.txt", giver=None, day="2031-05-03"))


def test_the_dead_of_a_year_do_not_conflict_with_those_of_an_event() -> None:
    event = figure(14, 14, words="sailors killed", giver=None, day="2031-05-03")
    year = figure(
        90, 90, words="sailors killed", giver=None, day="2031", name="b.txt", measure="flow", period="this year"
    )
    assert not links(event, year)
