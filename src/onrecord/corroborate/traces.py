"""What does a page leave behind, small enough to hold for every page of a pile, to find the pages it is like?

A MinHash signature of its body (copies), anchors of its passages (what is carried from page to page), its telling terms
(stories), the words in which it points at other pages (references), the newsrooms it credits and those it relays.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from rensa import RMinHash

from onrecord.corroborate.days_told import dated, marks_of
from onrecord.corroborate.facts import body_of
from onrecord.corroborate.newsrooms import NOUN, WIRES, credited, is_agency, newsroom_of
from onrecord.corroborate.words import shingles_of, telling, words_of
from onrecord.meaning import vector_of
from onrecord.model import BODY, Cite, Page, Trace

Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint32]]"

SHINGLE = 3
"""Words per shingle: short, so that a copy with misread letters still shares some; chosen on near-copies with noise."""

PERMUTATIONS = 256
SEED = 20
"""Slots of a signature and the seed of their hashes. Signatures of another size or seed cannot be compared."""

ANCHOR = 8
ANCHORED = 9
"""An anchor is the smallest hash among `ANCHORED` runs of `ANCHOR` words in a row, so that two pages with 16 words in
common at one stretch have an anchor in common, wherever the stretch stands (winnowing: Schleimer and others, 2003).
Longer runs bring fewer strangers together, but need more anchors and lose copies with misread letters."""

BASE = np.uint32(2_654_435_761)
"""The odd multiplier of the hashes (2**32 by the golden ratio); they wrap around on purpose."""

TERMS_KEPT = 100
NAMES_KEPT = 20
"""Terms per page, and those of them that are capitalised inside a sentence, counted once more: longer lists did not
tell development stories apart any better."""

HEADLINE_TERMS = 12
"""A page with no more telling terms than this is a headline (a feed's entry): words alone bring few of these together,
so that it is compared by what it means as well."""

LEAD_WORDS = 60
LONGEST_WORD = 40
"""Words of the text that tell what it is about, headline aside, and letters a word has at most (a script without spaces
has no words between them)."""

NAMED = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]+|(?<=, )[A-Z][^\W\d_]+")
"""A capitalised word inside a sentence. In a language that writes nouns so, it is any noun, which does no harm."""

TITLE_WEIGHT = 3
"""A word of the headline counts like three of the text."""

POINTER = re.compile(
    r"^\W*(?:read (?:more|also|next)|see also|also read|more on this|don't miss|earlier|background"
    r"|related(?: (?:articles?|news|story|stories))?)\b\s*[:–—-]*\s*",
    re.IGNORECASE,
)
"""What stands before a headline in a line that links out."""

REPORTED = re.compile(
    r"\b(?!(?:That|As|But|And|When|While|If|What|So)\b)((?:[A-Z][\w&.'’-]*)(?: (?:of |the |and )?[A-Z][\w&.'’-]*){0,4})"
    r"(?: first| earlier| previously| has| had| also)* (?:reported|wrote|revealed)\b"
)
"""A page that says which outlet it read: "as the Delta Courier first reported". Only names of outlets are followed."""

NAME = r"[A-Z][\w&.'’-]*(?: (?:of |the |and )?[A-Z][\w&.'’-]*){0,4}"

RELAYS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?:told|tells|telling|informed|(?:speaking|spoke|speaks|talking|talked) (?:to|with)"
        rf"|(?:interview|comments?|remarks|conversation)(?: (?:with|to|for|by|in|on|given to|published (?:in|by)))"
        rf"|(?:quoted|cited|reported) (?:by|in)|according to|citing|quoting) "
        rf"(?:the |an? )?(?P<before>(?:[a-z-]+ ){{0,3}}?{NOUN} )?(?P<name>{NAME})(?P<behind>(?:['’]s)? {NOUN}\b)?"
    ),
    re.compile(
        rf"(?P<before>\b{NOUN} )?(?<![\w.])(?P<name>{NAME})(?P<behind> {NOUN})?"
        r"(?: also| has| had| first| earlier){0,2} (?:reported|quoted|cited|wrote|revealed)\b"
    ),
)
"""How a page says that another newsroom heard or told something first: "told the Delta Courier", "as RIVER WIRE
reported", "quoted by the daily Basin". Followed where the name is a newsroom's or a noun beside it says so."""

LEADING = re.compile(r"^(?:(?:As|But|And|When|While|If|That|What|So|The|In|On|For) )+(?:the )?")
"""Words with a capital that only begin the sentence."""

NO_NAMES: frozenset[str] = frozenset(
    {"The", "A", "An", "Another", "One", "State", "Local", "National", "Foreign", "Other", "Some", "Several", "This"}
    | {"TV", "Radio", "News", "Newspaper", "Television", "Online", "Opposition", "Independent", "Government"}
)
"""What stands before "newspaper" or "television" and names none."""

DEMONYM = re.compile(r"[A-Z][a-z]+(?:ish|ese|ian|ean|can|man|nch|ic|eli|aqi|ani|utch|reek)")
"""An adjective of a people ("German television reported")."""

CREDITED: frozenset[str] = BODY | {"byline"}
"""Blocks that may name the newsroom a text comes from."""

CREDIT_LINE = 12
"""Words of a line that credits agencies and says nothing else."""

CREDITS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"^[^\W\d_][\w .,'’-]{{1,60}} (?:/({NAME})/|\(({NAME})\) ?[-–—])"),  # TAVRA, 3 May. /RIVER WIRE/
    re.compile(
        rf"\b(?:first (?:published|appeared) (?:in|on|by)|reprinted from|republished from) (?:the )?({NAME})", re.I
    ),
    re.compile(rf"^\W*(?:[Ss]ource|[Vv]ia): ?(?:the )?({NAME})\W*$"),
    re.compile(rf"\b(?:reporting|writing) by (?:the )?({NAME})\W*$"),
)
"""Where a page says that its text comes from another newsroom: an agency in the dateline, a credit line."""

