"""What may stand in a chart or a count that goes over the whole record? The rules of harm.py, asked of the database.

Rows by the hundred thousand cannot be looked at one by one. The conditions here say of a row what `harm.held_back` and
`harm.may_have_page` say of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, or_, select

from onrecord.serve.desk import Desk
from onrecord.serve.harm import PERSON
from onrecord.store.schema import DOUBTS, JUDGED, PUBLIC, SPEAKERS

STATEMENTS, FIGURES, ENTITIES, OFFICES = (PUBLIC[kind] for kind in ("statements", "figures", "entities", "offices"))
JUDGEMENTS = PUBLIC["judgements"]


def public() -> ColumnElement[bool]:
    """Whether an entity may have an actor's page: a body or a state, or a person for whom some page names an office."""
    by_id = select(OFFICES.c.entity).where(OFFICES.c.entity.is_not(None))
    return or_(
        ENTITIES.c.kind != PERSON, ENTITIES.c.id.in_(by_id), ENTITIES.c.name.in_(select(OFFICES.c.person).distinct())
    )


def passable(desk: Desk) -> ColumnElement[bool]:
    """Whether a statement may be passed on: `harm.held_back`, line by line."""
    corrected = and_(STATEMENTS.c.confidence < 1.0, STATEMENTS.c.id.in_(decided("speaker")))
    confirmed = STATEMENTS.c.id.in_(decided("confirm"))
    return and_(STATEMENTS.c.id.not_in(_rejected()), ~corrected, or_(_sure(), confirmed))


def decided(*kinds: str) -> Select[tuple[str]]:
    """The rows on which a person's judgement of these kinds is in force."""
    asked = select(JUDGED.c.row).join(JUDGEMENTS, JUDGEMENTS.c.id == JUDGED.c.judgement)
    return asked.where(JUDGEMENTS.c.kind.in_(kinds), *_in_force(JUDGEMENTS))


def _rejected() -> Select[tuple[str]]:
    """The rows whose last judgement in force is a rejection."""
    later, other = JUDGEMENTS.alias(), JUDGED.alias()
    after = or_(later.c.at > JUDGEMENTS.c.at, and_(later.c.at == JUDGEMENTS.c.at, later.c.id > JUDGEMENTS.c.id))
    overruled = exists().where(other.c.row == JUDGED.c.row, later.c.id == other.c.judgement, *_in_force(later), after)
    return decided("reject").where(~overruled.correlate(JUDGED, JUDGEMENTS))


def _in_force(judgements: FromClause) -> tuple[ColumnElement[bool], ...]:
    return judgements.c.withdrawn.is_(None), judgements.c.by.startswith("person:")


def public_one() -> ColumnElement[bool]:
    """The same as `public`, for a few entities of many: each is looked up, and no office of anybody else."""
    by_id = exists().where(OFFICES.c.entity == ENTITIES.c.id)
    by_name = exists().where(OFFICES.c.person == ENTITIES.c.name)
    return or_(ENTITIES.c.kind != PERSON, by_id, by_name)


def countable(desk: Desk, *, in_all: bool = False) -> ColumnElement[bool]:
    """Whether a statement may be passed on, and none of its speakers is a private person; `in_all`: asked of all."""
    return and_(passable(desk), ~(_private_in_all() if in_all else _private()))


def countable_figure(desk: Desk) -> ColumnElement[bool]:
    """Whether a figure is given by nobody's statement, or by one that may be counted."""
    given = exists().where(STATEMENTS.c.id == FIGURES.c.statement, countable(desk)).correlate(FIGURES)
    return or_(FIGURES.c.statement.is_(None), given)


def said_by(desk: Desk, entities: Sequence[str]) -> dict[str, int]:
    """How many statements of each of some entities may be passed on."""
    asked = select(SPEAKERS.c.entity, func.count(STATEMENTS.c.id.distinct()))
    asked = asked.join(STATEMENTS, STATEMENTS.c.id == SPEAKERS.c.statement).group_by(SPEAKERS.c.entity)
    with desk.holdings.asking() as connection:
        return dict(map(tuple, connection.execute(asked.where(SPEAKERS.c.entity.in_(entities), passable(desk))).all()))


def _sure() -> ColumnElement[bool]:
    """What `harm.held_back` asks of a statement that nobody judged."""
    return STATEMENTS.c.id.not_in(select(DOUBTS.c.statement))


def _private() -> ColumnElement[bool]:
    speaker = SPEAKERS.alias()
    whose = and_(speaker.c.statement == STATEMENTS.c.id, ENTITIES.c.id == speaker.c.entity)
    return exists().where(whose, ~public_one()).correlate(STATEMENTS)


def _private_in_all() -> ColumnElement[bool]:
    """The same as `_private`, by the set of such statements: walked through once, where all are asked about."""
    persons = select(ENTITIES.c.id).where(~public())
    return STATEMENTS.c.id.in_(select(SPEAKERS.c.statement).where(SPEAKERS.c.entity.in_(persons)))
