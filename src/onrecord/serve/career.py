"""What is on record of one actor: which offices from when to when, which words, which figures?

Only what a screen shows is worded: somebody in office may be named on thousands of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from onrecord.corroborate.days import days_of, gap
from onrecord.model import Entity, Office, When
from onrecord.serve.counting import FIGURES, OFFICES, STATEMENTS, countable_figure, passable
from onrecord.serve.desk import Desk
from onrecord.serve.timeline import FIRST, LAST
from onrecord.serve.views import OfficeLine
from onrecord.serve.words import UNKNOWN_DAY, day_of
from onrecord.store import Record
from onrecord.store.questions import statements_by

MOST_TENURES = 24
"""Offices shown of one actor, those that most pages name."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as pages name it: the first of the rows that do, on how many pages, from which day to which.

    `first` and `last` (ISO 8601, empty where no day is known) are days as of which a page names it, not those on
    which it began and ended.
    """

    line: OfficeLine
    pages: int
    first: str
    last: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A tenure in its place on the axis of all of them, in percent."""

    tenure: Tenure
    left: float
    width: float


def tenures_of(record: Record, desk: Desk, entity: Entity) -> tuple[tuple[Tenure, ...], int]:
    """The offices of an actor, the earliest first, those without a day last; and how many named less often are cut."""
    groups: dict[tuple[str, str], list[_Naming]] = defaultdict(list)
    for row in _namings(record, entity):
        groups[row.title.casefold(), (row.organization or "").casefold()].append(row)
    ranked = sorted(groups.values(), key=lambda rows: (-len(rows), rows[0].id))[:MOST_TENURES]
    firsts = [min(rows, key=_early).id for rows in ranked]
    desk.holdings.offices.bring(firsts)
    shown = [desk.holdings.offices[name] for name in firsts]
    desk.bring_pages(row.page for row in shown)
    tenures = (_tenure(desk, row, rows) for row, rows in zip(shown, ranked, strict=True))
    told = sorted(tenures, key=lambda each: (each.first or "9", each.line.title.casefold(), each.line.id))
    return tuple(told), len(groups) - len(ranked)


class _Naming(NamedTuple):
    """That a page names the actor in an office."""

    id: str
    page: str
    title: str
    organization: str | None
    edtf: str | None


def _namings(record: Record, entity: Entity) -> list[_Naming]:
    columns = (OFFICES.c.id, OFFICES.c.page, OFFICES.c.title, OFFICES.c.organization)
    asked = select(*columns, OFFICES.c.as_of["edtf"].as_string())
    with record.asking() as connection:
        by_id = connection.execute(asked.where(OFFICES.c.entity == entity.id)).all()
        by_name = connection.execute(asked.where(OFFICES.c.person == entity.name)).all()
    return [_Naming(*cells) for cells in {row.id: row for row in (*by_id, *by_name)}.values()]


def _early(row: _Naming) -> tuple[date, str]:
    span = days_of(row.edtf)
    return (span[0] if span else LAST), row.id


def _tenure(desk: Desk, shown: Office, rows: Sequence[_Naming]) -> Tenure:
    spans = [span for row in rows if (span := days_of(row.edtf)) and span[0] > FIRST and span[1] < LAST]
    pages = len({row.page for row in rows})
    if not spans:
        return Tenure(desk.office(shown), pages, "", "", UNKNOWN_DAY)
    first, last = min(span[0] for span in spans).isoformat(), max(span[1] for span in spans).isoformat()
    return Tenure(desk.office(shown), pages, first, last, day_of("/".join(dict.fromkeys((first, last)))))


def bars_of(tenures: Iterable[Tenure]) -> tuple[Bar, ...]:
    """The tenures whose days are known, on one axis; none where there are no two to compare."""
    known = [(each, date.fromisoformat(each.first), date.fromisoformat(each.last)) for each in tenures if each.first]
    if len(known) < 2:
        return ()
    start, end = min(first for _, first, _ in known), max(last for _, _, last in known)
    days = (end - start).days + 1
    return tuple(
        Bar(each, round(100 * (first - start).days / days, 3), round(100 * ((last - first).days + 1) / days, 3))
        for each, first, last in known
    )


def said_by(record: Record, desk: Desk, entity: Entity) -> list[str]:
    """The ids of the actor's statements that may be passed on, the latest first, those without a day last."""
    asked = select(STATEMENTS.c.id, STATEMENTS.c.said["edtf"].as_string())
    with record.asking() as connection:
        rows = connection.execute(asked.where(STATEMENTS.c.id.in_(statements_by(entity.id)), passable(desk))).all()
    spans = ((name, days_of(edtf)) for name, edtf in rows)
    ranked = sorted(((span[0] if span else FIRST), name) for name, span in spans)
    return [name for _, name in reversed(ranked)]


def figures_by(record: Record, desk: Desk, entity: Entity, *, most: int) -> tuple[list[str], int]:
    """The ids of figures that the actor's statements give, at most some, and how many there are."""
    given = (FIGURES.c.statement.in_(statements_by(entity.id)), countable_figure(desk))
    with record.asking() as connection:
        names = connection.execute(select(FIGURES.c.id).where(*given).order_by(FIGURES.c.id).limit(most)).scalars()
        return list(names), connection.execute(select(func.count()).select_from(FIGURES).where(*given)).scalar_one()


def office_as_of(record: Record, desk: Desk, entity: Entity, when: When) -> OfficeLine | None:
    """The office that a page names nearest to a day, of several the one named first; None without a day or office."""
    day = days_of(when.edtf)
    near = [(apart, row.id) for row in _namings(record, entity) if (apart := gap(day, days_of(row.edtf))) is not None]
    row = desk.holdings.offices.get(min(near)[1]) if near else None
    return desk.office(row) if row else None
