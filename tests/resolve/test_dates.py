"""Is each saying and each figure of the right day, and do time words count from the date they should?"""

from __future__ import annotations

from dataclasses import replace

import make
from onrecord.model import Basis, Entry, Page, Time, When
from onrecord.resolve.dates import as_of, calendar_of, said_on, speech_days, valued


def page(name: str, text: str, published: str | None = None, basis: Basis = "metadata") -> Page:
    return replace(make.page(text, name=name), published=When(published, basis if published else "none"))


def time_on(page: Page, words: str, reading: str) -> Time:
    cite = make.cite(page, words)
    return Time(f"t{cite.start}", page.id, words, cite.start, cite.end, "DATE", reading=reading)


def test_a_remark_without_time_words_is_of_the_day_the_news_is_of() -> None:
    news = page("a.txt", "Marrow spoke on Tuesday.\n\n“It stays shut,” she said.", "2031-11-20")
    said = make.statement(news, "Ilen Marrow", "It stays shut")
    days = said_on(news, [said], [time_on(news, "Tuesday", "weekday:2")])
    assert (days[said.id].edtf, days[said.id].why) == ("2031-11-18", "the page's news is of “Tuesday”")


def test_a_remark_inherits_the_day_of_the_same_speaker_in_the_same_paragraph() -> None:
    news = page(
        "a.txt", "In February, Marrow said it held. She also said it leaked.\n\nMarrow said it broke.", "2031-03-05"
    )
    first, second, third = (make.statement(news, "Ilen Marrow", w) for w in ("it held", "it leaked", "it broke"))
    february = time_on(news, "February", "month:02")
    first = replace(first, said_words=make.cite(news, "February"))
    days = said_on(news, [first, second, third], [february])
    assert [days[s.id].edtf for s in (first, second, third)] == ["2031-02", "2031-02", "2031-03-05"]


def test_a_remark_is_never_dated_after_its_page() -> None:
    news = page("a.txt", "Marrow said of the 2033 vote that it stands.", "2031-03-05")
    said = replace(make.statement(news, "Ilen Marrow", "it stands"), said_words=make.cite(news, "2033"))
    assert said_on(news, [said], [time_on(news, "2033", "2033")])[said.id].edtf == "2031-03-05"


def test_the_next_year_is_counted_from_the_year_told_before() -> None:
    news = page("a.txt", "The weir broke in 2026. The next year it broke again.", "2031-03-05")
    told = [time_on(news, "2026", "2026"), time_on(news, "The next year", "after:P1Y")]
    assert calendar_of(news, told).days[told[1].id].edtf == "2027"


def test_the_year_before_is_counted_from_the_page_where_no_date_was_told() -> None:
    news = page("a.txt", "It fell from the year before, when it was 40.", "2031-03-05")
    told = time_on(news, "the year before", "before:P1Y")
    assert calendar_of(news, [told]).days[told.id].edtf == "2030"


def test_a_date_told_as_background_dates_only_its_own_remark() -> None:
    news = page("a.txt", "Marrow spoke of 250 divers. A year earlier, in June 2030, she had spoken of 40.")
    now, then = make.statement(news, "Ilen Marrow", "of 250 divers"), make.statement(news, "Ilen Marrow", "of 40")
    then = replace(then, said_words=make.cite(news, "in June 2030"))
    times = [time_on(news, "A year earlier", "before:P1Y"), time_on(news, "June 2030", "2030-06")]
    days = said_on(news, [now, then], times)
    assert (days[now.id].edtf, days[then.id].edtf) == ("2031-06", "2030-06")


def test_a_figure_holds_for_its_own_date_else_for_the_day_it_was_given() -> None:
    news = page("a.txt", "In 2026, 40 dams stood. “We have 30 dams,” Marrow said.", "2031-03-05")
    said = replace(make.statement(news, "Ilen Marrow", "We have 30 dams"), said=When("2031-03-04", "relative"))
    year = time_on(news, "2026", "2026")
    then = replace(make.figure(news, "40 dams", 40, 40), as_of_words=make.cite(news, "2026"))
    now = make.figure(news, "30 dams", 30, 30)
    assert as_of(then, None, news, calendar_of(news, [year])).edtf == "2026"
    assert as_of(now, said, news, calendar_of(news, [year])).edtf == "2031-03-04"


def test_a_figure_told_of_another_century_has_no_date() -> None:
    news = page("a.txt", "In the 12th century the river froze, drowning 40 boats. Now 30 boats ply it.", "2031-03-05")
    century = time_on(news, "the 12th century", "11XX")
    then, now = make.figure(news, "40 boats", 40, 40), make.figure(news, "30 boats", 30, 30)
    assert as_of(then, None, news, calendar_of(news, [century])).edtf is None
    assert as_of(now, None, news, calendar_of(news, [century])).edtf == "2031-03-05"


