"""How likely is a block to be part of the article, once all blocks of the page have been judged a first time?

An article is a stretch of blocks of few kinds in one element. A first model judges each block by what it is and stands
among; the second, `weights/blocks.second.onnx`, is asked by what the first said of the blocks beside it, of those in
the same elements, and of those of the same kind. `SECOND_COLUMNS` names its columns in order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.read.lines import Line
from onrecord.read.render import Drawn
from onrecord.read.trained import cut_of
from onrecord.read.traits import COLUMNS, Table, kind_of

Column = NDArray[np.float64]
Kept = NDArray[np.bool_]

KEPT_TRAITS: tuple[str, ...] = (
    *("words", "linked", "stopped", "prose", "tag", "known", "from_head", "index", "told", "page_words", "tail"),
    *("into_core", "named_comment", "named_related"),
)
"""What the second model is told of the first one's columns; all of them made it no better and larger."""

PLACES = [COLUMNS.index(name) for name in KEPT_TRAITS]

LEAST_CHANCE = 0.15
"""A block under this chance of being body is none, however little of a page is body."""

LEAST_WORDS = 0.5
"""What a block without words counts as, in words."""

MOST_WORDS = 100
"""Words up to which a longer block weighs more among its neighbours."""

STEPS = (-5, -3, -2, -1, 1, 2, 3, 5)
"""Neighbours whose chances are looked at one by one."""

REACHES = (2, 5, 10)
"""Blocks on either side whose chances are looked at together."""

LEVELS = (2, 3, 4, 5)
"""Elements around a block, its own the first, whose blocks' chances are summed up."""

GOOD_SHARE, LEAST_GOOD = 0.5, 0.1
"""Share of the page's best chance, and the chance at least, from which a block counts for a stretch and not against."""

SECOND_COLUMNS: tuple[str, ...] = (
    *KEPT_TRAITS,
    *("chance", "of_best", "best", "expected_words"),
    *(f"chance{step:+d}" for step in STEPS),
    *(f"chance_within_{reach}" for reach in REACHES),
    *("kept", "from_first_kept", "to_last_kept", "from_stretch", "to_stretch_end", "expected_before"),
    *(f"{name}_{level}" for level in (*LEVELS, "alike", "siblings") for name in ("chance", "expected")),
)


def kept_of(lines: Sequence[Line], likely: Table) -> Kept:
    """Which blocks are kept: those from which the best F1 of words is to be expected."""
    words = np.array([max(line.words, LEAST_WORDS) for line in lines])
    return (likely >= cut_of(likely, words, least=LEAST_CHANCE)).astype(np.bool_)


def second_traits(blocks: Sequence[Drawn], lines: Sequence[Line], traits: Table, likely: Table) -> Table:
    """A row of numbers for each block (there must be one), columns as `SECOND_COLUMNS` names them.

    `traits` are the first model's rows, and `likely` its answer for each block.
    """
    chance = likely.astype(np.float64)
    words = np.array([min(max(line.words, LEAST_WORDS), MOST_WORDS) for line in lines])
    expected = chance * words
    total, best, many = max(float(expected.sum()), 1e-6), float(chance.max()), len(chance)
    columns = [
        *(chance, chance / max(best, 1e-6), np.full(many, best), np.full(many, total)),
        *(_moved(chance, step) for step in STEPS),
        *(_within(expected, reach) / _within(words, reach) for reach in REACHES),
        *_ends(kept_of(lines, likely)),
        *_stretch(np.sqrt(words) * (chance - max(GOOD_SHARE * best, LEAST_GOOD))),
        np.cumsum(expected) / total,
        *(column for group in _groups(blocks) for column in _shared(group, expected, words, total)),
    ]
    return np.hstack([traits[:, PLACES], np.column_stack(columns)]).astype(np.float32)


def _moved(values: Column, step: int) -> Column:
    """The value so many blocks further down, 0 where there is none."""
    moved = np.zeros_like(values)
    if len(values) > abs(step):
        if step > 0:
            moved[:-step] = values[step:]
        else:
            moved[-step:] = values[:step]
    return moved


def _within(values: Column, reach: int) -> Column:
    return np.convolve(values, np.ones(2 * reach + 1))[reach : reach + len(values)]


def _ends(kept: Kept) -> list[Column]:
    """Whether each block would be kept by its chance alone, and how far it is from the first and the last of those."""
    places, inside = np.arange(len(kept), dtype=np.float64), np.flatnonzero(kept)
    first, last = (inside[0], inside[-1]) if len(inside) else (0, 0)
    return [kept.astype(np.float64), places - first, last - places]


def _stretch(gains: Column) -> list[Column]:
    """How far each block is from both ends of the stretch that gains most."""
    summed = np.concatenate([[0.0], np.cumsum(gains)])
    end = int(np.argmax(summed - np.minimum.accumulate(summed)))
    begin = int(np.argmin(summed[: end + 1]))
    places = np.arange(len(gains), dtype=np.float64)
    return [places - begin, end - places]


def _groups(blocks: Sequence[Drawn]) -> list[NDArray[np.int64]]:
    """For each way of putting blocks together the number of each block's group."""
    held = [
        _numbered(block.places[-level] if len(block.places) >= level else -1 for block in blocks) for level in LEVELS
    ]
    siblings = ((block.tag, block.places[-2] if len(block.places) > 1 else -1) for block in blocks)
    return [*held, _numbered(map(kind_of, blocks)), _numbered(siblings)]


def _numbered(keys: Iterable[Hashable]) -> NDArray[np.int64]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def _shared(group: NDArray[np.int64], expected: Column, words: Column, total: float) -> list[Column]:
    """The chance of a word of each block's group, and the group's share of the page's expected words."""
    right = np.bincount(group, expected)
    return [(right / np.bincount(group, words))[group], right[group] / total]
