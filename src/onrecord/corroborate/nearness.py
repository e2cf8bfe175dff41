"""How near are two pages to telling one event?

Told from the two pages alone: the terms they share (anywhere, in their leads, names, numbers), how many of the
names in one's lead the other tells at all, the days they name and the days they appeared. The weights stand in
`page_weights.py`; what a term weighs is told by `rarity.Rarity`, which does not hang on the pages compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix

from onrecord.corroborate.days import NO_YEAR, Days, days_of
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.page_weights import HEADLINE, SENSED, TEXT, Model
from onrecord.corroborate.rarity import Rarity
from onrecord.corroborate.traces import HEADLINE_TERMS, words_told
from onrecord.meaning import Vectors, laid_out
from onrecord.model import PageId, Trace

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Table: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
Weights: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float32]]"
Weighed: TypeAlias = dict[str, list[float]]
"""The terms of a page in alphabetical order, each with its weight in every list that it is in (see `COLUMNS`)."""

TOGETHER = 0.5
"""How near two groups of pages are on average when they are one story, and two pages that hold on to each other: no
group can reach the mean without a pair that does."""

WINDOW = 120
"""Days within which two pages may tell one event: later it is the same topic and another story (of 30, 60, 120 and
none, the longer the better on development stories; none would let a topic grow into one story over the years)."""

LONGEST_GAP = 400
"""Days after which pages are no further apart than they are."""

SURE = 0.9999
"""The nearest that words bring two pages; only a copy is told by 1."""

POWERS: dict[str, float] = {"text": 1.0, "names": 1.5, "lead": 1.5, "numbers": 1.5}
"""The lists that are compared, and how steeply a term counts by its weight: what is in both counts twice this power, so
that one rare name outweighs several common ones (of 1, 3 and 5 for names, 3 told development stories best)."""

MARKS = ("weekday", "year")
"""Kinds of days that a text names."""

COLUMNS: tuple[str, ...] = (*POWERS, "lead_names", "count", *MARKS)
COLUMN: dict[str, int] = {name: place for place, name in enumerate(COLUMNS)}

TEXTS_SAY = (*POWERS, "lead_names", "shorter", "longer", "half_dated", "other_weekday", "year", "gap")
HEADLINES_SAY = ("text", "numbers", "shorter", "longer", "half_dated", "gap")
SENSED_SAY = (*HEADLINES_SAY, "sense")
"""What is weighed of two pages, of two pages of which one is a headline, and of two headlines that have vectors.

