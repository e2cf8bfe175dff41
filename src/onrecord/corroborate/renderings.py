"""How alike are two reports of what somebody said?

A rendering is a statement's content reduced to what survives a change of tense, person, order and length: its telling
stems, its numbers, its negations, and the run of words it shares with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias
from zlib import crc32

from onrecord.corroborate.commonness import weights
from onrecord.corroborate.concepts import meanings_of
from onrecord.corroborate.days import SOFT, Days, days_of
from onrecord.corroborate.voices import Voice, heard
from onrecord.corroborate.words import STOP, stem_of, words_of
from onrecord.model import Statement

NEGATIONS: frozenset[str] = frozenset({"no", "not", "never", "none", "nobody", "nothing", "neither", "without"})

SHOWN = 6
"""Common words that a link names."""

SHINGLE = 4
WINDOW = 3
"""Any `SHINGLE + WINDOW - 1` words in a row that two statements share bring them together, whoever said them."""

TELLING = 6.0
"""Weight of a run's words (see `commonness`) under which it brings nobody together: one rare word or two plain ones."""

NEAR = 0.3
"""Share from which on the longest common run is looked for, where no fingerprint is common."""

PLAIN = 1.5
"""Weight that a stem must have for two contrasts to be of one thing: "people" and "year" are under it."""

QUOTED = re.compile(r"[“\"]([^“”\"]+)(?:[”\"]|$)")
"""A stretch in quotation marks; content that ends with a quote has lost the closing one."""

CONTRAST = re.compile(r"\b(?:but|yet|however|although|though|despite)\b", re.IGNORECASE)
"""What parts a concession from a complaint; it survives translation and paraphrase."""

SENTENCE = re.compile(r"(?<=[.!?])\s+")

Contrast: TypeAlias = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One statement, ready to be compared. `days`: when it was said, None when unknown; `told`: words on it say so.

    `quoted` are the stretches in quotation marks (all of a direct quote), each between blanks, `runs` fingerprints of
    the words (see `runs_of`), `contrasts` the stems before and behind each "but".
    """

    statement: Statement
    voice: Voice
    words: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    days: Days | None
    told: bool
    contrasts: tuple[Contrast, ...]
    runs: frozenset[int]
    quoted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """What two renderings share: the `common` stems, their `weight` and its `share` (0 to 1) of the poorer one's.

    `run` counts the words of the longest unbroken run in common.
    """

    share: float
    common: tuple[str, ...]
    run: int
    weight: float


def text_of(statement: Statement) -> str:
    """The words of a statement, its spans joined by a blank."""
    return " ".join(cite.text for cite in statement.content)


def common_words(statement: Statement, stems: Sequence[str]) -> str:
    """The first words of the statement that have these stems, for a sentence that says what two statements share."""
    shown: dict[str, str] = {}
    for meaning, word in meanings_of(text_of(statement)):
        if meaning in stems or stem_of(word.casefold()) in stems:
            shown.setdefault(meaning, word.casefold())
    return ", ".join(list(shown.values())[:SHOWN]) or "nothing"


def rendering_of(statement: Statement) -> Rendering:
    """The rendering of a statement's content."""
    text = text_of(statement)
    words = words_of(text)
    return Rendering(
        statement=statement,
        voice=heard(statement),
        words=tuple(words),
        stems=frozenset(_concepts(text)),
        numbers=frozenset(word for word in words if word[0].isdigit()),
        negated=statement.polarity == "negative" or any(w in NEGATIONS or w.endswith("n't") for w in words),
        days=days_of(statement.said.edtf),
        told=statement.said_words is not None and statement.said.basis not in SOFT,
        contrasts=tuple(_contrasts(text)),
        runs=frozenset(runs_of(words)),
        quoted=tuple(_quoted(statement, text)),
    )


