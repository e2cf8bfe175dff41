"""Do relative time words land on the right day, month or set of days?"""

from __future__ import annotations

from dataclasses import replace

import pytest

import make
from onrecord.model import Basis, Entry, Page, PageId, Time, When
from onrecord.resolve.dates import anchored, anchored_on, as_of, dated_pages, said_on


def time(reading: str) -> Time:
    return Time(id="t1", page=PageId("p1"), text="then", start=0, end=4, type="DATE", reading=reading)


@pytest.mark.parametrize(
    ("reading", "anchor", "edtf"),
    [
        ("2031-04-17", None, "2031-04-17"),
        ("weekday:5", "2031-09-19", "2031-09-19"),
        ("weekday:5", "2031-09-18", "2031-09-12"),
        ("weekday:5@next", "2031-09-19", "2031-09-26"),
        ("weekday:5@ahead", "2031-09-18", "2031-09-19"),
        ("month:04@ahead", "2031-09-18", "2032-04"),
        ("weekday:5@last", "2031-09-19", "2031-09-12"),
        ("weekday:5", "2031-04", "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"),
        ("weekday:5", None, None),
        ("month:04", "2031-09-18", "2031-04"),
        ("month:12", "2031-04-18", "2030-12"),
        ("month:04@this:year", "2031-09-18T09:12", "2031-04"),
        ("late:month:10@this:year", "2031-11-05", "2031-10"),
        ("month:09@last", "2031-11-02", "2031-09"),
        ("day:04-17", "2031-04", "2031-04-17"),
        ("day:12-30", "2031-01-04", "2030-12-30"),
        ("day:04-17", None, None),
        ("day:04-17", "XXXX-04", None),
        ("this:month", "2031-04-03/2031-04-24", "2031-04"),
        ("last:week", "2031-09-18", "2031-09-08/2031-09-14"),
        ("last:year", "2031-09-18", "2030"),
        ("last:dayTNI", "2031-09-01", "2031-08-31"),
        ("ago:P3D", "2031-09-01", "2031-08-29"),
        ("ahead:P10D", "2031-09-01", "2031-09-11"),
        ("ago:P2Y", "2031-09-01", "2029"),
        ("season:spring@last", "2031-09-18", "2031-03/2031-05"),
        ("quarter:1@2031", "2031-09-18", "2031-01/2031-03"),
        ("recent", "2031-09-18", None),
        ("P3D", "2031-09-18", None),
    ],
)
def test_a_reading_is_anchored(reading: str, anchor: str | None, edtf: str | None) -> None:
    when = anchored(time(reading), When(anchor, "metadata"))
    assert when.edtf == edtf


def test_a_weekday_of_a_future_clause_lies_ahead() -> None:
    assert anchored(time("weekday:1"), When("2031-09-18"), tense="future").edtf == "2031-09-22"


def test_an_anchored_date_says_which_words_decided() -> None:
    when = anchored(time("weekday:5"), When("2031-09-19", "metadata"))
    assert (when.basis, when.why) == ("weekday", "“then” on a page of 2031-09-19")


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
    assert anchored_on(news, told[1], told).edtf == "2027"


def test_the_year_before_is_counted_from_the_page_where_no_date_was_told() -> None:
    news = page("a.txt", "It fell from the year before, when it was 40.", "2031-03-05")
    told = time_on(news, "the year before", "before:P1Y")
    assert anchored_on(news, told, [told]).edtf == "2030"


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
    assert as_of(then, None, [year], news).edtf == "2026"
    assert as_of(now, said, [year], news).edtf == "2031-03-04"


def test_a_figure_told_of_another_century_has_no_date() -> None:
    news = page("a.txt", "In the 12th century the river froze, drowning 40 boats. Now 30 boats ply it.", "2031-03-05")
    century = time_on(news, "the 12th century", "11XX")
    then, now = make.figure(news, "40 boats", 40, 40), make.figure(news, "30 boats", 30, 30)
    assert as_of(then, None, [century], news).edtf is None
    assert as_of(now, None, [century], news).edtf == "2031-03-05"


def test_an_undated_page_gets_the_month_another_page_gives_the_same_remark() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow said Friday.")
    dated = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own = make.statement(undated, "Ilen Marrow", "It stays shut")
    other = replace(make.statement(dated, "Ilen Marrow", "it stayed shut"), said=When("2031-04", "relative"))
    days = dated_pages([undated, dated], [(own, other)], {})
    assert (days[undated.id].edtf, days[undated.id].basis) == ("2031-04", "cross_reference")
    assert days[undated.id].why == "b.txt dates the same remark 2031-04"


def test_a_dateline_without_a_year_takes_it_from_a_page_of_that_day_with_the_same_speaker() -> None:
    undated = page("a.txt", "ODRA, September 26. “It stays shut,” Marrow said.", "XXXX-09-26", basis="dateline")
    dated = page("b.txt", "Marrow said no.", "2031-09-26")
    own = make.statement(undated, "Ilen Marrow", "It stays shut")
    other = replace(make.statement(dated, "Ilen Marrow", "no"), said=When("2031-09-26", "metadata"))
    assert dated_pages([undated, dated], [], {}, spoken=[[own, other]])[undated.id].edtf == "2031-09-26"


def test_two_possible_years_leave_a_page_undated() -> None:
    undated = page("a.txt", "ODRA, September 26. Marrow said no.", "XXXX-09-26", basis="dateline")
    others = [page("b.txt", "Marrow said no.", "2031-09-26"), page("c.txt", "Marrow said yes.", "2032-09-26")]
    kin = {undated.id: [other.id for other in others]}
    assert dated_pages([undated, *others], [], {}, kin) == {}


def test_a_day_of_this_month_takes_the_year_in_which_the_speaker_spoke_elsewhere() -> None:
    undated = page("a.txt", "On April 17, Marrow spoke of rain this month. In February, Orlo said no.")
    dated = page("b.txt", "In February this year, Orlo said maybe.", "2031-03-05")
    times = [
        time_on(undated, "April 17", "day:04-17"),
        time_on(undated, "this month", "this:month"),
        time_on(undated, "February", "month:02"),
    ]
    own = replace(make.statement(undated, "Tam Orlo", "no"), said_words=make.cite(undated, "February"))
    other = replace(make.statement(dated, "Tam Orlo", "maybe"), said=When("2031-02", "relative"))
    days = dated_pages([undated, dated], [], {undated.id: times}, spoken=[[own, other]])
    assert days[undated.id].edtf == "2031-04-17/2031-04-30"


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
    assert as_of(make.figure(page, "17 ferries", 17, 17), None, (friday,), page).edtf == "2031-04-19"
    assert as_of(make.figure(page, "40 ferries", 40, 40), None, (friday,), page).edtf == "2031-04-20"
    undated = replace(page, entries=tuple(replace(entry, when=When()) for entry in entries))
    assert said_on(undated, (other,), ())[other.id].edtf == "2031-04-16"
