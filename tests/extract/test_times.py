"""Are the time words of invented sentences found, and read as the notation says?"""

from __future__ import annotations

from dataclasses import replace

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
        ("It closes at 18:00 UTC.", "18:00 UTC", "TIME", "at:T18:00Z"),
        ("It closes at 6:40 p.m. daily.", "6:40 p.m.", "TIME", "at:T18:40"),
        ("It was built in the 1990s.", "the 1990s", "DATE", "199X"),
        ("It was built in the 12th century.", "the 12th century", "DATE", "11XX"),
        ("The council meets every two weeks.", "every two weeks", "SET", "every:P2W"),
        ("It rose over the past two years.", "the past two years", "DURATION", "past:P2Y"),
        ("Rain is expected on April 3-5.", "April 3-5", "DATE", "day:04-03@ahead/day:04-05@ahead"),
        ("They met on 3-5 April 2031.", "3-5 April 2031", "DATE", "2031-04-03/2031-04-05"),
        ("It ran from April 28 to May 3, 2031.", "April 28 to May 3, 2031", "DATE", "2031-04-28/2031-05-03"),
        ("It grew in January-March 2031.", "January-March 2031", "DATE", "2031-01/2031-03"),
        ("It was dated 23/04/2031.", "23/04/2031", "DATE", "2031-04-23"),
        ("It was dated 03/04/2031.", "03/04/2031", "DATE", "[2031-03-04,2031-04-03]"),
        ("They met on the 15th.", "the 15th", "DATE", "dom:15"),
        ("The war of 2026-2029 ended it.", "2026-2029", "DATE", "2026/2029"),
        ("It won the 2026-27 season.", "2026-27", "DATE", "2026/2027"),
        ("Sales rose in the second half of 2031.", "the second half of 2031", "DATE", "half:2@2031"),
        ("Profit for fiscal 2031 rose.", "fiscal 2031", "DATE", "fiscal:2031"),
        ("Sales fell in Q3 2031.", "Q3 2031", "DATE", "quarter:3@2031"),
        ("Earlier on Friday, the weir broke.", "Earlier on Friday", "DATE", "early:weekday:5"),
        ("The weir broke late on Friday night.", "late on Friday night", "TIME", "late:weekday:5TNI"),
        ("The weir broke on Friday at 5 p.m.", "Friday at 5 p.m.", "TIME", "weekday:5T17:00"),
        ("The weir broke at 5.30pm on 3 May 2031.", "5.30pm on 3 May 2031", "TIME", "2031-05-03T17:30"),
        ("On the morning of April 3, it broke.", "the morning of April 3", "TIME", "day:04-03TMO"),
        ("It broke at 09:15 (GMT+8) in port.", "09:15 (GMT+8)", "TIME", "at:T09:15+08:00"),
        ("It broke at noon.", "noon", "TIME", "at:T12:00"),
        ("It broke the next morning.", "the next morning", "TIME", "after:P1DTMO"),
        ("It broke that Friday.", "that Friday", "DATE", "same:weekday:5"),
        ("It broke the following Monday.", "the following Monday", "DATE", "after:weekday:1"),
        ("It broke that summer.", "that summer", "DATE", "same:season:summer"),
        ("It broke a week ago.", "a week ago", "DATE", "ago:P1W"),
        ("It broke half a century ago.", "half a century ago", "DATE", "ago:P50Y"),
        ("It broke the day before yesterday.", "the day before yesterday", "DATE", "ago:P2D"),
        ("It broke two days before the fair.", "two days", "DURATION", "P2D"),
        ("It broke two days before.", "two days before", "DATE", "before:P2D"),
        ("It ended the day at 40 metres.", "the day", "DATE", "at:day"),
        ("It fell from the same period last year.", "the same period last year", "DATE", "same:period@last:year"),
        ("It stands by the end of the year.", "the end of the year", "DATE", "end:this:year"),
        ("It broke on Good Friday.", "Good Friday", "DATE", "feast:good-friday"),
        ("It broke on Christmas Eve 2029.", "Christmas Eve 2029", "DATE", "2029-12-24"),
        ("It opened last Easter.", "last Easter", "DATE", "feast:easter@last"),
        ("It fell after the September 11 attacks.", "the September 11", "DATE", "2001-09-11"),
        ("It was dug in the noughties.", "the noughties", "DATE", "200X"),
        ("It was dug in the mid-1990s.", "the mid-1990s", "DATE", "mid:199X"),
        ("It was dug in the late 19th century.", "the late 19th century", "DATE", "late:18XX"),
        ("It has stood since 2013.", "2013", "DATE", "2013"),
        ("It broke at 7:30 on Friday evening.", "7:30 on Friday evening", "TIME", "weekday:5T19:30"),
        ("It broke at 7:30 on Friday morning.", "7:30 on Friday morning", "TIME", "weekday:5T07:30"),
        (
            "It is to run from 23 January to 9 March.",
            "23 January to 9 March",
            "DATE",
            "day:01-23@ahead/day:03-09@ahead",
        ),
        ("It took a billion years.", "a billion years", "DURATION", "P1000000000Y"),
        ("It rose this year in May.", "this year in May", "DATE", "month:05@this:year"),
        ("It dates from the summer of '68.", "the summer of '68", "DATE", "season:summer@1968"),
        ("It broke in the small hours of 3 May.", "the small hours of 3 May", "TIME", "day:05-03TNI"),
        (
            "It ran from 12 to 15 March this year.",
            "12 to 15 March this year",
            "DATE",
            "day:03-12@this:year/day:03-15@this:year",
        ),
        ("They met on the last Friday in May 2031.", "the last Friday in May 2031", "DATE", "nth:05-5--1@2031"),
        ("In the first nine months of 2031 it fell.", "the first nine months of 2031", "DATE", "opening:P9M@2031"),
        ("It rained for hundreds of years.", "hundreds of years", "DURATION", "PXY"),
        ("It will open in the coming weeks.", "the coming weeks", "DURATION", "coming:PXW"),
        ("It earns $40 a year.", "a year", "SET", "every:P1Y"),
        ("The recent losses hurt.", "recent", "DATE", "recent"),
        ("It has stood since May.", "May", "DATE", "month:05"),
        ("It lasted two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
        ("It lasts two to three weeks.", "two to three weeks", "DURATION", "P2W/P3W"),
        ("It lasts between 60 and 90 days.", "60 and 90 days", "DURATION", "P60D/P90D"),
        ("It takes half an hour.", "half an hour", "DURATION", "PT30M"),
        ("The year-long drought ended.", "year-long", "DURATION", "P1Y"),
        ("A decades-long dispute ended.", "decades-long", "DURATION", "PXY"),
        ("It shrank for two consecutive quarters.", "two consecutive quarters", "DURATION", "P2Q"),
        ("It earns 15 crowns a year.", "a year", "SET", "every:P1Y"),
        ("It runs 15 times a day.", "15 times a day", "SET", "every:P1D"),
        ("It meets every other week.", "every other week", "SET", "every:P2W"),
        ("It floods every spring.", "every spring", "SET", "every:season:spring"),
        ("It opens on weekends.", "weekends", "SET", "every:weekend"),
        ("It now stands empty.", "now", "DATE", "now"),
        ("It flooded in recent years.", "recent years", "DATE", "recent"),
    ],
)
def test_time_words_are_read(text: str, words: str, type_: str, reading: str) -> None:
    found = times(text)[0]
    assert (found.text, found.type, found.reading) == (words, type_, reading)


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "The weir stood on Bloody Sunday Lane.",
        "The soon-to-open weir broke.",
        "A 12.5 per cent rise was seen.",
        "At the same time, it leaked.",
        "It leaked 13:75 litres.",
        "The gates rise 2.36% a metre.",
        "It cost $2031.",
        "May I ask?",
        "The pump needs 2000 workers.",
        "He reads The Odra Daily there.",
        "It may help the town.",
        "Bus 2031 takes them to Room 1984.",
        "It gave 40 gifts, and a second weir leaks.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert [t.text for t in times(text) if t.type in ("DATE", "TIME")] == []


