"""Which rendered blocks of an HTML page are its article, and what are the others?

A trained model says how likely each block is to be part of the article (`traits` tells what it is asked by), and those
blocks are kept from which the best score is to be expected. A block is body or not as it stands, so paragraphs are
never glued, doubled or cut. trafilatura's quick choice is one of the things the model is asked by.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import trafilatura
from numpy.typing import NDArray

from onrecord.model import Block, BlockKind, Page
from onrecord.read.blocks import MOST_BLOCKS, Line, kinds_of_lines, line_of
from onrecord.read.raw import raw_places
from onrecord.read.render import STUMBLES, Drawn, nests_deeper
from onrecord.read.trained import scores
from onrecord.read.traits import comments_of, traits_of

WORD = re.compile(r"\w+")

# a page they stumble over is judged without them: nobody at the terminal has to know
for library in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

MODEL = "blocks"
"""The trained model, of `training/read/blocks`."""

HEADING = "h[1-6]"

LEAST_CHANCE = 0.15
"""A block under this chance of being body is none, however little of a page is body."""

LEAST_WORDS = 0.5
"""What a block without words counts as, in words, when the best choice is looked for."""

COVERED = 0.7
"""Share of a block's word triples that must be in trafilatura's choice: links and marks inside may be lost."""

MOST_ELEMENTS = 60_000
"""Elements up to which trafilatura is asked: large news pages have 10,000."""

DEEPEST = 200
"""Depth up to which trafilatura is asked: real pages stay under 80, and its time grows with the square of the depth."""

LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|stand-?first|summary|intro|excerpt|dec?k|chap[oeô]|abstract|sapo|sub-?title|sub-?head(?:line)?|vorspann"
    r"|teaser|bajada|entradilla|ingress)(?![a-z])"
)
"""What sites call the element of an article's opening lines."""

MARKUP = re.compile(r"<[^>]{1,300}>")
"""Tags in a text that the markup gives as the article's; some sites write HTML there."""


def html_kinds(tree: Any, blocks: Sequence[Drawn], *, title: str = "", told: str = "") -> list[BlockKind]:
    """A kind for each rendered block of the page.

    `title` is the page's title and `told` the article's text, as far as the markup gives them. A page that is too deep
    or too large for trafilatura is judged by its lines alone.
    """
    if not blocks or len(blocks) > MOST_BLOCKS:
        return ["junk"] * len(blocks)
    lines = [line_of(block.text) for block in blocks]
    if nests_deeper(tree, DEEPEST) or tree.xpath("count(//*)") > MOST_ELEMENTS:
        return kinds_of_lines(lines)
    table = traits_of(blocks, lines, votes_of(tree, blocks), title=title, told=told)
    return kinds_from(blocks, lines, scores(MODEL, table)[:, 1])


def kinds_from(blocks: Sequence[Drawn], lines: Sequence[Line], likely: NDArray[np.float32]) -> list[BlockKind]:
    """A kind for each block (there must be one), when so likely each is to be part of the article."""
    kept = kept_of(lines, np.where(comments_of(blocks), 0, likely))
    kinds = [_kind(block, line, bool(keep)) for block, line, keep in zip(blocks, lines, kept, strict=True)]
    first = next((index for index, kind in enumerate(kinds) if kind == "paragraph"), None)
    if first is not None and is_lead(blocks[first]):
        kinds[first] = "lead" if lines[first].stopped else "subtitle"
    return kinds


def is_lead(block: Drawn) -> bool:
    """Whether the markup calls the block's own element the article's lead.

    A lead is a whole sentence and opens the body; a standfirst without a stop is a second headline, a `subtitle`.
    """
    return LEAD.search(" ".join((*block.names[-1:], block.own))) is not None


def kept_of(lines: Sequence[Line], likely: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which blocks are kept: those from which the best F1 of words is to be expected.

    Of the likeliest blocks so many are taken that twice the expected right words over kept and expected ones is
    highest: on a page of doubtful blocks more of them than on a page of sure ones.
    """
    words = np.array([max(line.words, LEAST_WORDS) for line in lines])
    order = np.argsort(-likely, kind="stable")
    expected = np.cumsum((words * likely)[order])
    best = int(np.argmax(2 * expected / (np.cumsum(words[order]) + expected[-1])))
    return (likely >= max(float(likely[order[best]]), LEAST_CHANCE)).astype(np.bool_)


def article_text(nodes: Iterable[dict[str, Any]]) -> str:
    """The longest text that the page's JSON-LD gives as an article's, without tags; empty where it gives none."""
    texts = (node.get("articleBody") for node in nodes)
    return MARKUP.sub(" ", max((text for text in texts if isinstance(text, str)), key=len, default=""))


def votes_of(tree: Any, blocks: Sequence[Drawn]) -> list[bool]:
    """Whether trafilatura's quick choice holds each block."""
    chosen = _chosen_lines(tree)
    words = [word for line in chosen for word in WORD.findall(line.lower())]
    triples: set[tuple[str, ...]] = set(zip(words, words[1:], words[2:], strict=False))
    lines = {" ".join(WORD.findall(line.lower())) for line in chosen}
    return [_is_chosen(block.text, triples, lines) for block in blocks]


def _chosen_lines(tree: Any) -> list[str]:
    """The lines that trafilatura takes for the body; none when it finds no body."""
    try:
        found = trafilatura.bare_extraction(
            tree, fast=True, with_metadata=False, include_comments=False, include_tables=True, deduplicate=False
        )
    except STUMBLES:
        # a page that trafilatura stumbles over is judged without it
        return []
    return (getattr(found, "text", None) or "").split("\n")


def _is_chosen(text: str, triples: set[tuple[str, ...]], lines: set[str]) -> bool:
    words = WORD.findall(text.lower())
    if not words:
        return False
    own = list(zip(words, words[1:], words[2:], strict=False))
    if len(words) < 6 or not own:
        return " ".join(words) in lines
    return sum(triple in triples for triple in own) >= COVERED * len(own)


def _kind(block: Drawn, line: Line, kept: bool) -> BlockKind:
    caption = "figcaption" in block.tags
    if kept and not caption:
        if line.known is not None:
            return line.known
        if line.tail and not line.prose:
            return "junk"
        return "heading" if re.fullmatch(HEADING, block.tag) else "paragraph"
    if caption and line.words > 2 and line.known is None:
        return "caption"
    return line.known if line.known in ("byline", "link_out", "caption") else "junk"


def placed(blocks: Sequence[Drawn], kinds: Sequence[BlockKind], page: Page, data: bytes) -> tuple[Block, ...]:
    """The blocks of the page as the record keeps them; all but junk with their bytes in the raw page (`page.text`)."""
    if len(blocks) > MOST_BLOCKS:
        return (Block("junk", blocks[0].start, blocks[-1].end),)
    places = raw_places(blocks, page.text, data, page.encoding or "utf-8")
    return tuple(
        Block(kind, block.start, block.end, None if kind == "junk" else place, block.path)
        for block, kind, place in zip(blocks, kinds, places, strict=True)
    )
