"""Which pages tell one event?

Pages are compared by their telling terms (TF-IDF cosine) where a rare term brings them together, within a window of
days, and grouped by average linkage, so that one page about two events does not chain them into one story.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix, csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from onrecord.corroborate.days import apart, days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.model import Link, PageId, Story, Trace, id_of

Days: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Edges: TypeAlias = dict[tuple[int, int], float]
"""Likeness of two pages by their places in the list, the smaller first."""

WINDOW = 30
"""Days within which two pages may tell one event: later it is the same topic and another story."""

WEEK = 7
STALE = 0.6
"""Within a week likeness counts in full; from there it fades to this share at the end of the window."""

TOGETHER = 0.14
"""Mean cosine at which two groups of pages are one story (on development stories B3 and ARI peak from .14 to .16)."""

TOGETHER_UNDATED = 0.16
TOGETHER_HALF_DATED = 0.25
"""What a pair must reach when both lack a date, or one of them: that page may be on last year's meeting."""

BACKGROUND = 2
"""Pages without any of the terms that are thought to stand beside the pile, so that a word which all of a very small
pile shares still weighs something."""

FLOOR = 0.06
"""Pairs less alike than this are taken for strangers."""

CROWDED = 150
"""A term in more pages than this brings no pages together, it only weighs once they have met."""

LARGEST = 1200
"""Pages grouped in one go (their distances are held as a square); a larger group is first cut at its weakest edges."""

STEP = 0.04
"""How much the floor is raised to cut a group that is too large."""

ROWS_AT_ONCE = 32
PAIRS_AT_ONCE = 1024
"""Pages compared with all others in one go, and pairs whose likeness is computed in one go: they bound the memory."""

SAME_UTTERANCE = 0.2
SAME_VOICES = 0.05
FRESH = 3
"""What it adds to a likeness that two pages report one act of saying, or quote nobody but the same speakers, when they
appeared within `FRESH` days of each other."""


def told(
    facts: Sequence[PageFacts],
    traces: Iterable[Trace],
    *,
    reused: Iterable[Link] = (),
    uttered: Iterable[tuple[PageId, PageId]] = (),
    voices: Mapping[PageId, Mapping[str, int]] | None = None,
) -> tuple[list[Story], list[Link]]:
    """Stories (every page is in one, alone or not) and the `same_story` links that hold them together.

    `reused` are the `reuses` links: a copy tells what its original tells, whenever it appeared. `uttered` are pairs of
    pages that report one act of saying; `voices` counts each page's statements by speaker. A story's links form a
    tree: each page is linked to a page it is like. `origins` is left at 1 (see `origins.of_stories`). Refused pages
    are in no story.
    """
    pages = sorted((page for page in facts if page.refused is None), key=lambda page: page.id)
    place = {page.id: i for i, page in enumerate(pages)}
    terms = {place[trace.page]: trace.terms for trace in traces if trace.page in place}
    matrix = _vectors(terms, len(pages))
    edges = _edges(matrix, pages)
    for a, b in _places(uttered, place):
        edges[a, b] = edges.get((a, b), 0.0) + SAME_UTTERANCE * _fresh(pages[a], pages[b])
    for a, b in edges if voices else ():
        heard = _same_voices((voices or {}).get(pages[a].id), (voices or {}).get(pages[b].id))
        edges[a, b] += SAME_VOICES * heard * _fresh(pages[a], pages[b])
    for a, b in _places(((link.a, link.b) for link in reused), place):
        edges[a, b] = 1.0
    stories, links = [], []
    for members in _groups(edges, len(pages)):
        story = _story([pages[i] for i in members])
        stories.append(story)
        links += _tree(members, edges, pages)
    return sorted(stories, key=lambda s: s.id), sorted(links, key=lambda link: link.id)


def _places(pairs: Iterable[tuple[str, str]], place: Mapping[PageId, int]) -> Iterator[tuple[int, int]]:
    for a, b in pairs:
        one, other = place.get(PageId(a)), place.get(PageId(b))
        if one is not None and other is not None and one != other:
            yield min(one, other), max(one, other)


def _vectors(terms: Mapping[int, Sequence[str]], pages: int) -> csr_matrix:
    """One row per page, unit length, a column per term, weighted by how few pages have the term."""
    column: dict[str, int] = {}
    rows, columns = array("i"), array("i")  # lists would take ten times the memory
    for page in sorted(terms):
        for term in terms[page]:
            rows.append(page)
            columns.append(column.setdefault(term, len(column)))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(pages, max(1, len(column))))
    spread = np.asarray(matrix.sum(axis=0)).ravel()
    matrix = matrix @ diags(np.log((1 + BACKGROUND + pages) / (1 + spread)))
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(length, 1e-9)) @ matrix)


def _edges(matrix: csr_matrix, pages: Sequence[PageFacts]) -> Edges:
    """Likeness of the pages that a rare term brings together and whose dates allow one event."""
    spread = np.asarray((matrix != 0).sum(axis=0)).ravel()
    rare = csr_matrix(matrix[:, spread <= CROWDED])
    first, last = _window(pages)
    edges: Edges = {}
    for start in range(0, len(pages), ROWS_AT_ONCE):
        met = coo_matrix(rare[start : start + ROWS_AT_ONCE] @ rare.T)
        a, b = met.row + start, met.col
        keep = (a < b) & (met.data >= FLOOR / 2) & (first[a] <= last[b]) & (first[b] <= last[a])
        a, b = a[keep], b[keep]
        for part in range(0, len(a), PAIRS_AT_ONCE):
            edges.update(_weighed(matrix, pages, a[part : part + PAIRS_AT_ONCE], b[part : part + PAIRS_AT_ONCE]))
    return edges


