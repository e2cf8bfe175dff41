"""What stands around a cite, and how much of it may leave?

A passage is a stretch of one page's text with the cited words marked in it. How far it reaches is the `--text`
setting of the report: `cites` carries a short line of context, `full` the whole paragraph, `none` no words at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model import Block, Cite, Page

Text = Literal["full", "cites", "none"]

REACH: dict[Text, int] = {"none": 0, "cites": 140, "full": 20_000}
"""Code points of the paragraph shown on each side of the cited words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; `cited` tells whether it is the cited words or what stands around them."""

    text: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Cited words where they stand. `start:end` are code points of the page's text and span all cited words."""

    page: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    block: str
    cut: tuple[bool, bool] = (False, False)
    """Whether the paragraph goes on before and after the pieces."""


def block_at(page: Page, position: int) -> Block | None:
    """The block of the page that holds a position, or None between blocks."""
    return next((block for block in page.blocks if block.start <= position < block.end), None)


def passage_of(page: Page, cites: Sequence[Cite], *, text: Text) -> Passage:
    """The passage around cites of one page, in the order of the text."""
    cites = sorted((cite for cite in cites if cite.end > cite.start), key=lambda cite: cite.start)
    start, end = (cites[0].start, cites[-1].end) if cites else (0, 0)
    block = block_at(page, start)
    found = Passage(page.id, start, end, (), block.kind if block else "")
    if text == "none" or not cites:
        return found
    window = _window(page, start, end, REACH[text])
    return replace(found, pieces=_pieces(page, cites, window), cut=_cut(page, window))


def _window(page: Page, start: int, end: int, reach: int) -> tuple[int, int]:
    """The stretch shown: at most `reach` around the words, inside their blocks, cut between words."""
    first, last = block_at(page, start), block_at(page, end - 1)
    left = max(first.start if first else start, start - reach)
    right = min(last.end if last else end, end + reach)
    if first and left > first.start:
        space = page.text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    if last and right < last.end:
        space = page.text.rfind(" ", end, right)
        right = space if space >= 0 else end
    return left, right


def _pieces(page: Page, cites: Sequence[Cite], window: tuple[int, int]) -> tuple[Piece, ...]:
    left, right = window
    pieces, at = [], left
    for cite in cites:
        pieces += [Piece(page.text[at : cite.start], False), Piece(page.text[max(at, cite.start) : cite.end], True)]
        at = max(at, cite.end)
    pieces.append(Piece(page.text[at:right], False))
    return tuple(piece for piece in pieces if piece.text)


def _cut(page: Page, window: tuple[int, int]) -> tuple[bool, bool]:
    left, right = window
    first, last = block_at(page, left), block_at(page, right - 1)
    return bool(first and left > first.start), bool(last and right < last.end)
