"""Where in the raw bytes does a block of an HTML page stand?

A block's first and last words are looked up in the markup, in order, and what lies between is believed only when it
gives the block's own text once tags and entities are resolved. A block that is not found so has no raw place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from onrecord.read.render import Drawn, visible

FIRST_WORDS = re.compile(r"[^&<>\n\r\xa0]{1,40}")
LAST_WORDS = re.compile(r"[^&<>\n\r\xa0]{1,40}$")
"""A block's first and last words as markup writes them: up to a line's end or what may be an entity."""

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
    first, last = FIRST_WORDS.match(block.first.lstrip()), LAST_WORDS.search(block.last.rstrip())
    start = cursor - 1
    for _ in range(TRIES if first and last else 0):
        start = markup.find(first[0], start + 1) if first else -1
        if start < 0:
            return None
        end = _end(block, markup, start, last[0] if last else "")
        if end is not None:
            return start, end
    return None


def _end(block: Drawn, markup: str, start: int, last: str) -> int | None:
    """Where the block ends that begins at `start`, looking for its last words."""
    limit = start + MARKUP_FACTOR * len(block.text) + MARKUP_ROOM
    end = start
    for _ in range(TRIES):
        place = markup.find(last, end, limit)
        if place < 0:
            return None
        end = place + len(last)
        if _text(markup[start:end]) == block.text:
            return end
    return None


def _text(markup: str) -> str:
    return visible(html.unescape(UNSEEN.sub("", SPACING.sub(" ", markup))))
