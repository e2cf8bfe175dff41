"""What does the markup of a page say about the page, element by element?

JSON-LD, meta elements, microdata, the classes of hNews and hAtom and a few elements of the head are gathered in one
pass. Each saying keeps the element that says it; which of them is believed is decided elsewhere (see meta).
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lxml.etree

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
"""schema.org types that are an article (NewsArticle, ReportageNewsArticle, ...)."""

JSON_NODES = 5000
"""Nodes of JSON-LD looked at on one page; articles need some fifty."""

JSON_DEEP = 6
"""Lists, references and objects that a name may lie in."""

MOST_ITEMS = 300
"""Elements with microdata or classes looked at on one page; long pages have thousands below the article."""

DEEPEST_SCOPE = 100
"""Elements between a property and the item it belongs to; real pages stay under 30."""

MOST_NAMES = 50
"""Persons or organisations named by one property."""

WORD_ROOM = 2000
PIECES = 60
"""Characters of one saying, and pieces of text or elements looked at for it: what holds the whole page says nothing."""

HEADED = ("meta", "link", "script", "title", "html")

MARKED = lxml.etree.XPath("//*[@itemprop and not(self::meta)]")
CLASSED = lxml.etree.XPath("//*[contains(@class, 'entry-title') or contains(@class, 'vcard')]")

NAMED = ("author", "creator", "publisher")
"""Properties whose value is a person or an organisation."""

TOLD_IN_JSON = ("headline", "alternativeHeadline", "name", "description", "articleSection", "inLanguage", "url")
"""Properties of an article whose value is text."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words the markup says, under a key as `meta og:title` or `json-ld headline`, and the element that says them."""

    key: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Markup:
    """All sayings of a page, by key, in the page's order. `nodes` are the objects of its JSON-LD, outer first."""

    said: dict[str, tuple[Saying, ...]]
    nodes: tuple[dict[str, Any], ...] = ()

    def sayings(self, keys: tuple[str, ...]) -> Iterator[Saying]:
        """The sayings under the keys, the first key's before the others'."""
        for key in keys:
            yield from self.said.get(key, ())

    def first(self, *keys: str) -> str | None:
        """The first words said under any of the keys."""
        return next((saying.words for saying in self.sayings(keys)), None)


def markup_of(tree: Any, source: str) -> Markup:
    """What the markup says. `source` is the text the tree was made of: what does not occur in it is not looked for."""
    nodes: list[dict[str, Any]] = []
    said: dict[str, dict[Saying, None]] = {}
    for element in tree.iter(*HEADED):
        if element.tag == "script":
            nodes.extend(_json_nodes(element))
            continue
        for saying in SPEAKERS[element.tag](element):
            said.setdefault(saying.key, {})[saying] = None
    found = [*_json_sayings(nodes)]
    if "itemprop" in source:
        found.extend(saying for element in islice(MARKED(tree), MOST_ITEMS) for saying in _item_sayings(element))
    if "hentry" in source or "entry-title" in source:
        found.extend(saying for element in islice(CLASSED(tree), MOST_ITEMS) for saying in _class_sayings(element))
    for saying in found:
        said.setdefault(saying.key, {})[saying] = None
    return Markup({key: tuple(sayings) for key, sayings in said.items()}, tuple(nodes))


def plain(value: object) -> str | None:
    """A text as a reader would see it: entities that were escaped twice resolved, spaces collapsed; None if empty."""
    if not isinstance(value, str):
        return None
    words = value[:WORD_ROOM]
    if "&" in words:
        words = html.unescape(html.unescape(words))
    return " ".join(words.replace("\xad", "").split()) or None


def words_in(element: Any) -> str | None:
    """The words inside an element, as far as they are few."""
    return plain(" ".join(islice(element.itertext(), PIECES)))


def _meta_sayings(element: Any) -> Iterator[Saying]:
    words = plain(element.get("content"))
    for attribute in ("property", "name", "itemprop"):
        name = (element.get(attribute) or "").strip().lower() if words else ""
        if words and name:
            yield Saying(f"meta {name}", words, f"meta {name}")


def _link_sayings(element: Any) -> Iterator[Saying]:
    words = plain(element.get("href"))
    for kind in (element.get("rel") or "").lower().split():
        if words and kind in ("canonical", "author"):
            yield Saying(f"link {kind}", words, f"link {kind}")


def _title_sayings(element: Any) -> Iterator[Saying]:
    words = words_in(element)
    parent = element.getparent()
    if words and parent is not None and parent.tag == "head":  # drawings have titles too
        yield Saying("title", words, "title")


