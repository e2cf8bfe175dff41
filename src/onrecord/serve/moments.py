"""On which days do the rows of a record fall, and which rows are those?

A date is counted as the record has it (EDTF): "2031" stays a year. What waits for a person's look, and what is told of
private persons, is in no count (see counting.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from onrecord.model import Entity, Figure, Story
from onrecord.serve.counting import (
    ENTITIES,
    FIGURES,
    OFFICES,
    STATEMENTS,
    countable,
    countable_figure,
    public,
    public_one,
)
from onrecord.serve.desk import Desk
from onrecord.store import Record
from onrecord.store.questions import statements_by
from onrecord.store.schema import NAMES, PUBLIC
from onrecord.store.worded import Worded, worded

DATED: dict[str, str] = {
    "statements": "said",
    "figures": "as_of",
    "events": "date",
    "offices": "as_of",
    "designations": "date",
}
"""The kinds of rows that fall on a day, and the field that tells it."""

EVENTS, DESIGNATIONS, MENTIONS, PAGES = (PUBLIC[kind] for kind in ("events", "designations", "mentions", "pages"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows: of some kinds, and where these are given, of an actor, an outlet (in any case), a story."""

    kinds: tuple[str, ...] = tuple(DATED)
    actor: Entity | None = None
    outlet: str = ""
    story: Story | None = None


Tally = Mapping[str, Mapping[str | None, int]]
"""By kind: how many rows have which date in EDTF, None for those without one."""


def tally(record: Record, desk: Desk, chosen: Chosen) -> Tally:
    """How many rows of each kind have which date."""
    found: dict[str, Counter[str | None]] = {kind: Counter() for kind in chosen.kinds}
    with record.asking() as connection:
        if chosen.story and not (chosen.actor or chosen.outlet):
            rows = _of_story(connection, desk, chosen, chosen.story)
        else:
            rows = connection.execute(union_all(*(_counted(kind, desk, chosen) for kind in chosen.kinds))).all()
    for kind, edtf, count in rows:
        found[kind][edtf or None] += count
    return found


def _counted(kind: str, desk: Desk, chosen: Chosen, pages: Sequence[Any] = ()) -> Select[Any]:
    days = _chosen(select(_day(kind).label("day")), kind, desk, chosen, pages).subquery()
    return select(literal(kind), days.c.day, func.count()).group_by(days.c.day)


PLACES = 8
"""Pages of a story for which its question is worded, or several times as many; what is left is filled up."""

_worded: dict[tuple[str, tuple[str, ...], int], Worded] = {}


def _of_story(connection: Connection, desk: Desk, chosen: Chosen, story: Story) -> Iterable[Any]:
    """The counts of a story, which every screen of one asks for."""
    places = -(-len(story.pages) // PLACES) * PLACES
    key = (connection.dialect.name, chosen.kinds, places)
    if key not in _worded:
        pages: list[Any] = [bindparam(f"page{n}", required=False) for n in range(places)]
        asked = union_all(*(_counted(kind, desk, chosen, pages) for kind in chosen.kinds))
        _worded[key] = worded(connection.dialect.name, asked)
    filled = [*story.pages, *story.pages[-1:] * (places - len(story.pages))]
    return _worded[key].rows(connection, {f"page{n}": page for n, page in enumerate(filled)})


def dated(record: Record, desk: Desk, chosen: Chosen, kind: str, days: Iterable[str], most: int) -> Iterator[str]:
    """The ids of the rows of a kind that have one of these dates, at most some, in the order of their ids."""
    table = PUBLIC[kind]
    asked = _chosen(select(table.c.id), kind, desk, chosen).where(_day(kind).in_(sorted(days)))
    with record.asking() as connection:
        yield from connection.execute(asked.order_by(table.c.id).limit(most)).scalars()


def _day(kind: str) -> ColumnElement[Any]:
    day: ColumnElement[Any] = PUBLIC[kind].c[DATED[kind]]["edtf"].as_string()
    return day


def _chosen(asked: Select[Any], kind: str, desk: Desk, chosen: Chosen, pages: Sequence[Any] = ()) -> Select[Any]:
    """The rows of a question that are chosen; `pages` stand in place of those of the story."""
    table = PUBLIC[kind]
    in_all = not (chosen.actor or chosen.outlet or chosen.story)
    asked = asked.select_from(table).where(countable_of(kind, desk, in_all=in_all, few=chosen.story is not None))
    if chosen.actor:
        asked = asked.where(_of_actor(kind, chosen.actor))
    if chosen.outlet:
        theirs = select(PAGES.c.id).where(func.lower(PAGES.c.outlet) == chosen.outlet.lower())
        asked = asked.where(table.c.page.in_(theirs))
    if chosen.story:
        asked = asked.where(table.c.page.in_(pages or chosen.story.pages))
    return asked


def countable_of(kind: str, desk: Desk, *, in_all: bool = False, few: bool = False) -> ColumnElement[bool]:
    """Whether a row of a kind may stand in a chart or count; `in_all`: asked of all rows; `few`: of a page's or so."""
    if kind == "statements":
        return countable(desk, in_all=in_all)
    if kind == "figures":
        return countable_figure(desk)
    if kind == "events":
        return _of_nobody_private(public_one() if few else public())
    return _lists_nobody_private(public_one() if few else public()) if kind == "designations" else true()


def names_private(desk: Desk, row: object) -> bool:
    """Whether a figure is given by somebody who is known as a private person: it may be counted, but not listed."""
    if not isinstance(row, Figure):
        return False
    known = (entity for name in row.given_by for entity in desk.holdings.entities.where("name", name))
    return any(not desk.has_page(entity) for entity in known)


def _of_nobody_private(known: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the words of an event name no private person."""
    inside = and_(MENTIONS.c.page == EVENTS.c.page, MENTIONS.c.start >= EVENTS.c.start, MENTIONS.c.end <= EVENTS.c.end)
    return ~exists().where(inside, ENTITIES.c.id == MENTIONS.c.entity, ~known).correlate(EVENTS)


def _lists_nobody_private(known: ColumnElement[bool]) -> ColumnElement[bool]:
    named = and_(NAMES.c.name == func.lower(DESIGNATIONS.c.target), ENTITIES.c.id == NAMES.c.entity)
    return ~exists().where(named, ~known).correlate(DESIGNATIONS)


def _of_actor(kind: str, actor: Entity) -> ColumnElement[bool]:
    if kind == "statements":
        return STATEMENTS.c.id.in_(statements_by(actor.id))
    if kind == "figures":
        return FIGURES.c.statement.in_(statements_by(actor.id))
    if kind == "events":
        return cast(EVENTS.c.participants, Text).contains(f'"{actor.id}"', autoescape=True)
    if kind == "offices":
        return or_(OFFICES.c.entity == actor.id, OFFICES.c.person == actor.name)
    return or_(*(DESIGNATIONS.c[name] == actor.name for name in ("target", "by", "authority")))
