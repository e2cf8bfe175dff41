"""How much does each thing that two pages share count when it is asked whether they tell one event?

Three logistic models, fitted by training/stories/fit.py, which prints this module. What each row says stands in
nearness.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """A pair is as likely to tell one event as not when its weighed sum equals the tie.

    Groups of pages are one story from a mean likelihood of `cut` on: `dated` for pairs that both have a day.
    """

    tie: float
    dated: float
    cut: float
    weights: Mapping[str, float]


TEXT = Model(
    tie=-9.61,
    dated=0.46,
    cut=0.46,
    weights={
        "text": 1.93,
        "names": 2.40,
        "lead": 1.76,
        "numbers": 3.12,
        "lead_names": 2.45,
        "shorter": -0.82,
        "longer": -2.73,
        "half_dated": -2.50,
        "other_weekday": -0.92,
        "year": 3.04,
        "gap": -0.30,
    },
)

HEADLINE = Model(
    tie=-0.57,
    dated=0.23,
    cut=0.23,
    weights={
        "text": 4.25,
        "numbers": 0.54,
        "shorter": -0.03,
        "longer": -1.11,
        "half_dated": -2.50,
        "gap": -0.30,
    },
)

SENSED = Model(
    tie=-0.75,
    dated=0.48,
    cut=0.20,
    weights={
        "text": 0.82,
        "numbers": 0.17,
        "shorter": -0.32,
        "longer": -1.22,
        "half_dated": -2.50,
        "gap": -0.30,
        "sense": 6.80,
    },
)
