"""What does an HTML page say about itself where readers do not look? JSON-LD, meta elements, microdata, its URL.

For each question a table lists the elements that answer it, the surest first. Whatever they said goes along as
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import Evidence
from onrecord.read.address import CRUMBS, SECTIONS, URLS, canonical_of, section_of
from onrecord.read.authors import AUTHORS, authors_told
from onrecord.read.markup import Markup, is_article, markup_of
from onrecord.read.outlets import OUTLETS, Site, site_of
from onrecord.read.titles import VOTES

STANDFIRSTS = (
    "json-ld description",
    "meta og:description",
    "meta description",
    "meta twitter:description",
    "microdata description",
)
LANGUAGES = ("html lang", "json-ld inLanguage", "meta og:locale", "meta content-language", "meta language")
"""Sayings that answer a question, the surest first."""

EVIDENCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", tuple(VOTES)),
    ("subtitle", STANDFIRSTS),
    ("author", tuple(key for keys in AUTHORS for key in keys)),
    ("outlet", OUTLETS),
    ("section", (*SECTIONS, *CRUMBS)),
    ("url", URLS),
    ("language", LANGUAGES),
)
"""Which sayings are evidence for which field of a page."""

VALUE_ROOM = 500
MOST_EVIDENCE = 60
MOST_OF_A_FIELD = 20
"""Characters of a value, and rows of evidence that a page, or one field of it, has at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the markup tells. `house` is the outlet where it signs itself, `nodes` the objects of its JSON-LD."""

    markup: Markup
    site: Site
    authors: tuple[str, ...] = ()
    house: tuple[str, ...] = ()
    standfirsts: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    language: str | None = None
    article: bool = False
    nodes: tuple[dict[str, Any], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


def told_by(tree: Any, source: str, url: str | None) -> Told:
    """What the page's markup tells about the page. `source` is the markup as text, `url` where the page came from."""
    markup = markup_of(tree, source)
    address, notes = canonical_of(markup, url)
    site = site_of(markup, url, address)
    authors, house = authors_told(markup, tree, site)
    return Told(
        markup=markup,
        site=site,
        authors=authors,
        house=house,
        standfirsts=tuple(saying.words for saying in markup.sayings(STANDFIRSTS)),
        url=address,
        section=section_of(markup, site, address),
        language=markup.first(*LANGUAGES),
        article=any(map(is_article, markup.nodes)) or (markup.first("meta og:type") or "").lower() == "article",
        nodes=markup.nodes,
        evidence=tuple(_evidence(markup))[:MOST_EVIDENCE],
        notes=notes,
    )


def _evidence(markup: Markup) -> Iterator[Evidence]:
    for field, keys in EVIDENCE:
        for saying in list(markup.sayings(keys))[:MOST_OF_A_FIELD]:
            yield Evidence(field, saying.words[:VALUE_ROOM], saying.by)
