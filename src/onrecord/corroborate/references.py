"""Which page points at which?

In three ways: a line that links out and words the other page's headline; a page that names an outlet as having heard or
reported something ("told the Courier"), where that outlet has a page of the same story or close to it; and a remark
told again as background, weeks after the page that first told it. A newsroom that has no page in the record is named in
the lineage of what it heard (see `origins`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import chain

from rapidfuzz import fuzz

from onrecord.corroborate.days import apart, days_of, gap, width
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.newsrooms import credited, name_key, same_newsroom
from onrecord.corroborate.words import telling, words_of
from onrecord.model import Cite, Link, PageId, Statement, Story, Trace, Utterance, id_of

ONE_HEADLINE = 88.0
"""Token ratio (0 to 100) at which two headlines are one: a dash, a colon or an article may differ, no name may."""

FEWEST = 3
"""Telling words that a headline must have to be recognised."""

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
    offered, printed = _offered(facts), _printed(facts)
    story = {page: one.id for one in stories if len(one.pages) > 1 for page in one.pages}
    found: dict[tuple[PageId, PageId], Link] = {}
    held = {trace.page: trace for trace in traces}
    for page in sorted(held):
        worded = partial(_met, offered=offered)
        named = partial(_outlets, facts[page], printed=printed, traces=held)
        for link in pointers_of(held[page], worded, named, facts, story):
            found[PageId(link.a), PageId(link.b)] = link
    for utterance in utterances:
        pages = {statements[s].page for s in utterance.statements if statements and s in statements} & facts.keys()
        for link in retold(utterance, {page: facts[page].published for page in pages}):
            found.setdefault((PageId(link.a), PageId(link.b)), link)
    return sorted(found.values(), key=lambda link: link.id)


def pointers_of(
    trace: Trace,
    worded: Callable[[Cite], Iterable[PageId]],
    named: Callable[[Cite], Iterable[Trace]],
    facts: Mapping[PageId, PageFacts],
    story: Mapping[PageId, str],
) -> list[Link]:
    """The links from one page by headlines and outlets, one for each page that it points at: the first that is found.

    `worded` gives the pages whose headlines a cite meets (`headline_keys`), `named` those of the outlet that it may
    name (`outlet_keys`); `facts` and `story` hold the page and all that these give, and may hold others.
    """
    lines = (by_headline(trace.page, cite, worded(cite), facts) for cite in trace.references)
    outlets = (by_outlet(trace, cite, named(cite), facts, story) for cite in naming(trace))
    found: dict[str, Link] = {}
    for link in filter(None, chain(lines, outlets)):
        found.setdefault(link.b, link)
    return list(found.values())


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


def _printed(facts: Mapping[PageId, PageFacts]) -> dict[str, list[PageId]]:
    """The pages of each outlet by day."""
    printed: dict[str, list[PageId]] = {}
    for page in sorted(facts):
        for key in outlet_keys(facts[page].outlet, facts[page].published):
            printed.setdefault(key, []).append(page)
    return printed


def _outlets(
    page: PageFacts, cite: Cite, printed: Mapping[str, Sequence[PageId]], traces: Mapping[PageId, Trace]
) -> list[Trace]:
    """The pages of an outlet that a page names, of its day and the week before."""
    keys = outlet_keys(cite.text, page.published, back=FRESH)
    return [traces[other] for other in sorted({other for key in keys for other in printed.get(key, ())} - {page.id})]


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


def naming(trace: Trace) -> list[Cite]:
    """The places at which a page may name an outlet, each place once, in the order of the text."""
    return sorted({*trace.references, *trace.relayed}, key=lambda cite: (cite.start, cite.end))


def outlet_keys(outlet: str | None, published: str | None, *, back: int = 0) -> tuple[str, ...]:
    """The keys under which an outlet's page and a page that names the outlet meet: the outlet and a day.

    One for each day that the date can mean and for `back` days before; none without an outlet or a date of some days.
    """
    days = days_of(published)
    if not outlet or days is None or width(days) > FRESH:
        return ()
    name = name_key(credited(outlet))
    first = days[0].toordinal() - back
    return tuple(f"{name}|{date.fromordinal(day)}" for day in range(max(1, first), days[1].toordinal() + 1))


def by_outlet(
    trace: Trace, cite: Cite, met: Iterable[Trace], facts: Mapping[PageId, PageFacts], story: Mapping[PageId, str]
) -> Link | None:
    """The link to the earlier page of the outlet named by `cite` that is most like this page, among those that it met.

    It must tell the same story (`story`: by page, where a story has several) or be close to it in its terms.
    """
    own, terms = facts[trace.page], frozenset(trace.terms)
    best = []
    for other in met:
        share = len(terms.intersection(other.terms)) / max(1, min(len(terms), len(other.terms)))
        one_story = trace.page in story and story[trace.page] == story.get(other.page)
        named = same_newsroom(facts[other.page].outlet, cite.text) and not same_newsroom(own.outlet, cite.text)
        if named and (one_story or share >= CLOSE) and _not_later(facts[other.page], own):
            best.append((-share, other.page))
    if not best:
        return None
    return _link(trace.page, min(best)[1], 0.8, f"The page names {cite.text} as its source.", "as_reported")


def _not_later(page: PageFacts, than: PageFacts) -> bool:
    """Whether a page appeared within a week before the other one, or on its day."""
    days = apart(page.published, than.published)
    return days is not None and days <= FRESH and (page.published or "")[:10] <= (than.published or "")[:10]


def retold(utterance: Utterance, published: Mapping[PageId, str | None]) -> Iterator[Link]:
    """From each page that tells a remark as background to the earliest page that told it as news.

    `published`: the pages that report the utterance, each with its day (EDTF).
    """
    said = days_of(utterance.said.edtf)
    age = {page: gap(said, days_of(day)) for page, day in sorted(published.items())}
    news = sorted((published[page] or "", page) for page, days in age.items() if days is not None and days <= FRESH)
    for page, days in age.items():
        if news and days is not None and days >= RETOLD:
            why = f"{days} days later the page tells again what the other one reports that {utterance.speaker} said."
            yield _link(page, news[0][1], 0.7, why, "told_again")


def _link(a: PageId, b: PageId, score: float, why: str, rule: str) -> Link:
    return Link(id_of("l", "refers_to", a, b), "refers_to", a, b, round(score, 3), why, f"rule:{rule}")