def _quoted(statement: Statement, text: str) -> Iterator[str]:
    """The words of each stretch that is quoted, between blanks."""
    if statement.form == "mixed":
        stretches = [match[1] for match in QUOTED.finditer(text)]
    else:
        stretches = [cite.text for cite in statement.content] if statement.form == "direct" else []
    yield from (f" {' '.join(words)} " for stretch in stretches if (words := words_of(stretch)))


def _concepts(text: str) -> Iterator[str]:
    """The telling stems of a text that are neither number nor negation, each as what stands for its meaning."""
    return (meaning for meaning, _ in meanings_of(text) if not meaning[0].isdigit() and meaning not in NEGATIONS)


def _contrasts(text: str) -> Iterator[Contrast]:
    sentence = ""
    for part in SENTENCE.split(text):
        before_it, sentence = sentence, part
        but = CONTRAST.search(sentence)
        if but:
            before = sentence[: but.start()].strip(" ,;–-") or before_it  # "... But ...": against the sentence before
            yield frozenset(_concepts(before)), frozenset(_concepts(sentence[but.end() :]))


def alike(a: Rendering, b: Rendering) -> Alike:
    """What `a` and `b` share, stems weighed by how common they are in news. Symmetric."""
    told = weights()
    of_a, of_b = a.stems | a.numbers, b.stems | b.numbers
    common = of_a & of_b
    poorer = min(sum(map(told.__getitem__, sorted(stems))) for stems in (of_a, of_b)) if of_a and of_b else 0.0
    weight = sum(told[stem] for stem in sorted(common))
    share = weight / poorer if poorer else 0.0
    near = common and (share >= NEAR or not a.runs.isdisjoint(b.runs))
    return Alike(share, tuple(sorted(common)), run_of(a.words, b.words) if near else 0, weight)


def whole_quote(a: Rendering, b: Rendering) -> int:
    """Words of the longest quoted stretch of one statement that stands in the other word for word; 0 for none."""
    found = 0
    for one, other in ((a, b), (b, a)):
        words = f" {' '.join(other.words)} " if one.quoted and other.quoted else ""
        found = max([found, *(len(stretch.split()) for stretch in one.quoted if stretch in words)])
    return found


def run_of(a: Sequence[str], b: Sequence[str]) -> int:
    """Words of the longest unbroken run that two texts have in common."""
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size


def runs_of(words: Sequence[str]) -> Iterator[int]:
    """Fingerprints of the runs of `SHINGLE` words: of every `WINDOW` runs in a row the most telling one.

    Which one that is depends on these runs alone, so that two texts with `SHINGLE + WINDOW - 1` words in a row in
    common have a fingerprint in common. Runs that tell little ("at the end of the") give none.
    """
    known = weights()
    told = [0.0 if word in STOP else known[stem_of(word)] for word in words]
    runs = [
        (-sum(told[i : i + SHINGLE]), crc32(" ".join(words[i : i + SHINGLE]).encode()))
        for i in range(len(words) - SHINGLE + 1)
    ]
    for i in range(max(1, len(runs) - WINDOW + 1) if runs else 0):
        weight, run = min(runs[i : i + WINDOW])
        if -weight >= TELLING:
            yield run


def one_contrast(a: Rendering, b: Rendering) -> bool:
    """Whether both say "X, but Y" of the same things: something telling in common before the "but", and behind it."""
    known = weights()
    return any(
        all(any(known[stem] >= PLAIN for stem in one[side] & other[side]) for side in (0, 1))
        for one in a.contrasts
        for other in b.contrasts
    )


def numbers_differ(a: Rendering, b: Rendering) -> bool:
    """Whether both give numbers and none in common."""
    return bool(a.numbers and b.numbers and not a.numbers & b.numbers)


def nested(a: Statement, b: Statement) -> bool:
    """Whether the words of one statement stand inside the other's: somebody quoted by somebody."""
    return a.page == b.page and any(c.start < d.end and d.start < c.end for c in a.content for d in b.content)