def test_absolute_dates_are_stated_and_relative_ones_wait_for_an_anchor() -> None:
    absolute, relative = times("Signed on 17 April 2031 and ratified on Friday.")
    assert (absolute.value.edtf, absolute.value.basis) == ("2031-04-17", "stated")
    assert relative.value.edtf is None


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The council will meet on 3 May.", True),
        ("The weir may be opened on 3 May.", True),
        ("The weir is due to open on 3 May.", True),
        ("The weir is to be opened on 3 May.", True),
        ("The vote is scheduled for 3 May.", True),
        ("The weir opens on 3 May.", True),
        ("The next fair is on 3 May.", True),
        ("The council is meeting on 3 May.", True),
        ("The council announced a vote to be held on 3 May.", True),
        ("The council has a 3 May deadline.", True),
        ("The weir has been shut until 3 May.", True),
        ("They spoke ahead of 3 May.", True),
        ("They cancelled a scheduled 3 May fair.", True),
        ("Weir to stay shut on 3 May", True),
        ("The council met on 3 May.", False),
        ("The deadline of 3 May passed.", False),
        ("The weir has been open since 3 May.", False),
        ("The weir would have opened on 3 May.", False),
        ("The weir was closed until 3 May.", False),
        ("The weir stands empty as of 3 May.", False),
    ],
)
def test_a_day_lies_ahead_only_in_a_clause_about_the_future(text: str, ahead: bool) -> None:
    assert times(text)[0].reading == f"day:05-03{'@ahead' * ahead}"


