"""Which rows hold some words, and which of them stand first?

The index is asked for row numbers alone, the newest first, which costs little for any word. Rows are ranked (bm25) only
where they are not too many; of words on very many rows the newest stand first, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, TextClause, func, or_, select, text

from onrecord.store import questions
from onrecord.store.cells import decoded
from onrecord.store.schema import PASSAGES, PUBLIC, READINGS

SEARCHED: tuple[str, ...] = ("pages", "statements", "figures", "entities")
"""Kinds that can be searched."""

READ = 5_000
"""Rows of an index that are looked at for one question: a millisecond for the commonest words."""

RANKED = 2_000
"""Rows that are ranked: about two microseconds each."""

COUNTED = 300
"""Rows of an index over which facets are counted, and which can be leafed through."""

LOOKED_FOR = 800
"""Rows that are looked for among those that hold the words, where these are more than `READ`."""

ONE_BY_ONE = 300
"""Rows that are tried one by one against the words: 25 microseconds each. For more of them it takes less to walk
through the rows that hold the words."""

WALKED_THROUGH = 60_000
"""Rows that are walked through for that: a quarter of a microsecond each."""


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
        placed = self.outlet or self.dated
        fits = not (self.speaker and kind in ("pages", "entities")) and not (placed and kind == "entities")
        return fits and self.kind in (None, kind)

    @property
    def dated(self) -> bool:
        """Whether a day is asked for."""
        return bool(self.since or self.until)

    def covers(self, day: str | None) -> bool:
        """Whether an EDTF date may lie between `since` and `until`; an unknown one does not when either is given."""
        if not self.dated:
            return True
        days = re.findall(r"\d{4}(?:-\d\d){0,2}", day or "")
        # "~" sorts after "-" and digits, so "2031-04~" is the end of that April
        return bool(days) and max(days) + "~" >= (self.since or "") and min(days) <= (self.until or "") + "~"


EVERYWHERE = Narrowing()
"""No narrowing at all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words asked for (`FullText.question`'s), and whether a phrase is among them: to find one takes longer than
    to rank it, so that it is looked for once."""

    words: str
    phrased: bool = False


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
    """One of the two full-text indexes: its kinds, and what can be asked of it (`:words` is `FullText.question`'s).

    Each question is answered by one row of lists in JSON: a thread of Python lets go of its lock at every row.
    """

    kinds: frozenset[str]
    number: Column[Any]
    page: Column[Any]
    newest: TextClause
    of_kind: TextClause
    among: TextClause
    """Those of `:numbers` that hold the words, each looked up by itself."""
    within: TextClause
    """The same, by walking through the newest that hold the words; before it how many were walked through."""
    ranks: TextClause
    """Numbers from `:first` to `:last`, and their ranks."""
    ranked: TextClause
    """The newest numbers, `:most` at most, and their ranks."""
    rows: TextClause
    """The first `:most` of `:numbers` that may lie between `:since` and `:until` if those are asked for (`:dated`):
    each one's place in the list, and the cells of its hit."""


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
    listed: str
    """The function that makes rows a list in JSON."""
    cells: str
    """The function that makes values a list in JSON."""
    numbers: str
    """The numbers in the list `:numbers`."""
    placed: str
    """The same, each with its place from 0 on, before the tables that are looked up by number."""
    in_order: str = ""
    """What keeps them in their order. SQLite walks through them in it, and would look all of them up to sort them."""
    by_index: str = ""
    """From which index pages are read: it holds all that is told of a hit's page; SQLite would look the page up."""
    kind_by_index: str = ""
    """From which index the kinds of rows are read: it is smaller than the table."""


DIALECTS: dict[str, Dialect] = {
    "sqlite": Dialect(
        "rowid",
        "{name} MATCH :words",
        "rank",
        "CROSS JOIN",
        "json_extract(pages.published, '$.edtf')",
        "json_group_array",
        "json_array",
        "(SELECT value FROM json_each(:numbers))",
        "(SELECT key AS place, value AS n FROM json_each(:numbers)) AS asked CROSS JOIN",
        "",
        "INDEXED BY ix_pages_id_outlet_published",
        "INDEXED BY ix_passages_kind_n",
    ),
    "postgresql": Dialect(
        "n",
        "{name}.words @@ CAST(:words AS tsquery)",
        "-ts_rank_cd(words, CAST(:words AS tsquery), 1)",  # 1: less for the same words in a longer text
        "JOIN",
        "(pages.published ->> 'edtf')",
        "json_agg",
        "json_build_array",
        "(SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:numbers AS json)))",
        "(SELECT place - 1 AS place, CAST(value AS bigint) AS n FROM "
        "json_array_elements_text(CAST(:numbers AS json)) WITH ORDINALITY AS told(value, place)) AS asked JOIN",
        "ORDER BY place",
    ),
}


def _index(dialect: Dialect, name: str, kinds: Iterable[str], at: Column[Any], page: Column[Any], rows: str) -> Index:
    holds, n, listed = dialect.holds.format(name=name), f"{name}.{dialect.number}", dialect.listed
    held = f"FROM {name} WHERE {holds}"
    newest = f"SELECT {n} AS n {held} ORDER BY {n} DESC LIMIT"
    # Rows of a kind were mostly numbered in one go, which spares a walk through those of the others.
    first, last = (f"(SELECT {end}(n) FROM passages WHERE kind = :kind)" for end in ("min", "max"))
    of_kind = (
        f"SELECT {n} AS n FROM {name} {dialect.from_words} passages {dialect.kind_by_index} ON passages.n = {n} "
        f"WHERE {holds} AND {n} BETWEEN {first} AND {last} AND passages.kind = :kind ORDER BY {n} DESC LIMIT {READ}"
    )
    ranks = f"SELECT {n} AS n, {dialect.rank} AS fit {held}"
    among = f"n IN {dialect.numbers}"
    told = rows.format(edtf=dialect.edtf, by_index=dialect.by_index, placed=dialect.placed)
    cells = f"SELECT {listed}({dialect.cells}(place, n, kind, row, page, day, outlet))"
    return Index(
        frozenset(kinds),
        at,
        page,
        newest=text(f"SELECT {listed}(n) FROM ({newest} {READ}) AS held"),
        of_kind=text(f"SELECT {listed}(n) FROM ({of_kind}) AS held"),
        among=text(f"SELECT {listed}({n}) {held} AND {name}.{dialect.number} IN {dialect.numbers}"),
        within=text(f"SELECT count(*), {listed}(n) FILTER (WHERE {among}) FROM ({newest} {WALKED_THROUGH}) AS held"),
        ranks=text(f"SELECT {listed}(n), {listed}(fit) FROM ({ranks} AND {n} BETWEEN :first AND :last) AS held"),
        ranked=text(f"SELECT {listed}(n), {listed}(fit) FROM ({ranks} ORDER BY {n} DESC LIMIT :most) AS held"),
        rows=text(
            f"{cells} FROM (SELECT * FROM ({told}) AS told WHERE {MAY_FIT} {dialect.in_order} LIMIT :most) AS told"
        ),
    )


MAY_FIT = "(:dated = 0 OR length(day) <> 10 OR (day || '~' >= :since AND day <= :until))"
"""Whether `Narrowing.covers` may be true of a day: it is known of days in full, which most are."""


def _indexes(dialect: Dialect) -> tuple[Index, Index]:
    return (
        _index(
            dialect, "page_words", SEARCHED[:1], READINGS.c.n, READINGS.c.page,
            "SELECT place, readings.n, 'pages' AS kind, pages.id AS row, pages.id AS page, {edtf} AS day, pages.outlet "
            "FROM {placed} readings ON readings.n = asked.n JOIN pages {by_index} ON pages.id = readings.page",
        ),
        _index(
            dialect, "passage_words", SEARCHED[1:], PASSAGES.c.n, PASSAGES.c.page,
            "SELECT place, passages.n, passages.kind, passages.row, passages.page, "
            "coalesce(passages.day, {edtf}) AS day, pages.outlet "
            "FROM {placed} passages ON passages.n = asked.n LEFT JOIN pages {by_index} ON pages.id = passages.page",
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


def among(connection: Connection, index: Index, asked: Asked, wanted: Narrowing, by_day: bool) -> Part:
    """The rows of an index that hold the words and fit; `by_day` keeps more in order."""
    if not any(wanted.asks(kind) for kind in index.kinds):
        return NOTHING
    numbers, ranks = _held(connection, index, asked, wanted)
    more, few = len(numbers) == READ, len(numbers) <= RANKED
    allowed = _allowed(connection, index, wanted)
    if allowed is not None:
        if more and len(allowed) <= LOOKED_FOR:
            numbers, more = _few_of_many(connection, index, asked.words, sorted(allowed)), False
        numbers = [number for number in numbers if number in allowed]
    if few and numbers:
        ranks = ranks or _ranks(connection, index, asked.words, numbers)
        numbers.sort(key=lambda number: (ranks[number], -number))
    hits, whole = _first(connection, index, numbers, ranks, wanted, RANKED if by_day else COUNTED)
    total = len(hits) if wanted.dated else len(numbers)
    return Part(hits, total, more or (wanted.dated and not whole), bool(numbers) and not few)


def _held(connection: Connection, index: Index, asked: Asked, wanted: Narrowing) -> tuple[list[int], dict[int, float]]:
    """The numbers of the newest rows that hold the words, and their ranks where these came along; those of one kind
    where one is asked for."""
    of_one = wanted.kind not in (None, *SEARCHED[:1])
    if asked.phrased and not of_one:
        ranks = _pairs(connection, index.ranked, words=asked.words, most=RANKED + 1)
        if len(ranks) <= RANKED:
            return sorted(ranks, reverse=True), ranks
    question = index.of_kind.bindparams(kind=wanted.kind) if of_one else index.newest
    numbers: list[int] = decoded(connection.execute(question, {"words": asked.words}).scalar())
    return numbers, {}


def _ranks(connection: Connection, index: Index, words: str, numbers: list[int]) -> dict[int, float]:
    return _pairs(connection, index.ranks, words=words, first=min(numbers), last=max(numbers))


def _pairs(connection: Connection, question: TextClause, **given: object) -> dict[int, float]:
    numbers, ranks = map(decoded, connection.execute(question, given).one())
    return dict(zip(numbers, ranks, strict=True))


def _few_of_many(connection: Connection, index: Index, words: str, allowed: list[int]) -> list[int]:
    """Which of some rows hold words that stand on many, the newest first."""
    given = {"words": words, "numbers": str(allowed)}
    if len(allowed) > ONE_BY_ONE:
        walked, found = connection.execute(index.within, given).one()
        if walked < WALKED_THROUGH:
            return sorted(decoded(found), reverse=True)
    return sorted(decoded(connection.execute(index.among, given).scalar()), reverse=True)


def _first(
    connection: Connection, index: Index, numbers: list[int], ranks: dict[int, float], wanted: Narrowing, most: int
) -> tuple[list[Hit], bool]:
    """The first rows that fit, and whether these are all."""
    hits: list[Hit] = []
    looked, last = 0, min(len(numbers), max(most, RANKED))
    dated = {"dated": int(wanted.dated), "since": wanted.since or "", "until": f"{wanted.until or ''}~"}
    while looked < last and len(hits) <= most:
        given = dated | {"numbers": str(numbers[looked:last]), "most": most + 1}
        rows = sorted(decoded(connection.execute(index.rows, given).scalar()))
        hits += [
            Hit(kind, row, page, day, outlet, ranks.get(number, 0.0))
            for _, number, kind, row, page, day, outlet in rows
            if wanted.covers(day) and wanted.asks(kind)
        ]
        looked = looked + rows[-1][0] + 1 if len(rows) > most else last
    return hits[:most], looked == len(numbers) and len(hits) <= most


def _allowed(connection: Connection, index: Index, wanted: Narrowing) -> set[int] | None:
    """The numbers of the rows that a speaker or an outlet leaves; None when neither is asked for."""
    outlets = outlets_called(connection, wanted.outlet) if wanted.outlet else None
    sets = [set(decoded(connection.execute(one).scalar())) for one in _narrowed(connection, index, wanted, outlets)]
    return set.intersection(*sets) if sets else None


OUTLETS = text(
    "WITH RECURSIVE told(outlet) AS (SELECT min(outlet) FROM pages UNION ALL "
    "SELECT (SELECT min(outlet) FROM pages WHERE outlet > told.outlet) FROM told WHERE told.outlet IS NOT NULL) "
    "SELECT outlet FROM told WHERE outlet IS NOT NULL"
)
"""Every outlet once: a step in the index for each, however many pages it has."""


def outlets_called(connection: Connection, name: str) -> list[str]:
    """The outlets of a name, whatever its case; where there is none, those with the words in their names."""
    known = connection.execute(OUTLETS).scalars().all()
    called = [each for each in known if each.lower() == name.lower()]
    return called or [each for each in known if name.lower() in each.lower()]


def _narrowed(
    connection: Connection, index: Index, wanted: Narrowing, outlets: list[str] | None
) -> Iterator[Select[Any]]:
    pages, number = PUBLIC["pages"], getattr(func, DIALECTS[connection.dialect.name].listed)(index.number)
    if outlets is not None:
        yield select(number).where(index.page.in_(select(pages.c.id).where(pages.c.outlet.in_(outlets))))
    if wanted.speaker:
        said, figures = questions.statements_by(wanted.speaker), PUBLIC["figures"]
        given = select(figures.c.id).where(figures.c.statement.in_(said))
        yield select(number).where(or_(PASSAGES.c.row.in_(said), PASSAGES.c.row.in_(given)))
