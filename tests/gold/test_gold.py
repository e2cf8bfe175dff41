"""Do the labels of the examples hold: every word where its label says, every end of a link known?"""

from __future__ import annotations

from typing import Any

import labels
import pytest

from onrecord.model import LinkKind, Status, vocabulary

GOLD = labels.gold()
TEXTS = labels.texts()
ROWS = GOLD["statements"] + GOLD["figures"] + GOLD["figures_optional"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_labelled_words_stand_on_their_page(row: dict[str, Any]) -> None:
    text, plain = TEXTS[row["file"]]
    words = [row.get("content") or row["surface"], *row.get("content_more", ())]
    assert all(part in text for part in words)
    if plain:
        spans = [row["span"], *row.get("span_more", ())]
        assert [text[start:end] for start, end in spans] == words


@pytest.mark.parametrize("article", GOLD["articles"], ids=lambda article: article["file"])
def test_first_last_and_junk_words_stand_on_their_page(article: dict[str, Any]) -> None:
    text, _ = TEXTS[article["file"]]
    assert [words for words in (article["first"], article["last"], *article["junk"]) if words not in text] == []


def test_every_end_of_a_link_is_labelled() -> None:
    known = {row["id"] for row in ROWS}
    ends = {row[end] for row in GOLD["links"] + GOLD["links_optional"] for end in "ab"}
    assert ends <= known


def test_labels_use_the_public_words() -> None:
    kinds = {row["kind"].removeprefix("figure_") for row in GOLD["links"] + GOLD["links_optional"]}
    assert kinds <= set(vocabulary(LinkKind))
    assert {row["status"] for row in GOLD["designations"]} <= set(vocabulary(Status))


def test_every_page_is_labelled_and_marked_as_invented() -> None:
    named = {row["file"] for row in GOLD["articles"] + GOLD["refused"]}
    assert named == set(TEXTS)
    for path in labels.PAGES.iterdir():
        words = path.read_bytes().decode("utf-8", "replace").lower()
        assert "invented" in words or "erfunden" in words, path.name
