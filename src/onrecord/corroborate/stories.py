"""Which pages tell one event?

Pages meet under their rarest terms (`keys_of`), two that met are as near as the two alone tell (`nearness.near`,
`edges_of`), and what hangs together is grouped piece by piece by average linkage (`grouped`), so that one page about
two events does not chain them into one story. A piece holds at most `LARGEST` pages: a group of more, a topic through
the months, falls apart into what is tied more closely. A page that joins late disturbs the pieces around it and no
other (`disturbed`); all orders end in the same stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix, csr_matrix
from scipy.spatial.distance import squareform

from onrecord.corroborate.days import apart, days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.meeting import components
from onrecord.corroborate.nearness import TOGETHER, WINDOW, Laid, Numbers, Places, Table, laid, near
from onrecord.corroborate.rarity import Rarity, rarity_of
from onrecord.corroborate.traces import HEADLINE_TERMS, words_told
from onrecord.model import Link, PageId, Story, Trace, id_of
from onrecord.roots import Roots

Pair: TypeAlias = tuple[PageId, PageId]
"""Two pages, the smaller id first."""
Edges: TypeAlias = dict[Pair, float]
Neighbours: TypeAlias = Callable[[PageId], Mapping[PageId, float]]
"""The pages that hold on to a page, and how near each is."""

LEVELS: tuple[float, ...] = (TOGETHER, 0.7, 0.85, 0.93, 0.97, 0.985, 0.993, 0.997, 0.999, 0.9995, 1.0)
"""How near two pages must be to hold on to each other, in groups that are too large at the level before."""

LARGEST = 3000
"""Pages grouped in one go (their distances are held as a square of 36 MB). Only copies of one text hold together in
more. A larger group is cut where it would hold: at 1,200 a B³ of .74 on 2,800 headlines of 44 stories fell to .35."""

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
    pages that report one act of saying; `voices` counts each page's statements by speaker. A story's links form a
    tree: each page is linked to a page it is like. `origins` is left at 1 (see `origins.of_stories`). Refused pages
    are in no story. Without `rarity` terms are weighed by the pages given.
    """
    trace_of = {trace.page: trace for trace in traces}
    rarity = rarity or rarity_of(trace_of.values())
    pages = {page.id: page for page in facts if page.refused is None}
    ties = Ties(_copies(reused), frozenset((min(pair), max(pair)) for pair in uttered), voices or {})
    order = sorted(pages)
    beside = laid([pages[page] for page in order], trace_of, rarity)
    edges = _edges(set(range(len(order))), [pages[page] for page in order], trace_of, rarity, beside, ties)
    near_by: dict[PageId, dict[PageId, float]] = {page: {} for page in pages}
    for (a, b), likely in edges.items():
        near_by[a][b] = near_by[b][a] = likely
    place = {page: i for i, page in enumerate(order)}
    stories, links = [], []
    for piece in pieces_of(pages, edges):
        places = np.array([place[page] for page in piece])
        some, held = _grouped([pages[page] for page in piece], beside, places, ties, near_by.__getitem__)
        stories += some
        links += held
    return sorted(stories, key=lambda s: s.id), sorted(links, key=lambda link: link.id)


def _copies(reused: Iterable[Link]) -> dict[PageId, frozenset[PageId]]:
    found: dict[PageId, set[PageId]] = {}
    for link in reused:
        found.setdefault(PageId(link.a), set()).add(PageId(link.b))
        found.setdefault(PageId(link.b), set()).add(PageId(link.a))
    return {page: frozenset(others - {page}) for page, others in found.items()}


def keys_of(trace: Trace, rarity: Rarity) -> tuple[str, ...]:
    """The terms under which a page meets others: its rarest, of equals the first by alphabet."""
    words = words_told(trace.terms, trace.lead)
    most = CROWDED_HEADLINE if len(words) <= HEADLINE_TERMS else CROWDED
    known = sorted((-rarity.weight(term), term) for term in words if rarity.counted(term) <= most)
    return tuple(term for _, term in known[:KEYS])


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
    a, b = _met([keys_of(traces.get(page, Trace(page)), rarity) for page in order], sorted(fresh), rarity, beside)
    tied = [(place[x], place[y]) for x, y in sorted(ties.uttered) if x in place and y in place]
    tied = [pair for pair in tied if fresh & set(pair)]
    if tied:
        a, b = np.unique(np.concatenate([np.array([a, b]).T, np.array(tied)]), axis=0).T
    likely = near(beside, a, b, _bonus(pages, ties))
    kept = np.flatnonzero(likely >= TOGETHER)
    found = {(order[a[i]], order[b[i]]): float(likely[i]) for i in kept.tolist()}
    copies = ((order[i], other) for i in sorted(fresh) for other in ties.reused.get(order[i], ()) if other in place)
    return found | {(min(pair), max(pair)): 1.0 for pair in copies}


