"""Which rows say something like a question, in whatever words?

They come beside the rows that hold the words, and stand among them by reciprocal rank fusion (see `search.fused`).
What waits for a person's look is not among them: it is found by its words alone, where it is counted.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from onrecord.meaning import is_there, vector_of
from onrecord.store import questions
from onrecord.store.schema import DOUBTS, VECTORS
from onrecord.store.seeking import Hit, Narrowing
from onrecord.store.vectors import Like, Signs, like

if TYPE_CHECKING:
    from onrecord.store.record import Record

LEAST = 0.3
"""Cosine from which two texts are like in meaning: on the questions of bench/meaning.py 0.2 finds three more of forty,
0.4 eleven fewer."""

MOST = 40
"""Rows that are like a question, at most."""

EXACT = frozenset('"*')
"""Signs of a question that asks for words to the letter."""


def alike(record: Record, words: str, wanted: Narrowing) -> list[Hit]:
    """The rows like a question that fit what it is narrowed to, the likest first; none where nothing has vectors."""
    if not EXACT.isdisjoint(words) or not words.strip():
        return []
    with record.asking() as connection:
        if connection.execute(select(func.max(VECTORS.c.n))).scalar() is None or not is_there():
            return []
        found = like(connection, _signs(record.where), _vector(words), least=LEAST, most=MOST)
        return _fitting(connection, found, wanted)


@cache
def _signs(where: str) -> Signs:
    """The signs of a record, held as long as the process runs."""
    return Signs()


@lru_cache(maxsize=256)
def _vector(words: str) -> bytes:
    return vector_of(words)


def _fitting(connection: Connection, found: list[Like], wanted: Narrowing) -> list[Hit]:
    said = [each.id for each in found if each.kind == "statements"]
    doubted = set(connection.execute(select(DOUBTS.c.statement).where(DOUBTS.c.statement.in_(said))).scalars().all())
    theirs: set[str] | None = None
    if wanted.speaker:
        theirs = set(connection.execute(questions.statements_by(wanted.speaker)).scalars().all())
    days, outlets = _told(connection, found)
    hits = (
        Hit(each.kind, each.id, each.page, days[each.id], outlets[each.page], 0.0) for each in found if each.id in days
    )
    return [
        hit
        for hit in hits
        if wanted.asks(hit.kind)
        and wanted.covers(hit.day)
        and hit.row not in doubted
        and (theirs is None or hit.row in theirs)
        and (not wanted.outlet or (hit.outlet or "").lower() == wanted.outlet.lower())
    ]


def _told(connection: Connection, found: list[Like]) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The day of each row and the outlet of each page, of those that are on record."""
    rows = {kind: [each.id for each in found if each.kind == kind] for kind in ("statements", "pages")}
    pages: Any = questions.quick_rows(connection, "pages", "id", {each.page for each in found})
    published = {page.id: page.published.edtf for page in pages}
    statements = questions.quick_rows(connection, "statements", "id", rows["statements"])
    days = {page: published[page] for page in rows["pages"] if page in published}
    days |= {row.id: row.said.edtf or published.get(row.page) for row in statements if row.page in published}
    return days, {page.id: page.outlet for page in pages}
