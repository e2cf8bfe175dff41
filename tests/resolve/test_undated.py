"""Do pages without a date get it from other pages, and stay undated where these disagree?"""

from __future__ import annotations

from dataclasses import replace

import make
from onrecord.model import Basis, Page, Time, When
from onrecord.resolve.undated import dated_pages


def page(name: str, text: str, published: str | None = None, basis: Basis = "metadata") -> Page:
    return replace(make.page(text, name=name), published=When(published, basis if published else "none"))


def time_on(page: Page, words: str, reading: str) -> Time:
    cite = make.cite(page, words)
    return Time(f"t{cite.start}", page.id, words, cite.start, cite.end, "DATE", reading=reading)


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
