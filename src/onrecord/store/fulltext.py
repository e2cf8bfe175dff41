"""How does each database keep words, so that rows are found by them?

SQLite has FTS5, PostgreSQL has tsvector with a GIN index. What a word is and which words are the same is FTS5's
decision for both: a text for PostgreSQL is taken apart by an FTS5 table in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from onrecord.store.excerpts import phrases_of

Words = dict[str, list[int]]
"""The words of a text as they are compared, each with its places from 1 on."""

SPLIT = "content='', tokenize='unicode61 remove_diacritics 2'"
"""What a word is; the same as in migration 0001."""

LAST_PLACE = 16_383
"""The last place in a text that PostgreSQL tells from others: phrases beyond it are not found."""

MOST_PLACES = 255
"""Places of one word that are kept, as many as PostgreSQL keeps."""

LONGEST = 2_046
"""Bytes of a word that are compared: PostgreSQL keeps no longer ones."""

LARGEST = 1_000_000
"""Bytes that the different words of a text and their places may take, of the 1,048,575 of a tsvector; the words that
come first in the text are kept."""

ROOM = 8
"""Bytes at most that a word takes in a tsvector beside itself and its places."""


@dataclass(frozen=True, slots=True)
class FullText:
    """What a database's index of words is asked and told."""

    question: Callable[[str], str]
    """The index's expression for what a person typed, in which nothing of it is syntax; empty when no word is in it."""
    add_pages: Callable[[Connection, Sequence[dict[str, Any]]], None]
    """Write the words of pages, as `n`, `title` and `body`."""
    add_passages: Callable[[Connection, Sequence[dict[str, Any]]], None]
    """Write the words of other rows, as `n` and `words`."""
    drop_passages: Callable[[Connection, Sequence[dict[str, Any]]], None]
    """Take back what was written of other rows: the same `n` and `words`."""
    empty: Callable[[Connection, str], None]
    """Empty the index `page_words` or `passage_words`."""
    terms: Callable[[Connection, str, str], list[str]]
    """The words on pages from one on to before another, as they are compared."""


def full_text(connection: Connection) -> FullText:
    """The index of words of the database that a connection leads to."""
    return FULL_TEXTS[connection.dialect.name]


# SQLite

INSERT_PAGE = text("INSERT INTO page_words (rowid, title, body) VALUES (:n, :title, :body)")
INSERT_PASSAGE = text("INSERT INTO passage_words (rowid, words) VALUES (:n, :words)")
DROP_PASSAGE = text("INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', :n, :words)")
VOCABULARY = text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.page_terms USING fts5vocab('main', 'page_words', 'row')")
TERMS = text("SELECT term FROM page_terms WHERE term >= :first AND term < :last")


def _match(words: str) -> str:
    return " ".join(f'"{phrase}"{"*" if begun else ""}' for phrase, begun in phrases_of(words))


def _insert_pages(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(INSERT_PAGE, rows)


def _insert_passages(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(INSERT_PASSAGE, rows)


def _drop_passages_match(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(DROP_PASSAGE, rows)


def _empty_match(connection: Connection, name: str) -> None:
    connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('delete-all')"))


def _terms_match(connection: Connection, first: str, last: str) -> list[str]:
    connection.execute(VOCABULARY)
    return _terms(connection, first, last)


# PostgreSQL

INSERT_PAGE_VECTOR = text("INSERT INTO page_words (n, words) VALUES (:n, CAST(:vector AS tsvector))")
INSERT_PASSAGE_VECTOR = text("INSERT INTO passage_words (n, words) VALUES (:n, CAST(:vector AS tsvector))")
DROP_PASSAGE_VECTOR = text("DELETE FROM passage_words WHERE n = :n")
INSERT_TERM = text("INSERT INTO page_terms (term) VALUES (:term) ON CONFLICT DO NOTHING")


def words_of(texts: Iterable[str]) -> list[Words]:
    """The words of texts, taken apart by FTS5."""
    several = list(texts)
    found: list[Words] = [{} for _ in several]
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"CREATE VIRTUAL TABLE told USING fts5(words, {SPLIT})")
        raw.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(told, instance)")
        raw.executemany("INSERT INTO told (rowid, words) VALUES (?, ?)", enumerate(several))
        for term, number, place in raw.execute("SELECT term, doc, offset FROM terms"):
            found[number].setdefault(_cut(term), []).append(place + 1)
    return found


def _cut(term: str) -> str:
    return term if len(term) < LONGEST // 4 else term.encode()[:LONGEST].decode(errors="ignore")


def vector_of(words: Words) -> str:
    """The words as a tsvector is written, within its bounds."""
    room, parts = LARGEST, []
    for term, places in sorted(words.items(), key=lambda each: each[1][0]):
        kept = [place for place in places[:MOST_PLACES] if place <= LAST_PLACE] or [LAST_PLACE]
        room -= len(term.encode()) + 2 * len(kept) + ROOM
        if room < 0:
            break
        parts.append(f"{_quoted(term)}:{','.join(map(str, kept))}")
    return " ".join(parts)


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _tsquery(words: str) -> str:
    phrases = phrases_of(words)
    parts = []
    for (_, begun), found in zip(phrases, words_of(phrase for phrase, _ in phrases), strict=True):
        placed = sorted((place, term) for term, places in found.items() for place in places)
        if placed:
            parts.append(" <-> ".join(_quoted(term) for _, term in placed) + (":*" if begun else ""))
    return " & ".join(f"({part})" for part in parts)


def _add_pages(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    told = words_of(words for row in rows for words in (row["title"], row["body"]))
    whole = [_joined(*pair) for pair in zip(told[::2], told[1::2], strict=True)]
    _add(connection, INSERT_PAGE_VECTOR, rows, whole)
    terms = sorted({term for words in whole for term in words})
    if terms:
        connection.execute(INSERT_TERM, [{"term": term} for term in terms])


def _joined(title: Words, body: Words) -> Words:
    """One text of both, with a place between them that no phrase bridges."""
    behind = 1 + max((places[-1] for places in title.values()), default=0)
    whole = {term: list(places) for term, places in title.items()}
    for term, places in body.items():
        whole.setdefault(term, []).extend(place + behind for place in places)
    return whole


def _add_passages(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    _add(connection, INSERT_PASSAGE_VECTOR, rows, words_of(row["words"] for row in rows))


def _drop_passages(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(DROP_PASSAGE_VECTOR, [{"n": row["n"]} for row in rows])


def _add(connection: Connection, insert: Any, rows: Sequence[dict[str, Any]], told: Sequence[Words]) -> None:
    connection.execute(
        insert, [{"n": row["n"], "vector": vector_of(words)} for row, words in zip(rows, told, strict=True)]
    )


def _empty(connection: Connection, name: str) -> None:
    connection.execute(text(f"DELETE FROM {name}"))
    if name == "page_words":
        connection.execute(text("DELETE FROM page_terms"))


def _terms(connection: Connection, first: str, last: str) -> list[str]:
    return list(connection.execute(TERMS, {"first": first, "last": last}).scalars().all())


FULL_TEXTS: dict[str, FullText] = {
    "sqlite": FullText(
        question=_match,
        add_pages=_insert_pages,
        add_passages=_insert_passages,
        drop_passages=_drop_passages_match,
        empty=_empty_match,
        terms=_terms_match,
    ),
    "postgresql": FullText(
        question=_tsquery,
        add_pages=_add_pages,
        add_passages=_add_passages,
        drop_passages=_drop_passages,
        empty=_empty,
        terms=_terms,
    ),
}
"""The databases that a record can lie in, and how each keeps words."""
