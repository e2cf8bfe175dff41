"""Which rows does a list hold, and where does it go on? Keyset pages: from an id on, in the order of ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, not_, null, or_, select, true

from onrecord.errors import NotOnRecord
from onrecord.serve.api.given import Stretch
from onrecord.serve.api.rows import ROWS
from onrecord.serve.api.showing import Door
from onrecord.serve.counting import passable, public_one
from onrecord.serve.listed import entities_named
from onrecord.store import Record
from onrecord.store.cells import FIELDS
from onrecord.store.narrowed import few_of_days
from onrecord.store.schema import JUDGED, NAMES, PUBLIC, SPEAKERS

Condition = ColumnElement[bool]

DAYS: dict[str, str] = {
    "pages": "published",
    "statements": "said",
    "figures": "as_of",
    "designations": "date",
    "events": "date",
    "utterances": "said",
}
"""The day that a row of each kind lies on."""

BY_DAY = frozenset({"statements", "figures"})
"""Kinds whose rows can be found by their day."""

ONE_DAY = re.compile(r"-?\d{4}(?:-\d\d){0,2}")
"""A day, month or year inside an EDTF date of any kind."""

LAST = "~"
"""Sorts after all that a date is written with: "2031-04~" is the end of that April."""

PLAIN = (len("2031"), len("2031-04"), len("2031-04-03"))
"""How long a year, month or day is written that is certain."""

STROKE = "/////"
"""What is counted for the stroke of a stretch of days, so that none is as long as a plain day."""

ENDS = ("since", "until")

OPEN_ENDS = ("..", "..]", "/")
OPEN_BEGINNINGS = ("..", "[..", "/")
"""How EDTF writes that a stretch of days has no end, or no beginning."""


def stretch(record: Record, kind: str, given: Stretch, door: Door) -> list[Any]:
    """The rows that are asked for, as they may leave; one more than the limit where the list goes on."""
    asked = _asked(kind, given).execution_options(yield_per=given.limit + 1)
    if kind in MANY:
        asked = asked.where(MANY[kind](given, door))
    kept: list[Any] = []
    with record.asking() as connection, connection.execute(_sooner(connection, kind, given, asked)) as found:
        for batch in found.partitions():
            rows = [row for cells in batch if fits(kind, given, row := row_of(kind, cells), door)]
            kept += door.shown(kind, rows)
            if len(kept) > given.limit:
                break
    return kept[: given.limit + 1]


def _sooner(connection: Connection, kind: str, given: Stretch, asked: Select[Any]) -> Select[Any]:
    """The same question, led by the days that are asked for where few rows lie on them."""
    since, until = (getattr(given, name, None) for name in ENDS)
    if kind not in BY_DAY or not (since or until):
        return asked
    few = few_of_days(connection, kind, lambda day: lies_between(day, since, until))
    return asked if few is None else asked.where(PUBLIC[kind].c.id.in_(few))


def one(record: Record, kind: str, name: str, door: Door, *, text: bool = False) -> Any:
    """The row of a kind that has this id, as it may leave. Raises NotOnRecord."""
    asked = select(*_columns(kind, text=text)).where(_key(kind) == name)
    with record.asking() as connection:
        rows = [row_of(kind, cells) for cells in connection.execute(asked)]
    for row in door.shown(kind, rows):
        return row
    raise NotOnRecord(f"{name}: no such row, or none that may be shown; ids stand in the lists")


def row_of(kind: str, cells: Any) -> Any:
    """The row of the cells that `_columns` asks for."""
    names = (*FIELDS[kind], "id") if kind == "refusals" else FIELDS[kind]
    return msgspec.convert(dict(zip(names, cells, strict=True)), ROWS[kind])


def _columns(kind: str, *, text: bool = False) -> list[ColumnElement[Any]]:
    """The columns of a row, in field order; a page's text only where it is asked for."""
    table = PUBLIC[kind]
    left_out = {"text"} if kind == "pages" and not text else set()
    columns: list[ColumnElement[Any]] = [null() if name in left_out else table.c[name] for name in FIELDS[kind]]
    return [*columns, _key(kind)] if kind == "refusals" else columns


def _key(kind: str) -> ColumnElement[Any]:
    """What names a row of a kind: its id, or a refusal's number."""
    return cast(PUBLIC[kind].c.n, Text) if kind == "refusals" else PUBLIC[kind].c.id


