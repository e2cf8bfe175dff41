"""What does a reader see of an HTML page? Its visible text, block by block, with the place of each in the markup.

The tree is walked without recursion and each element once, so neither deep nesting nor broken markup can stop it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import lxml.html
from lxml.etree import LxmlError

from onrecord.errors import UnreadableInput

RENDERER = "html.1"
"""The version of what draws a page's text: the same bytes give the same text under the same name, so any change to
what is drawn, or where, takes the next number."""

HIDDEN: frozenset[str] = frozenset(
    tag
    for tags in (
        "script style template noscript svg head iframe object embed canvas audio video picture source track",
        "select option datalist textarea math map param meta link",
    )
    for tag in tags.split()
)
"""Elements a reader does not see, or that hold no running text."""

INLINE: frozenset[str] = frozenset(
    tag
    for tags in (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s",
        "samp small span strike strong sub sup time tt u var wbr",
    )
    for tag in tags.split()
)
"""Elements that stand within a line of text; every other element begins a block."""

UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

BROKEN_LINE = 40
"""Characters under which a line that ends in `<br>` is a line of its own and not half a sentence."""

STOPS = (".", "!", "?", "…", "”", '"', "»", ":", "。")

MOST_ELEMENTS = 300_000
"""Elements a page may have: large news pages have 10,000, and each takes memory while the page is drawn."""

STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    LxmlError,
)
"""What libraries raise on markup they were not made for; one odd page must not stop a build."""

# a page they stumble over is judged without them: nobody at the terminal has to know
for library in ("htmldate", "charset_normalizer"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

DEEPEST_PATH = 250
"""Depth up to which blocks get a path; deeper ones are artefacts, and their paths would fill the record."""

BLANK = " \u200c\u200d"
"""Characters that show nothing at the ends of a block; within words they join letters."""

UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")
"""Characters that never show: soft hyphens, zero-width spaces, word joiners and byte order marks."""

NEAR = 14
"""Elements around a block that are remembered with it: the article's own element is rarely farther away."""

NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
"""Attributes that say what an element is for."""

ROW_ROOM = 200
"""Elements up to which a table row is a row of values; a longer one lays out the page."""

SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Drawn:
    """A block as rendered: its words, where it stands in the markup, and what its surroundings say about it.

    `linked` counts the characters inside links.
    `places` numbers the elements around it, the page's own first, in the order in which they open; `names` are what
    the markup calls each of them (`name_of`), and `own` what it calls the inline elements that hold the first words.
    """

    text: str
    tags: tuple[str, ...]
    path: str | None
    linked: int
    start: int = 0
    end: int = 0
    places: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    own: str = ""

    @property
    def tag(self) -> str:
        """The block element's own tag."""
        return self.tags[-1] if self.tags else ""


@dataclass(slots=True)
class _Open:
    """An element that is being walked: its place, its children, and how many of each tag it has had."""

    element: Any
    tag: str
    step: str
    children: Iterator[Any]
    number: int
    row: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    called: str | None = None

    @property
    def name(self) -> str:
        """What the markup calls the element, asked once."""
        if self.called is None:
            self.called = name_of(self.element)
        return self.called


