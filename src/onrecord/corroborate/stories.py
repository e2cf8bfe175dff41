"""Which pages tell one event?

Pages meet under their rarest terms (`keys_of`), two that met are as near as the two alone tell (`nearness.near`,
`edges_of`), and what hangs together is grouped by average linkage (see linkage.py), so that one page about two events
does not chain them into one story. A page that joins late has the stories around it grouped again and no other
(`regrouped`); all orders end in the same stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from math import fsum
from typing import TypeAlias

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix

from onrecord.corroborate.days import NO_YEAR, apart, days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.linkage import Lay, linked
from onrecord.corroborate.meeting import components
from onrecord.corroborate.nearness import TOGETHER, WINDOW, Laid, Numbers, Places, Weighed, laid, near
from onrecord.corroborate.rarity import Rarity, rarity_of
from onrecord.corroborate.traces import HEADLINE_TERMS, words_told
from onrecord.model import Link, PageId, Story, Trace, id_of
from onrecord.roots import Roots

Pair: TypeAlias = tuple[PageId, PageId]
"""Two pages, the smaller id first."""
Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"
Edges: TypeAlias = dict[Pair, float]
Neighbours: TypeAlias = Callable[[PageId], Mapping[PageId, float]]
"""The pages that hold on to a page, and how near each is."""

COPY = 1.0
"""How near copies are."""

LARGEST = 3000
"""Copies of one text that hang together in more pages than this are one story, whatever else they are near to: they are
not laid side by side."""

KEYS = 40
"""Terms under which a page meets others: its rarest."""

CROWDED = 128
"""A term in more of the sampled pages than this brings no pages together, it only weighs once they have met."""

MEETING = 0.8
"""What the keys that two pages share must weigh together: more than one common key, or one rare one."""

CROWDED_HEADLINE, MEETING_HEADLINES = 512, 0.4
"""The same for headlines, which have few words, and for two of them."""

ROWS_AT_ONCE = 64
"""Pages that meet all others in one go: it bounds the memory."""

UTTERED = 3.0
VOICES = 1.0
FRESH = 3
"""What it adds to the evidence (in logits) that two pages report one act of saying, or quote nobody but the same
speakers, when they appeared within `FRESH` days of each other. By judgement: the data tell no speakers."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What else than words ties pages: the copies of each page (either way), acts of saying that two pages report, and
    each page's statements by speaker."""

    reused: Mapping[PageId, frozenset[PageId]] = field(default_factory=dict)
    uttered: frozenset[Pair] = frozenset()
    voices: Mapping[PageId, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one story, sorted, and the tree of pairs that holds them together (each with how near they are)."""

    pages: tuple[PageId, ...]
    tree: tuple[tuple[PageId, PageId, float], ...] = ()


def told(
    facts: Sequence[PageFacts],
    traces: Iterable[Trace],
    *,
    reused: Iterable[Link] = (),
    uttered: Iterable[tuple[PageId, PageId]] = (),
    voices: Mapping[PageId, Mapping[str, int]] | None = None,
    rarity: Rarity | None = None,
) -> tuple[list[Story], list[Link]]:
    """Stories (every page is in one, alone or not) and the `same_story` links that hold them together.

    `reused` are the `reuses` links: a copy tells what its original tells, whenever it appeared. `uttered` are pairs of
    pages that report one act of saying; `voices` counts each page's statements by speaker. `origins` is left at 1 (see
    `origins.of_stories`). Refused pages are in no story. Without `rarity` terms are weighed by the pages given.
    """
    trace_of = {trace.page: trace for trace in traces}
    pages = {page.id: page for page in facts}
    ties = Ties(
        copied((PageId(link.a), PageId(link.b)) for link in reused),
        frozenset((min(pair), max(pair)) for pair in uttered),
        voices or {},
    )
    _, groups = gathered(pages, trace_of, rarity or rarity_of(trace_of.values()), ties)
    stories = [story_of([pages[page] for page in group.pages]) for group in groups]
    links = [link_of(pages[a], pages[b], near_by) for group in groups for a, b, near_by in group.tree]
    return sorted(stories, key=lambda story: story.id), sorted(links, key=lambda link: link.id)


def gathered(
    facts: Mapping[PageId, PageFacts], traces: Mapping[PageId, Trace], rarity: Rarity, ties: Ties
) -> tuple[Edges, list[Group]]:
    """How near the pages are that hold on to each other, and which of them are one story; refused pages are in none."""
    pages = {page: known for page, known in facts.items() if known.refused is None}
    order = sorted(pages)
    beside = laid([pages[page] for page in order], traces, rarity)
    edges = _edges(set(range(len(order))), [pages[page] for page in order], traces, rarity, beside, ties)
    near_by: dict[PageId, dict[PageId, float]] = {page: {} for page in pages}
    for (a, b), likely in edges.items():
        near_by[a][b] = near_by[b][a] = likely
    place = {page: i for i, page in enumerate(order)}
    crowds = _crowds(order, near_by.__getitem__)
    groups = [_group(sorted(crowd), near_by.__getitem__) for crowd in crowds]
    left = set(order).difference(*crowds)
    for names in components(sorted(left), edges):
        some = list(map(PageId, names))
        lay = _beside(beside, [place[page] for page in some], [pages[page] for page in some], ties)
        groups += grouped(some, near_by.__getitem__, lay)
    return edges, groups


def copied(pairs: Iterable[tuple[PageId, PageId]]) -> dict[PageId, frozenset[PageId]]:
    """The copies of each page, either way, from pairs of which one copies the other."""
    found: dict[PageId, set[PageId]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return {page: frozenset(others - {page}) for page, others in found.items()}


def keys_of(trace: Trace, rarity: Rarity) -> tuple[str, ...]:
    """The terms under which a page meets others: its rarest, of equals the first by alphabet."""
    words = words_told(trace.terms, trace.lead)
    most = CROWDED_HEADLINE if len(words) <= HEADLINE_TERMS else CROWDED
    known = sorted((-rarity.weight(term), term) for term in words if rarity.counted(term) <= most)
    return tuple(term for _, term in known[:KEYS])


def least_of(trace: Trace) -> float:
    """What the keys that a page shares with others must weigh together at least."""
    return MEETING_HEADLINES if len(words_told(trace.terms, trace.lead)) <= HEADLINE_TERMS else MEETING


def edges_of(
    new: Iterable[PageId],
    pages: Mapping[PageId, PageFacts],
    traces: Mapping[PageId, Trace],
    rarity: Rarity,
    ties: Ties = Ties(),
) -> Edges:
    """How near the `new` pages are to those of `pages` that they meet; only pairs that hold on to each other.

    `pages` may be all pages or any that hold those with a key in common, a copy or an act of saying: the verdict on a
    pair is the same. Pages meet when their keys in common weigh enough and their days allow one event.
    """
    order = [pages[page] for page in sorted(pages)]
    joined = set(new)
    fresh = {i for i, page in enumerate(order) if page.id in joined}
    return _edges(fresh, order, traces, rarity, laid(order, traces, rarity), ties)


def _edges(
    fresh: set[int],
    pages: Sequence[PageFacts],
    traces: Mapping[PageId, Trace],
    rarity: Rarity,
    beside: Laid,
    ties: Ties,
) -> Edges:
    order = [page.id for page in pages]
    place = {page: i for i, page in enumerate(order)}
    keys = [keys_of(traces.get(page, Trace(page)), rarity) for page in order]
    tied = [(place[x], place[y]) for x, y in sorted(ties.uttered) if x != y and x in place and y in place]
    said = np.array([pair for pair in tied if fresh & set(pair)], dtype=np.int64).reshape(-1, 2).T
    bonus = _bonus(pages, ties)
    found: Edges = {}
    for a, b in chain(_met(keys, sorted(fresh), rarity, beside), [(said[0], said[1])]):
        likely = near(beside, a, b, bonus)
        kept = np.flatnonzero(likely >= TOGETHER)
        found |= {(order[a[i]], order[b[i]]): float(likely[i]) for i in kept.tolist()}
    copies = ((order[i], other) for i in sorted(fresh) for other in ties.reused.get(order[i], ()) if other in place)
    return found | {(min(pair), max(pair)): 1.0 for pair in copies}


def _met(
    keys: Sequence[Sequence[str]], new: Sequence[int], rarity: Rarity, beside: Laid
) -> Iterator[tuple[Places, Places]]:
    """Places of the pairs whose keys in common weigh enough, within the window; the smaller place first, each once.

    They come some at a time: of a large record there are many more of them than of pages that hold on to each other.
    """
    column = {term: i for i, term in enumerate(sorted({term for own in keys for term in own}))}
    places = [column[term] for own in keys for term in own]
    weight = [rarity.weight(term) ** 0.5 for own in keys for term in own]
    ends = np.cumsum([0, *(len(own) for own in keys)])
    rows = csr_matrix((weight, places, ends), shape=(len(keys), max(1, len(column))))
    columns = csr_matrix(rows.T)
    first, last = np.nan_to_num(beside.first, nan=0.0), np.nan_to_num(beside.last, nan=date.max.toordinal()) + WINDOW
    joining = np.zeros(len(keys), dtype=bool)
    joining[list(new)] = True
    for start in range(0, len(new), ROWS_AT_ONCE):
        some = np.array(new[start : start + ROWS_AT_ONCE])
        met = coo_matrix(rows[some] @ columns)
        a, b = some[met.row], met.col.astype(np.int64)
        least = np.where(np.maximum(beside.sizes[a], beside.sizes[b]) <= HEADLINE_TERMS, MEETING_HEADLINES, MEETING)
        keep = (a != b) & (met.data >= least) & (first[a] <= last[b]) & (first[b] <= last[a])
        keep &= ~joining[b] | (a < b)  # of two that join each meets the other
        yield np.minimum(a, b)[keep], np.maximum(a, b)[keep]


def _bonus(
    pages: Sequence[PageFacts] | Mapping[int, PageFacts], ties: Ties
) -> Callable[[Places, Places], Numbers] | None:
    """What acts of saying and speakers add to the evidence of a pair; None where nothing is known of them."""
    if not ties.uttered and not ties.voices:
        return None
    places = dict(pages) if isinstance(pages, Mapping) else dict(enumerate(pages))
    days = _Published(places)

    def of(a: Places, b: Places) -> Numbers:
        told = np.zeros(len(a))
        for k in np.flatnonzero(days.may_be_fresh(a, b)).tolist():
            told[k] = _heard(places[int(a[k])], places[int(b[k])], ties)
        return told

    return of


class _Published:
    """The days on which pages appeared, by place: which pairs are worth asking whether both are fresh."""

    def __init__(self, pages: Mapping[int, PageFacts]) -> None:
        self._places = np.array(sorted(pages), dtype=np.int64)
        told = [pages[place].published or "" for place in self._places.tolist()]
        spans = [days_of(day) for day in told]
        self._first = np.array([span[0].toordinal() if span else np.nan for span in spans])
        self._last = np.array([span[1].toordinal() if span else np.nan for span in spans])
        self._yearless = np.array([day.startswith(NO_YEAR) for day in told], dtype=bool)

    def may_be_fresh(self, a: Places, b: Places) -> Flags:
        """Whether the pages of each pair appeared within `FRESH` days of each other, or the year of one is not told."""
        a, b = np.searchsorted(self._places, a), np.searchsorted(self._places, b)
        between = np.maximum(self._first[a], self._first[b]) - np.minimum(self._last[a], self._last[b])
        return np.asarray((between <= FRESH) | self._yearless[a] | self._yearless[b], dtype=np.bool_)


def _heard(a: PageFacts, b: PageFacts, ties: Ties) -> float:
    heard = VOICES * _same_voices(ties.voices.get(a.id), ties.voices.get(b.id))
    if (min(a.id, b.id), max(a.id, b.id)) in ties.uttered:
        heard += UTTERED
    return heard * _fresh(a, b) if heard else 0.0


def _same_voices(a: Mapping[str, int] | None, b: Mapping[str, int] | None) -> float:
    """The share of two pages' statements that come from the same speakers: 0 to 1."""
    if not a or not b:
        return 0.0
    # The sum is the same in every order: a family of pages may be named anew (see `voices.voice_of`).
    return fsum(min(a[name] / sum(a.values()), b[name] / sum(b.values())) for name in a.keys() & b.keys())


