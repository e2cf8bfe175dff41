"""Do pages of one event come together, and others stay apart?"""

from __future__ import annotations

import random

import pytest
import reports
from reports import FESTIVAL, FLOOD, SESSION

import make
from onrecord.corroborate import PageFacts, facts_of, stories, told, trace_of
from onrecord.corroborate.rarity import Rarity, rarity_of
from onrecord.meaning import is_there
from onrecord.model import Link, PageId, Trace

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


def test_copies_are_one_story_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "LARGEST", 3)
    facts = {PageId(page): PageFacts(PageId(page), titles=("Dam",)) for page in "edcba"}
    copies = [(PageId("a"), PageId("b")), (PageId("b"), PageId("c")), (PageId("c"), PageId("d"))]
    _, groups = stories.gathered(facts, {}, Rarity(), stories.Ties(stories.copied(copies)))
    assert sorted(len(group.pages) for group in groups) == [1, 4]
    assert max(len(group.tree) for group in groups) == 3


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("largest", [2, 1200])
def test_stories_are_the_same_whatever_joined_first(seed: int, largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "LARGEST", largest)
    chance = random.Random(seed)
    facts, traces, ties = pile(chance)
    rarity = rarity_of(traces.values())
    order = sorted(facts)
    chance.shuffle(order)
    grown = Grown(facts, traces, rarity, ties)
    while order:
        some, order = order[: (cut := chance.randint(1, 9))], order[cut:]
        grown.take(some)
    edges, groups = stories.gathered(facts, traces, rarity, ties)
    assert grown.edges() == edges
    assert set(grown.groups.values()) == set(groups)
    assert {page for group in groups for page in group.pages} == set(facts)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("largest", [2, 1200])
def test_ties_between_pages_that_stand_come_and_go(seed: int, largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "LARGEST", largest)
    chance = random.Random(seed)
    facts, traces, _ = pile(chance)
    rarity = rarity_of(traces.values())
    grown = Grown(facts, traces, rarity, stories.Ties())
    grown.take(list(facts))
    for _ in range(6):
        copies, uttered = ([tuple(sorted(chance.sample(sorted(facts), 2))) for _ in range(9)] for _ in "xy")
        heard = {page: {chance.choice("vw"): 1} for page in chance.sample(sorted(facts), 4)}
        before, grown.ties = grown.ties, stories.Ties(stories.copied(copies), frozenset(uttered), heard)
        told = ({page for pair in ties.uttered for page in pair} for ties in (before, grown.ties))
        grown.take(sorted({*before.reused, *grown.ties.reused, *before.voices, *heard}.union(*told)))
        edges, groups = stories.gathered(facts, traces, rarity, grown.ties)
        assert grown.edges() == edges
        assert set(grown.groups.values()) == set(groups)


class Grown:
    """Stories that grow with the pages: what a record does when pages join it."""

    def __init__(
        self, facts: dict[PageId, PageFacts], traces: dict[PageId, Trace], rarity: Rarity, ties: stories.Ties
    ) -> None:
        self.facts, self.traces, self.rarity, self.ties = facts, traces, rarity, ties
        self.near: dict[PageId, dict[PageId, float]] = {}
        self.groups: dict[PageId, stories.Group] = {}

    def edges(self) -> stories.Edges:
        return {(a, b): likely for a, near in self.near.items() for b, likely in near.items() if a < b}

    def take(self, new: list[PageId]) -> None:
        before = {page: dict(near) for page, near in self.near.items()}
        self.near |= {page: {} for page in new}
        for near in self.near.values():
            for page in new:
                near.pop(page, None)
        known = {page: self.facts[page] for page in self.near}
        for (a, b), likely in stories.edges_of(new, known, self.traces, self.rarity, self.ties).items():
            self.near[a][b] = self.near[b][a] = likely
        changed = {page for page, near in self.near.items() if before.get(page) != near}
        stood = dict(self.groups)
        was = lambda page: before.get(page, {})  # noqa: E731
        stand = lambda page: stood[page].pages if page in stood else (page,)  # noqa: E731
        lay = lambda pages: stories.beside(pages, self.facts, self.traces, self.rarity, self.ties)  # noqa: E731
        for group in stories.regrouped(new, changed, stand, was, self.near.__getitem__, lay):
            self.groups |= dict.fromkeys(group.pages, group)