`text`, `names`, `lead`, `numbers`: the weight of the terms that both have in these lists (logarithm); `count`: how many
terms they share (logarithm). `shorter`, `longer`: how many terms the pages have (logarithm). `lead_names`: the share of
the names in one's lead that the other tells anywhere, the larger of both. `half_dated`: one of them has no day;
`dated`: both have one. `other_weekday`: both name weekdays and none in common. `year`: the share of the years they name
that they have in common. `gap`: the days between them (logarithm; 0 when not known). `sense`: the cosine between their
vectors."""

STRANGERS, LIKE = 0.2, 0.3
"""Two headlines that share less than this (logarithm of the weight of the terms in both) and are less like in meaning
than this (cosine) do not tell one event: their models were fitted on all other pairs."""

PAIRS_AT_ONCE = 4096
"""Pairs compared in one go: it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Pages laid side by side, a row each.

    `entries` holds the numbers (from 1) of a page's terms, `ones` a 1 in the same places; `weights` has a row for each
    of those numbers and a column for each name in `COLUMNS`. `sizes` counts terms, `marks` the days that are named;
    `first`, `last` (ordinals) and `season` (day of a leap year) date the page, NaN where that is not known. `sense` is
    the row of its vector in `senses`, the first one where it has none.
    """

    entries: csr_matrix
    ones: csr_matrix
    weights: Weights
    marks: Table
    sizes: Numbers
    first: Numbers
    last: Numbers
    season: Numbers
    sense: Places
    senses: Vectors


def laid(
    pages: Sequence[PageFacts],
    traces: Mapping[PageId, Trace],
    rarity: Rarity,
    known: dict[PageId, Weighed] | None = None,
) -> Laid:
    """The pages, in their order, ready to be compared. A page without trace shares nothing with any other.

    `known` keeps the terms of pages as they are weighed, for whoever lays the same pages out again and again.
    """
    kept = [traces.get(page.id, Trace(page.id)) for page in pages]
    weigh = cache(rarity.weight)
    column = {term: i for i, term in enumerate(sorted({term for trace in kept for term in _told(trace)}))}
    places, parts, ends = array("i"), [np.zeros((0, len(COLUMNS)), dtype=np.float32)], [0]
    for trace in kept:  # page by page into numbers: the words of all pages at once would take many times their room
        row = _entries(trace, weigh) if known is None or trace.page not in known else known[trace.page]
        if known is not None:
            known[trace.page] = row
        places.extend(column[term] for term in row)
        parts.append(np.array(list(row.values()), dtype=np.float32).reshape(-1, len(COLUMNS)))
        ends.append(len(places))
    shape, at = (len(pages), max(1, len(column))), np.array(places)
    sensed = np.array([bool(trace.sense) for trace in kept], dtype=np.int64)
    return Laid(
        csr_matrix((np.arange(1.0, len(places) + 1), at, ends), shape=shape),
        csr_matrix((np.ones(len(places)), at, ends), shape=shape),
        np.concatenate(parts),
        np.array([_counted(trace.days) for trace in kept], dtype=float).reshape(-1, len(MARKS)),
        np.array([float(len(words_told(trace.terms, trace.lead))) for trace in kept]),
        *_dates(pages, kept),
        np.cumsum(sensed) * sensed,
        laid_out([b"", *(trace.sense for trace in kept if trace.sense)]),
    )


def _told(trace: Trace) -> set[str]:
    """The terms that `_entries` has."""
    return {*trace.terms, *trace.lead, *(f"@{day}" for day in trace.days)}


def _entries(trace: Trace, weigh: Callable[[str], float]) -> Weighed:
    words = words_told(trace.terms, trace.lead)
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
        known = days_about(page, trace)
        told = page.published or trace.dated or ""
        span = days_of("2000" + told.removeprefix(NO_YEAR)) if told.startswith(NO_YEAR) else known
        first, last = (day.toordinal() for day in known) if known else (np.nan, np.nan)
        rows.append((first, last, _season(span[0]) if span and span[0] == span[1] else np.nan))
    columns = np.array(rows, dtype=float).reshape(-1, 3).T
    return columns[0], columns[1], columns[2]


def days_about(page: PageFacts, trace: Trace) -> Days | None:
    """The days on which a page may have appeared; None where it tells no day of a year."""
    told = page.published or trace.dated or ""
    return None if told.startswith(NO_YEAR) else days_of(told)


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
    found["dated"] = (dated[a] & dated[b]).astype(float)
    found["sense"] = np.einsum("ij,ij->i", beside.senses[beside.sense[a]], beside.senses[beside.sense[b]]).astype(float)
    found["gap"] = np.log1p(np.minimum(np.nan_to_num(days), LONGEST_GAP))
    return found


def near(beside: Laid, a: Places, b: Places, bonus: Callable[[Places, Places], Numbers] | None = None) -> Numbers:
    """How near the pages of each pair are (0 to `SURE`): pages of one story are `TOGETHER` on average.

    0 when they appeared too far apart. `bonus` adds to the evidence of a pair, in logits.
    """
    found = np.zeros(len(a))
    for start in range(0, len(a), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        found[part] = _near(beside, a[part], b[part], bonus)
    return found


def _near(beside: Laid, a: Places, b: Places, bonus: Callable[[Places, Places], Numbers] | None) -> Numbers:
    told = features(beside, a, b)
    more = bonus(a, b) if bonus is not None else np.zeros(len(a))
    short = np.minimum(beside.sizes[a], beside.sizes[b]) <= HEADLINE_TERMS
    sensed = (beside.sense[a] > 0) & (beside.sense[b] > 0)
    found = np.select([sensed, short], [_by(SENSED, told, more), _by(HEADLINE, told, more)], _by(TEXT, told, more))
    too_far = np.nan_to_num(gaps(beside, a, b)) > WINDOW
    return np.asarray(np.where(too_far, 0.0, np.clip(np.round(found, 4), 0.0, SURE)), dtype=np.float64)


def _by(model: Model, told: Mapping[str, Numbers], more: Numbers) -> Numbers:
    """The likelihood by a model, stretched so that its cut falls on `TOGETHER`; linear, as means are taken of it."""
    likely = 1 / (1 + np.exp(-np.clip(_weighed(told, model.weights, model.tie) + more, -50, 50)))
    if "sense" in model.weights:
        likely = np.where((told["text"] < STRANGERS) & (told["sense"] < LIKE), 0.0, likely)
    cut = np.where(told["dated"] > 0, model.dated, model.cut)
    return np.asarray(1 - (1 - likely) * (1 - TOGETHER) / (1 - cut), dtype=np.float64)


def _weighed(told: Mapping[str, Numbers], weights: Mapping[str, float], tie: float) -> Numbers:
    """The weighed sum, a column at a time: the same for a pair whichever pairs are weighed beside it."""
    score = np.full(len(told["count"]), -tie)
    for name, weight in weights.items():
        score = score + weight * told[name]
    return score