AGENCY_DATELINES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"^\W*\(({NAME})\) ?[-–—]"),  # (River Wire) - Water rose
    re.compile(rf"^[A-Z][\w .'’-]{{1,60}}, ({NAME}) ?[-–—] "),  # TAVRA, River Wire - Water rose
)
AGENCY_LINES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"^\W*(?:[Tt]he )?({NAME})(?: [Ss]taff(?: [Ww]riters?)?)?\W*$"),  # a line of its own
    re.compile(rf"^\W*[Bb][Yy] .{{2,40}}(?:,| [|–—-]| for| of) (?:the |The )?({NAME})\W*$"),  # By Oru Tash, River Wire
)
AGENCY_END = re.compile(rf"[.!?”\"] *[(–—-]+ ?({NAME})\)?\W*$")
"""Forms that credit only where the name is an agency's (any other there may be a person's or a place's): before the
text, in a short line, at the very end."""

UNNAMED_WIRES = re.compile(
    r"^\W*(?i:(?:staff|news|with|from|and|by|inputs?|files|reports?|reporter|correspondents?)\W+|[A-Z]\w+\W+)*"
    r"(?i:agencies|wires|(?:news )?wire (?:services?|reports?))\W*$"
)
"""A credit line without a name: "Agencies", "With Post wires", "Staff and agencies"."""


def trace_of(page: Page) -> Trace:
    """The trace of `page`. A page without body (refused, or an index) leaves only its references and credits."""
    body = body_of(page)
    words = words_of(body)
    shingles = set(shingles_of(words, SHINGLE))
    terms, lead = _terms(page, body), _lead(page, body)
    return Trace(
        page=page.id,
        signature=signature_of(shingles),
        shingles=len(shingles),
        terms=terms,
        references=tuple(_references(page)),
        credits=tuple(sorted(set(_credits(page)))),
        anchors=anchors_of(words).astype("<u4").tobytes(),
        relayed=tuple(_relayed(page)),
        lead=lead,
        days=marks_of(body),
        dated=dated(body),
        sense=vector_of(page.title or body) if len(words_told(terms, lead)) <= HEADLINE_TERMS else b"",
    )


def words_told(terms: Iterable[str], lead: Iterable[str]) -> set[str]:
    """The telling words of a trace: its terms but for those marked as names, and the words of its lead."""
    return {term for term in terms if not term.startswith("^")} | set(lead)


def signature_of(shingles: set[str]) -> bytes:
    """The MinHash signature of a set of shingles as little-endian uint32; empty for none."""
    if not shingles:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles))
    return struct.pack(f"<{PERMUTATIONS}I", *sketch.digest())


def hashes_of(words: Sequence[str]) -> Hashes:
    """A hash of each word."""
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32)


