"""Which characters of page text must not act on whoever reads it?

Control characters can steer a terminal, direction overrides reorder a line so that it reads as something else. Both
are shown as a mark, one for one, so that places in the text stay what they are.
"""

from __future__ import annotations

import re

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters of page text that could steer a terminal or reorder a line."""


def visible(text: str) -> str:
    """Text with what could steer a terminal or reorder a line replaced by a mark."""
    if text.isprintable():  # nothing unsafe is, and to ask takes a tenth as long as to look for it
        return text
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
