"""Which statements report one act of saying, and which say it again on another day?

Statements meet under keys (`places_of`), two that met are judged by what they are alone (`judged`), what hangs
together is cut into pieces (`pieces_of`), and each piece into utterances (`grouped`). What joins two depends on what
names and dates allow: a wrong join is worse than a missed one, so the less these tell, the more the words must.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias
from zlib import crc32

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.crowds import BITS, NEVER, place_of
from onrecord.corroborate.days import gap, width
from onrecord.corroborate.meeting import rooted
from onrecord.corroborate.renderings import (
    Alike,
    Rendering,
    alike,
    common_words,
    nested,
    numbers_differ,
    one_contrast,
    whole_quote,
)
from onrecord.corroborate.variants import differences
from onrecord.corroborate.voices import Kinship, kinship, speaks_for
from onrecord.model import Link, LinkKind, Utterance, When, id_of

__all__ = ["Pair", "Piece", "Verdict", "grouped", "judged", "pieces_of", "places_of", "repeated", "verdicts_of"]

KEYED = 8
"""Stems of a statement, the most telling ones, under which it meets what the same voice said."""

RUN = 8
"""Words of one unbroken common run that show the same words, however the rest was cut."""

COPIED = 12
"""Words of a run that show one report, copied, though pages may name its speaker otherwise and quote nothing."""

MOSTLY = 0.5
"""Share that a run must come with on one page, and where the voices may be two: a law's full name is no remark."""

SAME_WORDS = 0.8
"""Share of the poorer rendering's weight that makes two statements the same words, wherever they stand."""

FEWEST = 3
"""Stems in common that any join must rest on."""

WHOLE_QUOTE = 4
"""Words of a quote that stands in another quote whole: enough for one remark of one voice, however plain its words."""

HEAVY = 12.0
HEAVY_DATED = 9.0
HEAVY_SHARE = 15.0
"""Weight (see `commonness`) of the words in common where the voices may be two: in a row; in a row and in one month;
and in any order. A rare word weighs 5 to 6, a plain one 3."""

BEST: dict[str, int] = {"direct": 0, "mixed": 1, "indirect": 2}
"""Which form is closest to the words spoken."""

VARIANTS_KEPT = 8

ALIKE = 0.3
"""Share under which two renderings that a third one joins are parts of it and no renderings of each other."""

PAIRWISE = 40
"""Statements of an utterance up to which all are linked with each other."""

SPEAKING = 4
"""Renderings of a group that are compared when two groups may be joined."""

ANSWER = 90
"""Words of one answer or one post, whose parts are one act of saying; what is longer is a speech or an interview."""

LARGEST = 400
STEP = 0.2
"""Renderings that are grouped at a time, and steps of share by which more that hang together are cut first."""


@dataclass(frozen=True, slots=True)
class Patience:
    """For a common run of `run` words or more: days that the two dates may lie apart.

    `soft`: when one of them is only the page's, which may appear long after; `told`: when words tell both, and one of
    them was read wrong.
    """

    run: int
    soft: int
    told: int


PATIENCE: tuple[Patience, ...] = (Patience(16, 3660, 14), Patience(12, 60, 8), Patience(WHOLE_QUOTE, 14, 1))
"""The longer the run, the less likely that anybody says it twice; longest first."""


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
class Step:
    """What a summary and the quote behind it on a page must have in common, when `within` characters part them.

    `deputy`: holds only where the quote is by somebody who speaks for the one that is summed up.
    """

    within: int
    share: float
    stems: int
    deputy: bool = False


INTRODUCED: tuple[Step, ...] = (
    Step(8, share=0.4, stems=2),
    Step(100, share=0.5, stems=2, deputy=True),
    Step(400, share=0.6, stems=3),
)
"""The closer the quote follows, the fewer words it must repeat; two quotes of one page reach .8 and are different."""

RARE = 4.0
"""Weight that one of the words in common must have, where there may be two only: under 2 in 100 articles have it."""


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


Pair: TypeAlias = tuple[str, str]
"""Two statement ids, in the order of `order_of`."""

Verdicts: TypeAlias = Mapping[Pair, Verdict]

Piece: TypeAlias = tuple[frozenset[str], frozenset[Pair]]
"""Statements that are grouped together, and the pairs of them that are the same."""


