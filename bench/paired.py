"""Which found attribution is which labelled one? By the words they share, the best pairs first, each used once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

WORD = re.compile(r"\S+")
HALF = 0.5
"""Share of the words of either from which two spans count as the same: that of the scorer of attributions."""


class Words:
    """The words of a text by their places."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in WORD.finditer(text)]
        self.starts, self.ends = [start for start, _ in found], [end for _, end in found]

    def of(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The numbers of the words that the spans touch."""
        touched = (range(bisect_right(self.ends, start), bisect_left(self.starts, end)) for start, end in spans)
        return frozenset(number for some in touched for number in some)


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The words in common over all words of either; two that have none are alike."""
    return len(one & other) / len(one | other) if one or other else 1.0


def pairs_of(first: int, second: int, like: Callable[[int, int], float], *, least: float = HALF) -> dict[int, int]:
    """Which of `first` things goes with which of `second`: the likest pairs first, in the order of the text."""
    scored = ((-like(a, b), a, b) for a in range(first) for b in range(second))
    taken: set[int] = set()
    paired: dict[int, int] = {}
    for _, a, b in sorted(one for one in scored if -one[0] >= least):
        if a not in paired and b not in taken:
            paired[a] = b
            taken.add(b)
    return paired
