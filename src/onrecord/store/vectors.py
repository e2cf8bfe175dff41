"""Which statements and pages mean something like these words?

A vector is kept for every statement and for the title of every page: eight bits a number, and beside it the signs of
the numbers, one bit each. A search compares the signs of all vectors with those of the question, which takes a few
milliseconds for half a million, and then the vectors of the best five hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, TextClause, delete, func, select, text

from onrecord.errors import NoVectors
from onrecord.meaning import SIZE, is_there, laid_out, vector_of
from onrecord.model import PageId, Statement
from onrecord.store import forgotten, questions
from onrecord.store.cells import decoded, insert_new
from onrecord.store.rows import CHUNK, batches, chunks
from onrecord.store.schema import PUBLIC, STATE, VECTORS

if TYPE_CHECKING:
    from onrecord.store.record import Record

MEANT: tuple[str, ...] = ("statements", "pages")
"""Kinds of rows whose words have vectors: what was said, and the titles of pages."""

CANDIDATES = 500
"""Rows whose vectors are compared in full, those with most signs in common."""

AT_A_TIME = 200
"""Vectors computed and written in one transaction: a second or two of work that a stop may lose."""


@dataclass(frozen=True, slots=True)
class Like:
    """A row whose words are like those asked for; `likeness` is the cosine of their vectors, at most 1."""

    kind: str
    id: str
    page: PageId
    likeness: float


# Writing


def compute(record: Record, told: Callable[[int, int], None]) -> int:
    """Write the vectors that are missing and delete those of rows that are gone; how many were written.

    `told` gets how many are written and how many there are to write. Stopped anywhere, the next run goes on. Raises
    NoVectors when the network is not installed.
    """
    if not is_there():
        raise NoVectors("vectors need a network and its word pieces: pip install 'onrecord[en]'")
    _prune(record)
    with record.asking() as connection:
        names = [(kind, str(row)) for kind in MEANT for row in connection.execute(_missing(kind)).scalars().all()]
    done = 0
    for some in batches(names, AT_A_TIME):
        with record.asking() as connection:
            texts = [text for kind in MEANT for text in _texts(connection, kind, [row for k, row in some if k == kind])]
        cells = [
            {"row": row, "page": page, **cells_of(vector)} for row, page, words in texts if (vector := vector_of(words))
        ]
        with record.writing() as connection:
            insert_new(connection, VECTORS, cells)
        done += len(some)
        told(done, len(names))
    return done


def cells_of(vector: bytes) -> dict[str, bytes]:
    """A vector as it is kept, with the signs of its numbers, the first bit first."""
    return {"signs": signs_of(vector), "vector": vector}


def signs_of(vector: bytes) -> bytes:
    """Which numbers of a vector are above 0, a bit for each."""
    return np.packbits(np.frombuffer(vector, np.int8) > 0).tobytes()


def _missing(kind: str) -> Select[tuple[str]]:
    table = PUBLIC[kind]
    known = select(VECTORS.c.row).where(VECTORS.c.row == table.c.id).exists()
    asked = select(table.c.id).where(~known).order_by(table.c.id)
    return asked.where(table.c.title.is_not(None)) if kind == "pages" else asked


def _texts(connection: Connection, kind: str, names: list[str]) -> Iterator[tuple[str, str, str]]:
    """The id, page and words of rows, without the names of forgotten persons, as the index of words has them."""
    known = forgotten.marks(connection)
    for row in questions.quick_rows(connection, kind, "id", names):
        page, words = (row.page, spoken(row)) if kind == "statements" else (row.id, row.title)
        yield row.id, page, forgotten.blanked(words, known, page=page)


def spoken(statement: Statement) -> str:
    """The words of a statement, on one line."""
    return " ".join(" ".join(cite.text.split()) for cite in statement.content)


def _prune(record: Record) -> None:
    with record.writing() as connection:
        kept = [select(PUBLIC[kind].c.id).where(PUBLIC[kind].c.id == VECTORS.c.row).exists() for kind in MEANT]
        connection.execute(delete(VECTORS).where(~kept[0], ~kept[1]))


def erase(connection: Connection, pages: Iterable[str]) -> None:
    """Delete the vectors of what stands on some pages."""
    for some in chunks(pages):
        connection.execute(delete(VECTORS).where(VECTORS.c.page.in_(some)))


# Asking


class Signs:
    """The signs of all vectors of a record, held in memory: 56 bytes for each. Made anew when there are others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: tuple[object, ...] = ()
        self._numbers: NDArray[np.int64] = np.zeros(0, np.int64)
        self._columns: list[NDArray[np.uint64]] = []

    def nearest(self, connection: Connection, question: bytes, most: int) -> list[int]:
        """The numbers of the rows that share most signs with a question, about those."""
        asked = np.frombuffer(signs_of(question), np.uint64)
        with self._lock:
            self._renew(connection)
            numbers, columns = self._numbers, self._columns
        if not len(numbers):
            return []
        apart = np.zeros(len(numbers), np.uint16)
        for column, word in zip(columns, asked, strict=True):
            apart += np.bitwise_count(column ^ word)
        # Of so many rows a count of signs is enough to tell from which one on they are the nearest.
        counts = np.cumsum(np.bincount(apart))
        farthest = int(np.searchsorted(counts, min(most, len(apart))))
        found: list[int] = numbers[np.flatnonzero(apart <= farthest)[: 2 * most]].tolist()
        return found

    def _renew(self, connection: Connection) -> None:
        # Of rows that went only the signs are left, which lead nowhere; new ones have a higher number or a new build.
        state = tuple(connection.execute(select(func.max(VECTORS.c.n), select(STATE.c.build).scalar_subquery())).one())
        if state == self._state:
            return
        rows = connection.execute(select(VECTORS.c.n, VECTORS.c.signs).order_by(VECTORS.c.n)).all()
        table = np.frombuffer(b"".join(signs for _, signs in rows), np.uint64)
        columns = table.reshape(len(rows), -1).T if rows else table.reshape(0, 0)
        self._numbers = np.array([number for number, _ in rows], np.int64)
        self._columns = [np.ascontiguousarray(column) for column in columns]
        self._state = state


