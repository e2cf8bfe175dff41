"""Which reports of a paragraph are kept, when rules and a tagger have both read it, and how sure are they?

What the rules find is kept: they know little and are seldom wrong. What the tagger alone finds is kept when it is
likely enough. How sure a report is depends on what both say of it; the weights, and the chance from which the tagger's
finds are kept, are fitted on development texts (`training/attribution/weigh.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from onrecord.extract.markings import Mark, marked
from onrecord.extract.spans import Found, Offsets, Passage
from onrecord.extract.tagging import LABELS, Tagged

Signs: TypeAlias = dict[str, float]
"""What speaks for or against a report, by name; a sign that is not there counts nothing."""

SAME = 0.5
"""Share of the letters of both contents from which two reports are one."""
CROSSED = 0.3
"""Share of the shorter content from which two reports cannot both be kept."""
ASIDE = 0.3
"""Least chance, by the tagger's own count, of a report that is kept as no statement of its own."""
ALONE = 0.8
"""Factor on the confidence of what a rule finds and the tagger, which misses one report in four, does not."""
APART = "rules and tagger name different speakers"
"""Why a person should look at a report that both found: one of them is wrong."""
CAP = 5.0
"""Log-odds beyond which the tagger's chances say no more."""
SHORT = 3
"""Words under which a content is short: often a term or a title."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be kept, and what speaks for it. `likely` is what the tagger alone thinks of it, 0 where it saw
    nothing; `ruled` says whether a rule found it."""

    report: Found
    signs: Signs
    likely: float
    ruled: bool


def weighed(passage: Passage, rules: Sequence[Found], tagged: Sequence[Tagged], by: Mapping[str, Any]) -> list[Found]:
    """The reports of one paragraph in the order of the text, each as sure as it is likely to be right.

    `by` is what the tagger's package holds of the fit: `weights` (name of a sign -> weight, with `bias`) and `keep`,
    the least chance of a statement.
    """
    kept: list[Found] = []
    candidates = candidates_in(passage, rules, tagged)
    sure = [_sure(candidate, by["weights"]) for candidate in candidates]
    order = sorted(zip(sure, candidates, strict=True), key=lambda pair: (not pair[1].ruled, -pair[0]))
    for chance, candidate in order:
        report = replace(candidate.report, sure=round(chance, 3))
        told = candidate.ruled or chance >= by["keep"]
        if told and not any(_crossed(report, other) for other in kept if not other.aside):
            kept.append(replace(report, aside=""))
        elif candidate.likely >= ASIDE and report.cue is not None:
            kept.append(replace(report, aside=report.aside or "doubted"))
    return sorted(kept, key=lambda report: report.content[0])


def _sure(candidate: Candidate, weights: Mapping[str, float]) -> float:
    return chance_of(candidate.signs, weights) if candidate.likely else candidate.report.sure * ALONE


def chance_of(signs: Signs, weights: Mapping[str, float]) -> float:
    """The probability that a report with these signs is a statement with the right source (logistic regression)."""
    odds = weights.get("bias", 0.0) + sum(value * weights.get(name, 0.0) for name, value in signs.items())
    return 1 / (1 + math.exp(-odds))


def candidates_in(passage: Passage, rules: Sequence[Found], tagged: Sequence[Tagged]) -> list[Candidate]:
    """All reports of a paragraph: those of the rules, with the tagger's mark of the same content, then other marks.

    Where both found a report the rules' content and speakers stand, and the tagger's cue and whole source phrase.
    """
    free = marked(passage, tagged)
    found = []
    for rule in rules:
        twin = max(free, key=lambda mark: _shared(rule, mark.report), default=None)
        if twin is None or _shared(rule, twin.report) < SAME:
            found.append(Candidate(rule, {}, 0.0, ruled=True))
            continue
        free.remove(twin)
        both = replace(
            rule, phrase=twin.report.phrase, cue=twin.report.cue or rule.cue, aside=twin.report.aside,
            via=rule.via or twin.report.via,
        )  # fmt: skip
        if _apart(rule, twin):
            both = replace(both, doubt=APART)
        if not rule.sources:  # a quotation whose cue the rules did not see
            both = replace(both, sources=twin.report.sources, clause=twin.report.clause, audience=twin.report.audience)
        found.append(Candidate(both, _signs(passage, both, rule, twin), math.prod(twin.seen.chances), ruled=True))
    for mark in free:
        signs, likely = _signs(passage, mark.report, None, mark), math.prod(mark.seen.chances)
        found.append(Candidate(mark.report, signs, likely, ruled=False))
    return found


def _signs(passage: Passage, report: Found, rule: Found | None, mark: Mark) -> Signs:
    seen = mark.seen
    signs = {"likely": _odds(math.prod(seen.chances)), "nested": float(seen.nested)}
    signs |= dict(zip(LABELS, seen.labels, strict=True)) | {"short": float(_words(passage, report) < SHORT)}
    signs |= {"no source": float(not seen.source)}
    if rule is None:
        return signs | {"no cue": float(seen.cue is None)}
    signs |= {"source unseen": float(bool(rule.sources) and not seen.source)}
    return signs | {"both": 1.0, "shared": _shared(rule, mark.report), "sources apart": float(_apart(rule, mark))}


def _apart(rule: Found, mark: Mark) -> bool:
    named = mark.report.sources
    return bool(rule.sources and named) and not _overlap(rule.sources, [*mark.seen.source, *named])


def _odds(chance: float) -> float:
    return max(-CAP, min(CAP, math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))))


def _words(passage: Passage, report: Found) -> int:
    return sum(len(passage.text[start:end].split()) for start, end in report.content)


def _shared(one: Found, other: Found) -> float:
    """Letters in both contents over letters in either."""
    both = _overlap(one.content, other.content)
    either = _length(one.content) + _length(other.content) - both
    return both / either if either else 0.0


def _crossed(one: Found, other: Found) -> bool:
    shorter = min(_length(one.content), _length(other.content))
    return _overlap(one.content, other.content) > CROSSED * shorter


def _overlap(some: Sequence[Offsets], others: Sequence[Offsets]) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in some for first, last in others)


def _length(spans: Sequence[Offsets]) -> int:
    return sum(end - start for start, end in spans)
