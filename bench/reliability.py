"""Does a confidence of .8 mean that eight of ten are right? Calibration error and reliability diagram.

The error is the expected calibration error over ten bins of equal mass (Naeini et al. 2015; Nguyen and O'Connor 2015):
the mean over the bins of the distance between confidence and share of right ones. Equal confidences share their mean
outcome, so that it does not matter in which order ties stand.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeAlias

from judged import wilson

Told: TypeAlias = tuple[float, float]
"""A confidence and what came of it: 1 right, 0 wrong."""

BINS = 10
DRAWS = 200
"""How often outcomes are drawn to see what a calibrated system would measure on as few statements."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of like confidence: their mean confidence, the share that is right, how many they are."""

    confidence: float
    right: float
    count: int


def bins_of(told: Sequence[Told]) -> list[Bin]:
    """The bins from the least sure to the surest; as many in each as in any other, within one."""
    ordered = []
    for confidence, group in groupby(sorted(told), key=lambda one: one[0]):
        outcomes = [outcome for _, outcome in group]
        ordered += [(confidence, sum(outcomes) / len(outcomes))] * len(outcomes)
    cuts = [round(number * len(ordered) / BINS) for number in range(BINS + 1)]
    parts = [ordered[start:end] for start, end in pairwise(cuts) if start < end]
    return [Bin(_mean([c for c, _ in part]), _mean([o for _, o in part]), len(part)) for part in parts]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def calibration_error(told: Sequence[Told]) -> float:
    """The expected calibration error, 0 at best."""
    return sum(one.count * abs(one.confidence - one.right) for one in bins_of(told)) / max(len(told), 1)


def error_by_chance(told: Sequence[Told]) -> float:
    """What these confidences would measure on average if they were calibrated: so few statements leave that much."""
    drawn = random.Random(0)
    errors = [
        calibration_error([(sure, float(drawn.random() < sure)) for sure, _ in told])
        for _ in range(DRAWS if told else 0)
    ]
    return _mean(errors) if errors else 0.0


SIDE, EDGE = 280, 44
"""Of the diagram's square and of what stands around it, in pixels."""

STYLE = (
    "text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd}.even{stroke:#888;stroke-dasharray:4 4}"
    ".spread{stroke:#4a7ab5;stroke-opacity:.5;stroke-width:2}.bin{fill:#2b5c9e}"
)


def diagram(told: Sequence[Told], title: str) -> str:
    """The reliability diagram as SVG: a dot a bin, its 95 % interval, and the line on which all dots should lie."""
    whole = SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}">',
        f"<title>{title}</title><style>{STYLE}</style>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        *(_grid(tenth / 10) for tenth in range(0, 11, 2)),
        f'<path class="even" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>',
        *(_dot(one) for one in bins_of(told)),
        f'<text x="{_x(0.5)}" y="{whole - 8}" text-anchor="middle">confidence</text>',
        f'<text x="{_x(0)}" y="{EDGE - 14}">share that is right, {len(told)} statements</text>',
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _grid(at: float) -> str:
    return (
        f'<path class="grid" d="M{_x(at)} {_y(0)}V{_y(1)}M{_x(0)} {_y(at)}H{_x(1)}"/>'
        f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle">{at:.1f}</text>'
        f'<text x="{_x(0) - 6}" y="{_y(at) + 4}" text-anchor="end">{at:.1f}</text>'
    )


def _dot(one: Bin) -> str:
    low, high = wilson(round(one.right * one.count), one.count)
    x = _x(one.confidence)
    return (
        f'<path class="spread" d="M{x} {_y(low)}V{_y(high)}"/><circle class="bin" cx="{x}" cy="{_y(one.right)}" r="4"/>'
    )


def _x(share: float) -> float:
    return round(EDGE + share * SIDE, 1)


def _y(share: float) -> float:
    return round(EDGE + (1 - share) * SIDE, 1)
