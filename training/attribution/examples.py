"""What does the tagger learn from? Documents with attributions become windows of pieces with their right answers."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.pieces import Pieces, Window, pieces_of, windows_of
from onrecord.extract.tagging import BEGIN, IN, LABELS, LEVELS, ROLES

Document: TypeAlias = dict[str, Any]
"""`id`, `text`, `attributions` with `source`, `cue`, `content` as [start, end] pairs and, in our corpus, `labels`."""
Span: TypeAlias = tuple[int, int]

LINE = re.compile(r"[^\n]+")
NOT_SAID = -100
"""PyTorch's `ignore_index`: nothing is learned from this place."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with its answers: `tags` [n, LEVELS, roles] with NOT_SAID where no word begins or context stands.

    `spans` lists the spans of each role as (first piece, piece behind); `links` joins a cue's number with a content's
    (0) or source's (1); `labels` are the marks of each cue in the order of `spans`, None where the data have none.
    """

    ids: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    tags: NDArray[np.int64]
    spans: dict[str, list[Span]]
    links: list[tuple[int, int, int]]
    labels: list[tuple[float, ...] | None]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(slots=True)
class _Attribution:
    level: int
    labels: tuple[float, ...] | None
    spans: dict[str, list[Span]] = field(default_factory=dict)


def read_documents(path: Path) -> list[Document]:
    """The documents of a JSONL file, or of standard input for "-"."""
    lines = sys.stdin if str(path) == "-" else path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def examples_of(documents: Iterable[Document], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of the documents, in order."""
    for document in documents:
        lines = list(LINE.finditer(document["text"]))
        pieces = pieces_of([line.group() for line in lines], tokenizer)
        starts = np.array([line.start() for line in lines], np.int64)
        on_page = _Places(pieces, starts[pieces.paragraph])
        tags, attributions = _labelled(document["attributions"], on_page)
        for window in windows_of(pieces):
            yield _example(pieces, window, tags, attributions)


class _Places:
    """Pieces by the characters of the whole document."""

    def __init__(self, pieces: Pieces, shift: NDArray[np.int64]) -> None:
        self.opens = pieces.opens
        self.starts, self.ends = pieces.starts + shift, pieces.ends + shift

    def piece_span(self, start: int, end: int) -> Span:
        """The pieces of a stretch of characters, from the first of its first word on."""
        first = int(np.searchsorted(self.ends, start, "right"))
        last = int(np.searchsorted(self.starts, end, "left"))
        while 0 < first < len(self.opens) and not self.opens[first] and self.ends[first] > self.starts[first]:
            first -= 1
        return first, last


def _labelled(found: list[Any], places: _Places) -> tuple[NDArray[np.int64], list[_Attribution]]:
    """The tags of a document's pieces, and its attributions in pieces. Where two overlap, the longer one stays."""
    tags = np.zeros((len(places.opens), LEVELS, len(ROLES)), np.int64)
    told = []
    for given, level in sorted(zip(found, _levels(found), strict=True), key=lambda pair: -_length(pair[0]["content"])):
        marks = given.get("labels")
        labels = None if marks is None else tuple(float(mark in marks) for mark in LABELS)
        attribution = _Attribution(level, labels)
        for number, role in enumerate(ROLES):
            spans = attribution.spans[role] = []
            for start, end in given[role]:
                first, last = places.piece_span(start, end)
                if first < last and _free(tags[first:last, level, number]):
                    tags[first, level, number], tags[first + 1 : last, level, number] = BEGIN, IN
                    spans.append((first, last))
        told.append(attribution)
    return tags, told


def _free(tags: NDArray[np.int64]) -> bool:
    """Whether a stretch has no tags yet, or those of the very same span (a source of two cues)."""
    return not tags.any() or (tags[0] == BEGIN and bool((tags[1:] == IN).all()))


def _length(spans: list[Any]) -> int:
    return sum(end - start for start, end in spans)


def _levels(found: list[Any]) -> list[int]:
    """1 for an attribution whose cue and content lie inside what another one says, else 0."""
    return [int(any(_holds(outer, inner) for outer in found if outer is not inner)) for inner in found]


def _holds(outer: Any, inner: Any) -> bool:
    parts = [*inner["content"], *inner["cue"]]
    inside = all(any(s <= start and end <= e for s, e in outer["content"]) for start, end in parts)
    return bool(parts) and inside and _length(outer["content"]) > _length(inner["content"])


def _example(pieces: Pieces, window: Window, tags: NDArray[np.int64], attributions: list[_Attribution]) -> Example:
    start, end = window.start, window.end
    here = tags[start:end].copy()
    here[0][here[0] == IN] = BEGIN
    taught = pieces.opens[start:end].copy()
    taught[: window.core - start] = False
    here[~taught] = NOT_SAID
    numbers: dict[str, dict[Span, int]] = {role: {} for role in ROLES}
    links: set[tuple[int, int, int]] = set()
    labels: dict[int, tuple[float, ...] | None] = {}
    for told in attributions:
        inside = {
            role: [numbers[role].setdefault(s, len(numbers[role])) for s in _cut(told.spans[role], start, end)]
            for role in ROLES
        }
        for cue in inside["cue"]:
            labels[cue] = told.labels
            links.update((0, cue, content) for content in inside["content"])
            links.update((1, cue, source) for source in inside["source"])
    spans = {role: list(numbers[role]) for role in ROLES}
    marks = [labels[number] for number in range(len(spans["cue"]))]
    return Example(
        pieces.ids[start:end], pieces.case[start:end], pieces.quote[start:end], here, spans, sorted(links), marks
    )


def _cut(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of spans inside a window, counted from its start."""
    for first, last in spans:
        if max(first, start) < min(last, end):
            yield max(first, start) - start, min(last, end) - start
