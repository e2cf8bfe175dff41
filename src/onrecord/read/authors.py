"""Who signed a page? What its markup calls the author, else the byline it shows.

The outlet itself is the author only where no source names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import lxml.etree

from onrecord.model import Page
from onrecord.read.markup import Markup, words_in
from onrecord.read.outlets import BARS, Site

AUTHORS: tuple[tuple[str, ...], ...] = (
    ("json-ld author",),
    ("json-ld creator",),
    ("microdata author", "microdata creator"),
    ("meta author",),
    ("meta article:author",),
    ("meta article:author_name",),
    ("meta parsely-author",),
    ("meta sailthru.author",),
    ("meta byl",),
    ("meta og:author",),
    ("meta cxenseparse:author",),
    ("meta dc.creator",),
    ("meta dc.creator.author",),
    ("meta authors",),
    ("class author",),
)
"""Sayings that name authors, the surer before the others: the first that names more than the outlet is believed."""

BYLINES = lxml.etree.XPath(
    "//*[@rel='author' or contains(@class, 'uthor') or contains(@class, 'yline') or contains(@class, 'autor')]"
)
"""Elements that may show a byline: `author`, `Author`, `byline`, `autor`."""

MOST_BYLINES = 40
BYLINE_ROOM = 150
"""Elements looked at, and characters of one that is a byline and no portrait of the author."""

NO_BYLINE = re.compile(
    r"comment|quote|image|photo|foto|picture|caption|credit|media|teaser|card|related|preview|recommend|popular"
    r"|sidebar|widget|footer|nav|menu|list",
    re.IGNORECASE,
)
"""Classes of elements that name the authors of something else."""

ASIDES = frozenset({"footer", "nav", "aside", "figure"})

AROUND = 6
"""Elements around a byline whose classes are looked at."""

BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|text|words|compiled)\s+)?(?:by|von|par|por|di|da|door|автор"
    r"|autore?|author|text|texte|correspondent|reporter)\b\s*:?\s*(?=\w)",
    re.IGNORECASE,
)
DASHED = re.compile(r"^\W*(?:--|—|–|-)\s*(?=[A-ZÀ-Þ])")
NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le"
    r"|ter)\s+)*[^\W\d_a-z][\w.'’-]*){0,3}"
)
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]*){1,3}")
BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|&|\||/|\band\b|\bund\b|\bet\b|\by\b(?!\.)|\be\b|\ben\b|\bи\b|\bwith\b)\s*", re.IGNORECASE
)
NOT_NAMES = re.compile(
    r"\b(?:staff|editor(?:s|ial)?|correspondents?|reporters?|writers?|newsroom|desk|team|redaktion|admin|updated?"
    r"|published|posted|contributors?|bureau|special to|for the|@|https?:|www\.|\d{2,}|minutes?|read|in [A-Z])\b|@",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[(\[].*?[)\]]")

PLAIN_WORDS = range(2, 6)
"""Words of a name that markup gives in no form of a personal name ("Kalven staff reporter")."""

UNNAMED = re.compile(r"[@\d/]")

LAST_FIRST = re.compile(r"(?P<last>[^\W\d_a-z][\w'’-]+),\s+(?P<first>[^\W\d_a-z][\w'’.-]*)")
"""A catalogue's `Orso, Dagny`."""


def authors_told(markup: Markup, tree: Any, site: Site) -> tuple[str, ...]:
    """The authors that the markup names, or that an element marked as byline shows."""
    fallback: tuple[str, ...] = ()
    for names in chain(_sources(markup), _shown(tree)):
        others = tuple(name for name in names if not site.is_named(name))
        if others:
            return others
        fallback = fallback or names
    return fallback


def _sources(markup: Markup) -> Iterator[tuple[str, ...]]:
    for keys in AUTHORS:
        said = [saying.words for saying in markup.sayings(keys) if "://" not in saying.words]
        yield tuple(dict.fromkeys(name for words in said for name in names_in(words) or _plain_name(words)))


def _plain_name(words: str) -> tuple[str, ...]:
    """What markup gives as an author's name though it looks like none."""
    words = " ".join(BRACKETED.sub(" ", words).split())
    return (words,) if len(words.split()) in PLAIN_WORDS and not UNNAMED.search(words) else ()


def _shown(tree: Any) -> Iterator[tuple[str, ...]]:
    """The names in elements marked as a byline."""
    for element in islice(BYLINES(tree), MOST_BYLINES):
        words = words_in(element) or ""
        if len(words) <= BYLINE_ROOM and not any(map(_is_elsewhere, _around(element))):
            names = names_in(words)
            if any(" " in name for name in names):
                yield names


def _around(element: Any) -> Iterator[Any]:
    yield element
    yield from islice(element.iterancestors(), AROUND)


def _is_elsewhere(element: Any) -> bool:
    return element.tag in ASIDES or NO_BYLINE.search(element.get("class") or "") is not None


def author_of(page: Page) -> str | None:
    """The names in the first byline that holds any, joined by commas."""
    for block in page.blocks:
        if block.kind == "byline":
            words = page.text[block.start : block.end]
            names = _signed(words, page.outlet or "")
            if names:
                return ", ".join(names)
    return None


def _signed(words: str, outlet: str) -> tuple[str, ...]:
    """Who signed in a byline: the names behind "By" or a dash, or one full name parted from the rest by a bar."""
    opened = BY.match(words) or DASHED.match(words)
    if opened:
        return names_in(words[opened.end() :])
    parts = [part.strip() for part in BARS.split(words)]
    names = [part for part in parts if FULL_NAME.fullmatch(part) and part != outlet]
    return names_in(names[-1]) if names and len(parts) > 1 else ()


def names_in(words: str) -> tuple[str, ...]:
    """Personal names in a byline: no roles, outlets in brackets, days or addresses."""
    words = BY.sub("", BRACKETED.sub(" ", words)).strip()
    if turned := LAST_FIRST.fullmatch(words):
        words = f"{turned['first']} {turned['last']}"
    names = (" ".join(part.split()).strip(" .,-–—|") for part in BETWEEN_NAMES.split(words))
    cased = (name.title() if name.isupper() and " " in name else name for name in names)
    return tuple(dict.fromkeys(name for name in cased if NAME.fullmatch(name) and not NOT_NAMES.search(name)))
