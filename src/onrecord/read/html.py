"""How does an HTML page fall into blocks, and which of them are the article?

trafilatura chooses the body's words; they are laid back onto the rendered blocks, so the page's text stays whole and
a block is body or not as it stands. What it glues, doubles or drops does not reach the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import trafilatura

from onrecord.model import Block, BlockKind
from onrecord.read.blocks import kinds_of, line_of
from onrecord.read.render import Drawn, depth_of

WORD = re.compile(r"\w+")

SHINGLE = 3
COVERED = 0.7
"""Share of a block's word triples that must be in the chosen body: links and marks inside may be lost on the way."""

MOST_BLOCKS = 20_000
"""Blocks up to which trafilatura is asked: an article has hundreds, and its time grows faster than the page."""

DEEPEST = 200
"""Depth up to which trafilatura is asked: real pages stay under 80, and its time grows with the square of the depth."""


def chosen_words(tree: Any, blocks: int) -> list[str] | None:
    """The paragraphs that trafilatura takes for the body of a page of so many blocks; None when it finds no body.

    It is not asked about pages so deep or long that they are no articles but would take minutes.
    """
    if blocks > MOST_BLOCKS or depth_of(tree) > DEEPEST:
        return None
    try:
        found = trafilatura.bare_extraction(
            tree, fast=True, with_metadata=False, include_comments=False, include_tables=True, deduplicate=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        # a page that trafilatura stumbles over is judged by its lines instead
        return None
    text = getattr(found, "text", None)
    return text.split("\n") if text else None


def html_kinds(blocks: Sequence[Drawn], chosen: Sequence[str] | None) -> list[BlockKind]:
    """A kind for each rendered block."""
    if not chosen:
        return kinds_of([block.text for block in blocks])
    marks = _chosen_blocks(blocks, chosen)
    return [_kind(block, mark) for block, mark in zip(blocks, marks, strict=True)]


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


def _kind(block: Drawn, chosen: bool) -> BlockKind:
    line = line_of(block.text)
    if not chosen:
        return line.known if line.known in ("byline", "link_out", "caption") else "junk"
    if line.known is not None:
        return line.known
    return "heading" if re.fullmatch(r"h[1-6]", block.tag) else "paragraph"


def placed(blocks: Sequence[Drawn], kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    """The blocks of the page, as the record keeps them."""
    return tuple(
        replace(Block(kind, block.start, block.end), path=block.path) for block, kind in zip(blocks, kinds, strict=True)
    )
