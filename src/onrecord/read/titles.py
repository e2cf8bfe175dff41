"""Which words are the headline? What the markup calls the title, as the page shows it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import BODY, Block
from onrecord.read.render import Drawn

WORD = re.compile(r"\w+")

SITE_TAIL = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2}|::)\s+(?P<site>[^|•·»]{2,45})$")
"""` | Site name` behind a title."""

ALIKE = 0.7
"""Share of words that a heading and a title of the markup must share to be one headline."""


STANDFIRST_WORDS = 10
"""Words from which a heading that opens the body is a standfirst."""


def folded(text: str) -> str:
    """The words of a text in lower case, for comparing headlines."""
    return " ".join(WORD.findall(text.lower()))


def headline(blocks: Sequence[Drawn], titles: Sequence[str], outlet: str | None) -> str | None:
    """The headline: a first-level heading that the markup's titles agree with, else the markup's first title."""
    heads = [block.text for block in blocks if block.tag == "h1"]
    for head in heads:
        if any(_same_headline(head, title) for title in titles):
            return head
    if titles:
        return without_site(titles[0], outlet)
    return heads[0] if len(heads) == 1 else None


def _same_headline(head: str, title: str) -> bool:
    a, b = set(folded(head).split()), set(folded(title).split())
    return len(a) >= 2 and len(a & b) >= ALIKE * max(1, min(len(a), len(b))) and len(a) >= ALIKE * len(a | b) / 1.6


def without_site(title: str, outlet: str | None) -> str:
    """The title without the name of the site behind it."""
    while (tail := SITE_TAIL.search(title)) and len(title[: tail.start()].split()) >= 3:
        site = tail["site"]
        if len(site.split()) > 4 and folded(site) != folded(outlet or ""):
            break
        title = title[: tail.start()]
    return title


def mark_headline(
    blocks: Sequence[Block], text: str, title: str | None, standfirsts: Sequence[str]
) -> tuple[Block, ...]:
    """The blocks with headline and standfirst marked: they repeat the markup's and stand about the body's start."""
    wanted = folded(title or "")
    under = {folded(words) for words in standfirsts}
    first = next((i for i, block in enumerate(blocks) if block.kind in BODY), len(blocks))
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        words = folded(text[block.start : block.end])
        if wanted and words == wanted:
            block = replace(block, kind="title" if index <= first + 1 else "junk")
        elif (words in under and index <= first and block.kind not in BODY and len(words) > 20) or (
            index == first and block.kind == "heading" and len(words.split()) >= STANDFIRST_WORDS
        ):
            block = replace(block, kind="subtitle")
        marked.append(block)
    return tuple(marked)
