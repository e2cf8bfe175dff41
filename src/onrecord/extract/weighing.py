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
from onrecord.extract.spans import Found, Passage, length, likeness, overlap
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
    """All reports of a paragraph: those of the rules, with the tagger's mark of the same content, then other marks."""
    free = marked(passage, tagged)
    found = []
    for rule in rules:
        twin = max(free, key=lambda mark: likeness(rule.content, mark.report.content), default=None)
        if twin is None or likeness(rule.content, twin.report.content) < SAME:
            found.append(Candidate(rule, {}, 0.0, ruled=True))
        else:
            free.remove(twin)
            found.append(_both(passage, rule, twin))
    return [*found, *(_alone(passage, mark) for mark in free)]


def _both(passage: Passage, rule: Found, mark: Mark) -> Candidate:
    """What both found: the rules' content and speakers stand, and the tagger's cue and whole source phrase."""
    seen, report = mark.seen, mark.report
    apart = _apart(rule, mark)
    both = replace(
        rule, phrase=report.phrase, cue=report.cue or rule.cue, aside=report.aside, via=rule.via or report.via,
        doubt=APART if apart else rule.doubt,
    )  # fmt: skip
    if not rule.sources:  # a quotation whose cue the rules did not see
        both = replace(both, sources=report.sources, clause=report.clause, audience=report.audience)
    signs = _signs(passage, both, seen) | {
        "both": 1.0,
        "shared": likeness(rule.content, report.content),
        "source unseen": float(bool(rule.sources) and not seen.source),
        "sources apart": float(apart),
    }
    return Candidate(both, signs, seen.likely, ruled=True)


def _alone(passage: Passage, mark: Mark) -> Candidate:
    return Candidate(mark.report, _signs(passage, mark.report, mark.seen), mark.seen.likely, ruled=False)


def _signs(passage: Passage, report: Found, seen: Tagged) -> Signs:
    """What the tagger alone says of a report."""
    signs = {"likely": _odds(seen.likely), "nested": float(seen.nested), "no source": float(not seen.source)}
    signs |= {"short": float(_words(passage, report) < SHORT)}
    return signs | dict(zip(LABELS, seen.labels, strict=True))


def _apart(rule: Found, mark: Mark) -> bool:
    named = mark.report.sources
    return bool(rule.sources and named) and not overlap(rule.sources, [*mark.seen.source, *named])


def _odds(chance: float) -> float:
    return max(-CAP, min(CAP, math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))))


def _words(passage: Passage, report: Found) -> int:
    return sum(len(passage.text[start:end].split()) for start, end in report.content)


def _crossed(one: Found, other: Found) -> bool:
    shorter = min(length(one.content), length(other.content))
    return overlap(one.content, other.content) > CROSSED * shorter
