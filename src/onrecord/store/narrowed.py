"""Which rows are found where a search is narrowed and no word is asked for? The newest, by the day they tell of.

On a large record the rows of one outlet or day are few beside all: they are read by the index of whatever leaves the
fewest, and never more of them than somebody leafs through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select, text

from onrecord.errors import UnknownName
from onrecord.store.schema import PASSAGES, PUBLIC, SPEAKERS
from onrecord.store.search import MOST_FACETS, Finding, found_of
from onrecord.store.seeking import SEARCHED, Hit, Narrowing, outlets_called

if TYPE_CHECKING:
    from onrecord.store.record import Record

LEAFED_THROUGH = 300
"""Rows that can be leafed through, as in a search for words; facets are counted over them."""

FEW = 3_000
"""Pages of an outlet up to which all rows on them are read: about twenty thousand. Of an outlet with more the newest
are found by walking back through the days."""

AT_ONCE = 5_000
"""Rows of a stretch of days that are read at once."""

MOST_DAYS = 256
"""Days in one question."""

PAGES, FIGURES = PUBLIC["pages"], PUBLIC["figures"]

DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The newest rows that fit, and how many there are in all or (`more`) at least."""

    hits: list[Hit]
    total: int
    more: bool


def newest(
    record: Record, wanted: Narrowing, *, actors: Select[tuple[str]], start: int = 0, limit: int = 50
) -> Finding:
    """The rows that fit, the newest first, in place of those that hold some words (see `search.find`).

    `actors` are the ids of entities: of names theirs are found, and where a speaker is asked for, what these said,
    whatever the speaker's name. Whose words may be listed is not this module's to know. Raises UnknownName for a kind
    that is not searched.
    """
    if wanted.kind is not None and wanted.kind not in SEARCHED:
        raise UnknownName("searched kind", wanted.kind, SEARCHED)
    kinds = [kind for kind in SEARCHED if wanted.asks(kind)]
    with record.asking() as connection:
        theirs = _of_outlet(connection, wanted.outlet) if wanted.outlet else None
        several = [_pages(connection, wanted, theirs)] if "pages" in kinds else []
        if others := [kind for kind in kinds if kind != "pages"]:
            several.append(_passages(connection, wanted, others, theirs, actors))
        hits = sorted((hit for each in several for hit in each.hits), key=_newness, reverse=True)
        shown = hits[:LEAFED_THROUGH]
        return Finding(
            tuple(found_of(connection, shown[start : start + limit], "")),
            sum(each.total for each in several),
            any(each.more for each in several),
            True,
            tuple(Counter(hit.kind for hit in shown).most_common(MOST_FACETS)),
            tuple(Counter(hit.outlet for hit in shown if hit.outlet).most_common(MOST_FACETS)),
            len(shown),
        )


def _of_outlet(connection: Connection, name: str) -> Select[tuple[str]]:
    return select(PAGES.c.id).where(PAGES.c.outlet.in_(outlets_called(connection, name)))


def days_known(connection: Connection, fits: Callable[[str], bool]) -> list[str]:
    """The days of statements and figures that fit, as EDTF, the newest first: a step in the index for each."""
    return sorted(filter(fits, connection.execute(DAYS).scalars()), key=_last_of, reverse=True)


def few_of_days(connection: Connection, kind: str, fits: Callable[[str], bool]) -> Select[tuple[str]] | None:
    """The ids of the statements or figures whose own day fits, as a question; None where they are not few.

    Few are looked up one by one in less time than it takes to look at all.
    """
    days = days_known(connection, fits)
    if len(days) > MOST_DAYS:
        return None
    of_days = (PASSAGES.c.day.in_(days), PASSAGES.c.kind == kind)
    held = select(PASSAGES.c.n).where(*of_days).limit(AT_ONCE + 1).subquery()
    if connection.execute(select(func.count()).select_from(held)).scalar_one() > AT_ONCE:
        return None
    return select(PASSAGES.c.row).where(*of_days)


DAYS = text(
    "WITH RECURSIVE told(day) AS (SELECT min(day) FROM passages UNION ALL "
    "SELECT (SELECT min(day) FROM passages WHERE day > told.day) FROM told WHERE told.day IS NOT NULL) "
    "SELECT day FROM told WHERE day IS NOT NULL"
)


