"""Which pages copy passages of which?

Signatures that agree in a band make two pages candidates; a candidate's texts are then compared, because a MinHash
alone cannot tell a cut copy from two reports of one event. Texts are fetched pair by pair, a few held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

import numpy as np

from onrecord.corroborate.days import days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.traces import PERMUTATIONS, SHINGLE
from onrecord.corroborate.words import shingles_of, words_of
from onrecord.model import Link, PageId, Trace, id_of

ROWS = 2
"""Signature slots per band. Two let a pair of Jaccard .15 through at 94 %; two unrelated pages (.001) at 1 in 8,000."""

CROWD = 40
"""Pages in a band above which each is paired with its neighbours only: a text printed by hundreds stays linear."""

LIKE_ENOUGH = 0.3
"""Share of the shorter page's shingles that the other page has, from which on it is a copy. Independent reports of
one event reach .28 on near-copy development data, through the quotes they share."""

MAYBE = 0.1
"""From here on letters are compared too: misread letters break most shingles of a copy."""

LETTERS = 8
SAME_LETTERS = 0.45
"""Length of a run of letters, and the share of such runs from which on a doubtful pair is a copy with noise."""

PASSAGE = 100
"""Words of one unbroken common passage that make a page a copy however little else it shares."""

REST = 0.05
"""Share of the shorter page's shingles that must be common outside the longest common passage. Pages that share that
passage and nothing else carry a box along (about us, sign up, background) once a third page has it too."""

WHOLE = 0.6
"""Share of the shorter page from which on the common passage is the page itself and no box."""

BOX = 3
"""Pages that make a passage a box."""

SHORTEST = 12
"""Words below which a body says too little to be called a copy."""

HELD = 512
"""Pages whose shingles are held while pairs are checked."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two bodies share: `share` of the shorter one's shingles, `rest` of them outside the longest common
    passage, which has `length` words and begins with `passage`.
    """

    share: float
    rest: float
    length: int
    passage: str


def copies(traces: Iterable[Trace], facts: Mapping[PageId, PageFacts], text_of: Callable[[PageId], str]) -> list[Link]:
    """`reuses` links, a the copy, between pages whose bodies share passages; sorted by id.

    `text_of` gives a page's body (see `facts.body_of`). Revisions of one page are no copies of each other. A text that
    more than `CROWD` pages print is linked along the crowd and to one of its pages, not in full.
    """
    signed = sorted((trace for trace in traces if trace.signature and trace.page in facts), key=lambda t: t.page)
    credits = {trace.page: frozenset(trace.credits) for trace in signed if trace.credits}
    found = _without_boxes(_compared(candidates(signed), facts, text_of))
    links = [_link(*_copy_first(facts[a], facts[b], credits), likeness) for (a, b), likeness in found]
    return sorted(links, key=lambda link: link.id)


Compared: TypeAlias = list[tuple[tuple[PageId, PageId], Likeness]]


def _compared(
    pairs: Iterable[tuple[PageId, PageId]], facts: Mapping[PageId, PageFacts], text_of: Callable[[PageId], str]
) -> Compared:
    words = lru_cache(maxsize=HELD)(lambda page: words_of(text_of(page)))
    shingles = lru_cache(maxsize=HELD)(lambda page: frozenset(shingles_of(words(page), SHINGLE)))
    found = []
    for a, b in pairs:
        if not revisions(facts[a], facts[b]):
            likeness = _likeness(words(a), words(b), shingles(a), shingles(b))
            if likeness:
                found.append(((a, b), likeness))
    return found


def _without_boxes(found: Compared) -> Compared:
    """The pairs that share more than a passage which three or more pages carry along."""
    carriers: dict[str, set[PageId]] = {}
    for pair, likeness in found:
        if likeness.rest < REST:
            carriers.setdefault(likeness.passage, set()).update(pair)
    return [
        (pair, likeness)
        for pair, likeness in found
        if likeness.rest >= REST or likeness.share >= WHOLE or len(carriers[likeness.passage]) < BOX
    ]


def candidates(traces: Sequence[Trace]) -> list[tuple[PageId, PageId]]:
    """Pairs of pages whose signatures agree in a band, each once, sorted; a < b."""
    if not traces:
        return []
    rows = np.frombuffer(b"".join(trace.signature for trace in traces), dtype="<u4").reshape(len(traces), PERMUTATIONS)
    pairs: set[tuple[int, int]] = set()
    for band in range(0, PERMUTATIONS, ROWS):
        keys = rows[:, band].astype(np.uint64) << np.uint64(32) | rows[:, band + 1]
        order = np.argsort(keys, kind="stable")
        ends = np.flatnonzero(np.diff(keys[order])) + 1
        for group in np.split(order, ends):
            if len(group) > 1:
                pairs.update(_pairs(group.tolist()))
    return sorted((traces[a].page, traces[b].page) for a, b in pairs)


def _pairs(group: list[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a band, or in a crowd each page with the first one and the next one."""
    if len(group) <= CROWD:
        yield from combinations(group, 2)
        return
    for place, page in enumerate(group[1:], start=1):
        yield group[0], page
        yield group[place - 1], page


