"""What do two pages share: is one a copy of the other, does one carry a passage of the other along, or neither?

Words in quotation marks are a speaker's: that two pages have them in common shows that both heard or read the speaker,
not that one copied the other. A verdict is made from two bodies and nothing else, so that one more page changes nothing
between the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from onrecord.corroborate.traces import SHINGLE, Hashes, hashes_of, runs_of
from onrecord.corroborate.words import WORD, shingles_of
from onrecord.model import BODY, Cite, Page

Kind = Literal["copy", "passage"]
"""What one page is to another: a copy of it, or a page of its own that carries a passage along."""

RUN = 8
"""Words that must stand unbroken in both for a passage to be one."""

LIKE_ENOUGH = 0.3
"""Share of the shorter page's shingles that the other page has, from which on it is a copy. Independent reports of
one event reach .28 on near-copy development data."""

MAYBE = 0.1
"""From here on letters are compared too: misread letters break most shingles of a copy."""

LETTERS = 8
SAME_LETTERS = 0.45
"""Length of a run of letters, and the share of such runs from which on a doubtful pair is a copy with noise."""

TOLD = 0.25
FEWEST_TOLD = 30
"""Share of the shingles outside quotation marks that a copy must have in common with the other page, when the shorter
page has this many of them. Under it, of development stories, pages share a statement to the press and little else."""

PASSAGE = 100
"""Words outside quotation marks in one unbroken common passage that make a page a copy, however little else it shares:
boxes that outlets print on every page are shorter."""

CARRIED = 16
"""Words outside quotation marks in one unbroken common passage from which on it was carried from page to page. Shorter
ones are said alike by chance (charges, titles, "did not respond to a request for comment")."""

REST = 0.05
"""Share of the shorter page's shingles that must be common outside the longest common passage; a pair that shares one
passage and nothing else carries a box along (about us, sign up, background)."""

WHOLE = 0.6
"""Share of the shorter page from which on the common passage is the page itself and no box."""

SHORTEST = 12
"""Words below which a body says too little to be called a copy."""

LONGEST_QUOTE = 150
"""Words after which a quotation mark that nothing closes is taken for a slip."""

TOKEN = re.compile(
    rf"(?P<word>{WORD.pattern})|(?P<line>\n)|(?P<open>[“„«]|(?<![^\s(\[—–-])\"(?=[\w\[(…]))|(?P<close>[”»]|(?<=\S)\")"
)
"""Words, line breaks, and the quotation marks that open and close; a straight mark is told by what stands beside it."""

MOST_PLACES = 4
"""Places of the other page at which a stretch is followed: a refrain stands at many."""


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body, and of each whether it stands outside quotation marks and its place on the page.

    `shingles` tells of each shingle whether it stands outside somewhere; `runs` are hashes of each `RUN` words.
    """

    words: tuple[str, ...]
    told: tuple[bool, ...]
    places: tuple[tuple[int, int], ...]
    shingles: Mapping[str, bool]
    runs: Hashes

    @classmethod
    def of(cls, page: Page) -> Body:
        """The words of a page's body blocks."""
        found = _Reading()
        for block in page.blocks:
            if block.kind in BODY:
                for token in TOKEN.finditer(page.text, block.start, block.end):
                    found.meet(token)
                found.line = len(found.words)
        words, told = tuple(found.words), found.told()
        shingles: dict[str, bool] = {}
        for place, shingle in enumerate(shingles_of(words, SHINGLE)):
            shingles[shingle] = shingles.get(shingle, False) or told[min(place + SHINGLE // 2, len(words) - 1)]
        return cls(words, told, tuple(found.places), shingles, runs_of(hashes_of(words), RUN))


@dataclass(slots=True)
class _Reading:
    """A body while it is read: the words so far, and where quotation marks stood among them."""

    words: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    opened: int | None = None
    line: int = 0

    def meet(self, token: re.Match[str]) -> None:
        """Take one word, line break or quotation mark."""
        if token["word"]:
            self.words.append(token["word"].casefold().replace(",", "").replace("’", "'"))
            self.places.append(token.span())
        elif token["line"]:
            self.line = len(self.words)
        else:
            # A mark that closes what none opened: the scrape lost one at the beginning of the line.
            start = self.line if self.opened is None and not token["open"] else self.opened
            if start is not None and len(self.words) - start <= LONGEST_QUOTE:
                self.quoted.append((start, len(self.words)))
            self.opened = len(self.words) if token["open"] else None

    def told(self) -> tuple[bool, ...]:
        """Of each word, whether it stands outside quotation marks."""
        told = [True] * len(self.words)
        for start, end in self.quoted:
            told[start:end] = [False] * (end - start)
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand on two pages unbroken: how many, how many of them outside quotation marks, and where on each.

    `a` and `b` are places in the pages' texts, in code points.
    """

    words: int
    told: int
    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two bodies share.

    `share` of the shorter one's shingles stand in the other, `told` of those outside quotation marks, `rest` of them
    outside the longest passage; `passages` are in the order of a. `kind` says what one is to the other.
    """

    kind: Kind
    share: float
    told: float
    rest: float
    passages: tuple[Passage, ...]

    @property
    def longest(self) -> int:
        """Words of the longest passage."""
        return max((passage.words for passage in self.passages), default=0)


def likeness(a: Body, b: Body) -> Likeness | None:
    """What two bodies share when one copies the other, or when a passage was carried from one to the other; else None.

    Symmetric but for the places of the passages.
    """
    if min(len(a.words), len(b.words)) < SHORTEST:
        same = bool(a.words) and a.words == b.words
        return Likeness("copy", 1.0, 1.0, 1.0, ()) if same else None
    of_a, of_b = a.shingles, b.shingles
    common = of_a.keys() & of_b.keys()
    of_short = min((of_a, of_b), key=lambda side: (len(side), min(side)))
    found = tuple(passages(a, b))
    share = len(common) / len(of_short)
    told = [shingle for shingle, outside in of_short.items() if outside]
    told_share = sum(1 for s in told if s in common) / len(told) if len(told) >= FEWEST_TOLD else share
    longest = max(found, key=lambda passage: passage.words, default=None)
    inside = frozenset(shingles_of(_between(a, longest.a), SHINGLE)) if longest else frozenset()
    rest = len(common - inside) / len(of_short)
    alone = rest < REST and share - rest < WHOLE  # one passage and nothing else
    like = share >= LIKE_ENOUGH and told_share >= TOLD and not alone
    excerpt = longest is not None and longest.told >= PASSAGE
    if like or excerpt or (share >= MAYBE and not alone and _same_letters(a.words, b.words)):
        return Likeness("copy", share, told_share, rest, found)
    if any(passage.told >= CARRIED for passage in found):
        return Likeness("passage", share, told_share, rest, found)
    return None


def passages(a: Body, b: Body) -> Iterator[Passage]:
    """The stretches of `RUN` words or more that stand unbroken in both, in the order of `a`, none twice there."""
    common = np.intersect1d(a.runs, b.runs)
    places: dict[int, list[int]] = {}
    for at in np.flatnonzero(np.isin(b.runs, common)).tolist():
        places.setdefault(int(b.runs[at]), []).append(at)
    behind = 0
    for start in np.flatnonzero(np.isin(a.runs, common)).tolist():
        if start >= behind:
            met = places[int(a.runs[start])][:MOST_PLACES]
            words, other = max((_run(a.words, start, b.words, at), -at) for at in met)
            if words >= RUN:  # hashes of other words may be the same
                behind, end = start + words, -other + words
                ends = (
                    (a.places[start][0], a.places[behind - 1][1]),
                    (b.places[-other][0], b.places[end - 1][1]),
                )
                yield Passage(words, sum(a.told[start:behind]), *ends)


def _between(body: Body, place: tuple[int, int]) -> tuple[str, ...]:
    """The words of a body that stand at a place of its page."""
    first, last = (
        bisect_left(body.places, (place[0], 0)),
        bisect_left(body.places, (place[1], 0)),
    )
    return body.words[first:last]


def _run(a: Sequence[str], start: int, b: Sequence[str], at: int) -> int:
    """How many words are the same from two places on."""
    length = 0
    while start + length < len(a) and at + length < len(b) and a[start + length] == b[at + length]:
        length += 1
    return length


def _same_letters(a: Sequence[str], b: Sequence[str]) -> bool:
    runs = [{text[i : i + LETTERS] for i in range(len(text) - LETTERS + 1)} for text in ("".join(a), "".join(b))]
    return len(runs[0] & runs[1]) >= SAME_LETTERS * min(len(runs[0]), len(runs[1]))


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hashes of a body: its shingles in their order (`runs`) and as a sorted set, and its runs of letters as one."""

    runs: Hashes
    shingles: Hashes
    letters: Hashes

    @classmethod
    def of(cls, words: Sequence[str]) -> Sketch:
        """The sketch of a body's words."""
        runs = runs_of(hashes_of(words), SHINGLE)
        letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
        return cls(runs, np.unique(runs), np.unique(runs_of(letters, LETTERS)))

    def may_share(self, other: Sketch) -> bool:
        """Whether `likeness` can find anything; it never does where this is False."""
        common = np.intersect1d(self.shingles, other.shingles, assume_unique=True)
        shorter = min(len(self.shingles), len(other.shingles))
        if min(len(self.runs), len(other.runs)) < SHORTEST or len(common) >= LIKE_ENOUGH * shorter:
            return True
        if not len(common):
            return False
        near = common[np.searchsorted(common[:-1], self.runs)]
        if _longest(near == self.runs) + SHINGLE > CARRIED:
            return True
        same = len(np.intersect1d(self.letters, other.letters, assume_unique=True))
        return len(common) >= MAYBE * shorter and same >= SAME_LETTERS * min(len(self.letters), len(other.letters))


def _longest(marks: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """The length of the longest unbroken run of marks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def reused(a: Page, b: Page) -> tuple[tuple[Cite, Cite], ...]:
    """The passages that two pages share, as cites of both, in the order of `a`: what a reader is shown."""
    return tuple((a.cite(*found.a), b.cite(*found.b)) for found in passages(Body.of(a), Body.of(b)))
