"""What should a person look at next?

The least sure and most used rows of the record first: by tenths of confidence, within a tenth by how many other rows
stand on the row. They stand in line since the record was settled (store/queued.py), so that a record may be large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, Table, cast, exists, func, or_, select

from onrecord.serve.counting import decided, passable, public
from onrecord.serve.desk import Desk
from onrecord.serve.once import once
from onrecord.serve.opinions import differ, opinions_of
from onrecord.store import CONFLICT, ON_FIGURES, Record, assigned_to
from onrecord.store.queued import tenth_of
from onrecord.store.schema import PUBLIC, QUEUED

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
    return _queue(record, "statements", _line("statements", *LOOKED), LINED, first, most)


def unseen_figures(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Figures that nobody judged."""
    return _queue(record, "figures", _line("figures", *ON_FIGURES), LINED, first, most)


def unseen_conflicts(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Accounts that differ and that nobody ruled on: between figures, or between statements that may be passed on."""
    ends = [or_(_stands(FIGURES, end), _stands(STATEMENTS, end, passable(desk))) for end in (LINKS.c.a, LINKS.c.b)]
    asked = _line("links", CONFLICT).join(LINKS, LINKS.c.id == QUEUED.c.row).where(*ends)
    return _queue(record, "conflicts", asked, LINED, first, most)


LINED = (QUEUED.c.tenth, QUEUED.c.uses.desc(), QUEUED.c.sure, QUEUED.c.row)
"""The order of a line, which its index has."""


def _line(kind: str, *looked: str) -> Select[Any]:
    """The rows of a kind that stand in line, without those on which a judgement of these kinds is in force."""
    asked = select(QUEUED.c.row, QUEUED.c.sure, QUEUED.c.uses)
    return asked.where(QUEUED.c.kind == kind, QUEUED.c.row.not_in(decided(*looked)))


def _stands(table: Table, end: ColumnElement[str], *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.id == end, *where).correlate(LINKS)


def joined_names(record: Record, desk: Desk, *, first: int, most: int) -> Queue:
    """Joinings of names by rules, of those who may have an actor's page."""
    score = cast(func.substr(JUDGEMENTS.c.why, 7, 4), Float)
    asked = select(JUDGEMENTS.c.id, score, ENTITIES.c.mentions)
    asked = asked.join(ENTITIES, ENTITIES.c.id == JUDGEMENTS.c.value)
    where = (JUDGEMENTS.c.kind == "same", JUDGEMENTS.c.by.startswith("rule:"), JUDGEMENTS.c.why.startswith("score "))
    order = (tenth_of(score), ENTITIES.c.mentions.desc(), score, JUDGEMENTS.c.id)
    return _queue(record, "names", asked.where(*where, public()), order, first, most)


def _queue(
    record: Record, name: str, asked: Select[Any], order: tuple[ColumnElement[Any], ...], first: int, most: int
) -> Queue:
    """Some rows of a queue; how many it has is counted once, until somebody decides."""

    def count() -> int:
        with record.asking() as connection:
            return connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()

    total = once(record, ("queue", name), count)
    with record.asking() as connection:
        found = connection.execute(asked.order_by(*order).offset(first).limit(most))
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
