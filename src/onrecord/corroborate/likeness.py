"""What do two pages share: is one a copy of the other, does one carry a passage of the other along, or neither?

Words in quotation marks are a speaker's: that two pages have them in common shows that both heard or read the speaker,
not that one copied the other. A verdict is made from two bodies and nothing else, so that one more page changes nothing
between the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.corroborate.traces import RUN, SHINGLE, Hashes, hashes_of, runs_of
from onrecord.corroborate.words import WORD, shingles_of
from onrecord.model import BODY, Cite, Page

Kind = Literal["copy", "passage"]
"""What one page is to another: a copy of it, or a page of its own that carries a passage along."""

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
    """The words of a body, and of each whether it stands outside quotation marks.

    `shingles` tells of each shingle whether it stands outside somewhere; `runs` are hashes of each `RUN` words.
    """

    words: tuple[str, ...]
    told: tuple[bool, ...]
    shingles: Mapping[str, bool]
    runs: Hashes

    @classmethod
    def of(cls, text: str) -> Body:
        """The body of a page's text (see `facts.body_of`)."""
        words: list[str] = []
        quoted: list[tuple[int, int]] = []
        opened, line = None, 0
        for token in TOKEN.finditer(text.casefold()):
            if token["word"]:
                words.append(token["word"].replace(",", "").replace("’", "'"))
            elif token["line"]:
                line = len(words)
            else:
                start = line if opened is None and not token["open"] else opened
                quoted += [(start, len(words))] if start is not None else []
                opened = len(words) if token["open"] else None
        told = [True] * len(words)
        for start, end in quoted:
            if end - start <= LONGEST_QUOTE:
                told[start:end] = [False] * (end - start)
        return cls.made(tuple(words), tuple(told))

    @classmethod
    def made(cls, words: tuple[str, ...], told: tuple[bool, ...]) -> Body:
        """The body of words that are known to stand outside quotation marks or inside."""
        found: dict[str, bool] = {}
        for place, shingle in enumerate(shingles_of(words, SHINGLE)):
            found[shingle] = found.get(shingle, False) or told[min(place + SHINGLE // 2, len(words) - 1)]
        return cls(words, told, found, runs_of(hashes_of(words), RUN))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in two bodies unbroken: how many, where they begin in each, how many stand outside quotes."""

    words: int
    a: int
    b: int
    told: int


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
        return Likeness("copy", 1.0, 1.0, 1.0, (Passage(len(a.words), 0, 0, sum(a.told)),)) if same else None
    of_a, of_b = a.shingles, b.shingles
    common = of_a.keys() & of_b.keys()
    of_short = min((of_a, of_b), key=lambda side: (len(side), min(side)))
    found = tuple(passages(a, b))
    share = len(common) / len(of_short)
    told = [shingle for shingle, outside in of_short.items() if outside]
    told_share = sum(1 for s in told if s in common) / len(told) if len(told) >= FEWEST_TOLD else share
    longest = max(found, key=lambda passage: passage.words, default=Passage(0, 0, 0, 0))
    inside = frozenset(shingles_of(a.words[longest.a : longest.a + longest.words], SHINGLE))
    rest = len(common - inside) / len(of_short)
    alone = rest < REST and share - rest < WHOLE  # one passage and nothing else
    like = share >= LIKE_ENOUGH and told_share >= TOLD and not alone
    noisy = share >= MAYBE and not alone and _same_letters(a.words, b.words)
    if like or longest.told >= PASSAGE or noisy:
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
                yield Passage(words, start, -other, sum(a.told[start : start + words]))
                behind = start + words


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
    bodies, places = zip(*(_placed(page) for page in (a, b)), strict=True)
    return tuple(
        (
            a.cite(places[0][p.a][0], places[0][p.a + p.words - 1][1]),
            b.cite(places[1][p.b][0], places[1][p.b + p.words - 1][1]),
        )
        for p in passages(*bodies)
    )


def _placed(page: Page) -> tuple[Body, list[tuple[int, int]]]:
    """A page's body, and where each of its words stands on the page."""
    places, words = [], []
    for block in page.blocks:
        if block.kind in BODY:
            for match in WORD.finditer(page.text, block.start, block.end):
                places.append(match.span())
                words.append(match.group().casefold().replace(",", "").replace("’", "'"))
    return Body.made(tuple(words), (True,) * len(words)), places