def keys_of(rendering: Rendering) -> Iterator[str]:
    """The keys under which a statement meets those that may render the same act of saying.

    A voice and one of the most telling stems, or all the words where few tell anything; a run of words, whoever said
    it; the page, for a summary and its quote.
    """
    known = weights()
    telling = sorted(rendering.stems | rendering.numbers, key=lambda stem: (-known[stem], stem))[:KEYED]
    yield from (f"{voice} {stem}" for voice in sorted(rendering.voice.keys) for stem in telling)
    if len(telling) < FEWEST:
        exact = crc32(" ".join(rendering.words).encode())
        yield from (f"{voice} {exact:x}" for voice in sorted(rendering.voice.keys))
    yield from (f"run {run:x}" for run in sorted(rendering.runs))
    yield f"page {rendering.statement.page}"


def order_of(rendering: Rendering) -> tuple[bool, object, str, int, str]:
    """Where a statement stands among others of its keys: by day, page and place; those without a day come last."""
    statement = rendering.statement
    first = min((cite.start for cite in statement.content), default=0)
    return rendering.days is None, rendering.days or (), statement.page, first, statement.id


def places_of(rendering: Rendering) -> dict[str, int]:
    """The keys of a statement, each with the statement's place among others there: by day; on its page by its words."""
    statement = rendering.statement
    by_day = place_of(rendering.days, statement.id)
    first = min((cite.start for cite in statement.content), default=0)
    within = min(first, NEVER) << BITS | by_day & (1 << BITS) - 1
    return dict.fromkeys(keys_of(rendering), by_day) | {f"page {statement.page}": within}


def verdicts_of(pairs: Iterable[tuple[str, str]], renderings: Mapping[str, Rendering]) -> dict[Pair, Verdict]:
    """What pairs of statements that met are to each other; those that are nothing are left out."""
    found: dict[Pair, Verdict] = {}
    for one, other in {(min(pair), max(pair)) for pair in pairs}:
        if verdict := judged(renderings[one], renderings[other]):
            a, b = sorted((renderings[one], renderings[other]), key=order_of)
            found[a.statement.id, b.statement.id] = verdict
    return found


def pieces_of(shares: Mapping[Pair, float], *, largest: int = LARGEST, floor: float = 0.0) -> Iterator[Piece]:
    """The statements that hang together by these pairs, given the share of each: what is grouped into utterances.

    Where a slogan or a topic ties too many statements together, they are cut at rising floors of likeness.
    """
    root = rooted({name for pair in shares for name in pair}, shares)
    inside: dict[str, list[Pair]] = {}
    for pair in shares:
        inside.setdefault(root[pair[0]], []).append(pair)
    for pairs in inside.values():
        names = frozenset(name for pair in pairs for name in pair)
        if len(names) <= largest or floor + STEP > 1:
            yield names, frozenset(pairs)
        else:
            alike_more = {pair: shares[pair] for pair in pairs if shares[pair] >= floor + STEP}
            yield from pieces_of(alike_more, largest=largest, floor=floor + STEP)


def judged(a: Rendering, b: Rendering) -> Verdict | None:
    """Whether two statements report one act of saying or the same thing said again. Symmetric."""
    if nested(a.statement, b.statement):
        return None
    kin, found, apart = kinship(a.voice, b.voice), alike(a, b), gap(a.days, b.days) or 0
    words = _same_words(a, b, found, kin)
    if words and apart <= _patience(a, b, found):
        return Verdict("same_utterance", words, found)
    if not words and a.statement.page == b.statement.page:
        return Verdict("same_utterance", "summary_and_quote", found) if _introduces(a, b, found, kin) else None
    if kin != "one":
        return None
    if _same_contrast(a, b):
        return Verdict("same_utterance", "same_contrast", found)
    if not words and (len(found.common) < FEWEST or _at_odds(a, b, found)):
        return None
    if apart and _later(a, b).told:
        return Verdict("repeats", "said_again", found) if found.share >= SAME_WORDS else None
    return _same_sense(a, b, found)


def _same_sense(a: Rendering, b: Rendering, found: Alike) -> Verdict | None:
    """The verdict on one remark told in other words on two pages, by how much the dates tell."""
    if a.statement.form == b.statement.form == "direct":
        return None  # two quotes in other words are two remarks, or two translations, which nothing here can tell
    bars = BARS if a.voice.full and b.voice.full else BARS[:1]
    if gap(a.days, b.days):  # the later day is the page's alone, which may look back
        bars = BARS[2:] if len(bars) > 1 and _near(a, b) else ()
    else:
        bars = tuple(bar for bar in bars if _dated(a, b, bar))
    reached = (bar for bar in bars if found.share >= bar.share and len(found.common) >= bar.stems)
    return next((Verdict("same_utterance", bar.rule, found) for bar in reached), None)


