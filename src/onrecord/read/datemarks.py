"""Which days do a page's markup, lines and scripts name, and as what? Candidates for the day of publication.

Nothing is chosen here: `published` does that, by the kind of each mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import BODY, Block, Page, When
from onrecord.read.dates import Stamp, iso_day, stamps_in
from onrecord.read.markup import is_article

Mark = Literal[
    "microdata",  # an element's itemprop="datePublished", <time pubdate>
    "meta",  # a meta element that means the day of publication
    "json-ld",  # datePublished of the article
    "labelled",  # a line near the title: "Posted: 17 April 2031"
    "signed",  # a byline between title and body
    "opening",  # a body that opens with its day
    "line",  # another line between title and body
    "above",  # a line above the title
    "time element",  # any <time> or <abbr>
    "labelled elsewhere",
    "within",  # a line beside the body's first paragraphs
    "loose meta",  # a meta element that may mean another day (`date`), dateCreated
    "url",
    "one of many",  # microdata or bylines that name several days: a list, or readers' comments
    "script",  # data in a script
    "below",  # a line below the body
    "other node",  # an object of JSON-LD that is no article
    "dateline",
    "alone elsewhere",  # a line anywhere that holds a day and little else
    "in passing",  # a day in a longer line near the title: captions
    "anywhere",
]

NODE_DAYS: tuple[tuple[str, Mark], ...] = (
    ("datePublished", "json-ld"),
    ("dateCreated", "loose meta"),
    ("uploadDate", "loose meta"),
)
"""Fields of an article's JSON-LD that name the day, the surer first."""

META_PUBLISHED = (
    "article:published_time datepublished og:published_time og:article:published_time pubdate publishdate"
    " publish-date publish_date published publication_date published_at article.published article:published"
    " parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc.date.published article_date_original"
    " originalpublicationdate cxenseparse:recs:publishtime displaydate ptime citation_publication_date"
)
META_LOOSE = (
    "dcterms.created dc.date.created dcterms.date dc.date datecreated date created article:created_time citation_date"
)
META_CHANGED = (
    "article:modified_time og:updated_time datemodified last-modified dcterms.modified lastmod revised"
    " dc.date.modified article:modified modified"
)
META_NAMES: tuple[tuple[str, Mark, bool], ...] = (
    (META_PUBLISHED, "meta", False),
    (META_LOOSE, "loose meta", False),
    (META_CHANGED, "meta", True),
)
META_DAYS: dict[str, tuple[Mark, bool]] = {
    name: (mark, changed) for names, mark, changed in META_NAMES for name in names.split()
}
"""Names of meta elements (`name`, `property`, `itemprop` or `http-equiv`), and whether they tell of a change."""

PUBLISHED_PROPS = frozenset(
    ("datepublished", "schema:datepublished", "dc:date", "dc:issued", "dcterms:issued", "pubdate")
)
CHANGED_PROPS = frozenset(("datemodified", "schema:datemodified", "dcterms:modified"))
"""Values of `itemprop` and `property`."""

CHANGED_CLASS = re.compile(r"updat|modif|chang|revis", re.IGNORECASE)
PUBLISHED_CLASS = re.compile(r"publi|posted|pubdate|created|entry-date|post-date", re.IGNORECASE)
"""Classes of elements that hold a day. hAtom themes call one element both: then it is the day of publication."""

SCRIPT_DAY = re.compile(
    r"\b(?:(?:date_?)?published?[_-]?(?:date|at|time|on)?|publication[_-]?date|pub[_-]?date|first[_-]?published(?:_?at)?)"
    r"\\?[\"']?\s*[:=]\s*\\?[\"']?((?:19|20)\d\d[^\"'\\,}<>]{4,30})",
    re.IGNORECASE,
)

LONGEST = 160
"""Characters of a line in which a day of the page is looked for."""

PASSING = 8
"""Words beside its days from which a line mentions them in passing, as captions do."""

ALONE = 3
"""Words beside its days up to which a line is there to tell them."""

WEB = "1990"
"""Year from which lines of pages tell days of publication; what they name from before is history."""

OPENING = 14
"""Characters (of a weekday or a town) that may stand before the day that opens a paragraph."""

DELIMITED = re.compile(r"\s*(?:[.:|)–—-]|$)")
"""What parts such a day from the sentence behind it."""

ABOVE, WITHIN, BELOW = 8, 4, 5
"""Lines above the title, from the first of the body on, and below the body that are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that something on the page names, and as what. `changed`: as the day of a change."""

    when: When
    mark: Mark
    changed: bool = False


def of_nodes(nodes: Sequence[dict[str, Any]]) -> Iterator[Candidate]:
    """What the objects of JSON-LD say."""
    for node in nodes:
        own = is_article(node)
        for name, mark in NODE_DAYS:
            yield from (Candidate(iso_day(value, name), mark if own else "other node") for value in _texts(node, name))
        if own:
            changes = _texts(node, "dateModified")
            yield from (Candidate(iso_day(value, "dateModified"), "json-ld", changed=True) for value in changes)


def _texts(node: dict[str, Any], name: str) -> list[str]:
    value = node.get(name)
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]


