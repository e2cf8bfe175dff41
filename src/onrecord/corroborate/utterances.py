"""Which statements report one act of saying, and which say it again on another day?

Statements of one speaker are compared pair by pair where a rare stem brings them together. What joins them depends
on what the dates allow; a wrong join is worse than a missed one, so every bar lies above the likeness that two
different remarks of one speech reach on development pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.corroborate.days import gap, width
from onrecord.corroborate.renderings import (
    Alike,
    Rendering,
    Weights,
    alike,
    common_words,
    differences,
    nested,
    numbers_differ,
    one_contrast,
    pairs_of,
    rendering_of,
    weights_of,
)
from onrecord.model import Link, LinkKind, PageId, Statement, Utterance, When, id_of

RUN = 8
"""Words of one unbroken common run that show the same words, however the rest was cut."""

LONG_RUN = 12
"""Words that nobody says twice by chance: dates that only come from the pages do not part them."""

SAME_WORDS = 0.8
"""Share of the poorer rendering's weight that makes two statements the same words, wherever they stand."""

INTRODUCED = 0.45
"""Share that joins the reporter's summary and the quote it introduces, on one page. Two quotes or two summaries of one
page reach .6 and are different remarks."""

FEWEST = 3
"""Stems in common that any join must rest on."""

WHOLE_QUOTE = 4
"""Words of a quote that stands in another quote whole: enough for one remark, however plain its words."""

SOFT: frozenset[str] = frozenset({"metadata", "url", "none"})
"""Bases of a date that come from the page and not from words about the saying."""

SOFT_DAYS = 60
"""A soft date may lie this far from the day of the saying: the page came later."""

BEST: dict[str, int] = {"direct": 0, "mixed": 1, "indirect": 2}
"""Which form is closest to the words spoken."""

VARIANTS_KEPT = 8

PAIRWISE = 40
"""Statements of an utterance up to which all are linked with each other."""

SPEAKING = 4
"""Renderings of a group that are compared when two groups may be joined."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What two pages must have in common to report one remark: `share` of the weight and `stems`.

    `widest`: days that each date may leave open; None when a date is not told.
    """

    widest: int | None
    share: float
    stems: int
    rule: str


BARS: tuple[Bar, ...] = (
    Bar(3, share=0.5, stems=5, rule="same_day_same_sense"),
    Bar(31, share=0.62, stems=4, rule="same_day_same_sense"),
    Bar(None, share=0.62, stems=6, rule="same_sense"),
)
"""The less the dates tell, the more the words must; different remarks of one speech reach .45 over two pages."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two statements belong together, as what, and the rule that found it."""

    kind: LinkKind
    rule: str
    found: Alike

    @property
    def same(self) -> bool:
        """Whether they report one act of saying; else one says again what the other said."""
        return self.kind == "same_utterance"


def voice_of(statement: Statement, family: Mapping[PageId, PageId]) -> str:
    """Whose statements are compared with this one: its weightiest speaker's.

    A speaker whom only words name ("a police source") is one person at most within a page and its copies; `family`
    names a page's family (see `origins.families`).
    """
    first = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    within = family.get(statement.page, statement.page)
    if first is None:
        return f"nobody on {within}"
    return first.entity or f"{first.name.casefold()} on {within}"


def same(group: Iterable[Statement]) -> tuple[list[Utterance], list[Link]]:
    """Utterances of two or more statements of one speaker, and `same_utterance` and `repeats` links; sorted by id.

    All of `group` must be by one voice (`voice_of`); words without a speaker are no utterance. An utterance of up to
    `PAIRWISE` statements is linked pairwise, a larger one from each statement to its best. `origins` is left at 1 (see
    `origins.of_utterances`). The result does not depend on the order of `group`.
    """
    spoken = (statement for statement in group if statement.speakers)
    renderings = sorted(map(rendering_of, spoken), key=lambda r: r.statement.id)
    compared = Comparison(renderings, weights_of(renderings))
    pairs = {pair: verdict for pair in pairs_of(renderings) if (verdict := compared.verdict(*pair))}
    groups = _groups(compared, pairs)
    utterances = [_utterance([renderings[i] for i in members]) for members in groups]
    links = [link for members in groups for link in _same_links(members, compared)]
    links += _repeats(groups, renderings, pairs)
    return sorted(utterances, key=lambda u: u.id), sorted(links, key=lambda link: link.id)