def _later(a: Rendering, b: Rendering) -> Rendering:
    """The rendering of the later day."""
    return max(a, b, key=lambda r: (r.days or (), r.statement.id))


def _same_words(a: Rendering, b: Rendering, found: Alike, kin: Kinship) -> str | None:
    """The rule by which two statements have the same words, None when they have not."""
    if _at_odds(a, b, found):
        return None
    elsewhere = a.statement.page != b.statement.page
    mostly = found.share >= MOSTLY or (kin == "one" and elsewhere)
    whole, long = whole_quote(a, b), found.run >= RUN and mostly
    most = found.share >= SAME_WORDS and len(found.common) >= FEWEST
    if kin == "one":
        sure = (a.voice.full and b.voice.full) or found.weight >= HEAVY_SHARE  # "Police" may be any police
        short = whole > WHOLE_QUOTE or (whole == WHOLE_QUOTE and len(found.common) > 1)
        most = most and elsewhere and (found.run > WHOLE_QUOTE or found.weight >= HEAVY_SHARE)
        return "same_words" if sure and (short or long or most) else None
    if kin == "near" and elsewhere and most and found.run >= (RUN if a.voice.shown == b.voice.shown else COPIED):
        return "same_words_other_speaker"
    if not (a.quoted and b.quoted and (elsewhere or kin == "near")):
        return None
    heavy = found.weight >= (HEAVY_DATED if _one_month(a, b) else HEAVY)
    most = most and found.weight >= HEAVY_SHARE and elsewhere and kin == "near"
    return "same_words_other_speaker" if most or (heavy and (long or whole > WHOLE_QUOTE)) else None


def _one_month(a: Rendering, b: Rendering) -> bool:
    """Whether both days are told, to the month at least, and may be one."""
    return _dated(a, b, BARS[1]) and not gap(a.days, b.days)


def _patience(a: Rendering, b: Rendering, found: Alike) -> int:
    """Days that two dates of the same words may lie apart and still mean one act of saying."""
    soft = not (a.told and b.told)
    met = (step.soft if soft else step.told for step in PATIENCE if found.run >= step.run)
    return next(met, 0)


def _same_contrast(a: Rendering, b: Rendering) -> bool:
    """Whether two pages that tell the very day both have "X, but Y" of the same things (as two translations do)."""
    elsewhere = a.statement.page != b.statement.page and not numbers_differ(a, b)
    return elsewhere and _dated(a, b, BARS[0]) and not gap(a.days, b.days) and one_contrast(a, b)


def _at_odds(a: Rendering, b: Rendering, found: Alike) -> bool:
    """Whether a number or a negation sets two remarks apart that are alike otherwise."""
    shorter, longer = sorted((len(a.words), len(b.words)))
    if found.run >= max(WHOLE_QUOTE, VERBATIM * shorter):
        return False
    if numbers_differ(a, b) and found.run < RUN:
        return True
    return a.negated != b.negated and shorter > COMPARABLE * longer


VERBATIM = 0.8
"""Share of the shorter rendering that stands in the other in one run: whatever else that one says, it says this."""

COMPARABLE = 0.5
"""A rendering shorter than this share of the other may have left the negated clause out."""


def _introduces(a: Rendering, b: Rendering, found: Alike, kin: Kinship) -> bool:
    """Whether one is the reporter's summary and the other the quote that it introduces, on one page."""
    first, second = sorted((a, b), key=_place)
    if first.statement.form != "indirect" or second.statement.form == "indirect" or not a.voice.named:
        return False
    speaks = kin != "one" and speaks_for(second.voice, first.voice)
    between = _place(second)[0] - _place(first)[1]
    met = (step for step in INTRODUCED if between <= step.within and (speaks or not step.deputy))
    known = weights()
    rare = any(known[stem] >= RARE for stem in found.common)
    return (kin == "one" or speaks) and any(
        found.share >= step.share and len(found.common) >= step.stems and rare for step in met
    )


def _place(rendering: Rendering) -> tuple[int, int]:
    """Where the words of a statement begin and end on its page."""
    content = rendering.statement.content
    return min(cite.start for cite in content), max(cite.end for cite in content)


def _dated(a: Rendering, b: Rendering, bar: Bar) -> bool:
    """Whether the dates tell as much as the bar asks for."""
    if bar.widest is None:
        return a.days is None or b.days is None
    return all(r.days is not None and width(r.days) <= bar.widest for r in (a, b))


