"""Where do these words stand: on which pages, in whose statements, in which figures and names?

SQLite's FTS5 lies behind this module and nowhere else. The index keeps no text of its own: what is shown is cut from
the page, so it is a cite. What is indexed is a plain copy of the words: a page's soft hyphens hide none of them.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, column, delete, func, insert, literal, or_, select, table, text

from onrecord.errors import UnknownName
from onrecord.model import BODY, Cite, Entity, Figure, Page, Statement
from onrecord.store import forgotten, questions
from onrecord.store.rows import batches, stream
from onrecord.store.schema import PASSAGES, PUBLIC, READINGS

if TYPE_CHECKING:
    from onrecord.store.record import Record

SEARCHED: tuple[str, ...] = ("pages", "statements", "figures", "entities")
"""Kinds that can be searched."""

AROUND = 120
"""Code points shown on either side of the first word found on a page: a line or two of print."""

ASKED = re.compile(r'"([^"]*)"|(\w+)(\*?)')
"""What a person types: a phrase in quotation marks, a word, the beginning of a word with a star."""

UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u0640"
)
"""What a reader does not see or does not type: soft hyphens, joiners, marks of direction, accents that stand alone,
Hebrew and Arabic vowel signs, the stroke that widens Arabic words."""

UNTYPED = re.compile(f"[{UNSEEN}]")
APOSTROPHES = str.maketrans(dict.fromkeys("\u02bc\u02b9\u2019\u2018\uff07\u055a", "'"))
"""Signs that pages write for an apostrophe; some count as letters."""

WORD = re.compile(rf"\w[\w{UNSEEN}]*")

INSERT_PAGE = text("INSERT INTO page_words (rowid, title, body) VALUES (:n, :title, :body)")
INSERT_PASSAGE = text("INSERT INTO passage_words (rowid, words) VALUES (:n, :words)")


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds the words: `text` are words of the page at `cite` (of an entity, which has none, its name).

    Smaller `rank` is better; ranks of pages and of other kinds come from two indexes and compare roughly.
    """

    kind: str
    id: str
    page: str | None
    text: str
    cite: Cite | None
    rank: float


@dataclass(frozen=True, slots=True)
class _Filter:
    kind: str | None
    speaker: str | None
    outlet: str | None
    since: str | None
    until: str | None

    def asks(self, kind: str) -> bool:
        # Pages and entities have no speaker, so asking for one leaves them out; an entity has no outlet and no day.
        dated = self.outlet or self.since or self.until
        fits = not (self.speaker and kind in ("pages", "entities")) and not (dated and kind == "entities")
        return fits and self.kind in (None, kind)

    def covers(self, day: str | None) -> bool:
        """Whether an EDTF date may lie between `since` and `until`; an unknown one does not when either is given."""
        if not (self.since or self.until):
            return True
        days = re.findall(r"\d{4}(?:-\d\d){0,2}", day or "")
        # "~" sorts after "-" and digits, so "2031-04~" is the end of that April
        return bool(days) and max(days) + "~" >= (self.since or "") and min(days) <= (self.until or "") + "~"


def search(
    record: Record,
    words: str,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int = 50,
) -> list[Found]:
    """Rows that hold all the words, best first; any string is a valid question.

    Words in quotation marks are a phrase, a star after a word stands for any ending. `speaker` is an entity id, a
    name or an alias; `since` and `until` are EDTF days, months or years, both included. Raises UnknownName for a kind
    that is not searched.
    """
    if kind is not None and kind not in SEARCHED:
        raise UnknownName("searched kind", kind, SEARCHED)
    asked = question_of(words)
    if not asked:
        return []
    wanted = _Filter(kind, speaker, outlet, since, until)
    with record.asking() as connection:
        hits = heapq.merge(*_hits(connection, asked, wanted), key=lambda hit: (hit.rank, hit.kind, hit.row))
        best = list(islice((hit for hit in hits if wanted.covers(hit.day)), limit))
        return [_found(connection, hit, _terms(words)) for hit in best]


