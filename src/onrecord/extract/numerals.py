"""Which number do these words write? "2,300", "two hundred and fifty", "a dozen", "1.3 million", "half a million"."""

from __future__ import annotations

import re


def words_of(table: str) -> list[str]:
    """The words of a word list that is written as running text."""
    return table.split()


UNITS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        words_of("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
""")
    )
}
TENS: dict[str, int] = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES: dict[str, float] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
LETTERS: dict[str, float] = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
"""Scales as newsrooms abbreviate them behind digits; "m" is a million only behind a currency sign."""

DIGITS = r"(?:(?:\d{1,3}(?:,\d{2,3}|,\s000\b)+|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)"
"""Digits with English or Indian grouping ("1,50,000"); a scrape may have put a space in ("20, 000")."""

GLYPHS: dict[str, float] = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
"""Fractions of one character (Unicode, Number Forms and Latin-1)."""

FRACTION = rf"(?:(?:\d+[\s-])?[1-9]/(?:[2-9]|1[026])(?![\d/])|\d*[{''.join(GLYPHS)}])"
"""A number with a written fraction ("1/2", "2 1/2", "3½")."""

_SMALL = "|".join([*sorted(UNITS, key=len, reverse=True)])
_SIMPLE = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{_SMALL}))?|{_SMALL})"
SCALE = rf"(?:{'|'.join(SCALES)})"
SPELLED = (
    rf"(?:(?:{_SIMPLE}|an?)(?:[\s-]{SCALE})+(?:\sand)?\s)*{_SIMPLE}(?:[\s-]{SCALE}\b)*"
    rf"|half\sa(?:[\s-]{SCALE}\b)+|an?(?:[\s-]{SCALE}\b)+"
)
NUMBER = rf"(?:{DIGITS}(?:[\s-]?{SCALE}\b)*|\b(?:{SPELLED}))"
"""One number, without currency sign or noun; to be compiled with `re.IGNORECASE`."""

_PIECE = re.compile(rf"{DIGITS}|[a-z]+", re.IGNORECASE)
_BROKEN = re.compile(rf"(?:(\d+)[\s-])?(\d+)/(\d+)(.*)|(\d*)([{''.join(GLYPHS)}])(.*)")


def number_of(words: str) -> float | None:
    """The value of the words `NUMBER` matches, letters of `LETTERS` included; None when they write no number."""
    if broken := _BROKEN.fullmatch(words):
        return _fraction(broken)
    total = current = 0.0
    seen = False
    for piece in _PIECE.findall(words.lower()):
        if piece[0].isdigit() or piece[0] == ".":
            current, seen = float(re.sub(r"[,\s]", "", piece)), True
        elif piece in UNITS or piece in TENS:
            current, seen = current + UNITS.get(piece, TENS.get(piece, 0)), True
        elif piece == "both":
            current, seen = 2.0, True
        elif piece in ("half", "quarter"):
            current, seen = 0.5 if piece == "half" else 0.25, True
        elif piece in SCALES or piece in LETTERS:
            total, current = _scaled(total, current if seen else 1.0, SCALES.get(piece) or LETTERS[piece])
            seen = True
        elif piece not in ("a", "an", "and"):
            return None
    return round(total + current, 9) if seen else None  # 4.1 million is no 4099999.9999999995


def _fraction(broken: re.Match[str]) -> float | None:
    """The value of "2 1/2 million" or "3½"; None when what stands behind the fraction is no scale."""
    whole, over, under, scale, digits, glyph, behind = broken.groups()
    part = int(over) / int(under) if over else GLYPHS[glyph]
    word = (scale or behind or "").strip(" -").lower()
    factor = SCALES.get(word, LETTERS.get(word)) if word else 1.0
    return round((int(whole or digits or 0) + part) * factor, 9) if factor else None


def _scaled(total: float, current: float, scale: float) -> tuple[float, float]:
    # "two hundred and fifty thousand": a hundred may still be scaled, a thousand closes its group
    if scale <= 100:
        return total, (current or 1.0) * scale
    if current == 0 and total:
        return total * scale, 0.0  # "three thousand million"
    return total + (current or 1.0) * scale, 0.0
