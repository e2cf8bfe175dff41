"""What stands on the overview of a record of any size?

Its newest and most telling rows are looked up and worded anew for each reader; what must be counted over the whole
record is counted once for each state of it. The terminal's overview (front.py) lists all and is for small records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Lock
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, case, func, select

from onrecord.model import Page, PageId
from onrecord.serve.counting import said_by
from onrecord.serve.desk import Desk, days_of, origins_of
from onrecord.serve.front import COUNTED, TELLING, TOP_ACTORS, UNSETTLED
from onrecord.serve.harm import outlet_of
from onrecord.serve.views import ActorLine, Linked, Overview, Run, StoryLine
from onrecord.store.schema import CHANGES, DOUBTS, PUBLIC, READINGS, SPEAKERS, STATE

MOST: dict[str, int] = {"stories": 30, "runs": 12, "differences": 12, "corrections": 12}
"""Rows of a list on the overview; the rest are counted."""

TRIED = 4
"""How many times as many are looked up of what may wait for a person's look, to find enough that may be shown."""

LAST_FIGURES = 6
"""Figures of a series on the overview: its last ones; the series' own screen has all."""

WEEKS = 8
"""Weeks of the table of coverage: two months, and it fits a telephone held upright."""

MOST_OUTLETS = 20
"""Outlets in the table of coverage, those with most pages."""

WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Cover:
    """How many pages of an outlet are on record, in all and in each of the weeks shown."""

    outlet: str
    pages: int
    weeks: tuple[int, ...]


Fresh: TypeAlias = tuple[tuple[str, int], ...]
"""What the last build changed: sections of the news and how many items each has."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted over the whole record, once for each `state` of it: ids of rows to show, and numbers."""

    state: tuple[object, ...]
    counts: Mapping[str, int]
    corrections: tuple[str, ...]
    corrected: int
    stories: tuple[str, ...]
    series: tuple[str, ...]
    several: int
    conflicts: tuple[str, ...]
    differing: int
    speakers: Mapping[str, int]
    weeks: tuple[str, ...]
    covers: tuple[Cover, ...]
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class Glance:
    """The overview with its lists cut, how long they are in all, and which outlets have pages in the last weeks."""

    overview: Overview
    in_all: Mapping[str, int]
    weeks: tuple[str, ...]
    covers: tuple[Cover, ...]
    fresh: Fresh


