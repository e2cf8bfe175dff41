"""Which words are the headline? What the markup calls the title, as the page shows it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import BODY, BlockKind
from onrecord.read.render import Drawn

WORD = re.compile(r"\w+")

SITE_TAIL = re.compile(r"\s+(?:[|•·»]|[-–—]{1,2}|::)\s+(?P<site>[^|•·»]{2,45})$")
"""` | Site name` behind a title."""

ALIKE = 0.7
"""Share of words that a heading and a title of the markup must share to be one headline."""


STANDFIRST_WORDS = 7
MOST_STANDFIRST = 80
"""Words a standfirst has: headings within the body are shorter, paragraphs may be longer."""

STANDFIRST_TAGS = frozenset({"h2", "h3", "h4", "p"})


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


def outlet_in(titles: Sequence[str], headline: str | None) -> str | None:
    """The site that a title of the markup names behind the headline."""
    for title in titles:
        tail = SITE_TAIL.search(title)
        if tail and headline and folded(title[: tail.start()]) == folded(headline):
            return tail["site"].strip()
    return None


def mark_headline(
    blocks: Sequence[Drawn], kinds: Sequence[BlockKind], title: str | None, standfirsts: Sequence[str]
) -> list[BlockKind]:
    """The kinds with headline and standfirst marked.

    The headline repeats the title. A standfirst is what the markup says it is, a long heading that opens the body, or
    the first thing under the headline.
    """
    marked = list(kinds)
    first = next((i for i, kind in enumerate(kinds) if kind in BODY), len(kinds))
    wanted, under = folded(title or ""), {folded(words) for words in standfirsts}
    places = [i for i, block in enumerate(blocks) if wanted and folded(block.text) == wanted]
    for index in places:
        marked[index] = "title" if index <= first + 1 else "junk"
    last = max((index for index in places if index < first), default=first)
    for index in range(min(first + 1, len(blocks))):
        standfirst = folded(blocks[index].text) in under or (index == first and kinds[index] == "heading")
        near = last < index <= last + 2 and blocks[index].tag in STANDFIRST_TAGS
        if marked[index] in ("junk", "heading") and _long_enough(blocks[index]) and (standfirst or near):
            marked[index] = "subtitle"
    return marked


def _long_enough(block: Drawn) -> bool:
    """Whether a block may be a standfirst: some words, and not a row of links."""
    return STANDFIRST_WORDS <= len(block.text.split()) <= MOST_STANDFIRST and 2 * block.linked < len(block.text)