@pytest.mark.parametrize("words", ["April 28-3", "28-3 April", "28-3 April 2031"])
def test_a_range_that_ends_before_it_begins_is_none(words: str) -> None:
    assert all("/" not in t.reading for t in times(f"It ran {words}."))


def test_an_age_is_no_stretch_of_time() -> None:
    assert times("The 40-year-old miller, who is 50 years old, met a 3 year old.") == []


@pytest.mark.parametrize("text", ["She was in her early 40s.", "Men in their 50s fled.", "He was in his mid-30s."])
def test_the_tens_of_a_life_are_no_decade(text: str) -> None:
    assert times(text) == []


def test_the_tens_of_a_century_are_a_decade() -> None:
    assert [t.reading for t in times("The weir was built in the early 60s.")] == ["early:196X"]


@pytest.mark.parametrize(
    "text", ["Friday Osagie shut the weir.", "It was drawn up by April Mensah.", "June Adeyemi left.", "Mr. May left."]
)
def test_a_forename_that_is_a_day_or_a_month_is_no_time(text: str) -> None:
    assert times(text) == []


def test_a_day_before_a_name_is_a_day_where_a_preposition_says_so() -> None:
    assert [t.reading for t in times("On Friday Osagie shut the weir.")] == ["weekday:5"]


@pytest.mark.parametrize(
    ("text", "words", "reading"),
    [
        ("It was shut from 2029 to 2031.", "2029 to 2031", "2029/2031"),
        ("It was shut between 2029 and 2031.", "2029 and 2031", "2029/2031"),
        ("It was shut from May to July.", "May to July", "month:05/month:07"),
        ("It was shut between May and July 2030.", "May and July 2030", "2030-05/2030-07"),
        ("It was dry in the third calendar quarter of 2030.", "the third calendar quarter of 2030", "quarter:3@2030"),
    ],
)
def test_a_range_in_words_is_one_time(text: str, words: str, reading: str) -> None:
    assert [(t.text, t.reading) for t in times(text)] == [(words, reading)]


def test_a_level_behind_a_year_is_no_end_of_a_range() -> None:
    assert [t.reading for t in times("It rose from 2030 to 15 percent.")] == ["2030"]


def test_a_headline_tells_the_past_in_the_present_tense() -> None:
    page = make.page("Council opens weir on 3 May")
    page = replace(page, blocks=(replace(page.blocks[0], kind="title"),))
    (parsed,) = parse([page])
    assert [t.reading for t in expressions(parsed)] == ["day:05-03"]


@settings(max_examples=25, deadline=None)
@given(make.news_text())
def test_every_time_cites_the_words_it_quotes(text: str) -> None:
    page = make.page(text)
    (parsed,) = parse([page])
    for time in expressions(parsed):
        assert page.text[time.start : time.end] == time.text
