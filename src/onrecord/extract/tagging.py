"""What do the tagger's scores mean? The best spans under the rules of the tags, and which belong together.

For each word the tagger scores B, I and O of three roles at two levels (the outer level, and reports inside a report).
The best path is found with Viterbi's algorithm, I only behind B or I. Each content then goes to the cue it is linked to
most, and each cue to its source.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.pieces import Pieces, Window

Scores: TypeAlias = NDArray[np.float32]

ROLES = ("source", "cue", "content")
LEVELS = 2
OUT, BEGIN, IN = range(3)
TAGS = 3
LABELS = ("belief", "hyp", "sourceless")
"""What a cue may be marked as: a thought nobody voiced, a saying that did not happen, one laid at nobody's door."""
LINK = 64
"""Width of the vectors whose products say which cue a content and a source belong to."""
TAG_SCORES = LEVELS * len(ROLES) * TAGS
LINK_SCORES = 4 * LINK
"""For contents and for sources: what a cue looks for, and what is found."""

TO_CONTENT, TO_SOURCE = range(2)
CONTENT_LINK = -4.0
SOURCE_LINK = -9.0
"""Least log-odds for the best link: a content under it has no cue, a cue none of the sources of its paragraph."""

Span: TypeAlias = tuple[int, int]
"""First piece and the piece behind the last, counted in the window."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger sees it: character spans in the paragraph numbered `paragraph`.

    `chances` are the tagger's own probabilities, none of them calibrated: of the content, of the cue, of the source,
    and of the links to both (1.0 where there is none). `labels` holds the probability of each of `LABELS`.
    """

    paragraph: int
    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]
    nested: bool
    chances: tuple[float, float, float, float, float]
    labels: tuple[float, float, float]

    @property
    def likely(self) -> float:
        """All its chances together."""
        return math.prod(self.chances)


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What the network says about one window of n pieces: arrays [n, TAG_SCORES], [n, LINK_SCORES], [n, LABELS]."""

    tags: Scores
    links: Scores
    labels: Scores


def tagged(pieces: Pieces, window: Window, scored: Scored) -> Iterator[Tagged]:
    """The attributions whose content begins in the window's core, in the order of the levels and the text."""
    for level in range(LEVELS):
        yield from _Reading(pieces, window, scored, level).attributions()


