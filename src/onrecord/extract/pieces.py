"""How does a page become what the tagger reads? Word pieces of its paragraphs, packed into windows.

The pieces are those of the encoder (WordPiece, uncased); what that loses, the case of a word and whether a place lies
in quotation marks, goes along as two small features. Training and reading share this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.extract.quotes import MARKS, quotes_of

Numbers = NDArray[np.int64]

SEPARATOR = "[SEP]"
"""The piece that opens each paragraph: it carries no tag and tells the encoder where a paragraph begins."""

NO_LETTERS, LOWER, CAPITAL, CAPITALS, MIXED = range(5)
CASES = 5
"""How a word is written: without letters, small, with a capital, in capitals, otherwise."""

OUTSIDE, INSIDE, MARK, UNSURE = range(4)
QUOTE_STATES = 4
"""Where a piece stands: outside quotation marks, inside, a mark itself, inside with one mark missing."""

SAME_LENGTH = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\xa0": " "})
"""One character for one: the encoder has few curly marks in what it was trained on."""

LONGEST = 254
"""Pieces of a window. The cost of attention grows with its square; news paragraphs have some 60."""
CONTEXT = 64
"""Pieces of the paragraph before that a window opens with, so that "he" and a quotation alone have a neighbour."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a page, one row a piece: all arrays have one length.

    `starts` and `ends` are character offsets in the paragraph numbered `paragraph`; `opens` is true for the first piece
    of a word; separators have no characters and open nothing.
    """

    ids: Numbers
    starts: Numbers
    ends: Numbers
    opens: NDArray[np.bool_]
    case: Numbers
    quote: Numbers
    paragraph: Numbers

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of pieces that is read at once; the pieces before `core` are context and tagged elsewhere."""

    start: int
    core: int
    end: int


def pieces_of(paragraphs: Sequence[str], tokenizer: Tokenizer) -> Pieces:
    """The pieces of a page's paragraphs, each behind a separator."""
    separator = tokenizer.token_to_id(SEPARATOR)
    rows: list[tuple[int | None, int, int, bool, int, int, int]] = []
    for number, text in enumerate(paragraphs):
        found = tokenizer.encode(text.translate(SAME_LENGTH), add_special_tokens=False)
        quote = quote_states(text)
        rows.append((separator, 0, 0, False, NO_LETTERS, OUTSIDE, number))
        for _, group in groupby(zip(found.word_ids, found.ids, found.offsets, strict=True), key=lambda row: row[0]):
            parts = list(group)
            case = case_of(text[parts[0][2][0] : parts[-1][2][1]])
            for _, piece, (start, end) in parts:
                rows.append((piece, start, end, start == parts[0][2][0], case, quote[start], number))
    columns = np.array(rows, np.int64).reshape(-1, 7).T
    return Pieces(columns[0], columns[1], columns[2], columns[3].astype(bool), columns[4], columns[5], columns[6])


def case_of(word: str) -> int:
    """How a word is written, as one of the five cases."""
    if not any(letter.isalpha() for letter in word):
        return NO_LETTERS
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return CAPITALS
    return CAPITAL if word[0].isupper() and not any(letter.isupper() for letter in word[1:]) else MIXED


def quote_states(text: str) -> list[int]:
    """For each character of a paragraph where it stands among the quotation marks."""
    states = [OUTSIDE] * (len(text) + 1)
    for quote in quotes_of(text):
        state = INSIDE if quote.opened and quote.closed else UNSURE
        states[quote.start : quote.end] = [state] * (quote.end - quote.start)
        for place in (quote.start - 1, quote.end):
            if 0 <= place < len(text) and text[place] in MARKS:
                states[place] = MARK
    return states


def windows_of(pieces: Pieces, *, longest: int = LONGEST, context: int = CONTEXT) -> Iterator[Window]:
    """Windows of whole paragraphs, in order, each behind the end of the paragraph before.

    A paragraph too long for a window is cut, and each further part has the end of the last one as its context.
    """
    bounds = [*np.flatnonzero(np.diff(pieces.paragraph, prepend=-1)).tolist(), len(pieces)]
    first = 0
    while first < len(bounds) - 1:
        core = bounds[first]
        start = max(bounds[first - 1], core - context) if first else core
        last = first + 1
        while last < len(bounds) - 1 and bounds[last + 1] - start <= longest:
            last += 1
        if bounds[last] - start <= longest:
            yield Window(start, core, bounds[last])
        else:
            yield from _cut(start, core, bounds[last], longest, context)
        first = last


def _cut(start: int, core: int, end: int, longest: int, context: int) -> Iterator[Window]:
    """The parts of one long paragraph, each behind the end of the part before."""
    step = longest - context
    for at in range(core, end, step):
        yield Window(start if at == core else at - context, at, min(end, at + step))
