"""When are two names one name? Words, titles, short forms; no page and no record is looked at here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.gazetteer import word_set

TITLES: frozenset[str] = word_set(
    """
    general gen colonel col lieutenant lt major maj captain capt brigadier admiral adm marshal sergeant sgt
    commodore commander dr doctor mr mrs ms miss prof professor sir dame lord lady sheikh sheik mullah hajji
    reverend rev father sister baroness baron count president minister prime foreign interior defense defence
    finance deputy vice first former acting secretary state senator sen rep representative congressman congresswoman
    governor gov mayor judge justice chancellor premier ambassador envoy spokesman spokeswoman spokesperson chief
    director head chairman chairwoman chair king queen prince princess pope cardinal archbishop bishop patriarch
    imam rabbi commissioner inspector officer detective coach analyst economist the press attorney speaker leader
    """
)
"""Words before a person's name that are no part of it, lower case."""

PARTICLES: frozenset[str] = word_set("al bin ibn ben abu van von der den de da di del la le el ter ten dos du")
SUFFIXES: frozenset[str] = word_set("jr sr ii iii iv sc qc kc mp md phd obe cbe esq")
SMALL: frozenset[str] = frozenset({"the", "of", "for", "and", "on", "in", "a", "an", "&", "to", "at"})

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "ı": "i", "ə": "e", "Ə": "E"}
)
"""Letters that are no base letter with a mark, as English news writes them without."""


@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """A name for comparing: lower case, accents and possessive marks off, single spaces, no article in front."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(LETTERS)) if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b|['’]$", "", plain)
    words = [word.lower().rstrip(".") for word in _WORD.findall(plain.replace("’", "'"))]
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)


def words_of(name: str) -> list[str]:
    """The words of a name, compared as `key_of` compares."""
    return key_of(name).split()


_POST = re.compile(r"[A-Z]{3,4}")
"""A post in capitals before a name ("MEC", "CFO"); two letters are initials."""


def untitled(name: str) -> str:
    """A person's name without the titles before it; the name itself where nothing would be left."""
    parts = name.split()
    while len(parts) > 1 and (set(key_of(parts[0]).split("-")) <= TITLES or _POST.fullmatch(parts[0])):
        parts = parts[1:]
    while len(parts) > 1 and key_of(parts[-1]) in SUFFIXES and parts[-1].isupper():
        parts = parts[:-1]
    return " ".join(parts).rstrip(",")


def family_of(name: str) -> str:
    """The word a person is called by when called by one: the last that is no suffix, with its particle's key."""
    words = [word for word in words_of(name) if word not in SUFFIXES]
    return words[-1] if words else ""


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` can stand for the person `full`: its words end or open the full name ("Smith", "J. Smith")."""
    few, many = words_of(untitled(short)), words_of(untitled(full))
    if not few or len(few) >= len(many):
        return False
    few = [word for word in few if len(word) > 1] if len(few) > 1 else few
    return few == many[-len(few) :] or (len(few) == 1 and few[0] == many[0] and few[0] not in PARTICLES)


def is_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full` ("FSB", "U.N."), small words counted or not."""
    letters = key_of(short).replace(".", "").replace(" ", "").replace("-", "")
    if not 2 <= len(letters) <= 8 or short.upper() != short:
        return False
    words = [part for word in words_of(full) for part in word.split("-")]
    most = [word for word in words if word not in SMALL]
    return letters in ("".join(w[0] for w in words), "".join(w[0] for w in most)) and len(most) > 1


_SOUNDS = (
    ("ks", "x"), ("ph", "f"), ("ff", "f"), ("v", "f"), ("w", "f"), ("kh", "h"), ("dzh", "j"), ("dj", "j"),
    ("sch", "s"), ("shch", "s"), ("tsch", "c"), ("tch", "c"), ("ck", "k"), ("q", "k"), ("ts", "z"), ("tz", "z"),
    ("sh", "s"), ("zh", "z"), ("ch", "c"), ("cz", "c"), ("sz", "s"),
)  # fmt: skip
"""Consonants that transcriptions of one name write differently (Cyrillic and Arabic names in English news)."""


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """First letter and consonants of a word: transcriptions share them where vowels differ ("Sergei", "Sergey")."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouyj'’-.")
