"""What does an HTML page say about itself where readers do not look? JSON-LD, meta elements, its URL.

Each answer keeps the name of the element that gave it, as evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
"""JSON-LD types that are an article (NewsArticle, ReportageNewsArticle, ...)."""

JSON_NODES = 5000
"""Nodes of JSON-LD looked at on one page; articles need some fifty."""

TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline", "sailthru.title", "parsely-title")
OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "twitter:app:name:iphone",
    "cre",
    "al:ios:app_name",
)
AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dc.creator.author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "article:author_name",
    "authors",
)
LINKS = ("og:url",)
STANDFIRSTS = ("og:description", "description", "twitter:description")
"""Names of meta elements (`name`, `property` or `itemprop`), the surer before the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the markup tells. `nodes` are the objects of its JSON-LD, outer first."""

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    standfirsts: tuple[str, ...] = ()
    url: str | None = None
    article: bool = False
    nodes: tuple[dict[str, Any], ...] = ()


def told_by(tree: Any) -> Told:
    """What the page's markup tells about the page."""
    metas = metas_of(tree)
    nodes = _nodes_of(tree)
    article = next(filter(is_article, nodes), {})
    titles = (
        _text(article.get("headline")),
        *(metas.get(name) for name in TITLES),
        _text(article.get("name")),
        _head_title(tree),
    )
    return Told(
        titles=_distinct(titles),
        outlet=_first(metas, OUTLETS[:1]) or _name(article.get("publisher")) or _first(metas, OUTLETS),
        authors=_authors(article, metas),
        standfirsts=_distinct((_text(article.get("description")), *(metas.get(name) for name in STANDFIRSTS))),
        url=_canonical(tree) or _first(metas, LINKS),
        article=bool(article) or metas.get("og:type", "").lower() == "article",
        nodes=nodes,
    )


def metas_of(tree: Any) -> dict[str, str]:
    """The first value of each named meta element, names in lower case."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _nodes_of(tree: Any) -> tuple[dict[str, Any], ...]:
    """The objects of the page's JSON-LD."""
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())
    return tuple(node for script in scripts if script.text for node in _nodes(_loaded(script.text)))


def is_article(node: dict[str, Any]) -> bool:
    """Whether a JSON-LD object is an article."""
    kinds = node.get("@type")
    return any(ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _loaded(text: str) -> object:
    # pages write raw line breaks into strings, and wrap the whole in comments or CDATA marks
    text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$", "", text.strip()).rstrip("; \n")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """The objects inside a JSON value, outer first."""
    waiting = [value]
    for _ in range(JSON_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(inner for inner in node.values() if isinstance(inner, dict | list))
        elif isinstance(node, list):
            waiting.extend(inner for inner in node if isinstance(inner, dict | list))


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a JSON-LD person or organisation, given as text, object or list."""
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    return _name(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(article: dict[str, Any], metas: dict[str, str]) -> tuple[str, ...]:
    given = article.get("author") or article.get("creator")
    names = tuple(name for name in map(_name, given if isinstance(given, list) else [given]) if name)
    return names or tuple(value for value in (metas.get(name) for name in AUTHORS) if value and "://" not in value)[:1]


def _canonical(tree: Any) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((href for href in links if href and href.startswith("http")), None)


def _head_title(tree: Any) -> str | None:
    element = tree.find("head/title")
    return _text(element.text_content()) if element is not None else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((value for value in (_text(metas.get(name)) for name in names) if value), None)


def _distinct(values: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(_text, values) if text))