class _Pen:
    """Collects the characters of the block that is being written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.opened = 0
        self.holder: list[_Open] = []

    def write(self, words: str | None, holder: list[_Open]) -> None:
        if not words:
            return
        if not self.holder and not words.isspace():
            self.holder = list(holder)
        self.parts.append(words)
        if self.in_link:
            self.linked += len(words)

    def lift(self) -> Drawn | None:
        """The block written since the last lift, if it holds words."""
        if not self.holder:
            self.parts.clear()
            return None
        text = visible("".join(self.parts))
        linked, holder = self.linked, self.holder
        self.parts, self.linked, self.holder = [], 0, []
        if not text:
            return None
        blocks = holder[: _last_block(holder) + 1]
        path = "/" + "/".join(place.step for place in blocks) if len(blocks) <= DEEPEST_PATH else None
        near = blocks[-NEAR:]
        return Drawn(
            text,
            tuple(place.tag for place in near),
            path,
            linked,
            places=tuple(place.number for place in near),
            names=tuple(place.name for place in near),
            own=" ".join(place.name for place in holder[len(blocks) :]),
        )

    def breaks_line(self) -> bool:
        """Whether a `<br>` here ends a block: after a sentence or a short line, not in the middle of a sentence."""
        line = "".join(self.parts[-12:]).strip()
        return len(line) < BROKEN_LINE or line.endswith(STOPS)


def name_of(element: Any) -> str:
    """What the markup calls an element: its class, id and the like, in lower case."""
    get = element.get
    return " ".join(filter(None, map(get, NAMING))).lower()


def visible(words: str) -> str:
    """Words as a browser shows them: runs of spaces as one, none at the ends, and no character that never shows."""
    if not words.isascii():
        words = UNSEEN.sub("", words)
    return SPACES.sub(" ", words).strip(BLANK)


def _last_block(holder: list[_Open]) -> int:
    return next((i for i in range(len(holder) - 1, -1, -1) if holder[i].tag not in INLINE), 0)


def tree_of(markup: str) -> Any:
    """The element tree of a page. Raises UnreadableInput where the markup holds none, or one of no article's size."""
    # trafilatura drops a paragraph's words behind an empty comment, which script frameworks put between them;
    # lxml parses bytes of a known charset faster and refuses strings that declare one
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(
            data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        )
    except (LxmlError, ValueError, AssertionError) as trouble:
        raise UnreadableInput(f"holds no HTML that can be read ({trouble}); save the page again") from trouble
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise UnreadableInput(f"has more than {MOST_ELEMENTS:,} elements, as no article has; save the article alone")
    return tree


def drawn(tree: Any) -> list[Drawn]:
    """The visible blocks of a page in reading order, placed in the text that `text_of` gives for them."""
    blocks = [block for block in _walk(tree) if block]
    place = 0
    for block in blocks:
        block.start, block.end = place, place + len(block.text)
        place = block.end + 2
    return blocks


def element_at(tree: Any, path: str) -> Any | None:
    """The element of a page's tree to which a block's `path` leads; None where the page has no such element.

    `tree_of(markup)` gives the tree in which the paths of the page's blocks were written.
    """
    first, *steps = path.strip("/").split("/")
    element = tree if first == f"{tree.tag}[1]" else None
    for step in steps:
        tag, number = step[:-1].rsplit("[", 1)
        alike = (child for child in (() if element is None else element) if child.tag == tag)
        element = next(islice(alike, int(number) - 1, None), None)
    return element


def text_of(blocks: list[Drawn]) -> str:
    """The page's text: one block a line, a blank line between."""
    return "\n\n".join(block.text for block in blocks)


def _walk(tree: Any) -> Iterator[Drawn | None]:
    pen = _Pen()
    stack = [_Open(tree, str(tree.tag), f"{tree.tag}[1]", iter(tree), 0)]
    pen.write(tree.text, stack)
    while stack:
        child = next(stack[-1].children, None)
        yield _close(pen, stack) if child is None else _enter(pen, stack, child)
    yield pen.lift()


def _close(pen: _Pen, stack: list[_Open]) -> Drawn | None:
    done = stack.pop()
    ends = done.tag not in INLINE and not (stack and stack[-1].row)
    block = pen.lift() if ends else None
    pen.in_link -= done.tag == "a"
    if stack:
        pen.write(done.element.tail, stack)
    return block


def _enter(pen: _Pen, stack: list[_Open], child: Any) -> Drawn | None:
    parent = stack[-1]
    tag = child.tag
    if not isinstance(tag, str):  # a comment or a processing instruction
        pen.write(child.tail, stack)
        return None
    parent.counts[tag] = number = parent.counts.get(tag, 0) + 1
    if tag == "br":
        block = pen.lift() if pen.breaks_line() else None
        pen.write(" " + (child.tail or ""), stack)
        return block
    if tag in HIDDEN or _hidden(child):
        pen.write(child.tail, stack)
        return None
    block = pen.lift() if tag not in INLINE and not parent.row else None
    if parent.row:
        pen.write(" ", stack)
    pen.in_link += tag == "a"
    pen.opened += 1
    row = tag == "tr" and _is_row(child)
    stack.append(_Open(child, tag, f"{tag}[{number}]", iter(child), pen.opened, row))
    pen.write(child.text, stack)
    return block


def _is_row(row: Any) -> bool:
    """Whether a table row holds values only, to be read as one line."""
    inside = islice(row.iterdescendants(), ROW_ROOM)
    return all(element.tag in INLINE or element.tag in ("td", "th") for element in inside)


def _hidden(element: Any) -> bool:
    attributes = element.attrib
    return "hidden" in attributes or bool(UNSEEN_STYLE.search(attributes.get("style", "")))
