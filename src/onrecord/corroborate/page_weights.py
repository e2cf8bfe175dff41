"""How much does each thing that two pages share count when it is asked whether they tell one event?

Weights of two logistic models, fitted by training/stories/fit.py, which prints this module: a pair of pages is as
likely to tell one event as not when the weighed sum of what is told of it equals the tie. What each row says stands in
nearness.py.
"""

from __future__ import annotations

TEXT_TIE = -9.76
TEXTS: dict[str, float] = {
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
}

HEADLINE_TIE = -1.77
HEADLINES: dict[str, float] = {
    "text": 4.25,
    "numbers": 0.54,
    "shorter": -0.03,
    "longer": -1.11,
    "half_dated": -2.50,
    "gap": -0.30,
}
