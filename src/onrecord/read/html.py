"""How does an HTML page fall into blocks, and which of them are the article?

trafilatura chooses the body's words; they are laid back onto the rendered blocks, so the page's text stays whole and
a block is body or not as it stands. What it glues, doubles or drops does not reach the record.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

import trafilatura

from onrecord.model import Block, BlockKind, Page
from onrecord.read.blocks import GAIN, GAIN_WORDS, MOST_BLOCKS, Line, best_stretch, body_of, kinds_of_lines, line_of
from onrecord.read.raw import raw_places
from onrecord.read.render import STUMBLES, Drawn, nests_deeper

WORD = re.compile(r"\w+")

# a page they stumble over is judged by its lines: nobody at the terminal has to know
for library in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

HEADING = "h[1-6]"

SMALL_PART = 0.15
"""Share of the page's prose under which trafilatura's quick choice is not believed (one page in fifty)."""

SHORT_LOSS = 8
"""What a chosen line that is no prose counts against the stretch it stands in: two words of prose."""

TAIL_LOSS = 60
"""The same for a heading of what stands below articles: some stand within one."""

LINKED = 0.7
LINK_WORDS = 60
"""A chosen line of so few words, so much of it inside links, leads elsewhere."""

COVERED = 0.7
"""Share of a block's word triples that must be in the chosen body: links and marks inside may be lost on the way."""

MOST_ELEMENTS = 60_000
"""Elements up to which trafilatura is asked: large news pages have 10,000."""

DEEPEST = 200
"""Depth up to which trafilatura is asked: real pages stay under 80, and its time grows with the square of the depth."""


def html_kinds(tree: Any, blocks: Sequence[Drawn]) -> list[BlockKind]:
    """A kind for each rendered block of the page.

    The lines' own stretch is taken where trafilatura finds no body, or is not asked: a page so deep would take minutes.
    """
    if len(blocks) > MOST_BLOCKS:
        return ["junk"] * len(blocks)
    lines = [line_of(block.text) for block in blocks]
    marks = _marks(tree, blocks, lines)
    if not any(marks):
        return kinds_of_lines(lines)
    first, last = _stretch(blocks, lines, marks)
    inside = (mark and first <= index < last for index, mark in enumerate(marks))
    return [_kind(block, line, mark) for block, line, mark in zip(blocks, lines, inside, strict=True)]


def _marks(tree: Any, blocks: Sequence[Drawn], lines: Sequence[Line]) -> list[bool]:
    """Whether trafilatura chose each block: its quick choice, or its thorough one where that leaves most prose out."""
    if nests_deeper(tree, DEEPEST) or tree.xpath("count(//*)") > MOST_ELEMENTS:
        return [False] * len(blocks)
    begin, end = body_of(lines)
    marks = _chosen_blocks(blocks, _chosen_lines(tree, quick=True))
    if _prose(lines, marks) < SMALL_PART * sum(line.words for line in lines[begin:end] if line.prose):
        marks = _chosen_blocks(blocks, _chosen_lines(tree, quick=False))
    return marks if _prose(lines, marks) else [False] * len(blocks)


def _prose(lines: Sequence[Line], marks: Sequence[bool]) -> int:
    """Words of prose in the marked lines."""
    return sum(line.words for line, mark in zip(lines, marks, strict=True) if mark and line.prose)


def _chosen_lines(tree: Any, *, quick: bool) -> list[str]:
    """The lines that trafilatura takes for the body; none when it finds no body."""
    try:
        found = trafilatura.bare_extraction(
            tree, fast=quick, with_metadata=False, include_comments=False, include_tables=True, deduplicate=False
        )
    except STUMBLES:
        # a page that trafilatura stumbles over is judged by its lines
        return []
    return (getattr(found, "text", None) or "").split("\n")


def _stretch(blocks: Sequence[Drawn], lines: Sequence[Line], marks: Sequence[bool]) -> tuple[int, int]:
    """The part of the choice that is an article: menus that were chosen above and below it are left out."""
    pairs = list(zip(lines, marks, strict=True))
    first, last = best_stretch([_gain(line) if mark else 0 for line, mark in pairs])
    belongs = [
        mark and line.known is None and 2 * block.linked < len(block.text)
        for block, (line, mark) in zip(blocks, pairs, strict=True)
    ]
    while first > 0 and belongs[first - 1] and re.fullmatch(HEADING, blocks[first - 1].tag):
        first -= 1
    while last < len(blocks) and belongs[last] and not lines[last].tail:
        last += 1
    return first, last


def _gain(line: Line) -> int:
    if line.prose:
        return GAIN * min(line.words, GAIN_WORDS)
    return -TAIL_LOSS if line.tail else -SHORT_LOSS


def _chosen_blocks(blocks: Sequence[Drawn], chosen: Sequence[str]) -> list[bool]:
    words = [word for line in chosen for word in WORD.findall(line.lower())]
    triples: set[tuple[str, ...]] = set(zip(words, words[1:], words[2:], strict=False))
    lines = {" ".join(WORD.findall(line.lower())) for line in chosen}
    return [_is_chosen(block.text, triples, lines) for block in blocks]


def _is_chosen(text: str, triples: set[tuple[str, ...]], lines: set[str]) -> bool:
    words = WORD.findall(text.lower())
    if not words:
        return False
    own = list(zip(words, words[1:], words[2:], strict=False))
    if len(words) < 6 or not own:
        return " ".join(words) in lines
    return sum(triple in triples for triple in own) >= COVERED * len(own)


def _kind(block: Drawn, line: Line, chosen: bool) -> BlockKind:
    if not chosen:
        caption = "figcaption" in block.tags and line.words > 2 and line.known is None
        return "caption" if caption else line.known if line.known in ("byline", "link_out", "caption") else "junk"
    if line.known is not None:
        return line.known
    if "figcaption" in block.tags:
        return "caption"
    if line.words <= LINK_WORDS and block.linked >= LINKED * len(block.text) and not line.stopped:
        return "link_out"
    if line.tail and not line.prose:
        return "junk"
    return "heading" if re.fullmatch(HEADING, block.tag) else "paragraph"


def placed(blocks: Sequence[Drawn], kinds: Sequence[BlockKind], page: Page, data: bytes) -> tuple[Block, ...]:
    """The blocks of the page as the record keeps them; all but junk with their bytes in the raw page (`page.text`)."""
    if len(blocks) > MOST_BLOCKS:
        return (Block("junk", blocks[0].start, blocks[-1].end),)
    kept = [block for block, kind in zip(blocks, kinds, strict=True) if kind != "junk"]
    raw = dict(zip(map(id, kept), raw_places(kept, page.text, data, page.encoding or "utf-8"), strict=True))
    return tuple(
        Block(kind, block.start, block.end, raw.get(id(block)), block.path)
        for block, kind in zip(blocks, kinds, strict=True)
    )