HELD: dict[str, TextClause] = {
    "sqlite": text(
        "SELECT json_group_array(n), group_concat(hex(vector), '') FROM vectors "
        "WHERE n IN (SELECT value FROM json_each(:numbers))"
    ),
    "postgresql": text(
        "SELECT json_agg(n), string_agg(encode(vector, 'hex'), '') FROM vectors "
        "WHERE n IN (SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:numbers AS json)))"
    ),
}
"""By database: some vectors in one row, which takes half as long as a row for each."""


def like(connection: Connection, signs: Signs, question: bytes, *, least: float, most: int) -> list[Like]:
    """The rows whose words are like a question's (its vector), the likest first, from a likeness on."""
    near = {number: round(cos, 3) for number, cos in _cosines(connection, signs, question) if cos >= least}
    # Of rows as like as each other those with the first ids come first, so that all of them are looked up.
    bound = min(sorted(near.values(), reverse=True)[:most], default=least)
    first = [number for number, cosine in near.items() if cosine >= bound]
    found: list[Like] = []
    for some in batches(first, CHUNK):
        rows = connection.execute(select(VECTORS.c.n, VECTORS.c.row, VECTORS.c.page).where(VECTORS.c.n.in_(some))).all()
        found += [Like(MEANT[row == page], row, page, near[number]) for number, row, page in rows]
    return sorted(found, key=lambda each: (-each.likeness, each.id))[:most]


def _cosines(connection: Connection, signs: Signs, question: bytes) -> Iterator[tuple[int, float]]:
    """The numbers of the candidates, and the cosine of each vector with the question's."""
    [asked] = laid_out([question])
    numbers = str(signs.nearest(connection, question, CANDIDATES))
    found, told = connection.execute(HELD[connection.dialect.name], {"numbers": numbers}).one()
    vectors = bytes.fromhex(told or "")
    rows = laid_out([vectors[at : at + SIZE] for at in range(0, len(vectors), SIZE)])
    yield from zip(decoded(found), (rows @ asked).tolist(), strict=True)
