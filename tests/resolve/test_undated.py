"""Do pages without a date get it from what stands around them, and stay undated where that is at odds?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import make
from onrecord.model import Basis, Event, Link, Page, PageId, Statement, Time, When, id_of
from onrecord.resolve.evidence import Surroundings, dateable
from onrecord.resolve.undated import Dates, dated_pages


def page(name: str, text: str, published: str | None = None, basis: Basis = "metadata") -> Page:
    return replace(make.page(text, name=name), published=When(published, basis if published else "none"))


def time_on(page: Page, words: str, reading: str) -> Time:
    cite = make.cite(page, words)
    return Time(id_of("t", page.id, cite.start), page.id, words, cite.start, cite.end, "DATE", reading=reading)


def said(page: Page, who: str, words: str, when: str | None = None, *, on: str | None = None) -> Statement:
    """A statement; `when` is its day as words on its page tell it, `on` the words."""
    told = make.statement(page, who, words)
    cite = make.cite(page, on) if on else None
    return replace(told, said=When(when, "relative" if when else "none"), said_words=cite)


def links(kind: str, *pairs: tuple[Page, Page], score: float = 1.0) -> list[Link]:
    made = [(id_of("l", kind, a.id, b.id), a, b) for a, b in pairs]
    return [Link(name, kind, a.id, b.id, score, "", "rule:test") for name, a, b in made]  # type: ignore[arg-type]


def dates(
    pages: Sequence[Page],
    *,
    statements: Sequence[Statement] = (),
    times: Iterable[Time] = (),
    one_remark: Sequence[Sequence[Statement]] = (),
    stories: Sequence[Sequence[Page]] = (),
    linked: Sequence[Link] = (),
    events: Sequence[Event] = (),
    shuffled: int | None = None,
) -> Dates:
    def order(rows: Iterable[Any]) -> list[Any]:
        listed = list(rows)
        if shuffled is not None:
            random.Random(shuffled).shuffle(listed)
        return listed

    told = {s.id: s for s in (*statements, *(s for group in one_remark for s in group))}
    by_page: dict[PageId, list[Time]] = {}
    for time in sorted(times, key=lambda t: t.start):
        by_page.setdefault(time.page, []).append(time)
    return dated_pages(
        Surroundings(
            pages={one.id: dateable(one) for one in order(pages)},
            statements={name: told[name] for name in order(told)},
            times=by_page,
            events=order(events),
            utterances=order(order(s.id for s in group) for group in one_remark),
            stories=order(order(p.id for p in story) for story in stories),
            links=order(linked),
        )
    )


def test_a_remark_of_friday_that_another_page_dates_to_a_month_leaves_its_fridays_and_the_week_after() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow said Friday.")
    dated = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own, other = (
        said(undated, "Ilen Marrow", "It stays shut", on="Friday"),
        said(dated, "Ilen Marrow", "it stayed shut", "2031-04"),
    )
    found = dates([undated, dated], times=[time_on(undated, "Friday", "weekday:5")], one_remark=[[own, other]])
    assert found.pages[undated.id].edtf == "2031-04-04/2031-05-01"
    assert found.pages[undated.id].basis == "cross_reference"
    assert found.said[own.id].edtf == "[2031-04-04,2031-04-11,2031-04-18,2031-04-25]"


def test_the_chain_of_reasons_names_each_row_in_the_order_of_reasoning() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow said Friday.")
    dated = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own, other = (
        said(undated, "Ilen Marrow", "It stays shut", on="Friday"),
        said(dated, "Ilen Marrow", "it stayed shut", "2031-04"),
    )
    time = time_on(undated, "Friday", "weekday:5")
    why = dates([undated, dated], times=[time], one_remark=[[own, other]]).pages[undated.id].why
    assert why is not None
    first, second, third = why.split("; ")
    assert first == f"b.txt dates the remark 2031-04 ({other.id})"
    assert "report one remark" in second and own.id in second and other.id in second
    assert third == f"a.txt tells of “Friday” ({time.id})"


def test_a_remark_without_a_day_leaves_the_page_the_week_behind_the_month_it_was_made_in() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow said.")
    dated = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own, other = said(undated, "Ilen Marrow", "It stays shut"), said(dated, "Ilen Marrow", "it stayed shut", "2031-04")
    assert dates([undated, dated], one_remark=[[own, other]]).pages[undated.id].edtf == "2031-04-01/2031-05-07"


def test_a_dateline_without_a_year_takes_it_from_a_page_of_that_day_with_the_same_speaker() -> None:
    undated = page("a.txt", "ODRA, September 26. “It stays shut,” Marrow said.", "XXXX-09-26", basis="dateline")
    dated = page("b.txt", "Marrow said no.", "2031-09-26")
    both = [said(undated, "Ilen Marrow", "It stays shut"), said(dated, "Ilen Marrow", "no", "2031-09-26")]
    assert dates([undated, dated], statements=both).pages[undated.id].edtf == "2031-09-26"


def test_two_possible_years_leave_a_page_undated() -> None:
    undated = page("a.txt", "ODRA, September 26. Marrow said no.", "XXXX-09-26", basis="dateline")
    others = [page("b.txt", "Marrow said no.", "2031-09-26"), page("c.txt", "Marrow said yes.", "2032-09-26")]
    assert dates([undated, *others], stories=[[undated, *others]]).pages == {}


def test_a_day_of_this_month_takes_the_year_in_which_the_speaker_spoke_elsewhere() -> None:
    undated = page("a.txt", "On April 17, Marrow spoke of rain this month. In February, Orlo said no.")
    dated = page("b.txt", "In February this year, Orlo said maybe.", "2031-03-05")
    times = [
        time_on(undated, "April 17", "day:04-17"),
        time_on(undated, "this month", "this:month"),
        time_on(undated, "February", "month:02"),
    ]
    both = [said(undated, "Tam Orlo", "no", on="February"), said(dated, "Tam Orlo", "maybe", "2031-02")]
    found = dates([undated, dated], statements=both, times=times)
    assert found.pages[undated.id].edtf == "2031-04-17/2031-04-30"
