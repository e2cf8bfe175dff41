"""Where quotation marks open and close, and which were lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import quotes_of, stands_free

CASES = (
    ("straight marks", '"We wait," she said.', ["We wait,"]),
    ("curly marks", "“We wait,” she said. “We pay.”", ["We wait,", "We pay."]),
    ("a wrong curl at the start", "He wrote: ”We wait here.”", ["We wait here."]),
    ("guillemets", "«We wait,» she said.", ["We wait,"]),
    ("single marks around a sentence", "‘We will not pay for it,’ she said.", ["We will not pay for it,"]),
    ("single marks around a few words are no quotation", "The ‘green’ bridge stayed shut.", []),
    ("an apostrophe is no mark", "The miners' town didn't sleep.", []),
    (
        "nested marks belong to the outer quotation",
        "“He said ‘never again’ to us,” she said.",
        ["He said ‘never again’ to us,"],
    ),
)


@pytest.mark.parametrize(("what", "text", "inside"), CASES, ids=[case[0] for case in CASES])
def test_a_quotation_is_what_stands_between_its_marks(what, text, inside):
    assert [text[q.start : q.end] for q in quotes_of(text)] == inside


def test_a_closing_mark_alone_gives_a_quotation_without_an_opening_mark():
    (quote,) = quotes_of("The dam will hold. We have checked it,” he added.")
    assert (quote.start, quote.opened, quote.closed) == (0, False, True)


def test_an_opening_mark_alone_runs_on_to_the_end_of_the_paragraph():
    text = "“The dam will hold."
    (quote,) = quotes_of(text)
    assert (text[quote.start : quote.end], quote.closed) == ("The dam will hold.", False)


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("“We wait,” she said.", True),
        ("She said: “We wait.”", True),
        ("She said, “We wait.”", True),
        ("She called it “a long wait” and left.", False),
        ("He said that China “is going to wait”.", False),
    ],
)
def test_a_quotation_worked_into_a_sentence_does_not_stand_free(text, free):
    assert stands_free(text, quotes_of(text)[0]) is free


@given(st.text(alphabet="ab .,\"'“”‘’«»\n", max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    quotes = quotes_of(text)
    assert all(0 <= q.start < q.end <= len(text) for q in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
