"""What do the bytes say? Sources become pages: their text, frozen, with blocks, title, outlet, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.model import BODY, Page, PageId, Refusal, Source, id_of
from onrecord.read.authors import mark_bylines
from onrecord.read.decode import decoded
from onrecord.read.html import article_text, html_kinds, placed
from onrecord.read.kinds import clues_of, with_kind
from onrecord.read.languages import language_of
from onrecord.read.live import entries_in, entries_of
from onrecord.read.meta import Told, told_by
from onrecord.read.published import dated, with_day
from onrecord.read.render import RENDERER as HTML_RENDERER
from onrecord.read.render import drawn, text_of, tree_of
from onrecord.read.signs import with_signs
from onrecord.read.text import RENDERER as TEXT_RENDERER
from onrecord.read.text import text_blocks
from onrecord.read.titles import headline, mark_headline
from onrecord.read.traps import without_traps

__all__ = ["page_of", "read"]

MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
"""How a text begins that is HTML, whatever its name says."""


def read(sources: Iterable[Source]) -> Iterator[Page | Refusal]:
    """A page for each source, in order; a refusal for what is no page at all (empty, binary, unreadable)."""
    for source in sources:
        try:
            yield page_of(source)
        except UnreadableInput as trouble:
            yield Refusal(source.name, "read", str(trouble))


def page_of(source: Source) -> Page:
    """The page a source holds. A page without an article has `refused` set and stays searchable.

    Raises UnreadableInput for what is no page at all.
    """
    text, encoding = decoded(source)
    is_html = source.media_type == "text/html" or MARKUP.match(text) is not None
    page = Page(
        id=PageId(id_of("p", source.name, source.sha256)),
        source=source.name,
        sha256=source.sha256,
        media_type="text/html" if is_html else "text/plain",
        text=text,
        encoding=encoding,
        renderer=HTML_RENDERER if is_html else TEXT_RENDERER,
        container=source.container,
        offset=source.offset,
        fetched_at=source.fetched_at,
        url=source.url or (source.name if source.name.startswith(("http://", "https://")) else None),
    )
    return with_day(_html_page(page, source) if is_html else _text_page(page, source), source.published)


def _text_page(page: Page, source: Source) -> Page:
    blocks = text_blocks(page.text, source, page.encoding or "utf-8")
    page = _told(replace(page, blocks=blocks))
    return with_kind(replace(page, entries=entries_in(page)))


def _html_page(page: Page, source: Source) -> Page:
    tree = tree_of(without_traps(page.text))
    told, blocks = told_by(tree, page.text, page.url), drawn(tree)
    found = headline(blocks, told.markup, told.site)
    text = text_of(blocks)
    kinds = html_kinds(blocks, title=found.title or "", told=article_text(told.nodes))
    kinds = mark_headline(blocks, kinds, found, told.standfirsts)
    kinds = mark_bylines(blocks, kinds, told.authors)
    placed_blocks = placed(blocks, kinds, page, source.data)
    page = replace(page, text=text, blocks=placed_blocks, url=told.url)
    page = _told(
        replace(
            page,
            title=found.title,
            outlet=told.site.outlet(found.site),
            author=", ".join(told.authors) or None,
            language=told.language,
            section=told.section,
            evidence=told.evidence,
            notes=(*told.notes, *found.notes),
        ),
        told,
        tree,
    )
    author = page.author or ", ".join(told.house) or None
    page = replace(page, author=author, entries=entries_of(page, told, tree, blocks))
    return with_kind(page, clues_of(tree, told, blocks, kinds))


def _told(page: Page, told: Told | None = None, tree: Any = None) -> Page:
    """The page with title, subtitle, language (until here: the declared one) and what its own lines tell."""
    first = {block.kind: page.text[block.start : block.end] for block in reversed(page.blocks)}
    page = replace(page, title=page.title or first.get("title"), subtitle=first.get("subtitle"))
    body = " ".join(page.text[b.start : b.end] for b in page.blocks if b.kind in BODY)
    return dated(with_signs(replace(page, language=language_of(body or page.text, page.language))), told, tree)
