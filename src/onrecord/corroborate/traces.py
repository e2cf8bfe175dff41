"""What does a page leave behind, small enough to hold for every page of a pile, to find the pages it is like?

A MinHash signature of its body (copies), its telling terms (stories), and the words in which it points at other
pages (references).
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

from rensa import RMinHash

from onrecord.corroborate.facts import body_of
from onrecord.corroborate.words import shingles_of, telling, words_of
from onrecord.model import BODY, Cite, Page, Trace

SHINGLE = 3
"""Words per shingle: short, so that a copy with misread letters still shares some; chosen on near-copies with noise."""

PERMUTATIONS = 256
SEED = 20
"""Slots of a signature and the seed of their hashes. Signatures of another size or seed cannot be compared."""

TERMS_KEPT = 100
NAMES_KEPT = 20
"""Terms per page, and those of them that are capitalised inside a sentence, counted once more: longer lists did not
tell development stories apart any better."""

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

CREDITED: frozenset[str] = BODY | {"byline"}
"""Blocks that may name the newsroom a text comes from."""

NAME = r"[A-Z][\w&.'’-]*(?: (?:of |the |and )?[A-Z][\w&.'’-]*){0,4}"
CREDITS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"^[^\W\d_][\w .,'’-]{{1,60}} (?:/({NAME})/|\(({NAME})\) ?[-–—])"),  # TAVRA, 3 May. /RIVER WIRE/
    re.compile(
        rf"\b(?:first (?:published|appeared) (?:in|on|by)|reprinted from|republished from) (?:the )?({NAME})", re.I
    ),
    re.compile(rf"^\W*(?:[Ss]ource|[Vv]ia|[Bb]y|[Cc]redit): ?(?:the )?({NAME})\W*$"),
    re.compile(rf"\b(?:reporting|writing) by (?:the )?({NAME})\W*$"),
)
"""Where a page says that its text comes from another newsroom: an agency in the dateline, a credit line."""


def trace_of(page: Page) -> Trace:
    """The trace of `page`. A page without body (refused, or an index) leaves only its references and credits."""
    body = body_of(page)
    shingles = set(shingles_of(words_of(body), SHINGLE))
    return Trace(
        page=page.id,
        signature=signature_of(shingles),
        shingles=len(shingles),
        terms=_terms(page, body),
        references=tuple(_references(page)),
        credits=tuple(sorted(set(_credits(page)))),
    )


def signature_of(shingles: set[str]) -> bytes:
    """The MinHash signature of a set of shingles as little-endian uint32; empty for none."""
    if not shingles:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(shingles))
    return struct.pack(f"<{PERMUTATIONS}I", *sketch.digest())


def _terms(page: Page, body: str) -> tuple[str, ...]:
    """The stems of the page's words, and of its names with a mark before them, most frequent first."""
    counts = Counter(telling(body))
    for term in telling(page.title or ""):
        counts[term] += TITLE_WEIGHT
    names = Counter(telling(" ".join(NAMED.findall(body))))
    return *_most(counts, TERMS_KEPT), *(f"^{name}" for name in _most(names, NAMES_KEPT))


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


def _credits(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if block.kind in CREDITED:
            words = page.text[block.start : block.end].strip()
            for pattern in CREDITS:
                yield from (next(filter(None, match.groups())) for match in pattern.finditer(words))
