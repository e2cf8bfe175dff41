"""Who signed a page? What its markup calls the author, else the byline it shows.

The outlet itself is the author only where no source names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import lxml.etree

from onrecord.model import BODY, BlockKind, Page
from onrecord.read.dates import stamps_in
from onrecord.read.markup import Markup, words_in
from onrecord.read.outlets import BARS, Site
from onrecord.read.render import Drawn

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
    "//*[@rel='author' or contains(@class, 'uthor') or contains(@class, 'yline') or contains(@class, 'autor')"
    " or (self::a and (contains(@href, '/author') or contains(@href, '/autor')))]"
)
"""Elements that may show a byline, by `author`, `Author`, `byline` or `autor` in their class or their link."""

MOST_BYLINES = 40
BYLINE_ROOM = 150
"""Elements looked at, and characters of one that is a byline and no portrait of the author."""

ELSEWHERE = re.compile(
    r"comment|quote|teaser|card|related|preview|recommend|popular|sidebar|widget|footer", re.IGNORECASE
)
PICTURED = re.compile(r"image|photo|foto|picture|caption|credit|media|avatar", re.IGNORECASE)
"""Classes of elements that name the authors of something else; the latter only on the element itself."""

ASIDES = frozenset({"footer", "nav", "aside", "figure", "blockquote"})

MOST_BETWEEN = 8
"""Lines under a title among which a name may stand alone."""

SHORT_POST = 4
"""Letters from which a capitalised word alone is no agency (`Sid`, `Afp` in capitals for titles)."""

AROUND = 6
"""Elements around a byline whose classes are looked at."""

SIGNED = (
    r"by|door|oleh|bởi|автора?|автори|auth?or(?:in|a|e|es|s|en)?(?:/autor(?:in)?)?|text[eo]?|tekst|текст|correspondent"
    r"|reporter|redakteur(?:in)?|penulis|yazar|szerző|författare|forfatter|tác giả|بقلم|كتب|作者|文"
)
PARTICLE = r"(?:von|par|por|di|da|de|av|af|od)\b\s+(?=\w\S*\s+\w)"
"""Before one word only, such a word is a part of the name: `De Kalvener`, `Di Orso`."""

BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|text|words|compiled|ein \w+|kommentar|une? \w+)\s+)?"
    rf"(?:(?:{SIGNED})(?:\s*[:：]\s*|\b\s*)(?=\w)|{PARTICLE})",
    re.IGNORECASE,
)
"""How a byline begins: who wrote, in some twenty languages."""

REPORTER = re.compile(
    r"(?:记者|記者|撰文|作者)\s*[:：/／]?\s*"
    r"(?P<han>[\u4e00-\u9fff]{2,4}(?:[、，,\s]+[\u4e00-\u9fff]{2,4}){0,4})(?![\u4e00-\u9fff])"
    r"|(?P<hangul>[가-힣]{2,4})\s*(?:선임\s*)?기자\b"
)
"""`记者 NAME、NAME` and `NAME 기자`: a reporter's name is not parted from the word by a space."""

DASHED = re.compile(r"^\W*(?:--|—|–|-)\s*(?=[A-ZÀ-Þ])")
NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le"
    r"|ter)\s+)*[^\W\d_a-z][\w.'’-]*){0,3}"
)
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]*){1,3}")
BETWEEN_NAMES = re.compile(
    r"\s*(?:[,;&|/、，；／＆·•]|\b(?i:and|und|et|en|och|og|dan|và|ve|és|și|та|и|و|with|mit|avec|con)\b|\b[yei]\b(?!\.))\s*"
)
JOINT = re.compile(r"[&＆]|\b(?:and|und|et|och|og)\b", re.IGNORECASE)
"""Single words so joined are one name: `Kalven & Orso` is a company, `Orso and Marling` no way to sign."""

