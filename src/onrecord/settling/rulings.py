"""What did people rule of accounts that differ?"""

from __future__ import annotations

from onrecord import corroborate
from onrecord.model import Judgement, Link
from onrecord.settling.going import Going
from onrecord.store import Settling, ruled


def put_rulings(going: Going) -> None:
    """Note which judgements hold where, and honour what people ruled of accounts that differ."""
    new, decisions = going.new, going.decisions
    new.judged(decisions.pairs())
    for ruling in decisions.rulings:
        ends = [frozenset(pair) for pair in decisions.ends(ruling)]
        links = new.where("links", "a", {end for pair in ends for end in pair}).values()
        for link in links:
            if link.kind == "conflicts" and frozenset((link.a, link.b)) in ends:
                new.judged([(ruling.id, link.id)])
                _rule(new, link, ruling)


def _rule(new: Settling, link: Link, ruling: Judgement) -> None:
    new.drop("links", [link.id])
    if (told := ruled(link, ruling)) is not None:
        new.put([told])
    figures = new.where("figures", "id", (link.a, link.b))
    for name, series in new.where("series", "id", {row.series for row in figures.values() if row.series}).items():
        inside = [link for link in new.where("links", "a", series.figures).values() if link.b in series.figures]
        new.update("series", [(name, {"verdict": corroborate.verdict_of(inside)})])