class Glances:
    """The last standing of each record that is served. Forgetting, building and settling make it anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, Standing] = {}

    def of(self, desk: Desk, where: str, fresh: Callable[[], Fresh]) -> Standing:
        """The standing of the record at a place, as the desk sees it; `fresh` tells what the last build changed."""
        with self._lock, desk.holdings.asking() as connection:
            known, state = self._known.get(where), _state(connection)
            if known is None or known.state != state:
                known = self._known[where] = _standing(desk, connection, state, fresh())
            return known


def glance_of(desk: Desk, standing: Standing, *, settled: bool) -> Glance:
    """What the overview shows."""
    differences = _differences(desk, standing)
    exact = len(standing.conflicts) >= standing.counts["conflicts"]
    overview = Overview(
        counts={kind: standing.counts[kind] for kind in COUNTED},
        notice="" if settled else UNSETTLED,
        corrections=_corrections(desk, standing),
        stories=_stories(desk, standing),
        actors=_actors(desk, standing),
        runs=_runs(desk, standing),
        differences=differences[: MOST["differences"]],
        review=_waiting(desk),
        refusals=(),
    )
    in_all = {
        "stories": standing.counts["stories"],
        "runs": standing.several,
        "differences": len(differences) if exact else standing.differing,
        "corrections": standing.corrected,
        "refusals": standing.counts["refusals"],
    }
    return Glance(overview, in_all, standing.weeks, standing.covers, standing.fresh)


# What is worded for each reader


def _corrections(desk: Desk, standing: Standing) -> tuple[Any, ...]:
    desk.bring_pages(standing.corrections)
    return tuple(desk.page(page) for page in standing.corrections)


def _stories(desk: Desk, standing: Standing) -> tuple[StoryLine, ...]:
    table = desk.holdings.stories
    table.bring(standing.stories)
    rows = (row for name in standing.stories if (row := table.get(name)))
    return tuple(
        StoryLine(row.id, row.headline, days_of(row.first, row.last), len(row.pages), origins_of(row)) for row in rows
    )


def _actors(desk: Desk, standing: Standing) -> tuple[ActorLine, ...]:
    """The speakers with most statements that may be shown, of those who may have a page."""
    held = desk.holdings
    held.entities.bring(standing.speakers)
    counts = standing.speakers
    found: list[ActorLine] = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        entity = held.entities.get(name)
        if entity and desk.has_page(entity) and len(found) < TOP_ACTORS:
            office = held.office_of(entity.id, entity.name)
            words = ", ".join(filter(None, (office.title, office.organization))) if office else entity.kind
            found.append(ActorLine(entity.id, entity.name, words, counts[name]))
    return tuple(found)


def _runs(desk: Desk, standing: Standing) -> tuple[Run, ...]:
    """Series with more than one figure: those that the last build changed, then those of which accounts differ."""
    table = desk.holdings.series
    table.bring(standing.series)
    rows = [row for name in standing.series if (row := table.get(name))]
    last = [replace(row, figures=row.figures[-LAST_FIGURES:]) for row in rows]
    desk.holdings.figures.bring(name for row in last for name in row.figures)
    return tuple(map(desk.run, last))


def _differences(desk: Desk, standing: Standing) -> tuple[Linked, ...]:
    table = desk.holdings.links
    table.bring(standing.conflicts)
    return desk.differences(row for name in standing.conflicts if (row := table.get(name)))


def _waiting(desk: Desk) -> int:
    """How many statements wait for a person's look: those that are listed, but for those that somebody let pass."""
    with desk.holdings.asking() as connection:
        listed = connection.execute(select(func.count()).select_from(DOUBTS)).scalar_one()
        judged = desk.holdings.looked_at()
        asked = select(DOUBTS.c.statement).where(DOUBTS.c.statement.in_([row.id for row in judged]))
        doubted = set(connection.execute(asked).scalars().all())
    held = sum(desk.held_back(row) is not None for row in judged)
    return int(listed) - len(doubted) + held


# What is counted over the whole record


def _state(connection: Connection) -> tuple[object, ...]:
    """What changes whenever rows come or go: builds, settlings, pages and takedowns."""
    judgements = PUBLIC["judgements"]
    forgotten = select(func.count()).select_from(judgements).where(judgements.c.kind == "forget").scalar_subquery()
    last = select(func.max(READINGS.c.n)).scalar_subquery()
    return tuple(connection.execute(select(STATE.c.build, STATE.c.settled, last, forgotten)).one())


def _standing(desk: Desk, connection: Connection, state: tuple[object, ...], fresh: Fresh) -> Standing:
    pages, series, links = PUBLIC["pages"], PUBLIC["series"], PUBLIC["links"]
    counts = {kind: _count(connection, select(func.count()).select_from(PUBLIC[kind])) for kind in COUNTED}
    counts["conflicts"] = _count(connection, select(func.count()).where(links.c.kind == "conflicts"))
    doubted = select(DOUBTS.c.statement)
    shown = (links.c.kind == "conflicts", links.c.a.not_in(doubted), links.c.b.not_in(doubted))
    corrected = select(pages.c.id).where(pages.c.corrected.is_not(None)).order_by(pages.c.source, pages.c.id)
    weeks, covers = _coverage(connection)
    return Standing(
        state,
        counts,
        _names(connection, corrected.limit(MOST["corrections"])),
        _count(connection, select(func.count()).where(pages.c.corrected.is_not(None))),
        _names(connection, _newest_stories()),
        _names(connection, _telling("series", series.c.verdict.in_(TELLING), "runs", 1)),
        _count(connection, select(func.count()).where(series.c.verdict.in_(TELLING))),
        _names(connection, _telling("links", links.c.kind == "conflicts", "differences", TRIED)),
        _count(connection, select(func.count()).where(*shown)),
        said_by(desk, _names(connection, _speaking())),
        weeks,
        covers,
        fresh,
    )