def _met(keys: Sequence[Sequence[str]], new: Sequence[int], rarity: Rarity, beside: Laid) -> tuple[Places, Places]:
    """Places of the pairs whose keys in common weigh enough, within the window; the smaller place first."""
    column = {term: i for i, term in enumerate(sorted({term for own in keys for term in own}))}
    places = [column[term] for own in keys for term in own]
    weight = [rarity.weight(term) ** 0.5 for own in keys for term in own]
    ends = np.cumsum([0, *(len(own) for own in keys)])
    rows = csr_matrix((weight, places, ends), shape=(len(keys), max(1, len(column))))
    columns = csr_matrix(rows.T)
    first, last = np.nan_to_num(beside.first, nan=0.0), np.nan_to_num(beside.last, nan=date.max.toordinal()) + WINDOW
    found = [np.zeros((2, 0), dtype=np.int64)]
    for start in range(0, len(new), ROWS_AT_ONCE):
        some = np.array(new[start : start + ROWS_AT_ONCE])
        met = coo_matrix(rows[some] @ columns)
        a, b = some[met.row], met.col.astype(np.int64)
        least = np.where(np.maximum(beside.sizes[a], beside.sizes[b]) <= HEADLINE_TERMS, MEETING_HEADLINES, MEETING)
        keep = (a != b) & (met.data >= least) & (first[a] <= last[b]) & (first[b] <= last[a])
        found.append(np.array([np.minimum(a, b)[keep], np.maximum(a, b)[keep]]))
    both = np.unique(np.concatenate(found, axis=1), axis=1)
    return both[0], both[1]


def _bonus(
    pages: Sequence[PageFacts] | Mapping[int, PageFacts], ties: Ties
) -> Callable[[Places, Places], Numbers] | None:
    """What acts of saying and speakers add to the evidence of a pair; None where nothing is known of them."""
    if not ties.uttered and not ties.voices:
        return None

    def of(a: Places, b: Places) -> Numbers:
        return np.array([_heard(pages[i], pages[j], ties) for i, j in zip(a.tolist(), b.tolist(), strict=True)])

    return of


def _heard(a: PageFacts, b: PageFacts, ties: Ties) -> float:
    heard = VOICES * _same_voices(ties.voices.get(a.id), ties.voices.get(b.id))
    if (min(a.id, b.id), max(a.id, b.id)) in ties.uttered:
        heard += UTTERED
    return heard * _fresh(a, b) if heard else 0.0


def _same_voices(a: Mapping[str, int] | None, b: Mapping[str, int] | None) -> float:
    """The share of two pages' statements that come from the same speakers: 0 to 1."""
    if not a or not b:
        return 0.0
    return sum(min(a[name] / sum(a.values()), b[name] / sum(b.values())) for name in sorted(a.keys() & b.keys()))


def _fresh(a: PageFacts, b: PageFacts) -> float:
    days = apart(a.published, b.published)
    return 1.0 if days is not None and days <= FRESH else 0.0


def pieces_of(pages: Iterable[PageId], edges: Edges) -> list[list[PageId]]:
    """The pieces of a whole record: what `disturbed` gives where all pages are new, in one pass over the edges."""
    found: list[list[PageId]] = []
    left = sorted(pages)
    for level in LEVELS:
        most = LARGEST if level < LEVELS[-1] else len(left)
        within = set(left)
        edges = {pair: near for pair, near in edges.items() if near >= level and within.issuperset(pair)}
        groups = [list(map(PageId, group)) for group in components(left, edges)]
        found += [group for group in groups if len(group) <= most]
        left = [page for group in groups if len(group) > most for page in group]
    return sorted(found)


def disturbed(new: Iterable[PageId], neighbours: Neighbours) -> list[list[PageId]]:
    """The pieces that must be grouped (again) when the `new` pages have joined; each sorted, by their smallest page.

    `neighbours` knows the edges of all pages, the new ones included. A piece is what holds together at the lowest of
    `LEVELS` at which no more than `LARGEST` pages do; so the pieces are the same whatever joined first.
    """
    joined = frozenset(new)
    pending = joined.union(*(_broken(page, joined, neighbours) for page in sorted(joined)))
    pieces: dict[PageId, list[PageId]] = {}
    done: set[PageId] = set()
    for page in sorted(pending):
        if page not in done:
            piece = _piece(page, neighbours)
            done.update(piece)
            pieces[piece[0]] = piece
    return [pieces[first] for first in sorted(pieces)]


def _piece(page: PageId, neighbours: Neighbours) -> list[PageId]:
    """The piece that `page` is in."""
    for level in LEVELS:
        reached = _reached(page, level, neighbours, largest=LARGEST)
        if len(reached) <= LARGEST:
            return sorted(reached)
    return sorted(_reached(page, LEVELS[-1], neighbours))


def _broken(page: PageId, joined: frozenset[PageId], neighbours: Neighbours) -> set[PageId]:
    """The pages whose piece `page` made too large when it joined."""
    broken: set[PageId] = set()
    for level in LEVELS:
        if len(_reached(page, level, neighbours, largest=LARGEST)) <= LARGEST:
            break
        for other, likely in neighbours(page).items():
            if likely >= level and other not in joined and other not in broken:
                before = _reached(other, level, neighbours, joined, LARGEST)
                broken |= before if len(before) <= LARGEST else set()
    return broken


