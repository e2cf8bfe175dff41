"""What does a statement claim, clause by clause, and does it affirm, deny, hedge or ask for it?

No parse is at hand where statements of different pages are compared, only their words. A clause is cut at sentence ends
and before conjunctions; its claim is the telling stems, with what turns it around, limits it or leaves it open taken
out and kept beside it. Where the words do not say which, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.opposites import (
    ABSENCE,
    CONDITIONAL,
    DUTY,
    EMPTY,
    HEDGED,
    NEGATING,
    PARTIAL,
    PERIODS,
    SEEMING,
    TENSES,
    UNDECIDED,
    canon,
)
from onrecord.corroborate.words import STOP, WORD
from onrecord.model import Statement

Mood = Literal["fact", "seems", "duty", "open"]

CUT = re.compile(
    r"(?<=[.!?;:])\s+|,?\s+(?=(?:but|although|though|because|while|whereas|when|if|unless"
    r"|so that|which|who|despite|however)\b)|,\s+(?=and\b)"
    r"|\s+(?=and (?:that|being|was|were|is|are|has|have|had|will|would)\b)"
    r"|(?<!and)\s+(?=that\b)|\s+[–—-]{1,2}\s+",
    re.IGNORECASE,
)
"""Where one clause ends and the next begins."""

ASIDE = re.compile(r"(?:when|while|if|unless|whereas|which|who|although|though|despite)\b", re.IGNORECASE)
"""A clause that says when or of whom the main one holds."""

WOULD = re.compile(r"\bwould\b|['’]d\b", re.IGNORECASE)
"""In a quote a condition; in reported speech it may be a "will"."""

EMBEDDED = re.compile(r"that\b", re.IGNORECASE)
"""A clause that hangs on another one's verb or noun: whether it is claimed, the words before it decide."""

SENTENCE = re.compile(r"(?<=[.!?])\s+")

DENIED_BY_CUE = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|rul\w+ out|disput\w+)\b", re.I)
"""Cues that deny what they introduce."""

FIRST_PERSON: frozenset[str] = frozenset({"i", "we"})
THIRD_PERSON: frozenset[str] = frozenset({"he", "she", "it", "they", "this", "that", "these", "those"})

AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|shall|must|should|can|could|may|might|cannot|never|not"
    r"|\w+n['’]t|denied|rejected)\b",
    re.IGNORECASE,
)
"""The word before which the subject of a clause stands."""

GERUND = re.compile(
    r"^\W*(?:(?:den|reject|refus|rul|dismiss)\w* (?:out )?)?(?:any |having )?(?:\w+ing|to \w+)\b", re.IGNORECASE
)
"""A clause without a subject of its own: the speaker's."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause of a statement. `turned` says whether it is denied; `stems` are what it speaks of, in order.

    `subject` are the stems before its verb, or the pronoun there; `names`, `numbers` and `times` narrow it, `partial`
    limits it to a part; `none` says that a denial leaves none at all, `pivot` what the denying word stands before.
    `tense` is "" where no auxiliary tells; an `aside` says when or of whom another clause holds,
    and a clause that is a `whole` sentence or has an auxiliary is no mere fragment.
    """

    stems: tuple[str, ...]
    turned: bool
    mood: Mood
    subject: frozenset[str] = frozenset()
    pronoun: str = ""
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    tense: str = ""
    partial: bool = False
    none: bool = False
    pivot: str = ""
    passive: bool = False
    aside: bool = False
    whole: bool = False


def propositions_of(statement: Statement) -> tuple[Proposition, ...]:
    """What a statement claims, in its order; a clause that leaves open what it claims is left out."""
    if statement.modality == "asked":
        return ()
    text = " ".join(cite.text for cite in statement.content)
    cue = statement.cue.text if statement.cue else ""
    clauses = list(clauses_of(text))
    denied = bool(DENIED_BY_CUE.search(cue)) and not DENIED_BY_CUE.match(text.lstrip("\"“'"))
    if not denied and statement.polarity == "negative" and len(clauses) == 1:
        denied = not NEGATING.search(text)
    found = (
        _proposition(clause, sentence, statement, denied and i == 0)
        for i, (clause, sentence) in enumerate(clauses)
        if not i or not EMBEDDED.match(clause.strip())
    )
    return tuple(one for one in found if one is not None)


