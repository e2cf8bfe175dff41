"""What stands around a place of a paragraph? Asked once a number, and so without walking the whole paragraph."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

WINDOW = 160
"""Characters before or behind a number that may say something of it."""

SENTENCE = 120
"""Words of a sentence to each side of a number at most; of news sentences one in many thousands is longer."""


@lru_cache(maxsize=8)
def text_of(doc: Doc) -> str:
    """`doc.text`, which joins all tokens each time it is asked."""
    return doc.text


def before(text: str, place: int) -> str:
    """The words right before a place."""
    return text[max(0, place - WINDOW) : place]


def behind(text: str, place: int) -> str:
    """The words right behind a place."""
    return text[place : place + WINDOW]


def sentence_of(token: Token) -> range:
    """The tokens of the sentence around a token, at most `SENTENCE` to each side.

    `token.sent` walks the whole document each time it is asked, and a list gone wrong may be one endless sentence.
    """
    doc, start, end = token.doc, token.i, token.i + 1
    while start > max(0, token.i - SENTENCE) and not doc[start].is_sent_start:
        start -= 1
    while end < min(len(doc), token.i + SENTENCE) and not doc[end].is_sent_start:
        end += 1
    return range(start, end)
