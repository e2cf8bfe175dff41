"""Is a shape of time words only passed over where it could not match?"""

from __future__ import annotations

import pytest

from onrecord.extract import readings
from onrecord.extract.lexicon.en.time_shapes import SHAPES

SENTENCES = (
    "On the 15th, on 03/04/2031 and on the 3rd of this month, the third-quarter sales of Q3 and 2Q rose in FY31.",
    "The second half of the year, the fourth fiscal quarter and H1 2031 fell from the same period last year.",
    "Earlier this day, at the end of the year, for the rest of the week, by year-end and over the weekend it rained.",
    "The same month a year earlier, the year-ago month, at the time, the day after, that night, the whole week.",
    "It ended the day lower, late in the day, for the month, in the mid-1990s, the 80s, in '99, the 19th century.",
    "After 9/11 and the September 11 attacks, last Christmas, Easter next year, at 6 p.m., 0930 GMT and at midnight.",
    "In the morning, every other week, every Christmas, on weekends, on weekdays, a quarter century, a yearlong feud.",
    "All day, right now, in the past, more recently, long ago, very soon, in the near future, two days ago.",
    "Two weeks later, three days earlier, a year before, half a year ago, in two months' time, a week from now.",
    "Two and a half years, between 60 and 90 days, fifteen crowns a year, twice a week, the past two years, ages.",
    "Last night, overnight, the next morning, that Friday, every Friday, Friday nights, a week on Friday.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_what_a_shape_needs_is_there_wherever_it_matches(text: str) -> None:
    found = {(row, one.start, one.end) for row, one in readings.matches(text)}
    assert {row for row, _, _ in found}
    for row, (shape, pattern, _) in enumerate(readings._ready()):
        for match in pattern.finditer(text):
            whole = "words" if "words" in pattern.groupindex else 0
            told = readings._reading(shape, match)
            assert not told or (row, match.start(whole), match.end(whole)) in found, shape.pattern


def test_every_sign_is_a_word_that_a_text_can_have() -> None:
    assert all(readings.WORD.fullmatch(word) for shape in SHAPES for word in shape.signs.split())