def _fresh(a: PageFacts, b: PageFacts) -> float:
    days = apart(a.published, b.published)
    return 1.0 if days is not None and days <= FRESH else 0.0


def _crowds(pages: Iterable[PageId], neighbours: Neighbours) -> list[frozenset[PageId]]:
    """The copies of one text that are too many to be laid side by side, where any of the pages is one."""
    found: list[frozenset[PageId]] = []
    done: set[PageId] = set()
    for page in pages:
        if page not in done:
            copies = _copies_of(page, neighbours)
            done |= copies
            if len(copies) > LARGEST:
                found.append(copies)
    return found


def _copies_of(page: PageId, neighbours: Neighbours) -> frozenset[PageId]:
    """The pages that hang together with one as copies."""
    found, edge = {page}, [page]
    while edge:
        for other, near_by in neighbours(edge.pop()).items():
            if near_by >= COPY and other not in found:
                found.add(other)
                edge.append(other)
    return frozenset(found)


def grouped(pages: Sequence[PageId], neighbours: Neighbours, lay: Lay) -> list[Group]:
    """The stories of some pages (sorted), from themselves alone; `lay` tells how near those at some places are."""
    edges = _inside(pages, neighbours)
    place = {page: i for i, page in enumerate(pages)}
    found = linked(len(pages), {(place[a], place[b]): near_by for (a, b), near_by in edges.items()}, lay)
    return [_group([pages[i] for i in story], neighbours) for story in found]