def _count(connection: Connection, asked: Select[Any]) -> int:
    return int(connection.execute(asked).scalar_one())


def _names(connection: Connection, asked: Select[Any]) -> tuple[str, ...]:
    return tuple(connection.execute(asked).scalars().all())


def _newest_stories() -> Select[Any]:
    """Stories told by several pages first, the newest of them first; undated ones last."""
    stories = PUBLIC["stories"]
    alone = func.json_array_length(stories.c.pages) < 2
    undated = stories.c.last.is_(None)
    return select(stories.c.id).order_by(alone, undated, stories.c.last.desc(), stories.c.id).limit(MOST["stories"])


def _telling(kind: str, where: Any, name: str, times: int) -> Select[Any]:
    """Rows that the last build changed first, then those of which accounts differ."""
    table = PUBLIC[kind]
    last = select(func.max(CHANGES.c.build)).scalar_subquery()
    fresh = select(CHANGES.c.row).where(CHANGES.c.kind == kind, CHANGES.c.build == last)
    order: list[Any] = [case((table.c.id.in_(fresh), 0), else_=1)]
    if kind == "series":
        verdict = {word: place for place, word in enumerate(TELLING)}
        order += [case(verdict, value=table.c.verdict, else_=len(TELLING)), table.c.counted]
    return select(table.c.id).where(where).order_by(*order, table.c.id).limit(times * MOST[name])


def _speaking() -> Select[Any]:
    asked = select(SPEAKERS.c.entity).where(SPEAKERS.c.entity.is_not(None)).group_by(SPEAKERS.c.entity)
    return asked.order_by(func.count().desc(), SPEAKERS.c.entity).limit(TRIED * TOP_ACTORS)


def _coverage(connection: Connection) -> tuple[tuple[str, ...], tuple[Cover, ...]]:
    """Pages by outlet, in all and in the last weeks that have any; days that are known to the day are counted."""
    pages, cells = Counter[str](), Counter[tuple[str, str]]()
    for outlet, day, count in _by_outlet(connection):
        pages[outlet] += count
        cells[outlet, _monday(day)] += count
    weeks = sorted({week for _, week in cells if week})[-WEEKS:]
    ranked = sorted(pages, key=lambda outlet: (-pages[outlet], outlet))[:MOST_OUTLETS]
    covers = (Cover(outlet, pages[outlet], tuple(cells[outlet, week] for week in weeks)) for outlet in ranked)
    return tuple(weeks), tuple(covers)


def _by_outlet(connection: Connection) -> Iterable[tuple[str, str | None, int]]:
    """Outlets, days and how many pages; of pages that name no outlet each by itself, under its site's name."""
    table = PUBLIC["pages"]
    day = table.c.published["edtf"].as_string()
    known = select(table.c.outlet, day, func.count()).where(table.c.outlet.is_not(None)).group_by(table.c.outlet, day)
    yield from map(tuple, connection.execute(known).all())
    unnamed = select(table.c.source, table.c.url, day).where(table.c.outlet.is_(None))
    for source, url, published in connection.execute(unnamed):
        yield outlet_of(Page(PageId(""), source, "", "", "", url=url)), published, 1


def _monday(edtf: str | None) -> str:
    """The Monday of the week of a day; empty for anything less exact."""
    if not edtf or not WHOLE_DAY.fullmatch(edtf):
        return ""
    try:
        day = date.fromisoformat(edtf)
    except ValueError:
        return ""
    return (day - timedelta(days=day.weekday())).isoformat() if day.toordinal() > day.weekday() else ""
