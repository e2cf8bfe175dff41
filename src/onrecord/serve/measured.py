"""How well does onrecord read, as published, and how far do its confidences hold?

The numbers are those of docs/quality.md when this version was made; `bench/published.py` wrote them into the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

SIDE = 260
"""The sides of the drawing of confidences, in pixels."""


@dataclass(frozen=True, slots=True)
class Score:
    """A published score: of which field, what it measures, on what, what that is worth, and the command."""

    field: str
    what: str
    data: str
    standing: str
    command: str
    value: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of like confidence: how `sure`, which share is `right`, and the range that share may lie in (95 %)."""

    sure: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often statements of each confidence were right, on how many statements, by which command."""

    made_by: str
    statements: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was published, on which day, and what wrote it down."""

    day: str
    made_by: str
    scores: tuple[Score, ...]
    reliability: Reliability


@cache
def measured() -> Measured:
    """The published numbers of this version."""
    return msgspec.json.decode((files("onrecord.serve") / "measured.json").read_bytes(), type=Measured)


def place_of(share: float) -> float:
    """Where a share stands along a side of the drawing."""
    return round(SIDE * share, 1)
