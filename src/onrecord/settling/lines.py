"""Which page has a line that words the headline of another one, by the days that pages have of their own?

A page without a day may be told by these: it is not older than what it points to. That a page names an outlet tells
nothing here: an outlet's pages are found by their day. What holds in the end, by all days, is told by pointers.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.references import headline_keys, pointers_of
from onrecord.model import Link, PageId, Trace, id_of
from onrecord.settling.own_days import base_of
from onrecord.settling.pointers import HEADLINES, LINES, put_words
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import name_of, number_of, pair_of

FORTH, BACK = 1, 2
"""Weights of a tie: the page of the smaller number words a headline of the other one, or that of the larger; of both
the sum."""

Arrow: TypeAlias = tuple[PageId, PageId]
"""A page, and the page at which it points."""


def lines_in(traces: Iterable[Trace], facts: Mapping[PageId, PageFacts]) -> list[Link]:
    """All such pointers of a record, by id."""
    wording = [trace for trace in traces if trace.references]
    offered: dict[str, list[PageId]] = {}
    for page in sorted(facts) if wording else ():
        for key in _headlines(facts[page]):
            offered.setdefault(key, []).append(page)
    arrows = (arrow for trace in wording for arrow in _arrows(trace, lambda key: offered.get(key, ()), facts))
    return sorted(map(_link, arrows), key=lambda link: link.id)


def keep_lines(new: Settling, links: Iterable[Link]) -> None:
    """Keep the pointers of a record."""
    weights = Counter[tuple[int, int]]()
    for link in links:
        pair, weight = _tie((PageId(link.a), PageId(link.b)))
        weights[pair] += weight
    new.ties(Step.LINES).put((*pair, weight) for pair, weight in weights.items())


def lines_of(new: Settling, pages: Iterable[PageId]) -> list[Link]:
    """The pointers from and to pages that are kept, by id."""
    return sorted(map(_link, _kept(new, pages)), key=lambda link: link.id)


def renewed(new: Settling) -> frozenset[PageId]:
    """Bring the pointers that are kept up to date with the fresh pages: those that point, or are pointed at, anew or no
    more."""
    facts = _facts(new, new.fresh)
    put_words(new, facts.values(), new.traces(facts))
    keys = {key for page in facts.values() for key in _headlines(page)}
    wording = new.fresh.union(*(_under(new, LINES, key) for key in keys))
    before = {arrow for arrow in _kept(new, wording) if arrow[0] in wording}
    now = set(_pointing(new, wording))
    _turn(new, before ^ now)
    return frozenset(chain.from_iterable(before ^ now))


def _pointing(new: Settling, pages: Iterable[PageId]) -> list[Arrow]:
    """The pointers from pages, asked of the headlines that are kept."""
    traces = [trace for trace in new.traces(pages).values() if trace.references]
    keys = {key for trace in traces for cite in trace.references for key in headline_keys(cite.text)}
    offered = {key: _under(new, HEADLINES, key) for key in keys}
    facts = _facts(new, {trace.page for trace in traces}.union(*offered.values()))
    return [arrow for trace in traces for arrow in _arrows(trace, offered.__getitem__, facts)]


def _arrows(trace: Trace, offered: Callable[[str], Iterable[PageId]], facts: Mapping[PageId, PageFacts]) -> list[Arrow]:
    links = pointers_of(
        trace,
        lambda cite: {page for key in headline_keys(cite.text) for page in offered(key)},
        lambda cite: (),
        facts,
        {},
    )
    return [(PageId(link.a), PageId(link.b)) for link in links]


def _turn(new: Settling, arrows: Iterable[Arrow]) -> None:
    """Put the pointers that are not kept, and take those that are."""
    ties = new.ties(Step.LINES)
    for arrow in sorted(arrows):
        pair, weight = _tie(arrow)
        both = int(ties.of(pair[0]).get(pair[1], 0)) ^ weight
        if both:
            ties.put([(*pair, both)])
        else:
            ties.take([pair])


def _kept(new: Settling, pages: Iterable[PageId]) -> set[Arrow]:
    ties = new.ties(Step.LINES)
    held = {pair_of(row, other): int(way) for row in map(number_of, set(pages)) for other, way in ties.of(row).items()}
    ends = {(PageId(name_of("p", a)), PageId(name_of("p", b))): way for (a, b), way in held.items()}
    return {
        arrow for (a, b), way in ends.items() for arrow, weight in (((a, b), FORTH), ((b, a), BACK)) if way & weight
    }


def _tie(arrow: Arrow) -> tuple[tuple[int, int], int]:
    a, b = map(number_of, arrow)
    return pair_of(a, b), FORTH if a < b else BACK


def _link(arrow: Arrow) -> Link:
    """The link as far as dating looks at it."""
    return Link(id_of("l", "refers_to", *arrow), "refers_to", *arrow, 1.0, "", "rule:headline")


def _headlines(page: PageFacts) -> set[str]:
    return {key for title in page.titles for key in headline_keys(title)}


def _facts(new: Settling, pages: Iterable[PageId]) -> dict[PageId, PageFacts]:
    """The facts of pages, with the days that they have of their own."""
    rows = base_of(new, "pages", new.where("pages", "id", pages))
    return {PageId(page): facts_of(row) for page, row in rows.items()}


def _under(new: Settling, step: str, key: str) -> list[PageId]:
    rows = new.meetings(step).under(key)
    return [PageId(name_of("p", row)) for row in rows]
