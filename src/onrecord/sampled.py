"""How often is something seen in a record, told so that one more page changes few counts?

Counted on the pages of smallest id (ids are computed from content: random, and the same for every order of pages), and
in powers of two.
"""

from __future__ import annotations

SAMPLE = 4096
"""Pages of the sample: enough to know what one page in a thousand has."""

BACKGROUND = 2
"""Pages that are thought to stand beside the pile and to have nothing of it, so that in a very small one what all pages
share still tells something."""


def stepped(count: int) -> int:
    """The largest power of two that is no larger than `count`; 0 for nothing."""
    return 1 << (count.bit_length() - 1) if count > 0 else 0
