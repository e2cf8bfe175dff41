"""How is a decision of a person written down, and how is it taken back?

A decision is a row with who, when and why. It takes effect when the record is settled again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.model import Entity, Figure, Judgement, Link, Page, Statement, id_of
from onrecord.store.cells import cells_of, insert_new
from onrecord.store.judged import rows_judged
from onrecord.store.judgements import (
    APART,
    CONFLICT,
    RULINGS,
    SAME,
    Claim,
    anchor_of,
    anchors_of,
    bounds_in,
    text_hash,
)
from onrecord.store.record import Record
from onrecord.store.schema import JUDGED, PUBLIC, STATE

TABLES: dict[str, tuple[str, ...]] = {
    "confirm": ("statements", "figures"),
    "reject": ("statements", "figures"),
    "speaker": ("statements",),
    "said": ("statements",),
    "span": ("statements",),
    "value": ("figures",),
    "as_of": ("figures",),
    SAME: ("entities",),
    APART: ("entities",),
    CONFLICT: ("links",),
}
"""What each decision is about."""

DAY = ("a day as EDTF, such as 2031-03-09 or 2031-03", re.compile(r"[0-9X\[][0-9X~?%.,/\[\]{}-]{3,}"))

VALUES: dict[str, tuple[str, re.Pattern[str]]] = {
    "speaker": ("the speaker's name", re.compile(r".*\S.*")),
    "said": DAY,
    "as_of": DAY,
    "span": ("where the words stand, as START-END in code points", re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*")),
    "value": ("a number or bounds, such as 1700, 1700..1900, ..4000 or 4000..", re.compile(r"[-\d.]{1,40}")),
    CONFLICT: (f"one of {', '.join(RULINGS)}", re.compile("|".join(map(re.escape, RULINGS)))),
}
"""Decisions that need a value: what it is, and what it looks like."""


def decide(record: Record, name: str, kind: str, value: str = "", *, by: str, why: str, at: str) -> Judgement:
    """Judge the row of that id (or its beginning) and write the decision; `at` is an ISO 8601 time.

    Statements and figures are confirmed, corrected or rejected; an entity is the `same` as another (`value` is its
    id), or is set `apart` from its namesake on a page (`value` is the page's id); of accounts that differ `both`
    stand, or they are the `same`, or `not comparable`.
    Raises UnknownName for a decision that there is not, NotOnRecord when `name` is a row that it does not fit, and
    OnRecordError when the decision needs another value.
    """
    if kind not in TABLES:
        raise UnknownName("decision", kind, (*TABLES, "withdraw"))
    table, row = record.row(name)
    if table not in TABLES[kind]:
        wanted = " or ".join(TABLES[kind])
        raise NotOnRecord(f"{name} is a row of {table}; {kind} is about {wanted}: onrecord show {record.where}")
    target, rows = TARGETS[table](record, row, kind, value)
    value = "" if table == "entities" else value
    judgement = Judgement(id_of("j", kind, *target, value, by, at), kind, target, value, by, at, why)
    judge(record, judgement, rows)
    return judgement


def _claim_judged(record: Record, row: Claim, kind: str, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    page: Page = record.row(row.page)[1]
    _checked(record, row, kind, value)
    if kind == "span" and not all(0 <= a < b <= len(page.text) for a, b in _spans(value)):
        raise OnRecordError(f"{value} is not on {page.id}, which has {len(page.text)} characters")
    if kind == "value" and bounds_in(value) == (None, None):
        raise OnRecordError(f"{kind} takes {VALUES[kind][0]}, not {value!r}")
    return anchor_of(page, as_read(record, row)), (row.id,)


def _spans(value: str) -> Iterable[tuple[int, int]]:
    for span in value.split(","):
        start, _, end = span.partition("-")
        yield int(start), int(end)


def as_read(record: Record, row: Any) -> Any:
    """A claim as it was read, before people corrected it: what decisions on it are anchored to."""
    kind = "figures" if isinstance(row, Figure) else "statements"
    claims: Iterable[Claim] = getattr(record.reading(row.page).claims, kind)
    return next((claim for claim in claims if claim.id == row.id), row)


def _conflict_judged(record: Record, link: Link, kind: str, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if link.kind != "conflicts":
        raise NotOnRecord(f"{link.id} is a link of the kind {link.kind}; {kind} is about accounts that differ")
    _checked(record, link, kind, value)
    ends = [record.row(end)[1] for end in (link.a, link.b)]
    if not all(isinstance(end, Statement | Figure) for end in ends):
        raise NotOnRecord(f"{link.id} is between rows that are not judged; judged are statements and figures")
    anchors = (anchor_of(record.row(end.page)[1], as_read(record, end)) for end in ends)
    return tuple(word for anchor in anchors for word in anchor), (link.id,)


def _checked(record: Record, row: Claim | Link, kind: str, value: str) -> None:
    what, shape = VALUES.get(kind, ("no value", re.compile("")))
    if not shape.fullmatch(value):
        raise OnRecordError(f"{kind} takes {what}, not {value!r}: onrecord judge {record.where} {row.id} {kind} VALUE")


def _names_judged(record: Record, entity: Entity, kind: str, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names, each with the text it stands in, that a decision on an entity is about."""
    what = {SAME: "entities", APART: "pages"}[kind]
    table, other = record.row(value or entity.id)
    if table != what or other == entity:
        told = f"{kind} takes the id of another row of {what}, not {value!r}"
        raise OnRecordError(f"{told}: onrecord show {record.where} {entity.id}")
    if kind == APART:
        return _name_of(record, entity, other), (entity.id,)
    if (other.kind == "person") != (entity.kind == "person"):
        raise OnRecordError(f"{entity.name} is a {entity.kind} and {other.name} a {other.kind}: they cannot be one")
    return _name_of(record, entity) + _name_of(record, other), (entity.id, other.id)


TARGETS: dict[str, Any] = {
    "statements": _claim_judged,
    "figures": _claim_judged,
    "entities": _names_judged,
    "links": _conflict_judged,
}
"""For each kind of row how a decision is anchored: the target, and the rows it holds on."""


def _name_of(record: Record, entity: Entity, page: Page | None = None) -> tuple[str, str]:
    """Where an entity is named: the hash of the page's text and the name there. Of all pages the one of smallest id."""
    mentions = PUBLIC["mentions"]
    asked = select(mentions.c.page, mentions.c.text).where(mentions.c.entity == entity.id, mentions.c.kind == "name")
    asked = asked.order_by(mentions.c.page, mentions.c.start).limit(1)
    with record.asking() as connection:
        found = connection.execute(asked if page is None else asked.where(mentions.c.page == page.id)).one_or_none()
    if found is None:
        where = page.id if page is not None else "any page"
        raise NotOnRecord(f"{entity.name} is not named on {where}: onrecord show {record.where} {entity.id}")
    return text_hash(record.row(found[0])[1]), found[1]


def judge(record: Record, judgement: Judgement, rows: Iterable[str] = ()) -> None:
    """Write a decision and the rows it is about; one that is there already stays. It takes effect by settling."""
    with record.writing() as connection:
        insert_new(connection, PUBLIC["judgements"], [cells_of("judgements", judgement)])
        insert_new(connection, JUDGED, ({"judgement": judgement.id, "row": row} for row in rows))
        connection.execute(update(STATE).values(settled=False))


def undo(record: Record, judgement: Judgement, *, by: str, why: str, at: str) -> Judgement:
    """Take a decision back, at an ISO 8601 time, and tell which row says so.

    A person's is marked as withdrawn. A rule's would be taken again at the next build, so the names it joined are kept
    apart from now on. Raises NotOnRecord when the decision does not stand.
    """
    if not judgement.by.startswith("rule:"):
        withdraw(record, judgement.id, at=at)
        return replace(judgement, withdrawn=at)
    return _of_the_names(record, judgement, APART, by=by, why=why, at=at)


def uphold(record: Record, judgement: Judgement, *, by: str, why: str, at: str) -> Judgement:
    """Say, as a person, what a rule said of two names: they are one's, whatever a later rule finds."""
    if not judgement.by.startswith("rule:"):
        raise NotOnRecord(f"{judgement.id} is a decision of {judgement.by}; only a rule's is upheld")
    return _of_the_names(record, judgement, SAME, by=by, why=why, at=at)


def second(record: Record, judgement: Judgement, kind: str, *, by: str, why: str, at: str) -> Judgement:
    """Give a second opinion on the words that another decided on, whether or not their row is still there.

    `kind` is that of the first decision, which agrees with it, or another one that needs no value. Raises NotOnRecord.
    """
    value = judgement.value if kind == judgement.kind else ""
    size = len(judgement.target)
    tables = TABLES.get(kind, ())
    fits = {2: "statements", 3: "figures"}.get(size) if judgement.kind not in (SAME, APART, CONFLICT) else ""
    if kind != judgement.kind and (fits not in tables or kind in VALUES):
        raise NotOnRecord(f"{kind} is no opinion on {judgement.id}, which says: {judgement.kind}")
    made = Judgement(id_of("j", kind, *judgement.target, value, by, at), kind, judgement.target, value, by, at, why)
    judge(record, made, rows_judged(record, [judgement.id]).get(judgement.id, ()))
    return made


def _of_the_names(record: Record, joined: Judgement, kind: str, *, by: str, why: str, at: str) -> Judgement:
    names = [(text_hash(record.row(page)[1]), name) for page, name in anchors_of(joined)]
    target = tuple(word for anchor in names for word in anchor)
    made = Judgement(id_of("j", kind, *target, by, at), kind, target, "", by, at, why)
    judge(record, made, (joined.value,))
    return made


def withdraw(record: Record, judgement: str, *, at: str) -> None:
    """Mark a decision as withdrawn, at an ISO 8601 time; the row stays. Raises NotOnRecord when none stands."""
    judgements = PUBLIC["judgements"]
    standing = update(judgements).where(judgements.c.id == judgement, judgements.c.withdrawn.is_(None))
    with record.writing() as connection:
        if not connection.execute(standing.values(withdrawn=at)).rowcount:
            raise NotOnRecord(f"{judgement}: no such judgement stands; list them with: onrecord show {record.where}")
        connection.execute(update(STATE).values(settled=False))
