"""How does the ledger keep the ties of persons, so that a person of thousands of pages is told again in little time?

A tie is kept without its reason, which its two sightings tell again; the rows of those that join two stand written.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from onrecord.resolve.likeness import RULES, Tie
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Pair, Ties
from onrecord.store.rows import chunks
from onrecord.store.schema import TIES

SCORES, CHOSEN, SHORT, REFUSED, RULED = 1024, 1024, 2048, 4096, 8192
"""A tie is kept as one number: its score in thousandths, and above it whether it joins two, whether it is by a name
without a first name, whether it was left out as what cannot be, and by which rule."""


def weight_of(tie: Tie, *, chosen: bool = False, refused: bool = False) -> float:
    """A tie as the ledger keeps it, but for its reason. `chosen`: it is one of those that join a person's sightings."""
    marks = CHOSEN * chosen + SHORT * tie.short + REFUSED * refused
    return float(round(tie.score * 1000) + marks + RULED * RULES.index(tie.rule))


def is_chosen(weight: float) -> bool:
    """Whether a tie joins two sightings."""
    return bool(int(weight) & CHOSEN)


def is_calm(weights: Iterable[float]) -> bool:
    """Whether every tie among some joins two, or those that are one already."""
    return not any(int(weight) & (SHORT | REFUSED) for weight in weights)


def marked(weight: float, *, chosen: bool, refused: bool) -> float:
    """The weight of the same tie with other marks."""
    return float(int(weight) & ~(CHOSEN | REFUSED) | CHOSEN * chosen | REFUSED * refused)


def rule_of(weight: float) -> str:
    """The rule of a tie."""
    return RULES[int(weight) // RULED]


def light(a: str, b: str, weight: float) -> Tie:
    """A tie of two sightings, by their ids, from its weight: without its reason."""
    first, second = (a, b) if a < b else (b, a)
    return Tie(first, second, int(weight) % SCORES / 1000, rule_of(weight), "", bool(int(weight) & SHORT))


class Watched(Ties):
    """Ties that remember which of those that joined two were taken away."""

    def __init__(self, new: Settling) -> None:
        super().__init__(new.connection, Step.PERSONS)
        self.gone: dict[Pair, float] = {}

    def take(self, pairs: Iterable[Pair]) -> None:
        """Untie pairs."""
        several = list(pairs)
        weights = ((pair, self.of(pair[0]).get(pair[1], 0.0)) for pair in several)
        self.gone |= {pair: weight for pair, weight in weights if is_chosen(weight)}
        super().take(several)

    def parts(self, rows: Iterable[int]) -> list[dict[Pair, float]]:
        """What hangs together with the rows: all of it as one, asked for level by level, since parts may be large."""
        found: dict[Pair, float] = {}
        edge = set(rows)
        done: set[int] = set()
        while edge:
            done |= edge
            new: set[int] = set()
            for some in chunks(edge):
                asked = select(TIES.c.a, TIES.c.b, TIES.c.weight).where(TIES.c.step == Step.PERSONS, TIES.c.a.in_(some))
                for a, b, weight in self._connection.execute(asked).all():
                    found[(a, b) if a < b else (b, a)] = weight
                    new.add(b)
            edge = new - done
        return [found] if found else []
