"""What does one line of a page look like by itself? Its words, how it ends, and the kind that its own words give away.

Each table of phrases has a gate: words of which one stands in every line it can find. Most lines pass none, which is
what makes thousands of lines a second possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import BlockKind
from onrecord.read.dates import stamps_in
from onrecord.read.languages import STOP_WORDS
from onrecord.read.phrases import (
    ADDRESS,
    AGO,
    BYLINE,
    BYLINE_FIRST,
    BYLINE_LAST,
    CAPTION,
    CAPTION_WORDS,
    FURNITURE,
    JUNK_FIRST,
    JUNK_START,
    JUNK_WITHIN,
    JUNK_WORDS,
    LINK_OUT,
    LINK_OUT_FIRST,
    STAMP_WORDS,
    TAIL,
    TAIL_FIRST,
)

FURNITURE_SHARE = 0.06
"""Share of such words (at least two different ones) from which a line is the site's own."""

STOPS = ".!?…。！？؟"
"""Marks that end a sentence."""

CLOSERS = "\"”’'»)]“›」』*"
"""Marks that may follow the end of a sentence."""

PROSE_WORDS = 9
"""Words from which a line that ends in a stop is prose (nine of ten menu entries have fewer than seven)."""

LONG_WORDS = 22
"""Words from which a line is prose even without a stop."""

LONGEST = 100_000
"""Characters up to which a line may be prose: whole articles on one line have a tenth of it."""

FLUENT_SHARE = 0.15
"""Share of function words in a long line without a stop from which it is prose; sentences have 0.3 to 0.5."""

FUNCTION_WORDS: frozenset[str] = frozenset().union(*STOP_WORDS.values())
LETTERED = re.compile("[A-Za-zÀ-ÿА-я]")
"""Scripts in which we know function words; a line in another script is believed to be prose when it is long."""

SIGNED_WORDS = 6
PARTED = re.compile(r"[|·•]|^[^\W\d_]+(?: [^\W\d_]+)?, ")
"""What parts a name or place from the date in one line, and how many words it may have."""

DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
DASHED = re.compile(r"\W*?[-–—]")
END = tuple(STOPS)
DOTS = ("…", "...")
"""How a sentence ends, and how a shortened one does."""

BITS = 32
MASK = (1 << BITS) - 1
COUNTED: tuple[frozenset[str], ...] = (FUNCTION_WORDS, FURNITURE, ADDRESS, JUNK_WORDS, CAPTION_WORDS)
COUNTS: dict[str, int] = {
    word: sum((word in words) << place * BITS for place, words in enumerate(COUNTED))
    for word in frozenset().union(*COUNTED)
}
"""What each word adds to five counts that are kept in one number: one look at a word tells all of them."""

TERM_LETTERS = 4
TERM_WORDS = 3
"""Letters from which a word tells what a line is about, and words from which a line is about something."""

NO_TERMS: frozenset[str] = frozenset()


class Line(NamedTuple):
    """One line or paragraph and what it looks like. (A tuple, since pages have thousands and it is made fastest.)

    `words` counts words (two ideographs make one), `prose` is whether it reads like a paragraph: a sentence with its
    stop, or long. `bound`, `site` and `address` count its function words, words of site furniture, and words that speak
    to readers; `terms` are the words that tell what it is about, and `folded` is all of them, lower case.
    """

    text: str
    words: int
    stopped: bool
    known: BlockKind | None
    tail: bool
    prose: bool = False
    dotted: bool = False
    bound: int = 0
    site: int = 0
    address: int = 0
    terms: frozenset[str] = frozenset()
    folded: str = ""