def _last_of(day: str | None) -> str:
    return max(DAY.findall(day or ""), default="")


def _newness(hit: Hit) -> tuple[str, str, bool, str]:
    """Of one day page by page, each before what stands on it."""
    return _last_of(hit.day), hit.page or "", hit.kind == "pages", hit.row


def _pages(connection: Connection, wanted: Narrowing, theirs: Select[tuple[str]] | None) -> _Rows:
    """A page's day is in no index, so all days are looked at, each once: a tenth of a second for 100,000 pages."""
    day: ColumnElement[str | None] = PAGES.c.published["edtf"].as_string()
    of_day = select(day, func.aggregate_strings(PAGES.c.id, " ")).group_by(day)
    if theirs is not None:
        of_day = of_day.where(PAGES.c.id.in_(theirs))
    told = ((each, names.split()) for each, names in connection.execute(of_day) if wanted.covers(each))
    fitting = [name for _, names in sorted(told, key=_by_day, reverse=True) for name in sorted(names, reverse=True)]
    rows = select(literal("pages"), PAGES.c.id, PAGES.c.id, day, PAGES.c.outlet)
    shown = connection.execute(rows.where(PAGES.c.id.in_(fitting[:LEAFED_THROUGH])))
    return _Rows(_hits(shown, wanted), len(fitting), False)


def _by_day(told: tuple[str | None, list[str]]) -> str:
    return _last_of(told[0])


def _hits(rows: Iterable[Any], wanted: Narrowing) -> list[Hit]:
    covers = cache(wanted.covers)  # thousands of rows have a few hundred days
    return [Hit(kind, row, page, day, outlet, 0.0) for kind, row, page, day, outlet in rows if covers(day)]


def _passages(
    connection: Connection,
    wanted: Narrowing,
    kinds: Collection[str],
    theirs: Select[tuple[str]] | None,
    actors: Select[tuple[str]],
) -> _Rows:
    table, day = PASSAGES.c, PAGES.c.published["edtf"].as_string()
    asked = select(table.kind, table.row, table.page, func.coalesce(table.day, day), PAGES.c.outlet)
    asked = asked.outerjoin(PAGES, PAGES.c.id == table.page).where(table.kind.in_(kinds))
    if theirs is not None:
        asked = asked.where(table.page.in_(theirs))
    if "entities" in kinds:
        asked = asked.where(or_(table.kind != "entities", table.row.in_(actors)))
    if wanted.speaker:
        said = select(SPEAKERS.c.statement).where(SPEAKERS.c.entity.in_(actors))
        given = select(FIGURES.c.id).where(FIGURES.c.statement.in_(said))
        asked = asked.where(table.row.in_(said.union_all(given)))
    if not wanted.speaker and (theirs is None or _are_many(connection, theirs)):
        return _walked(connection, asked, wanted)
    hits = _hits(connection.execute(asked), wanted)
    return _Rows(hits, len(hits), False)


def _are_many(connection: Connection, pages: Select[tuple[str]]) -> bool:
    return len(connection.execute(pages.limit(FEW + 1)).all()) > FEW


def _walked(connection: Connection, asked: Select[Any], wanted: Narrowing) -> _Rows:
    """The newest rows, by walking back through the days; before them those whose day is that of their page."""
    day = PASSAGES.c.day
    ordered = asked.order_by(day.desc(), PASSAGES.c.n.desc()).limit(AT_ONCE)
    undated = connection.execute(ordered.where(day.is_(None))).all()
    hits, found, more, at_once = _hits(undated, wanted), 0, len(undated) == AT_ONCE, 1
    days = days_known(connection, wanted.covers)
    while days and found < LEAFED_THROUGH:
        rows = connection.execute(ordered.where(day.in_(days[:at_once]))).all()
        hits += _hits(rows, wanted)
        found, more, days = found + len(rows), more or len(rows) == AT_ONCE, days[at_once:]
        at_once = min(2 * at_once, MOST_DAYS)
    return _Rows(hits, len(hits), more or bool(days))
