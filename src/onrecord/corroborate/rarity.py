"""How much does a term tell? The rarer it is among the pages of the record, the more.

The pile itself is the measure, as a vocabulary of one language could not be; but a page that joins must not change
what all other pages are to each other. So terms are counted on a sample (the pages of smallest id, which are computed
from content and therefore random and the same for every order), and counts go in powers of two: one more page moves
few of them. A stem that is common in English news tells less whatever the pile, so that chance does not make it rare
among a few pages.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.corroborate.commonness import weights
from onrecord.model import Trace
from onrecord.sampled import BACKGROUND, SAMPLE, stepped

RARE = math.log(1000 / 3)
"""What a stem weighs that is in no table of common ones (see `commonness`)."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many of `pages` sampled pages have each term."""

    pages: int = 0
    spread: Mapping[str, int] = field(default_factory=dict)

    def weight(self, term: str) -> float:
        """What a term tells: 1 for one that a single page has, towards 0 for one that all have or that is common."""
        every = 1 + BACKGROUND + self.pages
        here = math.log(every / (1 + min(self.pages + BACKGROUND, max(1, self.counted(term))))) / math.log(every / 2)
        return here * min(1.0, weights()[term] / RARE)

    def counted(self, term: str) -> int:
        """How many of the sampled pages have the term, in powers of two."""
        return stepped(self.spread.get(term, 0))


def rarity_of(traces: Iterable[Trace], *, sample: int = SAMPLE) -> Rarity:
    """The rarity of terms on the pages with the `sample` smallest ids; the order of `traces` does not matter."""
    sampled = sorted(traces, key=lambda trace: trace.page)[:sample]
    return Rarity(stepped(len(sampled)), Counter(t for trace in sampled for t in sorted({*trace.terms, *trace.lead})))
