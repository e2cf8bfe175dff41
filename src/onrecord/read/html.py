"""Which rendered blocks of an HTML page are its article, and what are the others?

Two trained models say how likely each block is to be part of the article: the first by what the block is and stands
among (`traits`), the second by what the first says of the others (`second`). Those blocks are kept from which the best
score is to be expected. A block is body or not as it stands, so paragraphs are
never glued, doubled or cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from onrecord.model import Block, BlockKind, Page
from onrecord.read.blocks import MOST_BLOCKS, body_of
from onrecord.read.lines import Line, line_of
from onrecord.read.raw import raw_places
from onrecord.read.render import Drawn
from onrecord.read.second import Kept, kept_of, second_traits
from onrecord.read.trained import scores
from onrecord.read.traits import APART, Table, comments_of, consents_of, traits_of

MODELS = ("blocks.first", "blocks.second")
"""The trained models, of `training/read/blocks`; the second is asked about the answers of the first."""

HEADING = "h[1-6]"

SHORT_PAGE = 2500
EVEN = 0.5
"""Characters of a page up to which what stands beside its likeliest block, in the stretch of its prose, has an even
chance at least: the models learnt from pages of news sites, which are longer."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY_WORDS = 12
"""Words up to which what stands above the first sentence and names a year is the line of the page's day."""

LINKED = 0.7
LEAST_LINK, LINK_WORDS = 4, 60
"""A block of so few words, so much of it inside links, leads elsewhere."""

LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|stand-?first|summary|intro|excerpt|dec?k|chap[oeô]|abstract|sapo|sub-?title|sub-?head(?:line)?|vorspann"
    r"|teaser|bajada|entradilla|ingress)(?![a-z])"
)
"""What sites call the element of an article's opening lines."""

MARKUP = re.compile(r"<[^>]{1,300}>")
"""Tags in a text that the markup gives as the article's; some sites write HTML there."""


def html_kinds(blocks: Sequence[Drawn], *, title: str = "", told: str = "") -> list[BlockKind]:
    """A kind for each rendered block of the page.

    `title` is the page's title and `told` the article's text, as far as the markup gives them.
    """
    if not blocks or len(blocks) > MOST_BLOCKS:
        return ["junk"] * len(blocks)
    lines = [line_of(block.text) for block in blocks]
    return kinds_from(blocks, lines, chances_of(blocks, lines, traits_of(blocks, lines, title=title, told=told)))


def chances_of(blocks: Sequence[Drawn], lines: Sequence[Line], traits: Table) -> Table:
    """How likely each block is to be part of the article, in 0 to 1. There must be a block at least."""
    first, second = MODELS
    likely = scores(first, traits)[:, 1]
    return scores(second, second_traits(blocks, lines, traits, likely))[:, 1]


def kinds_from(blocks: Sequence[Drawn], lines: Sequence[Line], likely: Table) -> list[BlockKind]:
    """A kind for each block (there must be one), when so likely each is to be part of the article."""
    if sum(len(block.text) for block in blocks) < SHORT_PAGE:
        likely = np.where(_beside_the_best(blocks, lines, likely), np.maximum(likely, EVEN), likely)
    never = np.logical_or(comments_of(blocks), consents_of(blocks))
    kept = _without_day(lines, kept_of(lines, np.where(never, 0, likely)))
    kinds = [_kind(block, line, bool(keep)) for block, line, keep in zip(blocks, lines, kept, strict=True)]
    inside = np.flatnonzero(kept)
    for index in range(int(inside[0]), int(inside[-1])) if len(inside) else ():
        if _leads_elsewhere(blocks[index], lines[index]):
            kinds[index] = "link_out"
    first = next((index for index, kind in enumerate(kinds) if kind == "paragraph"), None)
    if first is not None and is_lead(blocks[first]):
        kinds[first] = "lead" if lines[first].stopped else "subtitle"
    return kinds


def _without_day(lines: Sequence[Line], kept: Kept) -> Kept:
    """What is kept, but for the line of the page's day above the first paragraph."""
    first = next((index for index, line in enumerate(lines) if kept[index] and line.prose), 0)
    days = [
        index < first and not line.stopped and line.words <= DAY_WORDS and YEAR.search(line.text) is not None
        for index, line in enumerate(lines)
    ]
    told: Kept = kept & ~np.array(days)
    return told


def _beside_the_best(blocks: Sequence[Drawn], lines: Sequence[Line], likely: Table) -> list[bool]:
    """Which blocks stand in the stretch of the page's prose and in the element around its likeliest block.

    Furniture by its words, by its links or by its element is not among them.
    """
    begin, end = body_of(lines)
    holder = blocks[int(np.argmax(likely))].places[-2:][0]
    return [
        begin <= index < end
        and holder in block.places
        and line.known is None
        and not line.tail
        and block.linked < LINKED * len(block.text)
        and APART.isdisjoint(block.tags)
        for index, (block, line) in enumerate(zip(blocks, lines, strict=True))
    ]


def _leads_elsewhere(block: Drawn, line: Line) -> bool:
    """Whether a block within the article is a pointer to another page: a few words, most of them inside links."""
    few = LEAST_LINK <= line.words <= LINK_WORDS and not line.stopped and line.known is None
    return few and block.linked >= LINKED * len(block.text)


def is_lead(block: Drawn) -> bool:
    """Whether the markup calls the block's own element the article's lead.

    A lead is a whole sentence and opens the body; a standfirst without a stop is a second headline, a `subtitle`.
    """
    return LEAD.search(" ".join((*block.names[-1:], block.own))) is not None


def article_text(nodes: Iterable[dict[str, Any]]) -> str:
    """The longest text that the page's JSON-LD gives as an article's, without tags; empty where it gives none."""
    texts = (node.get("articleBody") for node in nodes)
    return MARKUP.sub(" ", max((text for text in texts if isinstance(text, str)), key=len, default=""))


def _kind(block: Drawn, line: Line, kept: bool) -> BlockKind:
    caption = "figcaption" in block.tags
    if kept and not caption:
        # the model knows better than a line's own words whether it is furniture, but not whether it leads elsewhere
        if line.known not in (None, "junk"):
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