Stood: TypeAlias = Callable[[PageId], Iterable[PageId]]
"""The pages that were one story with a page, itself among them."""


def regrouped(
    changed: Iterable[PageId],
    ends: Iterable[PageId],
    stood: Stood,
    before: Neighbours,
    after: Neighbours,
    beside: Callable[[Sequence[PageId]], Lay],
) -> list[Group]:
    """The stories of a record that are not those that stood (some of them may be), and of all their pages.

    `changed` are pages that came, and one at least of each two pages that are nearer or less near than before; `ends`
    both pages of each edge that came, went or weighs otherwise. A story of no changed page stands unless something
    beside it draws its pages away: so only those are looked at that hold on to pages which are grouped anew, and where
    one of them does not come out as it was, those around it too.
    """
    loose = set(changed)
    touched = sorted(loose.union(ends))
    crowds, old = _crowds(touched, after), _crowds(touched, before)
    crowded = {page for crowd in crowds for page in crowd}
    own = {page for one in loose.union(*set(crowds).symmetric_difference(old)) for page in stood(one)} - crowded
    while True:
        near_by = {other for page in own for other in after(page)} - own - crowded
        standing = {tuple(sorted(stood(page))) for page in sorted(near_by)}
        around = {story for story in standing if not _is_crowd(story, after)}
        pages = sorted(own.union(*around))
        groups = grouped(pages, after, beside(pages))
        broken = around.difference(group.pages for group in groups)
        if not broken:
            anew = [group for group in groups if group.pages not in around]
            return [*anew, *(_group(sorted(crowd), after) for crowd in crowds)]
        own.update(*broken)


