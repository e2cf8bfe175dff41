"""Which page points at which?

In three ways: a line that links out and words the other page's headline; a page that names an outlet as having heard or
reported something ("told the Courier"), where that outlet has a page of the same story or with the same words; and a
remark told again as background, weeks after the page that first told it. A newsroom that has no page in the record is
named in the lineage of what it heard (see `origins`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz

from onrecord.corroborate.days import apart, days_of, gap
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.newsrooms import same_newsroom
from onrecord.corroborate.words import telling, words_of
from onrecord.model import Cite, Link, PageId, Statement, Story, Trace, Utterance, id_of

ONE_HEADLINE = 88.0
"""Token ratio (0 to 100) at which two headlines are one: a dash, a colon or an article may differ, no name may."""

FEWEST = 3
"""Telling words that a headline must have to be recognised."""

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
    *,
    reused: Iterable[Link] = (),
) -> list[Link]:
    """`refers_to` links, a points at b, one per pair of pages; sorted by id.

    `statements` holds those that `utterances` name; without them no remark is found told again. `reused` are the
    `reuses` links: with them an outlet that is named is found by its words, too.
    """
    offered = _offered(facts)
    near = _near(stories, reused)
    found: dict[tuple[PageId, PageId], Link] = {}
    held = {trace.page: trace for trace in traces}
    for page in sorted(held):
        lines = (by_headline(page, cite, _met(cite, offered), facts) for cite in held[page].references)
        around = [held[other] for other in sorted(near.get(page, ())) if other in held]
        named = (by_outlet(held[page], cite, around, facts) for cite in _naming(held[page]))
        for link in filter(None, chain(lines, named)):
            found.setdefault((PageId(link.a), PageId(link.b)), link)
    for utterance in utterances:
        for link in retold(utterance, statements or {}, facts):
            found.setdefault((PageId(link.a), PageId(link.b)), link)
    return sorted(found.values(), key=lambda link: link.id)


def headline_keys(words: str) -> tuple[str, ...]:
    """The keys under which a headline and a line that words it meet: its telling words, all of them and all but one.

    None for a headline of too few telling words. They hang on the words alone.
    """
    stems = sorted(set(telling(words)))
    if len(stems) < FEWEST:
        return ()
    return (*(" ".join(stems[:left] + stems[left + 1 :]) for left in range(len(stems))), " ".join(stems))


def _offered(facts: Mapping[PageId, PageFacts]) -> dict[str, list[PageId]]:
    """The pages that may be pointed at, by the keys of their headlines."""
    offered: dict[str, list[PageId]] = {}
    for page in sorted(facts):
        for key in sorted({key for title in facts[page].titles for key in headline_keys(title)}):
            offered.setdefault(key, []).append(page)
    return offered


def _met(cite: Cite, offered: Mapping[str, Sequence[PageId]]) -> set[PageId]:
    return {page for key in headline_keys(cite.text) for page in offered.get(key, ())}


def by_headline(page: PageId, cite: Cite, met: Iterable[PageId], facts: Mapping[PageId, PageFacts]) -> Link | None:
    """The link to the page whose headline `cite` words, the earliest of several, among those that it met."""
    best = []
    for other in sorted(set(met) - {page}):
        for title in facts[other].titles:
            score = fuzz.token_sort_ratio(_line(cite.text), _line(title))
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


def _near(stories: Iterable[Story], reused: Iterable[Link]) -> dict[PageId, set[PageId]]:
    """The pages that tell a page's story or share words with it."""
    near: dict[PageId, set[PageId]] = {}
    for story in stories:
        for page in story.pages if len(story.pages) > 1 else ():
            near.setdefault(page, set()).update(story.pages)
    for link in reused:
        near.setdefault(PageId(link.a), set()).add(PageId(link.b))
        near.setdefault(PageId(link.b), set()).add(PageId(link.a))
    return near


def _naming(trace: Trace) -> list[Cite]:
    """The places at which a page may name an outlet, each place once."""
    return sorted({*trace.references, *trace.relayed}, key=lambda cite: (cite.start, cite.end))


def by_outlet(trace: Trace, cite: Cite, near: Iterable[Trace], facts: Mapping[PageId, PageFacts]) -> Link | None:
    """The link to the earlier page of the outlet named by `cite` that is most like this page, among those near it."""
    own = facts.get(trace.page)
    if own is None or same_newsroom(own.outlet, cite.text):
        return None
    theirs = [other for other in near if same_newsroom(facts[other.page].outlet, cite.text)]
    earlier = [other for other in theirs if _not_later(facts[other.page], own)]
    if not earlier:
        return None
    _, best = min((-len(set(trace.terms) & set(other.terms)), other.page) for other in earlier)
    return _link(trace.page, best, 0.8, f"The page names {cite.text} as its source.", "as_reported")


def _not_later(page: PageFacts, than: PageFacts) -> bool:
    """Whether a page appeared within a week before the other one, or on its day."""
    days = apart(page.published, than.published)
    return days is not None and days <= FRESH and (page.published or "")[:10] <= (than.published or "")[:10]


def retold(
    utterance: Utterance, statements: Mapping[str, Statement], facts: Mapping[PageId, PageFacts]
) -> Iterator[Link]:
    """From each page that tells a remark as background to the earliest page that told it as news."""
    said = days_of(utterance.said.edtf)
    pages = sorted({statements[s].page for s in utterance.statements if s in statements} & facts.keys())
    age = {page: gap(said, days_of(facts[page].published)) for page in pages}
    news = sorted((facts[p].published or "", p) for p in pages if (days := age[p]) is not None and days <= FRESH)
    for page in pages:
        days = age[page]
        if news and days is not None and days >= RETOLD:
            why = f"{days} days later the page tells again what the other one reports that {utterance.speaker} said."
            yield _link(page, news[0][1], 0.7, why, "told_again")


def _link(a: PageId, b: PageId, score: float, why: str, rule: str) -> Link:
    return Link(id_of("l", "refers_to", a, b), "refers_to", a, b, round(score, 3), why, f"rule:{rule}")
