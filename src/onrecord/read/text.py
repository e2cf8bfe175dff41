"""How does a plain-text page fall into blocks? Lines are blocks; hard-wrapped lines are joined into paragraphs.

The text is the file's own (see decode): blocks only mark places in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Block, Source
from onrecord.read.blocks import MOST_BLOCKS, kinds_of
from onrecord.read.lines import CLOSERS, STOPS

RENDERER = "text.1"
"""The name of these rules for the text of a page. Another text from the same bytes would need a new name."""

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")

WRAP = range(50, 101)
"""Lengths that lines have which were wrapped by a program (mail and agency texts: 65 to 80)."""

WRAPPED_SHARE = 0.6
"""Share of the lines inside groups that must have such a length before a file counts as hard-wrapped."""

LEAST_WRAPPED = 4

SHORT_OF = 0.75
"""A wrapped line shorter than this share of the longest, with a stop, ends its paragraph."""

Span = tuple[int, int]


def text_blocks(text: str, source: Source, encoding: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, not overlapping, with the bytes they take in the file."""
    spans = list(spans_of(text))
    if len(spans) > MOST_BLOCKS:
        return (Block("junk", spans[0][0], spans[-1][1]),)
    kinds = kinds_of([" ".join(text[start:end].split()) for start, end in spans])
    places = _raw_places(text, spans, source, encoding)
    return tuple(Block(kind, start, end, raw) for kind, (start, end), raw in zip(kinds, spans, places, strict=True))


def spans_of(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without blanks at their ends: its lines, or groups of them in a hard-wrapped file."""
    groups = list(_groups(text))
    if not _hard_wrapped(groups):
        yield from (span for group in groups for span in group)
        return
    width = max(end - start for group in groups for start, end in group)
    for group in groups:
        yield from _joined(text, group, width)


def _groups(text: str) -> Iterator[list[Span]]:
    """The lines between blank lines."""
    group: list[Span] = []
    end = 0
    for found in LINE.finditer(text):
        stripped = found.group().strip()
        between = text[end : found.start()]
        if group and (not stripped or max(between.count("\n"), between.count("\r")) > 1):
            yield group
            group = []
        end = found.end()
        if stripped:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            group.append((start, start + len(stripped)))
    if group:
        yield group


def _hard_wrapped(groups: list[list[Span]]) -> bool:
    inner = [end - start for group in groups for start, end in group[:-1]]
    fitting = sum(1 for length in inner if length in WRAP)
    longest = max((end - start for group in groups for start, end in group), default=0)
    return longest in WRAP and fitting >= LEAST_WRAPPED and fitting >= WRAPPED_SHARE * len(inner)


def _joined(text: str, group: list[Span], width: int) -> Iterator[Span]:
    """Lines of one group joined up to the ends of paragraphs."""
    start = group[0][0]
    for index, (line_start, line_end) in enumerate(group):
        stopped = text[line_start:line_end].rstrip(CLOSERS).endswith(tuple(STOPS))
        short = line_end - line_start < SHORT_OF * width
        if index == len(group) - 1:
            yield start, line_end
        elif short and (stopped or index == 0):
            # a short first line is a heading over its paragraph, a short stopped line a paragraph's last
            yield start, line_end
            start = group[index + 1][0]


def _raw_places(text: str, spans: list[Span], source: Source, encoding: str) -> list[Span | None]:
    """The byte range of each span in the file; None for all where decoding lost bytes and they cannot be counted."""
    mark = len(source.data) - len(text.encode(encoding, "replace"))
    if not 0 <= mark <= 4 or source.data[mark:] != text.encode(encoding, "replace"):
        return [None] * len(spans)
    places: list[Span | None] = []
    place, byte = 0, mark
    for start, end in spans:
        byte += len(text[place:start].encode(encoding))
        length = len(text[start:end].encode(encoding))
        places.append((byte, byte + length))
        place, byte = end, byte + length
    return places
