"""What do first utterances tell: those that are found by the days of statements' own pages, as evidence for other days?

They are no rows of the record. In the ledger stand the pairs that report one act of saying and those that say it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import IntEnum

from onrecord.model import PageId
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Ties, name_of, number_of

PREFIX = "s"
"""How ids of statements begin."""


class Found(IntEnum):
    """What two statements of the ledger are to each other (the weights of `Step.FIRST`)."""

    SAME = 1
    AGAIN = 2
    EITHER = 3
    """One has no day, and may report either of two acts of saying."""


def first_groups(new: Settling, statements: Iterable[str]) -> list[tuple[str, ...]]:
    """The first utterances that hold any of these statements: the statements of each, sorted."""
    ties, groups, done = new.ties(Step.FIRST), [], set[str]()
    for statement in sorted(set(statements)):
        if statement not in done:
            group = _group(ties, statement)
            done |= group
            groups.append(tuple(sorted(group)))
    return [group for group in groups if len(group) > 1]


def _group(ties: Ties, statement: str) -> set[str]:
    group, edge = set[str](), [number_of(statement)]
    while edge:
        row = edge.pop()
        if (name := name_of(PREFIX, row)) not in group:
            group.add(name)
            edge += [other for other, weight in ties.of(row).items() if weight == Found.SAME]
    return group


def first_repeats(new: Settling, statements: Iterable[str]) -> frozenset[str]:
    """Those of the statements whose words were said on another day too."""
    ties = new.ties(Step.FIRST)
    return frozenset(name for name in statements if any(w != Found.SAME for w in ties.of(number_of(name)).values()))


def uttered_with(new: Settling, pages: Collection[PageId]) -> frozenset[tuple[PageId, PageId]]:
    """The pairs of pages that report one first utterance, the smaller id first; those with any of these pages."""
    ties = new.ties(Step.FIRST)
    page_of = {number_of(row.id): row.page for row in new.where("statements", "page", pages).values()}
    pairs = [(page_of[a], b) for a in page_of for b, weight in ties.of(a).items() if weight == Found.SAME]
    others = new.where("statements", "id", {name_of(PREFIX, b) for _, b in pairs if b not in page_of})
    page_of |= {number_of(row.id): row.page for row in others.values()}
    met = ((page, page_of[b]) for page, b in pairs if b in page_of)
    return frozenset((min(pair), max(pair)) for pair in met if pair[0] != pair[1])
