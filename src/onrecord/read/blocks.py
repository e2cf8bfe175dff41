"""Which lines of a flattened page are the article? Menus, shares, footers and pointers elsewhere are told apart.

A trained model says how likely each line is to be body, by what it is and what it stands among (see `context`). The
lines are kept from which the best score is to be expected; what the others are is told by their words and their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model import BlockKind
from onrecord.read.context import features_of, looks_of
from onrecord.read.lines import Line, line_of
from onrecord.read.trained import cut_of, scores

MODEL = "lines"
"""The trained model."""

LEAST_CHANCE = 0.2
"""A line under this chance of being body is none, however little of a page is body."""

SHORT_PAGE = 1500
EVEN = 0.5
"""Characters of a page up to which what the rules call body has an even chance at least: the model learnt from pages
of news sites, which are longer."""

GAIN = 4
"""What a word of prose counts, at most `GAIN_WORDS` of a line."""

GAIN_WORDS = 40

LOSS = 18
"""What a line that is not prose counts against the stretch it stands in: some five words of prose."""

JUNK_LOSS = 30
"""The same for a line known to be junk."""

TAIL_LOSS = 400
"""The same for the heading of what stands below: only a long text beyond outweighs it."""

LENGTH_BONUS = 0.5
"""What eight words add to a headline's score: kickers and section names above it are shorter."""

SIGNED_BONUS = 0.25
"""What a byline or date close below adds."""

TEASER_SHARE = 0.12
"""Share of the stretch's prose that may be teasers above the title."""

SIGNED_WITHIN = 4
LEAST_SCORE = 0.4

MOST_BLOCKS = 20_000
"""Blocks up to which a page is looked at: articles have hundreds; lists and logs have more and would take minutes."""

TITLE_WORDS = range(3, 36)

STANDFIRST_WORDS = 5
"""Words from which a line between title and body is a standfirst."""

HEADING_WORDS = 16
"""Words a heading between two paragraphs has at most."""

LETTERS = re.compile(r"[^\W\d_]{2}[^\W\d_]*\W+[^\W\d_]|[^\W\d_]{5}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}")
"""What a heading holds at least: two words or a longer one, and not only a clock time."""


def kinds_of(texts: Sequence[str]) -> list[BlockKind]:
    """A kind for each line, the body found as a whole."""
    return kinds_of_lines([line_of(text) for text in texts])


def kinds_of_lines(lines: Sequence[Line]) -> list[BlockKind]:
    """A kind for each line, as `kinds_of` gives them."""
    return kinds_from(lines, chances_of(lines)) if lines else []


def chances_of(lines: Sequence[Line]) -> NDArray[np.float32]:
    """How likely each line is to be body, in 0 to 1. There must be a line at least."""
    return scores(MODEL, features_of(looks_of(lines), gains_of(lines)))[:, 1]


