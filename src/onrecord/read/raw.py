"""Where in the raw bytes does a block of an HTML page stand?

The markup is cut into its text nodes, in order; a block's words are looked up in what they say together. A block begins
where a node begins and ends where one ends, so a place is believed only when it does too and says the very words of
the block. A block that is not found so has no raw place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.read.render import UNSEEN, Drawn

TAG = re.compile(r"""<!--.*?-->|<[!/?a-zA-Z](?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>|<[!/?a-zA-Z][^>]*+>""", re.DOTALL)
"""A comment or a tag; a stray quotation mark in a tag does not run over the next one."""

SKIPPED: dict[str, re.Pattern[str]] = {
    tag: re.compile(rf"</{tag}\b", re.IGNORECASE)
    for tag in (
        *("script", "style", "noscript", "template", "textarea", "select", "iframe", "object"),
        *("svg", "math", "audio", "video", "canvas"),
    )
}
"""Elements whose words are not shown, and where each ends."""

NAME = re.compile(r"<([a-z]+)", re.IGNORECASE)

TRIES = 40
"""Places at which the words of a block are looked for: short ones may stand within others."""

ROOM = 200_000
"""Characters ahead of the block before in which a block is looked for: long scripts have no words."""

Place = tuple[int, int]


@dataclass(slots=True)
class _Words:
    """What the text nodes say, without spaces; where each begins and ends in it, and where in the markup."""

    said: str = ""
    begins: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)


def raw_places(blocks: Iterable[Drawn], markup: str, data: bytes, encoding: str) -> Iterator[Place | None]:
    """The byte range in `data` of each block, in order; None where it cannot be shown to be right."""
    words = _words_of(markup)
    cursor, counted, byte = 0, 0, len(data) - len(markup.encode(encoding, "replace"))
    for block in blocks:
        sought = squeezed(block.text)
        place = _place(words, sought, cursor)
        if place is None or byte < 0:
            yield None
            continue
        cursor = place + len(sought)
        start, end = words.begins[place], words.ends[cursor]
        byte += len(markup[counted:start].encode(encoding, "replace"))
        counted = start
        last = byte + len(markup[start:end].encode(encoding, "replace"))
        yield (byte, last) if data[byte:last].decode(encoding, "replace") == markup[start:end] else None


def squeezed(words: str) -> str:
    """Words without what shows as a space or not at all."""
    if not words.isascii():
        words = UNSEEN.sub("", words)
    return "".join(words.split())


def _place(words: _Words, sought: str, cursor: int) -> int | None:
    place = cursor - 1
    for _ in range(TRIES):
        place = words.said.find(sought, place + 1, cursor + ROOM)
        if place < 0:
            return None
        if place in words.begins and place + len(sought) in words.ends:
            return place
    return None


def _words_of(markup: str) -> _Words:
    words, parts, place = _Words(), [], 0
    for start, end in _nodes(markup):
        node = markup[start:end]
        said = squeezed(html.unescape(node) if "&" in node else node).replace("\x00", "")
        if said:
            parts.append(said)
            words.begins[place] = start + len(node) - len(node.lstrip())
            place += len(said)
            words.ends[place] = end - len(node) + len(node.rstrip())
    words.said = "".join(parts)
    return words


def _nodes(markup: str) -> Iterator[Place]:
    """The text nodes that may be shown, in order."""
    place, unclosed = 0, set[str]()
    while found := TAG.search(markup, place):
        yield place, found.start()
        place = found.end()
        opened = NAME.match(markup, found.start(), place)
        name = opened[1].lower() if opened else ""
        if name in SKIPPED and name not in unclosed:
            closed = SKIPPED[name].search(markup, place)
            place = closed.start() if closed else place
            unclosed.update(() if closed else (name,))
    yield place, len(markup)
