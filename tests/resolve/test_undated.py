"""Do pages without a date get it from what stands around them, and stay undated where that is at odds?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

import make
from onrecord.model import Basis, Event, Link, Page, PageId, Participant, Statement, Time, When, id_of
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


def test_a_remark_without_a_day_leaves_the_page_the_weeks_behind_the_month_it_was_made_in() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow said.")
    dated = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own, other = said(undated, "Ilen Marrow", "It stays shut"), said(dated, "Ilen Marrow", "it stayed shut", "2031-04")
    assert dates([undated, dated], one_remark=[[own, other]]).pages[undated.id].edtf == "2031-04-01/2031-05-14"


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
    told = [
        said(undated, "Tam Orlo", "no", on="February"),
        said(undated, "Ilen Marrow", "rain", on="April 17"),
        said(undated, "Ilen Marrow", "spoke of rain", on="this month"),
        said(dated, "Tam Orlo", "maybe", "2031-02"),
    ]
    found = dates([undated, dated], statements=told, times=times)
    assert found.pages[undated.id].edtf == "2031-04-17/2031-04-30"


# Copies, states of a page, pointers.


def test_a_copy_of_a_dated_page_appears_within_two_weeks_of_it() -> None:
    undated, dated = page("a.txt", "One text."), page("b.txt", "One text, too.", "2031-09-18")
    found = dates([undated, dated], linked=links("reuses", (undated, dated)))
    assert found.pages[undated.id].edtf == "2031-09-04/2031-10-02"


def test_a_passage_in_common_dates_nothing() -> None:
    undated, dated = page("a.txt", "One text."), page("b.txt", "One text, too.", "2031-09-18")
    assert dates([undated, dated], linked=links("reuses", (undated, dated), score=0.4)).pages == {}


def test_a_later_state_of_a_page_is_not_older_than_it() -> None:
    before = page("a.txt", "Old words.", "2031-09-28")
    after = replace(page("a.txt", "New words.", "XXXX-09-26", basis="dateline"), revision_of=before.id)
    story = page("c.txt", "The same.", "2031-09-25")
    assert dates([before, after, story], stories=[[story, after]]).pages == {}
    assert dates([after, story], stories=[[story, after]]).pages[after.id].edtf == "2031-09-26"


def test_a_pointer_narrows_what_stronger_evidence_leaves_open() -> None:
    undated, dated = page("a.txt", "No day."), page("b.txt", "In April.", "2031-09-18")
    pointed = page("c.txt", "Pointed at.", "2031-04-20")
    own, other = said(undated, "Ilen Marrow", "No day"), said(dated, "Ilen Marrow", "In April", "2031-04")
    found = dates([undated, dated, pointed], one_remark=[[own, other]], linked=links("refers_to", (undated, pointed)))
    assert found.pages[undated.id].edtf == "2031-04-20/2031-05-14"


def test_a_pointer_added_later_does_not_undo_a_date() -> None:
    undated, dated = page("a.txt", "No day."), page("b.txt", "In April.", "2031-09-18")
    pointed = page("c.txt", "Pointed at.", "2033-01-01")
    own, other = said(undated, "Ilen Marrow", "No day"), said(dated, "Ilen Marrow", "In April", "2031-04")
    found = dates([undated, dated, pointed], one_remark=[[own, other]], linked=links("refers_to", (undated, pointed)))
    assert found.pages[undated.id].edtf == "2031-04-01/2031-05-14"


def test_a_page_is_not_younger_than_its_fetch() -> None:
    undated, dated = page("a.txt", "One text."), page("b.txt", "One text, too.", "2031-09-18")
    fetched = replace(undated, fetched_at="2031-09-19T08:00:00Z")
    found = dates([fetched, dated], linked=links("reuses", (fetched, dated)))
    assert found.pages[undated.id].edtf == "2031-09-04/2031-09-20"


# How far an error may go.


def chain_of(count: int, *, anchored: bool = True) -> tuple[list[Page], list[Link]]:
    """A dated page, a copy of it, a copy of the copy, and so on."""
    first = page("p0.txt", "Page 0.", "2031-09-18" if anchored else None)
    pages = [first, *(page(f"p{n}.txt", f"Page {n}.") for n in range(1, count))]
    return pages, links("reuses", *((b, a) for a, b in pairwise(pages)))


def test_a_derived_date_dates_one_page_more_and_no_other() -> None:
    pages, copies = chain_of(5)
    found = dates(pages, linked=copies).pages
    assert [one.id in found for one in pages] == [False, True, True, False, False]


def test_a_page_farther_off_is_dated_where_two_sources_agree() -> None:
    pages, copies = chain_of(4)
    others = [page(f"q{n}.txt", f"Other {n}.", "2031-09-20" if n == 0 else None) for n in range(3)]
    more = links("reuses", *((b, a) for a, b in pairwise([*others, pages[3]])))
    assert pages[3].id not in dates(pages, linked=copies).pages
    assert pages[3].id in dates([*pages, *others], linked=[*copies, *more]).pages


def test_pages_that_only_tell_of_each_other_date_nothing() -> None:
    pages, copies = chain_of(4, anchored=False)
    circle = links("reuses", (pages[0], pages[3]))
    assert dates(pages, linked=[*copies, *circle]) == Dates()


def test_evidence_that_cannot_all_hold_leaves_the_page_undated_with_both_sides_in_a_note() -> None:
    undated = page("a.txt", "One text.")
    old, new = page("b.txt", "One text, old.", "2031-01-10"), page("c.txt", "One text, new.", "2031-09-18")
    found = dates([undated, old, new], linked=links("reuses", (undated, old), (undated, new)))
    assert found.pages == {}
    [(noted, note)] = found.notes
    assert noted == undated.id
    assert "b.txt is of 2031-01-10" in note and "c.txt is of 2031-09-18" in note


def test_a_wrong_anchor_does_not_reach_pages_beside_the_conflict() -> None:
    undated, beside = page("a.txt", "One text."), page("d.txt", "Another text.")
    old, new = page("b.txt", "One text, old.", "2031-01-10"), page("c.txt", "One text, new.", "2031-09-18")
    copies = links("reuses", (undated, old), (undated, new), (beside, undated))
    assert dates([undated, beside, old, new], linked=copies).pages == {}


def test_a_dateline_of_a_day_that_no_year_has_is_a_conflict_by_itself() -> None:
    undated = page("a.txt", "ODRA, June 31. No.", "XXXX-06-31", basis="dateline")
    found = dates([undated])
    assert found.pages == {}
    assert found.notes[0][0] == undated.id


# Numbered sessions.


def session(on: Page, number: str, when: str | None = None, body: str = "River Council") -> Event:
    name = f"{number} session of the {body}"
    cite = make.cite(on, name)
    row = id_of("v", on.id, cite.start)
    day = When(when, "weekday" if when else "none")
    who = (Participant(None, body, "participant"),)
    return Event(row, on.id, "meeting", name, cite.start, cite.end, name, who, day)


def test_a_session_between_two_dated_ones_dates_what_is_said_at_it() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow told the 27th session of the River Council.")
    before = page("b.txt", "The 26th session of the River Council met on Monday.", "2031-03-05")
    behind = page("c.txt", "The 28th session of the River Council met on Monday.", "2031-11-05")
    events = [session(undated, "27th"), session(before, "26th", "2031-03-03"), session(behind, "28th", "2031-11-03")]
    told = replace(said(undated, "Ilen Marrow", "It stays shut"), event=events[0].id)
    found = dates([undated, before, behind], statements=[told], events=events)
    assert found.pages[undated.id].edtf == "2031-03-04/2031-11-19"
    assert found.said[told.id].edtf == "2031-03-04/2031-11-05"


def test_a_session_that_another_page_dates_dates_what_is_said_at_it() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow told the 27th session of the River Council.")
    dated = page("b.txt", "The 27th session of the River Council met on Monday.", "2031-03-05")
    events = [session(undated, "27th"), session(dated, "27th", "2031-03-03")]
    told = replace(said(undated, "Ilen Marrow", "It stays shut"), event=events[0].id)
    found = dates([undated, dated], statements=[told], events=events)
    assert found.pages[undated.id].edtf == "2031-03-03/2031-03-20"


def test_sessions_of_another_body_date_nothing() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow told the 27th session of the River Council.")
    dated = page("b.txt", "The 27th session of the Lake Council met on Monday.", "2031-03-05")
    events = [session(undated, "27th"), session(dated, "27th", "2031-03-03", "Lake Council")]
    told = replace(said(undated, "Ilen Marrow", "It stays shut"), event=events[0].id)
    assert dates([undated, dated], statements=[told], events=events) == Dates()


def test_sessions_that_came_regularly_say_when_the_next_was_due() -> None:
    undated = page("a.txt", "“It stays shut,” Marrow told the 29th session of the River Council.")
    dated = [page(f"{n}.txt", f"The {n}th session of the River Council met.", f"20{n}-03-05") for n in (26, 27, 28)]
    events = [
        session(undated, "29th"),
        *(session(one, one.source[:2] + "th", f"20{one.source[:2]}-03-03") for one in dated),
    ]
    told = replace(said(undated, "Ilen Marrow", "It stays shut"), event=events[0].id)
    found = dates([undated, *dated], statements=[told], events=events)
    assert found.pages[undated.id].edtf == "2028-12-02/2029-06-20"


# What is said on pages that have a date.


def test_an_open_saying_on_a_dated_page_takes_the_day_that_another_page_knows() -> None:
    month, day = (
        page("a.txt", "In April, Marrow said it stays.", "2031-09-18"),
        page("b.txt", "It stays.", "2031-04-11"),
    )
    open_one, known = (
        said(month, "Ilen Marrow", "it stays", "2031-04"),
        said(day, "Ilen Marrow", "It stays", "2031-04-11"),
    )
    found = dates([month, day], one_remark=[[open_one, known]])
    assert found.said[open_one.id].edtf == "2031-04-11"
    assert found.pages == {}


# One answer, whatever the order and whatever else is known.


def busy() -> dict[str, Any]:
    """Several undated pages with all kinds of evidence."""
    pages, copies = chain_of(3)
    undated = page("a.txt", "“It stays shut,” Marrow said Friday.")
    wire = page("w.txt", "ODRA, September 26. No.", "XXXX-09-26", basis="dateline")
    late = page("b.txt", "In April, Marrow said it stayed shut.", "2031-09-18")
    own, other = (
        said(undated, "Ilen Marrow", "It stays shut", on="Friday"),
        said(late, "Ilen Marrow", "it stayed shut", "2031-04"),
    )
    return {
        "pages": [*pages, undated, wire, late],
        "times": [time_on(undated, "Friday", "weekday:5")],
        "one_remark": [[own, other]],
        "stories": [[wire, late], [pages[0], pages[2]]],
        "linked": [*copies, *links("refers_to", (late, undated))],
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    assert dates(**busy(), shuffled=seed) == dates(**busy())


def test_what_is_known_of_a_page_hangs_on_nothing_but_its_surroundings() -> None:
    whole = dates(**busy())
    rows = busy()
    names = {"a.txt", "b.txt"}
    part = dates(
        [one for one in rows["pages"] if one.source in names],
        times=rows["times"],
        one_remark=rows["one_remark"],
        linked=[link for link in rows["linked"] if link.kind == "refers_to"],
    )
    assert part.pages.items() <= whole.pages.items()
    assert part.said.items() <= whole.said.items()
    assert len(part.pages) == 1


def test_one_story_in_common_makes_a_remark_news_and_one_dated_page_alone_no_date() -> None:
    undated, dated = (
        page("a.txt", "“It stays shut,” Marrow said."),
        page("b.txt", "It stays shut, Marrow said.", "2031-09-18"),
    )
    own = said(undated, "Ilen Marrow", "It stays shut")
    other = replace(said(dated, "Ilen Marrow", "It stays shut"), said=When("2031-09-18", "metadata"))
    found = dates([undated, dated], one_remark=[[own, other]], stories=[[undated, dated]])
    assert found.pages[undated.id].edtf == "2031-09-04/2031-10-02"
    assert dates([undated, dated], one_remark=[[own, other]]).pages == {}
    assert dates([undated, dated], stories=[[undated, dated]]).pages == {}


def test_two_dated_pages_of_a_story_tell_its_time() -> None:
    undated, others = page("a.txt", "No."), [page(f"{n}.txt", f"No {n}.", f"2031-09-{n}") for n in (18, 20)]
    found = dates([undated, *others], stories=[[undated, *others]])
    assert found.pages[undated.id].edtf == "2031-08-19/2031-10-20"
