"""Which words does one rendering of an utterance have that another has not?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby

from onrecord.serve.passages import Piece

TOKEN = re.compile(r"\w+|\W+")

WORD = re.compile(r"\w")

MOST_WORDS = 500
"""Words that are compared; time grows with their square, and no spoken sentence has as many."""


def differing(words: str, other: str) -> tuple[Piece, ...]:
    """The words in pieces, cited where `other` has them not; case, marks and spaces make no difference."""
    tokens = TOKEN.findall(words)
    ours, theirs = _folded(tokens), _folded(TOKEN.findall(other))
    if max(len(ours), len(theirs)) > MOST_WORDS:
        return (Piece(words, False),)
    known = iter(_known(ours, theirs))
    told = [(token, bool(WORD.match(token)) and not next(known)) for token in tokens]
    groups = groupby(told, key=lambda pair: pair[1])
    return tuple(Piece("".join(token for token, _ in group), differs) for differs, group in groups)


def _folded(tokens: list[str]) -> list[str]:
    return [token.casefold() for token in tokens if WORD.match(token)]


def _known(ours: list[str], theirs: list[str]) -> list[bool]:
    """For each of our words whether theirs have it at its place in the order."""
    known = [False] * len(ours)
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        known[block.a : block.a + block.size] = [True] * block.size
    return known
