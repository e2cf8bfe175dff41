"""Which words of a text tell it from another text?

Pages of any language are compared, so words are found by Unicode letters; a script written without spaces gives
one word per character. Stop words and endings are English, where statements are read; other languages are compared
by words as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul: written without spaces, or with spaces that do not bound what we call a word."""

WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{CJK}]|[^\W\d_{CJK}]+(?:['’][^\W\d_{CJK}]+)*")

SHARED = """
    a about above after again against all also although always am among an and another any anyone are aren't as at be
    because been before being below between both but by can can't cannot could couldn't did didn't do does doesn't
    doing don't down during each either else even ever every few for from further get gets give gives go goes going
    got had hadn't has hasn't have haven't having he he's her here hers herself him himself his how however i i'm i've
    if in into is isn't it it's its itself just let like made make makes many may me might more most much must my
    myself nor of off on once one only onto or other others ought our ours ourselves out over own per quite rather
    same say saying says said she she's should shouldn't since so some something still such take takes taking tell
    than that that's the their theirs them themselves then there there's therefore these they they're they've thing
    things this those though through thus to told too toward towards under until up upon us very via was wasn't we
    we're we've well were weren't what when where whether which while who whom whose why will with within without
    won't would wouldn't yet you you're your yours yourself
    added according adding asked called claimed noted stated stressed
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
"""
STOP: frozenset[str] = frozenset(SHARED.split())
"""Words that any two texts share. "not", "no" and "never" are absent on purpose: they decide what is claimed."""

ENDINGS: tuple[tuple[str, str], ...] = (
    ("izations", ""), ("isations", ""), ("ization", ""), ("isation", ""), ("ational", ""), ("ations", ""),
    ("ation", ""), ("ators", ""), ("ator", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ative", ""),
    ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ingly", ""), ("edly", ""), ("fully", ""),
    ("ities", ""), ("ity", ""), ("ions", ""), ("ion", ""), ("ives", ""), ("ive", ""), ("ings", ""), ("ing", ""),
    ("iest", ""), ("ies", ""), ("ied", ""), ("ers", ""), ("er", ""), ("ate", ""), ("ally", ""), ("als", ""),
    ("al", ""), ("ely", ""), ("ly", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip
"""Endings that come and go between two renderings of one remark ("cooperates", "cooperation"), longest first."""

DOUBLED = "bdgmnprt"
"""Consonants that an ending doubles: "planned" and "plan" are one stem."""

SHORTEST_STEM = 4
"""Letters that an ending must leave: "nation" keeps its own."""


def words_of(text: str) -> list[str]:
    """The words of `text` in order, case folded; "1,700" is the one word "1700"."""
    return [word.replace(",", "").replace("’", "'") for word in WORD.findall(text.casefold())]


def tokens_of(text: str) -> list[str]:
    """The words of `text` as written, one for each of `words_of`."""
    return WORD.findall(text)


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """The part of an English word that its inflections and derivations share, good enough to compare by."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            stem = word[: len(word) - len(ending)] + instead
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] in DOUBLED else stem
    return word


def telling(text: str) -> list[str]:
    """The stems of the words of `text` that are no stop words, in order, repeats kept."""
    return [stem_of(word) for word in words_of(text) if word not in STOP and (len(word) > 1 or not word.isascii())]


def shingles_of(words: Sequence[str], size: int) -> Iterator[str]:
    """Every run of `size` words, as one string; a text of fewer words gives one shingle, an empty one none."""
    if words:
        yield from (" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))