def _is_crowd(story: Sequence[PageId], neighbours: Neighbours) -> bool:
    return len(story) > LARGEST and bool(_crowds(story[:1], neighbours))


def _inside(pages: Sequence[PageId], neighbours: Neighbours) -> Edges:
    """The edges between some pages."""
    within = frozenset(pages)
    near_by = ((page, other, likely) for page in pages for other, likely in neighbours(page).items() if page < other)
    return {(page, other): likely for page, other, likely in near_by if other in within}


def _group(pages: Sequence[PageId], neighbours: Neighbours) -> Group:
    """The story of pages (sorted), with what holds it together: its nearest pairs, none that closes a ring."""
    roots = Roots()
    tree: list[tuple[PageId, PageId, float]] = []
    for (a, b), near_by in sorted(_inside(pages, neighbours).items(), key=lambda edge: (-edge[1], edge[0])):
        if len(tree) == len(pages) - 1:
            break
        if roots.tie(a, b):
            tree.append((a, b, near_by))
    return Group(tuple(pages), tuple(tree))


def beside(
    pages: Sequence[PageId],
    facts: Mapping[PageId, PageFacts],
    traces: Mapping[PageId, Trace],
    rarity: Rarity,
    ties: Ties = Ties(),
    known: dict[PageId, Weighed] | None = None,
) -> Lay:
    """What tells how near the pages at some places of `pages` are to others. `known`: see `nearness.laid`."""
    some = [facts[page] for page in pages]
    return _beside(laid(some, traces, rarity, known), range(len(pages)), some, ties)


def _beside(laid_out: Laid, places: Sequence[int], pages: Sequence[PageFacts], ties: Ties) -> Lay:
    """The same for pages that stand at `places` of what is laid out."""
    at, order = np.array(places, dtype=np.int64), dict(zip(places, pages, strict=True))
    bonus = _bonus(order, ties)
    return lambda a, b: near(laid_out, at[a], at[b], bonus)


def story_of(pages: Sequence[PageFacts]) -> Story:
    """The story of `pages`; its headline is that of the first page, its id that of the smallest page id."""
    pages = sorted(pages, key=lambda page: page.id)
    dated = sorted((days, page.published or "", page.id) for page in pages if (days := days_of(page.published)))
    first = next((page for page in pages if dated and page.id == dated[0][2]), pages[0])
    headline = next((title for page in (first, *pages) for title in page.titles), "")
    return Story(
        id=story_named(page.id for page in pages),
        headline=headline,
        pages=tuple(page.id for page in pages),
        first=dated[0][1] if dated else None,
        last=max(dated, key=lambda d: (d[0][1], d[1]))[1] if dated else None,
    )


def story_named(pages: Iterable[PageId]) -> str:
    """The id of a story."""
    return id_of("st", min(pages))


def link_of(a: PageFacts, b: PageFacts, near_by: float) -> Link:
    """The `same_story` link of two pages of a story's tree, a the page of smaller id."""
    days = apart(a.published, b.published)
    between = "one of them has no date" if days is None else f"they appeared {days} days apart"
    why = (
        f"By the terms, names and days they share the two pages tell one event with likelihood {near_by:.2f}; "
        f"{between}."
    )
    return Link(
        id_of("l", "same_story", a.id, b.id), "same_story", a.id, b.id, round(near_by, 3), why, "rule:telling_words"
    )
