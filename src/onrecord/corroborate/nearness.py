"""How near are two pages to telling one event?

A likelihood from the two pages alone: the terms they share (anywhere, in their leads, names, numbers), how many of the
names in one's lead the other tells at all, the days they name and the days they appeared. The weights stand in
`page_weights.py`; what a term weighs is told by `rarity.Rarity`, which does not hang on the pages compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix

from onrecord.corroborate.days import NO_YEAR, days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.page_weights import HEADLINE_TIE, HEADLINES, TEXT_TIE, TEXTS
from onrecord.corroborate.rarity import Rarity
from onrecord.model import PageId, Trace

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Table: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"

WINDOW = 120
"""Days within which two pages may tell one event: later it is the same topic and another story (of 30, 60, 120 and
none, the longer the better on development stories; none would let a topic grow into one story over the years)."""

HEADLINE_TERMS = 12
"""A page with no more telling terms than this is a headline (a feed's entry): it is weighed by weights of its own."""

LONGEST_GAP = 400
"""Days after which pages are no further apart than they are."""

SURE = 0.9999
"""The highest likelihood that words reach; only a copy is told by 1."""

POWERS: dict[str, float] = {"text": 1.0, "names": 1.5, "lead": 1.5, "numbers": 1.5}
"""The lists that are compared, and how steeply a term counts by its weight: what is in both counts twice this power, so
that one rare name outweighs several common ones (of 1, 3 and 5 for names, 3 told development stories best)."""

MARKS = ("weekday", "year")
"""Kinds of days that a text names."""

COLUMNS: tuple[str, ...] = (*POWERS, "lead_names", "count", *MARKS)
COLUMN: dict[str, int] = {name: place for place, name in enumerate(COLUMNS)}

TEXTS_SAY = (*POWERS, "lead_names", "shorter", "longer", "half_dated", "other_weekday", "year", "gap")
HEADLINES_SAY = ("text", "numbers", "shorter", "longer", "half_dated", "gap")
"""What is weighed of two pages, and of two pages of which one is a headline.

`text`, `names`, `lead`, `numbers`: the weight of the terms that both have in these lists (logarithm); `count`: how many
terms they share (logarithm). `shorter`, `longer`: how many terms the pages have (logarithm). `lead_names`: the share of
the names in one's lead that the other tells anywhere, the larger of both. `half_dated`: one of them has no day.
`other_weekday`: both name weekdays and none in common. `year`: the share of the years they name that they have in
common. `gap`: the days between them (logarithm; 0 when not known)."""

PAIRS_AT_ONCE = 4096
"""Pairs compared in one go: it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages laid side by side, a row each.

    `entries` holds the numbers (from 1) of a page's terms, `ones` a 1 in the same places; `weights` has a row for each
    of those numbers and a column for each name in `COLUMNS`. `sizes` counts terms, `marks` the days that are named;
    `first`, `last` (ordinals) and `season` (day of a leap year) date the page, NaN where that is not known.
    """

    entries: csr_matrix
    ones: csr_matrix
    weights: Table
    marks: Table
    sizes: Numbers
    first: Numbers
    last: Numbers
    season: Numbers


def laid(pages: Sequence[PageFacts], traces: Mapping[PageId, Trace], rarity: Rarity) -> Laid:
    """The pages, in their order, ready to be compared. A page without trace shares nothing with any other."""
    kept = [traces.get(page.id, Trace(page.id)) for page in pages]
    weigh = cache(rarity.weight)
    rows = [_entries(trace, weigh) for trace in kept]
    column = {term: i for i, term in enumerate(sorted({term for row in rows for term in row}))}
    places = [column[term] for row in rows for term in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    shape = (len(pages), max(1, len(column)))
    return Laid(
        csr_matrix((np.arange(1.0, len(places) + 1), places, ends), shape=shape),
        csr_matrix((np.ones(len(places)), places, ends), shape=shape),
        np.array([values for row in rows for values in row.values()]).reshape(-1, len(COLUMNS)),
        np.array([_counted(trace.days) for trace in kept], dtype=float).reshape(-1, len(MARKS)),
        np.array([float(len(_words(trace))) for trace in kept]),
        *_dates(pages, kept),
    )


def _words(trace: Trace) -> set[str]:
    return {term for term in trace.terms if not term.startswith("^")} | set(trace.lead)


def _entries(trace: Trace, weigh: Callable[[str], float]) -> dict[str, list[float]]:
    """The terms of a page in alphabetical order, each with its weight in every list that it is in."""
    words = _words(trace)
    marked = {term for term in trace.terms if term.startswith("^")}
    named = {f"^{term}" for term in trace.lead} & marked
    weight = {term: weigh(term) for term in words | marked}
    lists = {"text": words, "names": marked, "lead": set(trace.lead), "numbers": {t for t in words if _is_number(t)}}
    parts = {name: {term: weight[term] ** POWERS[name] for term in terms} for name, terms in lists.items()}
    total = sum(weight[name] ** 2 for name in sorted(named))
    parts["lead_names"] = {name[1:]: weight[name] ** 2 / total for name in named} if total else {}
    parts["count"] = dict.fromkeys(words, 1.0)
    parts |= {kind: {f"@{day}": 1.0 for day in trace.days if _kind_of(day) == kind} for kind in MARKS}
    rows: dict[str, list[float]] = {}
    for place, name in enumerate(COLUMNS):
        for term, value in parts[name].items():
            rows.setdefault(term, [0.0] * len(COLUMNS))[place] = value
    return dict(sorted(rows.items()))


def _is_number(term: str) -> bool:
    """Whether a term is a number and no year."""
    return term[:1].isdigit() and not (len(term) == 4 and term[:2] in ("19", "20"))


def _kind_of(day: str) -> str:
    return "year" if day[0].isdigit() else "weekday"


def _counted(days: Sequence[str]) -> list[int]:
    return [sum(1 for day in days if _kind_of(day) == kind) for kind in MARKS]


def _dates(pages: Sequence[PageFacts], traces: Sequence[Trace]) -> tuple[Numbers, Numbers, Numbers]:
    """The first and the last day of each page, and its day of a year."""
    rows = []
    for page, trace in zip(pages, traces, strict=True):
        told = page.published or trace.dated or ""
        yearless = told.startswith(NO_YEAR)
        span = days_of("2000" + told.removeprefix(NO_YEAR) if yearless else told)
        known = (float(span[0].toordinal()), float(span[1].toordinal())) if span and not yearless else (np.nan, np.nan)
        rows.append((*known, _season(span[0]) if span and span[0] == span[1] else np.nan))
    columns = np.array(rows, dtype=float).reshape(-1, 3).T
    return columns[0], columns[1], columns[2]


def _season(day: date) -> float:
    return float((day.replace(year=2000) - date(2000, 1, 1)).days)


def gaps(beside: Laid, a: Places, b: Places) -> Numbers:
    """Days between the pages of each pair at their closest; NaN where one of them is not known.

    A day without a year is taken in the year that brings it closest.
    """
    between = np.maximum(0.0, np.maximum(beside.first[a], beside.first[b]) - np.minimum(beside.last[a], beside.last[b]))
    turn = np.abs(beside.season[a] - beside.season[b])
    return np.asarray(np.where(np.isnan(between), np.minimum(turn, 366 - turn), between), dtype=np.float64)


def features(beside: Laid, a: Places, b: Places) -> dict[str, Numbers]:
    """What is weighed for each pair of pages, told by their places (see `TEXTS_SAY`)."""
    of_a = csr_matrix(beside.entries[a].multiply(beside.ones[b]))
    of_b = csr_matrix(beside.ones[a].multiply(beside.entries[b]))
    pair = np.repeat(np.arange(len(a)), np.diff(of_a.indptr))
    one = beside.weights[of_a.data.astype(np.int64) - 1]
    other = beside.weights[of_b.data.astype(np.int64) - 1]
    both = {name: np.bincount(pair, one[:, k] * other[:, k], len(a)) for name, k in COLUMN.items()}
    found = {name: np.log1p(both[name]) for name in (*POWERS, "count")}
    told = COLUMN["lead_names"]
    found["lead_names"] = np.maximum(*(np.bincount(pair, side[:, told], len(a)) for side in (one, other)))
    size = np.log(np.maximum(3.0, beside.sizes))
    found["shorter"], found["longer"] = np.minimum(size[a], size[b]), np.maximum(size[a], size[b])
    for k, kind in enumerate(MARKS):
        fewer = np.minimum(beside.marks[a, k], beside.marks[b, k])
        found[kind] = both[kind] / np.maximum(1.0, fewer)
        found[f"other_{kind}"] = ((fewer > 0) & (both[kind] == 0)).astype(float)
    days = gaps(beside, a, b)
    dated = ~(np.isnan(beside.first) & np.isnan(beside.season))
    found["half_dated"] = (dated[a] != dated[b]).astype(float)
    found["gap"] = np.log1p(np.minimum(np.nan_to_num(days), LONGEST_GAP))
    return found


def near(beside: Laid, a: Places, b: Places, bonus: Callable[[Places, Places], Numbers] | None = None) -> Numbers:
    """The likelihood (0 to `SURE`) that the pages of each pair tell one event; 0 when they appeared too far apart.

    `bonus` adds to the evidence of a pair, in logits.
    """
    likely = np.zeros(len(a))
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        likely[part] = _near(beside, a[part], b[part], bonus)
    return likely


def _near(beside: Laid, a: Places, b: Places, bonus: Callable[[Places, Places], Numbers] | None) -> Numbers:
    told = features(beside, a, b)
    short = np.minimum(beside.sizes[a], beside.sizes[b]) <= HEADLINE_TERMS
    score = np.where(short, _weighed(told, HEADLINES, HEADLINE_TIE), _weighed(told, TEXTS, TEXT_TIE))
    if bonus is not None:
        score = score + bonus(a, b)
    likely = np.minimum(SURE, np.round(1 / (1 + np.exp(-np.clip(score, -50, 50))), 4))
    too_far = np.nan_to_num(gaps(beside, a, b)) > WINDOW
    return np.asarray(np.where(too_far, 0.0, likely), dtype=np.float64)


def _weighed(told: Mapping[str, Numbers], weights: Mapping[str, float], tie: float) -> Numbers:
    """The weighed sum, a column at a time: the same for a pair whichever pairs are weighed beside it."""
    score = np.full(len(told["count"]), -tie)
    for name, weight in weights.items():
        score = score + weight * told[name]
    return score
