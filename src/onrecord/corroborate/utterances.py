"""Which statements report one act of saying, and which say it again on another day?

Statements of one speaker are compared pair by pair where a rare stem brings them together. What joins them depends
on what the dates allow; a wrong join is worse than a missed one, so every threshold lies above the likeness that two
different remarks of one speech reach on development pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.corroborate.days import gap, width
from onrecord.corroborate.renderings import (
    Alike,
    Rendering,
    Weights,
    alike,
    differences,
    nested,
    numbers_differ,
    pairs_of,
    rendering_of,
    weights_of,
)
from onrecord.model import Link, LinkKind, Statement, Utterance, When, id_of

RUN = 8
"""Words of one unbroken common run that show the same words, however the rest was cut."""

LONG_RUN = 12
"""Words that nobody says twice by chance: dates that only come from the pages do not part them."""

SAME_WORDS = 0.8
SAME_SENSE = 0.62
INTRODUCED = 0.5
"""Share of the poorer rendering's weight that must be common: between any two statements; between two pages that
report one day; between the reporter's summary and the quote on one page. Different remarks of one speech reach .6
when both are quotes or both are summaries, .45 otherwise."""

FEWEST = 3
FEWEST_ACROSS = 4
FEWEST_UNDATED = 6
"""Stems in common that the share must rest on: on one page or in the same words; on two pages of one day; and on two
pages that do not tell the day."""

WHOLE_QUOTE = 4
"""Words of a quote that stands in another quote whole: enough for one remark, however plain its words."""

ONE_DAY = 3
"""Days that a date may leave open and still count as the day of the saying."""

SOFT: frozenset[str] = frozenset({"metadata", "url", "none"})
"""Bases of a date that come from the page and not from words about the saying."""

SOFT_DAYS = 60
"""A soft date may lie this far from the day of the saying: the page came later."""

BEST: dict[str, int] = {"direct": 0, "mixed": 1, "indirect": 2}
"""Which form is closest to the words spoken."""

VARIANTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two statements belong together, as what, and the rule that found it."""

    kind: LinkKind
    rule: str
    found: Alike


def same(group: Iterable[Statement]) -> tuple[list[Utterance], list[Link]]:
    """Utterances of two or more statements of one speaker, and `same_utterance` and `repeats` links; sorted by id.

    All of `group` must be by one speaker. `origins` is left at 1 (see `origins.of_utterances`). The result does not
    depend on the order of `group`.
    """
    renderings = sorted(map(rendering_of, group), key=lambda r: r.statement.id)
    weights = weights_of(renderings)
    verdicts = {}
    for a, b in pairs_of(renderings):
        verdict = judged(renderings[a], renderings[b], weights)
        if verdict:
            verdicts[a, b] = verdict
    groups = _groups(renderings, verdicts)
    utterances = [_utterance([renderings[i] for i in members]) for members in groups]
    links = _same_links(groups, renderings, verdicts, weights) + _repeats(groups, renderings, verdicts)
    return sorted(utterances, key=lambda u: u.id), sorted(links, key=lambda link: link.id)


def judged(a: Rendering, b: Rendering, weights: Weights) -> Verdict | None:
    """Whether two statements of one speaker report one act of saying or the same thing said again. Symmetric."""
    found = alike(a, b, weights)
    if nested(a.statement, b.statement):
        return None
    whole = _whole_quote(a, b, found)
    if not whole and (len(found.common) < FEWEST or _at_odds(a, b, found)):
        return None
    apart = gap(a.days, b.days)
    if apart and not _one_source(a, b, found, apart):
        return Verdict("repeats", "said_again", found) if found.share >= SAME_WORDS else None
    if whole or found.run >= RUN or found.share >= SAME_WORDS:
        return Verdict("same_utterance", "same_words", found)
    if a.statement.page == b.statement.page:
        introduced = {a.statement.form, b.statement.form} & {"indirect"} and a.statement.form != b.statement.form
        return (
            Verdict("same_utterance", "summary_and_quote", found) if introduced and found.share >= INTRODUCED else None
        )
    if apart is None and found.share >= SAME_SENSE and len(found.common) >= FEWEST_UNDATED:
        return Verdict("same_utterance", "same_sense", found)
    if found.share >= SAME_SENSE and len(found.common) >= FEWEST_ACROSS and apart is not None and _dated(a, b):
        return Verdict("same_utterance", "same_day_same_sense", found)
    return None


def _whole_quote(a: Rendering, b: Rendering, found: Alike) -> bool:
    """Whether one quote stands in the other word for word."""
    shorter = min(len(a.words), len(b.words))
    quoted = "indirect" not in (a.statement.form, b.statement.form)
    return (
        quoted
        and found.run == shorter
        and (shorter > WHOLE_QUOTE or (shorter == WHOLE_QUOTE and len(found.common) > 1))
    )


def _at_odds(a: Rendering, b: Rendering, found: Alike) -> bool:
    """Whether a number or a negation sets two remarks apart that are alike otherwise."""
    if numbers_differ(a, b) and found.run < RUN:
        return True
    shorter, longer = sorted((len(a.words), len(b.words)))
    return a.negated != b.negated and shorter > COMPARABLE * longer


COMPARABLE = 0.5
"""A rendering shorter than this share of the other may have left the negated clause out."""