def _asked(kind: str, given: Stretch) -> Select[Any]:
    order = PUBLIC[kind].c.n if kind == "refusals" else PUBLIC[kind].c.id
    asked = select(*_columns(kind)).order_by(order)
    if given.after is not None:
        asked = asked.where(order > (int(given.after) if kind == "refusals" else given.after))
    since, until = (getattr(given, name, None) for name in ENDS)
    if since or until:
        asked = asked.where(_between(kind, since, until))
    for name in sorted(given.model_fields_set - {"limit", "after", *ENDS}):
        if (value := getattr(given, name)) is not None:
            asked = asked.where(NARROWING.get(name, _equal)(kind, name, value))
    return asked


def _told(given: Any, door: Door) -> Condition:
    """Of statements those that may be passed on, or of the review list those that may not."""
    if given.held_back:
        return not_(passable(door.desk))
    return true() if door.waiting else passable(door.desk)


MANY: dict[str, Callable[[Any, Door], Condition]] = {
    "entities": lambda given, door: public_one(),
    "statements": _told,
}
"""Kinds of which so many rows may not leave that the database is asked for the others; the door looks again."""


def fits(kind: str, given: Stretch, row: Any, door: Door) -> bool:
    """What the database was not asked exactly: the days, and whether a statement waits for review."""
    held = getattr(given, "held_back", None)
    if held is not None and bool(door.desk.held_back(row)) is not held:
        return False
    since, until = getattr(given, "since", None), getattr(given, "until", None)
    return not (since or until) or lies_between(getattr(row, DAYS[kind]).edtf, since, until)


def lies_between(edtf: str | None, since: str | None, until: str | None) -> bool:
    """Whether an EDTF date may lie in a stretch of days, both ends included; an unknown one does not."""
    days = ONE_DAY.findall(edtf or "")
    if not edtf or not days:
        return False
    first = "" if edtf.startswith(OPEN_BEGINNINGS) else min(days)
    last = LAST if edtf.endswith(OPEN_ENDS) else max(days) + LAST
    return last >= (since or "") and first <= (until or "") + LAST


def _equal(kind: str, name: str, value: Any) -> Condition:
    found: Condition = PUBLIC[kind].c[name] == value
    return found


def _from_outlet(kind: str, name: str, value: str) -> Condition:
    pages = PUBLIC["pages"]
    theirs = func.lower(pages.c.outlet) == value.lower()
    return theirs if kind == "pages" else PUBLIC[kind].c.page.in_(select(pages.c.id).where(theirs))


def _spoken_by(kind: str, name: str, value: str) -> Condition:
    """Of statements by whoever has an entity here under that id, name or alias: there are no lists of other persons."""
    if kind != "statements":
        return _equal(kind, name, value)
    said = select(SPEAKERS.c.statement).where(SPEAKERS.c.entity.in_(entities_named(value)))
    return PUBLIC["statements"].c.id.in_(said)


def _pointing_at(kind: str, name: str, value: str) -> Condition:
    """Of mentions of somebody who may be shown: whoever else is named is found by no list."""
    entities = PUBLIC["entities"]
    return PUBLIC[kind].c.entity.in_(select(entities.c.id).where(entities.c.id == value, public_one()))


def _called(kind: str, name: str, value: str) -> Condition:
    return PUBLIC["entities"].c.id.in_(select(NAMES.c.entity).where(NAMES.c.name == value.casefold()))


def _between(kind: str, since: str | None, until: str | None) -> Condition:
    """Without what surely lies elsewhere; a date that is no plain one is left to `lies_between`."""
    day = PUBLIC[kind].c[DAYS[kind]]["edtf"].as_string()
    ends = [day + LAST >= since] if since else []
    ends += [day <= until + LAST] if until else []
    return or_(and_(*ends), func.length(func.replace(day, "/", STROKE)).not_in(PLAIN))


def _sure(kind: str, name: str, value: float) -> Condition:
    found: Condition = PUBLIC[kind].c.confidence >= value
    return found


def _about(kind: str, name: str, value: str) -> Condition:
    """Of links that have a row at either end, of judgements that hold on it."""
    if kind == "judgements":
        return PUBLIC[kind].c.id.in_(select(JUDGED.c.judgement).where(JUDGED.c.row == value))
    links = PUBLIC["links"]
    return or_(links.c.a == value, links.c.b == value)


NARROWING: dict[str, Callable[[str, str, Any], Condition]] = {
    "outlet": _from_outlet,
    "speaker": _spoken_by,
    "name": _called,
    "entity": _pointing_at,
    "confidence": _sure,
    "row": _about,
    "held_back": lambda kind, name, value: true(),  # see MANY and `fits`
}
"""What narrows a list otherwise than by a column of that name."""
