"""Which of the pages that hang together are one story, when they need to be near each other on average?

Average linkage (Sokal and Michener, 1958), down to `TOGETHER`: of all groups the two that are nearest on average become
one, until none are near enough. Groups of which no pages hold on to each other never become one, so that only what
stands between groups that do is compared. Two groups that are each other's nearest become one whatever else does
(Murtagh, 1983): what comes of a page hangs on what is around it, and the outcome on no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from onrecord.corroborate.nearness import TOGETHER, Numbers, Places

Lay: TypeAlias = Callable[[Places, Places], Numbers]
"""How near the pages at some places are to those at others, pair by pair."""

Sums: TypeAlias = dict[int, dict[int, int]]
"""For each group (named by its first place) and each that it holds on to: how near their pages are, added up."""

SCALE = 10_000
"""How near two pages are is told to four decimals; as whole numbers these add up the same in every order."""

PAIRS_AT_ONCE = 1 << 20
"""Pairs laid side by side in one go: it bounds the memory."""


def linked(pages: int, edges: Mapping[tuple[int, int], float], lay: Lay) -> list[list[int]]:
    """The places (from 0) of each group, sorted; `edges`: how near pages are that hold on to each other.

    `lay` is asked for pairs that have no edge.
    """
    members = {place: [place] for place in range(pages)}
    sums: Sums = {place: {} for place in members}
    for (one, other), near in edges.items():
        sums[one][other] = sums[other][one] = round(near * SCALE)
    nearest: dict[int, int | None] = {}
    changed: Iterable[int] = members
    while True:
        nearest |= {group: _nearest(group, sums, members) for group in changed}
        pairs = {(min(a, b), max(a, b)) for a in changed if (b := nearest[a]) is not None and nearest[b] == a}
        if not pairs:
            return [sorted(members[group]) for group in sorted(members)]
        changed = _joined(sorted(pairs), sums, members, lay)


def _nearest(group: int, sums: Sums, members: Mapping[int, Sequence[int]]) -> int | None:
    """The group that is nearest to one on average; of equals the one of the first places. None where none is near."""
    own = len(members[group])
    close = [
        (-near / (own * len(members[other])), min(group, other), max(group, other))
        for other, near in sums[group].items()
        if near >= TOGETHER * SCALE * own * len(members[other])
    ]
    if not close:
        return None
    _, first, second = min(close)
    return second if first == group else first


def _joined(pairs: Sequence[tuple[int, int]], sums: Sums, members: dict[int, list[int]], lay: Lay) -> set[int]:
    """Make the groups of each pair one; which groups have other groups beside them now."""
    name = {b: a for a, b in pairs}
    halves = {a: (a, b) for a, b in pairs}
    around = {a: {name.get(other, other) for half in halves[a] for other in sums[half]} - {a} for a in halves}
    _lay_between(halves, around, sums, members, lay)
    rows = {a: _row(halves[a], name, sums) for a in halves}
    for a, row in rows.items():
        for half in halves[a]:
            for other in sums.pop(half):
                sums.get(other, {}).pop(half, None)
        for other, near in row.items():
            if other not in halves:
                sums[other][a] = near
    sums |= rows
    for a, b in pairs:
        members[a] += members.pop(b)
    return {*halves, *(other for row in rows.values() for other in row)}


def _row(halves: Sequence[int], name: Mapping[int, int], sums: Sums) -> dict[int, int]:
    """What stands between a joined group and those around it."""
    row: dict[int, int] = {}
    for half in halves:
        for other, near in sums[half].items():
            if other not in halves:
                row[name.get(other, other)] = row.get(name.get(other, other), 0) + near
    return row


def _lay_between(
    halves: Mapping[int, tuple[int, int]],
    around: Mapping[int, Iterable[int]],
    sums: Sums,
    members: Mapping[int, Sequence[int]],
    lay: Lay,
) -> None:
    """Add up what is not known yet between the halves of joined groups and what is around them."""
    blocks = sorted(
        {
            (min(half, other), max(half, other))
            for a, others in around.items()
            for half in halves[a]
            for group in others
            for other in halves.get(group, (group,))
            if other not in sums[half]
        }
    )
    start = size = 0
    for end, (a, b) in enumerate(blocks, 1):
        size += len(members[a]) * len(members[b])
        if size >= PAIRS_AT_ONCE or end == len(blocks):
            for (one, other), near in zip(blocks[start:end], _added(blocks[start:end], members, lay), strict=True):
                sums[one][other] = sums[other][one] = near
            start, size = end, 0


def _added(blocks: Sequence[tuple[int, int]], members: Mapping[int, Sequence[int]], lay: Lay) -> list[int]:
    """How near the pages of two groups are, added up, for each pair of groups."""
    first = np.concatenate([np.repeat(np.array(members[a]), len(members[b])) for a, b in blocks])
    second = np.concatenate([np.tile(np.array(members[b]), len(members[a])) for a, b in blocks])
    near = np.rint(lay(np.minimum(first, second), np.maximum(first, second)) * SCALE).astype(np.int64)
    starts = np.cumsum([0, *(len(members[a]) * len(members[b]) for a, b in blocks[:-1])])
    return [int(total) for total in np.add.reduceat(near, starts)]
