"""Which pages copy passages of which?

Signatures that agree in a band make two pages candidates; a candidate's texts are then compared, because a MinHash
alone cannot tell a cut copy from two reports of one event. Hashes of the texts rule out most pairs at little cost; the
words themselves are compared for the rest. Both are held for a bounded number of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias
from zlib import crc32

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

BLOCK = 512
"""Pairs are checked block of pages against block of pages, so that each text is fetched a few times only: hashes of two
blocks are held (some 14 kB a page), and the words of `HELD` pages."""
HELD = 256

BASE = np.uint32(2_654_435_761)
"""The odd multiplier of the hashes (2**32 by the golden ratio); they wrap around on purpose."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two bodies share: `share` of the shorter one's shingles, `rest` of them outside the longest common
    passage, which has `length` words and begins with `passage`.
    """

    share: float
    rest: float
    length: int
    passage: str


Shared: TypeAlias = list[tuple[tuple[PageId, PageId], Likeness]]
"""Pairs of pages that share passages, and what they share; none of it hangs on the days of the pages."""


def shared(traces: Iterable[Trace], facts: Mapping[PageId, PageFacts], text_of: Callable[[PageId], str]) -> Shared:
    """What pages share of their bodies. Revisions of one page are not compared.

    `text_of` gives a page's body (see `facts.body_of`). A text that more than `CROWD` pages print is compared along the
    crowd and with one of its pages, not in full.
    """
    signed = sorted((trace for trace in traces if trace.signature and trace.page in facts), key=lambda t: t.page)
    return _without_boxes(_compared(candidates(signed), facts, text_of))


def copies(found: Shared, traces: Iterable[Trace], facts: Mapping[PageId, PageFacts]) -> list[Link]:
    """`reuses` links, a the copy, between the pages that `shared` found; sorted by id."""
    credits = {trace.page: frozenset(trace.credits) for trace in traces if trace.credits}
    links = [_link(*_copy_first(facts[a], facts[b], credits), likeness) for (a, b), likeness in found]
    return sorted(links, key=lambda link: link.id)


def _compared(
    pairs: Sequence[tuple[PageId, PageId]], facts: Mapping[PageId, PageFacts], text_of: Callable[[PageId], str]
) -> Shared:
    words = lru_cache(maxsize=HELD)(lambda page: words_of(text_of(page)))
    sketch = lru_cache(maxsize=2 * BLOCK)(lambda page: Sketch.of(words(page)))
    found = []
    for a, b in _by_block(pairs):
        if not revisions(facts[a], facts[b]) and sketch(a).may_share(sketch(b)):
            likeness = _likeness(words(a), words(b))
            if likeness:
                found.append(((a, b), likeness))
    return found


def _by_block(pairs: Sequence[tuple[PageId, PageId]]) -> list[tuple[PageId, PageId]]:
    place = {page: number // BLOCK for number, page in enumerate(sorted({page for pair in pairs for page in pair}))}
    return sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]], pair))


Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint32]]"


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hashes of a body: its shingles in their order (`runs`) and as a sorted set, and its runs of letters as one."""

    runs: Hashes
    shingles: Hashes
    letters: Hashes

    @classmethod
    def of(cls, words: Sequence[str]) -> Sketch:
        """The sketch of a body's words."""
        runs = _windows(
            np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32), SHINGLE
        )
        letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
        return cls(runs, np.unique(runs), np.unique(_windows(letters, LETTERS)))

    def may_share(self, other: Sketch) -> bool:
        """Whether `_likeness` can find anything; it never does where this is False."""
        common = np.intersect1d(self.shingles, other.shingles, assume_unique=True)
        shorter = min(len(self.shingles), len(other.shingles))
        if min(len(self.runs), len(other.runs)) < SHORTEST or len(common) >= LIKE_ENOUGH * shorter:
            return True
        if len(common) < MAYBE * shorter:
            return False
        near = common[np.searchsorted(common[:-1], self.runs)]
        if _longest(near == self.runs) + SHINGLE > PASSAGE:
            return True
        same = len(np.intersect1d(self.letters, other.letters, assume_unique=True))
        return same >= SAME_LETTERS * min(len(self.letters), len(other.letters))


def _windows(values: Hashes, size: int) -> Hashes:
    """A hash of each run of `size` values."""
    many = max(0, len(values) - size + 1)
    hashes = np.zeros(many, dtype=np.uint32)
    for step in range(size):
        hashes = hashes * BASE + values[step : step + many]
    return hashes


def _longest(marks: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """The length of the longest unbroken run of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _without_boxes(found: Shared) -> Shared:
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


def _likeness(a: list[str], b: list[str]) -> Likeness | None:
    """What two bodies share when one copies the other, else None."""
    if min(len(a), len(b)) < SHORTEST:
        return Likeness(1.0, 1.0, len(a), "") if a and a == b else None
    of_a, of_b = frozenset(shingles_of(a, SHINGLE)), frozenset(shingles_of(b, SHINGLE))
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
