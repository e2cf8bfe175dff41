"""Which markup would a parser take minutes over? It is cut out before the tree is made; a reader sees nothing of it."""

from __future__ import annotations

import re

LONG_TAG = re.compile(r"<(?P<name>[A-Za-z][\w:-]{0,40})\s[^<>]{4000,}")
"""A tag so long that its attributes are counted: the parser compares each of them with all before it."""

ATTRIBUTE = re.compile(r"""(?<!\s)\s++[^\s=<>"']++(?:=(?:"[^"]*+"|'[^']*+'|[^\s<>"']++))?""")

MOST_ATTRIBUTES = 300
"""Attributes that an element keeps; real ones have under 40."""


def without_traps(markup: str) -> str:
    """The markup without the attributes of elements that have more than `MOST_ATTRIBUTES`."""
    return LONG_TAG.sub(_bare, markup)


def _bare(tag: re.Match[str]) -> str:
    number = sum(1 for _ in ATTRIBUTE.finditer(tag[0]))
    return tag[0] if number <= MOST_ATTRIBUTES else f"<{tag['name']}"
