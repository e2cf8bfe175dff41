"""Where do quotation marks open and close, and which of them did a scrape lose?

A mark's side is read from its neighbours, so that a wrong curl ("”Like this”") does no harm. A quotation that
runs on into the next paragraph has no closing mark; one whose opening mark was lost has no opening one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE = '"“”„«»'
SINGLE = "'‘’"
MARKS = frozenset(DOUBLE + SINGLE)

_OPENS_AFTER = re.compile(r"[\s(\[{—–\-/:]")
_ENDS_SPEECH = re.compile(r"[,.?!…—–-]$")
MIN_SINGLE_WORDS = 4
"""Words in single marks below this are scare quotes, titles or nested quotations (measured on Wikinews: 9 of 10)."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in a paragraph: `start:end` is its inside (paragraph offsets), without the marks.

    `opened` is False where the opening mark is missing, `closed` where it runs on past the paragraph.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True

    def holds(self, place: int) -> bool:
        """Whether the offset lies inside."""
        return self.start <= place < self.end


def quotes_of(text: str) -> list[Quote]:
    """The quotations of one paragraph in order, not overlapping; nested ones are part of the outer one."""
    double = _pairs(text, DOUBLE)
    return sorted(double + _singles(text, double), key=lambda quote: quote.start)


def _side(text: str, place: int) -> str:
    mark = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    opens = bool(_OPENS_AFTER.match(before)) and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    if opens != closes:
        return "open" if opens else "close"
    return "open" if mark in "“„«‘" else "close" if mark in "”»’" else "either"


def _pairs(text: str, marks: str) -> list[Quote]:
    found: list[Quote] = []
    start: int | None = None
    last = 0
    for place in (i for i, letter in enumerate(text) if letter in marks):
        side = _side(text, place)
        if start is None and side in ("open", "either"):
            start = place + 1
        elif start is not None and side in ("close", "either"):
            found.append(Quote(start, place))
            start, last = None, place + 1
        elif start is None:
            found.append(Quote(_first_letter(text, last), place, opened=False))
            last = place + 1
    if start is not None and len(text) > start:
        found.append(Quote(start, len(text.rstrip()), closed=False))
    return [quote for quote in found if quote.end > quote.start]


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _singles(text: str, double: list[Quote]) -> list[Quote]:
    found: list[Quote] = []
    start: int | None = None
    for place in (i for i, letter in enumerate(text) if letter in SINGLE):
        if any(quote.holds(place) for quote in double):
            continue
        side = _side(text, place)
        if start is None and side == "open" and not text[place + 1 : place + 2].isdigit():
            start = place + 1
        elif start is not None and side == "close" and _spoken(text[start:place]):
            found.append(Quote(start, place))
            start = None
    return found


def _spoken(words: str) -> bool:
    return len(words.split()) >= MIN_SINGLE_WORDS and bool(_ENDS_SPEECH.search(words))


def stands_free(text: str, quote: Quote) -> bool:
    """Whether the quotation begins a sentence or follows a comma or colon; else it is worked into a sentence."""
    before = text[: max(quote.start - 1, 0)].rstrip()
    if not quote.opened or not before:
        return True
    first = text[quote.start : quote.start + 1]
    return before[-1] in '.?!:;…"”“' or (before[-1] == "," and (first.isupper() or first in "[.…"))