def _window(pages: Sequence[PageFacts]) -> tuple[Days, Days]:
    """The first and the last day (as ordinals) on which each page, its window included, may meet another."""
    spans = [days_of(page.published) for page in pages]
    first = [span[0].toordinal() if span else 0 for span in spans]
    last = [span[1].toordinal() + WINDOW if span else date.max.toordinal() for span in spans]
    return np.array(first), np.array(last)


def _weighed(
    matrix: csr_matrix, pages: Sequence[PageFacts], a: Days, b: Days
) -> Iterator[tuple[tuple[int, int], float]]:
    alike = np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1)).ravel()
    for one, other, score in zip(a.tolist(), b.tolist(), alike.tolist(), strict=True):
        weight = score * _one_time(pages[one], pages[other])
        if weight >= FLOOR:
            yield (one, other), weight


def _one_time(a: PageFacts, b: PageFacts) -> float:
    """1 when the dates allow one event, 0 when they do not, less than 1 when a date is missing."""
    days = apart(a.published, b.published)
    if days is None:
        return TOGETHER / (TOGETHER_HALF_DATED if a.published or b.published else TOGETHER_UNDATED)
    if days > WINDOW:
        return 0.0
    return 1.0 - (1.0 - STALE) * max(0, days - WEEK) / (WINDOW - WEEK)


def _same_voices(a: Mapping[str, int] | None, b: Mapping[str, int] | None) -> float:
    """The share of two pages' statements that come from the same speakers: 0 to 1."""
    if not a or not b:
        return 0.0
    return sum(min(a[name] / sum(a.values()), b[name] / sum(b.values())) for name in sorted(a.keys() & b.keys()))


def _fresh(a: PageFacts, b: PageFacts) -> float:
    days = apart(a.published, b.published)
    return 1.0 if days is not None and days <= FRESH else 0.0


def _groups(edges: Edges, pages: int) -> list[list[int]]:
    """The places of the pages of each story."""
    groups = []
    for members, inside in _pieces(edges, range(pages), FLOOR):
        labels = _average_link(members, inside)
        groups += [
            [page for page, own in zip(members, labels, strict=True) if own == label] for label in sorted(set(labels))
        ]
    return groups


def _pieces(edges: Edges, pages: Sequence[int], floor: float) -> Iterator[tuple[list[int], Edges]]:
    """Connected pages with their edges, cut at rising floors until none has more than `LARGEST` pages."""
    kept = {pair: weight for pair, weight in edges.items() if weight >= floor}
    place = {page: i for i, page in enumerate(pages)}
    a = [place[pair[0]] for pair in kept]
    b = [place[pair[1]] for pair in kept]
    _, label = connected_components(
        coo_matrix((np.ones(len(a)), (a, b)), shape=(len(pages), len(pages))), directed=False
    )
    members: dict[int, list[int]] = {}
    inside: dict[int, Edges] = {}
    for page, own in zip(pages, label.tolist(), strict=True):
        members.setdefault(own, []).append(page)
    for pair, weight in kept.items():
        inside.setdefault(int(label[place[pair[0]]]), {})[pair] = weight
    for own, group in members.items():
        if len(group) > LARGEST and floor < 1:
            yield from _pieces(inside[own], group, floor + STEP)
        else:
            yield group, inside.get(own, {})


def _average_link(pages: Sequence[int], edges: Edges) -> list[int]:
    """A label per page: pages of one label are on average at least `TOGETHER` alike."""
    if len(pages) == 1:
        return [1]
    place = {page: i for i, page in enumerate(pages)}
    distance = np.ones((len(pages), len(pages)), dtype=np.float32)
    np.fill_diagonal(distance, 0)
    for (a, b), weight in edges.items():
        distance[place[a], place[b]] = distance[place[b], place[a]] = max(0.0, 1 - weight)
    tree = linkage(squareform(distance, checks=False), "average")
    return [int(label) for label in fcluster(tree, 1 - TOGETHER, "distance")]


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


def _tree(members: Sequence[int], edges: Edges, pages: Sequence[PageFacts]) -> list[Link]:
    """Links that hold a story together: strongest pairs first, none that closes a ring."""
    own = {page: page for page in members}
    inside = sorted(
        (-weight, a, b) for a, b in _pairs(members) if (weight := edges.get((a, b), 0.0)) or len(members) == 2
    )
    links = []
    for weight, a, b in inside:
        if own[a] != own[b]:
            merged, into = own[b], own[a]
            own = {page: into if root == merged else root for page, root in own.items()}
            links.append(_link(pages[a], pages[b], min(1.0, -weight)))
    return links


def _pairs(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(members)
    return ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])


def _link(a: PageFacts, b: PageFacts, score: float) -> Link:
    days = apart(a.published, b.published)
    between = "one of them has no date" if days is None else f"they appeared {days} days apart"
    why = f"The telling words of the two pages are {score:.2f} alike (1 is the same); {between}."
    return Link(
        id_of("l", "same_story", a.id, b.id), "same_story", a.id, b.id, round(score, 3), why, "rule:telling_words"
    )
