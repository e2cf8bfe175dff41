"""What is on record of one actor: which offices from when to when, which words, which figures?

Only what a screen shows is worded: somebody in office may be named on thousands of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from onrecord.corroborate.days import days_of
from onrecord.model import Entity, Office
from onrecord.serve.counting import FIGURES, STATEMENTS, countable_figure, passable
from onrecord.serve.desk import Desk
from onrecord.serve.timeline import FIRST, LAST
from onrecord.serve.views import OfficeLine
from onrecord.serve.words import UNKNOWN_DAY, day_of
from onrecord.store import Record
from onrecord.store.questions import statements_by


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


def tenures_of(desk: Desk, entity: Entity) -> tuple[Tenure, ...]:
    """The offices of an actor, the earliest first, those without a day last."""
    groups: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for row in desk.holdings.offices_of(entity.id, entity.name):
        groups[row.title.casefold(), (row.organization or "").casefold()].append(row)
    firsts = {key: min(rows, key=_early) for key, rows in groups.items()}
    desk.bring_pages(row.page for row in firsts.values())
    tenures = (_tenure(desk, firsts[key], rows) for key, rows in groups.items())
    return tuple(sorted(tenures, key=lambda each: (each.first or "9", each.line.title.casefold(), each.line.id)))


def _early(row: Office) -> tuple[date, str]:
    span = days_of(row.as_of.edtf)
    return (span[0] if span else LAST), row.id


def _tenure(desk: Desk, shown: Office, rows: Sequence[Office]) -> Tenure:
    spans = [span for row in rows if (span := days_of(row.as_of.edtf)) and span[0] > FIRST and span[1] < LAST]
    if not spans:
        return Tenure(desk.office(shown), len({row.page for row in rows}), "", "", UNKNOWN_DAY)
    first, last = min(span[0] for span in spans).isoformat(), max(span[1] for span in spans).isoformat()
    words = day_of("/".join(dict.fromkeys((first, last))))
    return Tenure(desk.office(shown), len({row.page for row in rows}), first, last, words)


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
