"""What must be known of a page to compare it with others, without its text?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import BODY, Block, Page, PageId

HEADLINES: frozenset[str] = frozenset({"title", "subtitle", "heading"})
"""Blocks that another page may name when it points here."""

HEADLINES_KEPT = 3
"""A page may carry the headline of the outlet it copies beneath its own; further headings divide the text."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as stories, copies and references see it. `titles`: the title first, then the headings over the text.

    `published` is EDTF or None.
    """

    id: PageId
    source: str = ""
    sha256: str = ""
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    revision_of: PageId | None = None
    refused: str | None = None
    language: str | None = None


def facts_of(page: Page) -> PageFacts:
    """The facts of `page`."""
    headlines = [page.title] if page.title else []
    for block in _before_text(page.blocks):
        words = " ".join(page.text[block.start : block.end].split())
        if words and words not in headlines:
            headlines.append(words)
    return PageFacts(
        id=page.id,
        source=page.source,
        sha256=page.sha256,
        titles=tuple(headlines[:HEADLINES_KEPT]),
        outlet=page.outlet,
        published=page.published.edtf,
        revision_of=page.revision_of,
        refused=page.refused,
        language=page.language,
    )


def _before_text(blocks: Sequence[Block]) -> list[Block]:
    """The headline blocks above the first paragraph."""
    found = []
    for block in blocks:
        if block.kind in HEADLINES:
            found.append(block)
        elif block.kind in ("lead", "paragraph"):
            break
    return found


def body_of(page: Page) -> str:
    """The words of the article: the page's body blocks, one paragraph a line (for comparing, not for citing)."""
    return "\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind in BODY)