@lru_cache(maxsize=10_000)
def line_of(text: str) -> Line:
    """What a line looks like. The menus and footers of a site come again on each of its pages: they are remembered."""
    text = text.strip()
    if len(text) > LONGEST:
        return Line(text, 0, False, "junk", False)
    # the small letter of a dotted capital I is two signs, of which the second would end the word
    tokens = WORD.findall(text.replace("İ", "i").lower())
    ideographs = 0 if text.isascii() else len(IDEOGRAPH.findall(text))
    words = len(tokens) if ideographs < 4 else ideographs // 2
    bare = text.rstrip(CLOSERS)
    stopped = bare.endswith(END)
    counts = sum(filter(None, map(COUNTS.get, tokens)))
    bound, site, address = counts & MASK, counts >> BITS & MASK, counts >> 2 * BITS & MASK
    first = tokens[0].replace("’", "'").partition("'")[0] if tokens else ""
    known = known_kind(text, tokens, first, words, stopped, counts)
    prose = known is None and (
        stopped if words < LONG_WORDS else stopped or bound >= FLUENT_SHARE * len(tokens) or not LETTERED.search(text)
    )
    terms = frozenset([token for token in tokens if len(token) >= TERM_LETTERS]) if words >= TERM_WORDS else NO_TERMS
    return Line(
        text,
        words,
        stopped,
        known,
        0 < words <= 10 and _is_tail(text, tokens, first),
        prose and words >= PROSE_WORDS,
        bare.endswith(DOTS),
        bound,
        site,
        address,
        terms,
        " ".join(tokens),
    )


def known_kind(
    text: str, tokens: Sequence[str], first: str, words: int, stopped: bool, counts: int
) -> BlockKind | None:
    """The kind a line's own words give away: `link_out`, `junk`, `byline` (or dates), `caption`; else None.

    `tokens` are its words in lower case, `first` is the first without what an apostrophe parts from it, and `counts`
    how many of them each table of `COUNTED` has.
    """
    if words == 0:
        return "junk"
    if words <= 40 and first in LINK_OUT_FIRST and LINK_OUT.search(text):
        return "link_out"
    if words <= 60 and not (words > 35 and stopped) and _of_the_site(text, first, counts >> 3 * BITS & MASK > 0):
        return "junk"
    site = counts >> BITS & MASK
    if site > 1 and site >= FURNITURE_SHARE * len(tokens) and len(FURNITURE.intersection(tokens)) > 1:
        return "junk"
    if words <= 25 and (tokens[-1] == "ago" or DIGIT.search(text)) and is_stamp(text):
        return "byline"
    signs = first in BYLINE_FIRST or tokens[-1] in BYLINE_LAST or DASHED.match(text)
    if words <= 45 and signs and is_byline(text):
        return "byline"
    shown = words <= 60 and (counts >> 4 * BITS or "©" in text)
    return "caption" if shown and CAPTION.search(text) else None


def _of_the_site(text: str, first: str, gated: bool) -> bool:
    if (first in JUNK_FIRST or "©" in text) and JUNK_START.match(text):
        return True
    if not gated and "icon" not in text:
        return False
    lower = text.lower()
    return any(word in lower and within.search(text) for word, within in JUNK_WITHIN)


def _is_tail(text: str, tokens: Sequence[str], first: str) -> bool:
    # numbers of comments, and heads of comments ("... on Monday at 4 pm"), begin with anything
    asked = first in TAIL_FIRST or first[0].isdigit() or ("at" in tokens and "on" in tokens)
    return asked and TAIL.search(text) is not None


def is_stamp(text: str) -> bool:
    """Whether a line holds dates and nothing else, but perhaps a name or place parted from it."""
    if AGO.search(text):
        return True
    if not DIGIT.search(text):
        return False
    rest, found, end = "", False, 0
    for stamp in stamps_in(text):
        rest, end, found = rest + text[end : stamp.start] + " ", stamp.end, True
    rest += text[end:]
    parted = PARTED.search(text) is not None and len(WORD.findall(rest)) <= SIGNED_WORDS
    return found and (not rest.strip() or parted or bool(STAMP_WORDS.match(rest)))


def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By A. Writer", "-- A. Writer", "Reporting by ...", and the like."""
    return BYLINE.search(text) is not None
