"""Which statements of different speakers claim the same, and which cannot both hold?

Few links and plain ones: the same claim in much the same words; a claim and its denial; a danger that is real and one
that is not there; "that is not true" said of the statement before it. Statements meet in blocks: those of one story,
and those that speak of one danger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from onrecord.corroborate.days import gap
from onrecord.corroborate.renderings import (
    NEGATIONS,
    Rendering,
    Weights,
    alike,
    common_words,
    nested,
    numbers_differ,
    pairs_of,
    rendering_of,
    text_of,
    weights_of,
)
from onrecord.corroborate.words import STOP, stem_of, words_of
from onrecord.model import Link, LinkKind, PageId, Statement, id_of

SAME_CLAIM = 0.62
FEWEST = 3
"""Share of the poorer statement's weight, and stems, that two speakers must have in common to claim the same."""

DENIED = 0.6
"""Share from which on a negated statement denies the other one."""

SEASON = 92
"""Days between which two statements can be about one state of affairs."""

_MATTERS = "threat danger risk crisis problem evidence proof reason shortage link deal plan"
MATTERS: frozenset[str] = frozenset(map(stem_of, _MATTERS.split()))
"""Nouns of which one speaker says that it is there and another that it is not."""

_REAL = "real exists grave serious growing imminent clear great acute significant"
REAL: frozenset[str] = frozenset(map(stem_of, _REAL.split()))
"""What is said of a matter that is there."""

FLAT_DENIAL = re.compile(
    r"\b(?:not true|untrue|is false|was false|a lie|lies|is wrong|was wrong|incorrect|nonsense|fabricated|baseless)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"^\W*(?:that|this|it|these|those|they|the (?:claim|accusation|allegation|report|statement)s?)\b", re.I
)
SHORTEST_REPLY = 9
"""A reply that points back ("That is simply not true") and has no more words denies the statement before it."""

NEXT_TO = 400
"""Characters within which the denied statement stands before its denial."""


@dataclass(frozen=True, slots=True)
class Found:
    """How two statements stand to each other, the rule that says so, and what they share."""

    kind: LinkKind
    rule: str
    common: tuple[str, ...]
    score: float


def blocks_of(statement: Statement, story: str | None) -> tuple[str, ...]:
    """The blocks in which a statement meets others: its story, and each matter it calls real or absent."""
    matters = [f"matter {noun} {of}" for noun, _, others in _matters(statement) for of in sorted(others)]
    return tuple(dict.fromkeys(([f"story {story}"] if story else []) + matters))


def weighed(block: Iterable[Statement], utterance_of: Mapping[str, str] | None = None) -> list[Link]:
    """`agrees` and `conflicts` links between statements of one block by different speakers; sorted by id.

    `utterance_of` (statement -> utterance) keeps one link for two utterances, however many pages render them.
    """
    statements = sorted(block, key=lambda statement: statement.id)
    spoken = utterance_of or {}
    # one rendering speaks for its utterance
    renderings = [rendering_of(s) for s in {spoken.get(s.id, s.id): s for s in reversed(statements)}.values()]
    weights = weights_of(renderings)
    found: dict[tuple[str, str, str], Link] = {}
    for i, j in pairs_of(renderings):
        a, b = renderings[i], renderings[j]
        apart = _two_voices(a.statement, b.statement) and not nested(a.statement, b.statement)
        relation = judged(a, b, weights) if apart else None
        if relation:
            _keep(found, a.statement, b.statement, relation, spoken)
    for claim, denial in _replies(statements):
        _keep(found, claim, denial, Found("conflicts", "flat_denial", (), 0.8), spoken)
    return sorted(found.values(), key=lambda link: link.id)


def _two_voices(a: Statement, b: Statement) -> bool:
    """Whether no candidate speaker is common to both."""
    names = [{speaker.entity or speaker.name for speaker in statement.speakers} for statement in (a, b)]
    return bool(names[0] and names[1]) and not names[0] & names[1]


def judged(a: Rendering, b: Rendering, weights: Weights) -> Found | None:
    """How two statements by different speakers stand to each other, None when nothing plain can be said. Symmetric."""
    apart = gap(a.days, b.days)
    if apart is not None and apart > SEASON:
        return None
    matter = _one_matter(a.statement, b.statement)
    if matter:
        return Found("conflicts", "real_or_not", matter, 0.7)
    found = alike(a, b, weights)
    if a.negated != b.negated:
        denied = found.share >= DENIED and len(found.common) >= FEWEST
        return Found("conflicts", "claim_and_denial", found.common, round(found.share, 3)) if denied else None
    if numbers_differ(a, b) or len(found.common) < FEWEST or found.share < SAME_CLAIM:
        return None
    return Found("agrees", "same_claim", found.common, round(found.share, 3))


def _one_matter(a: Statement, b: Statement) -> tuple[str, ...]:
    """The matter that one statement calls real and the other absent, with what it concerns; empty for none."""
    for noun, there, others in _matters(a):
        for other_noun, other_there, other_others in _matters(b):
            if noun == other_noun and there != other_there and others & other_others:
                return noun, *sorted(others & other_others)
    return ()


def _matters(statement: Statement) -> list[tuple[str, bool, frozenset[str]]]:
    """Each matter a statement calls real (True) or absent (False), and the stems of what else it speaks of."""
    words = words_of(text_of(statement))
    stems = [stem_of(word) for word in words]
    others = frozenset(
        s for w, s in zip(words, stems, strict=True) if w not in STOP and w not in NEGATIONS and s not in REAL
    )
    found = []
    for place, stem in enumerate(stems):
        if stem in MATTERS:
            absent = bool({"no", "without"} & set(words[max(0, place - 2) : place]))
            real = bool(REAL & set(stems)) and not NEGATIONS & set(words)
            if absent or real:
                found.append((stem, real and not absent, others - {stem}))
    return found


def _replies(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each flat denial with the statement of another speaker right before it on its page."""
    pages: dict[PageId, list[Statement]] = {}
    for statement in statements:
        pages.setdefault(statement.page, []).append(statement)
    for page in sorted(pages):
        ordered = sorted(pages[page], key=lambda s: (s.content[0].start, s.id))
        for before, after in pairwise(ordered):
            near = after.content[0].start - before.content[-1].end <= NEXT_TO
            if near and _denies_flatly(after) and not _denies_flatly(before) and _two_voices(before, after):
                yield before, after


def _denies_flatly(statement: Statement) -> bool:
    text = text_of(statement)
    return bool(FLAT_DENIAL.search(text) and POINTING.match(text)) and len(words_of(text)) <= SHORTEST_REPLY


WHY: dict[str, str] = {
    "same_claim": "Different speakers claim the same; common to both: {common}.",
    "claim_and_denial": "Accounts differ: one statement denies what the other claims; common to both: {common}.",
    "real_or_not": "Accounts differ: one calls real what the other says is not there; common to both: {common}.",
    "flat_denial": "Accounts differ: the second statement denies the one right before it on the page.",
}


def _keep(
    found: dict[tuple[str, str, str], Link],
    a: Statement,
    b: Statement,
    relation: Found,
    utterance_of: Mapping[str, str],
) -> None:
    """Keep the first link between two utterances."""
    a, b = sorted((a, b), key=lambda s: s.id)
    one, other = sorted((utterance_of.get(a.id, a.id), utterance_of.get(b.id, b.id)))
    why = WHY[relation.rule].format(common=common_words(a, relation.common))
    key = id_of("l", relation.kind, a.id, b.id)
    link = Link(key, relation.kind, a.id, b.id, relation.score, why, f"rule:{relation.rule}")
    found.setdefault((relation.kind, one, other), link)
