"""Does a page leave what is needed to find the pages it is like?"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given

import make
from onrecord.corroborate import facts_of, trace_of
from onrecord.corroborate.newsrooms import WIRES, same_newsroom
from onrecord.corroborate.traces import ANCHOR, ANCHORED, NAMES_KEPT, PERMUTATIONS, TERMS_KEPT, anchors_of
from onrecord.corroborate.words import words_of
from onrecord.model import BlockKind


@given(make.news_text())
def test_every_reference_cites_the_words_it_quotes(text: str) -> None:
    page = make.page(
        f"READ MORE: {text}\n\nAs the Delta Courier first reported, the gates broke.", kinds={0: "link_out"}
    )
    trace = trace_of(page)
    for cite in (*trace.references, *trace.relayed):
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


@pytest.mark.parametrize(
    ("text", "kinds", "credit"),
    [
        ("(Reuters) - The gates broke.", {}, "Reuters"),
        ("TAVRA, May 3 (Xinhua) -- The gates broke.", {}, "Xinhua"),
        ("By Oru Lind, Associated Press\n\nThe gates broke.", {0: "byline"}, "AP"),
        ("Agence France-Presse\n\nThe gates broke.", {0: "byline"}, "AFP"),
        ("The gates broke.\n\nAP", {}, "AP"),
        ("The gates broke, he said. (AFP)", {}, "AFP"),
        ("The gates broke.\n\nWith Gazette wires", {}, WIRES),
        ("The gates broke.\n\n(With inputs from agencies)", {}, WIRES),
        ("Agencies\n\nThe gates broke.", {0: "byline"}, WIRES),
    ],
)
def test_agencies_are_credited_under_one_name_in_all_their_forms(
    text: str, kinds: Mapping[int, BlockKind], credit: str
) -> None:
    assert trace_of(make.page(text, kinds=kinds)).credits == (credit,)


def test_an_agency_that_is_the_author_is_credited() -> None:
    assert trace_of(make.page("The gates broke.", author="The Associated Press")).credits == ("AP",)


@pytest.mark.parametrize(
    "text",
    [
        "By Oru Lind\n\nThe gates broke.",
        "The agencies met.",
        "He wired the money (AA)",
        "Oru Lind and Reuters contributed to this report. The gates broke in the night.",
        "Photo of the gates (AP) in the morning.",
    ],
)
def test_a_person_or_an_agency_in_passing_is_no_credit(text: str) -> None:
    assert trace_of(make.page(text)).credits == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tashkel told the Delta Courier on Tuesday.", ["Delta Courier"]),
        ("As the Delta Courier first reported, the gates broke.", ["Delta Courier"]),
        ("He was quoted by the daily Basin as saying so.", ["Basin"]),
        ("In an interview with AFP, he spoke of boats.", ["AFP"]),
        ("Basin newspaper reported it.", ["Basin"]),
        ("State news agency Minsa quoted him.", ["Minsa"]),
        ("Tashkel told Belmara that the gates broke.", []),
        ("He spoke to a German newspaper.", []),
        ("State television reported it.", []),
        ("The Treasury reported a loss.", []),
    ],
)
def test_newsrooms_that_heard_or_reported_something_are_relayed(text: str, named: list[str]) -> None:
    assert [cite.text for cite in trace_of(make.page(text)).relayed] == named


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("AP", "The Associated Press", True),
        ("Reuters", "reuters", True),
        ("The Delta Courier", "Delta Courier", True),
        ("AP", "AFP", False),
        (None, "AP", False),
    ],
)
def test_names_of_one_newsroom_are_told(a: str | None, b: str | None, same: bool) -> None:
    assert same_newsroom(a, b) is same


def test_texts_with_a_long_common_stretch_share_an_anchor() -> None:
    stretch = " ".join(f"word{i}" for i in range(ANCHOR + ANCHORED - 1))
    one, other = (words_of(f"{a} {stretch} {b}") for a, b in (("left " * 9, "a b c d"), ("x y", "right end " * 20)))
    assert set(anchors_of(one).tolist()) & set(anchors_of(other).tolist())


def test_a_page_without_body_leaves_no_signature() -> None:
    assert trace_of(make.page("Menu", kinds={0: "junk"})).signature == b""


def test_headlines_are_the_title_and_what_stands_above_the_text() -> None:
    page = make.page("Second line\n\nText.\n\nLater heading", title="First line", kinds={0: "subtitle", 2: "heading"})
    assert facts_of(page).titles == ("First line", "Second line")