def of_metas(tree: Any) -> Iterator[Candidate]:
    """What meta elements say."""
    for element in tree.iter("meta"):
        content = element.get("content") or ""
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name in META_DAYS and len(content) < LONGEST:
                yield Candidate(iso_day(content, name), *META_DAYS[name])


def of_elements(tree: Any) -> Iterator[Candidate]:
    """What microdata and elements made for times say (`itemprop="datePublished"`, `<time pubdate>`)."""
    for element in tree.xpath("//body//*[@itemprop or @property or self::time or self::abbr]"):
        props = {(element.get(key) or "").strip().lower() for key in ("itemprop", "property")}
        if props & PUBLISHED_PROPS or (element.tag == "time" and element.get("pubdate") is not None):
            yield Candidate(_of_element(element, "datePublished"), "microdata")
        elif props & CHANGED_PROPS:
            yield Candidate(_of_element(element, "dateModified"), "microdata", changed=True)
        elif element.tag in ("time", "abbr"):
            classes = element.get("class") or ""
            changed = CHANGED_CLASS.search(classes) is not None and PUBLISHED_CLASS.search(classes) is None
            yield Candidate(_of_element(element, "time"), "time element", changed)


def _of_element(element: Any, why: str) -> When:
    values = (element.get(name) or "" for name in ("datetime", "content", "title"))
    when = next((when for when in (iso_day(value, why) for value in values) if when.edtf), When())
    words = "" if when.edtf else " ".join("".join(element.itertext()).split())
    return iso_day(words, why) if 0 < len(words) < LONGEST else when


def of_scripts(tree: Any) -> Iterator[Candidate]:
    """What data in scripts call the day of publication."""
    for script in tree.iter("script"):
        if script.text and "ub" in script.text:
            yield from (Candidate(iso_day(found[1], "script"), "script") for found in SCRIPT_DAY.finditer(script.text))


def of_lines(page: Page) -> Iterator[Candidate]:
    """What lines near the title show that are not prose: those below it first, then those above, then further on."""
    blocks = page.blocks
    body = [i for i, block in enumerate(blocks) if block.kind in BODY]
    first, last = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    title = next((i for i, block in enumerate(blocks[:first]) if block.kind == "title"), max(first - ABOVE, 0))
    places: tuple[tuple[Mark, Iterable[int]], ...] = (
        ("line", range(title, first)),
        ("above", range(title - 1, max(title - ABOVE, -1), -1)),
        ("within", range(first, min(first + WITHIN, last))),
        ("below", range(last + 1, min(last + 1 + BELOW, len(blocks)))),
    )
    for mark, indexes in places:
        for block in (blocks[index] for index in indexes):
            if block.kind not in BODY and block.end - block.start < LONGEST:
                yield from _of_line(page, block, mark)


def _of_line(page: Page, block: Block, mark: Mark) -> Iterator[Candidate]:
    stamps, rest = _stamps_of(page, block)
    for stamp in stamps:
        shown: Mark = mark
        if stamp.label == "published":
            shown = "labelled elsewhere" if mark in ("within", "below") else "labelled"
        elif mark == "line" and block.kind in ("byline", "dateline"):
            shown = "signed"
        elif rest > PASSING and not stamp.label:
            shown = "in passing"
        yield Candidate(stamp.when, shown, stamp.label == "changed")


def _stamps_of(page: Page, block: Block) -> tuple[list[Stamp], int]:
    """The days a line tells of the page, and how many words stand beside them."""
    words = page.text[block.start : block.end]
    stamps = [stamp for stamp in stamps_in(words) if _of_the_web(stamp)]
    rest = len(words.split()) - sum(len((stamp.when.why or "").split()) for stamp in stamps)
    return [stamp for stamp in stamps if stamp.label != "other"], rest


def _of_the_web(stamp: Stamp) -> bool:
    return (stamp.when.edtf or "").lstrip("[") > WEB


def of_openings(page: Page) -> Iterator[Candidate]:
    """The day that opens one of the body's first paragraphs, as a dateline without a place."""
    body = [block for block in page.blocks if block.kind in BODY and block.kind != "heading"]
    for block in body[:2]:
        stamp = next(stamps_in(page.text[block.start : min(block.end, block.start + LONGEST)]), None)
        opens = stamp is not None and stamp.start < OPENING and stamp.label in ("", "published") and _of_the_web(stamp)
        if stamp and opens and DELIMITED.match(page.text, block.start + stamp.end):
            yield Candidate(stamp.when, "opening")


def of_other_lines(page: Page) -> Iterator[Candidate]:
    """What short lines name, wherever they stand."""
    for block in page.blocks:
        if block.end - block.start < LONGEST:
            stamps, rest = _stamps_of(page, block)
            for stamp in stamps:
                mark: Mark = "alone elsewhere" if rest <= ALONE else "anywhere"
                if stamp.label == "published" and rest <= PASSING:
                    mark = "labelled elsewhere"
                # a sentence that mentions a day tells of that day
                if mark != "anywhere" or block.kind not in BODY:
                    yield Candidate(stamp.when, mark, stamp.label == "changed")