def runs_of(values: Hashes, size: int) -> Hashes:
    """A hash of each run of `size` values."""
    many = max(0, len(values) - size + 1)
    hashes = np.zeros(many, dtype=np.uint32)
    for step in range(size):
        hashes = hashes * BASE + values[step : step + many]
    return hashes


def anchors_of(words: Sequence[str]) -> Hashes:
    """The anchors of a text, sorted: common to all texts that share a long enough stretch."""
    hashes = runs_of(hashes_of(words), ANCHOR)
    hashes = (hashes ^ hashes >> np.uint32(15)) * BASE  # the smallest must not hang on the first words alone
    if len(hashes) <= ANCHORED:
        return np.unique(hashes[hashes == hashes.min(initial=0xFFFFFFFF)])
    return np.unique(sliding_window_view(hashes, ANCHORED).min(axis=1))


def _terms(page: Page, body: str) -> tuple[str, ...]:
    """The stems of the page's words, and of its names with a mark before them, most frequent first."""
    counts = Counter(telling(body))
    for term in telling(page.title or ""):
        counts[term] += TITLE_WEIGHT
    names = Counter(telling(" ".join(NAMED.findall(body))))
    return *_most(counts, TERMS_KEPT), *(f"^{name}" for name in _most(names, NAMES_KEPT))


def _lead(page: Page, body: str) -> tuple[str, ...]:
    """The stems of the headline and of the first words of the text, each once, in order."""
    opening = " ".join(body[: LEAD_WORDS * LONGEST_WORD].split()[:LEAD_WORDS])
    return tuple(dict.fromkeys(telling(f"{page.title or ''} {opening}")))


def _most(counts: Counter[str], kept: int) -> list[str]:
    """The most frequent terms; of equals the first by alphabet, so that the same text gives the same terms."""
    return [term for term, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:kept]]


def _references(page: Page) -> Iterator[Cite]:
    for block in page.blocks:
        words = page.text[block.start : block.end]
        if block.kind == "link_out":
            pointer = POINTER.match(words)
            headline = words[pointer.end() if pointer else 0 :]
            if headline.strip():
                start = block.start + words.index(headline.strip())
                yield page.cite(start, start + len(headline.strip()))
        elif block.kind in ("lead", "paragraph"):
            for match in REPORTED.finditer(words):
                yield page.cite(block.start + match.start(1), block.start + match.end(1))


def _relayed(page: Page) -> Iterator[Cite]:
    """The names of newsrooms that the page says heard or told something, in the order of the text, each place once."""
    for block in page.blocks:
        if block.kind in ("lead", "paragraph"):
            words = page.text[block.start : block.end]
            places = {span for pattern in RELAYS for match in pattern.finditer(words) if (span := _named(match))}
            yield from (page.cite(block.start + start, block.start + end) for start, end in sorted(places))


def _named(match: re.Match[str]) -> tuple[int, int] | None:
    """Where the newsroom's name stands; None when the name may be anybody's, or is none ("a German newspaper")."""
    words = LEADING.sub("", match["name"])
    start = match.end("name") - len(words)
    name = words.split(". ")[0].rstrip(" .,'’-")
    whole = len(name) == len(words) and not match.group().split(match["name"])[0].endswith((" a ", " an "))
    beside = match["before"] or (match["behind"] and whole)
    known = newsroom_of(name) or (beside and name not in NO_NAMES and not DEMONYM.fullmatch(name))
    return (start, start + len(name)) if name and known else None


def _credits(page: Page) -> Iterator[str]:
    blocks = [page.text[block.start : block.end].strip() for block in page.blocks if block.kind in CREDITED]
    for words in blocks:
        for pattern in CREDITS:
            yield from (credited(next(filter(None, match.groups()))) for match in pattern.finditer(words))
        short = len(words.split()) <= CREDIT_LINE
        yield from _agencies(words, AGENCY_DATELINES + AGENCY_LINES if short else AGENCY_DATELINES)
        if short and UNNAMED_WIRES.match(words):
            yield WIRES
    if blocks:
        yield from _agencies(blocks[-1], (AGENCY_END,))
    if page.author and is_agency(page.author):
        yield credited(page.author)


def _agencies(words: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    found = (pattern.search(words) for pattern in patterns)
    yield from (credited(match[1]) for match in found if match and is_agency(match[1]))
