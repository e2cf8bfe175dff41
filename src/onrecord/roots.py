"""Which names hang together by ties between them? (Disjoint sets, Galler and Fischer 1964, with paths halved.)"""

from __future__ import annotations


class Roots:
    """Groups of names; a group goes by its smallest name, whatever the order of the ties."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, name: str) -> str:
        """The name of the group that `name` is in; its own where nothing ties it."""
        above = self._above
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def tie(self, a: str, b: str) -> bool:
        """Make the groups of two names one; False when they were one already."""
        low, high = sorted((self.top(a), self.top(b)))
        self._above[high] = low
        return low != high