def _dated(a: Rendering, b: Rendering) -> bool:
    """Whether at least one date is a day and the other no wider than a month."""
    widths = sorted(width(r.days) for r in (a, b) if r.days)
    return len(widths) == 2 and widths[0] <= 31 and widths[1] <= 31


def _one_source(a: Rendering, b: Rendering, found: Alike, apart: int) -> bool:
    """Whether the same long words carry two dates only because a page dates them by its own day."""
    soft = any(r.statement.said.basis in SOFT for r in (a, b))
    return soft and found.run >= LONG_RUN and apart <= SOFT_DAYS


def _groups(renderings: Sequence[Rendering], verdicts: dict[tuple[int, int], Verdict]) -> list[list[int]]:
    """Statements of one utterance: strongest pairs first, and no group that holds two dates or numbers at odds."""
    members = {i: [i] for i in range(len(renderings))}
    strongest = sorted(
        (-verdict.found.share, pair) for pair, verdict in verdicts.items() if verdict.kind == "same_utterance"
    )
    for _, (a, b) in strongest:
        if members[a] is not members[b] and _fit(members[a], members[b], renderings, verdicts):
            joined = sorted(members[a] + members[b])
            members.update(dict.fromkeys(joined, joined))
    return sorted({id(group): group for group in members.values() if len(group) > 1}.values())


def _fit(
    one: list[int], other: list[int], renderings: Sequence[Rendering], verdicts: dict[tuple[int, int], Verdict]
) -> bool:
    """Whether every pair across two groups can be one act of saying, and most are found to be."""
    found = 0
    for a in one:
        for b in other:
            verdict = verdicts.get((min(a, b), max(a, b)))
            if verdict and verdict.kind == "same_utterance":
                found += 1
            elif verdict or gap(renderings[a].days, renderings[b].days) or numbers_differ(renderings[a], renderings[b]):
                return False
    return 2 * found >= len(one) * len(other)


def _utterance(renderings: Sequence[Rendering]) -> Utterance:
    best = min(renderings, key=_rank)
    variants = [d for r in renderings if r is not best for d in differences(best, r)]
    return Utterance(
        id=id_of("u", min(r.statement.id for r in renderings)),
        speaker=best.statement.speakers[0].name,
        said=_said(renderings),
        statements=tuple(sorted(r.statement.id for r in renderings)),
        best=best.statement.id,
        variants=tuple(dict.fromkeys(variants))[:VARIANTS_KEPT],
    )


def _rank(rendering: Rendering) -> tuple[int, bool, int, str]:
    statement = rendering.statement
    return BEST[statement.form], statement.repaired, -len(rendering.words), statement.id


def _said(renderings: Sequence[Rendering]) -> When:
    """The narrowest date that a rendering gives; words about the saying go before a page's date."""
    dated = [r for r in renderings if r.days]
    if not dated:
        return When()
    best = min(dated, key=lambda r: (r.statement.said.basis in SOFT, width(r.days) if r.days else 0, r.statement.id))
    return best.statement.said


def _same_links(
    groups: Sequence[Sequence[int]],
    renderings: Sequence[Rendering],
    verdicts: dict[tuple[int, int], Verdict],
    weights: Weights,
) -> list[Link]:
    links = []
    for members in groups:
        for pair in combinations(members, 2):
            a, b = (renderings[i] for i in pair)
            verdict = verdicts.get(pair) or Verdict("same_utterance", "through_another", alike(a, b, weights))
            links.append(_link(a.statement, b.statement, verdict))
    return links


def _repeats(
    groups: Sequence[Sequence[int]], renderings: Sequence[Rendering], verdicts: dict[tuple[int, int], Verdict]
) -> list[Link]:
    """One link per two utterances, from the later to the earlier one, between their first statements."""
    first = {i: members[0] for members in groups for i in members}
    pairs: dict[tuple[int, int], tuple[int, int, Verdict]] = {}
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict.kind == "repeats":
            pairs.setdefault((first.get(a, a), first.get(b, b)), (a, b, verdict))
    links = []
    for a, b, verdict in pairs.values():
        later, earlier = sorted((renderings[a], renderings[b]), key=lambda r: r.days or (), reverse=True)
        links.append(_link(later.statement, earlier.statement, verdict))
    return links


WHY: dict[str, str] = {
    "same_words": "They share {run} words in a row and {share:.0%} of the telling words of the shorter one.",
    "same_day_same_sense": "Dates allow one occasion, and {share:.0%} of the telling words are common: {common}.",
    "same_sense": "The days are not told, and {share:.0%} of the telling words are common: {common}.",
    "summary_and_quote": "One page gives the remark in its own words and as a quote; common to both: {common}.",
    "through_another": "Both are renderings of a third report of the same remark; common to both: {common}.",
    "said_again": "The same speaker on another day ({b}, {a}); {share:.0%} of the telling words are common: {common}.",
}


def _link(a: Statement, b: Statement, verdict: Verdict) -> Link:
    found = verdict.found
    why = WHY[verdict.rule].format(
        run=found.run, share=found.share, common=", ".join(found.common[:6]) or "nothing", a=a.said.edtf, b=b.said.edtf
    )
    key = id_of("l", verdict.kind, a.id, b.id)
    return Link(key, verdict.kind, a.id, b.id, round(found.share, 3), why, f"rule:{verdict.rule}")
