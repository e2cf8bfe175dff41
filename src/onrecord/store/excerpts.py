"""Which words of a row are shown where it is found, and what did a person ask for?

Words are compared in a plain form: a page's soft hyphens, ligatures and accents hide none of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, TypeAlias

from onrecord.model import BODY, Cite, Page, Statement

AROUND = 120
"""Code points shown on either side of the first word found on a page: a line or two of print."""

ASKED = re.compile(r'"([^"]*)"|(\w+)(\*?)')
"""What a person types: a phrase in quotation marks, a word, the beginning of a word with a star."""

UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u0640"
)
"""What a reader does not see or does not type: soft hyphens, joiners, marks of direction, accents that stand alone,
Hebrew and Arabic vowel signs, the stroke that widens Arabic words."""

UNTYPED = re.compile(f"[{UNSEEN}]")
APOSTROPHES = str.maketrans(dict.fromkeys("\u02bc\u02b9\u2019\u2018\uff07\u055a", "'"))
"""Signs that pages write for an apostrophe; some count as letters."""

Terms: TypeAlias = tuple[frozenset[str], tuple[str, ...]]
"""What was asked for, as it is compared: whole words, and beginnings of words."""

WORD = re.compile(rf"\w[\w{UNSEEN}]*")


def phrases_of(words: str) -> list[tuple[str, bool]]:
    """The phrases and single words that a person typed, each with whether any ending of its last word will do."""
    found = ((" ".join(WORD.findall(phrase)) or word, bool(star)) for phrase, word, star in ASKED.findall(plain(words)))
    return [(phrase, begun) for phrase, begun in found if phrase]


def has_phrase(words: str) -> bool:
    """Whether a person typed a phrase of several words."""
    return any(" " in phrase for phrase, _ in phrases_of(words))


def plain(words: str) -> str:
    """Words as a person types them: letters in one piece, no ligatures or wide forms, nothing that is not seen."""
    if words.isascii():
        return words
    return UNTYPED.sub("", unicodedata.normalize("NFKC", words.translate(APOSTROPHES)))


def folded(word: str) -> str:
    """A word as the index compares it: plain, without case and accents."""
    if word.isascii():
        return word.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain(word)) if not unicodedata.combining(c)).casefold()


def terms_of(words: str) -> Terms:
    """The words asked for, and the beginnings of words."""
    whole: set[str] = set()
    begun: list[str] = []
    for phrase, word, star in ASKED.findall(plain(words)):
        if star:
            begun.append(folded(word))
        else:
            whole.update(folded(one) for one in WORD.findall(phrase or word))
    return frozenset(whole), tuple(begun)


def _hit_places(words: str, terms: Terms) -> list[int]:
    if words.isascii():  # nothing of it is folded but its case
        return [found.start() for found in _pattern(terms).finditer(words.lower())]
    whole, begun = terms
    within = folded(words)
    if not any(term in within for term in (*whole, *begun)):
        return []  # most paragraphs hold none of the words, and to take one apart takes ten times as long
    read = ((word.start(), folded(word.group())) for word in WORD.finditer(words))
    return [start for start, word in read if word in whole or (begun and word.startswith(begun))]


@lru_cache(maxsize=64)
def _pattern(terms: Terms) -> re.Pattern[str]:
    whole, begun = terms
    told = [*map(re.escape, sorted(whole)), *(rf"{re.escape(word)}\w*" for word in begun)]
    return re.compile(rf"\b(?:{'|'.join(told)})\b" if told else r"(?!)")


def _on_page(page: Page, terms: Terms) -> Cite:
    """The passage of the block that holds most of the words: the first of the best, cut at spaces."""
    spans = [(block.start, block.end) for block in page.blocks if block.kind in BODY or block.kind == "title"]
    places = [(_hit_places(page.text[start:end], terms), start, end) for start, end in spans or [(0, len(page.text))]]
    hits, start, end = max(places, key=lambda place: len(place[0]))
    first = start + (hits[0] if hits else 0)
    left, right = max(start, first - AROUND), min(end, first + AROUND)
    if left > start:
        left = page.text.find(" ", left, first) + 1 or first
    if right < end:
        right = max(page.text.rfind(" ", first, right), first) if " " in page.text[first:right] else right
    return page.cite(left, right)


def _in_statement(statement: Statement, terms: Terms) -> Cite:
    return max(statement.content, key=lambda cite: len(_hit_places(cite.text, terms)))


CITED: dict[str, Any] = {
    "pages": _on_page,
    "statements": _in_statement,
    "figures": lambda figure, terms: Cite(figure.text, figure.start, figure.end),
    "entities": lambda entity, terms: None,
}
"""Which words of a row are shown, by kind."""