def grouped(verdicts: Verdicts, renderings: Mapping[str, Rendering]) -> tuple[list[Utterance], list[Link]]:
    """The utterances of one piece, with their `same_utterance` links and the `repeats` of what may be of either.

    `verdicts`: those of the piece's pairs; `renderings` may hold others besides its own.
    """
    compared = Comparison([renderings[name] for name in {name for pair in verdicts for name in pair}], verdicts)
    utterances, links = [], []
    for members in _groups(compared):
        if any(rendering.statement.speakers for rendering in members):
            utterances.append(_utterance(members))
            links += _same_links(members, compared)
            links += [
                _link(a, b, Verdict("repeats", "either_time", alike(a, b))) for a, b in _rivals(members, compared)
            ]
    return utterances, links


TORN = 183
"""Days between two acts of saying from which on an undated report of the same words may be of either: nearer ones are
mostly one, looked back on."""


def _rivals(group: Sequence[Rendering], compared: Comparison) -> Iterator[tuple[Rendering, Rendering]]:
    """Renderings without a day that are as much the same as another one, far from their group in time; with that one.

    Nothing tells which of the two acts of saying they report.
    """
    mine = {rendering.statement.id for rendering in group}
    days = [rendering.days for rendering in group if rendering.days is not None]
    by_id = {rendering.statement.id: rendering for rendering in compared.renderings}
    for rendering in group if days else ():
        own = rendering.statement.id
        others = {end for pair in compared.given if own in pair for end in pair} - mine
        far = [o for o in sorted(others) if max((gap(by_id[o].days, each) or 0) for each in days) > TORN]
        if rendering.days is None and far:
            yield rendering, by_id[far[0]]


class Comparison:
    """The renderings of one piece, compared on demand and once."""

    def __init__(self, renderings: Sequence[Rendering], verdicts: Verdicts) -> None:
        self.renderings = sorted(renderings, key=order_of)
        self.given = verdicts
        self._known: dict[Pair, Verdict | None] = dict(verdicts)

    def verdict(self, a: Rendering, b: Rendering) -> Verdict | None:
        """How two renderings stand to each other."""
        one, other = sorted((a, b), key=order_of)
        pair = (one.statement.id, other.statement.id)
        if pair not in self._known:
            self._known[pair] = judged(one, other)
        return self._known[pair]

    def same(self, a: Rendering, b: Rendering) -> bool:
        """Whether two renderings report one act of saying."""
        verdict = self.verdict(a, b)
        return verdict is not None and verdict.same


def _groups(compared: Comparison) -> list[list[Rendering]]:
    """The renderings of each utterance: the most alike pairs are joined first."""
    by_id = {rendering.statement.id: rendering for rendering in compared.renderings}
    members = {name: [name] for name in by_id}
    strongest = sorted((-verdict.found.run, -verdict.found.share, pair) for pair, verdict in compared.given.items())
    for _, _, (a, b) in strongest:
        one, other = members[a], members[b]
        if one is not other and _fit([by_id[name] for name in one], [by_id[name] for name in other], compared):
            joined = one + other
            members.update(dict.fromkeys(joined, joined))
    distinct = {id(group): group for group in members.values() if len(group) > 1}.values()
    return [sorted((by_id[name] for name in group), key=order_of) for group in distinct]


def _fit(one: Sequence[Rendering], other: Sequence[Rendering], compared: Comparison) -> bool:
    """Whether two groups are one utterance: at least half of the pairs across are, and none is at odds.

    Just half is enough where a short report, one answer or one post, holds two parts that pages print apart. The
    longest renderings speak for a large group, so that the work does not grow with the square of its size.
    """
    speaking = [sorted(group, key=lambda r: (-len(r.words), order_of(r)))[:SPEAKING] for group in (one, other)]
    across = [(a, b) for a in speaking[0] for b in speaking[1]]
    agree = [(a, b) for a, b in across if compared.same(a, b)]
    apart = [(a, b) for a, b in across if not compared.same(a, b)]
    if any(not _near(a, b) or numbers_differ(a, b) for a, b in apart):
        return False
    answer = all(max(len(a.words), len(b.words)) <= ANSWER for a, b in agree)
    return len(agree) > len(apart) or (len(agree) == len(apart) and answer)


def _near(a: Rendering, b: Rendering) -> bool:
    """Whether two days may be of one remark: words tell both, or a page may look back."""
    return (gap(a.days, b.days) or 0) <= (PATIENCE[1].told if a.told and b.told else PATIENCE[1].soft)