def pile(chance: random.Random, pages: int = 60) -> tuple[dict[PageId, PageFacts], dict[PageId, Trace], stories.Ties]:
    """Pages of a dozen events of three kinds, some without a day, a few of them copies."""
    facts, traces = {}, {}
    for number in range(pages):
        page = PageId(f"p{chance.randrange(10**9):09}{number}")
        event = chance.randrange(12)
        own = [f"event{event}x{i}" for i in range(14)] + [f"kind{event % 3}x{i}" for i in range(20)]
        words = chance.sample(own, 22) + [f"word{chance.randrange(300)}" for _ in range(15)]
        day = f"2031-05-{1 + event + chance.randrange(3):02}" if chance.random() < 0.8 else None
        facts[page] = PageFacts(page, titles=(f"Title {number}",), published=day)
        traces[page] = Trace(page, terms=(*words, f"^{words[0]}"), lead=tuple(words[:9]), days=("2031", "fri"))
    a, b, c, d = sorted(facts)[:4]
    return facts, traces, stories.Ties(stories.copied([(a, b), (b, d)]), frozenset({(b, c)}), {b: {"x": 1}})


def test_links_of_a_story_form_a_tree() -> None:
    pages = [make.page(f"{FLOOD} {i}", name=f"{i}.txt", published="2031-05-03") for i in range(5)]
    links: list[Link] = told([facts_of(p) for p in pages], [trace_of(p) for p in pages])[1]
    assert len(links) == 4


def test_pages_without_any_day_are_told_by_their_words() -> None:
    pages = [make.page(FLOOD), make.page(ALSO_FLOOD), make.page(FESTIVAL, name="c.txt")]
    assert {frozenset(story.pages) for story in reports.stories(pages)} == {
        frozenset({pages[0].id, pages[1].id}),
        frozenset({pages[2].id}),
    }


def test_a_page_without_a_day_joins_a_dated_one_only_when_it_is_much_like_it() -> None:
    dated = make.page(FLOOD, published="2031-05-03")
    assert len(reports.stories([dated, make.page(FLOOD + " More is to come.")])) == 1
    assert len(reports.stories([dated, make.page(SESSION)])) == 2


def test_pages_that_quote_the_same_speakers_on_one_day_are_a_little_more_alike() -> None:
    pages = [make.page(FLOOD, published="2031-05-03"), make.page(SESSION, published="XXXX-05-04")]
    facts, traces = [facts_of(page) for page in pages], [trace_of(page) for page in pages]
    one_voice = {page.id: {"Oru Tashkel": 4} for page in pages}
    other_voices = {page.id: {page.source: 4} for page in pages}
    alike = [told(facts, traces, voices=voices)[1] for voices in (one_voice, other_voices)]
    assert len(alike[0]) >= len(alike[1])
    assert stories._same_voices({"a": 1, "b": 1}, {"a": 2}) == 0.5
    assert stories._same_voices({"a": 1}, None) == 0.0


@pytest.mark.skipif(not is_there(), reason="the network of onrecord[en] is not installed")
def test_headlines_of_one_meaning_are_one_story_though_few_words_are_the_same() -> None:
    lines = (
        "Council of Harvany votes down plan to mend the dam",
        "Harvany councillors reject dam repair scheme",
        "Barge festival draws record crowd to Quenland",
        "Thousands of visitors at Quenland festival of barges",
    )
    pages = [make.page(line, name=f"{i}.txt", title=line) for i, line in enumerate(lines)]
    told = {frozenset(story.pages) for story in reports.stories(pages)}
    assert told == {frozenset(page.id for page in pages[:2]), frozenset(page.id for page in pages[2:])}
