"""What does a finder of reported speech hand on? Spans only: who speaks, which words announce it, what is said.

Rules and a trained tagger find them; `linking` turns either kind into statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from spacy.tokens import Span, Token

from onrecord.extract.cues import FRAMES
from onrecord.extract.parse import Paragraph
from onrecord.extract.quotes import Quote, quotes_of, stands_free

Offsets: TypeAlias = tuple[int, int]
"""Start and end within a paragraph."""


Aside: TypeAlias = Literal["", "nested", "belief", "hyp", "sourceless", "question", "doubted"]


@dataclass(frozen=True, slots=True)
class Found:
    """One report of speech in one paragraph, as offsets in it.

    `sources` is empty where no words name the speaker there: `linking` then looks at the paragraph before.
    `rule` names the finder, `sure` is its measured precision, `clause` the stretch that holds cue and adjuncts.
    """

    content: tuple[Offsets, ...]
    rule: str
    sure: float
    sources: tuple[Offsets, ...] = ()
    cue: Offsets | None = None
    clause: Offsets | None = None
    via: Offsets | None = None
    repaired: bool = False
    audience: Offsets | None = None
    phrase: Offsets | None = None
    """The whole phrase that names who speaks, with apposition and relative clause; `sources` are the names in it."""
    doubt: str | None = None
    """Why a person should look before this is shown among anybody's words, however sure it is."""
    aside: Aside = ""
    """Why this is no statement of its own: a report inside a report, a thought nobody voiced, a saying that did not
    happen, words laid at nobody's door, an interviewer's question, or too much doubt."""


SENTENCE = 12
"""Words from which a quotation right behind a reporting verb is a sentence of its own."""

NARRATED = re.compile(r"\b(?:said|says|told|added|announced|according to)\b")
"""Words that show a stretch before a lone closing mark to be the reporter's: nothing there is repaired."""


class Passage:
    """A paragraph with its quotations, read once for all finders."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.doc = paragraph.doc
        self.quotes = [q for q in quotes_of(self.text) if q.opened or not NARRATED.search(self.text[q.start : q.end])]

    @cached_property
    def free(self) -> list[Quote]:
        """Quotations that stand as sentences of their own: direct speech, unless nothing announces it."""
        found: list[Quote] = []
        for quote in self.quotes:
            long = " " in self.text[quote.start : quote.end] or self.text[quote.end - 1] in ".?!,"
            parted = bool(found) and self._interrupted(found[-1], quote)
            if long and (stands_free(self.text, quote) or parted or self._announced(quote)):
                found.append(quote)
        return found

    def _announced(self, quote: Quote) -> bool:
        """Whether a long quotation follows a reporting verb without a comma: the letter reads "we may ..."."""
        inside = self.text[quote.start : quote.end]
        before = [token for token in self.doc if token.idx < quote.start - 1 and not token.is_punct]
        told = bool(before) and before[-1].pos_ == "VERB" and before[-1].lemma_.lower() in FRAMES
        return told and (". " in inside or len(inside.split()) >= SENTENCE)

    def _interrupted(self, before: Quote, quote: Quote) -> bool:
        """Whether a cue alone parts two quotations: "If it rains," she warned, "we lose the road."."""
        between = self.text[before.end + 1 : quote.start - 1].rstrip()
        return between.endswith(",") and not any(mark in between for mark in ".?!;:")

    def quoted(self, place: int) -> bool:
        """Whether the offset lies inside free-standing direct speech."""
        return any(quote.holds(place) for quote in self.free)

    def unquoted(self) -> Iterator[Token]:
        """Tokens outside free-standing direct speech."""
        return (token for token in self.doc if not self.quoted(token.idx))


def offsets(words: Span | Token) -> Offsets:
    """The paragraph offsets of a span or token."""
    if isinstance(words, Token):
        return words.idx, words.idx + len(words)
    return words.start_char, words.end_char


def length(spans: Iterable[Offsets]) -> int:
    """How many letters the spans hold."""
    return sum(end - start for start, end in spans)


def overlap(some: Iterable[Offsets], others: Sequence[Offsets]) -> int:
    """How many letters stand in both; the spans of either side do not overlap among themselves."""
    return sum(max(0, min(end, last) - max(start, first)) for start, end in some for first, last in others)


def likeness(some: Sequence[Offsets], others: Sequence[Offsets]) -> float:
    """Letters in both over letters in either (Jaccard 1912), 0 where neither has any."""
    both = overlap(some, others)
    either = length(some) + length(others) - both
    return both / either if either else 0.0


TRIM = ' \t\n\r,;:"“”„«»—–-'


def trimmed(text: str, span: Offsets) -> Offsets:
    """The span without marks, commas and spaces at its ends; a bracket or single mark stays where it has a partner."""
    start, end = span
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and (text[end - 1] in TRIM or (text[end - 1] == "." and text[start:end].count(".") == 1)):
        end -= 1
    return start, end
