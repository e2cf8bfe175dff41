"""When must a settling begin from nothing, though only a few pages came?"""

from __future__ import annotations


class Whole(Exception):
    """A stage cannot tell from the neighbourhood of the new pages alone what changes: the whole record is settled."""
