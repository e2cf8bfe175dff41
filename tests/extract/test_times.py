"""Are the time words of invented sentences found, and read as the notation says?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import make
from onrecord.extract.parse import parse
from onrecord.extract.times import expressions
from onrecord.model import Time


def times(text: str) -> list[Time]:
    (parsed,) = parse([make.page(text)])
    return list(expressions(parsed))


@pytest.mark.parametrize(
    ("text", "words", "type_", "reading"),
    [
        ("They met on 17 April 2031.", "17 April 2031", "DATE", "2031-04-17"),
        ("They met on April 17th, 2031.", "April 17th, 2031", "DATE", "2031-04-17"),
        ("They met on April 17.", "April 17", "DATE", "day:04-17"),
        ("They met on Friday.", "Friday", "DATE", "weekday:5"),
        ("They met last Friday.", "last Friday", "DATE", "weekday:5@last"),
        ("They meet next Tuesday evening.", "next Tuesday evening", "TIME", "weekday:2@nextTEV"),
        ("The council will meet on Friday.", "Friday", "DATE", "weekday:5@ahead"),
        ("The council is expected to meet in April.", "April", "DATE", "month:04@ahead"),
        ("It grew in the final quarter of 2031.", "the final quarter of 2031", "DATE", "quarter:4@2031"),
        ("It grew over the past decade.", "the past decade", "DURATION", "past:P10Y"),
        ("It began in April.", "April", "DATE", "month:04"),
        ("In April this year, it began.", "April this year", "DATE", "month:04@this:year"),
        ("In late October this year, it began.", "late October this year", "DATE", "late:month:10@this:year"),
        ("It began earlier this month.", "earlier this month", "DATE", "early:this:month"),
        ("It began last spring.", "last spring", "DATE", "season:spring@last"),
        ("It grew in the first quarter of 2031.", "the first quarter of 2031", "DATE", "quarter:1@2031"),
        ("It fell from the year before, when it was dry.", "the year before", "DATE", "before:P1Y"),
        ("It was three days ago.", "three days ago", "DATE", "ago:P3D"),
        ("It opens in two weeks' time.", "in two weeks' time", "DATE", "ahead:P2W"),
        ("It lasted forty years.", "forty years", "DURATION", "P40Y"),
        ("It lasted for decades.", "decades", "DURATION", "PXY"),
        ("It was a 20-minute talk.", "20-minute", "DURATION", "PT20M"),
        ("It closes at 18:00 UTC.", "18:00 UTC", "TIME", "this:dayT18:00Z"),
        ("It closes at 6:40 p.m. daily.", "6:40 p.m.", "TIME", "this:dayT18:40"),
        ("It was built in the 1990s.", "the 1990s", "DATE", "199X"),
        ("It was built in the 12th century.", "the 12th century", "DATE", "11XX"),
        ("The council meets every two weeks.", "every two weeks", "SET", "every:P2W"),
        ("It rose over the past two years.", "the past two years", "DURATION", "past:P2Y"),
    ],
)
def test_time_words_are_read(text: str, words: str, type_: str, reading: str) -> None:
    found = times(text)[0]
    assert (found.text, found.type, found.reading) == (words, type_, reading)


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "The gates rise 2.36% a metre.", "It cost $2031.", "May I ask?", "The pump needs 2000 workers."],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert [t.text for t in times(text) if t.type in ("DATE", "TIME")] == []


def test_absolute_dates_are_stated_and_relative_ones_wait_for_an_anchor() -> None:
    absolute, relative = times("Signed on 17 April 2031 and ratified on Friday.")
    assert (absolute.value.edtf, absolute.value.basis) == ("2031-04-17", "stated")
    assert relative.value.edtf is None


@settings(max_examples=25, deadline=None)
@given(make.news_text())
def test_every_time_cites_the_words_it_quotes(text: str) -> None:
    page = make.page(text)
    (parsed,) = parse([page])
    for time in expressions(parsed):
        assert page.text[time.start : time.end] == time.text