def question_of(words: str) -> str:
    """The FTS5 question for what a person typed: every word quoted, so nothing of it is read as syntax."""
    parts = []
    for phrase, word, star in ASKED.findall(plain(words)):
        quoted = " ".join(WORD.findall(phrase)) or word
        if quoted:
            parts.append(f'"{quoted}"{star}')
    return " ".join(parts)


def _hits(connection: Connection, asked: str, wanted: _Filter) -> Iterator[Iterable[Row[Any]]]:
    for question in (_of_pages(wanted), _of_passages(wanted)):
        if question is not None:
            yield connection.execute(question, {"words": asked})


def _of_pages(wanted: _Filter) -> Select[Any] | None:
    if not wanted.asks("pages"):
        return None
    pages, index = PUBLIC["pages"], table("page_words", column("rowid"), column("rank"))
    day = pages.c.published["edtf"].as_string().label("day")
    asked = select(index.c.rank, literal("pages").label("kind"), pages.c.id.label("row"), pages.c.id.label("page"), day)
    asked = asked.join(READINGS, READINGS.c.n == index.c.rowid).join(pages, pages.c.id == READINGS.c.page)
    if wanted.outlet:
        asked = asked.where(func.lower(pages.c.outlet) == wanted.outlet.lower())
    return asked.where(text("page_words MATCH :words")).order_by(index.c.rank, pages.c.id)


def _of_passages(wanted: _Filter) -> Select[Any] | None:
    kinds = [kind for kind in SEARCHED if kind != "pages" and wanted.asks(kind)]
    if not kinds:
        return None
    pages, index = PUBLIC["pages"], table("passage_words", column("rowid"), column("rank"))
    day = func.coalesce(PASSAGES.c.day, pages.c.published["edtf"].as_string()).label("day")
    asked = select(index.c.rank, PASSAGES.c.kind, PASSAGES.c.row, PASSAGES.c.page, day)
    asked = asked.join(PASSAGES, PASSAGES.c.n == index.c.rowid).outerjoin(pages, pages.c.id == PASSAGES.c.page)
    asked = asked.where(PASSAGES.c.kind.in_(kinds))
    if wanted.outlet:
        asked = asked.where(func.lower(pages.c.outlet) == wanted.outlet.lower())
    if wanted.speaker:
        theirs, figures = questions.statements_by(wanted.speaker), PUBLIC["figures"]
        given = select(figures.c.id).where(figures.c.statement.in_(theirs))
        asked = asked.where(or_(PASSAGES.c.row.in_(theirs), PASSAGES.c.row.in_(given)))
    return asked.where(text("passage_words MATCH :words")).order_by(index.c.rank, PASSAGES.c.kind, PASSAGES.c.row)


def plain(words: str) -> str:
    """Words as a person types them: letters in one piece, no ligatures or wide forms, nothing that is not seen."""
    if words.isascii():
        return words
    return UNTYPED.sub("", unicodedata.normalize("NFKC", words.translate(APOSTROPHES)))


def folded(word: str) -> str:
    """A word as the index compares it: plain, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", plain(word)) if not unicodedata.combining(c)).casefold()


def _terms(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words asked for, and the beginnings of words."""
    whole: set[str] = set()
    begun: list[str] = []
    for phrase, word, star in ASKED.findall(plain(words)):
        if star:
            begun.append(folded(word))
        else:
            whole.update(folded(one) for one in WORD.findall(phrase or word))
    return frozenset(whole), tuple(begun)


def _found(connection: Connection, hit: Row[Any], terms: tuple[frozenset[str], tuple[str, ...]]) -> Found:
    row = next(stream(connection, hit.kind, questions.rows_of(hit.kind, id=hit.row)))
    cite = CITED[hit.kind](row, terms)
    return Found(hit.kind, row.id, hit.page, cite.text if cite else row.name, cite, hit.rank)


