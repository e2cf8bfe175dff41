"""Which rows hold some words, and which of them stand first?

The index is asked for row numbers alone, the newest first, which costs little for any word. Rows are ranked (bm25) only
where they are not too many; of words on very many rows the newest stand first, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Select, TextClause, bindparam, or_, select, text

from onrecord.store import questions
from onrecord.store.rows import batches
from onrecord.store.schema import PASSAGES, PUBLIC, READINGS

SEARCHED: tuple[str, ...] = ("pages", "statements", "figures", "entities")
"""Kinds that can be searched."""

READ = 5_000
"""Rows of an index that are looked at for one question: a few milliseconds for the commonest words."""

RANKED = 2_000
"""Rows that are ranked: about a microsecond each."""

COUNTED = 300
"""Rows of an index over which facets are counted, and which can be leafed through."""

LOOKED_AT = 100
"""Rows looked at in one question."""

ONE_BY_ONE = 800
"""Rows that are tried one by one against the words where these stand on more than `READ`: 25 microseconds each."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to: a kind of row, a speaker (id, name or alias), an outlet, EDTF days from and to."""

    kind: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None

    def asks(self, kind: str) -> bool:
        """Whether rows of a kind can be found at all."""
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


EVERYWHERE = Narrowing()
"""No narrowing at all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words: what it is, and its rank (0 where it was not ranked)."""

    kind: str
    row: str
    page: str | None
    day: str | None
    outlet: str | None
    rank: float


@dataclass(frozen=True, slots=True)
class Index:
    """One of the two full-text indexes: its kinds, and what can be asked of it (`:words` is `FullText.question`'s)."""

    kinds: frozenset[str]
    number: Column[Any]
    page: Column[Any]
    newest: TextClause
    of_kind: TextClause
    among: TextClause
    ranks: TextClause
    rows: str
    """The cells of hits by number, for `LOOKED_AT` numbers."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two databases write differently."""

    number: str
    """The number of a row of an index, behind the index's name and a point."""
    holds: str
    """That a row of the index `{name}` holds the words."""
    rank: str
    """How well it does: smaller is better."""
    from_words: str
    """A join that starts with the words, whatever the planner thinks: else it would try every row of a kind."""
    edtf: str
    """The day of a page."""
    mark: str
    """The place of a value that is given by position."""
    by_index: str = ""
    """From which index pages are read: it holds all that is told of a hit's page; SQLite would look the page up."""


DIALECTS: dict[str, Dialect] = {
    "sqlite": Dialect(
        "rowid",
        "{name} MATCH :words",
        "rank",
        "CROSS JOIN",
        "json_extract(pages.published, '$.edtf')",
        "?",
        "INDEXED BY ix_pages_id_outlet_published",
    ),
    "postgresql": Dialect(
        "n",
        "{name}.words @@ CAST(:words AS tsquery)",
        "-ts_rank_cd(words, CAST(:words AS tsquery), 1)",  # 1: less for the same words in a longer text
        "JOIN",
        "(pages.published ->> 'edtf')",
        "%s",
    ),
}


def _index(dialect: Dialect, name: str, kinds: Iterable[str], at: Column[Any], page: Column[Any], rows: str) -> Index:
    holds, n = dialect.holds.format(name=name), f"{name}.{dialect.number}"
    held = f"FROM {name} WHERE {holds}"
    numbers = ", ".join([dialect.mark] * LOOKED_AT)
    # Rows of a kind were mostly numbered in one go, which spares a walk through those of the others.
    first, last = (f"(SELECT {end}(n) FROM passages WHERE kind = :kind)" for end in ("min", "max"))
    return Index(
        frozenset(kinds),
        at,
        page,
        newest=text(f"SELECT {n} {held} ORDER BY {n} DESC LIMIT {READ}"),
        of_kind=text(
            f"SELECT {n} FROM {name} {dialect.from_words} passages ON passages.n = {n} "
            f"WHERE {holds} AND {n} BETWEEN {first} AND {last} AND passages.kind = :kind "
            f"ORDER BY {n} DESC LIMIT {READ}"
        ),
        among=text(f"SELECT {n} {held} AND {n} IN :numbers").bindparams(bindparam("numbers", expanding=True)),
        ranks=text(f"SELECT {n}, {dialect.rank} {held}"),
        rows=f"{rows.format(edtf=dialect.edtf, by_index=dialect.by_index)} WHERE {at.table.name}.n IN ({numbers})",
    )


def _indexes(dialect: Dialect) -> tuple[Index, Index]:
    return (
        _index(
            dialect, "page_words", SEARCHED[:1], READINGS.c.n, READINGS.c.page,
            "SELECT readings.n, 'pages', pages.id, pages.id, {edtf}, pages.outlet "
            "FROM readings JOIN pages {by_index} ON pages.id = readings.page",
        ),
        _index(
            dialect, "passage_words", SEARCHED[1:], PASSAGES.c.n, PASSAGES.c.page,
            "SELECT passages.n, passages.kind, passages.row, passages.page, "
            "coalesce(passages.day, {edtf}), pages.outlet "
            "FROM passages LEFT JOIN pages {by_index} ON pages.id = passages.page",
        ),
    )  # fmt: skip


