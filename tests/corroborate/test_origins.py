"""Are copies, revisions, agency texts and relayed remarks counted as the one origin they have?"""

from __future__ import annotations

from onrecord.corroborate import PageFacts, families, of_stories, of_utterances
from onrecord.model import Link, PageId, Story, Trace, Utterance, When

PAGES = tuple(PageId(f"p{i}") for i in range(5))
STORY = Story("st1", "", PAGES)


def facts(**revision_of: PageId) -> list[PageFacts]:
    return [PageFacts(page, revision_of=revision_of.get(page)) for page in PAGES]


def copy(a: PageId, b: PageId) -> Link:
    return Link(f"l{a}{b}", "reuses", a, b, 1.0, "", "rule:shared_passages")


def test_independent_pages_are_one_origin_each() -> None:
    assert of_stories([STORY], families(facts(), [], [], [STORY]), [], {})[0].origins == 5


def test_copies_of_copies_and_revisions_count_once() -> None:
    family = families(facts(p3=PAGES[2]), [], [copy(PAGES[1], PAGES[0]), copy(PAGES[2], PAGES[1])], [STORY])
    assert of_stories([STORY], family, [], {})[0].origins == 2


def test_pages_of_a_story_that_credit_one_agency_count_once_and_only_there() -> None:
    traces = [Trace(page, credits=("RIVER WIRE",)) for page in PAGES[:3]]
    apart = [Story("st1", "", PAGES[:2]), Story("st2", "", PAGES[2:])]
    family = families(facts(), traces, [], apart)
    assert [story.origins for story in of_stories(apart, family, [], {})] == [1, 3]


def test_pages_that_relay_one_utterance_are_one_origin_of_the_story_and_several_reports_of_the_utterance() -> None:
    said = Utterance("u1", "Oru Tashkel", When(), ("s1", "s2", "s3"), "s1")
    page_of = {"s1": PAGES[0], "s2": PAGES[1], "s3": PAGES[2]}
    family = families(facts(), [], [copy(PAGES[2], PAGES[1])], [STORY])
    assert of_stories([STORY], family, [said], page_of)[0].origins == 3
    assert of_utterances([said], page_of, family)[0].origins == 2


def test_the_order_of_links_changes_nothing() -> None:
    links = [copy(PAGES[4], PAGES[3]), copy(PAGES[3], PAGES[0]), copy(PAGES[2], PAGES[1])]
    assert families(facts(), [], links, []) == families(facts()[::-1], [], links[::-1], [])


def test_a_page_that_shares_one_remark_and_has_the_rest_from_elsewhere_is_an_origin_of_its_own() -> None:
    said = Utterance("u1", "Oru Tashkel", When(), ("s1", "s2"), "s1")
    page_of = (
        {"s1": PAGES[0], "s2": PAGES[1]} | {f"a{n}": PAGES[0] for n in range(3)} | {f"b{n}": PAGES[1] for n in range(3)}
    )
    story = Story("st2", "", PAGES[:2])
    assert of_stories([story], {}, [said], page_of)[0].origins == 2
