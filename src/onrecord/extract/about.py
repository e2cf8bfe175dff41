"""Of what does the clause tell a number, beside the noun that it counts?

"Ford has 13,000 workers" tells the number of Ford, "the fee was put at $5 million" of the fee. The phrases are those
that hold the number in its clause: the noun that its preposition hangs on, the object moved by it, and the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from onrecord.extract.counted import STOPS, SUBJECTS, Counted, number_in, words_at
from onrecord.extract.lexicon.en.measures import MEASURES
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity

LONGEST = 12
MOST = 8
"""Words of a phrase, and phrases, at most."""

JOINING = frozenset({"of", "for", "from", "in", "on", "to", "at", "by"})
"""Prepositions that keep a phrase going."""

TRAILING = frozenset({"ADP", "ADV", "DET", "PRON", "SCONJ", "PUNCT", "PART", "AUX", "CCONJ"})
"""Word classes that end no phrase."""

RELATIVE = frozenset({"who", "which", "that", "where"})


def about(quantity: Quantity, counted: Counted | None, paragraph: Paragraph) -> tuple[str, ...]:
    """The phrases that the number is told of, the nearest first; none where the clause names nothing."""
    span = paragraph.doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if span is None:
        return ()
    own = range(span.start, span.end)
    number = number_in(span)
    head = counted.head if counted is not None and counted.adjacent else number
    found: dict[tuple[int, int], None] = {}
    for noun in islice(_nouns(number, head), MOST):
        if noun.i in own or noun.lemma_.lower() in MEASURES:
            continue
        phrase = _phrase(noun, own, head)
        if phrase is not None:
            found.setdefault(phrase)
    return tuple(words_at(paragraph, *phrase) for phrase in found)


def _nouns(number: Token, head: Token) -> Iterator[Token]:
    """The nouns that hold the number: over its preposition, beside its verb, at the subject of the clause."""
    token = head if head.dep_ != "ROOT" or head.pos_ != "VERB" else number
    below = token
    for ancestor in token.ancestors:
        beside, below = below.dep_ == "conj", ancestor  # "hundreds of farmers and 40 divers": one holds not the other
        if ancestor.pos_ in ("NOUN", "PROPN") and ancestor.i != head.i and not beside:
            yield ancestor
        elif ancestor.pos_ in ("VERB", "AUX"):
            yield from _beside(ancestor, token)
            subject = _subject(ancestor)
            if subject is not None:
                if subject.i != head.i:
                    yield subject
                return


def _beside(verb: Token, token: Token) -> Iterator[Token]:
    """The object of a verb that moves it by the number ("raised the fee by 5 percent")."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i < token.i and child.pos_ in ("NOUN", "PROPN"):
            yield child


def _subject(verb: Token) -> Token | None:
    """The noun that a verb has as its subject, behind a relative pronoun the one it stands for; None for a pronoun."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)
    if subject is None:
        return verb.head if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") else None
    if subject.lower_ in RELATIVE:
        return verb.head if verb.dep_ == "relcl" else None
    return subject if subject.pos_ in ("NOUN", "PROPN") else None


def _phrase(noun: Token, own: range, head: Token) -> tuple[int, int] | None:
    """The tokens of a noun's phrase: its modifiers to the left, and to the right what prepositions join to it."""
    start = noun.i
    while start > noun.left_edge.i and not _opens(noun.doc[start - 1], own):
        start -= 1
    end = noun.i + 1
    for token in noun.doc[end : min(noun.right_edge.i + 1, start + LONGEST)]:
        if token.i in own or token.text in STOPS or token.dep_ in ("relcl", "acl", "cc", "advcl"):
            break
        if token.dep_ == "prep" and token.lower_ not in JOINING:
            break
        end = token.i + 1
    while end > noun.i + 1 and noun.doc[end - 1].pos_ in TRAILING:
        end -= 1
    return (start, end) if end > start else None


def _opens(token: Token, own: range) -> bool:
    return token.i in own or token.pos_ in ("DET", "PRON") or token.text in STOPS