class Comparison:
    """The renderings of one group, compared on demand and once; places stand for renderings."""

    def __init__(self, renderings: Sequence[Rendering], weights: Weights) -> None:
        self.renderings = renderings
        self.weights = weights
        self._known: dict[tuple[int, int], Verdict | None] = {}

    def verdict(self, a: int, b: int) -> Verdict | None:
        """How the renderings at two places stand to each other."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = judged(self.renderings[pair[0]], self.renderings[pair[1]], self.weights)
        return self._known[pair]

    def at_odds(self, a: int, b: int) -> bool:
        """Whether dates or numbers forbid that two renderings are of one utterance."""
        one, other = self.renderings[a], self.renderings[b]
        return bool(gap(one.days, other.days)) or numbers_differ(one, other)


def judged(a: Rendering, b: Rendering, weights: Weights) -> Verdict | None:
    """Whether two statements of one speaker report one act of saying or the same thing said again. Symmetric."""
    found = alike(a, b, weights)
    forms = {a.statement.form, b.statement.form}
    if nested(a.statement, b.statement):
        return None
    if _same_contrast(a, b):
        return Verdict("same_utterance", "same_contrast", found)
    whole = _whole_quote(a, b, found)
    if not whole and (len(found.common) < FEWEST or _at_odds(a, b, found)):
        return None
    apart = gap(a.days, b.days)
    if apart and not _one_source(a, b, found, apart):
        return Verdict("repeats", "said_again", found) if found.share >= SAME_WORDS else None
    if whole or found.run >= RUN or found.share >= SAME_WORDS:
        return Verdict("same_utterance", "same_words", found)
    if a.statement.page == b.statement.page:
        introduced = "indirect" in forms and len(forms) == 2 and found.share >= INTRODUCED
        return Verdict("same_utterance", "summary_and_quote", found) if introduced else None
    met = (bar for bar in BARS if found.share >= bar.share and len(found.common) >= bar.stems and _dated(a, b, bar))
    return next((Verdict("same_utterance", bar.rule, found) for bar in met), None)


def _whole_quote(a: Rendering, b: Rendering, found: Alike) -> bool:
    """Whether one quote stands in the other word for word."""
    shorter = min(len(a.words), len(b.words))
    quoted = "indirect" not in (a.statement.form, b.statement.form)
    return (
        quoted
        and found.run == shorter
        and (shorter > WHOLE_QUOTE or (shorter == WHOLE_QUOTE and len(found.common) > 1))
    )


def _same_contrast(a: Rendering, b: Rendering) -> bool:
    """Whether two pages that tell the very day both have "X, but Y" of the same things (as two translations do)."""
    elsewhere = a.statement.page != b.statement.page and not numbers_differ(a, b)
    return elsewhere and _dated(a, b, BARS[0]) and not gap(a.days, b.days) and one_contrast(a, b)


def _at_odds(a: Rendering, b: Rendering, found: Alike) -> bool:
    """Whether a number or a negation sets two remarks apart that are alike otherwise."""
    if numbers_differ(a, b) and found.run < RUN:
        return True
    shorter, longer = sorted((len(a.words), len(b.words)))
    return a.negated != b.negated and shorter > COMPARABLE * longer


COMPARABLE = 0.5
"""A rendering shorter than this share of the other may have left the negated clause out."""


def _dated(a: Rendering, b: Rendering, bar: Bar) -> bool:
    """Whether the dates tell as much as the bar asks for."""
    if bar.widest is None:
        return a.days is None or b.days is None
    return all(r.days is not None and width(r.days) <= bar.widest for r in (a, b))


def _one_source(a: Rendering, b: Rendering, found: Alike, apart: int) -> bool:
    """Whether the same long words carry two dates only because a page dates them by its own day."""
    soft = any(r.statement.said.basis in SOFT for r in (a, b))
    return soft and found.run >= LONG_RUN and apart <= SOFT_DAYS


def _groups(compared: Comparison, pairs: Mapping[tuple[int, int], Verdict]) -> list[list[int]]:
    """The places of the renderings of each utterance: the most alike pairs are joined first."""
    members = {i: [i] for i in range(len(compared.renderings))}
    strongest = sorted((-verdict.found.share, pair) for pair, verdict in pairs.items() if verdict.same)
    for _, (a, b) in strongest:
        if members[a] is not members[b] and _fit(members[a], members[b], compared):
            joined = sorted(members[a] + members[b])
            members.update(dict.fromkeys(joined, joined))
    return sorted({id(group): group for group in members.values() if len(group) > 1}.values())


def _fit(one: Sequence[int], other: Sequence[int], compared: Comparison) -> bool:
    """Whether two groups are one utterance: at least half of the pairs across are, and none is at odds.

    The longest renderings speak for a large group, so that the work does not grow with the square of its size.
    """
    speaking = [
        sorted(group, key=lambda i: (-len(compared.renderings[i].words), i))[:SPEAKING] for group in (one, other)
    ]
    across = [(compared.verdict(a, b), compared.at_odds(a, b)) for a in speaking[0] for b in speaking[1]]
    same_here = sum(1 for verdict, _ in across if verdict and verdict.same)
    return 2 * same_here >= len(across) and all((verdict and verdict.same) or not odds for verdict, odds in across)


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


def _same_links(members: Sequence[int], compared: Comparison) -> list[Link]:
    best = min(members, key=lambda i: _rank(compared.renderings[i]))
    pairs = combinations(members, 2) if len(members) <= PAIRWISE else ((best, i) for i in members if i != best)
    links = []
    for pair in pairs:
        a, b = (compared.renderings[i] for i in sorted(pair))
        verdict = compared.verdict(*pair)
        if verdict is None or not verdict.same:
            verdict = Verdict("same_utterance", "through_another", alike(a, b, compared.weights))
        links.append(_link(a.statement, b.statement, verdict))
    return links


def _repeats(
    groups: Sequence[Sequence[int]], renderings: Sequence[Rendering], found: Mapping[tuple[int, int], Verdict]
) -> list[Link]:
    """One link per two utterances, from the later to the earlier one, between their first statements."""
    first = {i: members[0] for members in groups for i in members}
    pairs: dict[tuple[int, int], tuple[int, int, Verdict]] = {}
    for (a, b), verdict in sorted(found.items()):
        if not verdict.same:
            pairs.setdefault((first.get(a, a), first.get(b, b)), (a, b, verdict))
    links = []
    for a, b, verdict in pairs.values():
        later, earlier = sorted((renderings[a], renderings[b]), key=lambda r: r.days or (), reverse=True)
        links.append(_link(later.statement, earlier.statement, verdict))
    return links


WHY: dict[str, str] = {
    "same_words": "They share {run} words in a row and {share:.0%} of the telling words of the shorter one.",
    "same_day_same_sense": "Dates allow one occasion, and {share:.0%} of the telling words are common: {common}.",
    "same_contrast": "Both set one thing against another in the same way on the same day; common to both: {common}.",
    "same_sense": "The days are not told, and {share:.0%} of the telling words are common: {common}.",
    "summary_and_quote": "One page gives the remark in its own words and as a quote; common to both: {common}.",
    "through_another": "Both are renderings of a third report of the same remark; common to both: {common}.",
    "said_again": "The same speaker on another day ({b}, {a}); {share:.0%} of the telling words are common: {common}.",
}


def _link(a: Statement, b: Statement, verdict: Verdict) -> Link:
    found = verdict.found
    why = WHY[verdict.rule].format(
        run=found.run, share=found.share, common=common_words(a, found.common), a=a.said.edtf, b=b.said.edtf
    )
    key = id_of("l", verdict.kind, a.id, b.id)
    return Link(key, verdict.kind, a.id, b.id, round(found.share, 3), why, f"rule:{verdict.rule}")
