"""On which day did it happen, as the words of its own clause tell?"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Span, Token

from onrecord.extract.parse import Paragraph
from onrecord.extract.times import found_in
from onrecord.model import Cite

VAGUE: frozenset[str] = frozenset({"now", "recent", "soon"})
"""Readings of time words that give no date."""


def day_told(
    paragraph: Paragraph, sentence: Span, verbs: Collection[Token], *, but: Collection[tuple[int, int]] = ()
) -> Cite | None:
    """The date told in the clause of one of `verbs`; none that begins inside a stretch of `but` (paragraph offsets)."""
    for found in found_in(paragraph):
        inside = sentence.start_char <= found.start < sentence.end_char and found.type == "DATE"
        aside = any(start <= found.start < end for start, end in but)
        if inside and not aside and found.reading not in VAGUE and clause_of(sentence, found.start) in verbs:
            return paragraph.cite((found.start, found.end))
    return None


def clause_of(sentence: Span, start: int) -> Token | None:
    """The verb whose clause holds the word at `start`; the head of the sentence where there is none."""
    token = token_at(sentence, start)
    while token is not None and token.head != token:  # the parser makes a new object of a token at every call
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token


def token_at(sentence: Span, place: int) -> Token | None:
    """The word of a sentence that stands at `place` of its paragraph."""
    return next((token for token in sentence if token.idx <= place < token.idx + len(token)), None)