def test_in_a_live_blog_days_count_from_the_entry_they_stand_in() -> None:
    first = "Ilen Marrow said on Friday that the gates stay shut. 17 ferries sail."
    second = "Oru Tashkel said that the water is falling. 40 ferries sail."
    page = make.page(f"{first}\n\n{second}", published="2031-04-16")
    days = ("2031-04-19T00:40+02:00", "2031-04-20T10:15+02:00")
    places = ((0, len(first)), (len(first) + 2, len(page.text)))
    entries = tuple(Entry(*place, make.when(day)) for place, day in zip(places, days, strict=True))
    page = replace(page, kind="live_blog", entries=entries)
    start = page.text.index("Friday")
    friday = Time("t1", page.id, "Friday", start, start + 6, "DATE", reading="weekday:5")
    one = make.statement(page, "Ilen Marrow", "the gates stay shut", said_words=make.cite(page, "on Friday"))
    other = make.statement(page, "Oru Tashkel", "the water is falling")
    said = said_on(page, (one, other), (friday,))
    assert (said[one.id].edtf, said[other.id].edtf) == ("2031-04-18", "2031-04-20")
    calendar = calendar_of(page, (friday,))
    assert as_of(make.figure(page, "17 ferries", 17, 17), None, page, calendar).edtf == "2031-04-19"
    assert as_of(make.figure(page, "40 ferries", 40, 40), None, page, calendar).edtf == "2031-04-20"
    undated = replace(page, entries=tuple(replace(entry, when=When()) for entry in entries))
    assert said_on(undated, (other,), ())[other.id].edtf == "2031-04-16"


def test_time_words_inside_reported_speech_count_from_the_day_of_the_speech() -> None:
    news = page("a.txt", "In April 2029, Marrow said the weir broke last year. It broke last year again.", "2031-03-05")
    said = replace(make.statement(news, "Ilen Marrow", "the weir broke last year"), said=When("2029-04", "stated"))
    inside, outside = time_on(news, "last year", "last:year"), time_on(news, "year again", "last:year")
    spoken = speech_days(news, [said], [inside, outside])
    dated = valued(news, calendar_of(news, [inside, outside], spoken=spoken), spoken)
    assert [(t.value.edtf, t.anchor) for t in dated] == [("2028", "2029-04"), ("2030", "2031-03-05")]


def test_a_clock_time_belongs_to_the_day_its_sentence_tells() -> None:
    news = page("a.txt", "On Tuesday the weir broke at 18:00 UTC. It was mended at 19:00 UTC.", "2031-11-20")
    times = [
        time_on(news, "Tuesday", "weekday:2"),
        time_on(news, "18:00 UTC", "at:T18:00Z"),
        time_on(news, "19:00 UTC", "at:T19:00Z"),
    ]
    dated = valued(news, calendar_of(news, times), {})
    assert [t.value.edtf for t in dated] == ["2031-11-18", "2031-11-18T18:00Z", "2031-11-20T19:00Z"]


def test_the_same_period_last_year_is_counted_from_the_period_told_before() -> None:
    news = page("a.txt", "Sales rose in the third quarter against the same period last year.", "2031-11-20")
    times = [time_on(news, "the third quarter", "quarter:3"), time_on(news, "the same period", "same:period@last:year")]
    assert calendar_of(news, times).days[times[1].id].edtf == "2030-07/2030-09"


def test_a_long_run_of_days_told_one_after_the_other_is_dated_in_one_go() -> None:
    words = "the next day " * 4000
    news = page("a.txt", words, "2031-11-20")
    step = len("the next day ")
    times = [
        Time(f"t{i}", news.id, "the next day", step * i, step * i + 12, "DATE", reading="after:P1D")
        for i in range(4000)
    ]
    assert all(when.edtf is None for when in calendar_of(news, times).days.values())


def test_the_end_of_the_day_is_that_of_the_day_told_last() -> None:
    news = page("a.txt", "On Tuesday the river rose. It ended the day at 40 metres.", "2031-11-20")
    times = [time_on(news, "Tuesday", "weekday:2"), time_on(news, "the day", "at:day")]
    assert calendar_of(news, times).days[times[1].id].edtf == "2031-11-18"


def test_a_clock_time_in_a_sentence_about_another_month_has_no_day() -> None:
    news = page("a.txt", "Last month the vote ended at 2 a.m. in a row.", "2031-11-20")
    times = [time_on(news, "Last month", "last:month"), time_on(news, "2 a.m.", "at:T02:00")]
    assert calendar_of(news, times).days[times[1].id].edtf is None


def test_the_day_of_the_background_is_not_taken_for_the_day_of_the_news() -> None:
    text = "Both read the letter of April 3. Later in the day they met. At noon they spoke of April 3."
    news = page("a.txt", text, "2031-11-20")
    april, again = time_on(news, "April 3", "day:04-03"), replace(time_on(news, "of April 3.", "day:04-03"), id="again")
    again = replace(again, start=len(text) - 8, end=len(text) - 1)
    times = [april, time_on(news, "the day", "at:day"), time_on(news, "noon", "at:T12:00"), again]
    calendar = calendar_of(news, times)
    assert [calendar.days[t.id].edtf for t in times[1:3]] == ["2031-11-20", "2031-11-20"]


def test_since_a_date_is_an_interval_without_an_end() -> None:
    news = page("a.txt", "Since 2029 it has leaked, and since Friday it is shut. It was built in 2012.", "2031-03-05")
    times = (
        replace(time_on(news, "2029", "2029"), value=When("2029", "stated", "2029")),
        time_on(news, "Friday", "weekday:5"),
        replace(time_on(news, "2012", "2012"), value=When("2012", "stated", "2012")),
    )
    dated = valued(news, calendar_of(news, times), {})
    assert [time.value.edtf for time in dated] == ["2029/..", "2031-02-28/..", "2012"]
