"""Which pages copy which, and which passages are carried from page to page?

Pages meet under keys of their traces (`bands`), and the words of those that may be alike are compared (`likeness`).
Which of two is the copy is told by a credit line or their dates, or is not told, and the link says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import reverse_cuthill_mckee

from onrecord.corroborate.bands import (
    bands_of,
    candidates,
    may_be_alike,
    signatures_grouped,
)
from onrecord.corroborate.days import apart, days_of
from onrecord.corroborate.facts import PageFacts, body_of
from onrecord.corroborate.likeness import RUN, Body, Kind, Likeness, Sketch, likeness, reused
from onrecord.corroborate.newsrooms import same_newsroom
from onrecord.corroborate.words import words_of
from onrecord.model import Link, Page, PageId, Trace, id_of

__all__ = [
    "Shared",
    "bands_of",
    "candidates",
    "carried",
    "copies",
    "likeness",
    "link_of",
    "may_be_alike",
    "reused",
    "revisions",
    "shared",
    "signatures_grouped",
]

TEMPLATE = 0.9
TEMPLATE_DAYS = 2
"""Pages of one outlet so many days apart are forms filled in (the weather, a toll) unless they share so much."""

PAIRS_AT_ONCE = 256
"""Pairs whose pages are fetched in one go."""

HELD = 1024
"""Pages whose hashes are held (some 14 kB a page), and a quarter of them with their words: pairs come in an order that
brings those of one page close together, so that each text is fetched and read about once."""

Shared: TypeAlias = list[tuple[tuple[PageId, PageId], Likeness]]
"""Pairs of pages that share passages (the smaller id first), and what they share: it hangs on the texts alone."""

Fetch: TypeAlias = Callable[[Iterable[PageId]], Mapping[str, Page]]
"""Gives pages with their texts."""


def shared(traces: Iterable[Trace], pages_of: Fetch) -> Shared:
    """What pages share of their bodies.

    A text that more than `CROWD` pages print is compared along the crowd, not in full.
    """
    return alike(candidates(list(traces)), pages_of)


def alike(met: Sequence[tuple[PageId, PageId]], pages_of: Fetch) -> Shared:
    """What the pages of pairs that met share of their bodies; nothing of most."""
    texts: dict[str, Page] = {}
    bodies = lru_cache(maxsize=HELD // 4)(lambda page: Body.of(texts[page]))
    sketch = lru_cache(maxsize=HELD)(lambda page: Sketch.of(words_of(body_of(texts[page]))))
    pairs = _close_by(met)
    found = []
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        some = pairs[start : start + PAIRS_AT_ONCE]
        wanted = {page for pair in some for page in pair}
        held = {page: text for page, text in texts.items() if page in wanted}
        texts.clear()
        texts.update(held)
        texts.update(pages_of(wanted - held.keys()))
        for a, b in some:
            if sketch(a).may_share(sketch(b)) and (common := likeness(bodies(a), bodies(b))):
                found.append(((a, b), common))
    return found


def _close_by(pairs: Sequence[tuple[PageId, PageId]]) -> list[tuple[PageId, PageId]]:
    """The pairs in an order in which those of one page stand close together (Cuthill and McKee, 1969)."""
    pages = sorted({page for pair in pairs for page in pair})
    number = {page: at for at, page in enumerate(pages)}
    ends = np.array([(number[a], number[b]) for a, b in pairs], dtype=np.int32).reshape(-1, 2).T
    graph = csr_matrix((np.ones(len(pairs), dtype=np.int8), ends), shape=(len(pages), len(pages)))
    order = reverse_cuthill_mckee(csr_matrix(graph + graph.T), symmetric_mode=True) if pairs else []
    place = {pages[at]: rank for rank, at in enumerate(order)}
    return sorted(pairs, key=lambda pair: sorted((place[pair[0]], place[pair[1]])))


def revisions(a: PageFacts, b: PageFacts) -> bool:
    """Whether two pages are states of one page."""
    return (
        a.revision_of == b.id or b.revision_of == a.id or (a.revision_of is not None and a.revision_of == b.revision_of)
    )


def copies(found: Shared, traces: Iterable[Trace], facts: Mapping[PageId, PageFacts]) -> list[Link]:
    """`reuses` links from a page to the page that it copies; sorted by id. Revisions of one page are no copies."""
    return _links(found, traces, facts, "copy")


def carried(found: Shared, traces: Iterable[Trace], facts: Mapping[PageId, PageFacts]) -> list[Link]:
    """`reuses` links between pages of which one carries a passage of the other along and has the rest to itself.

    They make neither one story nor one origin of the pages: only of what stands in the passage. Sorted by id.
    """
    return _links(found, traces, facts, "passage")


def _links(
    found: Shared,
    traces: Iterable[Trace],
    facts: Mapping[PageId, PageFacts],
    kind: Kind,
) -> list[Link]:
    credits = {trace.page: trace.credits for trace in traces if trace.credits}
    pairs = [(facts[a], facts[b], alike) for (a, b), alike in found if kind_of(facts[a], facts[b], alike) == kind]
    return sorted(
        (link_of(a, b, alike, credits) for a, b, alike in pairs),
        key=lambda link: link.id,
    )


def kind_of(a: PageFacts, b: PageFacts, found: Likeness) -> Kind | None:
    """What two pages are to each other: an outlet's own form filled in anew is no copy of the last one. None for
    revisions of one page."""
    if revisions(a, b):
        return None
    form = same_newsroom(a.outlet, b.outlet) and (apart(a.published, b.published) or 0) >= TEMPLATE_DAYS
    return "passage" if form and found.share < TEMPLATE else found.kind


def link_of(a: PageFacts, b: PageFacts, found: Likeness, credits: Mapping[PageId, Sequence[str]]) -> Link:
    """The `reuses` link of two pages that share passages, a the copy. `credits`: whom each page credits."""
    copy, original, order = _directed(a, b, credits)
    if copy.sha256 and copy.sha256 == original.sha256:
        why, rule = (
            f"The same bytes came from {copy.source} and from {original.source}.",
            "same_bytes",
        )
    elif kind_of(a, b, found) == "copy":
        rule = "shared_passages"
        why = (
            f"{found.share:.0%} of the word runs of the shorter page stand in the other one, {found.told:.0%} of those "
            f"outside quotation marks; {_told_of(found)}. {order}"
        )
    else:
        rule = "carried_passage"
        why = f"Both carry one passage and share little else; {_told_of(found)}. {order}"
    key = id_of("l", "reuses", copy.id, original.id)
    return Link(key, "reuses", copy.id, original.id, round(found.share, 3), why, f"rule:{rule}")


def _told_of(found: Likeness) -> str:
    if not found.passages:
        return f"no {RUN} words in a row are the same"
    return f"their longest common passage has {found.longest} words"


def _directed(a: PageFacts, b: PageFacts, credits: Mapping[PageId, Sequence[str]]) -> tuple[PageFacts, PageFacts, str]:
    """The copy, the page it copies, and what tells so: a credit line, their dates, or nothing."""
    for copy, original in ((a, b), (b, a)):
        named = any(same_newsroom(original.outlet, credit) for credit in credits.get(copy.id, ()))
        if named and not same_newsroom(copy.outlet, original.outlet):
            return copy, original, f"The copy credits {original.outlet}."
    copy, original = (a, b) if _age(a) > _age(b) else (b, a)
    if copy.published and original.published and copy.published > original.published:
        return (
            copy,
            original,
            f"The copy is dated {copy.published}, the other page {original.published}.",
        )
    common = sorted({x for x in credits.get(a.id, ()) for y in credits.get(b.id, ()) if same_newsroom(x, y)})
    if common:
        return (
            copy,
            original,
            f"Both credit {common[0]}; which of them came first is not told.",
        )
    return copy, original, "Their dates do not tell which came first."


def _age(page: PageFacts) -> tuple[bool, str, str, PageId]:
    """Orders pages by their first possible day; an undated page comes last, ties are broken by source and id."""
    days = days_of(page.published)
    return (
        days is None,
        page.published or "" if days is None else f"{days[0]} {page.published}",
        page.source,
        page.id,
    )
