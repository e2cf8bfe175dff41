"""What did people rule of accounts that differ, and on which links does that hold?

A ruling is about two rows. It is honoured where the link between them is written, so that a link that is computed anew
is never without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Judgement, Link, id_of
from onrecord.settling.claims import pages_of
from onrecord.settling.going import Going, Whole
from onrecord.store import Settling, anchors_of, ruled

SHELF = "rulings"
"""Pairs of rows that people ruled on, each with the judgement."""


class Rulings:
    """What people ruled of pairs of rows; notes on which links each ruling holds."""

    def __init__(self, new: Settling, rulings: Iterable[Judgement]) -> None:
        self._new = new
        by_id = {ruling.id: ruling for ruling in rulings}
        told = new.shelf(SHELF).all() if by_id else ()
        self._about: dict[frozenset[str], Judgement] = {frozenset(pair.split()): by_id[name] for pair, name in told}

    def over(self, links: Iterable[Link]) -> list[Link]:
        """The links as people ruled: accounts that were held to be comparable in vain are left out."""
        return [told for link in links if (told := self._ruled(link)) is not None]

    def _ruled(self, link: Link) -> Link | None:
        ruling = self._about.get(frozenset((link.a, link.b))) if link.kind == "conflicts" else None
        if ruling is None:
            return link
        self._new.judged([(ruling.id, link.id)])
        return ruled(link, ruling)

    def missing(self, rows: Iterable[str], found: Iterable[str]) -> set[str]:
        """Ids of the links that rulings about any of the rows would hold on, but for those of links that were found."""
        ends = set(rows)
        pairs = (sorted(pair) for pair in self._about if not ends.isdisjoint(pair))
        return {id_of("l", "conflicts", *order) for pair in pairs for order in (pair, pair[::-1])}.difference(found)


def put_rulings(going: Going) -> Rulings:
    """Note which judgements hold where; what people ruled of accounts that differ.

    Raises Whole where a page came whose text people ruled on: a ruling then holds on its rows as well.
    """
    new, decisions = going.new, going.decisions
    new.judged(decisions.pairs())
    if new.whole:
        ends = ((" ".join(sorted(pair)), ruling.id) for ruling in decisions.rulings for pair in decisions.ends(ruling))
        new.shelf(SHELF).put(ends)
    elif _reach_fresh(new, decisions.rulings):
        raise Whole
    return Rulings(new, decisions.rulings)


def _reach_fresh(new: Settling, rulings: Sequence[Judgement]) -> bool:
    texts = {anchor[0] for ruling in rulings for anchor in anchors_of(ruling)}
    return not new.fresh.isdisjoint(pages_of(new, texts))
