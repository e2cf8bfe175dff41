"""On which day was a page published? Its markup, its lines, its URL and its dateline may name one: one is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from htmldate import find_date

from onrecord.model import BODY, Block, Page, When
from onrecord.read.dates import Stamp, day_in_url, iso_day, stamps_in
from onrecord.read.meta import Told, is_article, metas_of
from onrecord.read.render import STUMBLES
from onrecord.read.signs import dateline_of

DAYS = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "published_at",
    "article.published",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "ptime",
    "date",
)
CHANGES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
    "revised",
)
"""Names of meta elements (`name`, `property` or `itemprop`), the surer before the others."""

LATEST = "2100-12-31"
"""Upper bound handed to htmldate, so that what it finds does not depend on the day it runs."""


WEST, EAST = 10, 14
"""UTC hours before which it may still be yesterday in the west, and from which it may be tomorrow in the east."""


def days_of(told: Told, tree: Any, url: str | None, shown: When) -> tuple[When, When]:
    """The days of publication and of the last change, as markup, URL and the day shown to readers tell them."""
    article, metas = next(filter(is_article, told.nodes), {}), metas_of(tree)
    published = _published(article, metas, tree)
    return _chosen(published, told, tree, url, shown), _when(article, metas, "dateModified", CHANGES)


def _chosen(published: When, told: Told, tree: Any, url: str | None, shown: When) -> When:
    """The day of publication: what the markup says, the day shown to readers, the URL's, or what htmldate finds.

    Where markup and page name neighbouring days (a time in UTC against a local one), the shown local day stands.
    """
    if published.edtf:
        return shown if _neighbours(published.edtf, shown.edtf) else published
    in_url = day_in_url(url or told.url or "")
    if in_url.edtf and not (shown.edtf and shown.edtf.startswith(in_url.edtf)):
        return in_url
    return shown if shown.edtf else _searched(tree)


def _published(article: dict[str, Any], metas: dict[str, str], tree: Any) -> When:
    when = _when(article, metas, "datePublished", DAYS)
    if when.edtf:
        return when
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        if element.get("itemprop") == "datePublished" or (element.tag == "time" and element.get("pubdate") is not None):
            when = iso_day(
                element.get("datetime") or element.get("content") or element.get("title") or "", "datePublished"
            )
            if when.edtf:
                return when
    return When()


def _when(article: dict[str, Any], metas: dict[str, str], key: str, names: tuple[str, ...]) -> When:
    values = ((key, article.get(key)), *((name, metas.get(name)) for name in names))
    found = (iso_day(value, name) for name, value in values if isinstance(value, str))
    return next((when for when in found if when.edtf), When())


def _searched(tree: Any) -> When:
    try:
        # its extensive search makes January 1st of a copyright year
        found = find_date(tree, original_date=True, extensive_search=False, max_date=LATEST)
    except STUMBLES:
        return When()
    return When(found, "metadata", "htmldate") if found else When()


def _neighbours(told: str, shown: str | None) -> bool:
    """Whether a time told in UTC falls on the shown day somewhere: on the day before in the west, after in the east."""
    if not shown or "T" not in told or not told.endswith("Z"):
        return False
    days = (date.fromisoformat(shown[:10]) - date.fromisoformat(told[:10])).days if shown[:1].isdigit() else 0
    hour = int(told[11:13])
    return (days == -1 and hour < WEST) or (days == 1 and hour >= EAST)


def dated(page: Page) -> Page:
    """The page with the days its own lines tell where the markup told none."""
    stated, updated = shown_days(page)
    days = (page.published, stated, day_in_url(page.url or ""), dateline_of(page)[2])
    published = next((when for when in days if when.edtf), When())
    return replace(page, published=published, modified=page.modified if page.modified.edtf else updated)


def shown_days(page: Page) -> tuple[When, When]:
    """The day of publication and of the last change, as lines near the title show them."""
    stamps = [stamp for line in _lines_near_title(page) for stamp in stamps_in(line)]
    return _first_day(stamps, updated=False), _first_day(stamps, updated=True)


def _first_day(stamps: Iterable[Stamp], *, updated: bool) -> When:
    return next((stamp.when for stamp in stamps if stamp.updated is updated), When())


def _lines_near_title(page: Page) -> list[str]:
    """Lines that are not prose: from just before the title to the start of the body, then those behind it."""
    blocks = page.blocks
    title = next((i for i, block in enumerate(blocks) if block.kind == "title"), 0)
    body = [i for i, block in enumerate(blocks) if block.kind in BODY]
    first, last = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    near = [
        *range(title, first),
        *range(title - 1, max(title - 6, -1), -1),
        *range(first, min(first + 4, last)),
        *range(last + 1, last + 4),
    ]
    return [page.text[b.start : b.end] for b in _those(blocks, near) if b.kind not in BODY and b.end - b.start < 160]


def _those(blocks: Sequence[Block], places: Iterable[int]) -> list[Block]:
    return [blocks[place] for place in dict.fromkeys(places) if 0 <= place < len(blocks)]
