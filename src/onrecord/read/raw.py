"""Where in the raw bytes does a block of an HTML page stand?

A block's first and last words are looked up in the markup, in order, and what lies between is believed only when it
gives the block's own text once tags and entities are resolved. A block that is not found so has no raw place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from onrecord.read.render import Drawn, visible

FIRST_WORDS = re.compile(r"[\w ,.:;()-]{4,40}")
LAST_WORDS = re.compile(r"[\w ,.:;()-]{1,40}(?=\W{0,4}$)")
"""A block's first and last words as markup writes them: no marks that may be entities, and on one line."""

LAST_ROOM = 48
"""Characters at a block's end in which its last words are looked for."""

TRIES = 6
"""Places at which a block is looked for: its first words may stand in a script or an attribute too."""

MARKUP_FACTOR = 12
MARKUP_ROOM = 2000
"""A block's markup is at most so many times as long as its text, plus so many characters (links, inline pictures)."""

UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|svg|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)

SPACING = re.compile(r"<(?:br|td|th)\b[^>]*>", re.IGNORECASE)
"""Tags that show as a space."""

Place = tuple[int, int]


def raw_places(blocks: Iterable[Drawn], markup: str, data: bytes, encoding: str) -> Iterator[Place | None]:
    """The byte range in `data` of each block, in order; None where it cannot be shown to be right."""
    cursor, counted, byte = 0, 0, len(data) - len(markup.encode(encoding, "replace"))
    for block in blocks:
        found = _found(block, markup, cursor)
        if found is None or not byte >= 0:
            yield None
            continue
        start, cursor = found
        byte += len(markup[counted:start].encode(encoding, "replace"))
        counted = start
        end = byte + len(markup[start:cursor].encode(encoding, "replace"))
        yield (byte, end) if data[byte:end].decode(encoding, "replace") == markup[start:cursor] else None


def _found(block: Drawn, markup: str, cursor: int) -> Place | None:
    """The characters of the markup, from `cursor` on, that give the block's text."""
    first, last = FIRST_WORDS.search(block.first), LAST_WORDS.search(block.last.rstrip()[-LAST_ROOM:])
    if first is None or last is None:
        return None
    start = cursor - 1
    for _ in range(TRIES):
        start = markup.find(first[0], start + 1)
        if start < 0:
            return None
        begin = start if not block.first[: first.start()].strip() else _after_tag(markup, start)
        end = _end(block, markup, begin, last[0])
        if end is not None:
            return begin, end
    return None


def _after_tag(markup: str, place: int) -> int:
    """Where the text node begins in which a place lies, its spaces left out."""
    begin = markup.rfind(">", 0, place) + 1
    return place - len(markup[begin:place].lstrip())


def _end(block: Drawn, markup: str, begin: int, last: str) -> int | None:
    """Where the block ends that begins at `begin`: at its last words, or at the end of the text node they stand in."""
    limit = begin + MARKUP_FACTOR * len(block.text) + MARKUP_ROOM
    end = begin
    for _ in range(TRIES):
        place = markup.find(last, end, limit)
        if place < 0:
            return None
        end = place + len(last)
        node_end = end + len(markup[end : markup.find("<", end, limit)].rstrip())
        for candidate in (end, node_end):
            if _text(markup[begin:candidate]) == block.text:
                return candidate
    return None


def _text(markup: str) -> str:
    return visible(html.unescape(UNSEEN.sub("", SPACING.sub(" ", markup))))
