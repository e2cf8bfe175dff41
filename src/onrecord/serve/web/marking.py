"""Which words of a page lie in which statement, figure, time or name?

The text is cut once, from beginning to end, wherever a span begins or ends: spans may lie inside one another or
overlap, and no character is lost or shown twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.model import BODY, Figure, Mention, Page, Statement, Time
from onrecord.serve.words import day_of

LAYERS: tuple[str, ...] = ("statements", "figures", "times", "names")
"""The layers of marks; a piece in several leads to the card of the last of them that has cards."""

READ = BODY | {"title", "subtitle", "byline"}
"""Kinds of blocks that are shown as the article; the others were left out of it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of page text: in which layers it lies, the card it leads to, and the rows that begin here.

    `rows` are all rows with cards in which it lies, the inmost (whose card that is) last. `note` is what the record
    reads in it (the day that a time means).
    """

    text: str
    layers: tuple[str, ...]
    card: str
    rows: tuple[str, ...]
    anchors: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block of the page: `kind` as in docs/record.md, empty between blocks."""

    kind: str
    pieces: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand together: the article, or what was left out of it."""

    left_out: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of page text in a layer. `row` is what it belongs to, `first` whether the row begins here."""

    layer: str
    start: int
    end: int
    row: str
    card: bool
    first: bool = True
    note: str = ""


def marks_of(
    statements: Iterable[Statement], figures: Iterable[Figure], times: Iterable[Time], names: Iterable[Mention]
) -> Iterator[Mark]:
    """The marks of all layers; statements and figures have cards."""
    for said in statements:
        for place, cite in enumerate(said.content):
            yield Mark("statements", cite.start, cite.end, said.id, card=True, first=place == 0)
    for figure in figures:
        yield Mark("figures", figure.start, figure.end, figure.id, card=True)
    for time in times:
        yield Mark(
            "times", time.start, time.end, time.id, card=False, note=day_of(time.value) if time.value.edtf else ""
        )
    for name in names:
        yield Mark("names", name.start, name.end, name.id, card=False)


def sections_of(page: Page, marks: Iterable[Mark], *, hidden: Collection[str] = ()) -> tuple[Section, ...]:
    """The page's text, block by block, with its marks; what was left out stands together, at its place.

    Rows of a hidden layer keep their places, so that a link to their words still leads there.
    """
    blocks = list(_blocks(page))
    edges = [edge for _, start, end in blocks for edge in (start, end)]
    pieces = deque(_pieces(page.text, sorted(marks, key=lambda mark: (mark.start, -mark.end)), edges, hidden))
    made = [(kind, Stretch(kind, tuple(_until(pieces, end)))) for kind, _, end in blocks]
    shown = (pair for pair in made if any(piece.text.strip() for piece in pair[1].pieces))
    groups = groupby(shown, key=lambda pair: pair[0] not in READ and bool(page.blocks))
    return tuple(Section(left_out, tuple(stretch for _, stretch in group)) for left_out, group in groups)


def _blocks(page: Page) -> Iterator[tuple[str, int, int]]:
    """The blocks and what lies between them, without a gap and in order."""
    at = 0
    for block in sorted(page.blocks, key=lambda block: block.start):
        if block.start > at:
            yield "", at, block.start
        if block.end > at:
            yield block.kind, max(at, block.start), block.end
        at = max(at, block.end)
    if at < len(page.text):
        yield "", at, len(page.text)


def _until(pieces: deque[tuple[int, Marked]], end: int) -> Iterator[Marked]:
    while pieces and pieces[0][0] < end:
        yield pieces.popleft()[1]


def _pieces(
    text: str, marks: Sequence[Mark], edges: Iterable[int], hidden: Collection[str]
) -> Iterator[tuple[int, Marked]]:
    """The text cut at every edge, each piece with its place."""
    cuts = sorted({*edges, *(at for mark in marks for at in (mark.start, mark.end)), 0, len(text)})
    waiting, live = deque(marks), list[Mark]()
    for left, right in pairwise(cut for cut in cuts if 0 <= cut <= len(text)):
        live = [mark for mark in live if mark.end > left]
        while waiting and waiting[0].start <= left:
            live.append(waiting.popleft())
        yield left, _marked(text[left:right], left, [mark for mark in live if mark.end > left], hidden)


def _marked(text: str, at: int, live: Sequence[Mark], hidden: Collection[str]) -> Marked:
    shown = [mark for mark in live if mark.layer not in hidden]
    rows = tuple(dict.fromkeys(mark.row for mark in sorted(shown, key=_inmost) if mark.card))
    return Marked(
        text=text,
        layers=tuple(layer for layer in LAYERS if any(mark.layer == layer for mark in shown)),
        card=rows[-1] if rows else "",
        rows=rows,
        anchors=tuple(mark.row for mark in live if mark.start == at and mark.first and mark.card),
        note="; ".join(dict.fromkeys(mark.note for mark in shown if mark.note)),
    )


def _inmost(mark: Mark) -> tuple[int, int, str]:
    return LAYERS.index(mark.layer), mark.start, mark.row