def _html_sayings(element: Any) -> Iterator[Saying]:
    words = plain(element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang"))
    if words:
        yield Saying("html lang", words, "html lang")


SPEAKERS = {"meta": _meta_sayings, "link": _link_sayings, "title": _title_sayings, "html": _html_sayings}


def _json_nodes(script: Any) -> Iterator[dict[str, Any]]:
    if "ld+json" in (script.get("type") or "").lower() and script.text:
        yield from _nodes(_loaded(script.text))


def _loaded(text: str) -> object:
    # pages write raw line breaks into strings, and wrap the whole in comments or CDATA marks
    text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$", "", text.strip()).rstrip("; \n")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """The objects inside a JSON value, outer first."""
    waiting = deque([value])
    for _ in range(JSON_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(inner for inner in node.values() if isinstance(inner, dict | list))
        elif isinstance(node, list):
            waiting.extend(inner for inner in node if isinstance(inner, dict | list))


def is_article(node: dict[str, Any]) -> bool:
    """Whether a JSON-LD object is an article."""
    return any(ARTICLE_TYPE.search(kind) for kind in _kinds(node))


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _json_sayings(nodes: list[dict[str, Any]]) -> Iterator[Saying]:
    """What the first article of the JSON-LD says, then what the page as a whole says of its parts."""
    article = next(filter(is_article, nodes), None)
    known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    if article is not None:
        kind = next(kind for kind in _kinds(article) if ARTICLE_TYPE.search(kind))
        for key in TOLD_IN_JSON:
            for words in _texts(article.get(key)):
                yield Saying(f"json-ld {key}", words, f"json-ld {kind}.{key}")
        for key in NAMED:
            for words in islice(_names(article.get(key), known, JSON_DEEP), MOST_NAMES):
                yield Saying(f"json-ld {key}", words, f"json-ld {kind}.{key}")
    for node in nodes:
        if "BreadcrumbList" in _kinds(node):
            for words in _crumbs(node.get("itemListElement")):
                yield Saying("json-ld breadcrumb", words, "json-ld BreadcrumbList")
        elif "WebSite" in _kinds(node):
            for words in _texts(node.get("name")):
                yield Saying("json-ld WebSite.name", words, "json-ld WebSite.name")


def _texts(value: object) -> Iterator[str]:
    """The texts that a value is or lists."""
    for part in value if isinstance(value, list) else [value]:
        words = plain(part)
        if words:
            yield words


def _names(value: object, known: dict[str, dict[str, Any]], deep: int) -> Iterator[str]:
    """The names of persons or organisations, given as text, object, reference or list of these."""
    if deep and isinstance(value, list):
        for part in value:
            yield from _names(part, known, deep - 1)
    elif deep and isinstance(value, dict):
        named = value if value.get("name") else known.get(str(value.get("@id")), {})
        yield from _names(named.get("name"), known, deep - 1)
    elif words := plain(value):
        yield words


def _crumbs(items: object) -> Iterator[str]:
    for item in items if isinstance(items, list) else []:
        inner = item.get("item") if isinstance(item, dict) else None
        words = plain(item.get("name")) if isinstance(item, dict) else None
        words = words or (plain(inner.get("name")) if isinstance(inner, dict) else None)
        if words:
            yield words


ITEMS = frozenset({*TOLD_IN_JSON, *NAMED})


def _item_sayings(element: Any) -> Iterator[Saying]:
    """What an element with microdata says of the article it lies in."""
    names = [name for name in (element.get("itemprop") or "").split() if name in ITEMS]
    if not names or not _in_article(element):
        return
    within = islice(element.iterdescendants(), PIECES) if element.get("itemscope") is not None else ()
    inner = next((part for part in within if part.get("itemprop") == "name"), None)
    speaker = element if inner is None else inner
    words = plain(speaker.get("content")) or words_in(speaker)
    for name in names:
        if words:
            yield Saying(f"microdata {name}", words, f"microdata {name}")


def _in_article(element: Any) -> bool:
    """Whether the item that an element belongs to is an article."""
    around = islice(element.iterancestors(), DEEPEST_SCOPE)
    scope = next((place for place in around if place.get("itemscope") is not None), None)
    return scope is not None and ARTICLE_TYPE.search((scope.get("itemtype") or "").rstrip("/")) is not None


CLASSES: dict[str, str] = {"entry-title": "entry-title", "vcard": "author"}


def _class_sayings(element: Any) -> Iterator[Saying]:
    """What hNews and hAtom call the title and the author."""
    classes = (element.get("class") or "").lower().split()
    words = words_in(element)
    if words and "entry-title" in classes:
        yield Saying("class entry-title", words, "class entry-title")
    elif "vcard" in classes and ("author" in classes or "byline" in classes):
        within = islice(element.iterdescendants(), PIECES)
        inner = next((part for part in within if "fn" in (part.get("class") or "").split()), None)
        words = words if inner is None else words_in(inner)
        if words:
            yield Saying("class author", words, "class vcard author")
