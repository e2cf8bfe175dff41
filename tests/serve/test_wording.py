"""Are dates, bounds, passages and charts worded and drawn as the rows have them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import doors
import pytest
from hypothesis import given
from hypothesis import strategies as some

import make
from onrecord.model import Block, Scope, When
from onrecord.serve.charts import chart_of
from onrecord.serve.desk import days_of
from onrecord.serve.passages import REACH, passage_of
from onrecord.serve.words import bounds_of, day_of, many, scope_of
from onrecord.store import Record


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "day unknown"),
        ("2031", "2031"),
        ("2031-04", "April 2031"),
        ("2031-04-03", "3 April 2031"),
        ("2031-04-03T18:20:00Z", "3 April 2031"),
        ("2031-04-03/2031-04-05", "3 to 5 April 2031"),
        ("../2031-04", "until April 2031"),
        ("2031-04/..", "from April 2031"),
        ("[2031-04-03,2031-04-10]", "3 or 10 April 2031"),
        ("[2031-04-03,2031-04-10,2031-04-17]", "3, 10 or 17 April 2031"),
        ("[2031-04-24,2031-05-01]", "24 April 2031 or 1 May 2031"),
        ("{2031-04-03,2031-04-10}", "3 and 10 April 2031"),
        ("2031-04/2031-06", "April 2031 to June 2031"),
        ("[2031-04-03,2031]", "3 April 2031 or 2031"),
        ("[2031-04-03]", "3 April 2031"),
        ("[2031-04-03..2031-04-05]", "3 to 5 April 2031"),
        ("2031-04~", "about April 2031"),
        ("2031?", "perhaps 2031"),
        ("203X", "203X"),
        ("2031-21", "2031-21"),
        ("2031-04-XX", "2031-04-XX"),
        ("XXXX-04-03", "3 April, year unknown"),
    ],
)
def test_a_date_is_worded_no_more_exactly_than_it_is_known(edtf: str | None, words: str) -> None:
    assert day_of(When(edtf)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1700.0, 1700.0, "1,700"),
        (100, 999, "100 to 999"),
        (None, 4000, "at most 4,000"),
        (12.5, None, "at least 12.5"),
        (None, None, "no number given"),
        (None, 0, "at most 0"),
    ],
)
def test_bounds_stay_open_where_they_are_open(low: float | None, high: float | None, words: str) -> None:
    page = make.page("Some families left.")
    assert bounds_of(make.figure(page, "Some families", low, high)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-04-03", "2031-04-04", "3 to 4 April 2031"),
        ("2031-04-03T08:00Z", "2031-04-03", "3 April 2031"),
        ("[2031-04-03,2031-04-10]", None, "3 to 10 April 2031"),
        (None, None, "day unknown"),
    ],
)
def test_a_story_spans_its_first_to_its_last_day(first: str | None, last: str | None, words: str) -> None:
    assert days_of(first, last) == words


def test_scope_and_counts_are_phrases() -> None:
    assert scope_of(Scope("crews", of="the ferry line", place="Lurin")) == "crews, of the ferry line, in Lurin"
    assert scope_of(Scope()) == ""
    assert [many(1, "page"), many(2_000, "page"), many(2, "story", "stories")] == ["1 page", "2,000 pages", "2 stories"]


@given(text=make.news_text(), data=some.data())
def test_a_passage_shows_the_cited_words_and_only_words_of_the_page(text: str, data: Any) -> None:
    page = make.page(text)
    start = data.draw(some.integers(0, max(len(page.text) - 1, 0)))
    end = data.draw(some.integers(min(start + 1, len(page.text)), len(page.text)))
    for reach in ("cites", "full"):
        passage = passage_of(page, (page.cite(start, end),), text=reach)
        assert "".join(piece.text for piece in passage.pieces if piece.cited) == page.text[start:end]
        assert "".join(piece.text for piece in passage.pieces) in page.text
        assert sum(len(piece.text) for piece in passage.pieces) <= end - start + 2 * REACH[reach]
    assert passage_of(page, (page.cite(start, end),), text="none").pieces == ()


def test_a_passage_is_cut_between_words_and_says_so() -> None:
    page = make.page("Quiet water. " * 40 + "The gates stay shut. " + "Quiet water. " * 40)
    passage = passage_of(page, (make.cite(page, "The gates stay shut"),), text="cites")
    assert passage.cut == (True, True)
    assert passage.pieces[0].text.split()[0] in ("Quiet", "water.")
    assert passage.pieces[-1].text.endswith(("Quiet", "water."))


def test_overlapping_cites_are_marked_once() -> None:
    page = make.page("The gates stay shut today.")
    passage = passage_of(page, (page.cite(0, 14), page.cite(4, 19)), text="cites")
    assert "".join(piece.text for piece in passage.pieces) == page.text


def test_words_outside_every_block_are_shown_alone() -> None:
    page = replace(make.page("The gates stay shut today."), blocks=(Block("title", 20, 25),))
    assert [piece.text for piece in passage_of(page, (page.cite(0, 9),), text="cites").pieces] == ["The gates"]


def counted(record: Record, low: float | None, high: float | None) -> Any:
    return replace(doors.desk_of(record).counted(next(iter(record.rows("figures")))), low=low, high=high)


def test_a_chart_begins_at_nought_and_holds_every_bar(record: Record) -> None:
    figures = [
        counted(record, *bounds) for bounds in ((200, 200), (1700, 1700), (None, 4000), (100, 999), (3000, None))
    ]
    chart = chart_of([*figures, counted(record, None, None)])
    assert [bar.shape for bar in chart.bars] == ["point", "point", "open_low", "range", "open_high", "none"]
    assert chart.ticks[0] == (0.0, "0")
    assert chart.ticks[-1] == (100.0, "4,000")
    assert all(0 <= bar.left <= bar.left + bar.width <= 100.001 for bar in chart.bars)
    assert chart.bars[0].left == 5.0


def test_a_chart_without_numbers_has_no_axis(record: Record) -> None:
    assert chart_of([counted(record, None, None)]).ticks == ()
    assert chart_of([counted(record, 0, 0)]).ticks == ()
    assert chart_of([counted(record, 7, 7), counted(record, 7, 7)]).ticks == ()
    assert chart_of([counted(record, -3, 2), counted(record, 1, 1)]).ticks[0][1].startswith("-")


def test_any_axis_has_few_round_marks(record: Record) -> None:
    figure = counted(record, 0.5, 1)

    @given(bounds=some.lists(some.floats(1e-3, 1e12), min_size=1, max_size=6))
    def holds(bounds: list[float]) -> None:
        chart = chart_of([figure, *(replace(figure, low=bound, high=bound) for bound in bounds)])
        assert 2 <= len(chart.ticks) <= 6
        assert all(0 <= bar.left <= 100.001 for bar in chart.bars)

    holds()
