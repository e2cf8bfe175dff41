"""Which page points at which?

In three ways: a line that links out and words the other page's headline; "as OUTLET reported" on a page of the same
story; and a remark told again as background, weeks after the page that first told it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from onrecord.corroborate.days import apart, days_of, gap
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.words import telling, words_of
from onrecord.model import Link, PageId, Statement, Story, Trace, Utterance, id_of

ONE_HEADLINE = 88.0
"""Token ratio (0 to 100) at which two headlines are one: a dash, a colon or an article may differ, no name may."""

FEWEST = 3
"""Telling words that a headline must have to be recognised."""

RARE = 200
"""Pages whose headline has a word, above which the word finds no page."""

CLOSE = 0.2
"""Share of a page's terms that make the page of an outlet it names the one it means, when no story holds both."""

RETOLD = 14
"""Days after a saying from which on a page tells it as background and not as news."""

FRESH = 7
"""Days after a saying within which a page tells it as news."""


def pointed(
    traces: Iterable[Trace],
    facts: Mapping[PageId, PageFacts],
    stories: Iterable[Story],
    utterances: Iterable[Utterance] = (),
    statements: Mapping[str, Statement] | None = None,
) -> list[Link]:
    """`refers_to` links, a points at b, one per pair of pages; sorted by id.

    `statements` holds those that `utterances` name; without them no remark is found told again.
    """
    headlines = _index(facts)
    kin = _Kin(facts, stories)
    found: dict[tuple[PageId, PageId], Link] = {}
    held = sorted(traces, key=lambda trace: trace.page)
    terms = _terms(held, kin)
    for trace in held:
        for cite in trace.references:
            links = (
                _by_headline(trace.page, cite.text, facts, headlines),
                _by_outlet(trace.page, cite.text, kin, terms),
            )
            for link in filter(None, links):
                found.setdefault((PageId(link.a), PageId(link.b)), link)
    for link in _retold(utterances, statements or {}, facts):
        found.setdefault((PageId(link.a), PageId(link.b)), link)
    return sorted(found.values(), key=lambda link: link.id)


def _index(facts: Mapping[PageId, PageFacts]) -> dict[str, list[PageId]]:
    """The pages that have a word in a headline, by the word's stem."""
    having: dict[str, list[PageId]] = {}
    for page in sorted(facts):
        for stem in sorted({stem for title in facts[page].titles for stem in telling(title)}):
            having.setdefault(stem, []).append(page)
    return having


def _by_headline(
    page: PageId, words: str, facts: Mapping[PageId, PageFacts], headlines: Mapping[str, list[PageId]]
) -> Link | None:
    """The page whose headline `words` are, the earliest of several."""
    stems = set(telling(words))
    if len(stems) < FEWEST:
        return None
    met = {other for stem in stems if len(headlines.get(stem, ())) <= RARE for other in headlines.get(stem, ())}
    best = []
    for other in met - {page}:
        for title in facts[other].titles:
            score = fuzz.token_sort_ratio(_line(words), _line(title))
            if score >= ONE_HEADLINE and len(set(telling(title))) >= FEWEST:
                best.append((-score, facts[other].published or "9999", other, title))
    if not best:
        return None
    score, _, other, title = min(best)
    return _link(
        page, other, -score / 100, f'A line of the page words the headline of the other one, "{title}".', "headline"
    )


@lru_cache(maxsize=65536)
def _line(headline: str) -> str:
    return " ".join(words_of(headline))


class _Kin:
    """Which pages an outlet has, and which tell one story."""

    def __init__(self, facts: Mapping[PageId, PageFacts], stories: Iterable[Story]) -> None:
        self.facts = facts
        self.story = {page: story.id for story in stories for page in story.pages}
        self.pages: dict[str, list[PageId]] = {}
        for page in sorted(facts):
            self.pages.setdefault(_outlet(facts[page].outlet or ""), []).append(page)


def _terms(traces: Sequence[Trace], kin: _Kin) -> dict[PageId, frozenset[str]]:
    """The terms of the pages that name an outlet of the pile, and of that outlet's pages."""
    naming = {trace.page: {_outlet(cite.text) for cite in trace.references} & kin.pages.keys() for trace in traces}
    named = set().union(*naming.values()) - {""}
    needed = {page for outlet in named for page in kin.pages[outlet]} | {
        page for page in naming if naming[page] & named
    }
    return {trace.page: frozenset(trace.terms) for trace in traces if trace.page in needed}


def _by_outlet(page: PageId, words: str, kin: _Kin, terms: Mapping[PageId, frozenset[str]]) -> Link | None:
    """The earlier page of the outlet named in `words` that is most like this one, of its story or close to it."""
    own, named = kin.facts.get(page), _outlet(words)
    if own is None or not named or named == _outlet(own.outlet or ""):
        return None
    best = []
    for other in kin.pages.get(named, ()):
        theirs = terms.get(other, frozenset())
        share = len(terms[page] & theirs) / max(1, min(len(terms[page]), len(theirs)))
        one_story = kin.story.get(page, page) == kin.story.get(other)
        if _not_later(kin.facts[other], own) and (one_story or share >= CLOSE):
            best.append((-share, other))
    if not best:
        return None
    return _link(page, min(best)[1], 0.8, f"The page names {words} as having reported what it tells.", "as_reported")


def _not_later(page: PageFacts, than: PageFacts) -> bool:
    """Whether a page appeared within a week before the other one, or on its day."""
    days = apart(page.published, than.published)
    return days is not None and days <= FRESH and (page.published or "")[:10] <= (than.published or "")[:10]


def _outlet(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _retold(
    utterances: Iterable[Utterance], statements: Mapping[str, Statement], facts: Mapping[PageId, PageFacts]
) -> Iterator[Link]:
    """From each page that tells a remark as background to the earliest page that told it as news."""
    for utterance in utterances:
        said = days_of(utterance.said.edtf)
        pages = sorted({statements[s].page for s in utterance.statements if s in statements} & facts.keys())
        age = {page: gap(said, days_of(facts[page].published)) for page in pages}
        news = sorted((facts[p].published or "", p) for p in pages if (days := age[p]) is not None and days <= FRESH)
        for page in pages:
            days = age[page]
            if news and days is not None and days >= RETOLD:
                why = (
                    f"{days} days later the page tells again what the other one reports that {utterance.speaker} said."
                )
                yield _link(page, news[0][1], 0.7, why, "told_again")


def _link(a: PageId, b: PageId, score: float, why: str, rule: str) -> Link:
    return Link(id_of("l", "refers_to", a, b), "refers_to", a, b, round(score, 3), why, f"rule:{rule}")
