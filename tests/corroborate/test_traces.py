"""Does a page leave what is needed to find the pages it is like?"""

from __future__ import annotations

import pytest
from hypothesis import given

import make
from onrecord.corroborate import facts_of, trace_of
from onrecord.corroborate.traces import NAMES_KEPT, PERMUTATIONS, TERMS_KEPT


@given(make.news_text())
def test_every_reference_cites_the_words_it_quotes(text: str) -> None:
    page = make.page(
        f"READ MORE: {text}\n\nAs the Delta Courier first reported, the gates broke.", kinds={0: "link_out"}
    )
    for cite in trace_of(page).references:
        assert page.text[cite.start : cite.end] == cite.text


@given(make.news_text())
def test_a_trace_is_small_and_the_same_every_time(text: str) -> None:
    trace = trace_of(make.page(text))
    assert trace == trace_of(make.page(text))
    assert len(trace.signature) in (0, 4 * PERMUTATIONS) and len(trace.terms) <= TERMS_KEPT + NAMES_KEPT


@pytest.mark.parametrize("pointer", ["READ MORE: ", "Read also – ", "Related: ", "Related articles: ", ""])
def test_the_headline_is_cited_without_the_words_that_point(pointer: str) -> None:
    page = make.page(f"Text.\n\n{pointer}Gates give way at Minsel", kinds={1: "link_out"})
    assert [cite.text for cite in trace_of(page).references] == ["Gates give way at Minsel"]


@pytest.mark.parametrize(
    "text",
    [
        "TAVRA, 3 May. /River Wire/. The gates broke.",
        "TAVRA (River Wire) – The gates broke.",
        "The gates broke.\n\nSource: River Wire",
        "The gates broke.\n\nThis text first appeared in the River Wire",
    ],
)
def test_the_newsroom_a_text_comes_from_is_credited(text: str) -> None:
    assert trace_of(make.page(text)).credits == ("River Wire",)


@pytest.mark.parametrize(
    "text", ["The River Protection Service (RPS) met.", "Water is power, a source said.", "(Minsel) Rain."]
)
def test_a_bracketed_name_elsewhere_is_no_credit(text: str) -> None:
    assert trace_of(make.page(text)).credits == ()


def test_a_page_without_body_leaves_no_signature() -> None:
    assert trace_of(make.page("Menu", kinds={0: "junk"})).signature == b""


def test_headlines_are_the_title_and_what_stands_above_the_text() -> None:
    page = make.page("Second line\n\nText.\n\nLater heading", title="First line", kinds={0: "subtitle", 2: "heading"})
    assert facts_of(page).titles == ("First line", "Second line")