def kept_of(lines: Sequence[Line], chances: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which lines to keep as body: those from which the best F1 of characters is to be expected."""
    lengths = np.array([len(line.text) for line in lines])
    chances = np.where([line.known is None for line in lines], chances, 0)
    if lengths.sum() < SHORT_PAGE:
        begin, end = body_of(lines)
        ruled = [begin <= index < end and line.prose for index, line in enumerate(lines)]
        chances = np.maximum(chances, EVEN * np.array(ruled))
    # a page of nothing but known lines expects none
    kept: NDArray[np.bool_] = chances >= cut_of(chances, lengths, least=LEAST_CHANCE, spare=1)
    # a page without a paragraph is a gallery, a list or a menu
    return kept if any(line.prose for line, keep in zip(lines, kept, strict=True) if keep) else np.zeros_like(kept)


def kinds_from(lines: Sequence[Line], chances: NDArray[np.float32]) -> list[BlockKind]:
    """A kind for each line, when so likely each is to be body."""
    kept = kept_of(lines, chances)
    places = np.flatnonzero(kept)
    begin, end = (int(places[0]), int(places[-1]) + 1) if len(places) else (len(lines), len(lines))
    title = title_of(lines, begin, end)
    if title is not None and title >= begin:
        begin = title + 1
    kinds: list[BlockKind] = [line.known or "junk" for line in lines]
    for index in range(begin, end):
        if kept[index]:
            kinds[index] = _inside(lines, index, end)
    if title is not None:
        _mark_headline(lines, kinds, title, begin, end)
    _drop_boxes(kinds, end)
    return kinds


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """The stretch (first, behind the last) that gains most; (n, n) when no line is prose."""
    return best_stretch([_gain(line) for line in lines])


def best_stretch(gains: Sequence[int]) -> tuple[int, int]:
    """The stretch (first, behind the last) with the greatest sum; (n, n) when no gain is positive."""
    best, best_range, total, begin = 0, (len(gains), len(gains)), 0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0, index
        total += gain
        if total > best:
            best, best_range = total, (begin, index + 1)
    return best_range


def gains_of(lines: Sequence[Line]) -> NDArray[np.float64]:
    """What each line counts for or against a stretch."""
    return np.array([_gain(line) for line in lines], np.float64)


def _gain(line: Line) -> int:
    if line.tail:
        return -TAIL_LOSS
    if line.prose:
        return GAIN * min(line.words, GAIN_WORDS)
    if line.known == "junk":
        return -JUNK_LOSS
    if line.known is not None:
        return -LOSS // 3
    # quotes and short sentences stand in bodies: they cost nothing
    return 0 if line.stopped and line.words >= 3 else -LOSS


def _inside(lines: Sequence[Line], index: int, end: int) -> BlockKind:
    """The kind of a line within the body."""
    line = lines[index]
    if line.known is not None:
        return line.known
    if line.prose or (line.stopped and line.words >= 2):
        return "paragraph"
    if not LETTERS.search(line.text):
        return "junk"
    followed = index + 1 < end and lines[index + 1].prose
    # the model kept it, so a short line over no paragraph is an item of a list, a price or a verse
    return "heading" if followed and 1 < line.words <= HEADING_WORDS else "paragraph"


def _mark_headline(lines: Sequence[Line], kinds: list[BlockKind], title: int, begin: int, end: int) -> None:
    """Mark the title, its repetitions, and what stands between the title and the body."""
    kinds[title] = "title"
    same = lines[title].folded
    for index, line in enumerate(lines):
        if index != title and line.folded == same:
            kinds[index] = "title" if title < index < begin else "junk"
    for index in range(title + 1, begin):
        line = lines[index]
        if line.known is None and not line.tail and line.words >= STANDFIRST_WORDS and kinds[index] == "junk":
            kinds[index] = "subtitle"


def title_of(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """Which line is the title: at the body's start, not furniture, and about what the body is about.

    Within the stretch (teasers may stand above the title) only a line that a byline or date follows is asked.
    """
    body = frozenset[str]().union(*(line.terms for line in lines[begin:end]))
    repeated = Counter(line.folded for line in lines[:begin])
    best: tuple[float, int] | None = None
    for index, line in enumerate(lines[: _behind_teasers(lines, begin, end)]):
        if line.known is not None or line.words not in TITLE_WORDS:
            continue
        signed = _is_signed(lines, index)
        if index >= begin and (line.prose or not signed):
            continue
        score = _headline_score(line, body) + 0.3 * (repeated[line.folded] > 1) + SIGNED_BONUS * signed
        score -= 0.02 * min(max(begin - index, 0), 25)
        # of two headlines that follow each other the first is the title: the second must be clearly better
        margin = 0.3 if best and best[1] == index - 1 else 0.1
        if best is None or score > best[0] + margin:
            best = (score, index)
    return best[1] if best and best[0] >= LEAST_SCORE else None


def _behind_teasers(lines: Sequence[Line], begin: int, end: int) -> int:
    """The first line of the stretch that is surely body: before it lies little of the stretch's prose."""
    left = TEASER_SHARE * sum(line.words for line in lines[begin:end] if line.prose)
    for index in range(begin, end):
        left -= lines[index].words if lines[index].prose else 0
        if left < 0:
            return index
    return begin


def _headline_score(line: Line, body: frozenset[str]) -> float:
    """How much a line looks like the headline over a body: its terms come again, and it is no mere label."""
    about = len(line.terms & body) / len(line.terms) if line.terms else 0.0
    return about + LENGTH_BONUS * min(line.words, 8) / 8 - 0.3 * line.stopped - 0.3 * (len(line.terms) < 2)


def _is_signed(lines: Sequence[Line], index: int) -> bool:
    """Whether a byline or a date stands among the next lines."""
    return any(line.known == "byline" for line in lines[index + 1 : index + 1 + SIGNED_WITHIN])


def _drop_boxes(kinds: list[BlockKind], end: int) -> None:
    """Below the body only pointers elsewhere and the bylines close to it keep their kind."""
    for index in range(end, len(kinds)):
        near = index <= end + 2
        if not (kinds[index] == "link_out" or (kinds[index] == "byline" and near)):
            kinds[index] = "junk"
