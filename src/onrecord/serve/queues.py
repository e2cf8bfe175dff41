"""What should a person look at next?

The least sure and most used rows of the record first: by tenths of confidence, within a tenth by how many other rows
stand on the row. The database finds and orders them, so that a record may be large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, cast, exists, func, or_, select

from onrecord.serve.counting import decided, passable, public
from onrecord.serve.desk import Desk
from onrecord.serve.opinions import differ, opinions_of
from onrecord.store import CONFLICT, ON_FIGURES, Record, assigned_to
from onrecord.store.schema import DOUBTS, PUBLIC

STATEMENTS, FIGURES, LINKS, ENTITIES, JUDGEMENTS = (
    PUBLIC[kind] for kind in ("statements", "figures", "links", "entities", "judgements")
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A row to look at: its id, its confidence from 0 to 1, and how many other rows stand on it."""

    id: str
    confidence: float
    uses: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Some rows to look at, from the `first` (0 is the first of all), and how many there are in all."""

    rows: tuple[Queued, ...]
    total: int


LOOKED = frozenset({"confirm", "reject", "speaker"})
"""Decisions after which a statement no longer waits; one whose day or words were set still does."""


def waiting(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Statements that are held back and that nobody decided on."""
    where = (STATEMENTS.c.id.in_(select(DOUBTS.c.statement)), STATEMENTS.c.id.not_in(decided(*LOOKED)))
    return _queue(record, _of(STATEMENTS, STATEMENTS.c.confidence, *where), first, most)


def unseen_figures(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Figures that nobody judged."""
    return _queue(record, _of(FIGURES, FIGURES.c.confidence, FIGURES.c.id.not_in(decided(*ON_FIGURES))), first, most)


def unseen_conflicts(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Accounts that differ and that nobody ruled on: between figures, or between statements that may be passed on."""
    ends = [or_(_stands(FIGURES, end), _stands(STATEMENTS, end, passable(desk))) for end in (LINKS.c.a, LINKS.c.b)]
    where = (LINKS.c.kind == "conflicts", LINKS.c.id.not_in(decided(CONFLICT)), *ends)
    return _queue(record, _of(LINKS, LINKS.c.score, *where, ends=(LINKS.c.a, LINKS.c.b)), first, most)


def _stands(table: Table, end: ColumnElement[str], *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.id == end, *where).correlate(LINKS)


def joined_names(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Joinings of names by rules, of those who may have an actor's page."""
    score = cast(func.substr(JUDGEMENTS.c.why, 7, 4), PUBLIC["links"].c.score.type)
    asked = select(JUDGEMENTS.c.id, score.label("sure"), ENTITIES.c.mentions.label("uses"))
    asked = asked.join(ENTITIES, ENTITIES.c.id == JUDGEMENTS.c.value)
    where = (JUDGEMENTS.c.kind == "same", JUDGEMENTS.c.by.startswith("rule:"), JUDGEMENTS.c.why.startswith("score "))
    return _queue(record, asked.where(*where, public()), first, most)


def _of(table: Table, sure: ColumnElement[Any], *where: ColumnElement[bool], ends: Any = None) -> Select[Any]:
    """The rows of a table with how sure they are and how many links they are an end of."""
    link = LINKS.alias()
    ends = ends or (table.c.id,)
    counts = [
        select(func.count()).select_from(link).where(side == end).correlate(table).scalar_subquery()
        for end in ends
        for side in (link.c.a, link.c.b)
    ]
    return select(table.c.id, sure.label("sure"), sum(counts[1:], counts[0]).label("uses")).where(*where)


def _queue(record: Record, asked: Select[Any], first: int, most: int) -> Queue:
    rows = asked.subquery()
    order = (cast(rows.c.sure * 10 - 0.5, Integer), rows.c.uses.desc(), rows.c.sure, rows.c.id)
    with record.asking() as connection:
        total = connection.execute(select(func.count()).select_from(rows)).scalar_one()
        found = connection.execute(select(rows).order_by(*order).offset(first).limit(most))
        return Queue(tuple(Queued(*cells) for cells in found), total)


def differing(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Rows that people judged differently."""
    found = sorted(row for row, several in desk.holdings.all_judged().items() if differ(opinions_of(several)))
    return _listed(found, first, most)


def mine(name: str) -> Callable[..., Queue]:
    """The queue of what somebody is to look at."""

    def queue(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
        return _listed(assigned_to(record, name), first, most)

    return queue


def _listed(names: Iterable[str], first: int, most: int) -> Queue:
    whole = list(names)
    return Queue(tuple(Queued(name, 0.0, 0) for name in whole[first : first + most]), len(whole))
