"""Invented pages that point at each other: by headlines, by outlets that they name, by agencies that they credit."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from onrecord.corroborate import trace_of
from onrecord.model import Block, BlockKind, Page, Reading

OUTLETS = ("The Courier", "Delta Radio", "Sarn Post", "Reuters")


def garnished(readings: Iterable[Reading], seed: int) -> list[Reading]:
    """The readings with a few lines more at the end of each page, where nothing is cited."""
    several, drawn = list(readings), random.Random(seed)
    titles = sorted({one.page.title for one in several if one.page.title})
    return [_with_lines(one, titles, drawn) for one in several]


def _with_lines(reading: Reading, titles: list[str], drawn: random.Random) -> Reading:
    page = reading.page
    if drawn.random() < 0.5:
        page = _ended(page, f"{drawn.choice(OUTLETS)} reported that nothing else was closed.", "paragraph")
    if drawn.random() < 0.3:
        page = _ended(page, f"Source: {drawn.choice(OUTLETS)}", "paragraph")
    while drawn.random() < 0.5:
        page = _ended(page, f"READ MORE: {drawn.choice(titles)}", "link_out")
    page = replace(page, outlet=drawn.choice(OUTLETS))
    return replace(reading, page=page, trace=trace_of(page))


def _ended(page: Page, line: str, kind: BlockKind) -> Page:
    text = f"{page.text}\n\n{line}"
    return replace(page, text=text, blocks=(*page.blocks, Block(kind, len(text) - len(line), len(text))))
