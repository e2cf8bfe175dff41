"""Is it told in plain words where two renderings differ?"""

from __future__ import annotations

from typing import Any

import pytest

import make
from onrecord.corroborate.renderings import Rendering, rendering_of
from onrecord.corroborate.variants import differences

BEST = "We have never shunned the work on the lower gates of the Minsel dam"


def told(
    words: str, *, who: str = "Oru Tashkel", name: str = "b.txt", cue: str | None = None, **known: Any
) -> Rendering:
    page = make.page(f"{words} {cue or ''}", name=name)
    known = {"form": "direct", "said": "2031-05-03", "said_words": page.cite(0, 1), "cue": cue} | known
    return rendering_of(make.statement(page, who, words, **known))


@pytest.mark.parametrize(
    ("other", "variant"),
    [
        ("We have never shirked the work on the lower gates of the Minsel dam", '"shirked" for "shunned"'),
        ("We have never shunned the work on the lower gates of the dam", 'leaves out "Minsel"'),
        ("We have never shunned the hard work on the lower gates of the Minsel dam", 'adds "hard"'),
        ("We have never shunned the work on the lower gates of the Karsk dam", '"Karsk" for "Minsel"'),
    ],
)
def test_another_word_and_a_name_left_out_are_told(other: str, variant: str) -> None:
    assert differences(told(BEST, name="a.txt"), told(other)) == [variant]


@pytest.mark.parametrize("other", [BEST, "we had never shunned the works on the lower gate of the Minsel dam"])
def test_tense_and_number_are_no_difference(other: str) -> None:
    assert not differences(told(BEST, name="a.txt"), told(other))


def test_a_stronger_verb_of_the_reporter_is_told() -> None:
    plain, strong = told(BEST, name="a.txt", cue="said"), told(BEST, cue="conceded")
    assert differences(plain, strong) == ['reported with "conceded" for "said"']
    assert not differences(plain, told(BEST, cue="added"))


def test_another_speaker_is_told() -> None:
    assert differences(told(BEST, name="a.txt"), told(BEST, who="Sefa Lindqvist")) == [
        'said by "Sefa Lindqvist" for "Oru Tashkel"'
    ]


def test_another_day_is_told_where_words_tell_both() -> None:
    other = told(BEST, said="2031-05-04")
    assert differences(told(BEST, name="a.txt"), other) == ["dated 2031-05-04 for 2031-05-03"]


def test_of_two_tellings_in_other_words_the_names_are_compared() -> None:
    best = told("The work exists but it is too slow, above all where it concerns the Karsk Dam", name="a.txt")
    other = told("True, some repairs go on, but nobody is content with the pace at the Upper River")
    assert differences(best, other) == ['"Upper River" for "Karsk Dam"']


def test_a_part_of_a_long_quote_leaves_nothing_out() -> None:
    assert not differences(told(f"{BEST}. And Karsk shall pay for it, every crown", name="a.txt"), told(BEST))