def clauses_of(text: str) -> Iterator[tuple[str, str]]:
    """Each clause with its sentence."""
    for sentence in SENTENCE.split(text):
        yield from ((clause, sentence) for clause in CUT.split(sentence) if clause and clause.strip())


def _proposition(clause: str, sentence: str, statement: Statement, denied: bool) -> Proposition | None:
    if UNDECIDED.search(clause) or sentence.rstrip("\"”' ").endswith("?"):
        return None
    turned = list(NEGATING.finditer(clause))
    turns = len(turned) + denied
    told = [(match.group(), match.start()) for match in WORD.finditer(clause)]
    told = [(word, at) for word, at in told if not any(turn.start() <= at < turn.end() for turn in turned)]
    stems = [(canon(word.lower().replace("’", "'")), word, at) for word, at in told if _tells(word)]
    if turns > 1 or not told or not stems:
        return None
    verb = AUXILIARY.search(clause)
    first = told[0][0].lower()
    return Proposition(
        stems=tuple(stem for stem, word, _ in stems if not _counts(word)),
        turned=turns == 1,
        mood=_mood(clause, sentence, statement),
        subject=frozenset(stem for stem, _, at in stems if verb and at < verb.start()),
        pronoun="i" if GERUND.match(clause) else first if first in FIRST_PERSON | THIRD_PERSON else "",
        names=frozenset(stem for stem, word, at in stems if word[0].isupper() and (at > 1 or not _common(word))),
        numbers=frozenset(NUMERALS.get(word.lower(), word) for word, _ in told if _counts(word)),
        times=frozenset(match.group().lower() for match in PERIODS.finditer(clause)),
        tense=_tense(clause),
        partial=any(word.lower() in PARTIAL for word, _ in told),
        none=bool(ABSENCE.search(clause)),
        pivot=next((stem for stem, _, at in stems if turned and at >= turned[0].end()), ""),
        passive=bool(re.search(r"\bby\b", clause)),
        whole=clause.strip() == sentence.strip(),
        aside=bool(ASIDE.match(clause.lstrip(" ,"))),
    )


_NUMERALS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_TENS = (
    "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million billion dozen dozens"
)
_ORDINALS = "half third first second fourth fifth sixth seventh eighth ninth tenth"
NUMERALS: dict[str, str] = {word: str(number) for number, word in enumerate(_NUMERALS.split(), start=1)} | {
    word: word for word in f"{_TENS} {_ORDINALS}".split()
}
"""Words that count -> the number by which they are compared; larger ones stand for themselves."""


def _counts(word: str) -> bool:
    return word[0].isdigit() or word.lower() in NUMERALS


def _tells(word: str) -> bool:
    low = word.lower().replace("’", "'")
    telling = low not in STOP and not low.endswith("n't") and not PERIODS.fullmatch(low) and low not in PARTIAL
    return telling and canon(low) not in EMPTY and not HEDGED.fullmatch(low) and (len(low) > 1 or not low.isascii())


def _common(word: str) -> bool:
    """Whether a capital at the head of a clause may be there for its place alone."""
    return canon(word.lower()) in weights()


def _mood(clause: str, sentence: str, statement: Statement) -> Mood:
    if HEDGED.search(clause) or CONDITIONAL.search(sentence) or statement.modality == "expected":
        return "open"
    if statement.form == "direct" and WOULD.search(clause):
        return "open"
    if SEEMING.search(clause):
        return "seems"
    return "duty" if DUTY.search(clause) or statement.modality == "demanded" else "fact"


def _tense(clause: str) -> str:
    found = [(match.start(), tense) for tense, words in TENSES if (match := words.search(clause.lower()))]
    return min(found)[1] if found else ""
