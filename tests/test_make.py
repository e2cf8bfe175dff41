"""Do the builders keep the promises that every other test leans on?"""

from __future__ import annotations

import pytest
from hypothesis import given

import make


def test_blocks_are_the_paragraphs_without_the_blank_lines_between() -> None:
    page = make.page("One line\nand its second.\n\n  \nAnother.\n", title="A title")
    assert [page.text[b.start : b.end] for b in page.blocks] == ["A title", "One line\nand its second.", "Another."]
    assert [b.kind for b in page.blocks] == ["title", "paragraph", "paragraph"]


def test_kinds_count_from_the_first_paragraph_below_the_title() -> None:
    page = make.page("Lead.\n\nREAD MORE: x", title="A title", kinds={1: "link_out"})
    assert [b.kind for b in page.blocks] == ["title", "paragraph", "link_out"]


def test_a_statement_cites_its_words_and_its_speaker() -> None:
    page = make.page('"The gates stay shut," Ilen Marrow said.')
    said = make.statement(page, "Ilen Marrow", "The gates stay shut", cue="said", form="direct")
    assert [page.text[c.start : c.end] for c in said.content] == ["The gates stay shut"]
    assert page.text[said.speakers[0].start : said.speakers[0].end] == "Ilen Marrow"


def test_words_that_are_not_on_the_page_fail_at_once() -> None:
    with pytest.raises(LookupError, match="2 times"):
        make.cite(make.page("Only once."), "once", nth=2)


@given(text=make.news_text())
def test_blocks_of_generated_text_never_overlap(text: str) -> None:
    page = make.page(text)
    edges = [edge for b in page.blocks for edge in (b.start, b.end)]
    assert edges == sorted(edges)
