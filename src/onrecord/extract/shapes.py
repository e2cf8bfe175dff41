"""How does a text write a number with the words that bend it and the unit behind it?

Patterns only: `RANGED` finds one number or two joined ones, `SINGLE` the first of them, `RATIO` the rest of "one in
five", `RATE` the words of "per month". What a match means is decided in `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.extract.lexicon.en.bounds import AFTERWARDS, ENDING, FRACTIONS, MODIFIERS, MULTIPLIED, OWNERS, VAGUE
from onrecord.extract.lexicon.en.measures import (
    CODES,
    DOLLARS,
    DURATIONS,
    FOLDED,
    MEASURES,
    MONEY,
    OWNED,
    PIECES,
    RATES,
    SIGNS,
    SYMBOLS,
    VERBAL,
)
from onrecord.extract.numerals import FRACTION, LETTERS, NUMBER, SCALE


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones before their beginnings; a blank in them is any white space.

    Words share their beginnings: tried one by one, some hundred of them at every word of a page would cost most of the
    reading of figures.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    whole = branches.pop("", None) is not None
    told = [_letter(first) + _grouped(rest) for first, rest in branches.items()]
    return "|".join([*told, ""] if whole else told)


def _letter(letter: str) -> str:
    return r"\s" if letter == " " else re.escape(letter)


def _grouped(rest: list[str]) -> str:
    return _spelled(rest[0]) if len(rest) == 1 else f"(?:{any_of(rest)})"


def _spelled(word: str) -> str:
    return "".join(map(_letter, word))


_SIGN = rf"(?:{any_of(SIGNS)}|(?-i:{any_of(FOLDED)})(?=\d[\d.,]*[\dmb])|\b(?-i:{any_of(CODES)})(?=\s?\d))"
_SPELLED = {f"{unit}s" for unit in MEASURES if re.fullmatch(r"[a-z -]{3,}", unit)}
_NAMES = {*(MONEY.keys() - VERBAL), *OWNED}
_COINS = any_of({*_NAMES, *(f"{name}s" for name in _NAMES)})
_UNIT = rf"(?:{any_of({*MEASURES, *_SPELLED})}|(?:(?:{any_of(DOLLARS)})\s)?(?:{_COINS}))"
_SYMBOL = rf"(?:(?-i:{any_of(SYMBOLS)})|(?-i:{any_of(CODES)})|€|£)"
_NUMBER = rf"(?:{FRACTION}(?:[\s-]?{SCALE}\b)?|{NUMBER})(?:\s?(?:{any_of(LETTERS)})\b(?!\.[a-z]))?"
_JOIN = r"(?P<join>\s?[-–—]\s|[-–—]|-to-|\sto\s|\sor\s|\sand\s)"
_RANGE = rf"(?:(?P<unit1>[\s-]?(?:{_UNIT}))?{_JOIN}(?:(?P<sign2>{_SIGN})\s?)?(?P<high>{_NUMBER}))"
_SHAPE = r"""
    (?<![\w.,:/\#&×−=-])
    (?P<before>(?:(?:\b(?:MODIFIERS))\s["]?|\bsub-){0,5})
    (?: (?P<share>(?:FRACTIONS)(?=\sof\s)|\bhalf(?=\s(?:OWNERS)\s)|\b(?:FRACTIONS)(?=ENDS|\s(?!an?\b|LENGTH)[a-z]))
      | "?(?P<vague>\b(?:VAGUE)\b)"?(?:\smore\b)?
      | (?P<between>\bbetween\s)?(?P<minus>\bminus[\s-]|(?<!\S)[−+-](?=[.\d$£€]))?
        (?:(?P<sign>SIGN)\s?)?(?P<low>PIECE|\bboth(?=\s[a-z])|NUMBER)RANGE(?P<after>\s?(?:AFTER)(?!\w))?
    )
    (?P<unit>(?:(?<=\d)|\s|-)(?:UNIT)(?!\w)|(?<=\d)\s?SYMBOL(?![\w'])|-?fold\b|\stimes(?=\s(?:MULTIPLIED)\b))?
    (?![\w%×−=]|[.,:/]\d|'s\b)
"""
_LENGTH = rf"(?:{any_of({*DURATIONS, *PIECES})})"
_FILLS = {
    "MODIFIERS": any_of(MODIFIERS),
    "VAGUE": any_of(VAGUE),
    "FRACTIONS": any_of(FRACTIONS).replace(r"\s", r"[\s-]"),
    "OWNERS": any_of(OWNERS),
    "ENDS": rf"\s(?:{any_of(ENDING)})\b|[.,;:?!)\"]|$",
    "LENGTH": _LENGTH,
    "PIECE": rf"half\san?(?=\s{_LENGTH}\b)|\ba\s(?:quarter|half)(?=[\s-]{_LENGTH}\b)|\ban?(?=\s{_LENGTH}\b)",
    "MULTIPLIED": any_of(MULTIPLIED),
    "SIGN": _SIGN,
    "NUMBER": _NUMBER,
    "AFTER": any_of(AFTERWARDS),
    "UNIT": _UNIT,
    "SYMBOL": _SYMBOL,
}


def _shape(range_part: str) -> re.Pattern[str]:
    filled = re.sub(rf"\b(?:{any_of(_FILLS)})\b", lambda match: _FILLS[match[0]], _SHAPE)
    return re.compile(filled.replace("RANGE", range_part), re.VERBOSE | re.IGNORECASE)


SINGLE = _shape("")
RANGED = _shape(_RANGE + "?")

RATIO = re.compile(
    rf"(?P<noun>\s[a-z]+)??\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{NUMBER})(?![\w%]|[.,]\d)(?!\s(?:{any_of(DURATIONS)})s?\b)",
    re.IGNORECASE,
)
"""The rest of a ratio behind its first number ("one in five", "nine out of ten", "one person in ten")."""

_AREA = r"(?:square|cubic|sq\.?|metric|troy)\s?\w+|\w+"
RATE = re.compile(
    rf"\s?(?:\bper\s(?P<per>{_AREA})|/(?P<over>[a-z]+)|[\s-](?:an?|each|every)[\s-](?P<each>{any_of(RATES)})\b)"
)
"""The words behind an amount that make it a rate ("per square foot", "/kg", "a month")."""