def _reached(
    page: PageId,
    level: float,
    neighbours: Neighbours,
    without: frozenset[PageId] = frozenset(),
    largest: int | None = None,
) -> set[PageId]:
    """The pages that hang together with `page` at a level; of too many (more than `largest`) only some."""
    found, edge = {page}, [page]
    while edge and (largest is None or len(found) <= largest):
        for other, likely in neighbours(edge.pop()).items():
            if likely >= level and other not in found and other not in without:
                found.add(other)
                edge.append(other)
    return found


def grouped(
    piece: Sequence[PageFacts],
    traces: Mapping[PageId, Trace],
    rarity: Rarity,
    ties: Ties = Ties(),
    neighbours: Neighbours = lambda page: {},
) -> tuple[list[Story], list[Link]]:
    """The stories of one piece and their links; from its own pages alone, in whatever order they come.

    `neighbours` is only asked for a piece of more than `LARGEST` pages: copies of one text, which are one story.
    """
    pages = sorted(piece, key=lambda page: page.id)
    return _grouped(pages, laid(pages, traces, rarity), np.arange(len(pages)), ties, neighbours)


def _grouped(
    pages: Sequence[PageFacts], beside: Laid, places: Places, ties: Ties, neighbours: Neighbours
) -> tuple[list[Story], list[Link]]:
    """The same for pages in order of their ids that stand at `places` of `beside`."""
    if len(pages) == 1:
        return [_story(pages)], []
    if len(pages) > LARGEST:
        held = ((page.id, other, near) for page in pages for other, near in neighbours(page.id).items())
        return [_story(pages)], _tree(pages, sorted((-near, a, b) for a, b, near in held if a < b))
    alike = _alike(pages, beside, places, ties)
    labels = fcluster(linkage(squareform(1 - alike, checks=False), "average"), 1 - TOGETHER, "distance")
    stories, links = [], []
    for label in sorted(set(labels.tolist())):
        own = np.flatnonzero(labels == label).tolist()
        members = [pages[i] for i in own]
        stories.append(_story(members))
        links += _tree(members, _nearest(members, alike[np.ix_(own, own)]))
    return stories, links


def _nearest(pages: Sequence[PageFacts], alike: Table) -> Iterator[tuple[float, PageId, PageId]]:
    """The pairs of a story that hold on to each other, the nearest first; they hold all of it together."""
    a, b = np.nonzero(np.triu(alike >= TOGETHER, 1))
    for k in np.lexsort((b, a, -alike[a, b])).tolist():
        yield -float(alike[a[k], b[k]]), pages[a[k]].id, pages[b[k]].id


def _alike(pages: Sequence[PageFacts], beside: Laid, places: Places, ties: Ties) -> Table:
    """How near each page of a piece is to each other, as a square; a page to itself 1."""
    a, b = np.triu_indices(len(pages), 1)
    order = {int(place): page for place, page in zip(places, pages, strict=True)}
    alike = np.eye(len(pages))
    alike[a, b] = alike[b, a] = near(beside, places[a], places[b], _bonus(order, ties))
    own = {page.id: i for i, page in enumerate(pages)}
    for page in pages:
        for other in ties.reused.get(page.id, ()):
            if other in own:
                alike[own[page.id], own[other]] = alike[own[other], own[page.id]] = 1.0
    return alike


def _story(pages: Sequence[PageFacts]) -> Story:
    """The story of `pages`; its headline is that of the first page, its id that of the smallest page id."""
    dated = sorted((days, page.published or "", page.id) for page in pages if (days := days_of(page.published)))
    first = next((page for page in pages if dated and page.id == dated[0][2]), pages[0])
    headline = next((title for page in (first, *pages) for title in page.titles), "")
    return Story(
        id=id_of("st", min(page.id for page in pages)),
        headline=headline,
        pages=tuple(sorted(page.id for page in pages)),
        first=dated[0][1] if dated else None,
        last=max(dated, key=lambda d: (d[0][1], d[1]))[1] if dated else None,
    )


def _tree(pages: Sequence[PageFacts], pairs: Iterable[tuple[float, PageId, PageId]]) -> list[Link]:
    """Links that hold a story together: the nearest of `pairs` (how near, negative, first), none that closes a ring."""
    known = {page.id: page for page in pages}
    roots = Roots()
    links: list[Link] = []
    for near_by, a, b in pairs:
        if len(links) == len(pages) - 1:
            break
        if a in known and b in known and roots.tie(a, b):
            links.append(_link(known[a], known[b], -near_by))
    return links


def _link(a: PageFacts, b: PageFacts, score: float) -> Link:
    days = apart(a.published, b.published)
    between = "one of them has no date" if days is None else f"they appeared {days} days apart"
    why = (
        f"By the terms, names and days they share the two pages tell one event with likelihood {score:.2f}; {between}."
    )
    return Link(
        id_of("l", "same_story", a.id, b.id), "same_story", a.id, b.id, round(score, 3), why, "rule:telling_words"
    )
