"""Does the drawing of a series keep figures as uncertain as they are, and tell givers by more than a colour?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import browser
import newsroom
import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.serve.plotted import HEIGHT, Dated, dated_of, plot_of
from onrecord.store import Record

Write = Callable[[], Record]


def dated(day: str, low: float | None, high: float | None, giver: str = "the ministry") -> Dated:
    return Dated(f"f{day}{low}{high}", *dated_of(day), low, high, f"{low} to {high}", giver, "", False)


def test_a_box_is_as_wide_as_its_days_and_as_high_as_its_bounds() -> None:
    plot = plot_of([dated("2031-04-01", 100, 100), dated("2031-04", 50, 200), dated("2031-04-30", 0, 100)])
    assert plot is not None
    day, month, last = plot.boxes
    assert month.left == 0 and month.width == 100 and day.left == 0 and last.left > 90
    assert month.top == 0.0 and month.top + month.height == pytest.approx(HEIGHT * 0.75)
    assert day.height == pytest.approx(3) and last.top + last.height == pytest.approx(HEIGHT)


def test_an_open_bound_is_drawn_open() -> None:
    plot = plot_of([dated("2031-04-01", None, 40), dated("2031-04-02", 10, None), dated("2031-04-03", 1, 2)])
    assert plot is not None
    assert [box.shape for box in plot.boxes] == ["open_low", "open_high", "closed"]
    assert plot.boxes[0].top + plot.boxes[0].height == HEIGHT and plot.boxes[1].top == 0


def test_givers_have_signs_of_their_own_as_far_as_there_are_signs() -> None:
    figures = [dated(f"2031-04-0{n}", n, n, f"giver {n % 9}") for n in range(1, 10)]
    plot = plot_of(figures)
    assert plot is not None
    assert [box.sign for box in plot.boxes] == [2, 3, 4, 5, 6, 6, 6, 6, 1]
    assert len(plot.givers) == 6


def test_figures_of_one_day_or_without_numbers_make_no_plot() -> None:
    assert plot_of([dated("2031-04-01", 1, 1), dated("2031-04-01", 2, 2)]) is None
    assert plot_of([dated("2031-04-01", None, None), dated("2031-04-02", None, None)]) is None
    assert plot_of([]) is None


@given(
    figures=st.lists(
        st.tuples(
            st.dates().map(str) | st.sampled_from(["2031", "../2031", "", "2031-04", "[2031-01,2040]"]),
            st.none() | st.floats(-1e15, 1e15),
            st.none() | st.floats(0, 1e15),
        ),
        max_size=6,
    )
)
def test_every_box_lies_inside_the_plot(figures: list[tuple[str, float | None, float | None]]) -> None:
    ordered = [
        dated(day, min(low, high) if low is not None and high is not None else low, high and max(low or 0, high))
        for day, low, high in figures
    ]
    plot = plot_of(ordered)
    for box in plot.boxes if plot else ():
        assert box.left >= 0 and box.left + box.width <= 100.001
        assert box.top >= -3 and box.top + box.height <= HEIGHT + 3


def test_a_series_can_be_narrowed_by_what_its_figures_count(write: Write, kinds: newsroom.Kinds) -> None:
    first, second = kinds["figures"]
    kinds["figures"] = [first, replace(second, scope=replace(second.scope, side="of the relief council"))]
    client = browser.browser(write())
    page = browser.Markup(client.get("/series/x1").text)
    links = [link for link in page.values("href") if "?scope=" in link]
    assert len(links) == 2 and "2 figures" not in page.words
    narrowed = client.get(next(link for link in links if "relief" in link))
    assert "Up to 4,000 families" in narrowed.text and "About 1,700 families" not in narrowed.text
    assert client.get("/series/x1?scope=nothing").status_code == 200


def test_a_giver_whose_statement_waits_is_not_named_in_the_key(write: Write, kinds: newsroom.Kinds) -> None:
    doubtful = next(row for row in kinds["statements"] if row.content[0].text == "the locks would hold")
    first, second = kinds["figures"]
    kinds["figures"] = [replace(first, statement=doubtful.id, given_by=("Oda Brenn",)), second]
    for ending in ("", ".json", ".csv"):
        words = browser.browser(write()).get(f"/series/x1{ending}").text
        assert "Oda Brenn" not in words and "the relief council" in words


def test_other_series_of_the_same_pages_stand_beside(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    other = make.figure(courier, "the talks", 3, 3, series="x2")
    kinds["figures"].append(other)
    kinds["series"].append(replace(kinds["series"][0], id="x2", counted="boats", figures=(other.id,), verdict="single"))
    page = browser.Markup(browser.browser(write()).get("/series/x1").text)
    assert "/series/x2" in page.values("href") and "given once" in page.words