def _utterance(renderings: Sequence[Rendering]) -> Utterance:
    best = min(renderings, key=_rank)
    variants = [d for r in renderings if r is not best for d in differences(best, r)]
    return Utterance(
        id=id_of("u", min(r.statement.id for r in renderings)),
        speaker=_speaker(renderings),
        said=_said(renderings),
        statements=tuple(sorted(r.statement.id for r in renderings)),
        best=best.statement.id,
        variants=tuple(dict.fromkeys(variants))[:VARIANTS_KEPT],
    )


def _speaker(renderings: Sequence[Rendering]) -> str:
    """The name that most renderings give, of equals the one of the best rendering that is named in full."""
    counted = Counter(r.voice.shown for r in renderings if r.voice.shown)
    named = [r for r in sorted(renderings, key=_rank) if r.voice.shown]
    return max(named, key=lambda r: (r.voice.named, counted[r.voice.shown])).voice.shown


def _rank(rendering: Rendering) -> tuple[int, bool, int, str]:
    statement = rendering.statement
    return BEST[statement.form], statement.repaired, -len(rendering.words), statement.id


def _said(renderings: Sequence[Rendering]) -> When:
    """The narrowest date that a rendering gives; words about the saying go before a page's date."""
    dated = [r for r in renderings if r.days]
    if not dated:
        return When()
    best = min(dated, key=lambda r: (not r.told, width(r.days) if r.days else 0, r.statement.id))
    return best.statement.said


def _same_links(members: Sequence[Rendering], compared: Comparison) -> list[Link]:
    best = min(members, key=_rank)
    pairs = combinations(members, 2) if len(members) <= PAIRWISE else ((best, r) for r in members if r is not best)
    links = []
    for a, b in (sorted(pair, key=order_of) for pair in pairs):
        verdict = compared.verdict(a, b)
        if verdict is None or not verdict.same:
            found = alike(a, b)
            rule = "through_another" if found.share >= ALIKE else "parts_of_one"
            verdict = Verdict("same_utterance", rule, found)
        links.append(_link(a, b, verdict))
    return links


def repeated(verdicts: Verdicts, renderings: Mapping[str, Rendering], spoken: Mapping[str, str]) -> list[Link]:
    """One `repeats` link for two utterances, from the later to the earlier one.

    `verdicts`: pairs found to be said again, `spoken`: the utterance of each statement that is in one. Of several
    pairs between two utterances the one of the smallest ids is linked.
    """
    chosen: dict[frozenset[str], tuple[Pair, Verdict]] = {}
    for pair, verdict in sorted(verdicts.items(), key=lambda item: sorted(item[0])):
        acts = frozenset(spoken.get(name, name) for name in pair)
        if len(acts) == 2:
            chosen.setdefault(acts, (pair, verdict))
    links = []
    for pair, verdict in chosen.values():
        a, b = (renderings[name] for name in pair)
        later = _later(a, b)
        links.append(_link(later, b if later is a else a, verdict))
    return links


WHY: dict[str, str] = {
    "same_words": "They share {run} words in a row and {share:.0%} of the telling words of the shorter one.",
    "same_words_other_speaker": "They share {run} words in a row, but one page names {voice}, the other {other}.",
    "same_day_same_sense": "Dates allow one occasion, and {share:.0%} of the telling words are common: {common}.",
    "same_contrast": "Both set one thing against another in the same way on the same day; common to both: {common}.",
    "same_sense": "Words do not date both, and {share:.0%} of the telling words are common: {common}.",
    "summary_and_quote": "One page gives the remark in its own words and as a quote; common to both: {common}.",
    "parts_of_one": "A third report has both, as parts of one remark; common to both: {common}.",
    "through_another": "Both are renderings of a third report of the same remark; common to both: {common}.",
    "either_time": "The same words were said at another time too ({b}); nothing tells which of the two is reported.",
    "said_again": "The same speaker on another day ({b}, {a}); {share:.0%} of the telling words are common: {common}.",
}


def _link(one: Rendering, other: Rendering, verdict: Verdict) -> Link:
    found, a, b = verdict.found, one.statement, other.statement
    why = WHY[verdict.rule].format(
        run=found.run,
        share=found.share,
        common=common_words(a, found.common),
        a=a.said.edtf,
        b=b.said.edtf,
        voice=one.voice.shown or "nobody",
        other=other.voice.shown or "nobody",
    )
    key = id_of("l", verdict.kind, a.id, b.id)
    return Link(key, verdict.kind, a.id, b.id, round(found.share, 3), why, f"rule:{verdict.rule}")
