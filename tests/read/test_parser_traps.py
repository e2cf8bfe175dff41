from __future__ import annotations

import make
from onrecord.read import page_of
from onrecord.read.traps import without_traps

STATE = '{"gate": 7, "open": false} '
WORDS = "The gates of the Tavra would stay shut until the council had met."


def test_a_hundred_thousand_attributes_change_nothing_that_a_reader_sees() -> None:
    attributes = " ".join(f"a{number}={number} b{number}='x y' c{number}" for number in range(33_000))
    page = page_of(make.source(f"<p {attributes}>{WORDS}</p>", name="a.html"))
    assert page.text == WORDS


def test_a_long_attribute_is_kept() -> None:
    markup = f"<div class='story' data-state='{STATE * 400}'>{WORDS}</div>"
    assert without_traps(markup) == markup


def test_brackets_without_a_tag_are_kept() -> None:
    markup = f"{'<' * 9000}p {'a ' * 9000}"
    assert without_traps(markup + ">") == f"{'<' * 9000}p>"
    assert without_traps("< " + "a " * 9000) == "< " + "a " * 9000
