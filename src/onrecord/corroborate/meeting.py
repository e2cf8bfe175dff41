"""Which rows are worth comparing, and which hang together once they are compared?

Every comparing step of this floor has one shape, so that a record of any size can take one more page: rows *meet*
under keys, two rows that met are *compared* by what they are alone, and what holds together is *grouped* component by
component. Nothing hangs on the pile as a whole, and nothing on the order in which rows came.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from onrecord.roots import Roots

CROWD = 40
"""Rows under one key up to which each pair meets; in a crowd a row meets those next to it in the crowd's own order."""

NEIGHBOURS = 4
"""How many rows behind it a row of a crowd meets."""

Row = TypeVar("Row", bound=Hashable)


def met(
    under: Mapping[str, Sequence[Row]], *, crowd: int = CROWD, neighbours: int = NEIGHBOURS
) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows that share a key; a pair that shares several comes several times.

    The rows of a key stand in an order of their own that new rows do not change (by day and id, for instance): the
    pairs of a crowd are those of neighbours in it, so that one more row changes only the pairs around it.
    """
    for rows in under.values():
        if len(rows) <= crowd:
            yield from combinations(rows, 2)
        else:
            for place, row in enumerate(rows):
                yield from ((row, other) for other in rows[place + 1 : place + 1 + neighbours])


def rooted(names: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest name of each name's connected group; ties to names that are not listed are left out."""
    listed = dict.fromkeys(names)
    roots = Roots()
    for a, b in ties:
        if a in listed and b in listed:
            roots.tie(a, b)
    return {name: roots.top(name) for name in listed}


def components(names: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The names of each connected group, sorted; groups by their smallest name."""
    groups: dict[str, list[str]] = {}
    for name, root in sorted(rooted(names, ties).items()):
        groups.setdefault(root, []).append(name)
    return [groups[root] for root in sorted(groups)]