INDEXES: dict[str, tuple[Index, Index]] = {name: _indexes(dialect) for name, dialect in DIALECTS.items()}
"""By database: the words of pages, and those of the rows on them and of names."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one index gave: hits that fit, how many there are in all or (`more`) at least, whether they stand by day."""

    hits: list[Hit]
    total: int
    more: bool
    newest: bool


NOTHING = Part([], 0, False, False)


def among(connection: Connection, index: Index, asked: str, wanted: Narrowing, by_day: bool) -> Part:
    """The rows of an index that hold the words (`FullText.question`'s) and fit; `by_day` keeps more in order."""
    if not any(wanted.asks(kind) for kind in index.kinds):
        return NOTHING
    numbers = _held(connection, index, asked, wanted)
    more, few = len(numbers) == READ, len(numbers) <= RANKED
    allowed = _allowed(connection, index, wanted)
    if allowed is not None:
        if more and len(allowed) <= ONE_BY_ONE:
            numbers, more = _one_by_one(connection, index, asked, allowed), False
        numbers = [number for number in numbers if number in allowed]
    ranks = _ranks(connection, index, asked) if numbers and few else {}
    if ranks:
        numbers.sort(key=lambda number: (ranks[number], -number))
    hits, looked = _first(connection, index, numbers, ranks, wanted, RANKED if by_day else COUNTED)
    dated = bool(wanted.since or wanted.until)
    total = len(hits) if dated else len(numbers)
    return Part(hits, total, more or (dated and looked < len(numbers)), bool(numbers) and not ranks)


def _held(connection: Connection, index: Index, asked: str, wanted: Narrowing) -> list[int]:
    """The numbers of the newest rows that hold the words; those of one kind where one is asked for."""
    question = index.newest if wanted.kind in (None, *SEARCHED[:1]) else index.of_kind
    return list(connection.execute(question, {"words": asked, "kind": wanted.kind}).scalars().all())


def _ranks(connection: Connection, index: Index, asked: str) -> dict[int, float]:
    return dict(map(tuple, connection.execute(index.ranks, {"words": asked}).all()))


def _one_by_one(connection: Connection, index: Index, asked: str, allowed: Iterable[int]) -> list[int]:
    """Which of a few rows hold the words, where these stand on many."""
    return list(connection.execute(index.among, {"words": asked, "numbers": sorted(allowed)}).scalars().all())


def _first(
    connection: Connection, index: Index, numbers: list[int], ranks: dict[int, float], wanted: Narrowing, most: int
) -> tuple[list[Hit], int]:
    """The first rows that fit, and how many were looked at for them."""
    hits: list[Hit] = []
    looked = 0
    covers = cache(wanted.covers)  # thousands of rows have a few hundred days
    for some in batches(numbers[: max(most, RANKED)], LOOKED_AT):
        if len(hits) >= most:
            break
        filled = some + some[-1:] * (LOOKED_AT - len(some))
        rows: dict[int, Any] = {
            cells[0]: tuple(cells) for cells in connection.exec_driver_sql(index.rows, tuple(filled)).all()
        }
        found = (rows[number] for number in some if number in rows)
        hits += [
            Hit(kind, row, page, day, outlet, ranks.get(number, 0.0))
            for number, kind, row, page, day, outlet in found
            if covers(day) and wanted.asks(kind)
        ]
        looked += len(some)
    return hits[:most], looked


def _allowed(connection: Connection, index: Index, wanted: Narrowing) -> set[int] | None:
    """The numbers of the rows that a speaker or an outlet leaves; None when neither is asked for."""
    outlets = _outlets(connection, wanted.outlet) if wanted.outlet else None
    sets = [set(connection.execute(one).scalars().all()) for one in _narrowed(index, wanted, outlets)]
    return set.intersection(*sets) if sets else None


OUTLETS = text(
    "WITH RECURSIVE told(outlet) AS (SELECT min(outlet) FROM pages UNION ALL "
    "SELECT (SELECT min(outlet) FROM pages WHERE outlet > told.outlet) FROM told WHERE told.outlet IS NOT NULL) "
    "SELECT outlet FROM told WHERE outlet IS NOT NULL"
)
"""Every outlet once: a step in the index for each, however many pages it has."""


def _outlets(connection: Connection, name: str) -> list[str]:
    """The outlets of a name, whatever its case; where there is none, those with the words in their names."""
    known = connection.execute(OUTLETS).scalars().all()
    called = [each for each in known if each.lower() == name.lower()]
    return called or [each for each in known if name.lower() in each.lower()]


def _narrowed(index: Index, wanted: Narrowing, outlets: list[str] | None) -> Iterator[Select[Any]]:
    pages, number = PUBLIC["pages"], index.number
    if outlets is not None:
        yield select(number).where(index.page.in_(select(pages.c.id).where(pages.c.outlet.in_(outlets))))
    if wanted.speaker:
        said, figures = questions.statements_by(wanted.speaker), PUBLIC["figures"]
        given = select(figures.c.id).where(figures.c.statement.in_(said))
        yield select(number).where(or_(PASSAGES.c.row.in_(said), PASSAGES.c.row.in_(given)))
