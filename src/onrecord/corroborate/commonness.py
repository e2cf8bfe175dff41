"""How much does a stem tell of an English statement, whatever else the record holds?

A table that no page changes: the share of news articles that have each common stem, counted on our own corpus
(training/commonness). What is not in it is rare. So two statements are weighed the same in a record of two pages and
in one of a hundred thousand, and a page that joins moves no other verdict.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("stems.en.txt")
"""One line for each share in thousandths of articles, and the stems (`words.stem_of`) of that share behind it."""

RARE = 3
"""Thousandths of articles that a stem without a row is taken to stand in."""


class Weights(dict[str, float]):
    """The weight of every stem: the natural logarithm of how many articles there are to one that has it."""

    def __missing__(self, stem: str) -> float:
        return math.log(1000 / RARE)


@cache
def weights() -> Weights:
    """Weights from about .5 ("not") to 5.8 (a rare stem)."""
    found = Weights()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        share, *stems = line.split()
        found.update(dict.fromkeys(stems, math.log(1000 / int(share))))
    return found