def _hit_places(words: str, terms: tuple[frozenset[str], tuple[str, ...]]) -> list[int]:
    whole, begun = terms
    read = ((word.start(), folded(word.group())) for word in WORD.finditer(words))
    return [start for start, word in read if word in whole or (begun and word.startswith(begun))]


def _on_page(page: Page, terms: tuple[frozenset[str], tuple[str, ...]]) -> Cite:
    """The passage of the block that holds most of the words: the first of the best, cut at spaces."""
    spans = [(block.start, block.end) for block in page.blocks if block.kind in BODY or block.kind == "title"]
    places = [(_hit_places(page.text[start:end], terms), start, end) for start, end in spans or [(0, len(page.text))]]
    hits, start, end = max(places, key=lambda place: len(place[0]))
    first = start + (hits[0] if hits else 0)
    left, right = max(start, first - AROUND), min(end, first + AROUND)
    if left > start:
        left = page.text.find(" ", left, first) + 1 or first
    if right < end:
        right = max(page.text.rfind(" ", first, right), first) if " " in page.text[first:right] else right
    return page.cite(left, right)


def _in_statement(statement: Statement, terms: tuple[frozenset[str], tuple[str, ...]]) -> Cite:
    return max(statement.content, key=lambda cite: len(_hit_places(cite.text, terms)))


CITED: dict[str, Any] = {
    "pages": _on_page,
    "statements": _in_statement,
    "figures": lambda figure, terms: Cite(figure.text, figure.start, figure.end),
    "entities": lambda entity, terms: None,
}
"""Which words of a row are shown, by kind."""


# Writing the index


def index_pages(connection: Connection, pages: Iterable[tuple[int, Page]], known: forgotten.Marks) -> None:
    """Make pages findable: title and body, not the menus around them. The number is the page's `readings.n`."""
    rows = []
    for n, page in pages:
        words = {"title": page.title or "", "body": body_of(page)}
        told = {name: plain(forgotten.blanked(text, known, page=page.id)) for name, text in words.items()}
        rows.append({"n": n, **told})
    if rows:
        connection.execute(INSERT_PAGE, rows)


def body_of(page: Page) -> str:
    """The words of a page's body, block by block; all its words when no block was told apart."""
    body = "\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind in BODY)
    return body or page.text


def index_passages(connection: Connection, known: forgotten.Marks) -> None:
    """Make the derived rows findable, in place of those that were, after everything else is settled."""
    connection.execute(delete(PASSAGES))
    connection.execute(text("INSERT INTO passage_words (passage_words) VALUES ('delete-all')"))
    for batch in batches(enumerate(_passages(connection, known))):
        connection.execute(insert(PASSAGES), [{"n": n, **cells} for n, (cells, _) in batch])
        connection.execute(INSERT_PASSAGE, [{"n": n, "words": words} for n, (_, words) in batch])


def _passages(connection: Connection, known: forgotten.Marks) -> Iterator[tuple[dict[str, str | None], str]]:
    for kind, shown in PASSAGE_OF.items():
        for row in stream(connection, kind, questions.rows_of(kind)):
            words, page, day = shown(row)
            cells = {"kind": kind, "row": row.id, "page": page, "day": day}
            yield cells, plain(forgotten.blanked(words, known, page=page))


def _statement_passage(row: Statement) -> tuple[str, str | None, str | None]:
    return "\n".join(cite.text for cite in row.content), row.page, row.said.edtf


def _figure_passage(row: Figure) -> tuple[str, str | None, str | None]:
    return f"{row.text}\n{row.counted}", row.page, row.as_of.edtf


def _entity_passage(row: Entity) -> tuple[str, str | None, str | None]:
    return "\n".join((row.name, *row.aliases)), None, None


PASSAGE_OF: dict[str, Any] = {
    "statements": _statement_passage,
    "figures": _figure_passage,
    "entities": _entity_passage,
}
"""The words, the page and the day under which a row is found."""
