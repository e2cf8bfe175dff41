"""Who gave a number, where its own noun phrase says so: "the 40 beds promised by the mayor", "her estimate of 300"?

What a whole sentence reports is the statement's affair; these words stand closer to the number than its speaker.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.counted import STOPS, number_in, words_at
from onrecord.extract.lexicon.en.giving import COUNTS, GIVING
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity
from onrecord.model import Cite

REACH = 14
"""Words between a number and the participle that names its giver at most."""


def giver_of(quantity: Quantity, paragraph: Paragraph) -> Cite | None:
    """The words that name who gave the number; None where its phrase names nobody."""
    span = paragraph.doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if span is None:
        return None
    who = _behind(span.end, paragraph) or _owner(number_in(span))
    return _cited(who, paragraph) if who is not None else None


def _behind(index: int, paragraph: Paragraph) -> Token | None:
    """Whom "by" names behind a participle of giving that closes the number's phrase."""
    doc = paragraph.doc
    for token in doc[index : index + REACH]:
        if token.tag_ == "VBN" and token.lemma_.lower() in GIVING and token.dep_ in ("acl", "relcl"):
            agents = (child for child in token.children if child.lower_ == "by" and child.i > token.i)
            return next((word for by in agents for word in by.children if word.dep_ == "pobj"), None)
        if token.text in STOPS or token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _owner(number: Token) -> Token | None:
    """Who owns the estimate that the number is the value of ("the guild's estimate of 300")."""
    while number.dep_ in ("nummod", "quantmod", "compound", "nmod", "amod"):
        number = number.head
    over = number.head
    noun = over.head if over.dep_ == "prep" and over.lower_ in ("of", "at") else None
    if noun is None or noun.lemma_.lower() not in COUNTS:
        return None
    return next((child for child in noun.children if child.dep_ == "poss" and child.pos_ != "PRON"), None)


def _cited(who: Token, paragraph: Paragraph) -> Cite | None:
    if who.pos_ not in ("NOUN", "PROPN"):
        return None
    start = who.i
    while start > who.left_edge.i and who.doc[start - 1].pos_ not in ("DET", "PRON"):
        start -= 1
    cite = paragraph.cite(paragraph.doc[start : who.i + 1])
    return cite if cite.text == words_at(paragraph, start, who.i + 1) else None