NOT_NAMES = re.compile(
    r"\b(?:staff|editor(?:s|ial)?|correspondents?|reporters?|writers?|newsroom|desk|team|redaktion|admin|updated?"
    r"|published|posted|contributors?|bureau|special to|for the|@|https?:|www\.|\d{2,}|minutes?|read|in [A-Z]"
    r"|images|next|previous)\b|@",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[(\[].*?[)\]]")

BEHIND = re.compile(r"(?<=\w)\s+(?:(?:in|for|from|aus)\s+(?:the\s+)?[^\W\d_a-z].*|[-–—|]\s.*|[0-3]?\d[\d.:/]*\b.*)$")
"""What stands behind a name: where it was written, for whom, and when."""

PLAIN_WORDS = 6
"""Words up to which markup's name is kept though it has no form of a personal name ("Kalven staff reporter")."""

UNNAMED = re.compile(
    r"@|://|^\d+$|^(?:admin(?:istrator)?|author|editor|root|staff|user|webmaster|null|none|undefined|n/?a)$",
    re.IGNORECASE,
)
"""What content systems write for no author."""

LAST_FIRST = re.compile(r"(?P<last>[^\W\d_a-z][\w'’-]+),\s+(?P<first>[^\W\d_a-z][\w'’.-]*)")
"""A catalogue's `Orso, Dagny`."""


def authors_told(markup: Markup, tree: Any, site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The authors that the markup names or an element marked as byline shows, and the outlet where it signs itself."""
    house: tuple[str, ...] = ()
    for names in chain(_sources(markup), _shown(tree)):
        others = tuple(name for name in names if not site.is_named(name))
        if others:
            return others, house
        house = house or names
    return (), house


def _sources(markup: Markup) -> Iterator[tuple[str, ...]]:
    for keys in AUTHORS:
        said = [saying.words for saying in markup.sayings(keys) if "://" not in saying.words]
        yield tuple(dict.fromkeys(name for words in said for name in names_in(words) or _plain_name(words)))


def _plain_name(words: str) -> tuple[str, ...]:
    """What markup gives as an author's name though it looks like none."""
    words = " ".join(BRACKETED.sub(" ", words).split())
    return (words,) if 0 < len(words.split()) <= PLAIN_WORDS and not UNNAMED.search(words) else ()


def _shown(tree: Any) -> Iterator[tuple[str, ...]]:
    """The names in elements marked as a byline."""
    for element in islice(BYLINES(tree), MOST_BYLINES):
        words = words_in(element) or ""
        if len(words) <= BYLINE_ROOM and not _is_elsewhere(element):
            names = _persons(names_in(words))
            if any(" " in name for name in names):
                yield names


def _is_elsewhere(element: Any) -> bool:
    """Whether an element names the author of something else: of a comment, a picture, another article."""
    around = (element, *islice(element.iterancestors(), AROUND))
    classes = " ".join(place.get("class") or "" for place in around)
    return (
        any(place.tag in ASIDES for place in around)
        or ELSEWHERE.search(classes) is not None
        or PICTURED.search(element.get("class") or "") is not None
    )


def mark_bylines(blocks: Sequence[Drawn], kinds: Sequence[BlockKind], authors: Sequence[str]) -> list[BlockKind]:
    """The kinds with the short lines above the body marked that name an author of the page."""
    marked = list(kinds)
    body = next((i for i, kind in enumerate(kinds) if kind in BODY), 0)
    for index in range(max(body - MOST_BETWEEN, 0), body):
        words = blocks[index].text
        if kinds[index] == "junk" and len(words) <= BYLINE_ROOM and any(name in words for name in authors):
            marked[index] = "byline"
    return marked


def author_of(page: Page) -> str | None:
    """The names in the first byline that holds any, else a name that stands alone by a date under the title."""
    for block in page.blocks:
        if block.kind == "byline":
            words = page.text[block.start : block.end]
            names = _signed(words, page.outlet or "")
            if names:
                return ", ".join(names)
    return _alone(page)


def _alone(page: Page) -> str | None:
    """A line that is a full name, between title and body, next to a line with a date."""
    title = next((i for i, block in enumerate(page.blocks) if block.kind == "title"), None)
    body = next((i for i, block in enumerate(page.blocks) if block.kind in BODY), 0)
    if title is None:
        return None
    lines = [page.text[block.start : block.end] for block in page.blocks[title + 1 : min(body, title + MOST_BETWEEN)]]
    for line, *near in zip(lines, ["", *lines], [*lines[1:], ""], strict=False):
        dated = any(next(stamps_in(other), None) for other in near if len(other) < BYLINE_ROOM)
        if dated and FULL_NAME.fullmatch(line) and line != page.outlet and names_in(line):
            return ", ".join(names_in(line))
    return None


def _signed(words: str, outlet: str) -> tuple[str, ...]:
    """Who signed in a byline: the names behind "By" or a dash, or one full name parted from the rest by a bar."""
    opened = BY.match(words) or DASHED.match(words)
    if opened:
        return _persons(names_in(words[opened.end() :]))
    parts = [part.strip() for part in BARS.split(words)]
    names = [part for part in parts if FULL_NAME.fullmatch(part) and part != outlet]
    return names_in(names[-1]) if names and len(parts) > 1 else ()


def _persons(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without the single words behind a full one that are its post or place: `Dagny Orso, Kalven`."""
    full = any(" " in name for name in names)
    return tuple(name for name in names if not full or " " in name or not name.istitle() or len(name) < SHORT_POST)


def names_in(words: str) -> tuple[str, ...]:
    """Personal names in a byline: no roles, outlets in brackets, days or addresses."""
    if reporter := REPORTER.search(words):
        words = reporter["hangul"] or re.sub(r"\s+", "、", reporter["han"])
    words = BY.sub("", BRACKETED.sub(" ", words)).strip()
    if turned := LAST_FIRST.fullmatch(words):
        words = f"{turned['first']} {turned['last']}"
    parts = BETWEEN_NAMES.split(words)
    if JOINT.search(words) and not any(" " in part for part in parts):
        parts = [words]
    names = (BEHIND.sub("", " ".join(part.split())).strip(" .,-–—|") for part in parts)
    cased = (name.title() if name.isupper() and " " in name else name for name in names)
    return tuple(dict.fromkeys(name for name in cased if NAME.fullmatch(name) and not NOT_NAMES.search(name)))