class _Reading:
    """One level of one window: its words, the spans of each role, and what they are linked to."""

    def __init__(self, pieces: Pieces, window: Window, scored: Scored, level: int) -> None:
        self.pieces, self.window, self.scored, self.level = pieces, window, scored, level
        self.firsts = np.flatnonzero(pieces.opens[window.start : window.end])
        ends = np.append(self.firsts[1:], window.end - window.start)
        self.ends = ends - (pieces.ends[window.start + ends - 1] == 0)  # a separator is no part of the word before it
        self.paragraphs = pieces.paragraph[window.start + self.firsts]
        scores = scored.tags.reshape(-1, LEVELS, len(ROLES), TAGS)[self.firsts, level]
        self.likely = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
        self.likely[np.diff(self.paragraphs, prepend=-1) != 0, :, IN] = -np.inf  # no span crosses paragraphs
        self.words = [spans_in(best_tags(self.likely[:, role])) for role in range(len(ROLES))]

    def attributions(self) -> Iterator[Tagged]:
        """Each cue with its contents, then the contents that have no cue in their own paragraph."""
        sources, cues, contents = self.words
        own = self.window.core - self.window.start
        for cue, content in self._by_cue(cues, contents):
            for number, group in groupby(content, key=self._paragraph):
                spans = tuple(group)
                if self.firsts[spans[0][0]] < own:
                    continue  # it begins before the core: the window before has it
                here = cue if cue is not None and self._paragraph(cue) == number else None
                yield self._tagged(number, self._source(here, sources, number), here, spans)

    def _by_cue(self, cues: list[Span], contents: list[Span]) -> list[tuple[Span | None, list[Span]]]:
        """The contents of each cue in the order of the text, and contents alone where no cue claims them."""
        odds = self._odds(TO_CONTENT, cues, contents)
        told: dict[Span, list[Span]] = {cue: [] for cue in cues}
        alone: list[tuple[Span | None, list[Span]]] = []
        for number, content in enumerate(contents):
            best = int(np.argmax(odds[:, number])) if cues else None
            if best is None or odds[best, number] < CONTENT_LINK:
                alone.append((None, [content]))
            else:
                told[cues[best]].append(content)
        return [*((cue, found) for cue, found in told.items() if found), *alone]

    def _source(self, cue: Span | None, sources: list[Span], paragraph: int) -> list[Span]:
        near = [source for source in sources if self._paragraph(source) == paragraph]
        if cue is None or not near:
            return []
        odds = self._odds(TO_SOURCE, [cue], near)[0]
        best = int(np.argmax(odds))
        return [s for s, odd in zip(near, odds, strict=True) if odd > 0] or (
            [near[best]] if odds[best] > SOURCE_LINK else []
        )

    def _odds(self, kind: int, cues: Sequence[Span], others: Sequence[Span]) -> Scores:
        """Log-odds that each cue goes with each of the others: an array of cues by others."""
        wanted = self.scored.links[:, kind * 2 * LINK : (kind * 2 + 1) * LINK]
        given = self.scored.links[:, (kind * 2 + 1) * LINK : (kind * 2 + 2) * LINK]
        left, right = self._edges(wanted, cues), self._edges(given, others)
        odds: Scores = left @ right.T / np.sqrt(LINK)
        return odds

    def _edges(self, vectors: Scores, spans: Sequence[Span]) -> Scores:
        """For each span the sum of the vectors of its first and its last piece."""
        places = np.array(spans, np.int64).reshape(-1, 2)
        total: Scores = vectors[self.firsts[places[:, 0]]] + vectors[self.ends[places[:, 1] - 1] - 1]
        return total

    def _paragraph(self, span: Span) -> int:
        return int(self.paragraphs[span[0]])

    def _tagged(self, number: int, source: list[Span], cue: Span | None, content: tuple[Span, ...]) -> Tagged:
        linked = [1.0, 1.0]
        if cue is not None:
            linked[0] = _chance(float(self._odds(TO_CONTENT, [cue], content).min()))
            linked[1] = _chance(float(self._odds(TO_SOURCE, [cue], source).max())) if source else 1.0
        chances = (
            min(self._sure(2, span) for span in content),
            self._sure(1, cue) if cue else 1.0,
            max((self._sure(0, span) for span in source), default=1.0),
            linked[0],
            linked[1],
        )
        labels = self.scored.labels[self.firsts[cue[0]]] if cue else np.full(len(LABELS), -np.inf, np.float32)
        marks = tuple(_chance(float(odds)) for odds in labels)
        places = tuple(self._offsets(span) for span in content)
        named = tuple(self._offsets(span) for span in source)
        return Tagged(
            number, named, self._offsets(cue) if cue else None, places, self.level > 0, chances,
            (marks[0], marks[1], marks[2]),
        )  # fmt: skip

    def _sure(self, role: int, span: Span) -> float:
        """How sure the tagger is of both edges of a span: that it begins there and ends there."""
        first, last = span
        begins = self.likely[first, role, BEGIN]
        ends = np.log1p(-np.exp(self.likely[last, role, IN]).clip(0, 1 - 1e-6)) if last < len(self.firsts) else 0.0
        return float(np.exp(begins + ends))

    def _offsets(self, span: Span) -> Span:
        first = self.window.start + self.firsts[span[0]]
        last = self.window.start + self.ends[span[1] - 1] - 1
        return int(self.pieces.starts[first]), int(self.pieces.ends[last])


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def best_tags(likely: Scores) -> NDArray[np.int64]:
    """The likeliest tags of n words, I only behind B or I: an array [n] from log-probabilities [n, TAGS]."""
    tags: NDArray[np.int64] = likely.argmax(axis=1)
    if not ((tags == IN) & (np.append(OUT, tags[:-1]) == OUT)).any():
        return tags  # the best tag of each word obeys the rule, so no path is better
    return np.array(_viterbi(likely.tolist()), np.int64)


def _viterbi(likely: list[list[float]]) -> list[int]:
    """Viterbi's algorithm (1967) over plain numbers: for three tags quicker than over arrays."""
    out, begin, inside = 0.0, -math.inf, -math.inf
    before: list[tuple[int, int]] = []
    for word in likely:
        free = OUT if out >= max(begin, inside) else BEGIN if begin >= inside else IN
        going = BEGIN if begin >= inside else IN
        before.append((free, going))
        best, on = max(out, begin, inside), max(begin, inside)
        out, begin, inside = best + word[OUT], best + word[BEGIN], on + word[IN]
    tag = OUT if out >= max(begin, inside) else BEGIN if begin >= inside else IN
    tags = []
    for free, going in reversed(before):
        tags.append(tag)
        tag = going if tag == IN else free
    return tags[::-1]


def spans_in(tags: NDArray[np.int64]) -> list[Span]:
    """The spans of a tag sequence, as (first word, word behind the last)."""
    begins = np.flatnonzero(tags == BEGIN)
    spans = []
    for first in begins.tolist():
        rest = np.flatnonzero(tags[first + 1 :] != IN)
        spans.append((first, first + 1 + int(rest[0]) if len(rest) else len(tags)))
    return spans