def revisions(a: PageFacts, b: PageFacts) -> bool:
    """Whether two pages are states of one page."""
    return (
        a.revision_of == b.id or b.revision_of == a.id or (a.revision_of is not None and a.revision_of == b.revision_of)
    )


def _likeness(a: list[str], b: list[str], of_a: frozenset[str], of_b: frozenset[str]) -> Likeness | None:
    """What two bodies share when one copies the other, else None."""
    if min(len(a), len(b)) < SHORTEST:
        return Likeness(1.0, 1.0, len(a), "") if a and a == b else None
    common = of_a & of_b
    shorter = min(len(of_a), len(of_b))
    if len(common) < MAYBE * shorter:
        return None
    start, length = longest_run(a, b, common)
    if len(common) < LIKE_ENOUGH * shorter and length < PASSAGE and not _same_letters(a, b):
        return None
    passage = a[start : start + length]
    rest = len(common.difference(shingles_of(passage, SHINGLE))) / shorter
    return Likeness(len(common) / shorter, rest, length, " ".join(passage[:SHORTEST]))


def _same_letters(a: list[str], b: list[str]) -> bool:
    runs = [{text[i : i + LETTERS] for i in range(len(text) - LETTERS + 1)} for text in ("".join(a), "".join(b))]
    return len(runs[0] & runs[1]) >= SAME_LETTERS * min(len(runs[0]), len(runs[1]))


def longest_run(a: Sequence[str], b: Sequence[str], common: Container[str]) -> tuple[int, int]:
    """Where in `a` the longest unbroken run of words begins that `b` has too, and how many words it has.

    `common` are the shingles of both; runs of them nearly always lie unbroken in `b` as well, which is quick to check.
    """
    start, shingles, best = 0, 0, (0, 0)
    for place, shingle in enumerate(shingles_of(a, SHINGLE)):
        shingles = shingles + 1 if shingle in common else 0
        start = start if shingles > 1 else place
        best = max(best, (shingles, -start))
    start, length = -best[1], best[0] + SHINGLE - 1 if best[0] else 0
    if f" {' '.join(a[start : start + length])} " in f" {' '.join(b)} ":
        return start, length
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.a, match.size


def _link(copy: PageFacts, original: PageFacts, credited: bool, found: Likeness) -> Link:
    if copy.sha256 and copy.sha256 == original.sha256:
        why, rule = f"The same bytes came from {copy.source} and from {original.source}.", "same_bytes"
    else:
        rule = "shared_passages"
        why = (
            f"{found.share:.0%} of the word runs of the shorter page stand in the other one; "
            f"their longest common passage has {found.length} words. {_order(copy, original, credited)}"
        )
    key = id_of("l", "reuses", copy.id, original.id)
    return Link(key, "reuses", copy.id, original.id, round(found.share, 3), why, f"rule:{rule}")


def _copy_first(
    a: PageFacts, b: PageFacts, credits: Mapping[PageId, frozenset[str]]
) -> tuple[PageFacts, PageFacts, bool]:
    """The copy, the page it copies, and whether the copy credits that page's outlet."""
    for copy, original in ((a, b), (b, a)):
        if original.outlet in credits.get(copy.id, ()) and original.outlet not in (copy.outlet, None):
            return copy, original, True
    return (a, b, False) if _age(a) > _age(b) else (b, a, False)


def _age(page: PageFacts) -> tuple[bool, str, str, PageId]:
    """Orders pages by their first possible day; an undated page comes last, ties are broken by source and id."""
    days = days_of(page.published)
    return days is None, page.published or "" if days is None else f"{days[0]} {page.published}", page.source, page.id


def _order(copy: PageFacts, original: PageFacts, credited: bool) -> str:
    if credited:
        return f"The copy credits {original.outlet}."
    if copy.published and original.published and copy.published > original.published:
        return f"The copy is dated {copy.published}, the other page {original.published}."
    return "Their dates do not tell which came first."
