"""Do pages of one event come together, and others stay apart?"""

from __future__ import annotations

import reports
from reports import FESTIVAL, FLOOD, SESSION

import make
from onrecord.corroborate import facts_of, stories, told, trace_of
from onrecord.model import Link

ALSO_FLOOD = """Fourteen people were found dead after the lower gates of the Minsel dam broke on Tuesday, relief chief
Oru Tashkel told reporters on the quay at Harvany. Grain stores stood under water and schools were shut until Monday.

The hinges of the gates had been cracked since February, engineers told the council of the basin authority."""


def test_two_reports_of_one_event_are_one_story_and_a_third_page_is_another() -> None:
    texts = (FLOOD, ALSO_FLOOD, FESTIVAL)
    pages = [make.page(t, name=f"{i}.txt", published="2031-05-03", title=f"Title {i}") for i, t in enumerate(texts)]
    found = reports.stories(pages)
    assert sorted(len(story.pages) for story in found) == [1, 2]
    assert {pages[0].id, pages[1].id} in [set(story.pages) for story in found]


def test_the_same_topic_months_later_is_another_story() -> None:
    pages = [make.page(FLOOD, published="2031-05-03"), make.page(ALSO_FLOOD, published="2031-09-20")]
    assert len(reports.stories(pages)) == 2


def test_a_copy_tells_its_originals_story_however_late() -> None:
    pages = [make.page(FLOOD, published="2031-05-03"), make.page(FLOOD + " !", published="2031-09-20")]
    facts, traces = [facts_of(page) for page in pages], [trace_of(page) for page in pages]
    found, links = told(facts, traces, reused=reports.traced(pages))
    assert [len(story.pages) for story in found] == [2]
    assert [(link.kind, {link.a, link.b}) for link in links] == [("same_story", {page.id for page in pages})]


def test_a_story_has_the_headline_of_its_first_page_and_its_days() -> None:
    first = make.page(FLOOD, title="Gates give way", published="2031-05-03")
    later = make.page(ALSO_FLOOD, title="Fourteen dead", published="2031-05-04")
    [story] = reports.stories([later, first])
    assert (story.headline, story.first, story.last) == ("Gates give way", "2031-05-03", "2031-05-04")


def test_the_order_of_pages_changes_nothing() -> None:
    texts = (FLOOD, ALSO_FLOOD, FESTIVAL, SESSION)
    pages = [make.page(text, published=f"2031-05-0{i + 1}") for i, text in enumerate(texts)]
    assert reports.stories(pages) == reports.stories(pages[::-1])


def test_a_refused_page_is_in_no_story() -> None:
    assert reports.stories([make.page(FLOOD, refused="index page")]) == []


def test_a_group_too_large_to_hold_is_cut_at_its_weakest_edges() -> None:
    strong = {(i, i + 1): 0.9 for i in range(stories.LARGEST)}
    edges = strong | {(0, stories.LARGEST + 5): stories.FLOOR}
    pieces = list(stories._pieces(edges, range(stories.LARGEST + 6), stories.FLOOR))
    assert all(pair in strong for _, inside in pieces for pair in inside)


def test_links_of_a_story_form_a_tree() -> None:
    pages = [make.page(f"{FLOOD} {i}", name=f"{i}.txt", published="2031-05-03") for i in range(5)]
    links: list[Link] = told([facts_of(p) for p in pages], [trace_of(p) for p in pages])[1]
    assert len(links) == 4


def test_an_undated_page_joins_only_what_it_is_much_like() -> None:
    pages = [make.page(FLOOD, published="2031-05-03"), make.page(ALSO_FLOOD), make.page(SESSION, name="c.txt")]
    assert {frozenset(story.pages) for story in reports.stories(pages)} == {
        frozenset({pages[0].id, pages[1].id}),
        frozenset({pages[2].id}),
    }


def test_pages_that_quote_the_same_speakers_on_one_day_are_a_little_more_alike() -> None:
    pages = [make.page(FLOOD, published="2031-05-03"), make.page(SESSION, published="XXXX-05-04")]
    facts, traces = [facts_of(page) for page in pages], [trace_of(page) for page in pages]
    one_voice = {page.id: {"Oru Tashkel": 4} for page in pages}
    other_voices = {page.id: {page.source: 4} for page in pages}
    alike = [told(facts, traces, voices=voices)[1] for voices in (one_voice, other_voices)]
    assert len(alike[0]) >= len(alike[1])
    assert stories._same_voices({"a": 1, "b": 1}, {"a": 2}) == 0.5
    assert stories._same_voices({"a": 1}, None) == 0.0
