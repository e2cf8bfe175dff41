"""How do the tagger's marks become reports of a paragraph? Spans go in, the same finds as those of the rules come out.

The tagger marks whole phrases; the parse tells which words of them name the speakers, to whom they spoke, and how far
the clause around the cue goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extract.clauses import audience_of, clause_of, holds, inner_source, via_of
from onrecord.extract.quotes import Quote
from onrecord.extract.sources import can_speak, is_first_person, phrase_of, spread
from onrecord.extract.spans import Aside, Found, Offsets, Passage, overlap, trimmed
from onrecord.extract.tagging import LABELS, Tagged
from onrecord.extract.voiced import is_report

RULE = "tagger"
LIKELY = 0.5
"""Chance from which a cue is taken for a belief, a saying that did not happen, or one without a source."""
NOT_SAID: tuple[Aside, ...] = ("hyp", "sourceless", "belief")
"""Labels in the order in which they decide."""
INSIDE_QUOTES = 0.9
"""Share of a content's letters in one quotation without an opening mark from which that mark counts as lost."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the tagger saw, and the report that it makes."""

    seen: Tagged
    report: Found


def marked(passage: Passage, found: Iterable[Tagged]) -> list[Mark]:
    """The marks of one paragraph in the order of the text, those inside others told as such."""
    marks = [Mark(each, report) for each in found if (report := _report(passage, each)) is not None]
    marks.sort(key=lambda mark: mark.report.content[0])
    reports = [mark.report for mark in marks]
    return [replace(mark, report=_with_inner(mark.report, reports)) for mark in marks]


def _report(passage: Passage, each: Tagged) -> Found | None:
    content = tuple(span for given in each.content if (span := _cut(passage, given))[1] - span[0] > 1)
    if not content:
        return None
    phrase = each.source[0] if each.source else None
    heads = [head for source in each.source for head in _heads(passage, source)]
    cue = trimmed(passage.text, each.cue) if each.cue else None
    verb = _verb(passage, each.cue) if each.cue else None
    report = Found(
        content, RULE, each.chances[0], tuple(_named(heads, each.source)), cue, phrase=phrase,
        repaired=any(_lost_mark(quote, content) for quote in passage.quotes), aside=_aside(each, verb, heads),
    )  # fmt: skip
    if verb is None:
        return report
    return replace(report, clause=clause_of(verb, heads, content), audience=audience_of(verb), via=via_of(verb))


def _cut(passage: Passage, span: Offsets) -> Offsets:
    """The span without marks and commas at its ends; a question or exclamation mark stays."""
    start, end = trimmed(passage.text, span)
    while end < len(passage.text) and passage.text[end] in "?!…":
        end += 1
    return start, end


def _lost_mark(quote: Quote, content: Sequence[Offsets]) -> bool:
    inside = overlap(content, [(quote.start, quote.end)])
    return not quote.opened and inside >= INSIDE_QUOTES * (quote.end - quote.start)


def _tokens(passage: Passage, span: Offsets) -> list[Token]:
    return [token for token in passage.doc if span[0] <= token.idx < span[1]]


def _heads(passage: Passage, source: Offsets) -> list[Token]:
    """The head nouns of whoever the phrase names, one for each speaker."""
    tokens = _tokens(passage, source)
    inside = {token.i for token in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    roots = [t for t in roots if can_speak(t)] or [t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON")] or roots
    if not roots:
        return []
    others = [head for head in spread(roots[0])[1:] if head.i in inside]
    return [spread(roots[0])[0], *others]


def _named(heads: Sequence[Token], phrases: Sequence[Offsets]) -> list[Offsets]:
    """The words that name each speaker; the tagger's own phrase where the parse gives none inside it."""
    names = [phrase_of(head) for head in heads]
    return names or list(phrases)


def _verb(passage: Passage, cue: Offsets) -> Token | None:
    """The word of a cue that the parse hangs highest, a verb if there is one."""
    tokens = _tokens(passage, cue)
    verbs = [token for token in tokens if token.pos_ in ("VERB", "AUX")] or tokens
    return min(verbs, key=lambda token: sum(1 for _ in token.ancestors), default=None)


def _aside(each: Tagged, verb: Token | None, heads: Sequence[Token]) -> Aside:
    """Why the report is no statement of its own, or nothing. A thought counts where print would use it for a view."""
    likely = {label for label, chance in zip(LABELS, each.labels, strict=True) if chance >= LIKELY}
    if verb is not None and is_report(verb):
        likely.discard("belief")
    if each.nested or any(is_first_person(head) for head in heads):
        return "nested"
    return next((label for label in NOT_SAID if label in likely), "")


def _with_inner(report: Found, reports: Sequence[Found]) -> Found:
    """The report with the source that answers for most of what it says, and marked when it stands inside another."""
    if any(holds(other, report) for other in reports):
        return replace(report, aside="nested")
    return replace(report, via=report.via or inner_source(report, reports))
